"""Files as people and attackers send them."""

import io
import struct
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject


def photo(size=(640, 480), kind="JPEG", **options) -> bytes:
    """A picture with something on it."""
    picture = Image.new("RGB", size, "white")
    picture.paste((20, 90, 160), (10, 10, size[0] // 2, size[1] // 2))
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def photo_with_gps() -> bytes:
    """A phone's photo that lies on its side and tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 25.0, 21.0), 3: "E", 4: (39.0, 49.0, 24.0)})
    return photo(exif=exif)


def photo_with_comment(text: str) -> bytes:
    """A photo with a comment in its header."""
    return photo(comment=text.encode())


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG that unfolds to width times height pixels of nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    body = b"".join(rows.compress(row) for _ in range(height)) + rows.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def pdf(pages: int = 1) -> bytes:
    """A plain PDF that tells who made it."""
    return _written(_blank(pages))


def _blank(pages: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Author": "1012345672"})
    return writer


def _written(writer: PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def pdf_with_script() -> bytes:
    """A PDF that brings a program to run when it is opened."""
    writer = _blank()
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('open');"),
        }
    )
    named = DictionaryObject(
        {NameObject("/Names"): ArrayObject([TextStringObject("open"), writer._add_object(script)])}
    )
    writer._root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): writer._add_object(named)}
    )
    return _written(writer)


def pdf_with_opening_action() -> bytes:
    """A PDF that calls a page of the internet when it is opened."""
    writer = _blank()
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/URI"),
            NameObject("/URI"): TextStringObject("http://x.example"),
        }
    )
    return _written(writer)


def pdf_opening_at_a_page() -> bytes:
    """A harmless PDF that opens at its first page."""
    writer = _blank()
    writer._root_object[NameObject("/OpenAction")] = ArrayObject(
        [NumberObject(0), NameObject("/Fit")]
    )
    return _written(writer)


def pdf_with_launch() -> bytes:
    """A PDF with a link that starts a program."""
    writer = _blank()
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    )
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (0, 0, 90, 90)]),
            NameObject("/A"): action,
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    return _written(writer)


def pdf_with_attachment() -> bytes:
    """A PDF that brings a file with it."""
    writer = _blank()
    writer.add_attachment("salary.exe", b"MZ\x90")
    return _written(writer)


def locked_pdf() -> bytes:
    """A PDF behind a password."""
    writer = _blank()
    writer.encrypt("secret")
    return _written(writer)
