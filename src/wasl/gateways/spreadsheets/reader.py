"""Spreadsheets read in a process of its own with little to spend."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Final

from wasl.domains.spreadsheets.ports import SheetOutline, SheetTrouble
from wasl.gateways.apart import python_apart
from wasl.gateways.spreadsheets.kinds import kind_of

if TYPE_CHECKING:
    from wasl.domains.spreadsheets.ports import Cell

_SECONDS: Final = 120
_PATIENCE: Final = 30
_AT_ONCE: Final = 2
_CHILD: Final = "wasl.gateways.spreadsheets.child"


class LimitedWorkbooks:
    """Takes rows out of spreadsheets in a child process that has no environment and no files.

    Its memory and time are limited by the kernel, so that a workbook that unfolds to gigabytes
    ends the child and nobody else. At most two are read at once in one server process.
    """

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def outline_of(self, content: bytes, /) -> tuple[SheetOutline, ...]:
        """The sheets with their first rows that are not blank. Raises `SheetTrouble`."""
        kind_of(content)
        sheets = tuple(
            SheetOutline(name, tuple((number, tuple(cells)) for number, cells in first))
            for name, first in self._lines(content, "outline")
        )
        if not any(sheet.first for sheet in sheets):
            raise SheetTrouble("empty")
        return sheets

    def rows_of(self, content: bytes, sheet: int, /) -> "Iterator[tuple[int, list[Cell]]]":
        """The rows of one sheet that are not blank, with their numbers. Raises `SheetTrouble`."""
        kind_of(content)
        for line in self._lines(content, "rows", str(sheet)):
            yield line[0], line[1]

    def _lines(self, content: bytes, *asked: str) -> Iterator[Any]:
        if not self._free.acquire(timeout=_PATIENCE):
            raise SheetTrouble("busy")
        try:
            yield from _lines_of_child(content, asked)
        finally:
            self._free.release()


def _lines_of_child(content: bytes, asked: tuple[str, ...]) -> Iterator[Any]:
    try:
        child = subprocess.Popen(
            [*python_apart(), "-m", _CHILD, *asked],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        )
    except OSError as shortage:
        raise SheetTrouble("busy") from shortage
    alarm = threading.Timer(_SECONDS, child.kill)
    alarm.daemon = True
    alarm.start()
    try:
        threading.Thread(target=_give, args=(child.stdin, content), daemon=True).start()
        for line in child.stdout or ():
            said = json.loads(line)
            if isinstance(said, dict):
                if said["trouble"]:
                    raise SheetTrouble(said["trouble"])
                return
            yield said
        # Killed for its memory or its time: more than any honest spreadsheet needs.
        raise SheetTrouble("too_large")
    finally:
        alarm.cancel()
        child.kill()
        if child.stdout is not None:
            child.stdout.close()
        child.wait()


def _give(place: IO[bytes], content: bytes) -> None:
    with suppress(OSError):
        place.write(content)
        place.close()
