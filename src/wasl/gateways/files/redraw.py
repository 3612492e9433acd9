"""The child process: reads a file from its input and writes it drawn anew to its output.

It runs alone, without the product around it: `python -I redraw.py JPEG|PNG|WEBP|PDF|DOCX`. The first
line of its answer is JSON (`kind`, or `trouble` and no content).
"""

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

MEMORY = 280 * 1024 * 1024
SECONDS = 15
LONGEST_SIDE = 3508  # A4 at 300 dots per inch
MOST_PIXELS = {"JPEG": 80_000_000, "PNG": 40_000_000, "WEBP": 40_000_000}
MOST_PAGES = 60
ORIENTATION = 0x0112
TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_DANGEROUS = frozenset(
    {
        *("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/AA"),
        *("/RichMedia", "/XFA", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Movie"),
        *("/Sound", "/Rendition", "/Collection", "/FileAttachment", "/Screen", "/3D"),
    }
)


def limit() -> None:
    """Give up what an honest document does not need: memory, time, files."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def redrawn_picture(content: bytes, kind: str) -> tuple[dict[str, str], bytes]:
    """The picture painted on a fresh white canvas, upright, at most A4 at 300 dots per inch."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limits below are stricter and have their own answer
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS[kind]:
            return {"trouble": "pixels"}, b""
        # A JPEG is decoded at a fraction of its size where that is enough.
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
        # Made small first: each further copy of a large picture would cost its size again.
        small: Any = picture
        if picture.mode in ("1", "I", "I;16", "F"):
            small = picture.convert("L")
        elif picture.mode not in ("RGB", "L"):
            small = picture.convert("RGBA")
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        turned = picture.getexif().get(ORIENTATION, 1)
        if turned in TURNS:
            small = small.transpose(getattr(Image.Transpose, TURNS[turned]))
        canvas = Image.new("RGB", small.size, "white")
        canvas.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    drawn = io.BytesIO()
    canvas.save(drawn, "JPEG", quality=85, optimize=True)
    return {"kind": "image/jpeg"}, drawn.getvalue()


def rewritten_pdf(content: bytes) -> tuple[dict[str, str], bytes]:
    """The pages alone in a new PDF: what could act, hide or follow the end is not among them."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted or len(reader.pages) > MOST_PAGES or not len(reader.pages):
        return {"trouble": "pdf"}, b""
    if _is_active(reader):
        return {"trouble": "pdf"}, b""
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.metadata = None
    drawn = io.BytesIO()
    writer.write(drawn)
    return {"kind": "application/pdf"}, drawn.getvalue()


def _is_active(reader: Any) -> bool:
    root = reader.trailer["/Root"]
    opening = root.get("/OpenAction")
    # A plain place to open at is harmless, and is dropped with all else but the pages.
    if opening is not None and hasattr(opening.get_object(), "keys"):
        return True
    return any(name in _DANGEROUS for one in _all_objects(reader) for name in _names_in(one))


def _all_objects(reader: Any) -> Iterator[Any]:
    from pypdf.generic import IndirectObject

    yield reader.trailer
    numbers = {number for table in reader.xref.values() for number in table}
    for number in sorted(numbers | set(reader.xref_objStm)):
        if number:
            yield IndirectObject(number, 0, reader).get_object()


def _names_in(top: Any) -> Iterator[str]:
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    waiting = [top]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield from one.keys()
            waiting.extend(dict.values(one))
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))
        elif isinstance(one, NameObject):
            yield one


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_PARTS = 2000
MOST_UNPACKED = 60 * 1024 * 1024
_PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
_ACTING_PARTS = re.compile(
    r"vbaproject|vbadata|activex|embeddings|oleobject|customui|afchunk|attachedtoolbars", re.I
)
_ACTING_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON)\b")
_FIELD_WORDS = re.compile(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_RELATIONS = re.compile(r"<Relationship\b[^>]*?/?>")
_OVERRIDES = re.compile(r"<Override\b[^>]*PartName=\"/docProps/[^>]*/>")
_HARMLESS_TARGET = re.compile(r"Target=\"(https?:|mailto:|tel:)", re.I)


def rewritten_docx(content: bytes) -> tuple[dict[str, str], bytes]:
    """The words, styles and pictures in a new document; what could act or load is refused.

    Who wrote it on which machine is left out, pictures are painted anew. Sizes are judged by the
    list of parts before anything is unpacked, and no more than that is ever unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [one for one in packed.infolist() if not one.is_dir()]
        names = {one.filename for one in parts}
        if not {"[Content_Types].xml", "word/document.xml"} <= names:
            return {"trouble": "kind"}, b""
        if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
            return {"trouble": "size"}, b""
        if len(names) != len(parts) or any(one.flag_bits & 1 for one in parts):
            return {"trouble": "unreadable"}, b""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as anew:
            for one in parts:
                if one.filename.startswith("docProps/"):
                    continue
                part = _safe_part(one.filename, packed.read(one))
                if part is None:
                    return {"trouble": "active"}, b""
                anew.writestr(zipfile.ZipInfo(one.filename), part)
    return {"kind": WORD}, written.getvalue()


def _safe_part(name: str, content: bytes) -> bytes | None:
    """One part of a document as it may be kept; None when it could act or is of no known kind."""
    ending = name.rpartition(".")[2].lower()
    if _ACTING_PARTS.search(name) or ".." in name or name.startswith(("/", "\\")):
        return None
    if ending in _PICTURES:
        return _repainted(content, _PICTURES[ending])
    if ending not in ("xml", "rels"):
        return None
    words = content.decode("utf-8")
    if "<!DOCTYPE" in words or "<!ENTITY" in words or "macroEnabled" in words:
        return None
    if ending == "rels":
        return _safe_relations(name, words)
    if _ACTING_FIELDS.search(" ".join("".join(one) for one in _FIELD_WORDS.findall(words))):
        return None
    if name == "[Content_Types].xml":
        words = _OVERRIDES.sub("", words)
    return words.encode()


def _safe_relations(name: str, words: str) -> bytes | None:
    for relation in _RELATIONS.findall(words):
        is_outside = re.search(r"TargetMode=\"External\"", relation, re.I)
        is_link = '/hyperlink"' in relation and _HARMLESS_TARGET.search(relation)
        if (is_outside and not is_link) or _ACTING_PARTS.search(relation):
            return None
    if name == "_rels/.rels":
        words = _RELATIONS.sub(
            lambda one: one.group() if '/officeDocument"' in one.group() else "", words
        )
    return words.encode()


def _repainted(content: bytes, kind: str) -> bytes | None:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        if picture.width * picture.height > MOST_PIXELS[kind]:
            return None
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        mode = "RGBA" if kind == "PNG" else "RGB"
        canvas = Image.new(mode, picture.size)
        canvas.paste(picture.convert(mode))
    painted = io.BytesIO()
    canvas.save(painted, kind)
    return painted.getvalue()


def _peak() -> str:
    """The most memory held so far, in kB; the kernel's usage figure would count the parent's."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(line.split()[1] for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return ""


def main() -> None:
    """Answer for one file."""
    kind = sys.argv[1]
    limit()
    content = sys.stdin.buffer.read()
    try:
        if kind == "PDF":
            header, drawn = rewritten_pdf(content)
        elif kind == "DOCX":
            header, drawn = rewritten_docx(content)
        else:
            header, drawn = redrawn_picture(content, kind)
    except MemoryError:
        header, drawn = {"trouble": "pdf" if kind == "PDF" else "pixels"}, b""
    except Exception:
        # Whatever a decoder says of a hostile file, the sender is told that it cannot be opened.
        header, drawn = {"trouble": "unreadable"}, b""
    header["peak"] = _peak()
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + drawn)


if __name__ == "__main__":
    main()
