"""Mail: an SMTP server, and a simulator that keeps what it is given."""
