"""The text layer of a PDF, letter by letter and place by place."""

import ctypes
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from wasl.domains.policies.ports import DocumentTrouble
from wasl.gateways.documents.lines import Drawn, Glyph, Rule, text_of_page

MOST_PAGES: Final = 150
MOST_GLYPHS: Final = 20_000  # on one page; a dense one has three thousand
_SIGNS: Final = {
    **dict.fromkeys("\uf0fe\uf052\uf054\uf053\u2611\u2612\u2714\u2717", "☑"),
    **dict.fromkeys("\uf0a8\uf06f\uf0a3\uf071\uf072\u2610\u25a2", "☐"),
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf02d\uf06c\uf06e\uf0fc\uf0e8", "•"),
}
_ENTRY: Final = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says, and whether it is a picture without a word."""

    text: str
    is_picture: bool


def pages_of_pdf(content: bytes) -> list[Page]:
    """The pages in order. Raises `DocumentTrouble`: protected, broken or too long."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as trouble:
        is_locked = "password" in str(trouble).lower() or "security" in str(trouble).lower()
        raise DocumentTrouble("protected" if is_locked else "broken") from None
    if len(document) > MOST_PAGES:
        raise DocumentTrouble("too_long")
    if not len(document):
        raise DocumentTrouble("broken")
    reader = _reader(content)
    known = _ligatures(reader)
    pages = []
    for number in range(len(document)):
        page = _loaded(document, number)
        if page is None:
            raise DocumentTrouble("broken")
        glyphs = [*_glyphs(page, known), *_filled_in(reader, number)]
        drawn, has_picture = _drawn(page)
        text = text_of_page(glyphs, drawn)
        pages.append(Page(text, is_picture=has_picture and not text.strip()))
        page.close()
    return pages


def _loaded(document: Any, number: int) -> Any:
    try:
        return document[number]
    except pypdfium2.PdfiumError:
        return None


def _reader(content: bytes) -> PdfReader | None:
    try:
        return PdfReader(io.BytesIO(content))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError):
        return None


def _glyphs(page: Any, known: frozenset[str]) -> list[Glyph]:
    layer = page.get_textpage()
    turned = page.get_rotation()
    width, height = page.get_size()
    glyphs: list[Glyph] = []
    for letters in _at_one_place(_letters(layer)):
        text = _ligature([letter.text for letter in letters], known)
        first = letters[0]
        wide = max(letter.right for letter in letters) - first.x
        left, base = {
            0: (first.x, first.y),
            90: (first.y, width - first.x - wide),
            180: (width - first.x - wide, height - first.y),
            270: (height - first.y - wide, first.x),
        }[turned]
        glyphs.append(Glyph(text, left, left + wide, base, first.size))
        if len(glyphs) > MOST_GLYPHS:
            raise DocumentTrouble("too_long")
    layer.close()
    return glyphs


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    x: float
    y: float
    right: float
    size: float


def _at_one_place(letters: Iterable[_Letter]) -> Iterator[list[_Letter]]:
    """The letters of one ligature together: they have one origin."""
    together: list[_Letter] = []
    for letter in letters:
        if together:
            last = together[-1]
            near = 0.01 * letter.size
            if (
                abs(last.x - letter.x) <= near
                and abs(last.y - letter.y) <= near
                and (not last.text.isspace() and not letter.text.isspace())
            ):
                together.append(letter)
                continue
            yield together
        together = [letter]
    if together:
        yield together


