"""What the association and a party owe each other: agreements, duties, and disputes to their end."""
