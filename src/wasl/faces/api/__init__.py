"""The machines' face."""
