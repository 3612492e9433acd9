"""Messages to people: their words, the queue they leave by, and the receipts that come back."""
