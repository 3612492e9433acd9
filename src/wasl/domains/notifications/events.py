"""What happened to messages."""

from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class MessageFailed(Event):
    """A message will not reach its person by this carrier; somebody must reach him otherwise."""

    message: UUID
    kind: str
    about: UUID | None
