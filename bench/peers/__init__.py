"""Others, measured in the same run, because only a ratio taken side by side counts.

Each is a script with an environment of its own in `.build/`, which nothing else needs.
"""

import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tools.environment import LOCKS, install_locked
from tools.places import BUILD, PYTHON, ROOT, done, fingerprint, is_done, say

_HOME = BUILD / "peers"
_DATABASE = "peer"


def caluma(url: str, *, cases: int) -> str:
    """The line of Caluma's smaller pipeline on the same server, or why there is none."""
    try:
        _install()
    except SystemExit:
        return "W1 peer caluma: not measured, because its packages could not be installed here"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {_DATABASE}")
    server = urlsplit(url)
    ran = subprocess.run(
        # Without `-S` it would also see what is installed for us.
        [str(PYTHON), "-S", str(ROOT / "bench/peers/caluma_case.py"), str(cases)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(_HOME),
            "ENV": "dev",
            "DEBUG": "false",
            "DATABASE_NAME": _DATABASE,
            "DATABASE_HOST": str(server.hostname),
            "DATABASE_PORT": str(server.port),
            "DATABASE_USER": str(server.username),
            "DATABASE_PASSWORD": str(server.password),
        },
        capture_output=True,
        text=True,
    )
    if ran.returncode:
        reason = ran.stderr.strip().splitlines()[-1:]
        return f"W1 peer caluma: not measured, because it failed: {' '.join(reason)}"
    statements, median, least = ran.stdout.split()
    return f"W1 peer caluma 11.3 statements {statements} cpu_ms {median} cpu_ms_least {least}"


PEOPLE = BUILD / "peers_people"


def people(script: str, *, learn: Path, measure: Path) -> str:
    """What a peer that tells people apart says of two files, or why it says nothing."""
    lock = LOCKS / "peers_people.lock"
    mark = fingerprint([lock])
    try:
        if not is_done("peers_people", mark):
            say("what telling people apart is measured against")
            install_locked(lock, into=PEOPLE)
            done("peers_people", mark)
    except SystemExit:
        return f"peer {script}: not measured, because its packages could not be installed here"
    ran = subprocess.run(
        [str(PYTHON), "-S", str(ROOT / f"bench/peers/people_{script}.py"), learn, measure],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(PEOPLE)},
        capture_output=True,
        text=True,
    )
    if ran.returncode:
        reason = ran.stderr.strip().splitlines()[-1:]
        return f"peer {script}: not measured, because it failed: {' '.join(reason)}"
    version, spent, f1, precision, recall = ran.stdout.split()[-5:]
    return (
        f"peer {script} {version} cpu_s {spent} without_normalising"
        f" f1 {f1} precision {precision} recall {recall}"
    )


def _install() -> None:
    lock = LOCKS / "peers.lock"
    mark = fingerprint([lock])
    if not is_done("peers", mark):
        say("what we are measured against")
        install_locked(lock, into=_HOME)
        done("peers", mark)
