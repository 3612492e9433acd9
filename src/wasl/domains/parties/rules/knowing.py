"""How parties are identified, masked and told apart: plain rules on plain values."""

from collections.abc import Iterable, Mapping, Sequence

KINDS = ("person", "household", "organisation")
IDENTITY_KINDS = ("national", "iqama", "other")
ALIKE_ENOUGH = 0.6
"""From this likeness on two names are worth showing to an officer."""


def missing_values(kept: Mapping[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """What `given` knows and `kept` lacks; what is kept is never overwritten."""
    return {name: value for name, value in given.items() if value and not kept.get(name)}


def roles_with(roles: Sequence[str], role: str) -> list[str]:
    """The roles a party holds once it also holds `role`; one party may hold several (R1)."""
    return list(roles) if not role or role in roles else [*roles, role]


def masked_number(number: str) -> str:
    """An ID, phone or IBAN with all but its last four characters hidden; empty stays empty."""
    return f"•••• {number[-4:]}" if number else ""


def masked_name(name: str) -> str:
    """The first name and the initial of the last, as a committee or a queue may show it."""
    parts = name.split()
    return name if len(parts) < 2 else f"{parts[0]} {parts[-1][0]}."


def distinct(values: Iterable[str]) -> list[str]:
    """The values that are not empty, each once, in order."""
    return list(dict.fromkeys(value for value in values if value))
