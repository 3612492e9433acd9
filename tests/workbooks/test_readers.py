"""Whoever only reads is not shut out while very many rows are written."""

import sqlite3
from contextlib import closing, nullcontext

import pytest
from django.db import connection, transaction

from wasl.foundation.prepared import many_writes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the lock is SQLite's"),
]

MUCH = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9000)"
    " INSERT INTO much SELECT x, randomblob(900) FROM n"
)


@pytest.fixture
def table():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE much (number INTEGER, said BLOB)")
        yield
        cursor.execute("DROP TABLE much")


def read_while_writing(memory):
    """How many rows another reader sees at once while 8 MB wait for their commit."""
    path = connection.settings_dict["NAME"]
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)) as reader,
        transaction.atomic(),
        memory,
        connection.cursor() as cursor,
    ):
        cursor.execute(MUCH)
        return reader.execute("SELECT count(*) FROM much").fetchone()[0]


def pages_kept():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        return cursor.fetchone()[0]


def test_readers_read_on_until_the_commit(table):
    assert read_while_writing(many_writes()) == 0
    assert pages_kept() == -2000


def test_a_refused_list_gives_its_memory_back(table):
    with pytest.raises(RuntimeError), transaction.atomic(), many_writes():
        raise RuntimeError

    assert pages_kept() == -2000


def test_without_that_memory_they_would_be_shut_out(table):
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        read_while_writing(nullcontext())
