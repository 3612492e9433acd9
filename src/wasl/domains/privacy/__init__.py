"""Who may look at a person's file and why: consents, and files opened out of turn."""
