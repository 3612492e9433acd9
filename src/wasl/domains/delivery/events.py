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

    `edition` is that of the application, `phone` the one by which it is followed, and
    `phone_index` its blind index; both are empty without one.
    """

    application: UUID
    entitlement: UUID
    edition: UUID
    phone: str = field(repr=False)
    phone_index: str
    language: str
