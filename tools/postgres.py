"""A throw-away PostgreSQL for tests: own folder, own port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.environment import LOCKS, install_locked
from tools.places import BUILD, done, fingerprint, is_done, say, stop

_HOME = BUILD / "postgres"


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster on a free loopback port and yield the URL of its database.

    The role `wasl` may create databases but is no superuser: row-level security does not
    bind superusers, and a test that runs as one proves nothing. `durable` keeps fsync, for
    tests that kill the server. Everything is removed at the end.
    """
    binaries = _binaries()
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="wasl-postgres-"))
    data, log = folder / "data", folder / "log"
    port, password = _free_port(), secrets.token_hex(16)
    key = folder / "key"
    key.write_text(password)
    if user:
        for path in (folder, key):
            os.chown(path, user.pw_uid, user.pw_gid)
    try:
        initdb: list[str | Path] = [binaries / "initdb", "-D", data, "-U", "postgres"]
        initdb += ["-A", "scram-sha-256", "--pwfile", key, "-E", "UTF8", "--locale=C.UTF-8"]
        _do(initdb + ([] if durable else ["--no-sync"]), user, folder)
        options = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": folder,
            "jit": "off",
            "max_connections": 200,
            "timezone": "Asia/Riyadh",
            "fsync": "on" if durable else "off",
            "synchronous_commit": "on" if durable else "off",
            "full_page_writes": "on" if durable else "off",
        }
        flags = " ".join(f"-c {name}={value}" for name, value in options.items())
        control: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w"]
        _do([*control, "-l", log, "-t", "60", "-o", flags, "start"], user, folder, log=log)
        try:
            _create_role(binaries, port, password)
            yield f"postgres://wasl:{password}@127.0.0.1:{port}/wasl"
        finally:
            _do([*control, "-m", "immediate", "stop"], user, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create_role(binaries: Path, port: int, password: str) -> None:
    psql = [str(binaries / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-qX"]
    for sentence in (
        f"CREATE ROLE wasl LOGIN NOSUPERUSER CREATEDB PASSWORD '{password}'",
        "CREATE DATABASE wasl OWNER wasl",
    ):
        subprocess.run(
            [*psql, "-v", "ON_ERROR_STOP=1", "-c", sentence, "postgres"],
            env=dict(os.environ) | {"PGPASSWORD": password},
            check=True,
        )


def _binaries() -> Path:
    """The folder of initdb and pg_ctl: newest installed, else from the locked test wheel."""
    if os.environ.get("WASL_POSTGRES") != "package":
        installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
        for initdb in sorted(installed, key=lambda path: _version(path.parent), reverse=True):
            if (initdb.parent / "postgres").is_file() and _version(initdb.parent) >= 15:
                return initdb.parent
        initdb_on_path = shutil.which("initdb")
        if initdb_on_path and shutil.which("postgres"):
            return Path(initdb_on_path).resolve().parent
    lock = LOCKS / "postgres.lock"
    mark = fingerprint([lock])
    found = list(_HOME.glob("*/pginstall/bin/initdb"))
    if not (found and is_done("postgres", mark)):
        say("PostgreSQL from a wheel, as this machine has none")
        shutil.rmtree(_HOME, ignore_errors=True)
        install_locked(lock, into=_HOME)
        done("postgres", mark)
        found = list(_HOME.glob("*/pginstall/bin/initdb"))
    if not found:
        stop("The PostgreSQL tests need a server. On Debian: apt install postgresql.")
    return _open_to_others(found[0].parent)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


def _open_to_others(binaries: Path) -> Path:
    """A place another user can read: root's checkout may lie below a closed folder."""
    if os.geteuid() != 0:
        return binaries
    # A copy in /tmp, and not opened-up permissions: those would outlive the tests.
    place = Path(tempfile.gettempdir()) / f"wasl-postgres-binaries-{_short_name(binaries)}"
    if place.exists() and place.stat().st_uid != 0:
        stop(f"{place} belongs to another user; remove it, then try again.")
    if not place.exists():
        half = Path(tempfile.mkdtemp(prefix="wasl-postgres-half-"))
        package = binaries.parent.parent
        # The programs find their libraries by relative paths, so both keep their places.
        for folder in (package, *package.parent.glob("*.libs")):
            shutil.copytree(folder, half / folder.name, symlinks=True)
        half.chmod(0o755)
        half.rename(place)
    return place / binaries.relative_to(_HOME)


def _short_name(binaries: Path) -> str:
    return fingerprint([binaries / "postgres"])[:12]


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom to run the server as when we are root, which PostgreSQL refuses; else nobody."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return known[name]
    return stop(
        "PostgreSQL refuses to run as root and there is no other user; run this as a person."
    )


def _do(
    words: list[str | Path],
    user: pwd.struct_passwd | None,
    folder: Path,
    *,
    log: Path | None = None,
) -> None:
    command = [str(word) for word in words]
    done_ = subprocess.run(
        command,
        cwd=folder,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        env=dict(os.environ) | {"LC_ALL": "C.UTF-8", "HOME": str(folder), "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        # pg_ctl's server keeps an inherited pipe open for ever, so output goes to a file.
        stdout=(out := (folder / "out").open("wb")),
        stderr=subprocess.STDOUT,
    )
    out.close()
    if done_.returncode:
        told = (folder / "out").read_text(errors="replace")
        told += log.read_text(errors="replace") if log and log.is_file() else ""
        stop(f"{Path(command[0]).name} failed:\n{told}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
