"""Making an uploaded file harmless, in a process of its own with little to spend."""

import json
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from wasl.domains.applications.ports import FileRefused, SafeFile, StoreTrouble
from wasl.gateways.apart import python_apart

if TYPE_CHECKING:
    from wasl.domains.applications.ports import Trouble

LARGEST: Final = 10 * 1024 * 1024
_SECONDS: Final = 20
_AT_ONCE: Final = 2
_REDRAW: Final = Path(__file__).with_name("redraw.py")
_ZIP: Final = b"PK\x03\x04"
_EXTENSIONS: Final = {
    "image/jpeg": "jpg",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


class LimitedProcess:
    """Draws files anew in a child process that has no environment and no files.

    Its memory and time are limited by the kernel, so that a picture that unfolds to gigabytes
    ends the child and nobody else. At most two work at once in one server process.
    """

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def made_safe(self, content: bytes, /) -> SafeFile:
        """The file drawn anew. Raises `FileRefused`, or `StoreTrouble` when all are busy."""
        return self._drawn_anew(kind_of(content), content)

    def document_made_safe(self, content: bytes, /) -> SafeFile:
        """The same for what the staff keep for themselves, among it Word documents."""
        kind = kind_of(content) or ("DOCX" if content.startswith(_ZIP) else None)
        return self._drawn_anew(kind, content)

    def _drawn_anew(self, kind: str | None, content: bytes) -> SafeFile:
        if len(content) > LARGEST:
            raise FileRefused("size")
        if kind is None:
            raise FileRefused("kind")
        if not self._free.acquire(timeout=2 * _SECONDS):
            raise StoreTrouble
        try:
            header, drawn = _answer_of_child(kind, content)
        finally:
            self._free.release()
        if "trouble" in header:
            raise FileRefused(cast("Trouble", header["trouble"]))
        stored = header["kind"]
        return SafeFile(drawn, stored, _EXTENSIONS[stored])


def kind_of(content: bytes) -> str | None:
    """What the content is by its first bytes, whatever its name says; None when refused."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content.startswith(b"%PDF-"):
        return "PDF"
    return None


def _answer_of_child(kind: str, content: bytes) -> tuple[dict[str, str], bytes]:
    try:
        child = subprocess.run(
            [*python_apart(), str(_REDRAW), kind],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        return {"trouble": "unreadable"}, b""
    except OSError as trouble:
        raise StoreTrouble from trouble
    header, _, drawn = child.stdout.partition(b"\n")
    if child.returncode != 0 or not header:
        # Killed for its memory or its time: more than any honest document needs.
        return {"trouble": "pdf" if kind == "PDF" else "pixels"}, b""
    answer: dict[str, str] = json.loads(header)
    return answer, drawn
