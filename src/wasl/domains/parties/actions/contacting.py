"""How a party is reached: several ways, one of each kind preferred, and whose each is."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.actions.correcting import _changeable, _keep_corrections, _write
from wasl.domains.parties.events import PartyCorrected
from wasl.domains.parties.models import ContactWay, Party
from wasl.domains.parties.refusals import TooManyWays, WayKnown
from wasl.domains.parties.rules import MOST_WAYS, PHONE_OWNERS, WAYS, way_as_kept
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import added, found, locked

_STANDS_ON_PARTY = {"mobile": "phone", "email": "email"}


@action
def add_contact_way(
    by: Actor, *, party: UUID, kind: str, value: str, belongs_to: str = "own"
) -> ContactWay | None:
    """Keep one more way to reach a party, and whose it is.

    The first mobile and the first e-mail stand on the party itself, as the preferred ones; then
    there is no further way, and the answer is None. Refuses with `WayKnown` what the party has
    already, with `TooManyWays`, and as `correct_party` with `MergedAway`, `DataDestroyed`,
    `ConflictOfInterest` and `NotFound`; raises `Malformed` for what cannot be read.
    """
    if kind not in WAYS or belongs_to not in ("", *PHONE_OWNERS):
        raise ValueError("no such way of contact or owner")
    row = _changeable(by, party)
    columns = way_as_kept(by.association, kind, value)
    column = _STANDS_ON_PARTY.get(kind)
    if column is not None and not getattr(row, column):
        _prefer(by, row, kind, columns["value"], columns["value_index"], belongs_to)
        return None
    if column is not None and getattr(row, column).lower() == columns["value"].lower():
        raise WayKnown
    ways = ContactWay.objects.filter(party=row, ended_at=None)
    if ways.count() >= MOST_WAYS:
        raise TooManyWays
    way = ContactWay(
        party=row,
        kind=kind,
        belongs_to=belongs_to,
        recorded_by=by.staff,
        recorded_at=timezone.now(),
        **columns,
    )
    if not added(way):
        raise WayKnown
    trail.remark(row, way=str(way.pk), kind=kind)
    return way


@action
def prefer_contact_way(by: Actor, *, way: UUID) -> Party:
    """Reach a party by this way first.

    A mobile or an e-mail changes places with the one that stands on the party, so that the party
    itself always has the preferred one; a landline is marked. Preferring twice changes nothing.
    Refuses with `NotFound` a way that was ended, and as `correct_party` with `MergedAway`,
    `DataDestroyed`, `ConflictOfInterest` and `NotFound`.
    """
    row, chosen = _open_way(by, way)
    column = _STANDS_ON_PARTY.get(chosen.kind)
    if column is None:
        if not chosen.is_preferred:
            same = ContactWay.objects.filter(party=row, kind=chosen.kind, is_preferred=True)
            same.update(is_preferred=False)
            chosen.is_preferred = True
            chosen.save(update_fields=["is_preferred"])
        trail.remark(row, way=str(chosen.pk), kind=chosen.kind)
        return row
    before, owner = getattr(row, column), row.phone_belongs_to
    _prefer(by, row, chosen.kind, chosen.value, chosen.value_index, chosen.belongs_to)
    if before:
        former = way_as_kept(by.association, chosen.kind, before)
        chosen.value, chosen.value_index = former["value"], former["value_index"]
        chosen.belongs_to = owner if chosen.kind == "mobile" else ""
        chosen.save(update_fields=["value", "value_index", "belongs_to"])
    else:
        chosen.ended_at = timezone.now()
        chosen.save(update_fields=["ended_at"])
    return row


@action
def end_contact_way(by: Actor, *, way: UUID) -> ContactWay:
    """Use a way of contact no more; it stays on record, and ending twice changes nothing.

    Refuses as `correct_party` with `MergedAway`, `DataDestroyed`, `ConflictOfInterest` and
    `NotFound`. The preferred mobile and e-mail are corrected, not ended.
    """
    row = found(ContactWay.objects, pk=way)
    party = _changeable(by, row.party_id)
    if row.ended_at is None:
        row.ended_at, row.is_preferred = timezone.now(), False
        row.save(update_fields=["ended_at", "is_preferred"])
    trail.remark(party, way=str(row.pk), kind=row.kind)
    return row


def _open_way(by: Actor, way: UUID) -> tuple[Party, ContactWay]:
    row = _changeable(by, found(ContactWay.objects, pk=way).party_id)
    chosen = locked(ContactWay.objects, pk=way)
    if chosen.ended_at is not None:
        raise NotFound
    return row, chosen


def _prefer(
    by: Actor, row: Party, kind: str, value: str, value_index: str, belongs_to: str
) -> None:
    column = _STANDS_ON_PARTY[kind]
    changed = {column: (getattr(row, column), value)}
    columns = {column: value}
    if kind == "mobile":
        columns |= {"phone_index": value_index, "phone_belongs_to": belongs_to}
        if belongs_to != row.phone_belongs_to:
            changed["phone_belongs_to"] = (row.phone_belongs_to, belongs_to)
    _write(by, row, columns)
    _keep_corrections(by, row, changed, "")
    publish(by, PartyCorrected(party=row.pk, fields=tuple(sorted(changed))))
    trail.remark(row, kind=kind, preferred=True)
