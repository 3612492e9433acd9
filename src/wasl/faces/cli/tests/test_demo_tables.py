"""The demonstration's tables come from the models, and are those that the migrations leave."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the demonstration's own engine"),
]

_PREPARED = """
import django
django.setup()
from wasl.faces.cli.demo.tables import prepare_tables
prepare_tables()
prepare_tables()
"""
_SAID = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"


def clauses(statement: str) -> list[str]:
    """The columns and constraints of a table, in no order: migrations add some later."""
    found, depth = [""], 0
    for sign in statement[statement.index("(") + 1 : statement.rindex(")")]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return sorted(one.strip() for one in found)


def schema(rows: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], object]:
    return {
        (kind, name): clauses(said) if kind == "table" else said
        for kind, name, said in rows
        if not name.startswith("wasl_cache")
    }


def test_they_are_those_of_the_migrations(tmp_path: Path):
    made = tmp_path / "made.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{made}"}
    subprocess.run([sys.executable, "-c", _PREPARED], env=environment, check=True)
    with sqlite3.connect(made) as tables:
        straight = schema(tables.execute(_SAID))
    with connection.cursor() as cursor:
        cursor.execute(_SAID)
        migrated = schema(cursor.fetchall())

    assert straight == migrated
    assert any(kind == "trigger" for kind, _ in straight)
