"""Documents as boards and attackers send them, made anew by each test."""

import io
import zipfile
from typing import Any

import typst
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from wasl.gateways.printing.typesetter import FONTS

SENTENCE = "تستقبل الجمعية ضيوفها في القاعة الأولى، والآن لا إعلان إلا في لوحة المدخل."


def pdf(markup: str) -> bytes:
    """A PDF with a text layer, set from right to left."""
    page = f'#set text(font: "IBM Plex Sans Arabic", lang: "ar", size: 11pt)\n{markup}'
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    made = typst.compile(page.encode(), format="pdf", font_paths=fonts)
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no document")
    return made


def pdf_of_pages(pages: int) -> bytes:
    """A PDF of so many short pages."""
    return pdf("\n#pagebreak()\n".join(f"الصفحة {number}" for number in range(1, pages + 1)))


def locked_pdf() -> bytes:
    """A PDF behind a password."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf(SENTENCE))))
    writer.encrypt("open sesame")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def pdf_with_empty_password() -> bytes:
    """A PDF that forbids copying and opens without a password."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf(SENTENCE))))
    writer.encrypt("", "owner only")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def scanned_pdf() -> bytes:
    """A PDF of one picture, without a text layer."""
    picture = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(picture).line((50, 60, 500, 70), fill=0, width=4)
    written = io.BytesIO()
    picture.save(written, "PDF")
    return written.getvalue()


def word_bytes(document: Any) -> bytes:
    """A Word document as it is stored."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word() -> bytes:
    """A Word document with what boards put into one."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "جمعية رواسي"
    section.footer.paragraphs[0].text = "حي النخيل"
    document.add_heading("سياسة الضيافة", 0)
    for words in ("استقبال الضيف", "تقديم القهوة"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("كرسي للكبير", style="List Bullet 2")
    document.add_paragraph("توديع الضيف", style="List Number")
    table = document.add_table(0, 2)
    for label, value in (("رقم الإصدار", "الأولى"), ("مالك السياسة", "مجلس الإدارة")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    broken = document.add_paragraph("سطر أول")
    broken.runs[0].add_break()
    broken.add_run("سطر ثان")
    choice = document.add_paragraph()
    for words, state in (("داخلي", "1"), ("خارجي", "0")):
        choice._p.append(parse_xml(_BOX.format(state=state)))
        choice.add_run(f" {words} ")
    deleted = document.add_paragraph("بقي ")
    gone = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "محذوف"
    run.append(text)
    gone.append(run)
    deleted._p.append(gone)
    return word_bytes(document)


_BOX = (
    "<w:sdt "
    + nsdecls("w")
    + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
    '<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>"
)


def word_with_own_numbers(pattern: str, kind: str) -> bytes:
    """A Word list numbered in its own manner, such as “%1-” with Arabic letters."""
    document = Document()
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/>'
        "</w:lvl></w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for words in ("الباب", "النافذة", "الدرج"):
        paragraph = document.add_paragraph(words)
        numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_numId().val = 77
        numbered.get_or_add_ilvl().val = 0
    return word_bytes(document)


def word_of_pages(pages: int) -> bytes:
    """A Word document broken into so many pages."""
    document = Document()
    for number in range(1, pages + 1):
        document.add_paragraph(f"الصفحة {number}")
        if number < pages:
            document.add_page_break()
    return word_bytes(document)


def word_that_unfolds(size: int) -> bytes:
    """A small Word document whose text unfolds to so many bytes."""
    return _changed(word(), "word/document.xml", b"<a>" + b" " * size + b"</a>")


def word_with_entities() -> bytes:
    """A Word document whose text is an entity of entities."""
    body = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "0123456789">'
        + b"".join(
            b'<!ENTITY %c "%s">' % (97 + step, (b"&%c;" % (96 + step)) * 10) for step in range(1, 9)
        )
        + b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&i;&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    return _changed(word(), "word/document.xml", body)


def spreadsheet() -> bytes:
    """A package that is no Word document."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    return written.getvalue()


def _changed(document: bytes, part: str, content: bytes) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, content if one == part else old.read(one))
    return written.getvalue()
