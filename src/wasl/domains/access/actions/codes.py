"""The one-time codes of applicants: sent, compared, forgotten."""

import hmac
import secrets
from datetime import timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from wasl.domains.access.events import CodeIssued
from wasl.domains.access.models import OneTimeCode
from wasl.domains.access.refusals import (
    CodeExpired,
    CodeLocked,
    CodeWrong,
    PurposeUnknown,
)
from wasl.domains.access.rules import (
    CODE_LENGTH,
    CODE_MINUTES,
    CODES_PER_HOUR,
    LOCKED_MINUTES,
    PURPOSES,
    WRONG_TRIES,
)
from wasl.foundation import identifiers, trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.keys import blind_index, fingerprint
from wasl.foundation.tally import tally

Trial = Literal["right", "wrong", "expired", "locked"]

CODES_OF_ASSOCIATION_PER_HOUR = 600


@action
def send_code(
    by: Actor,
    *,
    phone: str,
    purpose: str,
    subject: UUID | None = None,
    language: str = "ar",
) -> None:
    """Send a one-time code of six digits to a Saudi mobile, valid for ten minutes.

    The answer is the same whether or not a code goes out: after three codes within an hour that
    nobody typed, or when the association has sent far too many, nothing more is sent to a phone.
    A code that was typed rightly does not count: whoever holds the phone may go on to sign and to
    follow. Raises `Malformed` for anything but a Saudi mobile; refuses an unknown purpose with
    `PurposeUnknown`.
    """
    if purpose not in PURPOSES:
        raise PurposeUnknown
    number = identifiers.mobile(phone)
    index = blind_index("phone", number, association=by.association)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))
    now = timezone.now()
    hour = timedelta(hours=1)
    trail.remark(purpose=purpose, phone_index=index)
    # The tally's row is held until commit, so two requests for one phone wait for each other.
    tally(f"code|{by.association}|{index}", per=hour)
    of_association = tally(f"codes|{by.association}", per=hour)
    untyped = OneTimeCode.objects.filter(
        phone_index=index, sent_at__gt=now - hour, used_at__isnull=True
    ).count()
    if untyped >= CODES_PER_HOUR or of_association > CODES_OF_ASSOCIATION_PER_HOUR:
        trail.remark(sent=False)
        return
    OneTimeCode.objects.create(
        phone_index=index,
        purpose=purpose,
        subject=subject,
        fingerprint=_fingerprint(by, index, purpose, subject, code),
        sent_at=now,
        expires_at=now + timedelta(minutes=CODE_MINUTES),
    )
    publish(by, CodeIssued(number, code, purpose, language, subject))


def confirm_code(
    by: Actor, *, phone: str, code: str, purpose: str, subject: UUID | None = None
) -> str:
    """The blind index of a phone whose owner has just typed the code that was sent to it.

    A code serves once, for its purpose and subject only. Refuses with `CodeWrong`, with
    `CodeExpired` when it was right but is too old or used, and with `CodeLocked` for a quarter of
    an hour after five wrong tries, whether or not a code was ever sent. Raises `Malformed` for
    anything but a Saudi mobile. Call it before another action and not inside one: a wrong try
    must be counted although it is refused.
    """
    trial = try_code(by, phone=phone, code=code, purpose=purpose, subject=subject)
    if trial == "locked":
        raise CodeLocked
    if trial == "wrong":
        raise CodeWrong
    if trial == "expired":
        raise CodeExpired
    return blind_index("phone", identifiers.mobile(phone), association=by.association)


@action
def try_code(
    by: Actor, *, phone: str, code: str, purpose: str, subject: UUID | None = None
) -> Trial:
    """Compare a typed code with those sent, count a wrong one, and spend a right one.

    Answers instead of refusing, so that the count of wrong tries is kept.
    """
    index = blind_index("phone", identifiers.mobile(phone), association=by.association)
    now = timezone.now()
    trail.remark(purpose=purpose, phone_index=index)
    recent = now - timedelta(minutes=LOCKED_MINUTES)
    # One row is held per phone, so parallel guesses are counted one after the other.
    tally(f"try|{by.association}|{index}", per=timedelta(days=1))
    wrong = (
        OneTimeCode.objects.filter(phone_index=index, wrong_at__gt=recent).aggregate(
            total=Sum("tries")
        )["total"]
        or 0
    )
    rows = list(
        OneTimeCode.objects.filter(
            phone_index=index,
            purpose=purpose,
            subject=subject,
            sent_at__gt=now - timedelta(hours=1),
        ).order_by("-sent_at", "-id")
    )
    typed = _fingerprint(by, index, purpose, subject, _digits(code))
    matches = [row for row in rows if hmac.compare_digest(row.fingerprint, typed)]
    if wrong >= WRONG_TRIES:
        trail.remark(result="locked")
        return "locked"
    if not matches:
        _count_wrong(rows, index, purpose, subject)
        trail.remark(result="wrong")
        return "wrong"
    match = matches[0]
    if match.used_at is not None or match.expires_at <= now:
        trail.remark(result="expired")
        return "expired"
    match.used_at = now
    match.save(update_fields=["used_at"])
    trail.remark(match, result="right")
    return "right"


def _count_wrong(rows: list[OneTimeCode], index: str, purpose: str, subject: UUID | None) -> None:
    now = timezone.now()
    if rows:
        newest = rows[0]
        # Wrong tries that are no longer part of a lock do not count towards the next one.
        is_old = newest.wrong_at is None or newest.wrong_at < now - timedelta(
            minutes=LOCKED_MINUTES
        )
        newest.tries = 1 if is_old else newest.tries + 1
        newest.wrong_at = now
        newest.save(update_fields=["tries", "wrong_at"])
        return
    # A phone to which nothing was sent locks like any other: the difference would tell.
    OneTimeCode.objects.create(
        phone_index=index,
        purpose=purpose,
        subject=subject,
        fingerprint="",
        sent_at=now - timedelta(days=1),
        expires_at=now - timedelta(days=1),
        tries=1,
        wrong_at=now,
    )


@action
def forget_old_codes(by: Actor) -> int:
    """Delete the codes of more than two days ago; returns how many."""
    before = timezone.now() - timedelta(days=2)
    count, _ = OneTimeCode.objects.filter(sent_at__lt=before).delete()
    return count


def _fingerprint(by: Actor, index: str, purpose: str, subject: UUID | None, code: str) -> str:
    return fingerprint(
        f"{by.association}|{index}|{purpose}|{subject}|{code}", purpose="one-time code"
    )


def _digits(code: str) -> str:
    return "".join(identifiers.ascii_digits(code, without_marks=True).split()).replace("-", "")
