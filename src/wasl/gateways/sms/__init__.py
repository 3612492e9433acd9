"""Short messages: a provider reached over HTTPS, and a simulator that keeps what it is given."""
