"""The child process: reads a file from its input and writes it drawn anew to its output.

It runs alone, without the product around it: `python -I redraw.py JPEG|PNG|WEBP|PDF`. The first
line of its answer is JSON (`kind`, or `trouble` and no content).
"""

import io
import json
import resource
import sys
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
