"""Wasl: beneficiary services for Saudi non-profits, from the first contact to proof of delivery."""
