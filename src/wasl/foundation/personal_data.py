"""What a room holds about people, why, and for how long; declared beside its tables.

From these declarations come the processing record, the export of everything about a person, and
his erasure. A table that says nothing here has nothing about people in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils.functional import lazy
from django.utils.translation import get_language

from wasl.foundation.actor import Actor
from wasl.foundation.scoping import Versioned

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value that has several: what it is called, and what it says."""

    label: Words
    said: tuple["Said", ...]


Said: TypeAlias = "str | _StrPromise | date | Decimal | bool | int | Part"
"""What a person is told: words, a day or a moment, riyals, yes or no, a number, or a part."""


def _in_reader_language(ar: str, en: str) -> str:
    return en if (get_language() or "").startswith("en") else ar


_in_time = lazy(_in_reader_language, str)


def titled(words: Mapping[str, str]) -> Words:
    """Words kept in both languages, in the reader's own when they are read."""
    return _in_time(words["ar"], words["en"])


@dataclass(frozen=True, slots=True)
class People:
    """Whom a walk through the tables is about.

    `parties` are all that were found to be one person; `cases` are his own, `helped` those of
    others in which he acted; `indexes` are the blind indexes of his numbers and addresses, and
    `phones` those of phones that are his own, not a relative's.
    """

    parties: tuple[UUID, ...]
    cases: tuple[UUID, ...] = ()
    helped: tuple[UUID, ...] = ()
    indexes: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    def with_more(
        self,
        *,
        parties: Sequence[UUID] = (),
        cases: Sequence[UUID] = (),
        helped: Sequence[UUID] = (),
        indexes: Iterable[str] = (),
        phones: Iterable[str] = (),
    ) -> "People":
        """The same people, and what a room knows besides."""
        return replace(
            self,
            parties=tuple(dict.fromkeys((*self.parties, *parties))),
            cases=tuple(dict.fromkeys((*self.cases, *cases))),
            helped=tuple(dict.fromkeys((*self.helped, *helped))),
            indexes=self.indexes | frozenset(filter(None, indexes)),
            phones=self.phones | frozenset(filter(None, phones)),
        )

    @property
    def owners(self) -> tuple[UUID, ...]:
        """Whose keys seal what is theirs: the parties and their cases."""
        return (*self.parties, *self.cases)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long rows are kept: `years` after the day in the column `after`, and why.

    `party` is the way from a row to the party whose time it prolongs, as a filter names it. `must`
    says that the law or the policy demands it, so that nobody is erased before; otherwise it is
    the longest that the rows may stay.
    """

    years: int
    after: str
    why: Words
    party: str = "party_id"
    must: bool = False


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Columns of one table that are about people.

    `model` is "room.Model"; `purpose` says what for, `basis` on what ground of the law, and
    `kept_for` until when, all in words that a board member reads. `title` and `labels` are the
    table and its columns in words that the person himself reads (a dot leads through a foreign
    key); `values` are the words for what a column holds as a key, by column, and `said` tells the
    columns that only the row itself can put into words.

    `about` gives the rows that are about somebody; where there is no way from a person to a row,
    `apart` says why (it is about staff, or nobody can be told from it). `on_erasure` says what
    becomes of the rows: "delete", "blank" (the columns in `blanked`, or all declared ones),
    or "keep"; whatever stays, `kept_because` says why. `redacted` gives for one row the columns
    that change, where only part of a value goes. `widens` adds what the room knows of the same
    person, `open_while` gives the rows that forbid erasing, and `files` are columns that hold the
    key of a file. Of the table of the people themselves (`is_person`), `survivor` is the column that
    names the record which stands for this one, once both were found to be the same person.
    """

    model: str
    fields: tuple[str, ...]
    purpose: Words
    basis: Words
    kept_for: Words
    title: Words = ""
    labels: Mapping[str, Words] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    said: Callable[[Actor, Any], Mapping[str, Sequence[Said]]] | None = None
    about: Callable[[People], Q] | None = None
    apart: Words = ""
    on_erasure: Literal["blank", "delete", "keep"] = "blank"
    blanked: tuple[str, ...] = ()
    marked: Mapping[str, Any] = field(default_factory=dict)
    redacted: Callable[[Any, People], Mapping[str, Any]] | None = None
    kept_because: Words = ""
    retention: Retention | None = None
    widens: Callable[[People], People] | None = None
    open_while: Callable[[People], Q] | None = None
    files: tuple[str, ...] = ()
    is_person: bool = False
    survivor: str = ""

    @property
    def table(self) -> type[models.Model]:
        """The model that is declared."""
        return apps.get_model(self.model)

    @property
    def room(self) -> str:
        """The room that holds it."""
        return self.model.partition(".")[0]


