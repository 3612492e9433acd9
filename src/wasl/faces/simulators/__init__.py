"""The demonstration's outside world: what phones and mailboxes received, and trouble on demand."""
