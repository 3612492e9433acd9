"""Agreements, what each side owes, disputes, and a party's rights and duties."""
