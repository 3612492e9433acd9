"""Reading a board's policy document: its values, lists and statements, and what matches nothing."""

from wasl.domains.policies.rules.reading.reader import read_policy, word_changes
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
    "word_changes",
]
