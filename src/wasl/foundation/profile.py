"""Read a profile (YAML) with the line of every value, and gather all its mistakes at once.

A profile is written by people, so a mistake is told by file, line and sentence. Reading never
stops at the first one: every reader below notes the mistake and goes on with a harmless stand-in;
`Reading.finish` raises `ProfileInvalid` with all of them.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any, TypeVar, Union, cast

from rapidfuzz import fuzz, process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Words = Mapping[str, str]
"""A text in both languages: `{"ar": "…", "en": "…"}`, ready for JSON and for the screen."""

LANGUAGES = ("ar", "en")

_DEEPEST = 40
_LONGEST = 1_000_000
_TOLD_AS_UNKNOWN = 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing wrong in a profile. Line and column count from 1, as editors do."""

    source: str
    line: int
    column: int
    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.source}, line {self.line}: {self.sentence}"


class ProfileInvalid(Exception):
    """A profile cannot be used. Holds every mistake, in the order of the file."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes: tuple[Mistake, ...] = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(slots=True)
class Reading:
    """The mistakes noted so far in one source."""

    source: str
    mistakes: list[Mistake] = field(default_factory=list)

    def finish(self) -> None:
        """Raise `ProfileInvalid` if anything was wrong."""
        if self.mistakes:
            raise ProfileInvalid(self.mistakes)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value at its place in the file: the node, the path to it, and where mistakes are noted."""

    reading: Reading
    node: Node
    path: str

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def mistake(self, sentence: str) -> None:
        """Note that something is wrong here."""
        column = int(self.node.start_mark.column) + 1
        self.reading.mistakes.append(
            Mistake(self.reading.source, self.line, column, self.path, sentence)
        )

    @property
    def is_null(self) -> bool:
        return isinstance(self.node, ScalarNode) and str(self.node.tag).endswith(":null")

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, MappingNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, SequenceNode)

    def items(self) -> list["Entry"]:
        """The entries of a list; anything else is a mistake and reads as an empty list."""
        if not isinstance(self.node, SequenceNode):
            self.mistake(f"{_called(self.path)} must be a list.")
            return []
        return [
            Entry(self.reading, child, f"{self.path}[{number}]")
            for number, child in enumerate(self.node.value)
        ]

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> "Fields":
        """The named values of a mapping; unknown, repeated and missing names are mistakes."""
        known = (*required, *optional)
        entries: dict[str, Entry] = {}
        if not isinstance(self.node, MappingNode):
            self.mistake(f"{_called(self.path)} must hold named values ({', '.join(known)}).")
            return Fields(self, entries, frozenset(), broken=True)
        for key_node, value_node in self.node.value:
            name = str(key_node.value)
            path = f"{self.path}.{name}" if self.path else name
            at_key = Entry(self.reading, key_node, path)
            if name in entries:
                at_key.mistake(f"“{name}” is given twice.")
                continue
            entries[name] = Entry(self.reading, value_node, path)
            if known and name not in known:
                at_key.mistake(f"“{name}” is not known here{did_you_mean(name, known)}")
        for name in required:
            if name not in entries:
                self.mistake(f"{_called(self.path)} lacks “{name}”.")
        return Fields(self, entries, frozenset(required), broken=False)

    def peek(self, name: str) -> "Entry | None":
        """The entry of that name, noting nothing; for cross-references only."""
        if isinstance(self.node, MappingNode):
            for key, value in self.node.value:
                if str(key.value) == name:
                    return Entry(self.reading, value, f"{self.path}.{name}" if self.path else name)
        return None

    def text(self) -> str:
        """A text of one piece, with its outer blanks removed; empty is a mistake."""
        if not isinstance(self.node, ScalarNode) or self.is_null:
            self.mistake(f"{_called(self.path)} must be a text.")
            return ""
        text = str(self.node.value).strip()
        if not text:
            self.mistake(f"{_called(self.path)} is empty.")
        return text

    def word(self, known: Collection[str]) -> str:
        """One of the known words; the stand-in for a mistake is the first of them."""
        word = self.text()
        if word and word not in known:
            self.mistake(f"{_called(self.path)} cannot be “{word}”{did_you_mean(word, known)}")
        return word if word in known else next(iter(known), "")

    def words(self) -> Words:
        """A text in Arabic and English; a language that is missing or empty is a mistake."""
        if isinstance(self.node, ScalarNode):
            self.mistake(f"{_called(self.path)} must be given in both languages (ar, en).")
            return {"ar": "", "en": ""}
        fields = self.fields(LANGUAGES)
        return {language: fields.text(language) for language in LANGUAGES}

    def integer(self, *, least: int, most: int) -> int:
        """A whole number within bounds, both included."""
        raw = self.text()
        if not raw.isascii() or not raw.removeprefix("-").isdigit() or len(raw) > 12:
            if raw:
                self.mistake(f"{_called(self.path)} must be a whole number, not “{raw[:30]}”.")
            return least
        number = int(raw)
        if not least <= number <= most:
            self.mistake(f"{_called(self.path)} must lie between {least} and {most}.")
            return least
        return number

    def amount(self) -> Decimal:
        """A non-negative amount in riyals with at most two decimals."""
        raw = self.text()
        try:
            amount = Decimal(raw) if raw else Decimal(0)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or amount < 0 or amount != amount.quantize(Decimal("0.01")):
            self.mistake(f"{_called(self.path)} must be an amount such as 1500 or 1500.50.")
            return Decimal(0)
        return amount

    def flag(self) -> bool:
        """`true` or `false`."""
        raw = self.text()
        if raw and raw not in ("true", "false"):
            self.mistake(f"{_called(self.path)} must be true or false, not “{raw[:30]}”.")
        return raw == "true"

    def day(self) -> date | None:
        """A Gregorian day written year-month-day."""
        raw = self.text()
        try:
            return date.fromisoformat(raw)
        except ValueError:
            if raw:
                self.mistake(f"{_called(self.path)} must be a day such as 2024-10-13.")
            return None

    def plain(self) -> Any:
        """The value as plain lists, mappings, texts, whole numbers, Decimals, flags and None."""
        node = self.node
        if isinstance(node, MappingNode):
            return {str(key.value): Entry(self.reading, v, "").plain() for key, v in node.value}
        if isinstance(node, SequenceNode):
            return [Entry(self.reading, child, "").plain() for child in node.value]
        raw = str(node.value)
        kind = str(node.tag).rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return raw == "true"
        if kind == "int" and raw.removeprefix("-").isdigit():
            return int(raw)
        if kind == "float":
            try:
                return Decimal(raw)
            except InvalidOperation:
                return raw
        return raw


