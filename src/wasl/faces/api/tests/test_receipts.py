"""The SMS provider calls back, genuinely and not."""

import hmac
import json
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scope

from wasl.domains.associations.tests.given import given_association
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_about
from wasl.domains.notifications.tests.given import given_message
from wasl.foundation.actor import Actor
from wasl.foundation.trail import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wasl.faces.api.tests.doors")]


@pytest.fixture
def manarat() -> UUID:
    return given_association("manarat")


def _call(client: Client, told: dict[str, Any], *, secret: str = "", slug: str = "manarat") -> Any:
    body = json.dumps(told).encode()
    key = (secret or settings.WASL_SMS_SECRET).encode()
    signature = "sha256=" + hmac.new(key, body, sha256).hexdigest()
    return client.post(
        f"/api/v1/{slug}/receipts/sms",
        body,
        content_type="application/json",
        headers={"X-Wasl-Signature": signature},
    )


@pytest.fixture
def sent(manarat: UUID) -> Any:
    """A message that was sent."""
    system = Actor.system(manarat)
    about = uuid4()
    message = given_message(system, about=about)
    send_due_messages(system)
    return message


def _stages(message: Any) -> list[str]:
    system = Actor.system(message.association_id)
    return [row.stage for row in messages_about(system, about=message.about)]


def _told(message: Any, status: str, event: str) -> dict[str, str]:
    return {"event": event, "reference": str(message.client_reference), "status": status}


def test_o24_a_bad_signature_changes_nothing_and_is_recorded(client: Client, sent: Any):
    before = _stages(sent)
    answer = _call(client, _told(sent, "delivered", "e1"), secret="another")
    assert (answer.status_code, answer.json()["code"]) == (401, "ReceiptForged")
    assert _stages(sent) == before
    with scope(association=sent.association_id):
        entry = TrailEntry.objects.order_by("-sequence").first()
    assert entry is not None
    assert (entry.verb, json.loads(entry.details)["refused"]) == (
        "notifications.record_callback",
        "ReceiptForged",
    )


def test_a_receipt_without_any_signature_is_refused(client: Client, sent: Any):
    answer = client.post("/api/v1/manarat/receipts/sms", b"{}", content_type="application/json")
    assert answer.status_code == 401


def test_o25_a_receipt_told_five_times_counts_once(client: Client, sent: Any):
    codes = [_call(client, _told(sent, "delivered", "e1")).status_code for _ in range(5)]
    assert codes == [200] * 5
    assert _stages(sent) == ["delivered"]


def test_o26_a_message_never_goes_backwards(client: Client, sent: Any):
    _call(client, _told(sent, "delivered", "e1"))
    assert _call(client, _told(sent, "sent", "e2")).status_code == 200
    assert _stages(sent) == ["delivered"]


def test_o27_an_unknown_message_is_taken_without_a_word(client: Client, sent: Any):
    given_association("wahj")
    unknown = {"event": "e1", "reference": str(uuid4()), "status": "delivered"}
    answer = _call(client, unknown)
    elsewhere = _call(client, _told(sent, "delivered", "e2"), slug="wahj")
    assert answer.status_code == elsewhere.status_code == 202
    assert answer.content == elsewhere.content == b""
    assert _stages(sent) == ["sent"]


def test_a_signed_receipt_that_says_nothing_is_refused(client: Client, sent: Any):
    assert _call(client, {"event": "e1"}).status_code == 422
