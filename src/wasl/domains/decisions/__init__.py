"""Committees and departments decide: sessions, votes, minutes, letters."""
