"""What happened on the way to a service received."""

from dataclasses import dataclass, field
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class FileRegistered(Event):
    """An accepted application received its file number."""

    application: UUID
    file_number: int


@dataclass(frozen=True, slots=True)
class ServiceDelivered(Event):
    """A service was received, with proof.

    `edition` and `party` are those of the application, `phone` is the one by which it is
    followed, and `phone_index` its blind index; both are empty without one.
    """

    application: UUID
    entitlement: UUID
    edition: UUID
    party: UUID | None
    phone: str = field(repr=False)
    phone_index: str
    language: str
