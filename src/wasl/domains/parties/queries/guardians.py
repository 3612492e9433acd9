"""Who may act for whom, and whose deed ends soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from wasl.domains.parties.models import Guardianship, Party
from wasl.domains.parties.queries.knowing import _all_records, _may_act_today, _survivor_of
from wasl.domains.parties.rules import (
    BEYOND_MAJORITY,
    births_minor,
    births_of_age,
    ends_at_majority,
    majority_of,
)
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.scoping import Prepared


@query
def may_act_for(by: Actor, *, guardian: UUID, ward: UUID, on: date) -> bool:
    """Whether somebody may act for another on a day.

    Somebody verified his deed, it has neither ended nor expired, the ward has not come of age and
    the guardian is alive. That somebody said in an application that he is the guardian does not
    let him act. Refuses with `NotFound` when one of them is not known.
    """
    of_guardian, of_ward = _survivor_of(guardian), _survivor_of(ward)
    if of_guardian.died_on is not None and of_guardian.died_on <= on:
        return False
    guardianships = Guardianship.objects.filter(
        guardian__in=_all_records(of_guardian), ward__in=_all_records(of_ward)
    )
    return any(_may_act_today(one, of_ward, on) for one in guardianships)


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A guardianship that ends, or ended by itself: `why` is "expiry" or "majority".

    `ends_on` is the last day of the deed, or the first day of majority.
    """

    id: UUID
    guardian: UUID
    guardian_name: str
    ward: UUID
    ward_name: str
    relation: str
    why: str
    ends_on: date


_MOST_ENDING = 200


@query
def guardianships_ending(by: Actor, *, within_days: int) -> tuple[EndingRow, ...]:
    """Guardianships whose deed expires or whose ward comes of age within so many days.

    Those that have expired and were not renewed are among them. The soonest first, at most 200.
    """
    today = timezone.localdate()
    until = today + timedelta(days=within_days)
    expiring = Guardianship.objects.filter(ended_on=None, expires_on__lte=until)
    has_guardian = Exists(Guardianship.objects.filter(ward=OuterRef("pk"), ended_on=None))
    growing = Party.objects.filter(
        has_guardian, birth_on__lte=births_of_age(until), birth_on__gte=births_minor(today)
    )
    keys = set(expiring.order_by("expires_on").values_list("pk", flat=True)[:_MOST_ENDING])
    wards = list(growing.order_by("birth_on").values_list("pk", flat=True)[:_MOST_ENDING])
    of_wards = Guardianship.objects.filter(ward__in=wards, ended_on=None)
    keys |= set(of_wards.values_list("pk", flat=True))
    ending = [row for one in _with_both(keys=keys) if (row := _ending(one, until)) is not None]
    ending.sort(key=lambda row: (row.ends_on, row.ward_name, row.id))
    return tuple(ending[:_MOST_ENDING])


_with_both = Prepared(
    lambda keys: Guardianship.objects.filter(pk__in=keys).select_related("guardian", "ward")
)


def _ending(one: Guardianship, until: date) -> EndingRow | None:
    of_age = ends_at_majority(
        majority=majority_of(one.ward.birth_on, one.ward.birth_entry),
        began_on=one.began_on,
        deed_kind=one.deed_kind,
    )
    ends = [(day, why) for day, why in ((one.expires_on, "expiry"), (of_age, "majority")) if day]
    if not ends or min(ends)[0] > until:
        return None
    day, why = min(ends)
    return EndingRow(
        id=one.pk,
        guardian=one.guardian.merged_into_id or one.guardian_id,
        guardian_name=one.guardian.name,
        ward=one.ward.merged_into_id or one.ward_id,
        ward_name=one.ward.name,
        relation=one.relation,
        why=why,
        ends_on=day,
    )


@query
def majorities_due(by: Actor) -> tuple[UUID, ...]:
    """The guardianships that stand although their ward has come of age."""
    today = timezone.localdate()
    rows = Guardianship.objects.filter(
        ended_on=None, ward__birth_on__lte=births_of_age(today)
    ).exclude(deed_kind__in=BEYOND_MAJORITY)
    asked = rows.order_by("pk").values_list(
        "pk", "deed_kind", "began_on", "ward__birth_on", "ward__birth_entry"
    )
    due = []
    for key, deed_kind, began_on, birth_on, entry in asked.iterator(chunk_size=2000):
        of_age = ends_at_majority(
            majority=majority_of(birth_on, entry), began_on=began_on, deed_kind=deed_kind
        )
        if of_age is not None and of_age <= today:
            due.append(key)
    return tuple(due)