def _letters(layer: Any) -> Iterator[_Letter]:
    raw = layer.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for place in range(pdfium.FPDFText_CountChars(raw)):
        if pdfium.FPDFText_IsGenerated(raw, place) == 1:
            continue
        if pdfium.FPDFText_HasUnicodeMapError(raw, place) == 1:
            continue
        text = _letter(pdfium.FPDFText_GetUnicode(raw, place))
        if not text:
            continue
        pdfium.FPDFText_GetCharOrigin(raw, place, x, y)
        if not pdfium.FPDFText_GetLooseCharBox(raw, place, box):
            continue
        size = pdfium.FPDFText_GetFontSize(raw, place)
        if pdfium.FPDFText_GetMatrix(raw, place, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        yield _Letter(text, x.value, y.value, max(box.right, x.value), max(size, 1.0))


def _letter(code: int) -> str:
    one = chr(code) if code < 0x110000 else ""
    if one in _SIGNS:
        return _SIGNS[one]
    if one in ("\u0640", "\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\ufffe", "\uffff"):
        return "ـ" if one == "\u0640" else ""
    if unicodedata.category(one or "\0") in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return " " if one in "\t\u00a0" and one else ""
    if one.isspace():
        return " "
    return unicodedata.normalize("NFKC", one) if "\ufb50" <= one <= "\ufefc" else one


def _ligature(letters: list[str], known: frozenset[str]) -> str:
    """The letters of one ligature in reading order; pdfium turns them with their line."""
    text = "".join(letters)
    if len(letters) == 1 or len(set(letters)) == 1:
        return text
    turned = "".join(reversed(letters))
    if not any("\u0600" <= one <= "\u06ff" for one in text):
        return text
    if (text in known) != (turned in known):
        return text if text in known else turned
    if unicodedata.combining(text[0]) != unicodedata.combining(turned[0]):
        return turned if unicodedata.combining(text[0]) else text
    # No alef joins the letter after it, so of the two it is never the first in a ligature.
    return text if text[0] == "ل" and text[-1] in "اأإآٱ" else turned


def _ligatures(reader: PdfReader | None) -> frozenset[str]:
    """The ligatures that the document's own fonts spell out."""
    known: set[str] = set()
    seen: set[str] = set()
    if reader is None:
        return frozenset()
    try:
        for page in reader.pages:
            for font in _fonts_of(page):
                table = font.get_object().get("/ToUnicode")
                if table is None or str(table.indirect_reference) in seen:
                    continue
                seen.add(str(table.indirect_reference))
                known.update(_spelled(table.get_object().get_data()))
    except (PyPdfError, FileNotDecryptedError, ValueError, KeyError, TypeError, AttributeError):
        pass
    except RecursionError:
        pass
    return frozenset(known)


def _fonts_of(page: Any) -> Iterable[Any]:
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    return list(fonts.get_object().values()) if fonts is not None else []


def _spelled(table: bytes) -> Iterator[str]:
    for entry in _ENTRY.findall(table):
        if len(entry) < 4 or len(entry) % 4 or len(entry) > 40:
            continue
        text = bytes.fromhex(entry.decode()).decode("utf-16-be", "ignore")
        folded = unicodedata.normalize("NFKC", text)
        if len(folded) > 1:
            yield folded


def _filled_in(reader: PdfReader | None, number: int) -> Iterator[Glyph]:
    """What was filled into the fields of a form: words, and boxes ticked or left empty."""
    if reader is None:
        return
    try:
        page = reader.pages[number]
        for note in page.get("/Annots", []) or []:
            field = note.get_object()
            if field.get("/Subtype") != "/Widget":
                continue
            text = _value_of(field)
            left, bottom, right, top = (float(edge) for edge in field["/Rect"])
            if text:
                size = min(abs(top - bottom), 12.0)
                yield Glyph(text, left, right, bottom + 0.25 * abs(top - bottom), size)
    except (PyPdfError, FileNotDecryptedError, ValueError, KeyError, TypeError, AttributeError):
        return


def _value_of(field: Any) -> str:
    parent = field.get("/Parent")
    kind = field.get("/FT") or (parent.get_object().get("/FT") if parent is not None else None)
    if kind == "/Btn":
        return "☐" if field.get("/AS", "/Off") == "/Off" else "☑"
    if kind == "/Tx":
        return " ".join(str(field.get("/V") or "").split())
    return ""


def _drawn(page: Any) -> tuple[Drawn, bool]:
    upright: list[Rule] = []
    level: list[Rule] = []
    dots: list[tuple[float, float]] = []
    has_picture = False
    for one in page.get_objects(max_depth=2):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        if one.type != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        has_picture = True
        left, bottom, right, top = one.get_bounds()
        width, height = right - left, top - bottom
        if max(width, height) < 7 and min(width, height) > 1.2:
            dots.append(((left + right) / 2, (top + bottom) / 2))
            continue
        if height > 6:
            upright += [Rule(bottom, top, at) for at in {left, right}]
        if width > 6:
            level += [Rule(left, right, at) for at in {bottom, top}]
    return Drawn(tuple(upright), tuple(level), tuple(dots), page.get_width()), has_picture
