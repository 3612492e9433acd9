"""What may be asked about agreements, duties and disputes; rights and duties in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.agreements.lifecycle import DISPUTE_ENDS
from wasl.domains.agreements.models import Agreement, Dispute, DisputeStep, Duty
from wasl.domains.agreements.rules import (
    DUE_SOON,
    DUTIES,
    RIGHTS,
    Said,
    duty_state,
    lines_for,
    parts_missing,
)
from wasl.domains.parties.queries import party_names, roles_held, same_party
from wasl.domains.policies.queries import PolicyRow, public_policy
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark, remark_on

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Policy

MOST = 100


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in a list. `party_name` is empty where it is for all who take a service."""

    id: UUID
    number: int
    title: str
    kind: str
    party: UUID | None
    party_name: str
    service: str
    starts_on: date
    ends_on: date | None
    stage: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """What a side owes. `state` is the stage, or `late`, `soon`, `owed` while it is owed."""

    id: UUID
    agreement: UUID
    agreement_title: str
    party: UUID | None
    owed_by: str
    wording: str
    due_on: date | None
    state: str
    note: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """An agreement whole; `lacking` is what it needs before it may bind."""

    row: AgreementRow
    version: int
    subject: str
    default_consequence: str
    liability_limit: str
    settlement: str
    signed_by: str
    signed_on: date | None
    ended_on: date | None
    ended_why: str
    drafted_by_name: str
    duties: tuple[DutyRow, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute in a list; `is_late` when its next step was due before today."""

    id: UUID
    number: int
    party: UUID
    party_name: str
    agreement: UUID | None
    raised_by: str
    raised_at: datetime
    stage: str
    next_step_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step on the way to settle a dispute."""

    kind: str
    words: str
    taken_on: date
    recorded_by_name: str


@dataclass(frozen=True, slots=True)
class DisputeSheet:
    """A dispute whole, its steps from the first to the last."""

    row: DisputeRow
    version: int
    channel: str
    subject: str
    outcome: str
    ended_at: datetime | None
    agreement_title: str
    settlement: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A right or a duty in plain words and where it comes from.

    `clause` is the policy's clause, or empty where it comes from an agreement; then
    `agreement` is that one. `state` and `due_on` are of a duty from an agreement.
    """

    words: Mapping[str, str] | str
    clause: str = ""
    agreement: UUID | None = None
    agreement_title: str = ""
    state: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RightsAndDuties:
    """What a party may expect and what it owes (R3), from the policy and from its agreements.

    `promise` is the policy's reply promise in its own words; `terms` are the agreements that
    say what follows from default, how far liability goes and how a dispute is settled.
    """

    policy: "Policy | None"
    policy_title: Mapping[str, str]
    policy_stage: str
    promise: str
    promise_clause: str
    rights: tuple[Stated, ...]
    duties: tuple[Stated, ...]
    terms: tuple[AgreementSheet, ...]


@query
def agreements_listed(
    by: Actor, *, stage: str = "", after: int | None = None, most: int = 25
) -> tuple[AgreementRow, ...]:
    """The agreements, the newest number first; `after` is the last number seen."""
    rows = Agreement.objects.order_by("-number")
    rows = rows.filter(stage=stage) if stage else rows.exclude(stage="discarded")
    if after is not None:
        rows = rows.filter(number__lt=after)
    return _rows(by, list(rows[: min(most, MOST)]))


@query
def agreements_of(by: Actor, *, party: UUID) -> tuple[AgreementRow, ...]:
    """The agreements of a party and of all that were found to be it, the newest first."""
    rows = Agreement.objects.filter(party__in=same_party(by.as_system(), party=party))
    return _rows(by, list(rows.exclude(stage="discarded").order_by("-number")[:MOST]))


@recorded_query
def agreement_sheet(by: Actor, *, agreement: UUID) -> AgreementSheet:
    """An agreement whole. Refuses with `NotFound`."""
    row = found(Agreement.objects, pk=agreement)
    remark(row, party=str(row.party_id or ""))
    return _sheets(by, [row])[0]


@query
def duties_due(by: Actor, *, within_days: int = DUE_SOON) -> tuple[DutyRow, ...]:
    """What is owed under agreements in force and due within so many days or late; a hundred."""
    until = timezone.localdate() + timedelta(days=within_days)
    rows = Duty.objects.filter(
        stage="owed", due_on__lte=until, agreement__stage__in=["in_force", "ended"]
    )
    return _duties(rows.select_related("agreement").order_by("due_on", "id")[:MOST])


@query
def disputes_open(by: Actor) -> tuple[DisputeRow, ...]:
    """Disputes that are not ended, the one whose next step is due first on top; a hundred."""
    rows = Dispute.objects.exclude(stage__in=DISPUTE_ENDS).order_by("next_step_on", "id")
    return _disputes(by, list(rows[:MOST]))


@query
def disputes_of(by: Actor, *, party: UUID) -> tuple[DisputeRow, ...]:
    """The disputes with a party, ended ones included, the newest first."""
    rows = Dispute.objects.filter(party__in=same_party(by.as_system(), party=party))
    return _disputes(by, list(rows.order_by("-number")[:MOST]))


@recorded_query
def dispute_sheet(by: Actor, *, dispute: UUID) -> DisputeSheet:
    """A dispute with all its steps. Refuses with `NotFound`."""
    row = found(Dispute.objects.select_related("agreement"), pk=dispute)
    steps = list(DisputeStep.objects.filter(dispute=row).order_by("taken_on", "recorded_at"))
    names = _names(by, (one.recorded_by for one in steps))
    remark(row, party=str(row.party_id))
    return DisputeSheet(
        row=_disputes(by, [row])[0],
        version=row.version,
        channel=row.channel,
        subject=row.subject,
        outcome=row.outcome,
        ended_at=row.ended_at,
        agreement_title=row.agreement.title if row.agreement else "",
        settlement=row.agreement.settlement if row.agreement else "",
        steps=tuple(
            StepRow(one.kind, one.words, one.taken_on, _name(names, one.recorded_by))
            for one in steps
        ),
    )


@query
def rights_stated(by: Actor, *, service: str = "") -> RightsAndDuties:
    """What the policy says to every beneficiary, and the terms of a service if one is named."""
    terms = Agreement.objects.filter(party=None, stage="in_force")
    named = terms.filter(service=service) if service else terms.none()
    return _rights(by, ("beneficiary",), list(named.order_by("number")[:MOST]))


@recorded_query
def rights_and_duties(by: Actor, *, party: UUID) -> RightsAndDuties:
    """What one party may expect and owes, by its roles and its agreements (R3).

    Refuses with `NotFound` for a party of another association.
    """
    same = same_party(by.as_system(), party=party)
    own = Agreement.objects.filter(party__in=same, stage="in_force")
    remark_on("party", same[0])
    roles = roles_held(by.as_system(), party=same[0])
    return _rights(by, roles, list(own.order_by("number")[:MOST]))


@query
def figures(by: Actor) -> Mapping[str, Figure]:
    """Agreements in force, and disputes raised and ended."""
    agreements = figures_of(
        Agreement.objects.exclude(stage__in=["draft", "discarded"]), "drafted_at", agreements=Q()
    )
    disputes = figures_of(
        Dispute.objects.all(), "raised_at", disputes=Q(), ended=Q(stage__in=DISPUTE_ENDS)
    )
    return {**agreements, **disputes}


def _rights(by: Actor, roles: Sequence[str], agreements: list[Agreement]) -> RightsAndDuties:
    sheets = _sheets(by, agreements)
    owed = [(sheet, duty) for sheet in sheets for duty in sheet.duties]
    known = public_policy(by.as_system())
    promise = known.policy.promise if known else None
    return RightsAndDuties(
        policy=known.policy if known else None,
        policy_title=known.title if known else {},
        policy_stage=known.stage if known else "",
        promise=promise.verbatim if promise else "",
        promise_clause=promise.clause if promise else "",
        rights=(*_stated(known, lines_for(RIGHTS, roles)), *_owed(owed, "association")),
        duties=(
            # What one owes for asking is owed by those who ask.
            *_stated(known, lines_for(DUTIES, roles)),
            *_owed(owed, "party"),
        ),
        terms=sheets,
    )


def _stated(known: PolicyRow | None, said: Iterable[Said]) -> Iterable[Stated]:
    """Those that the policy carries, each with its clause: what it does not say is not promised."""
    for one in said:
        clauses = known.policy.cites(one.requirement) if known else ()
        if clauses:
            yield Stated(one.words, clause=clauses[0].ref)


def _owed(owed: Iterable[tuple[AgreementSheet, DutyRow]], side: str) -> Iterable[Stated]:
    for sheet, duty in owed:
        if duty.owed_by == side and duty.state not in ("performed", "released"):
            yield Stated(
                duty.wording,
                agreement=sheet.row.id,
                agreement_title=sheet.row.title,
                state=duty.state,
                due_on=duty.due_on,
            )


def _rows(by: Actor, rows: Sequence[Agreement]) -> tuple[AgreementRow, ...]:
    names = party_names(by.as_system(), parties=[row.party_id for row in rows if row.party_id])
    return tuple(
        AgreementRow(
            id=row.pk,
            number=row.number,
            title=row.title,
            kind=row.kind,
            party=row.party_id,
            party_name=names.get(row.party_id, "") if row.party_id else "",
            service=row.service,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            stage=row.stage,
        )
        for row in rows
    )


def _sheets(by: Actor, rows: Sequence[Agreement]) -> tuple[AgreementSheet, ...]:
    owed: dict[UUID, list[DutyRow]] = {}
    if rows:
        duties = Duty.objects.filter(agreement__in=[row.pk for row in rows])
        for duty in _duties(duties.select_related("agreement").order_by("position")):
            owed.setdefault(duty.agreement, []).append(duty)
    names = _names(by, (row.drafted_by for row in rows))
    return tuple(
        AgreementSheet(
            row=listed,
            version=row.version,
            subject=row.subject,
            default_consequence=row.default_consequence,
            liability_limit=row.liability_limit,
            settlement=row.settlement,
            signed_by=row.signed_by,
            signed_on=row.signed_on,
            ended_on=row.ended_on,
            ended_why=row.ended_why,
            drafted_by_name=_name(names, row.drafted_by),
            duties=tuple(owed.get(row.pk, ())),
            lacking=parts_missing(
                sides_owing={duty.owed_by for duty in owed.get(row.pk, ())},
                default=row.default_consequence,
                liability=row.liability_limit,
                settlement=row.settlement,
            ),
        )
        for row, listed in zip(rows, _rows(by, rows), strict=True)
    )


def _duties(rows: "QuerySet[Duty]") -> tuple[DutyRow, ...]:
    today = timezone.localdate()
    return tuple(
        DutyRow(
            id=row.pk,
            agreement=row.agreement_id,
            agreement_title=row.agreement.title,
            party=row.agreement.party_id,
            owed_by=row.owed_by,
            wording=row.wording,
            due_on=row.due_on,
            state=duty_state(row.stage, row.due_on, today),
            note=row.note,
            settled_at=row.settled_at,
        )
        for row in rows
    )


def _disputes(by: Actor, rows: Sequence[Dispute]) -> tuple[DisputeRow, ...]:
    today = timezone.localdate()
    names = party_names(by.as_system(), parties=[row.party_id for row in rows])
    return tuple(
        DisputeRow(
            id=row.pk,
            number=row.number,
            party=row.party_id,
            party_name=names.get(row.party_id, ""),
            agreement=row.agreement_id,
            raised_by=row.raised_by,
            raised_at=row.raised_at,
            stage=row.stage,
            next_step_on=row.next_step_on,
            is_late=row.next_step_on is not None and row.next_step_on < today,
        )
        for row in rows
    )


def _names(by: Actor, staff: Iterable[UUID | None]) -> dict[UUID, str]:
    known = {one for one in staff if one}
    return staff_names(by.as_system(), ids=known) if known else {}


def _name(names: Mapping[UUID, str], staff: UUID | None) -> str:
    return names.get(staff, "") if staff else ""
