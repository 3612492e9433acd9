"""What this room needs from outside: a place for the files of guides and forms."""

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

Trouble = Literal["kind", "size", "pixels", "unreadable", "pdf", "active"]


class GuideRefused(Exception):
    """The file cannot be taken; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class NoRoom(Exception):
    """Nothing can be written now. Nothing was left behind."""


@dataclass(frozen=True, slots=True)
class KeptGuide:
    """A file as it was kept: its key, media type, extension, size and the SHA-256 of it."""

    id: UUID
    kind: str
    extension: str
    size: int
    digest: str


class GuideStore(Protocol):
    """Keeps the files of guides, made harmless and encrypted, each association's apart."""

    def keep(self, content: bytes, /, *, association: UUID) -> KeptGuide:
        """Keep a PDF, a Word document or a picture. Raises `GuideRefused` or `NoRoom`."""
        ...

    def read(self, guide: UUID, /, *, association: UUID) -> bytes:
        """What was kept. Raises `KeyError` when there is none."""
        ...

    def forget(self, guide: UUID, /, *, association: UUID) -> None:
        """Forget a file whose version was refused."""
        ...


class NotConnected(RuntimeError):
    """A defect: nobody connected a place for guides."""


_connected: list[GuideStore] = []


def connect_guides(store: GuideStore) -> None:
    """Keep all guides here. Only the project's page of gateways calls this."""
    _connected[:] = [store]


def guides() -> GuideStore:
    """The connected place."""
    if not _connected:
        raise NotConnected
    return _connected[0]
