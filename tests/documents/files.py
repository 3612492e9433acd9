"""Made-up documents as the files in which boards send them."""

import io
import json
from typing import Any

import typst
from docx import Document
from docx.oxml import OxmlElement

from tests.documents.made_up import Block, MadeUp
from wasl.gateways.printing.typesetter import FONTS

_FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
)
_PAGE = """#set page("a4", margin: 2.2cm)
#set text(font: "IBM Plex Sans Arabic", lang: "ar", size: 11pt)
#set par(justify: true)
#let blocks = json(bytes(sys.inputs.blocks))
#for block in blocks [
  #if block.kind == "title" [ #align(center, text(size: 17pt, weight: "bold", block.text)) ]
  #if block.kind == "heading" [ #v(4pt) #text(size: 13pt, weight: "bold", block.text) ]
  #if block.kind == "text" or block.kind == "margin" [ #par(block.text) ]
  #if block.kind == "item" [
    #pad(right: 0.6cm * (block.depth + 1), par(hanging-indent: 0.6cm, block.marker + block.text))
  ]
  #if block.kind == "table" [
    #table(columns: block.columns, stroke: 0.5pt, ..block.cells.map(cell => [#cell]))
  ]
]
"""


def as_pdf(made: MadeUp) -> bytes:
    """The document set from right to left, its tables with lines."""
    blocks = json.dumps(_blocks_with_tables(made.blocks), ensure_ascii=False)
    pdf = typst.compile(
        _PAGE.encode(), format="pdf", font_paths=_FONTS, sys_inputs={"blocks": blocks}
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no document")
    return pdf


def as_word(made: MadeUp) -> bytes:
    """The document in Word: letterhead and foot in the margins, items in Word's own lists or not."""
    document = Document()
    margins = [block.text for block in made.blocks if block.kind == "margin"]
    if margins:
        document.sections[0].header.paragraphs[0].text = margins[0]
        document.sections[0].footer.paragraphs[0].text = margins[-1]
    for block in _blocks_with_tables(made.blocks):
        if block["kind"] == "title":
            _turned(document.add_heading(block["text"], 0))
        elif block["kind"] == "heading":
            _turned(document.add_heading(block["text"], 1))
        elif block["kind"] == "text":
            _turned(document.add_paragraph(block["text"]))
        elif block["kind"] == "item":
            _item(document, block)
        elif block["kind"] == "table":
            _table(document, block)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _item(document: Any, block: dict[str, Any]) -> None:
    deeper = " 2" if block["depth"] else ""
    if block["marker"] in ("- ", "• "):
        _turned(document.add_paragraph(block["text"], style=f"List Bullet{deeper}"))
    else:
        _turned(document.add_paragraph(block["marker"] + block["text"]))


def _table(document: Any, block: dict[str, Any]) -> None:
    table = document.add_table(0, block["columns"], style="Table Grid")
    table._tblPr.append(OxmlElement("w:bidiVisual"))
    for start in range(0, len(block["cells"]), block["columns"]):
        row = table.add_row().cells
        for cell, words in zip(row, block["cells"][start:], strict=False):
            cell.text = words
            _turned(cell.paragraphs[0])


def _turned(paragraph: Any) -> None:
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _blocks_with_tables(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """The blocks as plain values, rows that follow one another as one table."""
    told: list[dict[str, Any]] = []
    for block in blocks:
        if block.kind != "row":
            told.append(
                {
                    "kind": block.kind,
                    "text": block.text,
                    "marker": block.marker,
                    "depth": block.depth,
                }
            )
            continue
        last = told[-1] if told else {}
        if last.get("kind") == "table" and last["columns"] == len(block.cells):
            last["cells"] += _ticked(block.cells)
        else:
            cells = [*_ticked(block.cells)]
            told.append({"kind": "table", "columns": len(block.cells), "cells": cells})
    return told


def _ticked(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Boxes as signs: tags stand only in text that another program took out."""
    ticked = '<input checked="" type="checkbox"/>'
    return tuple(
        cell.replace(ticked, "☑").replace('<input  type="checkbox"/>', "☐") for cell in cells
    )
