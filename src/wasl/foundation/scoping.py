"""Two fences between associations: scoped queries here, row-level security in the database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django_scopes import ScopedManager, get_scope, scope, scopes_disabled

from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7
from wasl.foundation.prepared import (
    Blank,
    Words,
    blank_for,
    insert,
    update,
    words_for,
    words_to_change,
)
from wasl.foundation.refusal import NotFound, Stale

M = TypeVar("M", bound=models.Model)
R = TypeVar("R")

SETTING = "wasl.association"


@dataclass(frozen=True, slots=True)
class _Entered:
    association: UUID | None
    writing: bool


_entered: ContextVar[_Entered | None] = ContextVar("wasl_entered", default=None)


class ScopeBroken(RuntimeError):
    """A defect: one unit of work tried to reach into two associations, or to write in a read."""


def current_association() -> UUID:
    """The association whose scope is entered. A row without one cannot be made."""
    entered = _entered.get()
    if entered is None or entered.association is None:
        raise ScopeBroken("no association is entered here")
    return entered.association


def _is_inside() -> bool:
    entered = _entered.get()
    return entered is not None and entered.association is not None


def is_entered() -> bool:
    """Whether a unit of work is running."""
    return _entered.get() is not None


if TYPE_CHECKING:
    _ScopedBase = models.Manager[Any]
else:
    _ScopedBase = type(ScopedManager(association="association"))


@lru_cache(maxsize=1024)
def _rows_of(model: Any, association: UUID) -> "models.QuerySet[Any]":
    return models.QuerySet(model=model).filter(association=association)


class AssociationManager(_ScopedBase):
    """The rows of the association that is entered; outside of a scope it refuses every query.

    What django-scopes filters anew at each access is kept here: every query starts with it.
    """

    def get_queryset(self) -> "models.QuerySet[Any]":
        """The rows of this model in scope."""
        entered = get_scope()
        association = entered.get("association")
        if association is None or not entered["_enabled"]:
            return super().get_queryset()
        model: Any = self.model
        return _rows_of(model, association).all()


class Scoped(models.Model):
    """A row that belongs to one association and is invisible outside of its scope."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    association = models.ForeignKey(
        "associations.Association",
        on_delete=models.PROTECT,
        related_name="+",
        default=current_association,
        editable=False,
    )

    objects: "ClassVar[models.Manager[Self]]" = AssociationManager()

    class Meta:
        abstract = True

    # The two places where Django's `save` builds its statement: ours is put into words once.
    def _do_insert(self, manager: Any, using: Any, fields: Any, *more: Any) -> Any:
        insert([self])
        return []

    def _do_update(self, base_qs: Any, using: Any, key: Any, values: Any, *more: Any) -> Any:
        if any(hasattr(value, "resolve_expression") for _, _, value in values):
            django: Any = super()
            return django._do_update(base_qs, using, key, values, *more)
        return update(self, [(field, value) for field, _, value in values])


