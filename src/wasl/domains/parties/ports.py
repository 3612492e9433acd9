"""What this room needs from outside: somebody who keeps copies of people's documents."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable

Trouble = Literal["kind", "size", "pixels", "unreadable", "pdf"]


class CopyRefused(Exception):
    """The file cannot be taken; `trouble` says why, and nothing of its content is repeated."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class NoRoom(Exception):
    """Nothing can be written now: the disk is full or gone. Nothing was left behind."""


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy made harmless and kept; `digest` is the SHA-256 of what is kept."""

    id: UUID
    kind: str
    extension: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """A copy that is stored, and since when."""

    id: UUID
    kept_at: datetime


class CopyFiles(Protocol):
    """Keeps copies of documents encrypted, each association's apart, sealed for their owner."""

    def keep(self, content: bytes, /, *, association: UUID, owner: UUID) -> KeptCopy:
        """Make the content harmless and keep it. Raises `CopyRefused` or `NoRoom`."""
        ...

    def read(self, copy: UUID, /, *, association: UUID) -> bytes:
        """What was kept. Raises `KeyError` when there is none."""
        ...

    def forget(self, copy: UUID, /, *, association: UUID) -> None:
        """Forget a copy; one that is already gone is no trouble."""
        ...

    def listed(self, *, association: UUID) -> "Iterable[StoredCopy]":
        """All copies of the association."""
        ...


class NotConnected(RuntimeError):
    """A defect: nobody connected the keeper of copies."""


_connected: list[CopyFiles] = []


def connect_copies(files: CopyFiles) -> None:
    """Keep all copies here. Only the project's page of gateways calls this."""
    _connected[:] = [files]


def copy_files() -> CopyFiles:
    """The connected keeper of copies."""
    if not _connected:
        raise NotConnected
    return _connected[0]
