"""Every conversation with a person, on every channel."""
