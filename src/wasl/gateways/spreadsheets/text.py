"""Rows of text parted by commas, semicolons or tabs, in the encodings that charities have."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from wasl.domains.spreadsheets.ports import SheetTrouble

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PARTERS: Final = (",", ";", "\t", "|")
_LONGEST_CELL: Final = 131_072
_FEW_LINES: Final = 40


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1256. Raises `SheetTrouble` for no text."""
    text = _decoded(content)
    odd = sum(1 for letter in text[:4000] if letter < " " and letter not in "\t\r\n\x0b\x0c")
    if odd > 2:
        raise SheetTrouble("kind_refused")
    return text.replace("\0", "")


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                raise SheetTrouble("broken") from None
    beginning = content[:2000]
    if beginning.count(b"\0") > len(beginning) // 5:
        # UTF-16 without its mark: in mostly ASCII text every other byte is nothing.
        is_little = beginning[1::2].count(b"\0") > beginning[::2].count(b"\0")
        try:
            return content.decode("utf-16-le" if is_little else "utf-16-be")
        except UnicodeDecodeError:
            raise SheetTrouble("kind_refused") from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1256", "replace")


def rows_of_text(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers as a spreadsheet counts them. Raises `SheetTrouble`."""
    text = decoded(content)
    begin, first = 1, text.split("\n", 1)[0].strip()
    parter = _parter(text)
    if first.lower().startswith("sep=") and len(first) == 5:
        parter, begin = first[4], 2
        text = text.split("\n", 1)[1] if "\n" in text else ""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parter)
    number = begin - 1
    try:
        for cells in reader:
            number += 1
            yield number, cells
    except csv.Error:
        raise SheetTrouble("broken") from None


def _parter(text: str) -> str:
    """The sign that parts the cells: the one that stands equally often in the most lines."""
    lines = [_without_quoted(line) for line in text.splitlines()[:_FEW_LINES] if line.strip()]

    def weight(parter: str) -> tuple[int, int]:
        counts = [line.count(parter) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual else 0, usual)

    best = max(_PARTERS, key=weight)
    return best if weight(best)[1] else max(_PARTERS, key=text.count)


def _without_quoted(line: str) -> str:
    return "".join(part for place, part in enumerate(line.split('"')) if place % 2 == 0)
