"""Who acts for whom, with the deed that allows it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.actions.correcting import _changeable
from wasl.domains.parties.actions.majorities import _majority_ending
from wasl.domains.parties.events import GuardianshipClosed, GuardianshipRecorded
from wasl.domains.parties.models import Guardianship
from wasl.domains.parties.queries.guardians import majorities_due
from wasl.domains.parties.queries.knowing import _refuse_conflict
from wasl.domains.parties.refusals import (
    DeedExpired,
    DeedMissing,
    GuardianshipEnded,
    GuardianUnderAge,
    OwnGuardian,
)
from wasl.domains.parties.rules import DEED_KINDS, ENDING, majority_of
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.scoping import added, locked

_BATCH = 100
_DEED = ("deed_kind", "deed_number", "expires_on")


@action
def record_guardianship(
    by: Actor,
    *,
    guardian: UUID,
    ward: UUID,
    relation: str,
    deed_kind: str = "",
    deed_number: str = "",
    expires_on: date | None = None,
) -> Guardianship:
    """Record who acts for a party and the deed that allows it; a repeat renews the deed.

    A repeat without a deed leaves the one that is kept; one with another deed must be verified
    anew. Refuses with `OwnGuardian` when both are the same, with `MergedAway`, `DataDestroyed` and
    `ConflictOfInterest` for either of them as `correct_party` does, and with `NotFound` when one of
    them is not of this association.
    """
    if deed_kind not in ("", *DEED_KINDS):
        raise ValueError("no such kind of deed")
    if guardian == ward:
        raise OwnGuardian
    # Always in the same order, so that each acting for the other at once waits, not for ever.
    held = {party: _changeable(by, party) for party in sorted((guardian, ward))}
    given = Guardianship(
        guardian_id=guardian,
        ward_id=ward,
        relation=relation,
        deed_kind=deed_kind,
        deed_number=" ".join(deed_number.split()),
        began_on=timezone.localdate(),
        expires_on=expires_on,
    )
    given.majority_on = _majority_ending(given, held[ward])
    if added(given):
        publish(by, GuardianshipRecorded(guardian=guardian, ward=ward))
        return given
    open_ones = Guardianship.objects.filter(ended_on=None)
    kept = locked(open_ones, guardian=guardian, ward=ward)
    kept.relation = relation
    if deed_kind or deed_number or expires_on:
        if any(getattr(kept, name) != getattr(given, name) for name in _DEED):
            kept.verified_by = kept.verified_at = None
        for name in _DEED:
            setattr(kept, name, getattr(given, name))
        kept.majority_on = _majority_ending(kept, held[ward])
    kept.save(
        update_fields=[
            *("relation", "verified_by", "verified_at", "majority_on"),
            *_DEED,
        ]
    )
    return kept


@action
def verify_guardianship(by: Actor, *, guardianship: UUID) -> Guardianship:
    """Say that the original of the deed was seen and allows the guardian to act.

    Refuses with `DeedMissing` before its kind and number are recorded (a family register needs
    no number), with `DeedExpired`, with `GuardianshipEnded`, with `GuardianUnderAge`, with
    `ConflictOfInterest` when it touches the one who verifies, and with `NotFound`.
    """
    row = _open_guardianship(by, guardianship)
    if not row.deed_kind or (row.deed_kind != "family_register" and not row.deed_number):
        raise DeedMissing
    today = timezone.localdate()
    if row.expires_on is not None and row.expires_on < today:
        raise DeedExpired
    of_age = majority_of(row.guardian.birth_on, row.guardian.birth_entry)
    if row.guardian.kind == "person" and of_age is not None and today < of_age:
        raise GuardianUnderAge
    row.verified_by, row.verified_at = by.member, timezone.now()
    row.save(update_fields=["verified_by", "verified_at"])
    return row


@action
def end_guardianship(by: Actor, *, guardianship: UUID, why: str) -> Guardianship:
    """End a guardianship today, for one of `rules.households.ENDING`; it stays on record.

    Refuses with `GuardianshipEnded`, with `ConflictOfInterest`, and with `NotFound`.
    """
    if why not in ENDING:
        raise ValueError("no such reason")
    row = _open_guardianship(by, guardianship)
    _end(by, row, timezone.localdate(), why)
    return row


def _open_guardianship(by: Actor, guardianship: UUID) -> Guardianship:
    row = locked(Guardianship.objects.select_related("guardian", "ward"), pk=guardianship)
    if row.ended_on is not None:
        raise GuardianshipEnded
    _refuse_conflict(by, row.guardian_id, row.ward_id)
    return row


def _end(by: Actor, row: Guardianship, on: date, why: str) -> None:
    row.ended_on, row.ended_why = on, why
    row.save(update_fields=["ended_on", "ended_why"])
    publish(by, GuardianshipClosed(guardian=row.guardian_id, ward=row.ward_id, why=why))


@action
def hand_over_majorities(by: Actor, *, guardianships: Sequence[UUID]) -> int:
    """End those of these guardianships whose ward is of age today; how many ended.

    Deeds that majority does not end, and those recorded for somebody of age, stay.
    """
    today = timezone.localdate()
    rows = Guardianship.objects.select_for_update(of=("self",))
    ended = 0
    for row in (
        rows.select_related("ward__merged_into")
        .filter(pk__in=guardianships, ended_on=None)
        .order_by("pk")
    ):
        of_age = _majority_ending(row, row.ward.merged_into or row.ward)
        if of_age is not None and of_age <= today:
            _end(by, row, of_age, "majority")
            ended += 1
    trail.remark(ended=ended)
    return ended


def sweep_majorities(by: Actor) -> int:
    """Hand over to those who have come of age, batch by batch; how many guardianships ended.

    Each batch commits by itself: one that fails holds up no other round.
    """
    ended = 0
    due = majorities_due(by)
    for start in range(0, len(due), _BATCH):
        ended += hand_over_majorities(by, guardianships=due[start : start + _BATCH])
    return ended