@dataclass(frozen=True, slots=True)
class Fields:
    """The named values of one mapping.

    A required name that is missing was already noted; reading it gives the stand-in silently.
    """

    entry: Entry
    entries: Mapping[str, Entry]
    required: frozenset[str]
    broken: bool

    def __contains__(self, name: str) -> bool:
        return name in self.entries and not self.entries[name].is_null

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def at(self, name: str) -> Entry | None:
        """The entry of that name, or nothing when it is absent."""
        return self.entries.get(name)

    def read(self, name: str, how: Callable[[Entry], T], stand_in: T) -> T:
        """Read a value that is there; a null counts as absent unless the name is required."""
        entry = self.entries.get(name)
        if entry is None or (entry.is_null and name not in self.required):
            return stand_in
        return how(entry)

    def maybe(self, name: str, how: Callable[[Entry], T]) -> T | None:
        """Read a value that may be absent or null."""
        entry = self.entries.get(name)
        return None if entry is None or entry.is_null else how(entry)

    def text(self, name: str) -> str:
        return self.read(name, Entry.text, "")

    def words(self, name: str) -> Words:
        return self.read(name, Entry.words, {"ar": "", "en": ""})

    def word(self, name: str, known: Sequence[str], default: str = "") -> str:
        return self.read(name, lambda entry: entry.word(known), default or known[0])

    def flag(self, name: str, *, default: bool) -> bool:
        return self.read(name, Entry.flag, default)

    def integer(self, name: str, *, least: int, most: int, default: int = 0) -> int:
        return self.read(name, lambda entry: entry.integer(least=least, most=most), default)

    def entries_of(self, name: str) -> list[Entry]:
        return self.read(name, Entry.items, [])

    def word_list(self, name: str, known: Sequence[str]) -> tuple[str, ...]:
        """A list of known words, each at most once."""
        found: list[str] = []
        for item in self.entries_of(name):
            word = item.text()
            if word and word not in known:
                item.mistake(f"“{word}” is not known here{did_you_mean(word, known)}")
            elif word in found:
                item.mistake(f"“{word}” is listed twice.")
            elif word:
                found.append(word)
        return tuple(found)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """The end of a sentence about an unknown word: the nearest known one, or the full stop."""
    near = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_TOLD_AS_UNKNOWN)
    return f"; did you mean “{near[0]}”?" if near else "."


