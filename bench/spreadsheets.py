"""A list brought in: `python -m bench.spreadsheets [rows=50000] [engine=sqlite|postgres]`.

A made-up charity's messy workbook goes through trying, mending and trying again, bringing in,
exporting, trying and bringing in again over the same people with one more column, and the undo of
both, as the worker does it. For each step: seconds of the clock and of the processor, and the
longest that a transaction was open which may write, which is how long SQLite kept its write lock,
with the deed that opened it. At the end, the greatest memory of this process.
"""

import io
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

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


_open: list[tuple[float, float, str]] = []


@contextmanager
def _timed(what: str) -> Iterator[None]:
    _open.clear()
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    longest, busy, verb = max(_open, default=(0.0, 0.0, "nothing"))
    print(
        f"{what:<34}{time.perf_counter() - clock:8.1f} s{time.process_time() - cpu:8.1f} s CPU"
        f"; lock at most{longest:6.2f} s, {busy:.2f} s CPU, {verb}",
        flush=True,
    )


def _watch_the_lock() -> None:
    """Note of every deed how long its transaction was open, its commit included."""
    from wasl.foundation import action, query

    rooms: tuple[Any, ...] = (action, query)
    inner = rooms[0].entered_scope

    @contextmanager
    def watched(by: Any, *, writing: bool) -> Iterator[bool]:
        begun, cpu = time.perf_counter(), time.process_time()
        with inner(by, writing=writing) as is_outermost:
            yield is_outermost
        if writing and is_outermost:
            held, busy = time.perf_counter() - begun, time.process_time() - cpu
            _open.append((held, busy, _verb()))

    for room in rooms:
        room.entered_scope = watched


def _verb() -> str:
    """The deed whose transaction has just ended."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_name in ("act", "ask"):
            return str(
                frame.f_locals.get("function", frame.f_locals.get("permission", "")).__name__
            )
        frame = frame.f_back
    return ""


def _measure(rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from tests.workbooks.charity import charity

    call_command("migrate", verbosity=0, interactive=False)
    _watch_the_lock()
    made = charity(7, rows)
    print(f"{rows} rows, {len(made.content) / 1e6:.1f} MB", flush=True)
    base = _memory()
    _walk(made.content)
    print(f"memory at most {_memory()} MB, of which {base} MB before")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _walk(content: bytes) -> None:
    from wasl.domains.associations.queries import associations_listed
    from wasl.domains.spreadsheets.actions import (
        ask_for_export,
        ask_to_bring,
        ask_to_undo,
        leave_rows_out,
        mend_values,
        settle_matches,
        try_rows,
    )
    from wasl.domains.spreadsheets.queries import column_values, rows_exported
    from wasl.domains.spreadsheets.tests import given as made_by_tests
    from wasl.faces.cli.profiles import load_profiles
    from wasl.foundation.actor import Actor
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
    print(file.counts["rows"], "rows:", _figures(file))
    place = next(int(one) for one, field in file.mapping.items() if field == "city")
    with _timed("a column's values looked at"):
        said = column_values(by, spreadsheet=file.pk, column=place)
    with _timed("one of them replaced everywhere"):
        mend_values(by, spreadsheet=file.pk, column=place, changes={said.values[0].text: "جدة"})
    with _timed("tried again with it"):
        try_rows(by, spreadsheet=file.pk)
        file = given.work(by, file)
    with _timed("left out what is stopped"):
        leave_rows_out(by, spreadsheet=file.pk)
    settle_matches(by, spreadsheet=file.pk, choice="another")
    with _timed("brought in"):
        ask_to_bring(by, spreadsheet=file.pk)
        brought = given.work(by, file)
    print(f"  {brought.counts['brought']} people")
    export = ask_for_export(by, kind="people", why="measuring the export of everybody")
    with _timed("taken out"):
        taken, after = 0, None
        while page := rows_exported(by, export=export.pk, after=after):
            taken, after = taken + len(page), page[-1].id
    print(f"  {taken} people")
    with _timed("tried again, registry full"):
        again = _tried(by, given.given_file(by, _with_accounts(content)), given)
    print("  ", _figures(again))
    leave_rows_out(by, spreadsheet=again.pk)
    settle_matches(by, spreadsheet=again.pk, choice="leave_out")
    with _timed("brought in again, filling in"):
        ask_to_bring(by, spreadsheet=again.pk)
        filled = given.work(by, again)
    print(f"  {filled.counts['filled']} people filled in, {filled.counts['brought']} new")
    with _timed("what was filled in taken back"):
        ask_to_undo(by, spreadsheet=again.pk)
        emptied = given.work(by, again)
    print(f"  {emptied.counts['emptied']} emptied")
    with _timed("taken back"):
        ask_to_undo(by, spreadsheet=file.pk)
        undone = given.work(by, file)
    print(f"  {undone.counts['taken_back']} people, {undone.counts['kept']} kept")


def _figures(file: Any) -> dict[str, Any]:
    return {name: value for name, value in file.counts.items() if name != "problems"}


def _with_accounts(content: bytes) -> bytes:
    """The same list with a column more: whose account it is."""
    read = load_workbook(io.BytesIO(content), read_only=True).worksheets[-1]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("كشف")
    for cells in read.iter_rows(values_only=True):
        is_heading = "ت. الميلاد" in cells
        holder = "".join(str(one or "")[:60] for one in cells[1:2])
        sheet.append([*cells, "صاحب الحساب" if is_heading else holder])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _tried(by: Any, file: Any, given: Any) -> Any:
    from wasl.domains.spreadsheets.actions import map_columns, try_rows

    map_columns(by, spreadsheet=file.pk, version=file.version, mapping=file.mapping)
    try_rows(by, spreadsheet=file.pk)
    return given.work(by, file)


if __name__ == "__main__":
    main(sys.argv[1:])
