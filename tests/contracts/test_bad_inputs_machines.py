"""Bad and abusive inputs of machines: bodies, fields, and receipts of messages."""

import hmac
import json
import time
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from tests.contracts.given import applications_kept
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_about
from wasl.domains.notifications.tests.given import given_message
from wasl.faces.portal.tests.given import given_association, given_draft
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def manarat() -> UUID:
    """Manarat as its profile describes it."""
    return given_association()


@pytest.fixture
def sent(manarat: UUID) -> Any:
    """A message that was sent."""
    system = Actor.system(manarat)
    message = given_message(system, about=uuid4())
    send_due_messages(system)
    return message


def _told(message: Any, status: str, event: str) -> dict[str, str]:
    return {"event": event, "reference": str(message.client_reference), "status": status}


def _call(told: dict[str, Any], *, secret: str = "", slug: str = "manarat") -> Any:
    body = json.dumps(told).encode()
    key = (secret or settings.WASL_SMS_SECRET).encode()
    return Client(enforce_csrf_checks=True).post(
        f"/api/v1/{slug}/receipts/sms",
        body,
        content_type="application/json",
        headers={"X-Wasl-Signature": "sha256=" + hmac.new(key, body, sha256).hexdigest()},
    )


def _stages(message: Any) -> list[str]:
    system = Actor.system(message.association_id)
    return [row.stage for row in messages_about(system, about=message.about)]


def _trail(message: Any) -> list[tuple[str, str]]:
    with entered_scope(Actor.system(message.association_id), writing=False):
        rows = TrailEntry.objects.order_by("sequence").values_list("verb", "details")
        return [(verb, json.loads(details).get("refused", "")) for verb, details in rows]


@pytest.mark.parametrize("secret", ["another", "\x00", "é"])
def test_o24_a_receipt_with_a_bad_signature_is_401_and_stands_in_the_trail(
    sent: Any, secret: str
) -> None:
    before = _stages(sent)
    answer = _call(_told(sent, "delivered", "e1"), secret=secret)
    assert answer.status_code == 401
    assert _stages(sent) == before
    assert _trail(sent)[-1] == ("notifications.record_callback", "ReceiptForged")


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=zz", "md5=00", "é", "0" * 5000])
def test_o24_a_signature_that_is_none_is_401(sent: Any, signature: str) -> None:
    body = json.dumps(_told(sent, "delivered", "e1"))
    answer = Client().post(
        "/api/v1/manarat/receipts/sms",
        body,
        content_type="application/json",
        headers={"X-Wasl-Signature": signature},
    )
    assert answer.status_code == 401
    assert _stages(sent) == ["sent"]


def test_o25_the_same_receipt_five_times_is_200_and_one_change(sent: Any) -> None:
    codes = [_call(_told(sent, "delivered", "e1")).status_code for _ in range(5)]
    assert codes == [200] * 5
    assert _stages(sent) == ["delivered"]


def test_o26_delivered_stays_delivered(sent: Any) -> None:
    _call(_told(sent, "delivered", "e1"))
    assert _call(_told(sent, "sent", "e2")).status_code == 200
    assert _call(_told(sent, "failed", "e3")).status_code in (200, 422)
    assert _stages(sent) == ["delivered"]


def test_o27_a_receipt_of_nothing_is_202_without_a_word(sent: Any) -> None:
    given_association("wahj")
    unknown = _call({"event": "e1", "reference": str(uuid4()), "status": "delivered"})
    elsewhere = _call(_told(sent, "delivered", "e2"), slug="wahj")
    assert unknown.status_code == elsewhere.status_code == 202
    assert unknown.content == elsewhere.content == b""
    assert _stages(sent) == ["sent"]


_DEEP = {
    "arrays": b"[" * 10_000 + b"]" * 10_000,
    "objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "inside": b'{"answers":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
}


@pytest.mark.parametrize("kind", sorted(_DEEP))
def test_o36_ten_thousand_nested_arrays_are_400_within_a_second(manarat: UUID, kind: str) -> None:
    started = time.monotonic()
    answer = Client().post(
        "/api/v1/manarat/applications",
        _DEEP[kind],
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer.status_code == 400
    assert time.monotonic() - started < 1
    assert applications_kept(manarat) == 0


@pytest.mark.parametrize(
    "path", ["/api/v1/manarat/applications", "/manarat/phone/", "/account/login/"]
)
def test_o36_fifty_megabytes_are_413_within_a_second(manarat: UUID, path: str) -> None:
    body = b'{"a":"' + b"x" * (50 * 1024 * 1024) + b'"}'
    started = time.monotonic()
    answer = Client().post(path, body, content_type="application/json")
    assert answer.status_code == 413
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("is_in_parts", [True, False])
def test_o37_five_thousand_fields_are_400(manarat: UUID, is_in_parts: bool) -> None:
    client = Client()
    draft = given_draft(client)
    fields = {f"f{number}": "1" for number in range(5000)}
    if is_in_parts:
        answer = client.post(f"{draft}who/", fields)
    else:
        answer = client.post(
            f"{draft}who/",
            "&".join(f"{name}=1" for name in fields),
            content_type="application/x-www-form-urlencoded",
        )
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")
