"""Copies of people's documents: drawn anew like any upload, kept on a shelf of their own."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from uuid import UUID

from wasl.domains.applications.ports import FileCleaner, FileRefused, FileStore, StoreTrouble
from wasl.domains.parties.ports import CopyRefused, KeptCopy, NoRoom, StoredCopy

if TYPE_CHECKING:
    from wasl.domains.parties.ports import Trouble

_TROUBLES: "Final[dict[str, Trouble]]" = {
    "kind": "kind",
    "size": "size",
    "pixels": "pixels",
    "pdf": "pdf",
}


class DocumentCopies:
    """Keeps copies in a store of files, after a cleaner made them harmless."""

    def __init__(self, store: FileStore, cleaner: FileCleaner) -> None:
        self._store = store
        self._cleaner = cleaner

    def keep(self, content: bytes, /, *, association: UUID, owner: UUID) -> KeptCopy:
        """Keep a photo or a PDF. Raises `CopyRefused` or `NoRoom`."""
        try:
            safe = self._cleaner.made_safe(content)
            file = self._store.put(safe.content, association=association, owner=owner)
        except FileRefused as refused:
            raise CopyRefused(_TROUBLES.get(refused.trouble, "unreadable")) from None
        except StoreTrouble:
            raise NoRoom from None
        return KeptCopy(
            id=file,
            kind=safe.kind,
            extension=safe.extension,
            size=len(safe.content),
            digest=hashlib.sha256(safe.content).hexdigest(),
        )

    def read(self, copy: UUID, /, *, association: UUID) -> bytes:
        """What was kept. Raises `KeyError` when there is none."""
        return self._store.get(copy, association=association)

    def forget(self, copy: UUID, /, *, association: UUID) -> None:
        """Forget a copy that was replaced, refused or destroyed."""
        self._store.forget(copy, association=association)

    def listed(self, *, association: UUID) -> Iterator[StoredCopy]:
        """All copies of the association."""
        for kept in self._store.listed(association=association):
            yield StoredCopy(kept.file, kept.kept_at)
