"""Every file is known by its content and comes out drawn anew, or is refused with its reason."""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from wasl.domains.applications.ports import FileRefused
from wasl.domains.parties.tests import files as sent
from wasl.gateways.apart import python_apart
from wasl.gateways.files import cleaner as cleaner_module
from wasl.gateways.files.cleaner import LARGEST, LimitedProcess, kind_of

CLEANER = LimitedProcess()


def trouble_of(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        CLEANER.made_safe(content)
    return refused.value.trouble


def test_the_child_is_alone_writes_nothing_and_finds_what_is_compiled(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    asked = "import sys; print(sys.flags.isolated, sys.dont_write_bytecode, sys.pycache_prefix)"

    child = subprocess.run([*python_apart(), "-c", asked], capture_output=True, text=True, env={})

    assert child.stdout.split() == ["1", "True", str(tmp_path)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_of_each_kind_comes_out_as_a_jpeg(kind):
    safe = CLEANER.made_safe(sent.photo(kind=kind))
    assert (safe.kind, safe.extension) == ("image/jpeg", "jpg")
    assert Image.open(io.BytesIO(safe.content)).size == (640, 480)


def test_place_camera_and_thumbnail_are_gone_and_the_picture_stands_upright():
    safe = CLEANER.made_safe(sent.photo_with_gps())
    drawn = Image.open(io.BytesIO(safe.content))
    assert drawn.size == (480, 640)
    assert not drawn.getexif()
    assert b"PhoneMaker" not in safe.content
    assert b"Exif" not in safe.content


def test_a_comment_is_gone():
    assert b"1012345672" in sent.photo_with_comment("ID 1012345672")
    safe = CLEANER.made_safe(sent.photo_with_comment("ID 1012345672"))
    assert b"1012345672" not in safe.content


def test_what_follows_the_end_is_gone():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("evil.js", "alert(1)")
    for tail in (b"<script>alert(1)</script>", archive.getvalue()):
        for head in (sent.photo(), sent.pdf()):
            stored = CLEANER.made_safe(head + tail).content
            assert b"<script>" not in stored
            assert b"PK\x03\x04" not in stored


def test_a_large_photo_is_made_smaller():
    drawn = Image.open(io.BytesIO(CLEANER.made_safe(sent.photo((6000, 4000))).content))
    assert max(drawn.size) <= 3508


def test_a_transparent_picture_is_painted_on_white():
    written = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")
    drawn = Image.open(io.BytesIO(CLEANER.made_safe(written.getvalue()).content))
    assert drawn.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04" + b"\0" * 100,
        b"GIF89a" + b"\0" * 100,
        b"MZ\x90\0",
        b"",
    ],
)
def test_what_is_no_photo_or_pdf_is_refused_by_its_content(content):
    assert trouble_of(content) == "kind"


def test_a_picture_that_unfolds_to_far_too_many_pixels_is_refused():
    bomb = sent.png_claiming(12_000, 12_000)
    assert len(bomb) < 30_000
    assert trouble_of(bomb) == "pixels"


@pytest.mark.parametrize(
    "content",
    [
        sent.png_claiming(12_000, 12_000),
        sent.png_claiming(6_300, 6_300),
        sent.photo((8_000, 6_000)),
        sent.photo((6_000, 5_000), "PNG"),
    ],
    ids=["bomb", "largest png", "largest photo", "colour png"],
)
def test_the_child_never_takes_more_than_300_megabytes(content):
    child = subprocess.run(
        [*python_apart(), str(cleaner_module._REDRAW), kind_of(content) or ""],
        input=content,
        capture_output=True,
        env={},
        cwd="/",
    )
    header = json.loads(child.stdout.partition(b"\n")[0])
    assert int(header["peak"]) <= 300 * 1024


@pytest.mark.parametrize(
    "content",
    [
        sent.pdf_with_script(),
        sent.pdf_with_opening_action(),
        sent.pdf_with_launch(),
        sent.pdf_with_attachment(),
        sent.locked_pdf(),
        sent.pdf(pages=61),
    ],
    ids=["script", "opening action", "launch", "attachment", "locked", "long"],
)
def test_a_pdf_that_can_act_or_hide_or_is_locked_is_refused(content):
    assert trouble_of(content) == "pdf"


def test_a_plain_pdf_keeps_its_pages_and_loses_its_author():
    for content in (sent.pdf(pages=3), sent.pdf_opening_at_a_page()):
        safe = CLEANER.made_safe(content)
        assert safe.kind == "application/pdf"
        assert len(PdfReader(io.BytesIO(safe.content)).pages) in (1, 3)
        assert b"1012345672" not in safe.content
        assert b"/OpenAction" not in safe.content


def test_a_damaged_file_is_told_as_such():
    assert trouble_of(sent.photo()[:300]) == "unreadable"
    assert trouble_of(b"%PDF-1.7\nnothing") == "unreadable"


def test_too_many_bytes_are_refused_unopened():
    assert trouble_of(b"\xff\xd8\xff" + b"\0" * LARGEST) == "size"


@settings(max_examples=8, deadline=None)
@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n"]), st.binary(max_size=300)
)
def test_whatever_bytes_follow_a_header_the_answer_is_a_reason(head, tail):
    assert trouble_of(head + tail) in ("unreadable", "pixels", "pdf")
