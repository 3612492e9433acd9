"""Statements put into words once per process.

Building a query costs Django more than the database takes to answer it. A read that is asked again
and again is built once with blanks in it, and after that only the blanks are filled in; a row is
written with the same words each time. Rows, conversions and errors are those of Django.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, Generic, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import query, sql

R = TypeVar("R")


class Blank(models.Expression):
    """A place in a query that is filled in each time the query is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The place, with itself standing for the value to come."""
        return "%s", [self]


class Blanks(Blank):
    """A place for any number of keys, after `__in`."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """One parameter, however many keys it will hold."""
        if connection.vendor == "postgresql":
            return "(SELECT unnest(%s::uuid[]))", [self]
        return "(SELECT value FROM json_each(%s))", [self]


def blank_for(name: str, value: Any) -> Blank:
    """The place that such a value will fill."""
    return Blanks(name) if isinstance(value, list | tuple | set | frozenset) else Blank(name)


@dataclass(frozen=True, slots=True)
class Words(Generic[R]):
    """A query in SQL, its parameters and blanks in order, and what becomes of a stored row."""

    sql: str
    places: tuple[Any, ...]
    conversions: tuple[tuple[int, tuple[Any, ...], Any], ...]
    made: Callable[[Sequence[Any]], R]
    is_planned_once: bool = False

    def said(self, values: Mapping[str, Any]) -> list[R]:
        """The rows that answer the query with these values in its blanks."""
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            ask = ask_planned if self.is_planned_once else _ask
            ask(cursor, self.sql, self._filled(values, database))
            stored = cursor.fetchall()
        return [self.made(self._converted(row, database)) for row in stored]

    def done(self, values: Mapping[str, Any]) -> int:
        """How many rows were changed with these values in its blanks."""
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.execute(self.sql, self._filled(values, database))
            return int(cursor.rowcount)

    def _filled(self, values: Mapping[str, Any], database: BaseDatabaseWrapper) -> list[Any]:
        return [
            _as_stored(values[place.name], database) if isinstance(place, Blank) else place
            for place in self.places
        ]

    def _converted(self, stored: tuple[Any, ...], database: BaseDatabaseWrapper) -> Sequence[Any]:
        if not self.conversions:
            return stored
        row = list(stored)
        for place, converters, column in self.conversions:
            for convert in converters:
                row[place] = convert(row[place], column, database)
        return row


_planned: "WeakKeyDictionary[Any, set[str]]" = WeakKeyDictionary()


def ask_planned(cursor: Any, statement: str, values: Sequence[Any]) -> None:
    """Ask a statement that PostgreSQL plans once in each connection, where planning it takes
    longer than answering it; SQLite keeps its plans by itself."""
    if cursor.db.vendor != "postgresql":
        _ask(cursor, statement, values)
        return
    name = f"planned_{sha256(statement.encode()).hexdigest()[:24]}"
    known = _planned.setdefault(cursor.db.connection, set())
    if name not in known:
        pieces = statement.split("%s")
        places = "".join(f"{piece}${place}" for place, piece in enumerate(pieces[:-1], start=1))
        cursor.execute(f"PREPARE {name} AS {places}{pieces[-1]}".replace("%%", "%"))
        known.add(name)
    cursor.execute(f"EXECUTE {name} ({', '.join(['%s'] * len(values))})", values)


def _ask(cursor: Any, statement: str, values: Sequence[Any]) -> None:
    cursor.execute(statement, values)


def words_for(rows: "models.QuerySet[Any, R]", *, is_planned_once: bool = False) -> Words[R]:
    """Put a query with blanks into words; its rows are instances or `values_list` tuples."""
    compiler: Any = rows.query.get_compiler(connection=connection)
    statement, places = compiler.as_sql()
    selected = [one[0] for one in compiler.select]
    conversions = tuple(
        (place, tuple(converters), column)
        for place, (converters, column) in compiler.get_converters(selected).items()
    )
    made = _maker(rows, compiler)
    return Words(statement, tuple(places), conversions, made, is_planned_once)


def _maker(rows: Any, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    if rows._iterable_class is query.ValuesListIterable:
        return tuple
    if rows._iterable_class is not query.ModelIterable:
        raise TypeError("a prepared read gives instances or tuples")
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    start, end = places[0], places[-1] + 1
    names = [column.target.attname for column, _, _ in compiler.select[start:end]]
    # The stubs describe a later Django, in which it asks for more.
    populators: Any = query.get_related_populators
    joined = populators(compiler.klass_info, compiler.select, connection.alias)
    annotated = tuple((compiler.annotation_col_map or {}).items())

    def instance(row: Sequence[Any]) -> Any:
        made = model.from_db(connection.alias, names, row[start:end])
        for populator in joined:
            populator.populate(row, made)
        for name, place in annotated:
            setattr(made, name, row[place])
        return made

    return instance


def words_to_change(rows: "models.QuerySet[Any]", changes: Mapping[str, Any]) -> Words[Any]:
    """Put a change of all rows of a query into words, as `QuerySet.update` would."""
    change: Any = rows.query.chain(sql.UpdateQuery)
    change.add_update_values(changes)
    statement, places = change.get_compiler(connection=connection).as_sql()
    return Words(statement, tuple(places), (), tuple)


def _as_stored(value: Any, database: BaseDatabaseWrapper) -> Any:
    """A value as the engine compares it with a column."""
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, UUID):
        return value if database.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return database.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return database.ops.adapt_datefield_value(value)
    if isinstance(value, list | tuple | set | frozenset):
        listed = [_as_stored(one, database) for one in value]
        return listed if database.vendor == "postgresql" else json.dumps(listed)
    return value


def insert(rows: Sequence[models.Model], *, unless_there: bool = False) -> int:
    """Write new rows of one model; how many were written, which with `unless_there` the
    constraints decide."""
    database = connections[DEFAULT_DB_ALIAS]
    fields: Any = rows[0]._meta.local_concrete_fields
    values = [
        one.get_db_prep_save(one.pre_save(row, True), database) for row in rows for one in fields
    ]
    with database.cursor() as cursor:
        cursor.execute(_insertion(type(rows[0]), len(rows), unless_there), values)
        return int(cursor.rowcount)


def prepared_values(row: models.Model) -> list[Any]:
    """The columns of a new row as the database takes them, sealed and all, to be written later."""
    database = connections[DEFAULT_DB_ALIAS]
    fields: Any = row._meta.local_concrete_fields
    return [one.get_db_prep_save(one.pre_save(row, True), database) for one in fields]


def prepared_columns(row: models.Model, names: Sequence[str]) -> list[Any]:
    """Some columns of a known row as the database takes them, to be written later."""
    database = connections[DEFAULT_DB_ALIAS]
    fields: Any = [row._meta.get_field(name) for name in names]
    return [one.get_db_prep_save(one.pre_save(row, False), database) for one in fields]


_MOST_PLACES = 20_000


def insert_prepared(
    model: type[models.Model], rows: Sequence[Sequence[Any]], *, unless_there: bool = False
) -> int:
    """Write rows that `prepared_values` made ready; how many were written, which with
    `unless_there` the constraints decide.

    PostgreSQL takes some hundred a statement; SQLite takes row after row with the same short
    words, for long ones cost it half as much again.
    """
    columns: Any = model._meta.local_concrete_fields
    at_once = max(1, _MOST_PLACES // len(columns))
    database = connections[DEFAULT_DB_ALIAS]
    written = 0
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.executemany(_insertion(model, 1, unless_there), rows)
            return max(0, int(cursor.rowcount))
        for start in range(0, len(rows), at_once):
            some = rows[start : start + at_once]
            values = [value for row in some for value in row]
            cursor.execute(_insertion(model, len(some), unless_there), values)
            written += int(cursor.rowcount)
    return written


def update_prepared(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[tuple[UUID, int, Sequence[Any]]],
) -> int:
    """Write columns that `prepared_columns` made ready into rows with these keys, unless they are
    no longer at the version named; each goes on to the next. How many were written."""
    meta: Any = model._meta
    database = connections[DEFAULT_DB_ALIAS]
    quoted = database.ops.quote_name
    key, version = meta.pk, quoted(meta.get_field("version").column)
    listed = ", ".join(f"{quoted(meta.get_field(name).column)} = %s" for name in names)
    statement = (
        f"UPDATE {quoted(meta.db_table)} SET {listed}, {version} = {version} + 1"  # noqa: S608  names of our own columns; values are parameters
        f" WHERE {quoted(key.column)} = %s AND {version} = %s"
    )
    values = [
        [*columns, key.get_db_prep_value(party, database), seen] for party, seen, columns in rows
    ]
    with database.cursor() as cursor:
        cursor.executemany(statement, values)
        return max(0, int(cursor.rowcount))


@contextmanager
def many_writes() -> Iterator[None]:
    """Give SQLite the memory for a transaction that writes very many rows.

    They touch every page of every index. With the two megabytes that it takes by itself it reads
    those again and again, and writes them out before the commit, which shuts out all who read as
    well. So it keeps them all until the commit, and then takes two megabytes again.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "sqlite":
        yield
        return

    def shrink() -> None:
        with database.cursor() as cursor:
            cursor.execute("PRAGMA cache_spill = ON")
            cursor.execute("PRAGMA cache_size = -2000")

    with database.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = -262144")
        cursor.execute("PRAGMA cache_spill = OFF")
    try:
        yield
    except BaseException:
        shrink()
        raise
    transaction.on_commit(shrink)


