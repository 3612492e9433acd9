"""Files that people send: made harmless in a limited process, kept encrypted in a folder."""
