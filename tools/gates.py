"""`make test`: every gate, in three lanes for two cores, told one stage after another."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import postgres
from tools.places import PYTHON, ROOT, VENV, run, stop

_BIN = VENV / "bin"
_WASL = _BIN / "wasl"
_DJADE: tuple[str | Path, ...] = (_BIN / "djade", "--target-version", "5.2")
_PYTHON_FOLDERS = ("src", "tests", "tools", "bench", "conftest.py")
# Tells why a test was skipped, and where one hangs.
_PYTEST: tuple[str | Path, ...] = (PYTHON, "-m", "pytest", "-q", "-rs")
_PYTEST += ("-o", "faulthandler_timeout=300")
_SECONDS_OF_STAGE = 75 * 60
_SKIPPED = re.compile(r"^SKIPPED \[\d+\] .*$", re.MULTILINE)
_MAY_SKIP = {
    "test-sqlite": ("the figure is PostgreSQL's",),
    "test-postgres": ("the demonstration's own engine", "the lock is SQLite's"),
}
_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


@dataclass
class Outcome:
    """How one stage ended: its exit code, seconds, and pytest's counts where it ran tests."""

    name: str
    code: int
    seconds: float
    counts: dict[str, int]


def _folders() -> list[str]:
    return [name for name in _PYTHON_FOLDERS if (ROOT / name).exists()]


def _templates() -> list[Path]:
    return sorted((ROOT / "src").rglob("templates/**/*.html"))


def _lint(_rest: list[str]) -> list[list[str | Path]]:
    return [
        [_BIN / "ruff", "check", "--output-format", "concise", *_folders()],
        [_BIN / "ruff", "format", "--check", "--output-format", "concise", *_folders()],
        [*_DJADE, "--check", *_templates()],
        [_BIN / "djlint", "src", "--lint", "--quiet"],
    ]


def _types(_rest: list[str]) -> list[list[str | Path]]:
    return [[_BIN / "mypy", *_folders()]]


def _imports(_rest: list[str]) -> list[list[str | Path]]:
    return [[_BIN / "lint-imports"]]


def _migrations(_rest: list[str]) -> list[list[str | Path]]:
    return [[_WASL, "makemigrations", "--check", "--dry-run"]]


def _translations(_rest: list[str]) -> list[list[str | Path]]:
    return [[PYTHON, "-m", "wasl.project.translations", "check"]]


def _suite(rest: list[str]) -> list[list[str | Path]]:
    return [[*_PYTEST, "--ignore=tests/journeys", *rest]]


def _suite_of_second_engine(rest: list[str]) -> list[list[str | Path]]:
    return _suite(["-m", "not without_database", *rest])


def _journeys(rest: list[str]) -> list[list[str | Path]]:
    # The browser is unpacked by libraries of the environment, so by its Python. The suite has
    # carried out every migration on both engines; no page shows one.
    journeys: list[str | Path] = [*_PYTEST, "--nomigrations", "tests/journeys", *rest]
    return [[PYTHON, "-m", "tools.chromium"], journeys]


STAGES: dict[str, Callable[[list[str]], list[list[str | Path]]]] = {
    "lint": _lint,
    "types": _types,
    "imports": _imports,
    "migrations": _migrations,
    "translations": _translations,
    "test-sqlite": _suite,
    "test-postgres": _suite_of_second_engine,
    "journeys": _journeys,
}
# Three for two cores: each waits now and then, for a server, a browser or a process that it killed.
_LANES = (
    ("test-sqlite",),
    ("test-postgres",),
    ("lint", "imports", "migrations", "translations", "types", "journeys"),
)

_interrupted = threading.Event()


def run_one(stage: str, rest: list[str]) -> None:
    """Run one stage in the open; ends with its exit code."""
    with _test_environment(stage) as environment:
        for command in STAGES[stage](rest):
            run(command, env=environment)


def run_all() -> None:
    """Run every stage and tell all that fails, not only the first; ends 1 when anything did."""
    outcomes: list[Outcome] = []
    telling = threading.Lock()
    lanes = [threading.Thread(target=_run_lane, args=(lane, outcomes, telling)) for lane in _LANES]
    for lane in lanes:
        lane.start()
    try:
        for lane in lanes:
            lane.join()
    except KeyboardInterrupt:
        _interrupted.set()
        for lane in lanes:
            lane.join()
        stop("Stopped.")
    names = [name for lane in _LANES for name in lane]
    _summarise(sorted(outcomes, key=lambda outcome: names.index(outcome.name)))
    if len(outcomes) < len(names):
        stop("A stage did not run to its end; nothing here is proved.")


