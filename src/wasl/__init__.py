"""Wasl runs the relation between a non-profit association and the people it serves."""
