"""The people, households and organisations whom the association knows."""
