"""What every answer carries, and what no page carries."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.contracts.given import file, jpeg
from wasl.domains.decisions.tests.given import given_decision
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.faces.edge.routes import scopes_of, views_declared
from wasl.faces.edge.tests.given import given_signed_in
from wasl.faces.portal.tests.given import (
    given_association,
    given_basket_asked,
    given_draft_filled,
    last_code,
)

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
NEEDED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _check_headers(answer: Any, what: object) -> None:
    for name, value in NEEDED.items():
        assert answer.get(name) == value, (what, name)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy, what
    assert "unsafe" not in policy, what
    assert "http" not in policy, what
    assert answer["Permissions-Policy"], what
    assert answer["Cache-Control"], what


class _Page(HTMLParser):
    """Finds what a strict policy would refuse, and what comes from elsewhere."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self.found: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._in_script = tag == "script" and told.get("type", "") != "application/json"
        if tag == "style" or (self._in_script and "src" not in told):
            self.found.append(f"{self.what}: <{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"{self.what}: {name}={value}")
            if name in ("src", "href", "action") and (value or "").strip().startswith(
                ("javascript:", "http:", "https:", "//", "data:text")
            ):
                if tag != "a":
                    self.found.append(f"{self.what}: {tag} {name}={value}")
                elif (value or "").startswith("javascript:"):
                    self.found.append(f"{self.what}: {value}")

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.found.append(f"{self.what}: script {data.strip()[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def _troubles(answer: Any, what: str) -> list[str]:
    if not answer.get("Content-Type", "").startswith("text/html"):
        return []
    page = _Page(what)
    page.feed(answer.content.decode())
    return page.found


def test_an_inline_script_or_style_would_be_found() -> None:
    page = _Page("x")
    page.feed('<p style="x" onclick="y">a</p><script>z</script><style>b</style><img src="//e.f/">')
    assert len(page.found) == 6


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/", 302),
        ("get", "/manarat/", 200),
        ("get", "/manarat/nothing/here/", 404),
        ("get", "/nobody/", 404),
        ("get", "/manarat/survey/none/", 404),
        ("get", "/manarat/desk/", 302),
        ("get", "/account/login/", 200),
        ("get", "/account/logout/", 405),
        ("post", "/account/logout/", 302),
        ("get", "/api/v1/manarat/services", 200),
        ("get", "/api/v1/manarat/nothing", 404),
        ("post", "/api/v1/manarat/receipts/sms", 401),
        ("get", "/static/none.css", 404),
        ("get", "/%00", 404),
        ("get", "/manarat", 301),
    ],
)
def test_every_answer_carries_the_headers(method: str, path: str, status: int) -> None:
    given_association()
    answer = getattr(Client(), method)(path)
    assert answer.status_code == status
    _check_headers(answer, path)


def test_refused_bodies_hosts_tokens_and_defects_carry_the_headers(monkeypatch: Any) -> None:
    given_association()
    client = Client(enforce_csrf_checks=True)
    client.raise_request_exception = False
    _check_headers(client.post("/manarat/phone/", {"x": "y"}), 403)
    _check_headers(client.post("/manarat/phone/", {"x": "y" * 3_000_000}), 413)
    foreign = client.get("/", headers={"Host": "evil.example"})
    assert foreign.status_code == 400
    _check_headers(foreign, 400)
    monkeypatch.setattr("wasl.faces.portal.views.public.services_offered", None)
    broken = client.get("/manarat/services/")
    assert broken.status_code == 500
    _check_headers(broken, 500)
    assert _troubles(broken, "500") == []


