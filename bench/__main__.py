"""`make bench only="only=W3 size=100k"`: measure and print a line for each figure.

W1 needs a PostgreSQL and is given a throw-away one. W3 and W5 (`size=10k|100k|1M`) are measured on
SQLite and on a throw-away PostgreSQL, or on one of them with `engine=sqlite|postgresql`; W3 also on
people of a file with `people=FILE.csv`, whose header `bench/people.py` tells, and `peers=no` leaves
out whom it is measured against.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import postgres


def main(words: list[str]) -> None:
    """Run the figures that are asked for; W1 and the small sizes when none is named."""
    options = dict(word.split("=", 1) for word in words if "=" in word)
    # `make bench only=W5` hands over the bare name
    only = options.get("only", next((word for word in words if "=" not in word), ""))
    if only in ("", "W1"):
        case_through_the_pipeline(int(options.get("cases", "60")))
    if only in ("", "W3"):
        people_found_and_told_apart(options)
    if only in ("", "W5"):
        pages(options)


def case_through_the_pipeline(cases: int) -> None:
    """W1, with the engine it is measured against."""
    with postgres.cluster(durable=True) as url, tempfile.TemporaryDirectory() as folder:
        _ready(url, folder)
        # Django's settings must stand before anything of the product is loaded.
        from bench import peers, w1

        print(w1.measured(cases=cases))
        print(peers.caluma(url, cases=cases // 3))


def people_found_and_told_apart(options: dict[str, str]) -> None:
    """W3 on the engines that are asked for, then its peers on the same people."""
    size, people_file = options.get("size", "10k"), options.get("people", "")
    from bench import w3

    for engine, url, folder in _engines(options):
        for line in w3.measured(engine, url, folder, size=size, people_file=people_file):
            print(line, flush=True)
    if options.get("peers") != "no":
        with tempfile.TemporaryDirectory() as place:
            _ready("sqlite://:memory:", place)
            for line in w3.peers_measured(Path(place), size=size, people_file=people_file):
                print(line, flush=True)


def pages(options: dict[str, str]) -> None:
    """W5 on the engines that are asked for."""
    from bench import w5

    for engine, url, folder in _engines(options):
        for line in w5.measured(engine, url, folder, size=options.get("size", "10k")):
            print(line, flush=True)


def _engines(options: dict[str, str]) -> Iterator[tuple[str, str, Path]]:
    """Each engine with the URL of an empty database and a folder for what lies beside it."""
    for engine in ("sqlite", "postgresql"):
        if options.get("engine", engine) == engine:
            with _database(engine) as (url, folder):
                yield engine, url, folder


@contextmanager
def _database(engine: str) -> Iterator[tuple[str, Path]]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if engine == "sqlite":
            yield f"sqlite:///{folder / 'db.sqlite3'}", folder
            return
        with postgres.cluster(durable=True) as url:
            yield url, folder


def _ready(url: str, folder: str) -> None:
    os.environ |= {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "WASL_VAR": folder,
    }
    import django

    django.setup()


if __name__ == "__main__":
    main(sys.argv[1:])
