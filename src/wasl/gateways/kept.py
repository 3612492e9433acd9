"""What simulators keep: a file of lines, one a message, shared by server and worker."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from wasl.domains.notifications.ports import KeptMessage

_NO_TROUBLE = ""


class KeptMessages:
    """Messages a simulator took, in `folder`/`name`.jsonl, and the trouble it was told to make."""

    def __init__(self, folder: Path, name: str) -> None:
        self._messages = folder / f"{name}.jsonl"
        self._trouble = folder / f"{name}.trouble"

    def keep(self, message: KeptMessage) -> None:
        """Add one message, on the disk before this returns."""
        line = json.dumps(
            asdict(message) | {"reference": str(message.reference), "at": message.at.isoformat()},
            ensure_ascii=False,
        )
        with self._locked("ab") as file:
            file.write(line.encode() + b"\n")

    def kept(self) -> tuple[KeptMessage, ...]:
        """All messages, the last to come first; a repeat under one reference is counted, not listed.

        They stand in the order in which they came: a clock may jump.
        """
        if not self._messages.exists():
            return ()
        found: dict[UUID, KeptMessage] = {}
        with self._locked("rb") as file:
            for line in file:
                message = _message(line)
                known = found.get(message.reference)
                found[message.reference] = (
                    replace(known, times=known.times + 1) if known else message
                )
        return tuple(reversed(found.values()))

    def forget(self) -> None:
        """Empty the simulator and end its trouble."""
        self._messages.unlink(missing_ok=True)
        self._trouble.unlink(missing_ok=True)

    def trouble(self) -> str:
        """The trouble that is being simulated, or the empty text."""
        try:
            return self._trouble.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return _NO_TROUBLE

    def make_trouble(self, trouble: str) -> None:
        """Make this trouble from now on; the empty text ends it."""
        self._trouble.parent.mkdir(parents=True, exist_ok=True)
        self._trouble.write_text(trouble, encoding="utf-8")

    @contextmanager
    def _locked(self, mode: str) -> Iterator[IO[bytes]]:
        self._messages.parent.mkdir(parents=True, exist_ok=True)
        with self._messages.open(mode) as file:
            fcntl.flock(file, fcntl.LOCK_EX if "a" in mode else fcntl.LOCK_SH)
            yield file
            if "a" in mode:
                file.flush()


def now() -> datetime:
    """This moment, as simulators write it."""
    return datetime.now(UTC)


def _message(line: bytes) -> KeptMessage:
    stored = json.loads(line)
    stored["reference"] = UUID(stored["reference"])
    stored["at"] = datetime.fromisoformat(stored["at"])
    return KeptMessage(**stored)
