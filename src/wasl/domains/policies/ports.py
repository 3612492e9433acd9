"""What this room needs from outside: a document's text, a store of files, and a printer."""

from collections.abc import Mapping
from typing import Any, Literal, Protocol
from uuid import UUID

DocumentTroubleKind = Literal[
    "empty", "kind_refused", "protected", "broken", "too_long", "too_large", "scanned", "busy"
]


class DocumentTrouble(Exception):
    """The document gives no text; `kind` says why."""

    def __init__(self, kind: DocumentTroubleKind) -> None:
        super().__init__(kind)
        self.kind = kind


class DocumentText(Protocol):
    """Takes the text out of a document that nobody has vouched for."""

    def text_of(self, content: bytes, file_name: str, /) -> str:
        """The words line by line: a list item with its marker, a row of a table by tabs.

        What a file is shows in its content, whatever its name says. Raises `DocumentTrouble`.
        """
        ...


class NoDocumentText(RuntimeError):
    """A defect: nobody connected a reader of documents."""


_connected: list[DocumentText] = []


def connect_documents(documents: DocumentText) -> None:
    """Let all documents be read by this. Only the project's page of gateways calls this."""
    _connected[:] = [documents]


def documents() -> DocumentText:
    """What is connected."""
    if not _connected:
        raise NoDocumentText
    return _connected[0]


class PolicyPrinter(Protocol):
    """Sets a policy on paper."""

    def print_policy(self, policy: Mapping[str, Any], /) -> bytes:
        """The policy as PDF; `policy` is what `rules.paper.printable` writes."""
        ...


class NoPrinter(RuntimeError):
    """A defect: nobody connected a printer."""


_printers: list[PolicyPrinter] = []


def connect_policy_printer(printer: PolicyPrinter) -> None:
    """Let this printer set all policies. Only the project's page of gateways calls this."""
    _printers[:] = [printer]


def policy_printer() -> PolicyPrinter:
    """The connected printer."""
    if not _printers:
        raise NoPrinter
    return _printers[0]


class NoRoom(Exception):
    """Nothing can be written now: the disk is full or gone. Nothing was left behind."""


class PolicyFiles(Protocol):
    """Keeps the documents that policies were read from, each association's apart."""

    def put(self, content: bytes, /, *, association: UUID) -> UUID:
        """Keep the content durably and give its key. Raises `NoRoom`."""
        ...

    def get(self, file: UUID, /, *, association: UUID) -> bytes:
        """The content. Raises `KeyError` when there is none."""
        ...

    def forget(self, file: UUID, /, *, association: UUID) -> None:
        """Forget a document; one that is already gone is no trouble."""
        ...


class NoFiles(RuntimeError):
    """A defect: nobody connected a store of files."""


_stores: list[PolicyFiles] = []


def connect_policy_files(store: PolicyFiles) -> None:
    """Keep all documents in this store. Only the project's page of gateways calls this."""
    _stores[:] = [store]


def policy_files() -> PolicyFiles:
    """The connected store."""
    if not _stores:
        raise NoFiles
    return _stores[0]
