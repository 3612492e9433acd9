"""Agreements and disputes, made by real actions."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from wasl.domains.agreements.actions import (
    DutyInput,
    bring_agreement_into_force,
    draft_agreement,
    raise_dispute,
)

RENT: dict[str, Any] = {
    "title": "دعم الإيجار لسنة",
    "kind": "contract",
    "starts_on": date(2026, 1, 1),
    "subject": "تدفع الجمعية نصف الإيجار سنة كاملة.",
    "default_consequence": "يتوقف الدفع حتى يزول السبب.",
    "liability_limit": "لا تتجاوز مسؤولية الجمعية مبلغ الدعم.",
    "settlement": "بالتفاهم، ثم بوسيط يرضاه الطرفان.",
    "duties": (
        DutyInput("association", "دفع نصف الإيجار أول كل شهر."),
        DutyInput("party", "إحضار إيصال الإيجار.", date(2026, 2, 1)),
    ),
}


def given_draft(by, **changes):
    """An agreement that is written and binds nobody yet."""
    return draft_agreement(by, **(RENT | changes))


def given_in_force(by, **changes):
    """An agreement that both sides signed."""
    row = given_draft(by, **changes)
    return bring_agreement_into_force(
        by,
        agreement=row.pk,
        version=row.version,
        signed_by="نورة الحربي",
        signed_on=timezone.localdate(),
    )


def given_dispute(by, party, **changes):
    """A dispute whose next step is due in a week."""
    known: dict[str, Any] = {
        "party": party,
        "raised_by": "party",
        "channel": "interview",
        "subject": "لم تصلها دفعة شهر كامل.",
        "next_step_on": timezone.localdate() + timedelta(days=7),
    }
    return raise_dispute(by, **(known | changes))
