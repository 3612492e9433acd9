"""What waits: the home page, the queue and the search."""
