"""Letters standing on a page become lines in reading order.

A text layer says where each letter stands, and little more can be trusted: the order in which
the letters are written down differs from one program to the next. So lines are gathered from
the places alone, and what is seen from left to right is turned into what is read.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median
from typing import Final

_ARABIC: Final = re.compile(r"[\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATIN_RUN: Final = re.compile(
    r"[^\s\u0600-\u08ff\ufb50-\ufefc][^\u0600-\u08ff\ufb50-\ufefc•☑☐]*[^\s\u0600-\u08ff\ufb50-\ufefc]"
)
_NUMBER: Final = re.compile(
    r"[0-9]+(?:[/.,:][0-9]+)*|[\u0660-\u0669]+(?:[/.,:٫٬][\u0660-\u0669]+)*"
)
_DIGIT: Final = re.compile(r"[0-9\u0660-\u0669]")
_MARKER: Final = re.compile(
    r"[(\[]?(?:[0-9\u0660-\u0669]{1,3}|[أبتثجحخدذرزسشصضطظعغفقكلمنهوي]|[a-zA-Z])\s?[-–.)\]]{1,2}"
    r"|[-–•●▪◦○■□❖➢➤✓*]"
)
_STARTS_WITH_MARKER: Final = re.compile(rf"(?:{_MARKER.pattern})(?:\s|$)|\d{{1,2}}\s*[-–.)]")
_EDGES: Final = "()[]{}«».،,:;-–/!?•●▪◦○■□☑☐❖➢ "
_PAIRS: Final = ("()", "[]", "{}", "«»")
_WORD_GAP: Final = 0.17
_WRITTEN_GAP: Final = 0.06
_CELL_GAP: Final = 1.9
_SAME_LINE: Final = 0.36


@dataclass(frozen=True, slots=True)
class Glyph:
    """What stands at one place: a letter, or a ligature's letters in reading order.

    Measures are in points from the lower left corner of the page as it is read.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: of a table, or a frame's side."""

    start: float
    end: float
    at: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn around the letters: upright and level lines, and dots before list items."""

    upright: tuple[Rule, ...] = ()
    level: tuple[Rule, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    page_width: float = 595.0
    is_backwards: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    glyphs: tuple[Glyph, ...]
    spaces: tuple[float, ...]
    left: float
    right: float
    base: float
    size: float


def _line_of(glyphs: tuple[Glyph, ...], spaces: tuple[float, ...]) -> _Line:
    return _Line(
        glyphs,
        spaces,
        glyphs[0].left,
        max(glyph.right for glyph in glyphs),
        median(glyph.base for glyph in glyphs),
        median(glyph.size for glyph in glyphs),
    )


def text_of_page(glyphs: Sequence[Glyph], drawn: Drawn) -> str:
    """The page's text from top to bottom: a paragraph or a table's row to a line.

    Columns of prose come one after the other, the right one first; cells of a row are told
    apart by tabs, the right one first.
    """
    lines = _lines(_with_marks(glyphs))
    if not lines:
        return ""
    text = _page(lines, drawn)
    if not _is_backwards(text) or drawn.is_backwards:
        return text
    width = drawn.page_width
    mirrored = [replace(one, left=width - one.right, right=width - one.left) for one in glyphs]
    rules = tuple(replace(rule, at=width - rule.at) for rule in drawn.upright)
    return text_of_page(mirrored, replace(drawn, upright=rules, is_backwards=True))


def _page(lines: list[_Line], drawn: Drawn) -> str:
    return "\n".join(
        said
        for block, is_column in _in_columns(lines, drawn)
        for said in _paragraphs(block, drawn, _leading(block), is_column=is_column)
    )


def _is_backwards(text: str) -> bool:
    """Whether a program drew the letters from the left: no word begins with ة, many end with it."""
    first = len(re.findall(r"(?<![\u0621-\u065f])[ةى][\u0621-\u064a]", text))
    last = len(re.findall(r"[\u0621-\u064a][ةى](?![\u0621-\u065f])", text))
    return first > 2 * last + 2


def _with_marks(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Vowel signs given to the letters they stand over or under."""
    letters: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        is_mark = all(unicodedata.combining(one) for one in glyph.text)
        (marks if is_mark else letters).append(glyph)
    letters, raised = _without_echoes(letters)
    for mark in (*marks, *raised):
        middle = (mark.left + mark.right) / 2
        near = [
            (abs((letter.left + letter.right) / 2 - middle), place)
            for place, letter in enumerate(letters)
            if abs(letter.base - mark.base) < letter.size and letter.text.strip()
        ]
        if near:
            place = min(near)[1]
            if mark.text not in letters[place].text:
                letters[place] = replace(letters[place], text=letters[place].text + mark.text)
    return letters


