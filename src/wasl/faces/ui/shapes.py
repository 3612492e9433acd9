"""What the component tags can show: plain rows that a face fills from its queries.

Text may be lazy, plain, or bilingual (`{"ar": …, "en": …}`); the tags pick the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

Text: TypeAlias = object
"""Plain text, a lazy translation, or a mapping of languages."""


@dataclass(frozen=True)
class NavItem:
    """A place one can go to; `key` is the physical key that leads there; `post` sends a form (sign out)."""

    text: Text
    url: str
    icon: str = ""
    current: bool = False
    count: int | None = None
    key: str = ""
    post: bool = False


@dataclass(frozen=True)
class Counter:
    """How many of something wait in a queue."""

    text: Text
    number: int
    url: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Tab:
    """One of several views of the same thing, each with an address of its own."""

    text: Text
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table: `kind` text, code, date, both_dates, money, number, status or phone.

    On a phone each row is a card: the first column is its title, columns with `line=1` stand
    beside the title, the others on the second line; `line=0` is left out on a phone.
    """

    name: str
    label: Text
    kind: str = "text"
    line: int = 2


@dataclass(frozen=True)
class SummaryRow:
    """An answer to check: what was asked, what was said, where to change it."""

    key: Text
    value: object
    change_url: str = ""
    change_text: Text = ""
    kind: str = ""


@dataclass(frozen=True)
class TimelineStep:
    """A step on the way: `state` is done, now or next."""

    title: Text
    state: str = "next"
    at: date | datetime | None = None
    who: Text = ""
    note: Text = ""


@dataclass(frozen=True)
class PersonStrip:
    """What one must know before speaking with a person; `signals` are what changes everything."""

    name: str
    reference: str = ""
    url: str = ""
    household: Text = ""
    phone: str = ""
    needs: Sequence[Text] = ()
    promises: Sequence[Text] = ()
    expired: Sequence[Text] = ()
    signals: Sequence[Text] = ()
    conflict: Text = ""
    contacts: Sequence[Text] = ()


@dataclass(frozen=True)
class CriterionRow:
    """One criterion weighed: `state` is met, not_met or unknown; what was seen, and the clause that asks for it."""

    title: Text
    state: str = "unknown"
    seen: Text = ""
    source: Text = ""
    clause: str = ""
    clause_text: Text = ""
    clause_url: str = ""
    note: Text = ""


@dataclass(frozen=True)
class DocumentCard:
    """A required document: `state` is missing, received, checking, accepted, refused or later."""

    title: Text
    state: str = "missing"
    state_text: Text = ""
    reason: Text = ""
    file_name: str = ""
    valid_until: date | None = None
    example_url: str = ""
    note: Text = ""


@dataclass(frozen=True)
class VoteCount:
    """How many voted for one outcome."""

    text: Text
    number: int
    tone: str = "neutral"


@dataclass(frozen=True)
class BarRow:
    """A labelled quantity among others of the same kind."""

    label: Text
    value: float
    note: Text = ""


@dataclass(frozen=True)
class Choice:
    """One answer to choose, with a line that explains it."""

    value: str
    text: Text
    hint: Text = ""
