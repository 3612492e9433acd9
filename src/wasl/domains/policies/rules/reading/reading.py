"""What was read in a policy document: every value with the words it came from."""

from dataclasses import dataclass, field
from typing import Any, Literal

from wasl.foundation.identifiers import ascii_digits

WordChangeKind = Literal["same", "gone", "added"]


class NotAPolicy(ValueError):
    """The text is no policy on the relation with beneficiaries.

    `why` is `empty` (no words at all), `not_arabic` (hardly an Arabic word), `another_policy` (a
    policy, but about another matter) or `another_document` (no policy at all).
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the document as they stand there; `line` counts from 1 in the text given."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading or a label that was understood; `key` names the section or the value it opens."""

    key: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Found:
    """One value. `value` is what was understood, `verbatim` the words it was read from.

    `confidence` is 1.0 for what stands there exactly as known, lower for likenesses and guesses.
    """

    value: str
    verbatim: str
    line: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of one of the document's lists, with its kind, or `other` for one unknown.

    `wording` is the entry without its list mark and with words joined that the scan had broken;
    `verbatim` keeps them as they stand. `requirements` are those of R1-R71 that it states.
    """

    kind: str
    wording: str
    verbatim: str
    line: int
    confidence: float
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadAdoption:
    """The board's adoption as the document states it; what it does not state is None.

    `hijri` and `gregorian` are ISO days. `troubles` names what cannot be right: `no_such_day` (a
    day that its month has not; that date is None), `dates_disagree` (by the Umm al-Qura
    calendar), `weekday_disagrees`.
    """

    reference: str | None
    kind: str | None
    hijri: str | None
    gregorian: str | None
    weekday: str | None
    term: str | None
    verbatim: str
    line: int
    confidence: float
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadPromise:
    """When the applicant is answered: the document's sentence, what it means, and its days.

    `kind` is `at_least`, `at_most` or `as_soon_as_possible`; `days` counts weeks as 7 and months
    as 30 days and is None for as soon as possible.
    """

    verbatim: str
    kind: str
    days: int | None
    line: int
    confidence: float


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of words that the document keeps (`same`), leaves out (`gone`) or adds (`added`)."""

    kind: WordChangeKind
    words: str


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement of R1-R71 found in the document, and how it differs from its usual wording."""

    requirement: str
    verbatim: str
    line: int
    confidence: float
    changes: tuple[WordChange, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A policy document as read. Each word of it is in a value, an item, a statement or a
    heading, or in `noise`, or in `unrecognised`; nothing is dropped.
    """

    association: Found | None = None
    title: Found | None = None
    licence: Found | None = None
    version: Found | None = None
    owner: Found | None = None
    review: Found | None = None
    tools_holder: Found | None = None
    referral_role: Found | None = None
    applicant: Found | None = None
    advisory_bodies: tuple[Found, ...] = ()
    publication: tuple[str, ...] = ()
    adoption: ReadAdoption | None = None
    signatures: int = 0
    acknowledgements: int = 0
    objectives: tuple[Item, ...] = ()
    sub_objectives: tuple[Item, ...] = ()
    channels: tuple[Item, ...] = ()
    tools: tuple[Item, ...] = ()
    steps: tuple[Item, ...] = ()
    eligibility_steps: tuple[Item, ...] = ()
    mechanisms: tuple[Item, ...] = ()
    deciders: tuple[Found, ...] = ()
    promise: ReadPromise | None = None
    beneficiary_kinds: tuple[Found, ...] = ()
    statements: tuple[ReadStatement, ...] = ()
    headings: tuple[Heading, ...] = ()
    unrecognised: tuple[Span, ...] = ()
    noise: tuple[Span, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The reading as `wasl policy read --json` prints it: words verbatim, digits in ASCII."""
        promise, adoption = self.promise, self.adoption
        return {
            "association": _value(self.association),
            "title": _value(self.title),
            "licence": _value(self.licence),
            "version": _value(self.version),
            "owner": _value(self.owner),
            "publication": list(self.publication),
            "review": _value(self.review),
            "adoption": None
            if adoption is None
            else {
                "reference": _ascii(adoption.reference),
                "kind": adoption.kind,
                "hijri": adoption.hijri,
                "gregorian": adoption.gregorian,
                "weekday": adoption.weekday,
                "term": _ascii(adoption.term),
            },
            "signatures": self.signatures,
            "acknowledgements": self.acknowledgements,
            "objectives": _entries(self.objectives),
            "sub_objectives": _entries(self.sub_objectives),
            "channels": _entries(self.channels),
            "tools": _entries(self.tools),
            "steps": _entries(self.steps),
            "tools_holder": _value(self.tools_holder),
            "referral_role": _value(self.referral_role),
            "applicant": _value(self.applicant),
            "deciders": [found.value for found in self.deciders],
            "promise": None
            if promise is None
            else {
                "verbatim": ascii_digits(promise.verbatim),
                "kind": promise.kind,
                "days": promise.days,
            },
            "eligibility": {
                "steps": _entries(self.eligibility_steps),
                "mechanisms": _entries(self.mechanisms),
            },
            "beneficiary_kinds": [found.value for found in self.beneficiary_kinds],
            "unrecognised": [ascii_digits(span.text) for span in self.unrecognised],
        }


def _ascii(words: str | None) -> str | None:
    return None if words is None else ascii_digits(words)


def _value(found: Found | None) -> str | None:
    return None if found is None else ascii_digits(found.value)


def _entries(items: tuple[Item, ...]) -> list[dict[str, str]]:
    return [{"kind": item.kind, "wording": ascii_digits(item.wording)} for item in items]
