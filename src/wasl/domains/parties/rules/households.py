"""Who is what in a household, and who acts for whom: plain rules on plain values."""

HEADS = ("head", "spouse")
"""Members who support the others: no dependants."""
