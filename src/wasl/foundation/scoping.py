"""Two fences between associations: scoped queries here, row-level security in the database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django_scopes import ScopedManager, get_scope, scope, scopes_disabled

from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7
from wasl.foundation.refusal import NotFound, Stale

M = TypeVar("M", bound=models.Model)

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


def found(rows: "models.Manager[M] | models.QuerySet[M]", **lookup: Any) -> M:
    """The one row that matches. Refuses with `NotFound` when there is none."""
    if isinstance(rows, AssociationManager) and _is_inside():
        row: M = _row_by_key(rows.model, lookup, is_locked=False)
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
        row: M = _row_by_key(rows.model, lookup, is_locked=True)
        return row
    return found(rows.select_for_update(of=("self",)), **lookup)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A whole row read by key, put into words once: nearly every action begins with one."""

    sql: str
    keys: tuple[Any, ...]
    columns: tuple[str, ...]
    conversions: tuple[tuple[int, tuple[Any, ...], Any], ...]


def _row_by_key(model: type[M], lookup: Mapping[str, Any], *, is_locked: bool) -> M:
    statement = _statement(model, tuple(lookup), is_locked, connection.vendor)
    values = (current_association(), *lookup.values())
    with connection.cursor() as cursor:
        cursor.execute(
            statement.sql,
            [
                key.get_db_prep_value(
                    value.pk if isinstance(value, models.Model) else value, connection
                )
                for key, value in zip(statement.keys, values, strict=True)
            ],
        )
        stored = cursor.fetchone()
    if stored is None:
        raise NotFound
    row = list(stored)
    for place, converters, column in statement.conversions:
        for convert in converters:
            row[place] = convert(row[place], column, connection)
    return model.from_db(connection.alias, statement.columns, row)


@lru_cache(maxsize=1024)
def _statement(model: Any, names: tuple[str, ...], is_locked: bool, _vendor: str) -> _Statement:
    fields = model._meta.concrete_fields
    quoted, table = connection.ops.quote_name, model._meta.db_table
    keys: tuple[Any, ...] = tuple(
        model._meta.pk if name == "pk" else model._meta.get_field(name)
        for name in ("association", *names)
    )
    listed = ", ".join(quoted(one.column) for one in fields)
    met = " AND ".join(f"{quoted(key.column)} = %s" for key in keys)
    sql = f"SELECT {listed} FROM {quoted(table)} WHERE {met} LIMIT 1"  # noqa: S608
    if is_locked and connection.features.has_select_for_update:
        sql += " FOR UPDATE"
    conversions = []
    for place, one in enumerate(fields):
        column = one.get_col(table)
        converters = (
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        )
        if converters:
            conversions.append((place, converters, column))
    return _Statement(sql, keys, tuple(one.attname for one in fields), tuple(conversions))


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
