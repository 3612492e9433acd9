"""Whether a person fits a service, explained criterion by criterion."""
