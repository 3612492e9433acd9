"""Receipts as the SMS provider calls them back: JSON under an HMAC signature."""

import hmac
import json
from hashlib import sha256
from uuid import UUID

from wasl.domains.notifications.ports import ReceiptRead, ReceiptUnreadable, ReceiptUnsigned

_MARK = "sha256="
_STAGES = {
    "sent": "sent",
    "accepted": "sent",
    "delivered": "delivered",
    "failed": "failed",
    "undelivered": "failed",
    "rejected": "failed",
    "expired": "failed",
}
_LONGEST = 10_000


def signature_of(body: bytes, *, secret: str) -> str:
    """The signature of a body under the secret shared with the provider."""
    return _MARK + hmac.new(secret.encode(), body, sha256).hexdigest()


def read_receipt(body: bytes, signature: str, *, secret: str) -> ReceiptRead:
    """Read {"event", "reference", "id", "status"}; the signature is compared in constant time.

    Raises `ReceiptUnsigned` without a secret too: an empty secret signs for everybody.
    """
    expected = signature_of(body, secret=secret)
    if not secret or not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
        raise ReceiptUnsigned
    if len(body) > _LONGEST:
        raise ReceiptUnreadable
    try:
        told = json.loads(body)
        event, stage = str(told["event"]), _STAGES[str(told["status"])]
        reference = UUID(str(told["reference"])) if told.get("reference") else None
        provider_reference = str(told.get("id") or "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        raise ReceiptUnreadable from trouble
    if not event or len(event) > 80 or not event.isprintable():
        raise ReceiptUnreadable
    return ReceiptRead(event, reference, provider_reference, stage)
