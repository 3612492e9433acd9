"""Which associations there are, and the days on which one works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.utils import timezone

from wasl.domains.associations.models import Association, Branch, Closure
from wasl.domains.associations.rules import ACCENTS, days_between
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import WorkCalendar, saudi_holidays
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.remembered import Remembered
from wasl.foundation.scoping import Prepared


@dataclass(frozen=True, slots=True)
class AssociationRow:
    """An association as every page shows it. Mappings are {"ar": …, "en": …}."""

    id: UUID
    slug: str
    name: Mapping[str, str]
    short_name: Mapping[str, str]
    licence: str
    city: Mapping[str, str]
    phone: str
    email: str
    website: str
    hours: Mapping[str, str]
    accent: str
    digits: str


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch office."""

    id: UUID
    slug: str
    name: Mapping[str, str]


@query
def associations_listed(by: Actor) -> tuple[AssociationRow, ...]:
    """All associations of the installation, the earliest opened first."""
    return tuple(_row(one) for one in Association.objects.order_by("opened_at", "id"))


@query
def association_called(by: Actor, *, slug: str) -> AssociationRow:
    """The association with this address. Refuses with `NotFound` when there is none."""
    for association in Association.objects.filter(slug=slug)[:1]:
        return _row(association)
    raise NotFound


_known: Remembered[UUID, AssociationRow] = Remembered()


@query
def association_known(by: Actor, *, association: UUID) -> AssociationRow:
    """The association with this key, as this process first read it; no action changes one.

    Refuses with `NotFound` when there is none.
    """
    known = _known.get(association)
    if known is None:
        for row in Association.objects.filter(pk=association)[:1]:
            known = _known.keep(association, _row(row))
    if known is None:
        raise NotFound
    return known


@query
def branches_listed(by: Actor) -> tuple[BranchRow, ...]:
    """The association's branches."""
    return tuple(
        BranchRow(id=one.pk, slug=one.slug, name=one.name)
        for one in Branch.objects.order_by("slug")
    )


def accents_known() -> tuple[str, ...]:
    """The colours from which an association chooses its own."""
    return tuple(sorted(ACCENTS))


@query
def work_calendar(by: Actor) -> WorkCalendar:
    """The days on which the association works: the country's holidays and its own closures.

    Both Eids are estimates until a closure corrects them. `version` counts the closures.
    """
    return _calendar(tuple(_closures()), timezone.localdate().year)


_closures = Prepared(
    lambda: Closure.objects.order_by("starts_on", "id").values_list("starts_on", "ends_on")
)


@lru_cache(maxsize=256)
def _calendar(spans: tuple[tuple[date, date], ...], year: int) -> WorkCalendar:
    return WorkCalendar(
        holidays=frozenset(saudi_holidays(range(year - 1, year + 3))),
        closures=frozenset(day for span in spans for day in days_between(*span)),
        version=len(spans) + 1,
    )


def _row(association: Association) -> AssociationRow:
    return AssociationRow(
        id=association.pk,
        slug=association.slug,
        name=association.name,
        short_name=association.short_name,
        licence=association.licence,
        city=association.city,
        phone=association.phone,
        email=association.email,
        website=association.website,
        hours=association.hours,
        accent=association.accent,
        digits=association.digits,
    )
