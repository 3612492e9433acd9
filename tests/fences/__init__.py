"""What the foundation promises of any room's tables, tried on real tables."""
