"""What happened to personal data: the register, and one incident whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.privacy.models import Incident
from wasl.domains.privacy.rules.clocks import Standing, hours_left, incident_standing
from wasl.domains.privacy.rules.incidents import TOLD_HOW, owes_authority, owes_people
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

WAYS_TO_TELL: Final = TOLD_HOW

_MOST = 100


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident as lists show it. `standing` is of a notice that the authority still awaits, and
    `hours_left` the whole hours until its moment."""

    id: UUID
    number: int
    title: str
    known_at: datetime
    stage: str
    risk: str
    kinds: tuple[str, ...]
    people_count: int | None
    is_estimate: bool
    authority_due_at: datetime
    authority_told_at: datetime | None
    people_told_at: datetime | None
    standing: Standing | None
    hours_left: int


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """An incident whole, with what is still owed."""

    row: IncidentRow
    version: int
    happened: str
    happened_at: datetime | None
    opened_at: datetime
    opened_by: str
    consequences: str
    measures: str
    advice: str
    authority_told_by: str
    authority_reference: str
    late_why: str
    people_told_by: str
    people_told_how: str
    people_told_count: int | None
    lessons: str
    closed_at: datetime | None
    closed_by: str
    owes_authority: bool
    owes_people: bool

    @property
    def may_close(self) -> bool:
        """Whether nobody must be told any more."""
        return self.row.stage == "assessed" and not self.owes_authority and not self.owes_people


@query
def incidents_listed(
    by: Actor, *, after: UUID | None = None, most: int = 25
) -> tuple[IncidentRow, ...]:
    """The register of incidents, the latest first; at most a hundred. `after` is the last seen."""
    rows = Incident.objects.order_by("-id")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    now = timezone.now()
    return tuple(_row(row, now) for row in rows[: min(most, _MOST)])


@query
def incidents_open(by: Actor, *, most: int = 10) -> tuple[IncidentRow, ...]:
    """The incidents that are not closed, the one whose notice is due first before the others."""
    now = timezone.now()
    rows = Incident.objects.filter(~Q(stage="closed")).order_by("authority_due_at", "id")
    return tuple(_row(row, now) for row in rows[: min(most, _MOST)])


@recorded_query
def incident_sheet(by: Actor, *, incident: UUID) -> IncidentSheet:
    """One incident whole; the reading is recorded. Refuses with `NotFound`."""
    row = found(Incident.objects, pk=incident)
    remark(row)
    who = (row.opened_by, row.authority_told_by, row.people_told_by, row.closed_by)
    names = staff_names(by.as_system(), ids=filter(None, who))

    def name(staff: UUID | None) -> str:
        return names.get(staff, "") if staff else ""

    return IncidentSheet(
        row=_row(row, timezone.now()),
        version=row.version,
        happened=row.happened,
        happened_at=row.happened_at,
        opened_at=row.opened_at,
        opened_by=name(row.opened_by),
        consequences=row.consequences,
        measures=row.measures,
        advice=row.advice,
        authority_told_by=name(row.authority_told_by),
        authority_reference=row.authority_reference,
        late_why=row.late_why,
        people_told_by=name(row.people_told_by),
        people_told_how=row.people_told_how,
        people_told_count=row.people_told_count,
        lessons=row.lessons,
        closed_at=row.closed_at,
        closed_by=name(row.closed_by),
        owes_authority=owes_authority(row.risk) and row.authority_told_at is None,
        owes_people=owes_people(row.risk) and row.people_told_at is None,
    )


def _row(row: Incident, now: datetime) -> IncidentRow:
    awaited = row.stage != "closed" and row.risk != "none" and row.authority_told_at is None
    return IncidentRow(
        id=row.pk,
        number=row.number,
        title=row.title,
        known_at=row.known_at,
        stage=row.stage,
        risk=row.risk,
        kinds=tuple(row.kinds),
        people_count=row.people_count,
        is_estimate=row.is_estimate,
        authority_due_at=row.authority_due_at,
        authority_told_at=row.authority_told_at,
        people_told_at=row.people_told_at,
        standing=incident_standing(row.authority_due_at, now) if awaited else None,
        hours_left=hours_left(row.authority_due_at, now),
    )
