"""What happened to the data that the rooms hold about people."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    """Everything about a person was destroyed; who holds files of his forgets them after the
    commit. `files` tells the keys of files by the table that spoke of them ("room.Model").

    It may be told again for the same person: forgetting what is gone is no trouble.
    """

    parties: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    files: Mapping[str, tuple[UUID, ...]]