def test_static_files_carry_the_headers_and_the_redirect_to_tls_too(settings: Any) -> None:
    folder = Path(settings.STATIC_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tried.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.WHITENOISE_AUTOREFRESH = True
    answer = Client().get("/static/tried.svg")
    assert answer.status_code == 200
    _check_headers(answer, "static")
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/")
    assert answer.status_code == 301
    _check_headers(answer, "to TLS")


def test_the_cookies_of_staff_and_visitors_are_closed_to_scripts_and_foreign_pages() -> None:
    manarat = given_association()
    client = Client()
    given_signed_in(client, manarat)
    client.post("/language/", {"language": "en"})
    client.post("/manarat/services/urgent-aid/apply/begin/")
    client.get("/manarat/phone/")
    assert {"sessionid", "csrftoken", "language"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name
        assert not cookie["domain"], name


_DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "wasl.project.settings.production",
    "SECRET_KEY": "only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
    "WASL_MASTER_KEYS": "1:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
    "WASL_HOSTS": "wasl.example",
    "WASL_BASE_URL": "https://wasl.example",
    "WASL_SMTP_HOST": "mail.example",
    "WASL_SMS_SECRET": "only for this check",
    "WASL_SMS_URL": "https://sms.example/send",
}
_COOKIES = """
import django; django.setup()
from django.conf import settings as s
assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.LANGUAGE_COOKIE_SECURE
assert s.SESSION_COOKIE_HTTPONLY and s.CSRF_COOKIE_HTTPONLY
assert not s.DEBUG and s.SECURE_HSTS_SECONDS >= 31536000
assert not s.WASL_SIMULATORS and not s.WASL_DEMO_TOTP
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["-m", "django", "check", "--deploy", "--fail-level", "WARNING"], ["-c", _COOKIES]]
)
def test_the_settings_of_an_installation_are_clean(words: list[str], tmp_path: Path) -> None:
    environment = os.environ | _DEPLOYED
    environment |= {"WASL_VAR": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    told = subprocess.run(
        [sys.executable, *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def _filled(address: str, keys: dict[str, str]) -> str:
    path = address.replace("<slug:slug>", "manarat")
    for name, value in keys.items():
        path = re.sub(rf"<\w+:{name}>", value, path)
    return re.sub(r"<\w+:\w+>", "identity", path)


@pytest.mark.slow
def test_no_page_of_the_desk_has_an_inline_script_or_style_or_comes_from_elsewhere() -> None:
    bench, decision = given_decision()
    roles = ("officer", "researcher", "director", "auditor", "registrar", "reviewer")
    browser = browser_of(given_member(bench.association, *roles, "department_head"))
    keys = {
        "application": str(bench.application),
        "session": str(bench.session),
        "item": str(bench.item),
        "decision": str(decision.pk),
    }
    found, shown = [], 0
    for address, _, view in views_declared():
        if not address.startswith("/<slug:slug>/desk/"):
            continue
        for scope in scopes_of(view):
            path = _filled(address, keys)
            for method in scope.methods:
                answer = getattr(browser, method.lower())(path)
                assert answer.status_code < 500, (method, path)
                if "/documents/" not in path:
                    _check_headers(answer, path)
                found += _troubles(answer, f"{method} {path}")
                shown += answer.status_code == 200
    assert found == []
    assert shown > 15


@pytest.mark.slow
def test_no_page_of_the_portal_has_an_inline_script_or_style_or_comes_from_elsewhere() -> None:
    manarat = given_association()
    sent = given_basket_asked(manarat)
    client = Client()
    client.post("/manarat/follow/", {"reference": sent.reference})
    client.post("/manarat/follow/code/", {"code": last_code(manarat)})
    draft = given_draft_filled(client)
    key = draft.rstrip("/").rpartition("/")[2]
    steps = ["who", "name", "identity", "birth", "city", "q-need", "q-event_on", "q-payee_iban"]
    pages = [f"{draft}{step}/" for step in steps]
    for address, _, view in views_declared():
        if "/desk/" in address or address.startswith(("/api/", "^", "/^")):
            continue
        case = str(sent.application) if "/follow/" in address else key
        path = _filled(address, {"application": case, "service": "urgent-aid", "page": "form"})
        if any("GET" in scope.methods for scope in scopes_of(view)) and "discard" not in path:
            pages.append(path)
    found, shown = [], 0
    for path in pages:
        for method in ("get", "post"):
            if method == "post" and path.endswith(("leave/", "logout/", "take-back/")):
                continue
            answer = getattr(client, method)(path)
            assert answer.status_code < 500, (method, path)
            found += _troubles(answer, f"{method} {path}")
            shown += answer.status_code == 200
    assert found == []
    assert shown > 25


def test_a_document_is_given_as_an_attachment_in_which_nothing_runs() -> None:
    manarat = given_association()
    client = Client()
    draft = given_draft_filled(client)
    client.post(f"{draft}documents/iban_certificate/", {"file": file(jpeg(), "a.jpg")})
    client.post(f"{draft}declaration/", {"signed_name": "نورة بنت عبدالله الحربي", "agreed": "on"})
    case = UUID(draft.rstrip("/").rpartition("/")[2])
    huda = browser_of(given_member(manarat, "officer"))
    answer = huda.get(f"/manarat/desk/cases/{case}/documents/iban_certificate/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