def update(row: models.Model, values: Sequence[tuple[Any, Any]]) -> bool:
    """Write columns, prepared by their fields, of the row with this key; whether it is there."""
    database = connections[DEFAULT_DB_ALIAS]
    key: Any = row._meta.pk
    prepared = [one.get_db_prep_save(value, database) for one, value in values]
    with database.cursor() as cursor:
        cursor.execute(
            _change(type(row), tuple(one.column for one, _ in values)),
            [*prepared, key.get_db_prep_value(row.pk, database)],
        )
        return bool(cursor.rowcount)


@lru_cache(maxsize=1024)
def _insertion(model: type[models.Model], count: int, unless_there: bool) -> str:
    quoted = connection.ops.quote_name
    columns = [str(one.column) for one in model._meta.local_concrete_fields]
    places = f"({', '.join(['%s'] * len(columns))})"
    sentence = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(map(quoted, columns))})"  # noqa: S608  names of our own columns; values are parameters
        f" VALUES {', '.join([places] * count)}"
    )
    return f"{sentence} ON CONFLICT DO NOTHING" if unless_there else sentence


@lru_cache(maxsize=1024)
def _change(model: type[models.Model], columns: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    listed = ", ".join(f"{quoted(column)} = %s" for column in columns)
    key = quoted(str(model._meta.pk.column))
    return f"UPDATE {quoted(model._meta.db_table)} SET {listed} WHERE {key} = %s"  # noqa: S608  names of our own columns; values are parameters