_declared: list[PersonalData] = []


def declare(held: Sequence[PersonalData]) -> None:
    """Let these be all declarations. Only the project's page of personal data calls this."""
    _declared[:] = held


def declared() -> tuple[PersonalData, ...]:
    """Every declaration of every room, the lowest room first."""
    return tuple(_declared)


def everybody(party: UUID) -> People:
    """The same person in every room: absorbed parties, cases, and indexes of his numbers."""
    people = People((party,))
    for held in declared():
        if held.widens is not None:
            people = held.widens(people)
    return people


def rows_about(held: PersonalData, people: People) -> "models.QuerySet[Any]":
    """The rows of a declared table that are about these people; none where there is no way."""
    rows: models.QuerySet[Any] = held.table._default_manager.all()
    return rows.filter(held.about(people)) if held.about is not None else rows.none()


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of the rows of one table: how many were deleted, emptied, or stay as they are."""

    model: str
    deed: str
    rows: int


def files_of(held: PersonalData, people: People) -> tuple[UUID, ...]:
    """The keys of the files that rows about these people speak of."""
    return tuple(
        key
        for column in held.files
        for key in rows_about(held, people)
        .filter(**{f"{column}__isnull": False})
        .values_list(column, flat=True)
    )


def let_go(held: PersonalData, people: People) -> Gone:
    """Delete or empty the rows of one table that are about these people, as it declares."""
    rows = rows_about(held, people)
    if held.on_erasure == "delete":
        # One statement, past Django's collector: what points to these rows goes with them, and
        # the constraints, which the database checks at the end, have the last word.
        return Gone(held.model, "deleted", rows._raw_delete(rows.db))
    if held.redacted is not None:
        changed = list(rows)
        for row in changed:
            _change(row, held.redacted(row, people))
        return Gone(held.model, "emptied", len(changed))
    if held.on_erasure == "keep" and not held.blanked:
        return Gone(held.model, "kept", rows.count())
    changes = {name: _blank(held, name) for name in held.blanked or held.fields} | {
        name: value() if callable(value) else value for name, value in held.marked.items()
    }
    if issubclass(held.table, Versioned):
        changes["version"] = F("version") + 1
    return Gone(held.model, "emptied", rows.update(**changes))


def _change(row: Any, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))


def _blank(held: PersonalData, name: str) -> Any:
    """What an emptied column holds: nothing, as its kind says nothing."""
    column: Any = held.table._meta.get_field(name)
    if column.null:
        return None
    if column.has_default():
        return column.get_default()
    if column.get_internal_type() in ("CharField", "TextField", "BinaryField"):
        return ""
    raise TypeError(f"{held.model}.{name} cannot be emptied")


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of one row, in words that the person reads, with its value ready for JSON.

    `spoken` is what a person is told of the value where it is more than the text itself: words for
    a key or for each of several keys, a day, an amount, or the parts of it; empty otherwise.
    """

    name: str
    label: Words
    value: Any
    spoken: tuple[Said, ...] = ()


def told(
    by: Actor, held: PersonalData, people: People
) -> tuple[tuple[UUID, tuple[Cell, ...]], ...]:
    """The rows about these people with every column that has words for it; empty ones are left
    out. Fingerprints and search keys have none: they say nothing that the value does not say."""
    rows = _joined(held, rows_about(held, people)).order_by("pk")
    return tuple((row.pk, tuple(_cells(by, held, row))) for row in rows)


def _cells(by: Actor, held: PersonalData, row: Any) -> Iterator[Cell]:
    said = held.said(by, row) if held.said is not None else {}
    for name, label in held.labels.items():
        kept = _value(row, name)
        value = _plain(kept)
        if value not in (None, "", [], {}):
            yield Cell(name, label, value, _spoken(held, said, name, kept))


def _joined(held: PersonalData, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    paths = {name.rpartition(".")[0].replace(".", "__") for name in held.labels} - {""}
    return rows.select_related(*paths) if paths else rows


def _value(row: Any, name: str) -> Any:
    for part in name.split("."):
        row = getattr(row, part, None)
    return row


def _spoken(
    held: PersonalData, said: Mapping[str, Sequence[Said]], name: str, kept: Any
) -> tuple[Said, ...]:
    if name in said:
        return tuple(said[name])
    if isinstance(kept, date | Decimal | bool):
        return (kept,)
    if isinstance(kept, Mapping) and kept.keys() == {"ar", "en"}:
        return (titled(kept),)
    words = held.values.get(name, {})
    keys = kept if isinstance(kept, list) else [kept]
    if not words or not all(isinstance(key, str) and key in words for key in keys):
        return ()
    return tuple(words[key] for key in keys)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
