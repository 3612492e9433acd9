"""The text of a Word document: what stands on its pages, in order, numbers of lists included."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from wasl.domains.policies.ports import DocumentTrouble

MOST_PAGES: Final = 150
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LETTERS: Final = {
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HOLDERS: Final = frozenset(
    {
        *("r", "hyperlink", "ins", "smartTag", "fldSimple", "customXml", "dir", "bdo"),
        *("fldChar", "sdtContent", "moveTo"),
    }
)
_TICKED: Final = frozenset({"F0FE", "F0FD", "F052", "F054", "F053", "F0FC", "F050"})
_UNTICKED: Final = frozenset({"F0A8", "F06F", "F0A3", "F071", "F030", "F02A"})


def text_of_word(content: bytes) -> str:
    """The text of a .docx. Raises `DocumentTrouble`: broken, or too long."""
    try:
        document = Document(io.BytesIO(content))
        written = _Written(document)
        return written.text()
    except (KeyError, ValueError, TypeError, AttributeError, OSError) as trouble:
        raise DocumentTrouble("broken") from trouble
    except (PackageNotFoundError, etree.XMLSyntaxError, AssertionError) as trouble:
        raise DocumentTrouble("broken") from trouble
    except RecursionError as trouble:
        raise DocumentTrouble("kind_refused") from trouble
    except Exception as trouble:
        # A package lies in more ways than can be named: zlib, CRC and part-name errors among them.
        if isinstance(trouble, DocumentTrouble | MemoryError):
            raise
        raise DocumentTrouble("broken") from trouble


class _Written:
    """Walks through one document and counts its lists on the way."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._body = document.element.body
        self._levels, self._shared = _numbering(document)
        self._styles = _list_styles(document)
        self._counts: dict[str, Counter[int]] = {}

    def text(self) -> str:
        """Letterheads, then the body, then the feet and the notes."""
        if self._pages() > MOST_PAGES:
            raise DocumentTrouble("too_long")
        heads, feet = self._margins()
        body = "\n".join(self._blocks(self._body))
        parts = ["\n".join(heads), body, "\n".join(self._notes()), "\n".join(feet)]
        return "\n\n".join(part for part in parts if part.strip())

    def _pages(self) -> int:
        breaks = self._body.findall(f".//{_W}br")
        asked = sum(one.get(f"{_W}type") == "page" for one in breaks)
        seen = len(self._body.findall(f".//{_W}lastRenderedPageBreak"))
        before = len(self._body.findall(f".//{_W}pageBreakBefore"))
        return int(max(asked + before, seen)) + 1

    def _margins(self) -> tuple[list[str], list[str]]:
        heads: list[str] = []
        feet: list[str] = []
        for section in self._document.sections:
            for one, kept in (
                (section.first_page_header, heads),
                (section.header, heads),
                (section.first_page_footer, feet),
                (section.footer, feet),
            ):
                if one.is_linked_to_previous:
                    continue
                lines = [line for line in self._blocks(one._element) if line.strip()]
                kept += [line for line in lines if line not in kept]
        return heads, feet

    def _notes(self) -> Iterator[str]:
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith(("/footnotes", "/endnotes")):
                root = etree.fromstring(
                    relation.target_part.blob,
                    etree.XMLParser(resolve_entities=False, no_network=True),
                )
                for note in root:
                    if note.get(f"{_W}type") is None:
                        yield from (line for line in self._blocks(note) if line.strip())

    def _blocks(self, parent: Any) -> Iterator[str]:
        for one in parent:
            if one.tag == f"{_W}p":
                yield from self._paragraph(one)
            elif one.tag == f"{_W}tbl":
                yield ""
                for row in _rows(one):
                    yield from self._row(row)
                yield ""
            elif one.tag == f"{_W}sdt":
                content = one.find(f"{_W}sdtContent")
                if content is not None:
                    yield from self._blocks(content)
            elif one.tag in (f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"):
                yield from self._blocks(one)

    def _row(self, row: Any) -> Iterator[str]:
        cells = [[line for line in self._blocks(cell) if line.strip()] for cell in _cells(row)]
        if any(cells):
            # A row of one-line cells is a row; further paragraphs of a cell stand below it.
            yield "\t".join(cell[0] if cell else "" for cell in cells).rstrip()
            for cell in cells:
                yield from cell[1:]

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        said = "".join(_said(paragraph)).strip("\n")
        framed = [block for box in _boxes(paragraph) for block in self._blocks(box)]
        if said.strip():
            marker, depth = self._marker(paragraph)
            lines = said.split("\n")
            yield f"{'  ' * depth}{marker}{lines[0].strip(' ')}"
            yield from (line.strip(" ") for line in lines[1:])
        elif not framed:
            yield ""
        yield from framed

    def _marker(self, paragraph: Any) -> tuple[str, int]:
        """The number or bullet that Word draws itself, and how deep the item lies."""
        number, depth = self._numbered(paragraph)
        if number is None or number == "0":
            return "", 0
        level = self._levels.get((number, depth))
        if level is None:
            return "", 0
        counts = self._counts.setdefault(self._shared.get(number, number), Counter())
        if depth not in counts:
            counts[depth] = level.start - 1
        counts[depth] += 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.kind == "bullet":
            return "- ", depth
        if level.kind == "none":
            return "", depth

        def number_at(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            other = self._levels.get((number, at), level)
            return _counted(counts.get(at, other.start), other.kind)

        drawn = re.sub(r"%([1-9])", number_at, level.text).strip()
        return (f"{drawn} " if drawn else ""), depth

    def _numbered(self, paragraph: Any) -> tuple[str | None, int]:
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        inherited = self._styles.get(style.get(f"{_W}val")) if style is not None else None
        number, depth = inherited or (None, 0)
        if own is not None:
            number = _value(own, "numId") or number
            depth = int(_value(own, "ilvl") or depth)
        return number, min(max(depth, 0), 8)


class _Level:
    """How one level of a list is numbered."""

    def __init__(self, element: Any, start: str | None = None) -> None:
        self.kind = _value(element, "numFmt") or "decimal"
        self.text = _value(element, "lvlText") or ""
        self.start = int(start or _value(element, "start") or 1)


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    value: str | None = found.get(f"{_W}val") if found is not None else None
    return value


def _numbering(document: Any) -> tuple[dict[tuple[str, int], _Level], dict[str, str]]:
    """The levels of each list, and which lists count on together."""
    levels: dict[tuple[str, int], _Level] = {}
    shared: dict[str, str] = {}
    relations = document.part.rels.values()
    if not any(relation.reltype.endswith("/numbering") for relation in relations):
        return levels, shared
    root = document.part.numbering_part.element
    abstract = {one.get(f"{_W}abstractNumId"): one for one in root.findall(f"{_W}abstractNum")}
    for one in root.findall(f"{_W}num"):
        number = one.get(f"{_W}numId")
        kind = _value(one, "abstractNumId")
        overrides = {over.get(f"{_W}ilvl"): over for over in one.findall(f"{_W}lvlOverride")}
        shared[number] = f"own {number}" if overrides else f"shared {kind}"
        for level in abstract[kind].findall(f"{_W}lvl") if kind in abstract else ():
            depth = level.get(f"{_W}ilvl")
            over = overrides.get(depth)
            drawn = over.find(f"{_W}lvl") if over is not None else None
            start = _value(over, "startOverride") if over is not None else None
            levels[number, int(depth)] = _Level(level if drawn is None else drawn, start)
    return levels, shared


def _list_styles(document: Any) -> dict[str, tuple[str | None, int]]:
    styles: dict[str, tuple[str | None, int]] = {}
    based: dict[str, str] = {}
    for style in document.styles.element.findall(f"{_W}style"):
        name = style.get(f"{_W}styleId")
        numbered = style.find(f"{_W}pPr/{_W}numPr")
        if numbered is not None:
            styles[name] = (_value(numbered, "numId"), int(_value(numbered, "ilvl") or 0))
        if above := _value(style, "basedOn"):
            based[name] = above
    for name, parent in based.items():
        seen, at = {name}, parent
        while name not in styles and at not in styles and at in based and at not in seen:
            seen.add(at)
            at = based[at]
        if name not in styles and at in styles:
            styles[name] = styles[at]
    return styles


def _counted(number: int, kind: str) -> str:
    if kind in _LETTERS:
        letters = _LETTERS[kind]
        return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)
    if kind in ("lowerRoman", "upperRoman"):
        written, rest = "", number
        for value, sign in _ROMAN:
            written += sign * (rest // value)
            rest %= value
        return written.upper() if kind == "upperRoman" else written
    if kind in ("hindiNumbers", "hindiCounting", "arabicIndic"):
        return str(number).translate({48 + one: 0x660 + one for one in range(10)})
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _rows(table: Any) -> Iterator[Any]:
    for one in table:
        if one.tag == f"{_W}tr":
            yield one
        elif one.tag in (f"{_W}sdt", f"{_W}ins", f"{_W}customXml"):
            content = one.find(f"{_W}sdtContent")
            yield from _rows(one if content is None else content)


def _cells(row: Any) -> Iterator[Any]:
    for one in row:
        if one.tag == f"{_W}tc":
            merged = one.find(f"{_W}tcPr/{_W}vMerge")
            if merged is None or merged.get(f"{_W}val") == "restart":
                yield one
            else:
                yield etree.Element(f"{_W}tc")
        elif one.tag in (f"{_W}sdt", f"{_W}customXml"):
            content = one.find(f"{_W}sdtContent")
            yield from _cells(one if content is None else content)


def _said(parent: Any) -> Iterator[str]:
    """The words of a paragraph; what was deleted, and codes of fields, are not among them."""
    for one in parent:
        name = one.tag.removeprefix(_W) if isinstance(one.tag, str) else ""
        if name == "t":
            yield one.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name in ("tab", "ptab"):
            yield "\t"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield _sign(one.get(f"{_W}char", ""))
        elif name == "sdt":
            yield from _controlled(one)
        elif name == "ffData":
            yield from _legacy_box(one)
        elif name in _HOLDERS:
            yield from _said(one)


def _controlled(control: Any) -> Iterator[str]:
    box = control.find(f"{_W}sdtPr/{_W14}checkbox")
    if box is not None:
        checked = box.find(f"{_W14}checked")
        is_checked = checked is not None and checked.get(f"{_W14}val") in ("1", "true")
        yield "☑" if is_checked else "☐"
        return
    content = control.find(f"{_W}sdtContent")
    if content is not None:
        yield from _said(content)


def _legacy_box(field: Any) -> Iterator[str]:
    box = field.find(f"{_W}checkBox")
    if box is None:
        return
    checked = box.find(f"{_W}checked")
    if checked is None:
        checked = box.find(f"{_W}default")
    is_checked = checked is not None and checked.get(f"{_W}val", "1") in ("1", "true")
    yield "☑ " if is_checked else "☐ "


def _sign(code: str) -> str:
    if code.upper() in _TICKED:
        return "☑"
    return "☐" if code.upper() in _UNTICKED else "•"


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored here, each once: the newer of its two spellings."""
    for run in paragraph.iter(f"{_W}txbxContent"):
        if not any(above.tag == f"{_MC}Fallback" for above in run.iterancestors()):
            yield run
