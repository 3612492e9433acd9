"""What waits: the home page and the queue."""
