"""Bad and abusive inputs of those who apply: keys, numbers, files and words."""

import io
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
import zlib
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import structlog
from django.test import Client
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.contracts.given import (
    ARABIC,
    NOURA,
    NOURA_ID,
    SALEM_ID,
    all_at_once,
    applications_kept,
    basket,
    copied,
    file,
    jpeg,
    send,
    text_of,
)
from tests.faults.test_submission_kills import database_url
from wasl.domains.applications.queries import (
    application_for_work,
    application_sheet,
    document_content,
)
from wasl.domains.notifications.queries import messages_about
from wasl.faces.portal.tests.given import given_association, given_draft, given_draft_filled
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
PAPER = "iban_certificate"


@pytest.fixture
def manarat() -> UUID:
    """Manarat as its profile describes it."""
    return given_association()


def _case(association: UUID, answer: Any) -> Any:
    return application_for_work(Actor.system(association), application=UUID(answer.json()["id"]))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_o1_fifty_equal_sendings_at_once_show_one_reference() -> None:
    manarat = given_association()
    key = str(uuid4())
    answers = all_at_once(lambda _: send(Client(), basket(), key=key), 50)
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200] * 49 + [201]
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert applications_kept(manarat) == 1
    about = UUID(answers[0].json()["id"])
    assert len(messages_about(Actor.system(manarat), about=about)) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_o1_ten_presses_of_the_send_button_show_one_confirmation() -> None:
    manarat = given_association()
    browser = Client()
    draft = given_draft_filled(browser)
    typed = {"signed_name": NOURA, "agreed": "on"}
    tabs = [copied(browser) for _ in range(10)]
    answers = all_at_once(lambda n: tabs[n].post(f"{draft}declaration/", typed), 10)
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"{draft}done/")
    }
    assert applications_kept(manarat) == 1


def test_o2_the_same_key_with_another_id_is_409_and_nothing_is_stored(manarat: UUID) -> None:
    client, key = Client(), str(uuid4())
    first = send(client, basket(), key=key)
    other = dict(basket()["applicant"], national_id=SALEM_ID)
    answer = send(client, basket(applicant=other), key=key)
    assert (answer.status_code, answer.json()["code"]) == (409, "KeyReused")
    assert applications_kept(manarat) == 1
    assert _case(manarat, first).applicant["national_id"] == NOURA_ID


def test_o3_an_id_in_arabic_digits_and_spaces_is_the_same_person(manarat: UUID) -> None:
    spaced = " ١٠١٢ ٣٤٥ ٦٧٢ "
    found = [
        _case(
            manarat, send(Client(), basket(applicant=basket()["applicant"] | {"national_id": it}))
        )
        for it in (NOURA_ID, spaced, NOURA_ID.translate(ARABIC))
    ]
    assert len({case.party for case in found}) == 1
    assert len({tuple(sorted(case.conflict_indexes)) for case in found}) == 1


@pytest.mark.parametrize("number", ["1012345673", "3012345672", "101234567", "10123456x2"])
def test_o4_a_wrong_id_is_shown_at_its_field_and_stands_in_no_log(
    manarat: UUID, number: str, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "self"})
    with structlog.testing.capture_logs() as logs:
        answer = client.post(f"{draft}identity/", {"national_id": number})
        machine = send(client, basket(applicant=basket()["applicant"] | {"national_id": number}))
    assert answer.status_code == machine.status_code == 422
    assert 'href="#id_national_id"' in answer.content.decode()
    assert "applicant.national_id" in machine.json()["errors"]
    said = json.dumps(logs, default=str) + caplog.text + "".join(capfd.readouterr())
    assert number not in said
    assert number not in machine.content.decode()


def test_o7_fields_that_nobody_may_set_are_refused_whole(manarat: UUID) -> None:
    for name in ("tenant_id", "association", "status", "stage", "decided_by", "outcome"):
        answer = send(Client(), basket() | {name: "x"})
        assert (answer.status_code, answer.json()["code"]) == (400, "FieldUnknown"), name
    for part in ("applicant", "answers"):
        answer = send(Client(), basket(**{part: basket()[part] | {"decided_by": "x"}}))
        assert answer.status_code == 400, part
    assert applications_kept(manarat) == 0


