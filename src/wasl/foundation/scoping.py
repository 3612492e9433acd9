"""Two fences between associations: scoped queries here, row-level security in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django_scopes import ScopedManager, scope, scopes_disabled

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


def is_entered() -> bool:
    """Whether a unit of work is running."""
    return _entered.get() is not None


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

    objects: "ClassVar[models.Manager[Self]]" = ScopedManager(association="association")

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
    # Not `first()`: it would sort what a key has already made one.
    for row in rows.filter(**lookup)[:1]:
        return row
    raise NotFound


def locked(rows: "models.Manager[M] | models.QuerySet[M]", **lookup: Any) -> M:
    """The one row that matches, held until the action ends. Refuses with `NotFound`.

    SQLite has no row locks; there every action begins by taking the database's write lock.
    """
    return found(rows.select_for_update(of=("self",)), **lookup)


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
