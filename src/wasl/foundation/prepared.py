"""Statements put into words once per process.

Building a query costs Django more than the database takes to answer it. A read that is asked again
and again is built once with blanks in it, and after that only the blanks are filled in; a row is
written with the same words each time. Rows, conversions and errors are those of Django.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import query

R = TypeVar("R")
_KEY: Any = models.UUIDField()


class Blank(models.Expression):
    """A place in a query that is filled in each time the query is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The place, with itself standing for the value to come."""
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class Words(Generic[R]):
    """A query in SQL, its parameters and blanks in order, and what becomes of a stored row."""

    sql: str
    places: tuple[Any, ...]
    conversions: tuple[tuple[int, tuple[Any, ...], Any], ...]
    made: Callable[[Sequence[Any]], R]

    def said(self, values: Mapping[str, Any]) -> list[R]:
        """The rows that answer the query with these values in its blanks."""
        with connection.cursor() as cursor:
            cursor.execute(
                self.sql,
                [
                    _as_stored(values[place.name]) if isinstance(place, Blank) else place
                    for place in self.places
                ],
            )
            stored = cursor.fetchall()
        return [self.made(self._converted(row)) for row in stored]

    def _converted(self, stored: tuple[Any, ...]) -> Sequence[Any]:
        if not self.conversions:
            return stored
        row = list(stored)
        for place, converters, column in self.conversions:
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        return row


def words_for(rows: "models.QuerySet[Any, R]") -> Words[R]:
    """Put a query with blanks into words; its rows are instances or `values_list` tuples."""
    compiler: Any = rows.query.get_compiler(connection=connection)
    sql, places = compiler.as_sql()
    selected = [one[0] for one in compiler.select]
    conversions = tuple(
        (place, tuple(converters), column)
        for place, (converters, column) in compiler.get_converters(selected).items()
    )
    return Words(sql, tuple(places), conversions, _maker(rows, compiler))


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


def _as_stored(value: Any) -> Any:
    """A value as the engine compares it with a column."""
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, UUID):
        return _KEY.get_db_prep_value(value, connection)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def insert(row: models.Model, fields: Sequence[Any], *, unless_there: bool = False) -> bool:
    """Write a new row; whether it was written, which with `unless_there` a constraint decides."""
    values = [one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields]
    sql = _insertion(type(row), tuple(one.column for one in fields), unless_there)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount)


def update(row: models.Model, values: Sequence[tuple[Any, Any]]) -> bool:
    """Write columns, prepared by their fields, of the row with this key; whether it is there."""
    sql = _change(type(row), tuple(one.column for one, _ in values))
    prepared = [one.get_db_prep_save(value, connection) for one, value in values]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*prepared, row._meta.pk.get_db_prep_value(row.pk, connection)])
        return bool(cursor.rowcount)


@lru_cache(maxsize=1024)
def _insertion(model: type[models.Model], columns: tuple[str, ...], unless_there: bool) -> str:
    quoted = connection.ops.quote_name
    listed = ", ".join(map(quoted, columns))
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quoted(model._meta.db_table)} ({listed}) VALUES ({places})"  # noqa: S608
    return f"{sql} ON CONFLICT DO NOTHING" if unless_there else sql


@lru_cache(maxsize=1024)
def _change(model: type[models.Model], columns: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    listed = ", ".join(f"{quoted(column)} = %s" for column in columns)
    key = quoted(str(model._meta.pk.column))
    return f"UPDATE {quoted(model._meta.db_table)} SET {listed} WHERE {key} = %s"  # noqa: S608
