"""Versions changed: drafted, put before the board, adopted, brought into force."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from wasl.domains.policies.events import PolicyCameIntoForce
from wasl.domains.policies.lifecycle import FROZEN, POLICY_VERSION
from wasl.domains.policies.models import (
    Adoption,
    AdoptionSignature,
    PolicyVersion,
    Publication,
)
from wasl.domains.policies.queries.drafts import draft_sheet
from wasl.domains.policies.refusals import (
    ChairHasNotSigned,
    ChangeUnseen,
    DatesDisagree,
    DayToCome,
    GraceOutOfRange,
    NoSuchHijriDay,
    PolicyNotADraft,
    PolicyUnreadable,
    QuestionsOpen,
    ReferenceMissing,
    SignatureUnreadable,
    WeekdayDisagrees,
)
from wasl.domains.policies.rules import Policy
from wasl.domains.policies.rules.policy import ADOPTION_KINDS, WEEKDAYS
from wasl.domains.policies.rules.publicity import (
    CAPACITIES,
    MOST_GRACE_DAYS,
    OWN_PAGES,
    SIGNS_FOR_THE_BOARD,
    USUAL_GRACE_DAYS,
)
from wasl.domains.policies.rules.reviewing import hijri_of
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import to_gregorian
from wasl.foundation.events import publish
from wasl.foundation.identifiers import Malformed
from wasl.foundation.names import folded
from wasl.foundation.numbering import next_number
from wasl.foundation.refusal import WrongStage
from wasl.foundation.scoping import locked, save_expecting
from wasl.foundation.trail import remark


@dataclass(frozen=True, slots=True)
class BoardSignature:
    """A member of the board signed; `capacity` is one of `CAPACITIES`."""

    name: str
    capacity: str
    signed_on: date


@action
def draft_policy(by: Actor, *, definition: Mapping[str, Any]) -> PolicyVersion:
    """Record a new version as a draft; it opens no case until the board has adopted it (R10).

    `definition` is what `Policy.as_dict` writes. Refuses with `PolicyUnreadable`.
    """
    content = _content(definition)
    return PolicyVersion.objects.create(
        issue=next_number("policy issue"), recorded_at=timezone.now(), **content
    )


def _content(definition: Mapping[str, Any]) -> dict[str, Any]:
    try:
        policy = Policy.from_dict(definition)
    except (ValueError, TypeError, KeyError) as error:
        raise PolicyUnreadable(why=str(error)) from error
    stored = policy.as_dict()
    canonical = json.dumps(stored, sort_keys=True, ensure_ascii=False)
    return {
        "title": dict(policy.title),
        "definition": stored,
        "digest": hashlib.sha256(canonical.encode()).hexdigest(),
    }


@action
def revise_draft(
    by: Actor, *, policy_version: UUID, definition: Mapping[str, Any], version: int
) -> PolicyVersion:
    """Change what a draft says; `version` is the count of changes that the writer saw.

    Refuses with `PolicyNotADraft` once it is before the board or adopted, with `PolicyUnreadable`
    something else than a policy, and with `Stale` when somebody changed it in between.
    """
    row = _draft(policy_version)
    save_expecting(row, version, _content(definition))
    return row


def _draft(policy_version: UUID) -> PolicyVersion:
    row = locked(PolicyVersion.objects, pk=policy_version)
    if row.stage != POLICY_VERSION.initial:
        raise PolicyNotADraft
    return row


@action
def submit_to_board(by: Actor, *, policy_version: UUID) -> PolicyVersion:
    """Put a draft before the board; from now on it stays as it is until the board has spoken.

    Refuses with `QuestionsOpen`, naming them, while something is not settled, and with
    `WrongStage` what is no draft.
    """
    row = locked(PolicyVersion.objects, pk=policy_version)
    POLICY_VERSION.check_move(row.stage, "before_board")
    _check_settled(by, row)
    return _moved(row, "before_board")


@action
def withdraw_from_board(by: Actor, *, policy_version: UUID) -> PolicyVersion:
    """Take a version back from the board, to be changed. Refuses with `WrongStage`."""
    row = locked(PolicyVersion.objects, pk=policy_version)
    POLICY_VERSION.check_move(row.stage, "draft")
    return _moved(row, "draft")


@action
def discard_draft(by: Actor, *, policy_version: UUID) -> PolicyVersion:
    """Give up a version that the board has not adopted; it stays readable and its number is spent.

    Refuses with `WrongStage` an adopted one.
    """
    row = locked(PolicyVersion.objects, pk=policy_version)
    POLICY_VERSION.check_move(row.stage, "discarded")
    return _moved(row, "discarded")


def _moved(row: PolicyVersion, stage: str) -> PolicyVersion:
    row.stage = stage
    row.version += 1
    row.save(update_fields=["stage", "version"])
    remark(row, stage=stage)
    return row


def _check_settled(by: Actor, row: PolicyVersion) -> None:
    left = draft_sheet(by.as_system(), policy_version=row.pk).open
    if left:
        language = "en" if get_language() == "en" else "ar"
        titles = " · ".join(one.title[language] for one in left[:5])
        raise QuestionsOpen(count=len(left), questions=titles, keys=[one.key for one in left])


@action
def adopt_policy(
    by: Actor,
    *,
    policy_version: UUID,
    kind: str,
    reference: str,
    adopted_on: date,
    hijri: str = "",
    weekday: str = "",
    term: str = "",
    signatures: Sequence[BoardSignature] = (),
) -> Adoption:
    """Record the board's adoption: decision or meeting number, both dates, and who signed (R10).

    Refuses with `PolicyNotADraft` when it is adopted already, with `QuestionsOpen` while something
    is not settled, with `ReferenceMissing` without the number, and with `DayToCome` a day that has
    not come. The dates are checked against each other: `NoSuchHijriDay` when `hijri` (as
    1446-04-10) does not exist, `DatesDisagree` when it is not the day of `adopted_on` in the Umm
    al-Qura calendar, `WeekdayDisagrees` when `weekday` (as sunday) is another. Signatures need
    that of the chair or the deputy (`ChairHasNotSigned`), each name once (`SignatureUnreadable`).
    """
    version = locked(PolicyVersion.objects, pk=policy_version)
    if not POLICY_VERSION.may_move(version.stage, "adopted"):
        raise PolicyNotADraft if version.stage in FROZEN else WrongStage(stage=version.stage)
    _check_settled(by, version)
    written = checked_days(kind, reference, adopted_on, hijri, weekday)
    _check_signatures(signatures)
    version.stage = "adopted"
    version.version += 1
    version.save(update_fields=["stage", "version"])
    remark(
        version,
        reference=reference,
        adopted_on=adopted_on.isoformat(),
        signatures=len(signatures),
    )
    adoption = Adoption.objects.create(
        policy_version=version,
        kind=kind,
        reference=reference.strip(),
        adopted_on=adopted_on,
        hijri=written,
        weekday=weekday,
        term=term.strip(),
        recorded_at=timezone.now(),
        recorded_by=by.staff,
    )
    for position, one in enumerate(signatures, 1):
        AdoptionSignature.objects.create(
            adoption=adoption,
            position=position,
            name=" ".join(one.name.split()),
            capacity=one.capacity,
            signed_on=one.signed_on,
        )
    return adoption


def checked_days(kind: str, reference: str, day: date, hijri: str, weekday: str = "") -> str:
    """The Hijri date of a day of the board's, as 1446-04-10, after everything agreed.

    Refuses with `ReferenceMissing`, `DayToCome`, `NoSuchHijriDay`, `DatesDisagree` and
    `WeekdayDisagrees`.
    """
    if kind not in ADOPTION_KINDS or not reference.strip():
        raise ReferenceMissing
    if day > timezone.localdate():
        raise DayToCome
    written = hijri_of(day)
    if hijri and hijri != written:
        raise _hijri_trouble(hijri, written, day)
    if weekday and weekday != WEEKDAYS[day.weekday()]:
        raise WeekdayDisagrees(gregorian=day.isoformat())
    return written


def _hijri_trouble(hijri: str, written: str, day: date) -> DatesDisagree | NoSuchHijriDay:
    try:
        year, month, number = (int(part) for part in hijri.split("-"))
        to_gregorian(year, month, number)
    except (Malformed, ValueError):
        return NoSuchHijriDay(hijri=hijri)
    return DatesDisagree(hijri=written, gregorian=day.isoformat())


def _check_signatures(signatures: Sequence[BoardSignature]) -> None:
    names = [folded(one.name) for one in signatures]
    today = timezone.localdate()
    if (
        not all(names)
        or len(set(names)) < len(names)
        or any(one.capacity not in CAPACITIES or one.signed_on > today for one in signatures)
    ):
        raise SignatureUnreadable
    if signatures and not any(one.capacity in SIGNS_FOR_THE_BOARD for one in signatures):
        raise ChairHasNotSigned


@action
def bring_into_force(
    by: Actor,
    *,
    policy_version: UUID,
    seen_against: UUID | None,
    grace_days: int | None = None,
) -> PolicyVersion:
    """Let new cases be opened under an adopted version; the former one is superseded.

    Running cases keep the version under which they began. `seen_against` is the version in force
    with which whoever decides has compared it, None when there is none: nothing takes effect
    unseen. `grace_days` is the time that staff have to acknowledge it; as before, or a week, when
    it is not given. The product's own pages show it from this day. Refuses with `WrongStage` when
    the version is not adopted, with `ChangeUnseen` when another version came into force in
    between, and with `GraceOutOfRange`.
    """
    version = locked(PolicyVersion.objects, pk=policy_version)
    POLICY_VERSION.check_move(version.stage, "in_force")
    # Of two directors one waits here, and then finds that it is no longer in force.
    former = PolicyVersion.objects.select_for_update().filter(stage="in_force").first()
    if (former.pk if former else None) != seen_against:
        raise ChangeUnseen
    usual = former.grace_days if former else USUAL_GRACE_DAYS
    version.grace_days = checked_grace(usual if grace_days is None else grace_days)
    version.stage = "in_force"
    version.in_force_from = timezone.localdate()
    version.version += 1
    if former is not None:
        former.stage = "superseded"
        former.save(update_fields=["stage"])
    try:
        with transaction.atomic():
            version.save(update_fields=["stage", "in_force_from", "grace_days", "version"])
    except IntegrityError:
        # With none in force there was no row to wait for; the constraint let one through.
        raise ChangeUnseen from None
    _show_on_own_pages(by, version)
    remark(version, before=str(former.pk) if former else "")
    publish(by, PolicyCameIntoForce(policy_version=version.pk))
    return version


def checked_grace(days: int) -> int:
    """The days of grace. Refuses with `GraceOutOfRange` outside of 0 to 90."""
    if not 0 <= days <= MOST_GRACE_DAYS:
        raise GraceOutOfRange
    return days


def _show_on_own_pages(by: Actor, version: PolicyVersion) -> None:
    today = timezone.localdate()
    Publication.objects.filter(place__in=OWN_PAGES, withdrawn_on=None).update(withdrawn_on=today)
    Publication.objects.bulk_create(
        Publication(
            policy_version=version,
            place=place,
            published_on=today,
            recorded_at=timezone.now(),
            recorded_by=by.staff,
        )
        for place in OWN_PAGES
    )
