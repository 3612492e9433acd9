"""What a spreadsheet is by its content, whatever its name says."""

from typing import Final, Literal

from wasl.domains.spreadsheets.ports import SheetTrouble
from wasl.gateways.packaged import (
    LARGEST,
    PackageTrouble,
    is_office,
    look_of,
    parts_of,
    start_of,
)

Kind = Literal["workbook", "text"]

_MOST_UNPACKED: Final = 400 * 1024 * 1024
_SAVED_BY_OTHERS: Final = (b"mimeversion:", b"<html", b"<table", b"<meta", b"<?xml", b"<!doctype")


def kind_of(content: bytes) -> Kind:
    """What the content is. Raises `SheetTrouble` for what is none of the kinds taken.

    A workbook is measured by its table of contents, before anything is unpacked.
    """
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise SheetTrouble("empty")
    if len(content) > LARGEST:
        raise SheetTrouble("too_large")
    match look_of(content):
        case "locked":
            raise SheetTrouble("protected")
        case "compound":
            raise SheetTrouble("old_kind")
        case "package":
            return _kind_of_package(content)
        case "foreign":
            raise SheetTrouble("kind_refused")
    start = start_of(content)
    if start.startswith(_SAVED_BY_OTHERS):
        # Programs write web pages under the name of a workbook; Excel opens and saves them anew.
        raise SheetTrouble("old_kind" if b"<svg" not in start else "kind_refused")
    if look_of(content) == "markup" or start.startswith(b"%pdf-"):
        raise SheetTrouble("kind_refused")
    return "text"


def _kind_of_package(content: bytes) -> Kind:
    try:
        names = parts_of(content, most_unpacked=_MOST_UNPACKED)
    except PackageTrouble as trouble:
        if trouble.kind == "broken" and not is_office(content, b"xl/"):
            raise SheetTrouble("kind_refused") from None
        raise SheetTrouble(trouble.kind) from None
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SheetTrouble("macros")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise SheetTrouble("old_kind")
    if not any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        raise SheetTrouble("kind_refused")
    return "workbook"
