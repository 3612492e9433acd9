"""What delivery needs from outside: a place for signed receipts."""

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

Trouble = Literal["kind", "size", "unreadable"]


class PaperRefused(Exception):
    """The scan cannot be taken; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class NoRoom(Exception):
    """Nothing can be written now. Nothing was left behind."""


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A scan as it was kept: its key and the SHA-256 of what was kept."""

    id: UUID
    digest: str


class PaperStore(Protocol):
    """Keeps scans, drawn anew and encrypted, each association's apart."""

    def keep(self, content: bytes, /, *, association: UUID) -> KeptPaper:
        """Keep a scan. Raises `PaperRefused` or `NoRoom`."""
        ...

    def read(self, paper: UUID, /, *, association: UUID) -> bytes:
        """What was kept. Raises `KeyError` when there is none."""
        ...

    def forget(self, paper: UUID, /, *, association: UUID) -> None:
        """Forget a scan whose handover was refused."""
        ...


class NotConnected(RuntimeError):
    """A defect: nobody connected a place for papers."""


_connected: list[PaperStore] = []


def connect_papers(store: PaperStore) -> None:
    """Keep all signed receipts here. Only the project's page of gateways calls this."""
    _connected[:] = [store]


def papers() -> PaperStore:
    """The connected place."""
    if not _connected:
        raise NotConnected
    return _connected[0]
