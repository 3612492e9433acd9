"""A list brought in: `python -m bench.spreadsheets [rows=50000] [engine=sqlite|postgres]`.

A made-up charity's messy workbook goes through trying, bringing in, exporting, bringing in again
over the same people, and the undo, as the worker does it. For each step: seconds of the clock and
of the processor, and for bringing in how long the one transaction that writes was open, which is
how long SQLite kept its write lock. At the end, the greatest memory of this process.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools import postgres


def main(words: list[str]) -> None:
    """Measure with so many rows on one engine, on a database of its own."""
    options = dict(word.split("=", 1) for word in words if "=" in word)
    rows = int(options.get("rows", "50000"))
    with tempfile.TemporaryDirectory() as folder:
        environment = {"DJANGO_SETTINGS_MODULE": "bench.settings", "WASL_VAR": folder}
        if options.get("engine") == "postgres":
            with postgres.cluster(durable=True) as url:
                os.environ |= {**environment, "DATABASE_URL": url}
                _measure(rows)
        else:
            os.environ |= {**environment, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
            _measure(rows)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    print(
        f"{what:<34}{time.perf_counter() - clock:8.1f} s{time.process_time() - cpu:8.1f} s CPU",
        flush=True,
    )


def _measure(rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from tests.workbooks.charity import charity

    call_command("migrate", verbosity=0, interactive=False)
    made = charity(7, rows)
    print(f"{rows} rows, {len(made.content) / 1e6:.1f} MB", flush=True)
    base = _memory()
    _walk(made.content)
    print(f"memory at most {_memory()} MB, of which {base} MB before")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _walk(content: bytes) -> None:
    from wasl.domains.associations.queries import associations_listed
    from wasl.domains.parties.actions import bringing
    from wasl.domains.spreadsheets.actions import (
        ask_for_export,
        ask_to_bring,
        ask_to_undo,
        leave_rows_out,
        settle_matches,
    )
    from wasl.domains.spreadsheets.queries import rows_exported
    from wasl.domains.spreadsheets.tests import given as made_by_tests
    from wasl.faces.cli.profiles import load_profiles
    from wasl.foundation.actor import Actor
    from wasl.foundation.scoping import entered_scope
    from wasl.project.gateways import connect_all

    given: Any = made_by_tests
    connect_all()
    load_profiles([Path(__file__).parents[1] / "profiles/manarat.yaml"])
    (association,) = (one.id for one in associations_listed(Actor.installation()))
    by = given.given_registrar(association)
    with _timed("uploaded and looked at"):
        file = given.given_file(by, content)
    with _timed("tried, empty registry"):
        file = _tried(by, file, given)
    print(file.counts["rows"], "rows:", {k: v for k, v in file.counts.items() if k != "problems"})
    with _timed("left out what is stopped"):
        leave_rows_out(by, spreadsheet=file.pk)
    settle_matches(by, spreadsheet=file.pk, choice="another")
    written = _Watched(bringing)
    with _timed("brought in"):
        ask_to_bring(by, spreadsheet=file.pk)
        brought = given.work(by, file)
    print(
        f"{'  of which writing':<34}{written.seconds:8.1f} s{written.cpu:8.1f} s CPU;"
        f" {brought.counts['brought']} people"
    )
    export = ask_for_export(by, kind="people", why="measuring the export of everybody")
    with _timed("taken out"):
        taken, after = 0, None
        while page := rows_exported(by, export=export.pk, after=after):
            taken, after = taken + len(page), page[-1].id
    print(f"  {taken} people")
    with _timed("tried again, registry full"):
        again = _tried(by, given.given_file(by, content + b"\0"), given)
    print({k: v for k, v in again.counts.items() if k != "problems"})
    with _timed("taken back"):
        ask_to_undo(by, spreadsheet=file.pk)
        undone = given.work(by, file)
    print(f"  {undone.counts['taken_back']} people, {undone.counts['kept']} kept")
    with entered_scope(Actor.system(association), writing=False):
        pass


def _tried(by: Any, file: Any, given: Any) -> Any:
    from wasl.domains.spreadsheets.actions import map_columns, try_rows

    map_columns(by, spreadsheet=file.pk, version=file.version, mapping=file.mapping)
    try_rows(by, spreadsheet=file.pk)
    return given.work(by, file)


class _Watched:
    """How long the transaction that writes a list was open."""

    def __init__(self, bringing: Any) -> None:
        from wasl.domains.spreadsheets.actions import bringing as rows

        self.seconds = self.cpu = 0.0
        inner = rows.bring_rows

        def bring_rows(*args: Any, **kwargs: Any) -> int:
            begun, cpu = time.perf_counter(), time.process_time()
            try:
                return inner(*args, **kwargs)
            finally:
                self.seconds = time.perf_counter() - begun
                self.cpu = time.process_time() - cpu

        rows.bring_rows = bring_rows


if __name__ == "__main__":
    main(sys.argv[1:])
