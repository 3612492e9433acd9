"""Who may act for whom, and whose deed ends soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from wasl.domains.parties.models import Guardianship
from wasl.domains.parties.queries.knowing import _all_records, _may_act_today, _survivor_of
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


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


@query
def guardianships_ending(
    by: Actor,
    *,
    within_days: int,
    after: tuple[date, UUID] | None = None,
    most: int = 25,
) -> tuple[EndingRow, ...]:
    """Guardianships whose deed expires or whose ward comes of age within so many days from today,
    the nearest first; `after` is the day and the key of the last one seen."""
    today = timezone.localdate()
    span = (today, today + timedelta(days=within_days))
    standing = Guardianship.objects.filter(ended_on=None)
    expiring = standing.filter(
        Q(majority_on=None) | Q(majority_on__gte=F("expires_on")), expires_on__range=span
    )
    growing = standing.filter(
        Q(expires_on=None) | Q(expires_on__gt=F("majority_on")), majority_on__range=span
    )
    rows = [
        *_ending(_beyond(expiring, "expires_on", after)[:most], "expiry"),
        *_ending(_beyond(growing, "majority_on", after)[:most], "majority"),
    ]
    return tuple(sorted(rows, key=lambda row: (row.ends_on, row.id))[:most])


@query
def guardianships_expired(
    by: Actor, *, after: tuple[date, UUID] | None = None, most: int = 25
) -> tuple[EndingRow, ...]:
    """Guardianships that stand although their deed has expired, the latest first."""
    rows = Guardianship.objects.filter(ended_on=None, expires_on__lt=timezone.localdate())
    if after is not None:
        day, key = after
        rows = rows.filter(Q(expires_on__lt=day) | Q(pk__lt=key), expires_on__lte=day)
    return tuple(_ending(rows.order_by("-expires_on", "-id")[:most], "expiry"))


def _beyond(
    rows: "QuerySet[Guardianship]", column: str, after: tuple[date, UUID] | None
) -> "QuerySet[Guardianship]":
    """The rows in the order of a day, from the place of the last one seen."""
    if after is not None:
        day, key = after
        rows = rows.filter(Q(**{f"{column}__gt": day}) | Q(pk__gt=key), **{f"{column}__gte": day})
    return rows.order_by(column, "id")


def _ending(rows: "QuerySet[Guardianship]", why: str) -> Iterator[EndingRow]:
    for one in rows.select_related("guardian__merged_into", "ward__merged_into"):
        guardian = one.guardian.merged_into or one.guardian
        ward = one.ward.merged_into or one.ward
        ends_on = one.expires_on if why == "expiry" else one.majority_on
        assert ends_on is not None
        yield EndingRow(
            id=one.pk,
            guardian=guardian.pk,
            guardian_name=guardian.name,
            ward=ward.pk,
            ward_name=ward.name,
            relation=one.relation,
            why=why,
            ends_on=ends_on,
        )


@query
def majorities_due(by: Actor) -> tuple[UUID, ...]:
    """The guardianships that stand although their ward has come of age."""
    due = Guardianship.objects.filter(ended_on=None, majority_on__lte=timezone.localdate())
    return tuple(due.order_by("majority_on", "pk").values_list("pk", flat=True))
