"""A policy version and its association as plain values, and reading them from a profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Protocol

from hijridate import Gregorian, Hijri

from wasl.foundation.profile import (
    Entry,
    Fields,
    Mistake,
    ProfileInvalid,
    Words,
    as_plain,
    did_you_mean,
    from_plain,
    only_once,
    open_profile,
)

__all__ = [
    "ACCENTS",
    "CHANNEL_KINDS",
    "DECIDER_KINDS",
    "MECHANISM_KINDS",
    "PROMISE_KINDS",
    "STAFF_ROLES",
    "STEP_KINDS",
    "TOOL_KINDS",
    "AdoptionRecord",
    "AssociationFacts",
    "Branch",
    "Channel",
    "Clause",
    "Decider",
    "Mechanism",
    "Mistake",
    "OpeningHours",
    "Policy",
    "Profile",
    "ProfileInvalid",
    "Promise",
    "PromiseSentence",
    "Step",
    "Tool",
    "WorkingCalendar",
    "promise_due_on",
    "promise_sentence",
    "read_profile",
    "telling_due_on",
    "uncited_requirements",
]

CHANNEL_KINDS: Final = (
    "interview",
    "phone",
    "social_media",
    "letters",
    "help_request",
    "volunteering",
    "website",
    "branch_delegate",
)
STEP_KINDS: Final = ("receive", "match", "refer", "confirm", "explain", "register", "deliver")
DECIDER_KINDS: Final = ("committee", "department")
MECHANISM_KINDS: Final = ("administrative_check", "interview", "field_visit")
TOOL_KINDS: Final = ("basic_bylaw", "research_guide", "support_guide", "support_form")
PROMISE_KINDS: Final = ("at_least", "at_most", "as_soon_as_possible")
BENEFICIARY_KINDS: Final = ("person", "household", "organisation")
STAFF_ROLES: Final = (
    "officer",
    "receptionist",
    "delegate",
    "researcher",
    "specialist",
    "committee_chair",
    "committee_member",
    "department_head",
    "department_reviewer",
    "storekeeper",
    "quality_lead",
    "board_secretary",
    "administrator",
)
ACCENTS: Final = ("teal", "indigo", "plum", "amber", "forest")
DIGITS: Final = ("arabic", "western")
PUBLICATION: Final = ("internal", "external")
REVIEWS: Final = ("yearly_from_adoption",)
ADOPTION_KINDS: Final = ("decision", "meeting")
DAY_COUNTS: Final = ("calendar_days", "working_days")
WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement of the policy in our words; `ref` is how everything else cites it."""

    ref: str
    section: str
    text: Words
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure, the role that performs it, and its clause."""

    kind: str
    title: Words
    performed_by: str
    clause: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach the association; `wording` is what this policy calls it."""

    kind: str
    wording: Words


@dataclass(frozen=True, slots=True)
class Tool:
    """A guide or form that the officer works with; `wording` is what this policy calls it."""

    kind: str
    wording: Words


@dataclass(frozen=True, slots=True)
class Decider:
    """Who may decide: the committee or the competent department, by its name in the policy."""

    kind: str
    title: Words


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A way to find out whether somebody is entitled."""

    kind: str
    title: Words
    clause: str


@dataclass(frozen=True, slots=True)
class Promise:
    """When the applicant is answered. `verbatim` is the document's own sentence.

    `days` is the figure in that sentence (None for as soon as possible); `target_days` is what
    lateness is measured against; `telling_days` is the time to say what is missing.
    """

    verbatim: str
    translation: str
    clause: str
    kind: str
    days: int | None
    target_days: int
    telling_days: int
    counting: str = "calendar_days"


@dataclass(frozen=True, slots=True)
class AdoptionRecord:
    """The board's adoption, as the document dates it, with both calendars agreeing."""

    reference: str
    kind: str
    hijri: str
    gregorian: date
    weekday: str | None = None
    term: Words | None = None
    signatures: int = 0
    acknowledgements: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of an association's policy: the configuration of all its work."""

    title: Words
    issue_number: Words | None
    owner: Words | None
    advisory_bodies: tuple[Words, ...]
    publication: tuple[str, ...]
    review: str | None
    adoption: AdoptionRecord | None
    applicant_title: Words
    referral_role: Words
    tools_holder: Words
    beneficiary_kinds: tuple[str, ...]
    tools: tuple[Tool, ...]
    channels: tuple[Channel, ...]
    deciders: tuple[Decider, ...]
    promise: Promise
    clauses: tuple[Clause, ...]
    steps: tuple[Step, ...]
    mechanisms: tuple[Mechanism, ...] = ()

    def step(self, kind: str) -> Step | None:
        """The step of that kind, or None when this policy has none."""
        return next((step for step in self.steps if step.kind == kind), None)

    def has_step(self, kind: str) -> bool:
        return self.step(kind) is not None

    def next_step(self, kind: str) -> Step | None:
        """The step after the one of that kind, or None after the last."""
        kinds = [step.kind for step in self.steps]
        position = kinds.index(kind) + 1
        return self.steps[position] if position < len(kinds) else None

    def clause(self, ref: str) -> Clause | None:
        """The clause of that reference, or None."""
        return next((clause for clause in self.clauses if clause.ref == ref), None)

    def cites(self, requirement: str) -> tuple[Clause, ...]:
        """The clauses that state a requirement such as `R60`, in the policy's order."""
        return tuple(clause for clause in self.clauses if requirement in clause.requirements)

    def channel(self, kind: str) -> Channel | None:
        """The channel of that kind, or None when this policy does not list it."""
        return next((channel for channel in self.channels if channel.kind == kind), None)

    def decider(self, kind: str) -> Decider | None:
        """The deciding body of that kind, or None when this policy does not name it."""
        return next((decider for decider in self.deciders if decider.kind == kind), None)

    def as_dict(self) -> dict[str, Any]:
        """The version as JSON can hold it; `Policy.from_dict` gives an equal one."""
        stored: dict[str, Any] = as_plain(self)
        return stored

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Policy":
        """The version again. Raises `ValueError` when what was stored is not a policy."""
        return from_plain(cls, stored)


@dataclass(frozen=True, slots=True)
class Branch:
    """An office of the association."""

    slug: str
    name: Words
    city: Words


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours on some days of the week, `opens` and `closes` as `08:00`."""

    days: tuple[str, ...]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class AssociationFacts:
    """Who the association is and how it is reached."""

    slug: str
    name: Words
    short_name: Words
    purpose: Words
    licence: str | None
    city: Words
    phone: str
    email: str
    website: str
    hours: tuple[OpeningHours, ...]
    accent: str
    digits: str
    branches: tuple[Branch, ...]
    staff_roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """An association with its policy, as its profile states them."""

    association: AssociationFacts
    policy: Policy


class WorkingCalendar(Protocol):
    """What the clocks ask of a calendar."""

    def is_working_day(self, day: date, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class PromiseSentence:
    """What the applicant is told: the policy's own sentence and a concrete day.

    `earliest_on` is set only when the policy states a minimum; a decision may still come before.
    """

    verbatim: str
    translation: str
    kind: str
    days: int | None
    due_on: date
    earliest_on: date | None = None
