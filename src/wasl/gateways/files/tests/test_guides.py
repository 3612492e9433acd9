"""Word documents come out with their words alone, or are refused; other guides as any upload."""

import io
import zipfile

import pytest
from PIL import Image

from wasl.domains.applications.ports import FileRefused
from wasl.domains.knowledge.ports import GuideRefused, NoRoom
from wasl.domains.parties.tests import files as sent
from wasl.foundation.identifiers import uuid7
from wasl.gateways.files.cleaner import LimitedProcess
from wasl.gateways.files.folder import EncryptedFolder
from wasl.gateways.files.guides import GuideFiles
from wasl.gateways.files.redraw import WORD

CLEANER = LimitedProcess()
MAIN = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/></Types>'
)
RELATION = '<Relationship Id="r{n}" Type="http://schemas.example/relationships/{kind}" {more}/>'


def relations(*each: str) -> str:
    return f"<Relationships>{''.join(each)}</Relationships>"


def docx(**parts: bytes | str) -> bytes:
    """A Word document; `parts` are added or replaced, `__` standing for a slash in their names."""
    whole: dict[str, bytes | str] = {
        "[Content_Types].xml": MAIN,
        "_rels/.rels": relations(
            RELATION.format(n=1, kind="officeDocument", more='Target="word/document.xml"'),
            RELATION.format(n=2, kind="core-properties", more='Target="docProps/core.xml"'),
        ),
        "docProps/core.xml": "<creator>هدى على جهازها</creator>",
        "word/document.xml": "<w:document><w:t>دليل البحث</w:t></w:document>",
        "word/media/photo.jpeg": sent.photo_with_comment("1012345672"),
    }
    whole |= {name.replace("__", "/"): part for name, part in parts.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in whole.items():
            archive.writestr(name, part)
    return packed.getvalue()


def trouble_of(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        CLEANER.document_made_safe(content)
    return refused.value.trouble


def test_the_words_stay_and_what_says_who_wrote_them_goes():
    safe = CLEANER.document_made_safe(docx())
    with zipfile.ZipFile(io.BytesIO(safe.content)) as kept:
        parts = {name: kept.read(name) for name in kept.namelist()}

    assert (safe.kind, safe.extension) == (WORD, "docx")
    assert "دليل البحث".encode() in parts["word/document.xml"]
    assert "docProps/core.xml" not in parts
    assert b"docProps" not in parts["_rels/.rels"] + parts["[Content_Types].xml"]
    assert b"1012345672" not in parts["word/media/photo.jpeg"]
    assert Image.open(io.BytesIO(parts["word/media/photo.jpeg"])).format == "JPEG"


def external(kind: str, target: str) -> str:
    return relations(
        RELATION.format(n=1, kind=kind, more=f'Target="{target}" TargetMode="External"')
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"word__vbaProject.bin": b"x"},
        {"word__embeddings__sheet.xlsx": b"x"},
        {"word__activeX__activeX1.xml": "<x/>"},
        {"word__media__old.emf": b"x"},
        {"word__document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><w:document/>"},
        {"word__document.xml": "<w:instrText>DDEAUTO c:\\\\x</w:instrText>"},
        {"[Content_Types].xml": MAIN.replace("main+xml", "macroEnabled.main+xml")},
        {"word___rels__settings.xml.rels": external("attachedTemplate", "https://evil.example/")},
        {"word___rels__document.xml.rels": external("image", "https://evil.example/x.png")},
        {"word___rels__document.xml.rels": external("hyperlink", "file:///etc/passwd")},
    ],
)
def test_what_could_act_is_refused(parts):
    assert trouble_of(docx(**parts)) == "active"


def test_a_link_to_be_clicked_stays():
    link = external("hyperlink", "https://manarat.example/")
    safe = CLEANER.document_made_safe(docx(**{"word___rels__document.xml.rels": link}))
    with zipfile.ZipFile(io.BytesIO(safe.content)) as kept:
        assert b"manarat.example" in kept.read("word/_rels/document.xml.rels")


def test_a_bomb_is_not_unpacked():
    assert trouble_of(docx(word__bomb="0" * (61 * 1024 * 1024))) == "size"


def test_what_is_no_word_document_is_of_no_kind():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert trouble_of(packed.getvalue()) == "kind"
    assert trouble_of(b"#!/bin/sh") == "kind"
    assert trouble_of(docx()[:200]) == "unreadable"


def test_applicants_send_no_word_documents():
    with pytest.raises(FileRefused):
        CLEANER.made_safe(docx())


def test_a_guide_is_kept_encrypted_and_read_again(tmp_path):
    guides, house = GuideFiles(EncryptedFolder(tmp_path, "guides"), CLEANER), uuid7()
    kept = guides.keep(docx(), association=house)

    assert guides.read(kept.id, association=house).startswith(b"PK")
    assert len(guides.read(kept.id, association=house)) == kept.size
    assert not next((tmp_path / str(house) / "guides").iterdir()).read_bytes().startswith(b"PK")
    with pytest.raises(KeyError):
        guides.read(kept.id, association=uuid7())
    guides.forget(kept.id, association=house)
    with pytest.raises(KeyError):
        guides.read(kept.id, association=house)


def test_troubles_keep_their_names(tmp_path):
    guides = GuideFiles(EncryptedFolder(tmp_path, "guides"), CLEANER)
    for content, trouble in ((b"MZ", "kind"), (b"%PDF-", "unreadable")):
        with pytest.raises(GuideRefused) as refused:
            guides.keep(content, association=uuid7())
        assert refused.value.trouble == trouble
    full = GuideFiles(EncryptedFolder(tmp_path / "file", "guides"), CLEANER)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NoRoom):
        full.keep(sent.pdf(), association=uuid7())