class Versioned(Scoped):
    """A scoped row that counts its versions, so that no second save overwrites a first."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


@contextmanager
def entered_scope(by: Actor, *, writing: bool) -> Iterator[bool]:
    """Enter the actor's association; yields True for the outermost entry.

    On PostgreSQL the association is told to the database for this transaction only, so the next
    user of a pooled connection never inherits it.
    """
    current = _entered.get()
    if current is not None:
        if current.association != by.association:
            raise ScopeBroken("one unit of work, two associations")
        if writing and not current.writing:
            raise ScopeBroken("an action was called inside a query")
        yield False
        return
    token = _entered.set(_Entered(by.association, writing))
    scoped = scopes_disabled() if by.association is None else scope(association=by.association)
    try:
        with scoped:
            if connection.vendor == "postgresql":
                with transaction.atomic():
                    with connection.cursor() as cursor:
                        cursor.execute(
                            "SELECT set_config(%s, %s, true)",
                            [SETTING, "" if by.association is None else str(by.association)],
                        )
                    yield True
            elif writing:
                with transaction.atomic():
                    yield True
            else:
                yield True
    finally:
        _entered.reset(token)


class Prepared(Generic[R]):
    """A read within the entered association that is put into words once per process.

    `Prepared(lambda item: Vote.objects.filter(item=item))` is asked as `votes(item=key)` and gives
    a list. A value that is a list fills the place after `__in`, whatever its length. With
    `is_planned_once` PostgreSQL keeps its plan as well: for reads by keys, asked while somebody
    waits.
    """

    def __init__(
        self, build: "Callable[..., models.QuerySet[Any, R]]", *, is_planned_once: bool = False
    ) -> None:
        self._build = build
        self._is_planned_once = is_planned_once
        self._words: dict[str, Words[R]] = {}

    def __call__(self, **values: Any) -> list[R]:
        """The rows of the association that is entered."""
        association = current_association()
        words = self._words.get(connection.vendor)
        if words is None:
            with scope(association=_ASSOCIATION):
                rows = self._build(**_blanks(values))
                words = words_for(rows, is_planned_once=self._is_planned_once)
            self._words[connection.vendor] = words
        return words.said({**values, _ASSOCIATION.name: association})

    def first(self, **values: Any) -> R | None:
        """The first row, or nothing."""
        return next(iter(self(**values)), None)

    def one(self, **values: Any) -> R:
        """The one row. Refuses with `NotFound` when there is none."""
        for row in self(**values):
            return row
        raise NotFound


class PreparedChange:
    """A change of all rows that match, put into words once per process.

    `build` gives the rows and what becomes of their columns, as for `QuerySet.update`.
    """

    def __init__(
        self, build: "Callable[..., tuple[models.QuerySet[Any], Mapping[str, Any]]]"
    ) -> None:
        self._build = build
        self._words: dict[str, Words[Any]] = {}

    def __call__(self, **values: Any) -> int:
        """How many rows of the association that is entered were changed."""
        association = current_association()
        words = self._words.get(connection.vendor)
        if words is None:
            with scope(association=_ASSOCIATION):
                words = words_to_change(*self._build(**_blanks(values)))
            self._words[connection.vendor] = words
        return words.done({**values, _ASSOCIATION.name: association})


_ASSOCIATION = Blank("association")


def _blanks(values: Mapping[str, Any]) -> dict[str, Blank]:
    return {name: blank_for(name, value) for name, value in values.items()}


def found(rows: "models.Manager[M] | models.QuerySet[M]", **lookup: Any) -> M:
    """The one row that matches. Refuses with `NotFound` when there is none."""
    if isinstance(rows, AssociationManager) and _is_inside():
        row: M = _by_key(rows, tuple(lookup), is_locked=False).one(**lookup)
        return row
    # Not `first()`: it would sort what a key has already made one.
    for first in rows.filter(**lookup)[:1]:
        return first
    raise NotFound


def locked(rows: "models.Manager[M] | models.QuerySet[M]", **lookup: Any) -> M:
    """The one row that matches, held until the action ends. Refuses with `NotFound`.

    SQLite has no row locks; there every action begins by taking the database's write lock.
    """
    if isinstance(rows, AssociationManager) and _is_inside():
        row: M = _by_key(rows, tuple(lookup), is_locked=True).one(**lookup)
        return row
    return found(rows.select_for_update(of=("self",)), **lookup)


@lru_cache(maxsize=1024)
def _by_key(rows: Any, names: tuple[str, ...], *, is_locked: bool) -> Prepared[Any]:
    def build(**blanks: Blank) -> "models.QuerySet[Any]":
        matching: models.QuerySet[Any] = rows.filter(**{name: blanks[name] for name in names})[:1]
        return matching.select_for_update(of=("self",)) if is_locked else matching

    return Prepared(build)


def added(row: M) -> bool:
    """Write a new row unless a constraint has one like it already; whether it was written.

    Of several at once one writes, and each of the others waits here until that one has committed.
    """
    return bool(add_all([row], unless_there=True))


def add_all(rows: Sequence[models.Model], *, unless_there: bool = False) -> int:
    """Write new rows of one model in one statement; returns how many were written.

    With `unless_there`, those that a constraint knows already are left out.
    """
    written = insert(rows, unless_there=unless_there) if rows else 0
    for row in rows:
        row._state.adding = False
    return written


def save_expecting(row: Versioned, version: int, changes: dict[str, Any]) -> None:
    """Write `changes` to a locked row that the writer saw at `version`.

    Refuses with `Stale`, telling the fields that differ, when somebody saved in between.
    """
    if row.version != version:
        differences = {
            name: (getattr(row, name), value)
            for name, value in changes.items()
            if getattr(row, name) != value
        }
        raise Stale(differences=differences)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version = version + 1
    row.save(update_fields=[*changes, "version"])
