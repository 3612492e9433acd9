"""Signed receipts: drawn anew like any upload, kept on a shelf of their own."""

import hashlib
from typing import TYPE_CHECKING, Final
from uuid import UUID

from wasl.domains.applications.ports import (
    FileCleaner,
    FileRefused,
    FileStore,
    StoreTrouble,
)
from wasl.domains.delivery.ports import KeptPaper, NoRoom, PaperRefused

if TYPE_CHECKING:
    from wasl.domains.delivery.ports import Trouble

_TROUBLES: "Final[dict[str, Trouble]]" = {"kind": "kind", "size": "size"}


class SignedPapers:
    """Keeps scans of signed receipts in a store of files, after a cleaner made them harmless."""

    def __init__(self, store: FileStore, cleaner: FileCleaner) -> None:
        self._store = store
        self._cleaner = cleaner

    def keep(self, content: bytes, /, *, association: UUID) -> KeptPaper:
        """Keep a scan. Raises `PaperRefused` or `NoRoom`."""
        try:
            safe = self._cleaner.made_safe(content)
            file = self._store.put(safe.content, association=association)
        except FileRefused as refused:
            raise PaperRefused(_TROUBLES.get(refused.trouble, "unreadable")) from None
        except StoreTrouble:
            raise NoRoom from None
        return KeptPaper(file, hashlib.sha256(safe.content).hexdigest())

    def read(self, paper: UUID, /, *, association: UUID) -> bytes:
        """What was kept. Raises `KeyError` when there is none."""
        return self._store.get(paper, association=association)

    def forget(self, paper: UUID, /, *, association: UUID) -> None:
        """Forget a scan whose handover was refused."""
        self._store.forget(paper, association=association)
