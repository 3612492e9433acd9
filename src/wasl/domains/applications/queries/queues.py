"""Lists of cases: the queue, promises due, and what a search finds."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.lifecycle import AWAITING_REPLY, OPEN
from wasl.domains.applications.models import Application, Referral
from wasl.domains.applications.rules.sight import masked_name
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.parties.queries import find_parties, records_of
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed, is_reference, mobile, reference
from wasl.foundation.keys import blind_index
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import current_association
from wasl.foundation.trail import remark

_MOST_COUNTED: Final = 1000
_MOST: Final = 100
_MOST_EXPORTED: Final = 5000


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as lists show it; the name is masked. `cursor` asks for what follows this row.

    `found_by` is what a search went by: "reference", "phone" or "party".
    """

    id: UUID
    reference: str
    edition: UUID
    service_title: Mapping[str, str]
    masked_name: str
    stage: str
    channel: str
    submitted_at: datetime
    reply_expected_on: date | None
    missing_told_by_on: date | None
    assigned_to: UUID | None
    assigned_name: str
    is_overdue: bool
    has_conflict: bool
    cursor: str
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many cases wait, by stage; a figure of 1000 stands for that many or more."""

    by_stage: Mapping[str, int]
    mine: int
    overdue: int
    referrals: int


@query
def applications_in_queue(
    by: Actor,
    *,
    stage: str | None = None,
    mine: bool = False,
    after: str | None = None,
    most: int = 25,
) -> tuple[QueueRow, ...]:
    """Cases in which somebody has something to do, the newest first; at most a hundred.

    `after` is the `cursor` of the last row seen. `mine` are those assigned to the one who asks,
    or that he researches. Names are masked: opening a case is another question.
    """
    most = min(most, _MOST)
    stages = (stage,) if stage else OPEN
    rows = Application.objects.filter(submitted_at__isnull=False)
    if mine:
        rows = rows.filter(Q(assigned_to=by.staff) | Q(researcher=by.staff))
    if after:
        rows = _following(rows, after)
    # One ordered walk of the index per stage: a merge of a few short lists beats a sort of all.
    found = [list(rows.filter(stage=one).order_by("-submitted_at", "-id")[:most]) for one in stages]
    merged = heapq.merge(*found, key=lambda row: (row.submitted_at, row.pk), reverse=True)
    return _rows(by, list(merged)[:most])


@recorded_query
def applications_exported(by: Actor, *, stage: str | None = None) -> tuple[QueueRow, ...]:
    """The open cases as a table that leaves the house, the newest first; at most five thousand.

    Names are masked as in the queue. Who took the table is in the trail.
    """
    rows = Application.objects.filter(
        submitted_at__isnull=False, stage__in=(stage,) if stage else OPEN
    )
    listed = _rows(by, list(rows.order_by("-submitted_at", "-id")[:_MOST_EXPORTED]))
    remark(rows=len(listed))
    return listed


def _following(rows: "QuerySet[Application]", after: str) -> "QuerySet[Application]":
    at, _, key = after.partition("|")
    try:
        moment, last = datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return rows.none()
    return rows.filter(Q(submitted_at__lt=moment) | Q(submitted_at=moment, pk__lt=last))


def _rows(by: Actor, found: list[Application]) -> tuple[QueueRow, ...]:
    system = by.as_system()
    assigned = {row.assigned_to for row in found if row.assigned_to}
    names = staff_names(system, ids=assigned) if assigned else {}
    today = timezone.localdate()
    rows = []
    for row in found:
        moment = row.submitted_at or row.started_at
        is_overdue = (
            row.stage in AWAITING_REPLY
            and row.reply_expected_on is not None
            and row.reply_expected_on < today
        )
        rows.append(
            QueueRow(
                id=row.pk,
                reference=row.reference,
                edition=row.edition_id,
                service_title=edition_of(system, edition=row.edition_id).title,
                masked_name=masked_name(str(row.applicant.get("name", ""))),
                stage=row.stage,
                channel=row.channel,
                submitted_at=moment,
                reply_expected_on=row.reply_expected_on,
                missing_told_by_on=row.missing_told_by_on,
                assigned_to=row.assigned_to,
                assigned_name=names.get(row.assigned_to, "") if row.assigned_to else "",
                is_overdue=is_overdue,
                has_conflict=bool(by.kin & set(row.conflict_indexes)),
                cursor=f"{moment.isoformat()}|{row.pk}",
            )
        )
    return tuple(rows)


@query
def queue_counts(by: Actor) -> QueueCounts:
    """How many cases wait. Each figure is counted up to a thousand, never by scanning."""
    staff = Application._meta.get_field("assigned_to").get_db_prep_value(by.staff, connection)
    today = timezone.localdate().isoformat()
    mine, overdue, *of_stages = _counted(
        ("stage IN", OPEN, "assigned_to =", staff),
        ("stage IN", AWAITING_REPLY, "reply_expected_on <", today),
        *(("stage =", stage) for stage in OPEN),
    )
    return QueueCounts(
        by_stage=dict(zip(OPEN, of_stages, strict=True)),
        mine=mine if by.staff else 0,
        overdue=overdue,
        referrals=_referrals_waiting(by),
    )


def _counted(*asked: Sequence[Any]) -> tuple[int, ...]:
    """How many cases answer to each condition, written as column and value in turn.

    One statement: every page of the desk asks for these figures.
    """
    house = Application._meta.get_field("association").get_db_prep_value(
        current_association(), connection
    )
    figures, values = [], []
    for conditions in asked:
        terms = ["association_id = %s"]
        values.append(house)
        for column, value in zip(conditions[::2], conditions[1::2], strict=True):
            listed = value if isinstance(value, tuple) else (value,)
            places = ", ".join(["%s"] * len(listed))
            terms.append(f"{column} ({places})")
            values += listed
        of_these = f"FROM applications_application WHERE {' AND '.join(terms)}"
        figures.append(f"(SELECT COUNT(*) FROM (SELECT 1 {of_these} LIMIT {_MOST_COUNTED}) AS few)")  # noqa: S608  our own columns; values are parameters
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(figures)}", values)
        return tuple(cursor.fetchone())


def _referrals_waiting(by: Actor) -> int:
    return len(referrals_waiting(by)) if by.may("applications.referrals_waiting") else 0


@dataclass(frozen=True, slots=True)
class WaitingReferral:
    """A referred question that waits for the one who asks."""

    id: UUID
    application: UUID
    reference: str
    asked_at: datetime
    asked_by_name: str


@query
def referrals_waiting(by: Actor) -> tuple[WaitingReferral, ...]:
    """Referred questions that this member of staff may answer, the oldest first."""
    if by.staff is None:
        return ()
    rows = (
        Referral.objects.filter(answered_at=None)
        .filter(Q(asked_of=by.staff) | Q(asked_of=None))
        .exclude(asked_by=by.staff)
        .select_related("application")
        .order_by("asked_at", "id")[:_MOST]
    )
    found = list(rows)
    names = staff_names(by.as_system(), ids={row.asked_by for row in found}) if found else {}
    return tuple(
        WaitingReferral(
            id=row.pk,
            application=row.application_id,
            reference=row.application.reference,
            asked_at=row.asked_at,
            asked_by_name=names.get(row.asked_by, ""),
        )
        for row in found
    )


@query
def promises_due(by: Actor, *, within_days: int = 7) -> tuple[QueueRow, ...]:
    """Cases whose promised reply is due within so many days or overdue, the most urgent first."""
    until = timezone.localdate() + timedelta(days=within_days)
    rows = Application.objects.filter(stage__in=AWAITING_REPLY, reply_expected_on__lte=until)
    return _rows(by, list(rows.order_by("reply_expected_on", "id")[:_MOST]))


@query
def applications_found(
    by: Actor, *, text: str, parties: Sequence[UUID] | None = None
) -> tuple[QueueRow, ...]:
    """Cases by reference, by phone, or by the ID or name of a party; the newest first.

    Names stay masked; everybody on a shared phone is listed and nobody is picked. `parties` are
    those that the same text found already; without them they are looked for here.
    """
    submitted = Application.objects.filter(submitted_at__isnull=False)
    if is_reference(text):
        found = list(submitted.filter(reference=reference(text))[:1])
        return tuple(replace(row, found_by="reference") for row in _rows(by, found))
    if parties is None:
        parties = [match.id for match in find_parties(by.as_system(), text=text)]
    records = records_of(by.as_system(), parties=parties)
    wanted = Q(party_id__in=records) | Q(beneficiary_id__in=records)
    indexes = list(_phone_indexes(by, text))
    for index in indexes:
        wanted |= Q(phone_index=index)
    found = list(submitted.filter(wanted).order_by("-submitted_at", "-id")[:25])
    return tuple(
        replace(listed, found_by="phone" if row.phone_index in indexes else "party")
        for row, listed in zip(found, _rows(by, found), strict=True)
    )


def _phone_indexes(by: Actor, text: str) -> Iterable[str]:
    try:
        yield blind_index("phone", mobile(text), association=by.association)
    except Malformed:
        return


@query
def cases_under_versions(by: Actor) -> dict[UUID, int]:
    """How many running cases live under each version of the policy."""
    running = Application.objects.filter(stage__in=OPEN).order_by()
    counted = running.values_list("policy_version_id").annotate(number=Count("pk"))
    return dict(counted)
