"""The business, one room a package; each room may ask only the rooms below it."""
