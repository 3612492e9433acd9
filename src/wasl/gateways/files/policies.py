"""The documents that policies were read from, kept as they came on a shelf of their own."""

from uuid import UUID

from wasl.domains.applications.ports import FileStore, StoreTrouble
from wasl.domains.policies.ports import NoRoom


class BoardDocuments:
    """Keeps boards' documents in a store of files."""

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
        """Forget a document whose draft was refused."""
        self._store.forget(file, association=association)
