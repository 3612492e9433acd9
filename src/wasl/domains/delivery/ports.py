"""What delivery needs from outside: a place for signed receipts."""

from typing import Protocol
from uuid import UUID


class PaperStore(Protocol):
    """Keeps files, encrypted, by association."""

    def put(self, content: bytes, *, association: UUID) -> UUID:
        """Keep a file and return its key."""
        ...


_connected: list[PaperStore] = []


def connect_papers(store: PaperStore) -> None:
    """Let the project choose the store."""
    _connected[:] = [store]


def papers() -> PaperStore:
    """The store that the project has connected."""
    return _connected[0]
