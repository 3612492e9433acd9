"""Sessions, votes, decisions and letters."""
