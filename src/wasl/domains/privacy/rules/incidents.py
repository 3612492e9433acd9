"""How an incident is weighed, and who must be told of it."""

from typing import Final

RISKS: Final = ("none", "some", "high")
TOLD_HOW: Final = ("sms", "email", "phone", "letter", "visit", "website")


def owes_authority(risk: str) -> bool:
    """Whether the authority must be told: the incident may harm data or the people it is about."""
    return risk in ("some", "high")


def owes_people(risk: str) -> bool:
    """Whether the people must be told: the incident may harm them or touch their rights."""
    return risk == "high"
