"""Staff and their roles, what each role may do, and the one-time codes of applicants."""