def _uploading() -> tuple[Client, str, UUID]:
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "self"})
    return client, f"{draft}documents/{PAPER}/", UUID(draft.rstrip("/").rpartition("/")[2])


def _upload(content: bytes, name: str = "photo.jpg") -> Any:
    client, here, _ = _uploading()
    return client.post(here, {"file": file(content, name)})


def _stored(association: UUID, application: UUID) -> Any:
    return document_content(Actor.system(association), application=application, key=PAPER)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg onload='alert(1)'/>",
        b"<html><script>alert(1)</script></html>",
        b"MZ\x90\x00 a program",
        b"GIF89a\x01\x00\x01\x00",
    ],
)
def test_o8_a_drawing_with_a_script_named_as_a_photo_is_415(manarat: UUID, content: bytes) -> None:
    answer = _upload(content)
    assert answer.status_code == 415
    assert 'href="#id_file"' in answer.content.decode()


def test_o9_what_hangs_behind_a_photo_is_not_kept(manarat: UUID) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("evil.txt", "hidden words")
    for tail in (b"<script>alert(1)</script>", zipped.getvalue()):
        client, here, application = _uploading()
        assert client.post(here, {"file": file(jpeg() + tail, "a.jpg")}).status_code == 302
        kept = _stored(manarat, application)
        assert kept.content.startswith(b"\xff\xd8\xff")
        for trace in (b"<script", b"PK\x03\x04", b"hidden words"):
            assert trace not in kept.content


def _large_png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    squeezed = zlib.compressobj(9)
    line = b"\x00" * (side // 8 + 1)
    data = b"".join(squeezed.compress(line) for _ in range(side)) + squeezed.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_o10_a_small_file_that_unfolds_to_a_huge_picture_is_422(manarat: UUID) -> None:
    content = _large_png(12_000)
    assert len(content) < 20_000
    assert _upload(content, "a.png").status_code == 422


def test_o11_o12_place_and_comment_of_a_photo_are_gone(manarat: UUID) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = f"ID {SALEM_ID}"
    content = jpeg(exif=exif.tobytes(), comment=f"ID {NOURA_ID}".encode())
    assert NOURA_ID.encode() in content
    client, here, application = _uploading()
    assert client.post(here, {"file": file(content, "a.jpg")}).status_code == 302
    kept = _stored(manarat, application).content
    assert NOURA_ID.encode() not in kept
    assert SALEM_ID.encode() not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


@pytest.mark.parametrize("kind", ["script", "embedded"])
def test_o13_a_pdf_that_acts_is_refused(manarat: UUID, kind: str) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if kind == "script":
        act = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("1"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(act)
    else:
        writer.add_attachment("evil.txt", b"hidden")
    written = io.BytesIO()
    writer.write(written)
    assert _upload(written.getvalue(), "a.pdf").status_code == 422


def test_o14_a_document_that_unfolds_without_end_is_415_before_unpacking(manarat: UUID) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 40_000_000)
    started = time.monotonic()
    answer = _upload(zipped.getvalue(), "letter.docx")
    assert answer.status_code == 415
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.jpg",
        "..\\..\\windows\\x.jpg",
        "a\x00b.jpg",
        "a\r\nSet-Cookie: x=1.jpg",
        "م" * 300 + ".jpg",
        "photo\u202egpj.exe",
        "<img src=x onerror=alert(1)>.jpg",
        ".",
    ],
)
def test_o15_a_hostile_file_name_reaches_neither_disk_nor_reader(
    manarat: UUID, name: str, settings: Any
) -> None:
    client, here, application = _uploading()
    boundary = "b0undary"
    shown = name.replace("\r\n", "%0D%0A").replace('"', "%22")
    body = (
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{shown}"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        ).encode()
        + jpeg()
        + f"\r\n--{boundary}--\r\n".encode()
    )
    answer = client.post(here, body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code in (302, 400, 422)
    if answer.status_code != 302:
        return
    kept = _stored(manarat, application)
    assert not any(bad in kept.file_name for bad in ("/", "\\", "\0", "\r", "\n", "\u202e"))
    assert 0 < len(kept.file_name) <= 120
    assert "<img src=x" not in text_of(client.get(here.replace(f"{PAPER}/", "")))
    for path in Path(settings.WASL_FILES).rglob("*"):
        if path.is_file():
            assert UUID(path.name)


MARKUP = ("<img src=x onerror=alert(1)>", "{{7*7}}", "${7*7}", "</textarea><script>x</script>")


@pytest.mark.parametrize("words", MARKUP)
def test_o17_markup_in_every_text_field_is_shown_as_text(manarat: UUID, words: str) -> None:
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "household"})
    client.post(f"{draft}name/", {"name": words})
    client.post(f"{draft}city/", {"city": words})
    client.post(f"{draft}identity/", {"has_other": "on", "identity_reason": words})
    client.post(f"{draft}family/add/", {"name": words, "relation": "child"})
    for question in ("need", "city", "payee_name"):
        client.post(f"{draft}q-{question}/", {"answer": words})
    pages = ("", "name/", "city/", "family/", "check/", "q-need/", "identity/", "declaration/")
    seen = 0
    for page in pages:
        text = text_of(client.get(f"{draft}{page}", follow=True))
        assert "<img src=x" not in text, page
        assert "<script>x" not in text, page
        seen += "7*7" in text or "onerror" in text or "&lt;script" in text
    assert seen
    client.post(f"{draft}declaration/", {"signed_name": words, "witness": words})
    wrong = client.post(f"{draft}declaration/", {"signed_name": words, "witness": words})
    assert "<img src=x" not in text_of(wrong)
    refused = send(Client(), basket(signed_name=words, service=words))
    assert refused["Content-Type"].startswith("application/problem+json")


