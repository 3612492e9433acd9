"""Kinds of personal data, the grounds on which they may be used, and what needs explicit consent."""

from collections.abc import Iterable
from typing import Final

BASES: Final = ("consent", "agreement", "law", "vital", "legitimate")
"""The grounds of articles 5 and 6 of the PDPL: the person's consent; an agreement to which he is a
party; another law; an actual interest of his when he cannot be reached; the association's own
legitimate interest."""

DATA_KINDS: Final = (
    "identity",
    "contact",
    "address",
    "family",
    "income",
    "obligations",
    "housing",
    "education",
    "work",
    "bank",
    "documents",
    "visit",
    "photos",
    "conversations",
    "health",
    "disability",
    "credit",
    "parentage",
)

EXPLICIT_KINDS: Final = frozenset({"health", "disability", "credit", "parentage"})
"""Kinds that are used only with explicit consent (PDPL, Implementing Regulation, article 11)."""

SENSITIVE_KINDS: Final = frozenset({"health", "disability", "parentage"})
"""Kinds that article 1 of the PDPL calls sensitive."""


def needs_explicit_consent(kinds: Iterable[str]) -> bool:
    """Whether one of the kinds is used only when the person said yes in so many words."""
    return not EXPLICIT_KINDS.isdisjoint(kinds)


def unknown_kinds(kinds: Iterable[str]) -> frozenset[str]:
    """Those that are no kinds of data."""
    return frozenset(kinds) - frozenset(DATA_KINDS)


def may_rest_on(basis: str, kinds: Iterable[str]) -> bool:
    """Whether a use of these kinds may rest on this ground: sensitive data never rests on the
    association's own interest (PDPL, article 6/4)."""
    return basis != "legitimate" or SENSITIVE_KINDS.isdisjoint(kinds)
