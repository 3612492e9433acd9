"""Files kept as they came, each room's on a shelf of its own in the store of files."""

from uuid import UUID

from wasl.domains.applications.ports import FileStore, StoreTrouble


class Shelf:
    """Keeps files of one room in a store; `full` is what that room calls a store without room."""

    def __init__(self, store: FileStore, *, full: type[Exception]) -> None:
        self._store = store
        self._full = full

    def put(self, content: bytes, /, *, association: UUID) -> UUID:
        """Keep the content durably and give its key. Raises the room's own trouble when full."""
        try:
            return self._store.put(content, association=association)
        except StoreTrouble:
            raise self._full from None

    def get(self, file: UUID, /, *, association: UUID) -> bytes:
        """The content. Raises `KeyError` when there is none."""
        return self._store.get(file, association=association)

    def forget(self, file: UUID, /, *, association: UUID) -> None:
        """Forget a file; one that is already gone is no trouble."""
        self._store.forget(file, association=association)
