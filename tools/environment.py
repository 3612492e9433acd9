"""The Python environment: venv, uv and locked packages, all by hash."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tools.places import PYTHON, ROOT, UV, VENV, done, fingerprint, is_done, run, say, stop

LOCKS = ROOT / "requirements"
PRODUCT = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"


def make_installer() -> None:
    """Make `.venv` with uv in it. A second call with the same lock does nothing."""
    mark = fingerprint([LOCKS / "bootstrap.lock"])
    if PYTHON.is_file() and UV.is_file() and is_done("bootstrap", mark):
        return
    pip = _make_venv()
    say("uv")
    install: list[str | Path] = [PYTHON, *pip, "--quiet", "--disable-pip-version-check", "install"]
    run([*install, "--no-compile", "--require-hashes", "-r", LOCKS / "bootstrap.lock"])
    done("bootstrap", mark)


def install_packages(*, development: bool) -> None:
    """Install what the locks name: the product's packages, or those and ours; then Wasl itself.

    A second call with the same locks does nothing. An environment made for development
    also serves the product, so `make demo` after `make test` installs nothing.
    """
    wanted = ("development", DEVELOPMENT) if development else ("product", PRODUCT)
    if not development and is_done("development", fingerprint([DEVELOPMENT])):
        wanted = ("development", DEVELOPMENT)
    kind, lock = wanted
    mark = fingerprint([lock])
    if not is_done(kind, mark):
        say(f"Python packages ({lock.name})")
        install_locked(lock)
        done(kind, mark)
    mark = fingerprint([ROOT / "pyproject.toml"])
    if not is_done("wasl", mark):
        say("wasl itself")
        # setuptools comes with the bootstrap lock: an isolated build would fetch one unhashed.
        install: list[str | Path] = [UV, "pip", "install", "--quiet", "--python", PYTHON]
        run([*install, "--no-build-isolation", "--no-deps", "--editable", ROOT])
        done("wasl", mark)


def install_locked(lock: Path, *, into: Path | None = None) -> None:
    """Install a lock with hashes required, into `.venv` or, given a folder, into that alone."""
    place: list[str | Path] = ["--target", into] if into else []
    install: list[str | Path] = [UV, "pip", "install", "--quiet", "--python", PYTHON]
    run([*install, "--require-hashes", *place, "-r", lock])


def lock_packages(*, upgrade: bool) -> None:
    """Write the locks anew from pyproject.toml and requirements/*.in, with hashes and no hosts."""
    newest = ["--upgrade"] if upgrade else []
    compile_: list[str | Path] = [
        UV,
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
    ]
    compile_ += ["--generate-hashes", "--no-emit-index-url", "--no-annotate", *newest]
    compile_ += ["--custom-compile-command", "make lock"]
    run([*compile_, "pyproject.toml", "-o", PRODUCT.name])
    with_dev: list[str | Path] = ["--group", "dev", "-c", PRODUCT.name]
    run([*compile_, "pyproject.toml", *with_dev, "-o", DEVELOPMENT.name])
    for source in sorted(LOCKS.glob("*.in")):
        target = source.with_suffix(".lock").relative_to(ROOT)
        run([*compile_, source.relative_to(ROOT), "-o", target])


def find_python() -> None:
    """Go on with Python 3.11 or newer: this one, else another the machine has, else stop."""
    have = sys.version_info[:2]
    if have >= (3, 11):
        return
    for name in ("python3.13", "python3.12", "python3.11"):
        other = shutil.which(name)
        if other:
            os.execv(other, [other, "-m", "tools", *sys.argv[1:]])
    found = sys.version.split()[0]
    stop(f"Wasl needs Python 3.11 or newer; this machine has {found}. Install python3.11.")


def _make_venv() -> list[str | Path]:
    """Make the environment where there is none that works; the words that run pip in it."""
    wheel = _bundled_pip()
    pip: list[str | Path] = [wheel / "pip"] if wheel else ["-m", "pip"]
    if PYTHON.is_file() and _runs([PYTHON, *pip, "--version"]):
        return pip
    say(f"environment in {VENV.name} (Python {sys.version.split()[0]})")
    # Unpacking pip into it would take longer than all it is used for.
    kind = ["--without-pip"] if wheel else []
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", *kind, str(VENV)], capture_output=True, text=True
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        detail = (made.stdout + made.stderr).strip().splitlines()
        stop(
            f"Python {version} cannot make a virtual environment here. On Debian or Ubuntu "
            f"install the package python{version}-venv (apt install python{version}-venv), "
            f"then run the same command again.\n({detail[-1] if detail else 'no message'})"
        )
    return pip


def _bundled_pip() -> Path | None:
    """The pip wheel that Python carries for its own `venv`, which runs as it lies."""
    spec = importlib.util.find_spec("ensurepip")
    places = [Path(spec.origin).parent / "_bundled"] if spec and spec.origin else []
    # Debian keeps its wheels in a folder of their own.
    debian = sysconfig.get_config_var("WHEEL_PKG_DIR") or "/usr/share/python-wheels"
    return next((w for place in (*places, Path(debian)) for w in place.glob("pip-*.whl")), None)


def _runs(command: list[str | Path]) -> bool:
    return subprocess.run([str(word) for word in command], capture_output=True).returncode == 0
