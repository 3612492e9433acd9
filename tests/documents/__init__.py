"""Boards' documents made up by the tests: read as text, as Word files and as PDF."""