_SERVER = """
import os, sys
from wsgiref.simple_server import WSGIRequestHandler, make_server
from django.core.wsgi import get_wsgi_application
inner = get_wsgi_application()

class Quiet(WSGIRequestHandler):
    def log_message(self, *said):
        pass

def dying(environ, start_response):
    answer = inner(environ, start_response)
    if os.environ.get("DIE") and environ["REQUEST_METHOD"] == "POST":
        os.kill(os.getpid(), 9)
    return answer

server = make_server("127.0.0.1", int(sys.argv[1]), dying, handler_class=Quiet)
print("ready", flush=True)
server.serve_forever()
"""


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _server(port: int, *, is_dying: bool) -> "subprocess.Popen[str]":
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "wasl.project.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "DIE": "1" if is_dying else "",
    }
    child = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "ready"
    return child


def _sent_over_the_wire(port: int, key: str) -> dict[str, Any]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/manarat/applications",
        data=json.dumps(basket()).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": key},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_o33_a_server_killed_before_it_answered_gives_the_same_reference_to_the_retry() -> None:
    manarat = given_association()
    key = str(uuid4())
    port = _port()
    dying = _server(port, is_dying=True)
    with pytest.raises((urllib.error.URLError, ConnectionError, OSError)):
        _sent_over_the_wire(port, key)
    assert dying.wait(timeout=30) == -signal.SIGKILL
    assert applications_kept(manarat) == 1
    port = _port()
    living = _server(port, is_dying=False)
    try:
        told = [_sent_over_the_wire(port, key) for _ in range(2)]
    finally:
        living.terminate()
        living.wait(timeout=30)
    assert told[0]["reference"] == told[1]["reference"]
    assert applications_kept(manarat) == 1
    sheet = application_sheet(Actor.system(manarat), application=UUID(told[0]["id"]))
    assert sheet.case.reference.replace("-", "") == told[0]["reference"].replace("-", "")
    assert len(messages_about(Actor.system(manarat), about=UUID(told[0]["id"]))) == 1
