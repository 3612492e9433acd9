"""What this room needs from outside: a printer of letters."""

from collections.abc import Mapping
from typing import Any, Protocol


class LetterPrinter(Protocol):
    """Sets a letter on paper."""

    def print_letter(self, letter: Mapping[str, Any], /) -> bytes:
        """The letter as PDF; `letter` is what `rules.letters.printable` writes."""
        ...


class NoPrinter(RuntimeError):
    """A defect: nobody connected a printer."""


_connected: list[LetterPrinter] = []


def connect_letter_printer(printer: LetterPrinter) -> None:
    """Let this printer set all letters. Only the project's page of gateways calls this."""
    _connected[:] = [printer]


def letter_printer() -> LetterPrinter:
    """The connected printer."""
    if not _connected:
        raise NoPrinter
    return _connected[0]
