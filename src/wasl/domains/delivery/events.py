"""What happened on the way to a service received."""

from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class FileRegistered(Event):
    """An accepted application received its file number."""

    application: UUID
    file_number: int


@dataclass(frozen=True, slots=True)
class ServiceDelivered(Event):
    """A service was received, with proof."""

    application: UUID
    entitlement: UUID
