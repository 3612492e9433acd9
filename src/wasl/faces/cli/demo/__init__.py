"""The demonstration: five associations, their staff, and people with cases at every stage."""
