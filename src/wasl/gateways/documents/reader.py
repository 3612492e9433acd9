"""Documents read in a process of its own with little to spend."""

import json
import shutil
import subprocess
import threading
from functools import cache
from typing import Final

from wasl.domains.policies.ports import DocumentTrouble
from wasl.gateways.apart import python_apart
from wasl.gateways.documents.kinds import kind_of

_SECONDS: Final = 30
_SECONDS_WITH_PICTURES: Final = 100
_AT_ONCE: Final = 2
_CHILD: Final = "wasl.gateways.documents.child"


class LimitedReader:
    """Takes text out of documents in a child process that has no environment and no files.

    Its memory and time are limited by the kernel, so that a document that unfolds to gigabytes
    ends the child and nobody else. At most two are read at once in one server process. Scanned
    pages are recognised where tesseract is installed with Arabic.
    """

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def text_of(self, content: bytes, file_name: str, /) -> str:
        """The words line by line. Raises `DocumentTrouble`.

        The name is not asked: what a file is shows in its content.
        """
        if not content.strip():
            raise DocumentTrouble("empty")
        recogniser = _recogniser() if kind_of(content) == "pdf" else ""
        if not self._free.acquire(timeout=_SECONDS):
            raise DocumentTrouble("busy")
        try:
            return _text_from_child(content, recogniser)
        finally:
            self._free.release()


@cache
def _recogniser() -> str:
    """Where tesseract is, if it is installed and knows Arabic."""
    place = shutil.which("tesseract")
    if place is None:
        return ""
    try:
        asked = subprocess.run(
            [place, "--list-langs"], capture_output=True, timeout=10, text=True, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return place if "ara" in asked.stdout.split() else ""


def _text_from_child(content: bytes, recogniser: str) -> str:
    try:
        child = subprocess.run(
            [*python_apart(), "-m", _CHILD, recogniser],
            input=content,
            capture_output=True,
            timeout=_SECONDS_WITH_PICTURES if recogniser else _SECONDS,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        raise DocumentTrouble("too_long") from None
    except OSError as shortage:
        raise DocumentTrouble("busy") from shortage
    header, _, text = child.stdout.partition(b"\n")
    if child.returncode != 0 or not header:
        # Killed for its memory or its time: more than any honest document needs.
        raise DocumentTrouble("too_large")
    trouble = json.loads(header)["trouble"]
    if trouble is not None:
        raise DocumentTrouble(trouble)
    return text.decode("utf-8")
