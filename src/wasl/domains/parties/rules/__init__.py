"""Plain rules about parties, on plain values."""

from wasl.domains.parties.rules.knowing import (
    ALIKE_ENOUGH,
    IDENTITY_KINDS,
    KINDS,
    distinct,
    masked_name,
    masked_number,
    missing_values,
    roles_with,
)

__all__ = [
    "ALIKE_ENOUGH",
    "IDENTITY_KINDS",
    "KINDS",
    "distinct",
    "masked_name",
    "masked_number",
    "missing_values",
    "roles_with",
]
