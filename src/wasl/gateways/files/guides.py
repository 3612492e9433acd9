"""Guides and forms of the staff: made harmless like any upload, kept on a shelf of their own."""

import hashlib
from typing import TYPE_CHECKING, Final, Protocol, cast
from uuid import UUID

from wasl.domains.applications.ports import FileRefused, FileStore, SafeFile, StoreTrouble
from wasl.domains.knowledge.ports import GuideRefused, KeptGuide, NoRoom

if TYPE_CHECKING:
    from wasl.domains.knowledge.ports import Trouble

_TROUBLES: Final = frozenset({"kind", "size", "pixels", "unreadable", "pdf", "active"})


class DocumentCleaner(Protocol):
    """Makes a PDF, a picture or a Word document harmless."""

    def document_made_safe(self, content: bytes, /) -> SafeFile:
        """The document written anew. Raises `FileRefused` or `StoreTrouble`."""
        ...


class GuideFiles:
    """Keeps the files of guides in a store of files, after a cleaner made them harmless."""

    def __init__(self, store: FileStore, cleaner: DocumentCleaner) -> None:
        self._store = store
        self._cleaner = cleaner

    def keep(self, content: bytes, /, *, association: UUID) -> KeptGuide:
        """Keep a PDF, a Word document or a picture. Raises `GuideRefused` or `NoRoom`."""
        try:
            safe = self._cleaner.document_made_safe(content)
            file = self._store.put(safe.content, association=association)
        except FileRefused as refused:
            known = refused.trouble if refused.trouble in _TROUBLES else "unreadable"
            raise GuideRefused(cast("Trouble", known)) from None
        except StoreTrouble:
            raise NoRoom from None
        return KeptGuide(
            id=file,
            kind=safe.kind,
            extension=safe.extension,
            size=len(safe.content),
            digest=hashlib.sha256(safe.content).hexdigest(),
        )

    def read(self, guide: UUID, /, *, association: UUID) -> bytes:
        """What was kept. Raises `KeyError` when there is none."""
        return self._store.get(guide, association=association)

    def forget(self, guide: UUID, /, *, association: UUID) -> None:
        """Forget a file whose version was refused."""
        self._store.forget(guide, association=association)