def format_everything() -> None:
    """Rewrite Python and templates in the house's format."""
    run([_BIN / "ruff", "check", "--fix-only", "--quiet", *_folders()])
    run([_BIN / "ruff", "format", *_folders()])
    words = [str(word) for word in (*_DJADE, *_templates())]
    # It exits 1 when it has changed something.
    if subprocess.run(words, cwd=ROOT).returncode > 1:
        stop("djade could not format the templates; its message is above.")


def _run_lane(lane: tuple[str, ...], outcomes: list[Outcome], telling: threading.Lock) -> None:
    for stage in lane:
        if _interrupted.is_set():
            return
        started = time.monotonic()
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            code = _carry_out(stage, output.fileno())
            output.seek(0)
            text = output.read()
        seconds = time.monotonic() - started
        if missed := _unexpected_skips(stage, text):
            code = code or 1
            text += "\nSkipped, and nobody said that it may be:\n" + "\n".join(missed)
        outcome = Outcome(stage, code, seconds, _counts(text))
        with telling:
            outcomes.append(outcome)
            verdict = "ok" if code == 0 else "FAILED"
            print(f"\n── {stage}: {verdict}, {seconds:.0f} s", flush=True)
            print(text.rstrip(), flush=True)


def _unexpected_skips(stage: str, text: str) -> list[str]:
    return [
        line for line in _SKIPPED.findall(text) if not line.endswith(_MAY_SKIP.get(stage, ("\n",)))
    ]


def _carry_out(stage: str, output: int) -> int:
    try:
        with _test_environment(stage) as environment:
            codes = [
                subprocess.run(
                    [str(word) for word in command],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    timeout=_SECONDS_OF_STAGE,
                ).returncode
                for command in STAGES[stage]([])
            ]
        return max(codes, key=abs)
    except subprocess.TimeoutExpired:
        os.write(output, b"\nThis stage hung, and was ended.\n")
        return 1
    except SystemExit:
        # `stop` has said why on the screen; the other stages still run.
        return 1
    except Exception:
        # A lane that died silently would take its other stages with it, and look clean.
        os.write(output, traceback.format_exc().encode())
        return 1


@contextmanager
def _test_environment(stage: str) -> Iterator[dict[str, str]]:
    """What a stage's processes are told: a folder of their own and, where asked, PostgreSQL."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("WASL_")
    }
    engines = {n: os.environ[n] for n in ("WASL_CHROMIUM", "WASL_POSTGRES") if n in os.environ}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="wasl-stage-"))
        said = {
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "wasl.project.settings.test",
            "TZ": "Asia/Riyadh",
            "WASL_VAR": folder,
        }
        if stage == "test-postgres":
            said["DATABASE_URL"] = stack.enter_context(postgres.cluster())
        yield inherited | engines | said


def _counts(text: str) -> dict[str, int]:
    lines = [line for line in text.splitlines() if re.search(r"\bin \d+(\.\d+)?s\b", line)]
    found = _COUNT.findall(lines[-1]) if lines else []
    return {word.rstrip("s") if word.startswith("error") else word: int(n) for n, word in found}


def _summarise(outcomes: list[Outcome]) -> None:
    print()
    for outcome in outcomes:
        mark = "ok    " if outcome.code == 0 else "FAILED"
        tests = ", ".join(f"{count} {word}" for word, count in outcome.counts.items())
        print(f"{mark} {outcome.name:<14} {outcome.seconds:5.0f} s  {tests}".rstrip())
    totals = {
        word: sum(outcome.counts.get(word, 0) for outcome in outcomes)
        for word in ("passed", "failed", "error", "skipped")
    }
    skipped = f", {totals['skipped']} skipped" if totals["skipped"] else ""
    print(f"\n{totals['passed']} passed, {totals['failed'] + totals['error']} failed{skipped}")
    if any(outcome.code for outcome in outcomes):
        names = ", ".join(outcome.name for outcome in outcomes if outcome.code)
        stop(f"Not clean: {names}")
