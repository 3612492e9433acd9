"""What the door answers when something is wrong, too large or too often."""

import json
import time
from uuid import UUID

import pytest
import structlog
from django.test import Client

from wasl.domains.associations.tests.given import given_association
from wasl.faces.edge.limits import MOST_OF_A_FORM
from wasl.faces.edge.tests.given import given_account, given_signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wasl.faces.edge.tests.doors")]


@pytest.fixture
def manarat() -> UUID:
    return given_association("manarat")


@pytest.fixture
def quiet_client(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("kind", ["disk", "locked"])
def test_a_full_disk_is_503_and_says_when_to_come_back(
    quiet_client: Client, manarat: UUID, kind: str
):
    answer = quiet_client.get(f"/manarat/trouble/?kind={kind}")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "الرقم" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["schema", "defect"])
def test_a_defect_has_a_number_and_its_log_no_personal_data(
    quiet_client: Client, manarat: UUID, kind: str
):
    with structlog.testing.capture_logs() as logs:
        answer = quiet_client.get(f"/manarat/trouble/?kind={kind}")
    assert answer.status_code == 500
    (entry,) = [log for log in logs if log["event"] == "defect"]
    assert entry["number"] in answer.content.decode()
    assert entry["route"] == "<slug:slug>/trouble/"
    assert "1000000008" not in json.dumps(logs, default=str)
    assert "1000000008" not in answer.content.decode()


def test_o36_a_large_body_is_refused_before_it_is_read(client: Client, manarat: UUID):
    started = time.monotonic()
    answer = client.post(
        "/manarat/prove/", data=b"[" * (50 * 1024 * 1024), content_type="application/json"
    )
    assert answer.status_code == 413
    assert time.monotonic() - started < 1
    form = {"what": "x" * MOST_OF_A_FORM}
    assert client.post("/manarat/prove/", form).status_code in (400, 413)


def test_o37_five_thousand_fields_are_refused(client: Client, manarat: UUID):
    fields = "&".join(f"f{number}=1" for number in range(5000))
    answer = client.post(
        "/manarat/prove/", fields, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/manarat/", "/account/login/", "/account/password/reset/"])
def test_o18_a_foreign_host_is_refused(client: Client, manarat: UUID, path: str):
    assert client.get(path, headers={"Host": "evil.example"}).status_code == 400


def test_o18_the_mail_names_our_own_host(client: Client, manarat: UUID, mailoutbox, settings):
    settings.WASL_BASE_URL = "https://wasl.example"
    _, email = given_account(manarat)
    answer = client.post(
        "/account/password/reset/",
        {"email": email},
        headers={"X-Forwarded-Host": "evil.example"},
    )
    assert answer.status_code == 302
    (mail,) = mailoutbox
    assert "https://wasl.example/account/password/reset/key/" in mail.body
    assert "evil" not in mail.body + mail.subject


def test_a_link_of_a_mail_sets_a_new_password(client: Client, manarat: UUID, mailoutbox):
    _, email = given_account(manarat)
    client.post("/account/password/reset/", {"email": email})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    page = client.get(link[link.index("/account") :], follow=True)
    new = "نخلة-بعيدة-عند-الماء-9"
    kept = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert kept["Location"] == "/account/password/reset/key/done/"
    assert client.get(kept["Location"]).status_code == 200
    signed = client.post("/account/login/", {"login": email, "password": new})
    assert signed.status_code == 302


def test_nobody_writes_to_an_unknown_mailbox(client: Client, manarat: UUID, mailoutbox):
    answer = client.post("/account/password/reset/", {"email": "unknown@example.org"})
    assert answer["Location"] == "/account/password/reset/done/"
    assert mailoutbox == []


def test_what_comes_too_often_waits(client: Client, manarat: UUID):
    answers = [client.get("/manarat/rare/").status_code for _ in range(5)]
    assert answers == [404, 404, 404, 429, 429]
    last = client.get("/manarat/rare/")
    assert 0 < int(last["Retry-After"]) <= 3600
    assert client.get("/manarat/rare/", REMOTE_ADDR="10.0.0.9").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/manarat/", "/nobody/", "/manarat/desk/", "/manarat/trouble/", "/account/login/", "/%00"],
)
def test_every_answer_carries_the_headers(quiet_client: Client, manarat: UUID, path: str):
    answer = quiet_client.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"]


def test_a_refused_body_carries_the_headers_too(client: Client):
    answer = client.post("/account/login/", {"x": "y" * 3_000_000})
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_pages_of_the_signed_in_are_kept_by_no_cache(client: Client, manarat: UUID):
    assert client.get("/manarat/")["Cache-Control"] != "no-store"
    given_signed_in(client, manarat)
    assert client.get("/manarat/desk/")["Cache-Control"] == "no-store"
    client.post("/manarat/prove/", {"what": "draft"})
    assert client.get("/manarat/own/")["Cache-Control"] == "no-store"


def test_arabic_unless_english_was_chosen(client: Client):
    page = client.get("/account/login/", headers={"Accept-Language": "en"})
    assert page["Content-Language"] == "ar"
    assert 'dir="rtl"' in page.content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/account/login/?next=/x"})
    assert answer["Location"] == "/account/login/?next=/x"
    page = client.get("/account/login/")
    assert 'dir="ltr"' in page.content.decode()
    client.post("/language/", {"language": "tlh"})
    assert client.get("/account/login/")["Content-Language"] == "ar"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_the_language_switch_leads_to_no_foreign_place(client: Client, target: str):
    answer = client.post("/language/", {"language": "en", "next": target})
    assert answer["Location"] == "/"
