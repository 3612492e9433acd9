"""What data is used for, and what people are told of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from wasl.domains.privacy.models import Notice, Purpose
from wasl.domains.privacy.refusals import (
    BasisForbidden,
    NoticeBackdated,
    NoticeIncomplete,
    PurposeEnded,
    PurposeKnown,
    PurposeMalformed,
)
from wasl.domains.privacy.rules.purposes import BASES, may_rest_on, unknown_kinds
from wasl.domains.privacy.rules.starting import PURPOSES
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.numbering import next_number
from wasl.foundation.profile import Words
from wasl.foundation.scoping import add_all, added, locked, save_expecting

_LANGUAGES = ("ar", "en")


@action
def name_purpose(
    by: Actor,
    *,
    key: str,
    title: Words,
    basis: str,
    kinds: Sequence[str],
    told: Words | None = None,
    law: str = "",
    kept_for: Words | None = None,
    given_to: Words | None = None,
) -> Purpose:
    """Name what the association uses personal data for, and on what ground of the law.

    Refuses with `PurposeMalformed` without its name in both languages, a known ground and kinds
    of data, with `BasisForbidden` sensitive data on the association's own interest, and with
    `PurposeKnown` a second purpose under one key.
    """
    _check(title, basis, kinds)
    if not key.strip():
        raise PurposeMalformed
    row = Purpose(
        key=key.strip()[:40],
        named_at=timezone.now(),
        **_as_kept(title, basis, kinds, told, law, kept_for, given_to),
    )
    if not added(row):
        raise PurposeKnown
    trail.remark(row, key=row.key, basis=basis, kinds=row.kinds)
    return row


@action
def revise_purpose(
    by: Actor,
    *,
    purpose: UUID,
    version: int,
    title: Words,
    basis: str,
    kinds: Sequence[str],
    told: Words | None = None,
    law: str = "",
    kept_for: Words | None = None,
    given_to: Words | None = None,
) -> Purpose:
    """Say a purpose anew. Refuses as naming one does, with `PurposeEnded` and with `Stale`."""
    row = locked(Purpose.objects, pk=purpose)
    if row.ended_at is not None:
        raise PurposeEnded
    _check(title, basis, kinds)
    changes = _as_kept(title, basis, kinds, told, law, kept_for, given_to)
    save_expecting(row, version, changes)
    trail.remark(row, basis=basis, kinds=row.kinds)
    return row


def _as_kept(
    title: Words,
    basis: str,
    kinds: Sequence[str],
    told: Words | None,
    law: str,
    kept_for: Words | None,
    given_to: Words | None,
) -> dict[str, Any]:
    return {
        "title": _both(title),
        "told": _both(told or {}),
        "basis": basis,
        "law": law.strip()[:120],
        "kinds": sorted(set(kinds)),
        "kept_for": _both(kept_for or {}),
        "given_to": _both(given_to or {}),
    }


@action
def end_purpose(by: Actor, *, purpose: UUID) -> Purpose:
    """Say that data is no longer used for this. Refuses with `PurposeEnded`."""
    row = locked(Purpose.objects, pk=purpose)
    if row.ended_at is not None:
        raise PurposeEnded
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    return row


@action
def name_usual_purposes(by: Actor) -> int:
    """Name the purposes that every association of this kind has, leaving out those named already;
    returns how many were added."""
    now = timezone.now()
    known = set(Purpose.objects.values_list("key", flat=True))
    rows = [
        Purpose(
            key=one.key,
            title=dict(one.title),
            told=dict(one.told),
            basis=one.basis,
            law=one.law,
            kinds=sorted(one.kinds),
            kept_for=dict(one.kept_for),
            given_to=dict(one.given_to),
            named_at=now,
        )
        for one in PURPOSES
        if one.key not in known
    ]
    count = add_all(rows, unless_there=True)
    trail.remark(purposes=count)
    return count


@action
def publish_notice(
    by: Actor, *, text: Words, published_from: date, changes: Words | None = None
) -> Notice:
    """Publish what people are told about their data, from a day on; versions count from 1.

    Refuses with `NoticeIncomplete` without its text in both languages, or from the second version
    on without what changed, and with `NoticeBackdated` a day before today or before the version
    that it follows.
    """
    number = next_number("privacy.notice")
    last_day = Notice.objects.aggregate(day=Max("published_from"))["day"]
    whole = _both(text)
    said = _both(changes or {})
    lacks_changes = number > 1 and not all(said.get(one) for one in _LANGUAGES)
    if not all(whole.get(one) for one in _LANGUAGES) or lacks_changes:
        raise NoticeIncomplete
    if published_from < max(timezone.localdate(), last_day or published_from):
        raise NoticeBackdated
    row = Notice.objects.create(
        number=number,
        text=whole,
        changes=said,
        published_from=published_from,
        published_at=timezone.now(),
        published_by=by.staff,
    )
    trail.remark(row, number=number, published_from=published_from.isoformat())
    return row


def _check(title: Words, basis: str, kinds: Sequence[str]) -> None:
    has_names = all(title.get(one, "").strip() for one in _LANGUAGES)
    if not has_names or basis not in BASES or not kinds or unknown_kinds(kinds):
        raise PurposeMalformed
    if not may_rest_on(basis, kinds):
        raise BasisForbidden


def _both(words: Mapping[str, str]) -> dict[str, str]:
    said = {one: words.get(one, "").strip() for one in _LANGUAGES}
    return said if any(said.values()) else {}
