"""What this room needs from outside: a reader of workbooks, and a store of files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias
from uuid import UUID

SheetTroubleKind = Literal[
    "empty",
    "kind_refused",
    "old_kind",
    "macros",
    "protected",
    "broken",
    "too_large",
    "too_long",
    "busy",
]

Cell: TypeAlias = "str | dict[str, str]"
"""The text of a cell; {"date": "YYYY-MM-DD"} for a cell that holds a real date."""


class SheetTrouble(Exception):
    """The file gives no rows; `kind` says why."""

    def __init__(self, kind: SheetTroubleKind) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """One sheet of a workbook: its name and its first rows, each with its number from 1."""

    name: str
    first: tuple[tuple[int, tuple[Cell, ...]], ...]


class Workbooks(Protocol):
    """Reads spreadsheets that nobody has vouched for, whatever their names say."""

    def outline_of(self, content: bytes, /) -> Sequence[SheetOutline]:
        """The sheets with their first rows that are not blank. Raises `SheetTrouble`."""
        ...

    def rows_of(self, content: bytes, sheet: int, /) -> Iterator[tuple[int, list[Cell]]]:
        """The rows of one sheet that are not blank, with their numbers. Raises `SheetTrouble`.

        A trouble may come after rows have come: then what came before counts for nothing.
        """
        ...


class NoRoom(Exception):
    """Nothing can be written now: the disk is full or gone. Nothing was left behind."""


class SheetFiles(Protocol):
    """Keeps spreadsheets encrypted, each association's apart."""

    def put(self, content: bytes, /, *, association: UUID) -> UUID:
        """Keep the content durably and give its key. Raises `NoRoom`."""
        ...

    def get(self, file: UUID, /, *, association: UUID) -> bytes:
        """The content. Raises `KeyError` when there is none."""
        ...

    def forget(self, file: UUID, /, *, association: UUID) -> None:
        """Forget a file; one that is already gone is no trouble."""
        ...


class NotConnected(RuntimeError):
    """A defect: nobody connected a reader or a store."""


_connected: list[tuple[Workbooks, SheetFiles]] = []


def connect_spreadsheets(workbooks: Workbooks, files: SheetFiles) -> None:
    """Read and keep all spreadsheets with these. Only the project's page of gateways calls this."""
    _connected[:] = [(workbooks, files)]


def workbooks() -> Workbooks:
    """The connected reader."""
    if not _connected:
        raise NotConnected
    return _connected[0][0]


def sheet_files() -> SheetFiles:
    """The connected store."""
    if not _connected:
        raise NotConnected
    return _connected[0][1]
