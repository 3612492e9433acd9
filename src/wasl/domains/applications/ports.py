"""What this room needs from outside: a store of files, somebody to make a file harmless, and a
printer of forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

Trouble = Literal["kind", "size", "pixels", "unreadable", "pdf"]


class FileRefused(Exception):
    """The file cannot be taken; `trouble` says why, and nothing of its content is repeated."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class StoreTrouble(Exception):
    """Nothing can be written now: the disk is full or gone. Nothing was left behind."""


@dataclass(frozen=True, slots=True)
class SafeFile:
    """A file drawn anew: nothing of the original's metadata, comments or tail is in it."""

    content: bytes
    kind: str
    extension: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that the store holds, and when it was put there."""

    file: UUID
    kept_at: datetime


class FileStore(Protocol):
    """Keeps files encrypted, each association's apart."""

    def put(self, content: bytes, /, *, association: UUID, owner: UUID | None = None) -> UUID:
        """Keep the content durably, sealed for its owner (a person or a case) where one is named,
        and give its key. Raises `StoreTrouble`."""
        ...

    def get(self, file: UUID, /, *, association: UUID) -> bytes:
        """The content. Raises `KeyError` when there is none."""
        ...

    def forget(self, file: UUID, /, *, association: UUID) -> None:
        """Forget a file; one that is already gone is no trouble."""
        ...

    def listed(self, *, association: UUID) -> Iterable[KeptFile]:
        """All files of the association."""
        ...


class FileCleaner(Protocol):
    """Makes an uploaded file harmless."""

    def made_safe(self, content: bytes, /) -> SafeFile:
        """The file drawn anew by its content, whatever its name. Raises `FileRefused`."""
        ...


class FormPrinter(Protocol):
    """Sets the request form on paper."""

    def print_form(self, form: Mapping[str, Any], /) -> bytes:
        """The form as PDF; `form` is what `rules.paper.RequestForm` holds."""
        ...


class NotConnected(RuntimeError):
    """A defect: nobody connected the store of files or the printer of forms."""


_connected: list[tuple[FileStore, FileCleaner]] = []


def connect_files(store: FileStore, cleaner: FileCleaner) -> None:
    """Keep all files in this store. Only the project's page of gateways calls this."""
    _connected[:] = [(store, cleaner)]


def file_store() -> FileStore:
    """The connected store."""
    if not _connected:
        raise NotConnected
    return _connected[0][0]


def file_cleaner() -> FileCleaner:
    """The connected cleaner."""
    if not _connected:
        raise NotConnected
    return _connected[0][1]


_printers: list[FormPrinter] = []


def connect_form_printer(printer: FormPrinter) -> None:
    """Let this printer set all forms. Only the project's page of gateways calls this."""
    _printers[:] = [printer]


def form_printer() -> FormPrinter:
    """The connected printer."""
    if not _printers:
        raise NotConnected
    return _printers[0]
