"""A policy version as plain values: what a board adopted, as the configuration of all work."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from wasl.foundation.profile import Words, as_plain, from_plain

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
    "delegate",
    "researcher",
    "committee_member",
    "committee_chair",
    "department_head",
    "reviewer",
    "registrar",
    "director",
    "privacy_officer",
    "auditor",
)
ACCENTS: Final = ("teal", "indigo", "plum", "amber", "forest")
DIGITS: Final = ("arabic", "latin")
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
class Section:
    """A heading of the policy; `key` is what clauses name as their section."""

    key: str
    title: Words


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
    referral_staff_role: str
    tools_holder: Words
    beneficiary_kinds: tuple[str, ...]
    tools: tuple[Tool, ...]
    channels: tuple[Channel, ...]
    deciders: tuple[Decider, ...]
    promise: Promise
    sections: tuple[Section, ...]
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


def uncited_requirements(policy: Policy, requirements: Collection[str]) -> tuple[str, ...]:
    """Those of the given requirements that no clause states, in the given order."""
    cited = {requirement for clause in policy.clauses for requirement in clause.requirements}
    return tuple(requirement for requirement in requirements if requirement not in cited)
