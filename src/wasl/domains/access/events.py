"""What happened with staff and with codes."""

from dataclasses import dataclass, field
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class CodeIssued(Event):
    """A one-time code is to reach a phone. The code lives in this event and its message only."""

    phone: str = field(repr=False)
    code: str = field(repr=False)
    purpose: str
    language: str
    subject: UUID | None = None


@dataclass(frozen=True, slots=True)
class StaffHired(Event):
    """Somebody began to work in the association."""

    staff: UUID


@dataclass(frozen=True, slots=True)
class StaffInvited(Event):
    """A link is to reach somebody's e-mail. It lives in this event and its message only."""

    staff: UUID
    email: str = field(repr=False)
    token: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class StaffLeft(Event):
    """Somebody no longer works in the association; his cases need another colleague."""

    staff: UUID
