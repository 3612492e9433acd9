"""What happened to an application."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted(Event):
    """Somebody signed and sent an application."""

    application: UUID
    service: UUID
    channel: str


@dataclass(frozen=True, slots=True)
class ApplicationCompleted(Event):
    """The officer found everything complete; the clock of the reply runs from here."""

    application: UUID
    edition: UUID
    reply_expected_on: date


@dataclass(frozen=True, slots=True)
class MissingItemsAsked(Event):
    """The applicant was told what is missing."""

    application: UUID
    request: UUID


@dataclass(frozen=True, slots=True)
class ReferralMade(Event):
    """An officer referred a question; `to` is the member of staff asked, if one was named."""

    application: UUID
    referral: UUID
    to: UUID | None


@dataclass(frozen=True, slots=True)
class ReferralAnswered(Event):
    """The question referred has its answer."""

    application: UUID
    referral: UUID
    asked_by: UUID


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn(Event):
    """The applicant took the application back; `stage` is where it stood."""

    application: UUID
    stage: str


@dataclass(frozen=True, slots=True)
class PromiseNear(Event):
    """The promised day of reply is three days away or less; told once per promise."""

    application: UUID
    due_on: date
    assigned_to: UUID | None


@dataclass(frozen=True, slots=True)
class PromiseBroken(Event):
    """The promised day of reply has passed without one; told once per promise."""

    application: UUID
    due_on: date
    assigned_to: UUID | None