def only_once(entries: Sequence[tuple[Entry, str]], what: str) -> None:
    """Note every key that an earlier entry already took; an empty key was noted before."""
    first: dict[str, Entry] = {}
    for entry, key in entries:
        if key and key in first:
            entry.mistake(f"the {what} “{key}” is given twice, first in line {first[key].line}.")
        elif key:
            first[key] = entry


def open_profile(text: str, source: str) -> Entry:
    """The root of a profile's document.

    Raises `ProfileInvalid` at once when the text is no YAML, is empty, is deeper or longer than
    any honest profile, or uses anchors: an alias could make a small file endlessly large.
    """
    reading = Reading(source)
    if len(text) > _LONGEST:
        raise ProfileInvalid([Mistake(source, 1, 1, "", "the file is too long for a profile.")])
    try:
        root = _composed(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (int(mark.line) + 1, int(mark.column) + 1) if mark else (1, 1)
        sentence = f"this is not readable as YAML: {error.problem or error.context}."
        raise ProfileInvalid([Mistake(source, line, column, "", sentence)]) from error
    except (YAMLError, ValueError, RecursionError) as error:
        sentence = "this is not readable as YAML."
        raise ProfileInvalid([Mistake(source, 1, 1, "", sentence)]) from error
    if root is None:
        raise ProfileInvalid([Mistake(source, 1, 1, "", "the file is empty.")])
    entry = Entry(reading, root, "")
    _refuse_aliases(entry)
    reading.finish()
    return entry


@lru_cache(maxsize=8)
def _composed(text: str) -> Node | None:
    # several rooms read the same text, each its own part; the nodes are never changed
    root: Node | None = YAML(typ="safe", pure=True).compose(text)
    return root


def _refuse_aliases(root: Entry) -> None:
    seen: set[int] = set()
    waiting: list[tuple[Node, int]] = [(root.node, 0)]
    while waiting:
        node, depth = waiting.pop()
        here = Entry(root.reading, node, "")
        if id(node) in seen or node.anchor:
            here.mistake("anchors and aliases are not used in a profile; write the value out.")
            continue
        seen.add(id(node))
        if depth > _DEEPEST:
            here.mistake("the profile is nested too deeply.")
            continue
        if isinstance(node, MappingNode):
            waiting.extend((child, depth + 1) for pair in node.value for child in pair)
        elif isinstance(node, SequenceNode):
            waiting.extend((child, depth + 1) for child in node.value)


def _called(path: str) -> str:
    return f"“{path}”" if path else "the profile"


def as_plain(value: Any) -> Any:
    """A dataclass, with all in it, as what JSON can hold; days and amounts become texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """The dataclass again from what `as_plain` made of it.

    Raises `ValueError` when a name is unknown or a required one is missing: what was stored
    must be what is read, never a guess.
    """
    return cast("T", _restored(kind, data))


def _restored(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        others = [one for one in typing.get_args(kind) if one is not type(None)]
        return None if data is None else _restored(others[0], data)
    if origin is tuple:
        item = typing.get_args(kind)[0]
        return tuple(_restored(item, one) for one in data)
    if dataclasses.is_dataclass(kind):
        return _restored_dataclass(kind, data)
    if kind is Decimal:
        return Decimal(data)
    if kind is date:
        return date.fromisoformat(data)
    return data


@cache
def _hints_of(kind: Any) -> dict[str, Any]:
    # Annotations are texts here; making types of them takes longer than all the rest.
    return typing.get_type_hints(kind)


def _restored_dataclass(kind: Any, data: Any) -> Any:
    hints = _hints_of(kind)
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__} is not stored as named values")
    if unknown := set(data) - set(hints):
        raise ValueError(f"{kind.__name__} does not know {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _restored(hints[name], item) for name, item in data.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__} is stored incompletely") from error
