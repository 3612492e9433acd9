"""`make demo`: secrets of this machine, database, data, then server and worker until Ctrl-C."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from tools.places import ROOT, VAR, VENV, say, stop
from tools.serving import end_with_parent

_WASL = VENV / "bin/wasl"
_SECONDS_TO_END = 1.5


class Demo:
    """One start of the demonstration: its port, its processes' environment, what it tells."""

    def __init__(self) -> None:
        """Stops with a sentence when PORT is no port, or is taken."""
        port = os.environ.get("PORT") or "8000"
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            stop(f"PORT must be a number from 1 to 65535, not {port!r}.")
        self._port = int(port)
        _refuse_taken_port(self._port)
        self._environment = _environment(self._port)
        self._server: subprocess.Popen[bytes] | None = None
        self._told = ""

    def prepare(self) -> None:
        """Make the database and its people, or leave them as they are.

        The server loads meanwhile. A repeat keeps data and secrets; nothing outside `var/` is
        written.
        """
        self._server = _loading_server(self._port, self._environment)
        has_data = (VAR / "demo.sqlite3").is_file()
        say("demo data" if has_data else "database, five associations, people and their cases")
        # The checks import every page, which the server does once more a moment later.
        command = [str(_WASL), "demo", "--migrate", "--skip-checks"]
        loaded = subprocess.run(
            command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, text=True
        )
        if loaded.returncode:
            sys.stdout.write(loaded.stdout)
            stop("The demo's data could not be loaded; the message is above.")
        self._told = loaded.stdout

    def serve(self) -> None:
        """Serve site and worker until interrupted."""
        if self._server is None:
            stop("The demo serves what was prepared before.")
        _serve_until_stopped(self._port, self._environment, self._server, self._told)


def _environment(port: int) -> dict[str, str]:
    """The process environment: what this machine keeps in var/, overruled by what is set."""
    # Where collected files would lie; the server warns where there is no such folder.
    (VAR / "static").mkdir(parents=True, exist_ok=True)
    _set_unreadable_aside()
    kept = _kept_secrets(VAR / "demo.env")
    base = {
        "DATABASE_URL": f"sqlite:///{(VAR / 'demo.sqlite3').resolve()}",
        "WASL_VAR": str(VAR.resolve()),
        "WASL_HOSTS": "localhost,127.0.0.1,[::1]",
        "WASL_BASE_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    settings = {"DJANGO_SETTINGS_MODULE": "wasl.project.settings.demo"}
    return base | kept | dict(os.environ) | settings


def _set_unreadable_aside() -> None:
    """A database whose keys are gone can be read by nobody: the demo begins anew."""
    database = VAR / "demo.sqlite3"
    if database.is_file() and not (VAR / "demo.env").is_file():
        aside = database.with_suffix(f".{int(time.time())}.sqlite3")
        say(f"demo.env is gone, and with it the keys of the data, which now lie in {aside.name}")
        database.rename(aside)


def _kept_secrets(path: Path) -> dict[str, str]:
    if not path.is_file():
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        text = f"SECRET_KEY={secrets.token_urlsafe(50)}\nWASL_MASTER_KEYS=1:{key}\n"
        # Whole or not at all: half a file of secrets would stop every later start.
        handle, half = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(text)
        os.replace(half, path)
    lines = (line.partition("=") for line in path.read_text().splitlines())
    return {name: value for name, sign, value in lines if sign}


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(f"Port {port} is in use. Choose another: make demo PORT={port % 65535 + 1}")


def _loading_server(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """The web server, which opens its port when it reads a line; at the end of input it ends."""
    server = [VENV / "bin/gunicorn", "wasl.project.wsgi:application", "-b", f"127.0.0.1:{port}"]
    # Loaded once and then forked: the two processes share most of their memory.
    server += ["-w", "2", "--threads", "4", "--preload", "--graceful-timeout", "1"]
    server += ["--no-control-socket", "--log-level", "warning", "-c", ROOT / "tools/serving.py"]
    # An own session, as the worker has: Ctrl-C reaches us alone, and we stop both in order.
    return subprocess.Popen(
        [str(word) for word in server],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def _serve_until_stopped(
    port: int, environment: dict[str, str], server: subprocess.Popen[bytes], told: str
) -> None:
    stopping = threading.Event()

    def stop_now(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_now)
    if server.stdin is not None and server.poll() is None:
        server.stdin.write(b"open\n")
        server.stdin.flush()
    worker = subprocess.Popen(
        [str(_WASL), "work"],
        env=environment,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 the set-up's thread has ended
    )
    children = {"server": server, "worker": worker}
    ended = ""
    is_announced = False
    try:
        while not stopping.wait(0.1) and not ended:
            ended = next((name for name, child in children.items() if child.poll() is not None), "")
            if not is_announced and not ended and _answers(port):
                print(f"\n{told.rstrip()}\n\nReady. Ctrl-C stops it; the data stays in var/.\n")
                sys.stdout.flush()
                is_announced = True
    finally:
        _end(children)
    if ended:
        stop(f"The {ended} ended by itself; its message is above.")
    say("stopped")


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + _SECONDS_TO_END
    for child in children.values():
        try:
            child.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
