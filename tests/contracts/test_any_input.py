"""Whatever is typed into any field of any door, nothing breaks.

Each run types into every field of every door something nasty chosen by chance, another on each
engine; the suite's seed, which stands at the head of its output, chooses the same again.
"""

import random
import re
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client

from wasl.domains.access.rules import STAFF_ROLES
from wasl.domains.decisions.tests.given import Bench, given_bench
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.faces.edge.routes import scopes_of, views_declared
from wasl.faces.portal.tests.given import given_association, given_draft

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FACES = Path(__file__).parents[2] / "src/wasl/faces"
_READ = re.compile(r'request\.(?:GET|POST|headers)\.get(?:list)?\(\s*"([\w-]+)"')
_FIELD = re.compile(r"^    (\w+) = [\w.]*(?:Field|_Typed|_day)\(", re.MULTILINE)
_NAMED = re.compile(r'name="([\w-]+)"')
NASTY: dict[str, str | bytes] = {
    "nul": "\x00",
    "long number": "9" * 5000,
    "foreign digits": "٩" * 30,
    "below zero": "-1",
    "long": "a" * 20_000,
    "half a letter": "\ud800",
    "no text": b"\xff\xfe",
    "a key": "00000000-0000-0000-0000-000000000000",
    "a day": "2026-13-45",
    "superscript": "²",
}


def _names() -> list[str]:
    """Every name that some door reads."""
    found = set()
    for path in FACES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(_READ.findall(text)) | set(_FIELD.findall(text))
    for path in FACES.rglob("*.html"):
        found |= set(_NAMED.findall(path.read_text(encoding="utf-8")))
    return sorted(found - {"csrfmiddlewaretoken", "next"})


def _encoded(value: str | bytes) -> str:
    return quote(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))


NAMES = _names()
ENCODED = [_encoded(value) for value in NASTY.values()]
LONG_IN_ARABIC = _encoded("ا" * 20_000)


def _typed() -> str:
    """Something nasty for every name; what takes a hundred thousand bytes for one, as a form of
    more than two million is refused before it is read."""
    longest = random.choice(NAMES)
    return "&".join(
        f"{name}={LONG_IN_ARABIC if name == longest else random.choice(ENCODED)}" for name in NAMES
    )


def _told(client: Client, path: str, methods: set[str]) -> list[object]:
    client.raise_request_exception = False
    typed = _typed()
    wrong: list[object] = []
    for method in methods & {"GET", "POST"}:
        if method == "GET":
            answer = client.get(f"{path}?{typed}")
        else:
            answer = client.post(path, typed, content_type="application/x-www-form-urlencoded")
        if answer.status_code >= 500 or answer.status_code == 413:
            wrong.append((method, path, answer.status_code))
    return wrong


def _filled(address: str, **keys: object) -> str:
    path = address.replace("<slug:slug>", "manarat")
    for name, value in keys.items():
        path = re.sub(rf"<\w+:{name}>", str(value), path)
    path = re.sub(r"<uuid\w*:\w+>", str(keys["application"]), path)
    return re.sub(r"<\w+:\w+>", "members", path)


@pytest.fixture
def bench() -> Bench:
    """A case before an open session."""
    return given_bench()


def test_nothing_typed_at_the_desk_breaks_it(bench: Bench) -> None:
    browser = browser_of(given_member(bench.association, *sorted(STAFF_ROLES)))
    wrong = []
    for address, _, view in views_declared():
        if address.startswith("/<slug:slug>/desk/"):
            methods = {method for scope in scopes_of(view) for method in scope.methods}
            path = _filled(
                address, application=bench.application, session=bench.session, item=bench.item
            )
            wrong += _told(browser, path, methods)
    assert wrong == []


def test_nothing_typed_at_the_portal_breaks_it() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "household"})
    case = UUID(draft.rstrip("/").rpartition("/")[2])
    steps = ("name", "identity", "birth", "city", "q-event_on", "q-household_income", "q-need")
    wrong = []
    for step in (*steps, "q-payee_iban", "q-event_kind", "documents/iban_certificate", "consent-x"):
        wrong += _told(client, f"{draft}{step}/", {"GET", "POST"})
    for address, _, view in views_declared():
        if "/desk/" in address or "(?P" in address or address.endswith("logout/"):
            continue
        methods = {method for scope in scopes_of(view) for method in scope.methods}
        if not address.endswith("discard/"):
            path = _filled(address, application=case, service="urgent-aid", key="iban_certificate")
            wrong += _told(client, path, methods)
    assert wrong == []