def _without_echoes(letters: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Letters once, and the marks of those that a raised mark spells a second time."""
    kept: list[Glyph] = []
    raised: list[Glyph] = []
    for one in letters:
        marks = "".join(sign for sign in one.text if unicodedata.combining(sign))
        bare = one.text.translate(dict.fromkeys(map(ord, marks)))
        is_echo = bool(marks) and any(
            other is not one
            and other.text[:1] == bare[:1]
            and abs(other.left - one.left) < 0.2 * one.size
            and 0.05 * one.size < abs(other.base - one.base) < 0.9 * one.size
            for other in letters
        )
        if is_echo:
            raised.append(replace(one, text=marks))
        else:
            kept.append(one)
    return kept, raised


def _lines(glyphs: Sequence[Glyph]) -> list[_Line]:
    rows: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if one.text.strip()), key=lambda one: -one.base):
        first = rows[-1][0] if rows else None
        if first and first.base - glyph.base < _SAME_LINE * min(first.size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for space in (one for one in glyphs if not one.text.strip()):
        # A space has no size of its own that could be trusted, only a place.
        near = min(rows, key=lambda row: abs(row[0].base - space.base), default=None)
        if near is not None and abs(near[0].base - space.base) < _SAME_LINE * near[0].size:
            near.append(space)
    return [line for row in rows if (line := _line(row)) is not None]


def _line(glyphs: Iterable[Glyph]) -> _Line | None:
    placed = sorted(glyphs, key=lambda one: one.left)
    letters = [one for one in placed if one.text.strip()]
    # A space without width is the library's guess, no sign that somebody wrote.
    spaces = [
        (one.left + one.right) / 2
        for one in placed
        if not one.text.strip() and one.right - one.left > 0.05 * one.size
    ]
    return _line_of(tuple(letters), tuple(spaces)) if letters else None


def _in_columns(lines: list[_Line], drawn: Drawn) -> list[tuple[list[_Line], bool]]:
    """The page in blocks, each with whether it is a column of prose beside another."""
    pieces = [piece for line in lines for piece in _pieces(line, drawn)]
    left, right = min(one.left for one in pieces), max(one.right for one in pieces)
    best, gutter = (0, 0), 0.0
    for step in range(24, 77, 2):
        at = left + (right - left) * step / 100
        for run in _runs_beside(pieces, at):
            start, end = _trimmed(pieces, run, at)
            if end - start > best[1] - best[0] and _is_prose(pieces[start:end], at, drawn):
                best, gutter = (start, end), at
    start, end = best
    if start == end:
        return [(lines, False)]
    return [
        *([(_joined(pieces[:start]), False)] if start else []),
        ([one for one in pieces[start:end] if one.left >= gutter], True),
        ([one for one in pieces[start:end] if one.left < gutter], True),
        *(_in_columns(_joined(pieces[end:]), drawn) if end < len(pieces) else []),
    ]


def _trimmed(pieces: list[_Line], run: tuple[int, int], at: float) -> tuple[int, int]:
    """A run without what stands alone above or below it."""
    start, end = run
    beside = [
        place for place in range(start, end) if _is_beside(pieces[start:end], place - start, at)
    ]
    if not beside:
        return start, start
    start, last = beside[0], beside[-1]
    # The longer column goes on below the end of the shorter one.
    while last + 1 < end:
        below = pieces[last + 1]
        above = [one for one in pieces[start : last + 1] if (one.left < at) == (below.left < at)]
        if not above or not _goes_on_below(above[-1], below):
            break
        last += 1
    return start, last + 1


def _goes_on_below(above: _Line, below: _Line) -> bool:
    return above.base - below.base <= 1.9 * below.size and below.right - above.right <= 1


def _is_beside(pieces: list[_Line], place: int, at: float) -> bool:
    one = pieces[place]
    return any(
        (other.left < at) != (one.left < at) and abs(other.base - one.base) < 1.2 * one.size
        for other in pieces[max(0, place - 3) : place + 4]
    )


def _joined(pieces: list[_Line]) -> list[_Line]:
    """Pieces of one line together again."""
    lines: list[_Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last and abs(last.base - piece.base) < _SAME_LINE * min(last.size, piece.size):
            glyphs = sorted((*last.glyphs, *piece.glyphs), key=lambda one: one.left)
            lines[-1] = _line_of(tuple(glyphs), (*last.spaces, *piece.spaces))
        else:
            lines.append(piece)
    return lines


def _pieces(line: _Line, drawn: Drawn) -> list[_Line]:
    cuts = [-inf]
    end = line.left
    for glyph in line.glyphs:
        if glyph.left - end > 0.9 * line.size and not _has_rule(end, glyph.left, line, drawn):
            cuts.append((end + glyph.left) / 2)
        end = max(end, glyph.right)
    cuts.append(inf)
    parts = [_part(line, *both) for both in pairwise(cuts)]
    return [part for part in reversed(parts) if part is not None]


def _runs_beside(pieces: list[_Line], at: float) -> list[tuple[int, int]]:
    """Longest runs of pieces none of which crosses a place between left and right."""
    runs = []
    start = 0
    for place, piece in enumerate(pieces):
        if piece.left - 2 < at < piece.right + 2:
            runs.append((start, place))
            start = place + 1
    runs.append((start, len(pieces)))
    return [run for run in runs if run[1] - run[0] >= 6]


def _is_prose(block: list[_Line], at: float, drawn: Drawn) -> bool:
    """Prose fills its column line after line; the labels and values of a table do not."""
    halves = [one for one in block if one.left >= at], [one for one in block if one.left < at]
    if min(len(half) for half in halves) < 3:
        return False
    for half in halves:
        width = max(one.right - one.left for one in half)
        full = sum(one.right - one.left > 0.8 * width for one in half)
        if width < 10 * half[0].size or full < 0.5 * len(half):
            return False
    tops = [half[0].base for half in halves]
    ends = [half[-1].base for half in halves]
    beside = min(tops) - max(ends)
    return beside > 0.5 * (max(tops) - min(ends)) and not _has_rule(at - 6, at + 6, block[0], drawn)


def _has_rule(start: float, end: float, line: _Line, drawn: Drawn) -> bool:
    return any(
        start - 1 <= rule.at <= end + 1 and rule.start - 1 <= line.base <= rule.end + 1
        for rule in drawn.upright
    )


def _paragraphs(lines: list[_Line], drawn: Drawn, leading: float, *, is_column: bool) -> list[str]:
    written: list[str] = []
    flowing: list[_Line] = []
    margin = min(line.left for line in lines)
    if not is_column:
        # On a page of short lines none is full, not even the longest.
        margin = min(margin, 0.17 * drawn.page_width)
    place = 0
    while place < len(lines):
        band = _band(lines[place], drawn)
        if band is None:
            flowing.append(lines[place])
            place += 1
            continue
        row = [lines[place]]
        while place + 1 < len(lines) and band[0] < lines[place + 1].base < band[1]:
            place += 1
            row.append(lines[place])
        place += 1
        # Lines above this one may belong to the same row: those of its tallest cell.
        while flowing and band[0] < flowing[-1].base < band[1]:
            row.insert(0, flowing.pop())
        written += _flowed(flowing, drawn, leading, margin)
        flowing = []
        written += _row(row, _columns(row[0], band, drawn), drawn)
    return written + _flowed(flowing, drawn, leading, margin)


def _leading(lines: list[_Line]) -> float:
    """From one line to the next within a paragraph: the usual small step of the page."""
    steps = [
        step for a, b in pairwise(lines) if (step := a.base - b.base) > 0.8 * min(a.size, b.size)
    ]
    return sorted(steps)[len(steps) // 5] if steps else 0.0


def _band(line: _Line, drawn: Drawn) -> tuple[float, float] | None:
    """Where a table's row begins and ends, for a line of it."""
    over = [rule.at for rule in drawn.level if rule.at > line.base and _is_over(rule, line)]
    under = [rule.at for rule in drawn.level if rule.at <= line.base and _is_over(rule, line)]
    if over and under and _columns(line, (band := (max(under), min(over))), drawn):
        return band
    band = (line.base - 0.1, line.base + 0.1)
    inside = [at for at in _columns(line, band, drawn) if line.left < at < line.right]
    return band if inside else None


def _is_over(rule: Rule, line: _Line) -> bool:
    return rule.start < line.right and rule.end > line.left


def _columns(line: _Line, band: tuple[float, float], drawn: Drawn) -> list[float]:
    """Where upright rules divide a row of a table."""
    middle = sum(band) / 2
    edges = [rule for rule in drawn.level if min(abs(rule.at - at) for at in band) < 1.5]
    left = min((rule.start for rule in edges), default=line.left)
    right = max((rule.end for rule in edges), default=line.right)
    inside = sorted(
        rule.at
        for rule in drawn.upright
        if rule.start - 1 <= middle <= rule.end + 1 and left + 4 < rule.at < right - 4
    )
    apart: list[float] = []
    for at in inside:
        is_clear = not any(glyph.left + 1 < at < glyph.right - 1 for glyph in line.glyphs)
        if is_clear and (not apart or at - apart[-1] > 4):
            apart.append(at)
    return apart


def _row(lines: list[_Line], columns: list[float], drawn: Drawn) -> list[str]:
    edges = [-inf, *columns, inf]
    cells = []
    for start, end in reversed(list(pairwise(edges))):
        parts = [part for line in lines if (part := _part(line, start, end))]
        cells.append(_flowed(parts, drawn, _leading(parts), start, is_cell=True))
    tops = [cell[0] if cell else "" for cell in cells]
    rest = [line for cell in cells for line in cell[1:]]
    return ["\t".join(tops), *rest]


def _part(line: _Line, start: float, end: float) -> _Line | None:
    letters = tuple(one for one in line.glyphs if start <= (one.left + one.right) / 2 < end)
    return _line_of(letters, tuple(x for x in line.spaces if start <= x < end)) if letters else None


def _flowed(
    lines: list[_Line], drawn: Drawn, leading: float, margin: float, *, is_cell: bool = False
) -> list[str]:
    """Lines as paragraphs: a line that broke only because it was full goes on in the next.

    `margin` is where a full line ends on the left: at the page's margin, or its cell's edge.
    """
    if not lines:
        return []
    texts = [_text(line, drawn) for line in lines]
    if margin == -inf:
        margin = min(line.left for line in lines)
    least = 0.0 if is_cell else 0.25 * drawn.page_width
    slack = 1.0 if is_cell else 0.35
    written = [texts[0]]
    for before, line, said, text in zip(lines, lines[1:], texts, texts[1:], strict=False):
        step = before.base - line.base
        goes_on = (
            not drawn.is_backwards
            and _is_rtl(said)
            and _is_rtl(text)
            and "\t" not in said + text
            and not _STARTS_WITH_MARKER.match(text)
            and 0 < step <= max(1.25 * leading, 1.2) * line.size
            and step < 2.6 * line.size
            and abs(before.size - line.size) < 0.08 * line.size
            and line.right <= before.right + 0.6 * line.size
            and before.left - margin < _first_word(line) + slack * line.size
            and before.right - before.left > least
        )
        if goes_on:
            written[-1] += f" {text}"
        else:
            if step > 1.7 * leading * line.size > 0:
                written.append("")
            written.append(text)
    return written


def _first_word(line: _Line) -> float:
    """The width of the rightmost word: would it still have stood on the line before?"""
    end = line.right
    start = end
    for glyph in reversed(line.glyphs):
        if _is_space(start - glyph.right, glyph.right, start, line):
            break
        start = min(start, glyph.left)
    return end - start


def _text(line: _Line, drawn: Drawn) -> str:
    """A line in reading order, its far-apart parts told apart by tabs."""
    parts: list[list[str]] = [[]]
    end = line.left
    for glyph in line.glyphs:
        gap = glyph.left - end
        if gap > _CELL_GAP * line.size:
            parts.append([])
        elif _is_space(gap, end, glyph.left, line):
            parts[-1].append(" ")
        parts[-1].append(glyph.text)
        end = max(end, glyph.right)
    if drawn.is_backwards:
        texts = ["".join(reversed(part)).strip() for part in parts]
    else:
        texts = [read_from(part).strip() for part in parts]
    if _is_rtl("".join(texts)) or not _LATIN.search("".join(texts)):
        texts.reverse()
    texts = [text for text in texts if text]
    if len(texts) > 1 and _MARKER.fullmatch(texts[0]):
        texts[:2] = [f"{texts[0]} {texts[1]}"]
    text = "\t".join(texts)
    has_dot = any(
        line.right < x < line.right + 3 * line.size and abs(y - line.base) < 0.8 * line.size
        for x, y in drawn.dots
    )
    return f"- {text}" if has_dot and not _STARTS_WITH_MARKER.match(text) else text


def _is_space(gap: float, start: float, end: float, line: _Line) -> bool:
    """Whether a gap parts two words: a written space in it makes a narrow one wide enough."""
    slack = 0.05 * line.size
    is_written = any(start - slack <= space <= end + slack for space in line.spaces)
    return gap > (_WRITTEN_GAP if is_written else _WORD_GAP) * line.size


def _is_rtl(text: str) -> bool:
    return bool(_ARABIC.search(text))


def read_from(seen: Sequence[str]) -> str:
    """What is read where this is seen from left to right.

    `seen` has a ligature's letters as one. A line with Arabic in it is read from the right, its
    numbers and foreign words from the left, as the Unicode bidirectional algorithm shows them.
    """
    whole = "".join(seen)
    if not _is_rtl(whole) and _LATIN.search(whole):
        return whole
    turned = list(reversed(seen))
    for run in _runs_of_latin(turned):
        turned[run] = reversed(turned[run])
    for run in _runs_of_numbers(turned):
        turned[run] = reversed(turned[run])
    return _with_brackets_facing("".join(turned))


def _shadow(turned: Sequence[str]) -> str:
    """One sign for each place, so that a place in the text is a place in the list."""
    return "".join(one[0] if one else " " for one in turned)


def _runs_of_latin(turned: Sequence[str]) -> list[slice]:
    runs = []
    shadow = _shadow(turned)
    mark = re.match(rf"\s*(?:{_MARKER.pattern})\s", shadow)
    for found in _LATIN_RUN.finditer(shadow, mark.end() if mark else 0):
        if not _LATIN.search(found.group()):
            continue
        start, end = found.span()
        while turned[start] in _EDGES and start < end - 1:
            start += 1
        while turned[end - 1] in _EDGES and end - 1 > start:
            end -= 1
        runs.append(slice(start, end))
    return runs


def _runs_of_numbers(turned: Sequence[str]) -> list[slice]:
    shadow = list(_shadow(turned))
    for run in _runs_of_latin(turned):
        shadow[run] = "x" * (run.stop - run.start)
    return [slice(*found.span()) for found in _NUMBER.finditer("".join(shadow))]


def _with_brackets_facing(text: str) -> str:
    """Brackets that turn their backs on what they hold, turned around."""
    for opening, closing in _PAIRS:
        if opening not in text and closing not in text:
            continue
        swapped = text.translate(str.maketrans(opening + closing, closing + opening))
        if _pairs(swapped, opening, closing) > _pairs(text, opening, closing):
            text = swapped
    # A lone bracket after a list's number closes it.
    return re.sub(r"^(\s*[0-9\u0660-\u0669أ-ي]{1,2})\((?=\s)", r"\1)", text)


def _pairs(text: str, opening: str, closing: str) -> int:
    open_now = paired = 0
    for one in text:
        if one == opening:
            open_now += 1
        elif one == closing and open_now:
            open_now -= 1
            paired += 1
    return paired
