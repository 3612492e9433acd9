"""Telling records apart: what waits, two side by side, merging field by field, and undoing."""
