"""Spreadsheets that were brought, kept on a shelf of their own until they are brought in."""

from uuid import UUID

from wasl.domains.applications.ports import FileStore, StoreTrouble
from wasl.domains.spreadsheets.ports import NoRoom


class KeptSheets:
    """Keeps spreadsheets in a store of files."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def put(self, content: bytes, /, *, association: UUID) -> UUID:
        """Keep the content durably and give its key. Raises `NoRoom`."""
        try:
            return self._store.put(content, association=association)
        except StoreTrouble:
            raise NoRoom from None

    def get(self, file: UUID, /, *, association: UUID) -> bytes:
        """The content. Raises `KeyError` when there is none."""
        return self._store.get(file, association=association)

    def forget(self, file: UUID, /, *, association: UUID) -> None:
        """Forget a spreadsheet; one that is already gone is no trouble."""
        self._store.forget(file, association=association)
