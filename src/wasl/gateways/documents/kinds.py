"""What a file is by its content, whatever its name says."""

import io
import zipfile
from typing import Final, Literal

from wasl.domains.policies.ports import DocumentTrouble

Kind = Literal["pdf", "word", "plain"]

LARGEST: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 60 * 1024 * 1024
MOST_PARTS: Final = 2_000
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN: Final = (
    *(b"{\\rtf", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"MZ", b"\x7fELF", b"Rar!"),
    *(b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"II*\0", b"MM\0*", b"BM", b"\xfd7zXZ"),
)
_MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")


def kind_of(content: bytes) -> Kind:
    """What the content is. Raises `DocumentTrouble` for what is none of the kinds taken.

    A Word document is measured by its table of contents, before anything is unpacked.
    """
    if not content:
        raise DocumentTrouble("empty")
    if len(content) > LARGEST:
        raise DocumentTrouble("too_large")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_COMPOUND):
        raise DocumentTrouble("protected" if _ENCRYPTED in content else "kind_refused")
    if content.startswith(_PACKED):
        return _kind_of_package(content)
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_FOREIGN) or start.startswith(_MARKUP):
        raise DocumentTrouble("kind_refused")
    return "plain"


def _kind_of_package(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # zipfile says all of these of a harmed package: its end is cut off, a figure in its list
        # makes no sense or points outside of it, or it asks for a version that nobody writes.
        # A Word document cut off on its way still says at its start what it was.
        is_word = b"word/" in content or b"[Content_Types].xml" in content[:4096]
        raise DocumentTrouble("broken" if is_word else "kind_refused") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise DocumentTrouble("too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentTrouble("protected")
    if not any(part.filename.startswith("word/") for part in parts):
        raise DocumentTrouble("kind_refused")
    return "word"
