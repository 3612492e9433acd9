"""What a file that nobody has vouched for looks like from outside, before anything is unpacked."""

import io
import zipfile
from typing import Final, Literal

LARGEST: Final = 10 * 1024 * 1024
"""The most bytes of a document or spreadsheet that is read."""
_MOST_PARTS: Final = 2_000
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN: Final = (
    *(b"{\\rtf", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"MZ", b"\x7fELF", b"Rar!"),
    *(b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"II*\0", b"MM\0*", b"BM", b"\xfd7zXZ"),
    b"SQLite format 3",
)
_MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<table", b"<meta")

Look = Literal["package", "locked", "compound", "foreign", "markup", "text"]


class PackageTrouble(Exception):
    """A package that is not unpacked; `kind` says why: "broken", "too_large" or "protected"."""

    def __init__(self, kind: Literal["broken", "too_large", "protected"]) -> None:
        super().__init__(kind)
        self.kind = kind


def look_of(content: bytes) -> Look:
    """What the first bytes say: a package, the older kind of office file or a locked one, the
    file of another program, markup, or what may be plain text."""
    if content.startswith(_COMPOUND):
        return "locked" if _ENCRYPTED in content else "compound"
    if content.startswith(_PACKED):
        return "package"
    if content.startswith(_FOREIGN):
        return "foreign"
    return "markup" if start_of(content).startswith(_MARKUP) else "text"


def start_of(content: bytes) -> bytes:
    """The first letters of a text, small, without the marks and spaces before them."""
    return content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def parts_of(content: bytes, *, most_unpacked: int) -> frozenset[str]:
    """The names of the parts of a package, small, from its table of contents.

    Raises `PackageTrouble` for one that is harmed, locked, or would unpack to more bytes or parts
    than is safe.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # zipfile says all of these of a harmed package: its end is cut off, a figure in its list
        # makes no sense or points outside of it, or it asks for a version that nobody writes.
        raise PackageTrouble("broken") from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
        raise PackageTrouble("too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise PackageTrouble("protected")
    return frozenset(part.filename.lower() for part in parts)


def is_office(content: bytes, folder: bytes) -> bool:
    """Whether a harmed package still says at its start that it was an office file of a kind."""
    return folder in content or b"[Content_Types].xml" in content[:4096]
