"""The figures we claim, each with the command that measures it: `make bench only=W1`."""
