"""The child process: reads a spreadsheet from its input and writes its rows to its output.

Asked for `outline` it writes each sheet with its first rows, asked for `rows N` the rows of one
sheet, a line of JSON each; the last line is {"trouble": …}, null when all went well. It gives up
beforehand what an honest spreadsheet does not need: memory, time, and files.
"""

import json
import resource
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from wasl.domains.spreadsheets.ports import SheetTrouble
from wasl.gateways.spreadsheets.kinds import kind_of
from wasl.gateways.spreadsheets.text import rows_of_text

if TYPE_CHECKING:
    from wasl.domains.spreadsheets.ports import Cell

MEMORY: Final = 700 * 1024 * 1024
SECONDS: Final = 100
MOST_ROWS: Final = 100_000
MOST_BLANK: Final = 20_000
FIRST_ROWS: Final = 30
MOST_SHEETS: Final = 50
_CSV: Final = "CSV"


def limit() -> None:
    """Give up what an honest spreadsheet does not need: memory, time, files."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def outline_of(content: bytes) -> "Iterator[object]":
    """Each sheet as [name, first rows]."""
    if kind_of(content) == "text":
        yield [_CSV, _first(rows_of_text(content))]
        return
    from wasl.gateways.spreadsheets.workbook import (
        opened,
        opened_at_first,
        rows_of_sheet,
        sheets_of,
    )

    book, strings = opened_at_first(content)
    found = [
        [str(sheet.title)[:80], _first(rows_of_sheet(sheet))]
        for sheet in sheets_of(book)[:MOST_SHEETS]
    ]
    if strings.is_asked_beyond:
        # The first rows hold texts that stand late among all texts: then all are read.
        found = [
            [str(sheet.title)[:80], _first(rows_of_sheet(sheet))]
            for sheet in sheets_of(opened(content))[:MOST_SHEETS]
        ]
    yield from found


def _first(rows: "Iterator[tuple[int, list[Cell]]] | Iterator[tuple[int, list[str]]]") -> object:
    found: list[object] = []
    for number, cells in filled(rows):
        found.append([number, [_shortened(cell) for cell in cells]])
        if len(found) == FIRST_ROWS:
            break
    return found


def _shortened(cell: "Cell") -> "Cell":
    return cell[:120] if isinstance(cell, str) else cell


def rows_of(content: bytes, sheet: int) -> "Iterator[object]":
    """The rows of one sheet as [number, cells]."""
    if kind_of(content) == "text":
        rows: Iterator[tuple[int, list[Cell]]] | Iterator[tuple[int, list[str]]]
        rows = rows_of_text(content)
    else:
        from wasl.gateways.spreadsheets.workbook import opened, rows_of_sheet, sheets_of

        sheets = sheets_of(opened(content))
        if not 0 <= sheet < len(sheets):
            raise SheetTrouble("broken")
        rows = rows_of_sheet(sheets[sheet])
    for count, (number, cells) in enumerate(filled(rows), start=1):
        if count > MOST_ROWS:
            raise SheetTrouble("too_long")
        yield [number, cells]


def filled(
    rows: "Iterator[tuple[int, list[Cell]]] | Iterator[tuple[int, list[str]]]",
) -> "Iterator[tuple[int, list[Cell]]]":
    """The rows that are not blank, without the blank cells at their end.

    After very many blank rows nothing more is looked for: only formats stand there.
    """
    blank = 0
    for number, cells in rows:
        kept: list[Cell] = list(cells)
        while kept and (not kept[-1] or (isinstance(kept[-1], str) and not kept[-1].strip())):
            kept.pop()
        if kept:
            blank = 0
            yield number, kept
        else:
            blank += 1
            if blank > MOST_BLANK:
                return


def main() -> None:
    """Answer for one spreadsheet."""
    asked = sys.argv[1:]
    limit()
    content = sys.stdin.buffer.read()
    written = sys.stdout
    trouble: str | None = None
    said = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
    try:
        lines = outline_of(content) if asked[0] == "outline" else rows_of(content, int(asked[1]))
        for line in lines:
            written.write(said(line) + "\n")
    except SheetTrouble as found:
        trouble = found.kind
    except MemoryError:
        trouble = "too_large"
    except Exception:
        # Whatever a library says of a hostile file, the sender is told that it cannot be opened.
        trouble = "broken"
    written.write(said({"trouble": trouble}) + "\n")


if __name__ == "__main__":
    main()
