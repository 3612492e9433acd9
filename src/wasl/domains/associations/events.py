"""What happened with an association."""

from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class AssociationOpened(Event):
    """A non-profit joined the installation."""

    association: UUID
