"""Reading a board's policy document: its values, lists and statements, and what matches nothing."""

from wasl.domains.policies.rules.reading.reading import (
    Found,
    Heading,
    Item,
    NotAPolicy,
    ReadAdoption,
    Reading,
    ReadPromise,
    ReadStatement,
    Span,
    WordChange,
)

__all__ = [
    "Found",
    "Heading",
    "Item",
    "NotAPolicy",
    "ReadAdoption",
    "ReadPromise",
    "ReadStatement",
    "Reading",
    "Span",
    "WordChange",
    "read_policy",
]


def read_policy(text: str) -> Reading:
    """What the document says.

    Raises `NotAPolicy` with its reason for a text that is no policy on beneficiaries.
    """
    if not text.strip():
        raise NotAPolicy("empty")
    return Reading(unrecognised=(Span(text.strip(), 1),))
