"""The researcher's work: findings, criteria one by one, a recommendation."""
