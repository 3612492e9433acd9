"""`make demo`: secrets of this machine, database, data, then server and worker until Ctrl-C."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from tools.places import ROOT, VAR, VENV, run, say, stop

_WASL = VENV / "bin/wasl"


def serve() -> None:
    """Prepare the demo and serve it on PORT until it is interrupted.

    Stops with a sentence when the port is taken. A repeat keeps data and secrets; nothing
    outside `var/` is written.
    """
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {port!r}.")
    _refuse_taken_port(int(port))
    environment = _environment(int(port))
    say("database")
    run([_WASL, "migrate", "--verbosity", "0"], env=environment)
    say("demo data")
    run([_WASL, "demo"], env=environment)
    say("static files")
    run([_WASL, "collectstatic", "--noinput", "--verbosity", "0"], env=environment)
    _serve_until_stopped(int(port), environment)


def _environment(port: int) -> dict[str, str]:
    """The process environment: what this machine keeps in var/, overruled by what is set."""
    VAR.mkdir(parents=True, exist_ok=True)
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


def _kept_secrets(path: Path) -> dict[str, str]:
    if not path.is_file():
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        text = f"SECRET_KEY={secrets.token_urlsafe(50)}\nWASL_MASTER_KEYS=1:{key}\n"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(text)
    lines = (line.partition("=") for line in path.read_text().splitlines())
    return {name: value for name, sign, value in lines if sign}


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(f"Port {port} is in use. Choose another: make demo PORT={port % 65535 + 1}")


def _serve_until_stopped(port: int, environment: dict[str, str]) -> None:
    server = [VENV / "bin/gunicorn", "wasl.project.wsgi:application", "-b", f"127.0.0.1:{port}"]
    server += ["-w", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    commands = {"server": server, "worker": [_WASL, "work"]}
    is_stopping = False

    def stop_now(_number: int, _frame: FrameType | None) -> None:
        nonlocal is_stopping
        is_stopping = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_now)
    # Own sessions: Ctrl-C reaches us alone, and we stop both in order.
    children = {
        name: subprocess.Popen(
            [str(word) for word in words], env=environment, cwd=ROOT, start_new_session=True
        )
        for name, words in commands.items()
    }
    ended = ""
    is_announced = False
    try:
        while not is_stopping and not ended:
            ended = next((name for name, child in children.items() if child.poll() is not None), "")
            if not is_announced and not ended and _answers(port):
                _announce(port)
                is_announced = True
            time.sleep(0.2)
    finally:
        for child in children.values():
            if child.poll() is None:
                child.terminate()
        for child in children.values():
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
    if ended:
        stop(f"The {ended} ended by itself; its message is above.")
    say("stopped")


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _announce(port: int) -> None:
    address = f"http://localhost:{port}"
    print(f"\n  Wasl is ready: {address}/", flush=True)
    print("  Ctrl-C stops it; the data stays in var/.\n", flush=True)
