"""Personal data: requests, incidents, notices, and what is kept how long."""
