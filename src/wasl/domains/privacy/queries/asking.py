"""Requests about one's own data: the register, one of them whole, what is due, and the figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.privacy.lifecycle import OPEN_STAGES
from wasl.domains.privacy.models import RightsRequest
from wasl.domains.privacy.rules.asking import (
    GROUNDS,
    IDENTITY_CHECKS,
    KINDS,
    OUTCOMES,
    is_identity_enough,
)
from wasl.domains.privacy.rules.clocks import NEAR_DAYS, Standing, request_standing
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

RIGHTS: Final = KINDS
REFUSAL_GROUNDS: Final[Mapping[str, str]] = GROUNDS
REQUEST_OUTCOMES: Final[Mapping[str, tuple[str, ...]]] = OUTCOMES
WAYS_TO_KNOW: Final = tuple(one for one in IDENTITY_CHECKS if one != "phone_code")

_MOST = 100


@dataclass(frozen=True, slots=True)
class RightsRequestRow:
    """A request as lists show it. `standing` is of an open one: open, near or overdue."""

    id: UUID
    reference: str
    party: UUID | None
    kind: str
    way: str
    name: str
    stage: str
    received_on: date
    due_on: date
    is_extended: bool
    settled_on: date | None
    standing: Standing | None
    outcome: str
    ground: str


@dataclass(frozen=True, slots=True)
class RightsRequestSheet:
    """A request whole: who asked what and how, who is who, its clock, and its answer.

    Names of colleagues are those of staff; `is_identity_enough` tells whether it may be answered.
    """

    row: RightsRequestRow
    version: int
    acts_as: str
    phone: str
    email: str
    language: str
    words: str
    received_at: datetime
    received_by: str
    identity_check: str
    identity_note: str
    identity_checked_by: str
    identity_checked_at: datetime | None
    is_identity_enough: bool
    taken_by: str
    taken_at: datetime | None
    extended_at: datetime | None
    extension_why: str
    answer: str
    article: str
    settled_at: datetime | None
    settled_by: str
    destruction: UUID | None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.row.standing is not None


@dataclass(frozen=True, slots=True)
class RightsCounts:
    """How many requests are open, how many of them are near their last day, and how many past it."""

    open: int
    near: int
    overdue: int


@query
def rights_requests_listed(
    by: Actor,
    *,
    stage: str = "",
    kind: str = "",
    after: UUID | None = None,
    most: int = 25,
) -> tuple[RightsRequestRow, ...]:
    """The register of requests, the latest recorded first; at most a hundred.

    `stage` is one of the stages, or "open" for all that wait; `after` is the last row seen.
    """
    rows = RightsRequest.objects.all()
    if stage == "open":
        rows = rows.filter(stage__in=OPEN_STAGES)
    elif stage:
        rows = rows.filter(stage=stage)
    if kind:
        rows = rows.filter(kind=kind)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return _rows(rows.order_by("-id")[: min(most, _MOST)])


@query
def rights_requests_due(by: Actor, *, most: int = 10) -> tuple[RightsRequestRow, ...]:
    """The open requests, the one due first before the others."""
    rows = RightsRequest.objects.filter(stage__in=OPEN_STAGES).order_by("due_on", "id")
    return _rows(rows[: min(most, _MOST)])


@query
def rights_counts(by: Actor) -> RightsCounts:
    """How much waits: counted over the open requests only."""
    today = timezone.localdate()
    counted = RightsRequest.objects.filter(stage__in=OPEN_STAGES).aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(due_on__lt=today)),
        near=Count(
            "pk", filter=Q(due_on__gte=today, due_on__lte=today + timedelta(days=NEAR_DAYS))
        ),
    )
    return RightsCounts(counted["open"], counted["near"], counted["overdue"])


@query
def rights_requests_of(by: Actor, *, parties: Iterable[UUID]) -> tuple[RightsRequestRow, ...]:
    """The requests about a person, under all records that are he; the latest first."""
    rows = RightsRequest.objects.filter(party__in=list(parties)).order_by("-id")
    return _rows(rows[:_MOST])


@recorded_query
def rights_request_sheet(by: Actor, *, request: UUID) -> RightsRequestSheet:
    """One request whole; the reading is recorded. Refuses with `NotFound`."""
    row = found(RightsRequest.objects, pk=request)
    remark(row)
    return _sheet(by, row)


@query
def my_rights_requests(by: Actor) -> tuple[RightsRequestRow, ...]:
    """The requests that came from the phone which the asker has just confirmed."""
    if not by.phone_index:
        return ()
    return _rows(RightsRequest.objects.filter(phone_index=by.phone_index).order_by("-id")[:_MOST])


@query
def my_rights_request(by: Actor, *, request: UUID) -> RightsRequestSheet:
    """One of the requests of this phone, without the names of colleagues. Refuses with `NotFound`
    a request of any other phone."""
    row = found(RightsRequest.objects, pk=request)
    if not by.phone_index or row.phone_index != by.phone_index:
        raise NotFound
    return _sheet(by, row, names={})


@query
def figures(by: Actor, *, since: datetime) -> Mapping[str, Figure]:
    """Requests received since then: how many were `settled`, `answered`, `refused`, `extended`,
    spoken (`oral`), settled `in_time`, and how many are `overdue` now."""
    today = timezone.localdate()
    rows = RightsRequest.objects.filter(received_at__gte=since).annotate(
        settled_on=TruncDate("settled_at")
    )
    return figures_of(
        rows,
        "received_on",
        requests=Q(pk__isnull=False),
        settled=Q(stage__in=["answered", "refused"]),
        answered=Q(stage="answered"),
        refused=Q(stage="refused"),
        extended=Q(extended_at__isnull=False),
        oral=Q(way="oral"),
        in_time=Q(stage__in=["answered", "refused"], settled_on__lte=F("due_on")),
        overdue=Q(stage__in=OPEN_STAGES, due_on__lt=today),
    )


def _rows(rows: Iterable[RightsRequest]) -> tuple[RightsRequestRow, ...]:
    today = timezone.localdate()
    return tuple(_row(row, today) for row in rows)


def _row(row: RightsRequest, today: date) -> RightsRequestRow:
    is_open = row.stage in OPEN_STAGES
    return RightsRequestRow(
        id=row.pk,
        reference=row.reference,
        party=row.party,
        kind=row.kind,
        way=row.way,
        name=row.name,
        stage=row.stage,
        received_on=row.received_on,
        due_on=row.due_on,
        is_extended=row.extended_at is not None,
        settled_on=timezone.localdate(row.settled_at) if row.settled_at else None,
        standing=request_standing(row.due_on, today) if is_open else None,
        outcome=row.outcome,
        ground=row.ground,
    )


def _sheet(
    by: Actor, row: RightsRequest, names: Mapping[UUID, str] | None = None
) -> RightsRequestSheet:
    who = (row.received_by, row.identity_checked_by, row.taken_by, row.settled_by)
    known = names if names is not None else staff_names(by.as_system(), ids=filter(None, who))

    def name(staff: UUID | None) -> str:
        return known.get(staff, "") if staff else ""

    return RightsRequestSheet(
        row=_row(row, timezone.localdate()),
        version=row.version,
        acts_as=row.acts_as,
        phone=row.phone,
        email=row.email,
        language=row.language,
        words=row.words,
        received_at=row.received_at,
        received_by=name(row.received_by),
        identity_check=row.identity_check,
        identity_note=row.identity_note,
        identity_checked_by=name(row.identity_checked_by),
        identity_checked_at=row.identity_checked_at,
        is_identity_enough=is_identity_enough(row.kind, row.identity_check),
        taken_by=name(row.taken_by),
        taken_at=row.taken_at,
        extended_at=row.extended_at,
        extension_why=row.extension_why,
        answer=row.answer,
        article=row.article,
        settled_at=row.settled_at,
        settled_by=name(row.settled_by),
        destruction=row.destruction,
    )
