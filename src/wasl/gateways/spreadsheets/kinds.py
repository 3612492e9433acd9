"""What a spreadsheet is by its content, whatever its name says."""

import io
import zipfile
from typing import Final, Literal

from wasl.domains.spreadsheets.ports import SheetTrouble

Kind = Literal["workbook", "text"]

LARGEST: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 400 * 1024 * 1024
MOST_PARTS: Final = 2_000
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN: Final = (
    *(b"{\\rtf", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"MZ", b"\x7fELF", b"Rar!"),
    *(b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"II*\0", b"MM\0*", b"BM", b"\xfd7zXZ", b"%PDF-"),
    b"SQLite format 3",
)
_MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<table", b"<meta")
_SAVED_BY_OTHERS: Final = (b"mimeversion:", b"<html", b"<table", b"<meta", b"<?xml", b"<!doctype")


def kind_of(content: bytes) -> Kind:
    """What the content is. Raises `SheetTrouble` for what is none of the kinds taken.

    A workbook is measured by its table of contents, before anything is unpacked.
    """
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise SheetTrouble("empty")
    if len(content) > LARGEST:
        raise SheetTrouble("too_large")
    if content.startswith(_COMPOUND):
        raise SheetTrouble("protected" if _ENCRYPTED in content else "old_kind")
    if content.startswith(_PACKED):
        return _kind_of_package(content)
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_SAVED_BY_OTHERS):
        # Programs write web pages under the name of a workbook; Excel opens and saves them anew.
        raise SheetTrouble("old_kind" if b"<svg" not in start else "kind_refused")
    if content.startswith(_FOREIGN) or start.startswith(_MARKUP):
        raise SheetTrouble("kind_refused")
    return "text"


def _kind_of_package(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # zipfile says all of these of a harmed package: its end is cut off, a figure in its list
        # makes no sense or points outside of it, or it asks for a version that nobody writes.
        is_workbook = b"xl/" in content or b"[Content_Types].xml" in content[:4096]
        raise SheetTrouble("broken" if is_workbook else "kind_refused") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetTrouble("too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise SheetTrouble("protected")
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SheetTrouble("macros")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise SheetTrouble("old_kind")
    if "xl/workbook.xml" not in names and not any(
        name.startswith("xl/") and name.endswith(".xml") for name in names
    ):
        raise SheetTrouble("kind_refused")
    return "workbook"
