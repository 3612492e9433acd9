"""Where things are, and the three small verbs every other module here uses."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / ".build"
STAMPS = VENV / "stamps"
VAR = Path(os.environ.get("WASL_VAR") or ROOT / "var")

PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"


def stop(sentence: str) -> NoReturn:
    """End with one sentence a person can act on."""
    sys.stderr.write(f"\n{sentence}\n")
    raise SystemExit(1)


def run(
    command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> None:
    """Run a command to its end; stops with its name and exit code where it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=dict(env or os.environ))
    if done.returncode:
        stop(f"This step failed (exit {done.returncode}): {' '.join(words)}")


def keep_compiled() -> None:
    """Let every Python that is started here keep its compiled modules, outside the sources.

    Without them each start compiles Django anew, which takes longer than all the rest of it.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(BUILD / "compiled")


def say(sentence: str) -> None:
    """Tell what is being done, before it is done."""
    print(f"· {sentence}", flush=True)


def fingerprint(paths: Iterable[Path]) -> str:
    """One hash over the names and contents of files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(step: str, mark: str) -> bool:
    """Whether this step was finished with the same inputs before."""
    stamp = STAMPS / step
    return stamp.is_file() and stamp.read_text() == mark


def done(step: str, mark: str) -> None:
    """Remember that this step is finished for these inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(mark)
