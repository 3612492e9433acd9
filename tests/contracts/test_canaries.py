"""Values that stand nowhere else are sent through a whole journey, troubles included, and then
searched for wherever they must not be: logs, addresses, messages, and the raw database."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import structlog
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client

from tests.contracts.given import ARABIC, file, jpeg, send
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_simulated
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.faces.portal.tests.given import given_association, given_draft, last_code
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

NAME = "رفيف بنت هذال السهلي"
NUMBER = "1076543212"
WRONG_NUMBER = "1076543219"
PHONE = "0553219876"
IBAN = "SA4420000001234567891234"
INCOME = "37219"
NEED = "احتراق خزانة الشماغ"
SHAPES = (NUMBER, WRONG_NUMBER, PHONE[1:], IBAN, IBAN[4:])
_SILENT = dict.fromkeys(("django.request", "django.security"))
SECRETS = (*SHAPES, NAME, "رفيف", INCOME, NEED)


def _iban() -> str:
    """The IBAN with its right check digits."""
    account = IBAN[4:]
    check = 98 - int(f"{account}281000") % 97
    return f"SA{check:02d}{account}"


class _Browser(Client):
    """A browser that remembers where it was and what it was told in passing."""

    def __init__(self) -> None:
        super().__init__()
        self.raise_request_exception = False
        self.places: list[str] = []
        self.told: list[str] = []

    def request(self, **given: Any) -> Any:
        """Send, and keep the address, the redirect and the messages."""
        answer = super().request(**given)
        self.places += [
            str(given.get("PATH_INFO", "")),
            str(given.get("QUERY_STRING", "")),
            answer.get("Location", ""),
        ]
        wsgi = getattr(answer, "wsgi_request", None)
        if wsgi is not None:
            self.told += [str(one) for one in get_messages(wsgi)]
        return answer


def _everything_kept() -> dict[str, str]:
    """Every table as text, column by column, as a thief of the file would read it."""
    kept: dict[str, str] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    raw = (
                        bytes(value).decode(errors="replace")
                        if isinstance(value, bytes | memoryview)
                        else str(value)
                    )
                    place = f"{table}.{name}"
                    kept[place] = kept.get(place, "") + "\n" + raw
    return kept


def _apply(client: _Browser, manarat: UUID) -> UUID:
    client.post("/manarat/phone/", {"phone": "+447911123456"})
    client.post("/manarat/phone/", {"phone": PHONE})
    client.post("/manarat/phone/code/", {"code": "000000"})
    client.post("/manarat/phone/code/", {"code": last_code(manarat, PHONE)})
    draft = given_draft(client)
    steps: list[tuple[str, dict[str, Any]]] = [
        ("who", {"applies_as": "self"}),
        ("name", {"name": NAME}),
        ("identity", {"national_id": WRONG_NUMBER}),
        ("identity", {"national_id": NUMBER.translate(ARABIC)}),
        ("birth", {"birth_day": "", "birth_month": "", "birth_year": "1410"}),
        ("q-event_kind", {"answer": "fire"}),
        ("q-event_on", {"answer_day": "5", "answer_month": "5", "answer_year": "1448"}),
        ("q-household_size", {"answer": "4"}),
        ("q-household_income", {"answer": f"{INCOME}x"}),
        ("q-household_income", {"answer": INCOME}),
        ("q-other_support", {"answer": "no"}),
        ("q-city", {"answer": "مكة المكرمة"}),
        ("q-need", {"answer": NEED}),
        ("q-payee_iban", {"answer": "SA00" + IBAN[4:]}),
        ("q-payee_iban", {"answer": _iban()}),
        ("q-payee_name", {"answer": NAME}),
    ]
    for step, typed in steps:
        client.post(f"{draft}{step}/", typed)
    client.post(f"{draft}documents/iban_certificate/", {"file": file(b"<svg/>", f"{NAME}.jpg")})
    client.post(f"{draft}documents/iban_certificate/", {"file": file(jpeg(), f"{NAME}.jpg")})
    for page in ("", "check/", "documents/", "declaration/"):
        assert client.get(f"{draft}{page}").status_code in (200, 302)
    client.post(f"{draft}sign/")
    typed = {"signed_name": NAME, "agreed": "on", "code": last_code(manarat, PHONE)}
    answer = client.post(f"{draft}declaration/", typed)
    assert answer["Location"] == f"{draft}done/"
    client.get(f"{draft}done/")
    return UUID(draft.rstrip("/").rpartition("/")[2])


def _refused_by_machines(client: _Browser) -> None:
    body = {
        "service": "urgent-aid",
        "applies_as": "self",
        "phone": PHONE,
        "applicant": {"name": NAME, "national_id": WRONG_NUMBER},
        "answers": {"household_income": INCOME},
        "signed_name": NAME,
    }
    assert send(client, body).status_code == 422
    assert send(client, body | {NAME: NUMBER}).status_code == 400


def _broken(client: _Browser, draft: UUID, monkeypatch: Any) -> None:
    def burst(*_: Any, **__: Any) -> Any:
        raise RuntimeError(f"{NAME} {NUMBER} {PHONE} {IBAN} {INCOME}")

    with monkeypatch.context() as patch:
        patch.setattr("wasl.faces.portal.views.following.status_for_applicant", burst)
        answer = client.get(f"/manarat/follow/{draft}/")
        assert answer.status_code == 500
        for secret in SECRETS:
            assert secret not in answer.content.decode()


def _work_at_the_desk(manarat: UUID, case: UUID) -> _Browser:
    huda = given_member(manarat, "officer", "researcher", "director", "auditor")
    browser = _Browser()
    browser.cookies = browser_of(huda).cookies
    here = f"/manarat/desk/cases/{case}/"
    for page in ("", "checks/", "contacts/", "data/", "documents/iban_certificate/"):
        assert browser.get(f"{here}{page}").status_code == 200, page
    for typed in (NUMBER, PHONE, NAME):
        assert browser.post("/manarat/desk/search/", {"q": typed}).status_code == 200
    browser.post(f"{here}data/", {"version": "1", "as": "self", "a-name": NAME})
    browser.post(f"{here}ask/", {"items": ["iban_certificate"], "note": ""})
    browser.post(f"{here}refer/", {"question": NEED})
    browser.get(f"/manarat/desk/cases/{case}/nothing/")
    return browser


@pytest.mark.slow
def test_planted_values_stand_nowhere_but_under_seal(
    monkeypatch: Any, caplog: pytest.LogCaptureFixture, capfd: Any, settings: Any
) -> None:
    assert any(secret in f"x {NAME} x" for secret in SECRETS), "the search itself is broken"
    manarat = given_association()
    client = _Browser()
    with structlog.testing.capture_logs() as logs:
        case = _apply(client, manarat)
        _refused_by_machines(client)
        _broken(client, case, monkeypatch)
        desk = _work_at_the_desk(manarat, case)
        send_due_messages(Actor.system(manarat))
    assert logs, "nothing was logged, so nothing was tried"
    captured = capfd.readouterr()
    said = json.dumps(logs, default=str, ensure_ascii=False) + captured.out + captured.err
    # These two lead nowhere; only the suite listens to them. The worker's tells places alone.
    assert settings.LOGGING["loggers"].keys() == {*_SILENT, "wasl.work"}
    for name in _SILENT:
        assert settings.LOGGING["loggers"][name] == {"handlers": ["nowhere"], "propagate": False}
    told = "\n".join(
        f"{record.getMessage()} {record.exc_text}"
        for record in caplog.records
        if record.name not in _SILENT
    )
    places = "\n".join(client.places + desk.places)
    passing = "\n".join(client.told + desk.told)
    texts = "\n".join(
        "".join(piece for piece, _ in message.pieces) + message.title
        for message in messages_simulated(Actor.installation()).messages
    )
    for secret in SECRETS:
        assert secret not in said, "a log"
        assert secret not in told, "a log of a library"
        assert secret not in places, "an address"
        assert secret not in passing, "a message in passing"
        assert secret not in texts, "a message to a phone"
    kept = _everything_kept()
    assert "manarat" in "".join(kept.values())
    found = [(place, secret) for place, text in kept.items() for secret in SHAPES if secret in text]
    assert found == []
    # Nor may a table that outlives the case, or that many read, hold a name, an income, a need.
    open_places = [
        place
        for place in kept
        if place.split(".")[0]
        in ("foundation_trailentry", "foundation_tally", "wasl_cache", "django_session")
    ]
    assert [
        (place, secret) for place in open_places for secret in SECRETS if secret in kept[place]
    ] == []
    if connection.vendor == "sqlite":
        raw = Path(str(connection.settings_dict["NAME"])).read_bytes()
        for secret in SHAPES:
            assert secret.encode() not in raw
    for path in Path(settings.WASL_FILES).rglob("*"):
        if path.is_file():
            assert not path.read_bytes().startswith(b"\xff\xd8")
            assert re.fullmatch(r"[0-9a-f-]{36}", path.name)
