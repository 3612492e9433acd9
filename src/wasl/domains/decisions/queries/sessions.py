"""Committees and their sessions: the agenda, one case of it, the votes once all are in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.functional import Promise

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import application_for_work
from wasl.domains.assessments.queries import recommenders_of
from wasl.domains.decisions.models import AgendaItem, Committee, Decision, Recusal, Session, Vote
from wasl.domains.decisions.queries.cases import (
    CaseToDecide,
    DecisionRow,
    _check_decider,
    _decision,
    _masked,
    _to_decide,
)
from wasl.domains.decisions.refusals import LACKING, NotAMember, Recused
from wasl.domains.decisions.rules.readiness import what_is_outstanding
from wasl.domains.decisions.rules.votes import Bench, majority, tally
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

Words = Mapping[str, str]
_OVERSEES = "decisions.plan_session"
_MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a committee; `is_present` is known once a session is open."""

    id: UUID
    name: str
    is_chair: bool
    is_present: bool


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee with its members."""

    id: UUID
    name: Words
    quorum: int
    members: tuple[MemberRow, ...]
    is_active: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with how many cases it has and how many still wait."""

    id: UUID
    committee: UUID
    committee_name: Words
    held_on: date
    stage: str
    minutes_number: int | None
    cases: int
    waiting: int
    is_member: bool


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One case on the agenda, with its readiness and how far the vote is."""

    item: UUID
    position: int
    application: UUID
    reference: str
    service: Words
    masked_name: str
    stage: str
    missing: "tuple[str | Promise, ...]"
    votes_cast: int
    voters: int
    has_quorum: bool
    have_i_voted: bool
    may_i_vote: bool
    outcome: str
    decision: UUID | None
    decision_number: int | None
    deferred_why: str

    @property
    def is_ready(self) -> bool:
        """Whether the case can be decided now."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class SessionSheet:
    """A session with its agenda. Cases closed to the one who asks are not in it."""

    session: SessionRow
    quorum: int
    members: tuple[MemberRow, ...]
    items: tuple[AgendaRow, ...]
    closed_to_me: int
    is_chair: bool
    opened_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A member's vote."""

    member: UUID
    name: str
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """One case before the committee. `votes` stays empty until all who may vote have."""

    item: UUID
    session: UUID
    session_stage: str
    position: int
    stage: str
    former_item: UUID | None
    next_item: UUID | None
    case: CaseToDecide
    voters: int
    votes_cast: int
    needed: int
    has_quorum: bool
    votes: tuple[VoteRow, ...]
    counts: Mapping[str, int]
    majority: str | None
    my_choice: str
    may_i_vote: bool
    do_i_preside: bool
    recused: tuple[str, ...]
    decision: DecisionRow | None
    deferred_why: str


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """What the minutes say of one case."""

    position: int
    reference: str
    service: Words
    masked_name: str
    stage: str
    outcome: str
    decision_number: int | None
    counts: Mapping[str, int]
    recused: tuple[str, ...]
    reasons: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a session that has closed; `number` has no gaps."""

    session: UUID
    number: int
    committee_name: Words
    held_on: date
    quorum: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    items: tuple[MinutesItem, ...]
    opened_at: datetime | None
    closed_at: datetime | None


@query
def committees_listed(by: Actor) -> tuple[CommitteeRow, ...]:
    """The association's committees with their members, those that sit now first."""
    rows = list(Committee.objects.order_by("-is_active", "id"))
    names = _names(by, (member for row in rows for member in row.members))
    return tuple(
        CommitteeRow(
            id=row.pk,
            name=row.name,
            quorum=row.quorum,
            members=_members(row, (), names),
            is_active=row.is_active,
        )
        for row in rows
    )


@query
def sessions_listed(by: Actor) -> tuple[SessionRow, ...]:
    """The latest hundred sessions, those to come first."""
    rows = list(
        Session.objects.select_related("committee").order_by("-held_on", "-id")[:_MOST_LISTED]
    )
    counts: dict[UUID, tuple[int, int]] = {}
    listed = AgendaItem.objects.filter(session__in=[row.pk for row in rows])
    for session, cases, waiting in listed.values_list("session").annotate(
        cases=Count("pk"), waiting=Count("pk", filter=Q(stage="waiting"))
    ):
        counts[session] = (cases, waiting)
    return tuple(_session(by, row, *counts.get(row.pk, (0, 0))) for row in rows)


@query
def session_sheet(by: Actor, *, session: UUID) -> SessionSheet:
    """A session and its agenda, in six statements whatever its length.

    A case that touches a member, that he left, or that he took, checked or studied disappears
    for him; `closed_to_me` counts those. Refuses with `NotAMember` a member of staff who neither
    sits on the committee nor plans its sessions.
    """
    row = found(Session.objects.select_related("committee"), pk=session)
    _check_seat(by, row.committee)
    agenda = _agenda(by, row)
    return SessionSheet(
        session=_session(
            by, row, len(agenda.items), sum(one.stage == "waiting" for one in agenda.items)
        ),
        quorum=row.committee.quorum,
        members=_members(row.committee, row.present, agenda.names),
        items=tuple(
            _agenda_row(by, agenda, item)
            for item in agenda.items
            if not _is_closed_to(by, agenda, item)
        ),
        closed_to_me=sum(_is_closed_to(by, agenda, item) for item in agenda.items),
        is_chair=by.staff is not None and by.staff == row.committee.chair,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


@recorded_query
def item_sheet(by: Actor, *, item: UUID) -> ItemSheet:
    """One case before the committee: pre-reading, and the vote.

    The votes of others are not shown before all who may vote have. Refuses with `NotAMember`,
    `Recused`, `ConflictOfInterest`, and with `SamePerson` whoever took, checked or studied it.
    """
    row = found(AgendaItem.objects.select_related("session__committee"), pk=item)
    committee = row.session.committee
    _check_seat(by, committee)
    case = application_for_work(by.as_system(), application=row.application_id)
    agenda = _agenda(by, row.session)
    if by.staff in agenda.left.get(row.pk, frozenset()):
        raise Recused
    _check_decider(by, case, agenda.studied.get(row.application_id, frozenset()))
    remark(row, application=str(row.application_id))
    bench, votes = agenda.bench(row), agenda.votes.get(row.pk, {})
    counted = tally(bench, {member: vote.choice for member, vote in votes.items()})
    is_open_to_see = counted.outstanding == 0 and counted.cast > 0
    shown = [(member, votes[member]) for member in bench.voters if member in votes]
    visible = [one.pk for one in agenda.items if not _is_closed_to(by, agenda, one)]
    place = visible.index(row.pk) if row.pk in visible else 0
    mine = votes.get(by.staff) if by.staff else None
    decision = agenda.decisions.get(row.pk)
    return ItemSheet(
        item=row.pk,
        session=row.session_id,
        session_stage=row.session.stage,
        position=row.position,
        stage=row.stage,
        former_item=visible[place - 1] if place > 0 else None,
        next_item=visible[place + 1] if place + 1 < len(visible) else None,
        case=_to_decide(by, case),
        voters=len(bench.voters),
        votes_cast=counted.cast,
        needed=bench.quorum,
        has_quorum=bench.has_quorum,
        votes=tuple(
            VoteRow(member, agenda.names.get(member, ""), vote.choice, vote.reason)
            for member, vote in shown
        )
        if is_open_to_see
        else (),
        counts=counted.counts if is_open_to_see else {},
        majority=majority(bench, {member: vote.choice for member, vote in votes.items()})
        if is_open_to_see
        else None,
        my_choice=mine.choice if mine else "",
        may_i_vote=by.staff in bench.voters
        and mine is None
        and row.stage == "waiting"
        and row.session.stage == "open",
        do_i_preside=by.staff is not None and by.staff == bench.presiding,
        recused=tuple(
            agenda.names.get(member, "") for member in agenda.left.get(row.pk, frozenset())
        ),
        decision=_decision(decision) if decision else None,
        deferred_why=row.deferred_why,
    )


@recorded_query
def minutes_of(by: Actor, *, session: UUID) -> Minutes:
    """The minutes of a session that has closed. Refuses with `NotFound` before, and `NotAMember`."""
    row = found(
        Session.objects.select_related("committee").exclude(minutes_number=None), pk=session
    )
    _check_seat(by, row.committee)
    remark(row)
    agenda = _agenda(by, row)
    members = _members(row.committee, row.present, agenda.names)
    return Minutes(
        session=row.pk,
        number=row.minutes_number or 0,
        committee_name=row.committee.name,
        held_on=row.held_on,
        quorum=row.committee.quorum,
        present=tuple(member.name for member in members if member.is_present),
        absent=tuple(member.name for member in members if not member.is_present),
        items=tuple(
            _minutes_item(agenda, item)
            for item in agenda.items
            if not _is_closed_to(by, agenda, item)
        ),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


@dataclass(frozen=True, slots=True)
class _Agenda:
    """Everything a session holds, read in a constant number of statements."""

    session: Session
    items: list[AgendaItem]
    left: Mapping[UUID, frozenset[UUID]]
    votes: Mapping[UUID, Mapping[UUID, Vote]]
    decisions: Mapping[UUID, Decision]
    studied: Mapping[UUID, frozenset[UUID]]
    names: Mapping[UUID, str]

    def bench(self, item: AgendaItem) -> Bench:
        """The committee before one case."""
        return _bench(self.session, item, self.left.get(item.pk, frozenset()))


def _agenda(by: Actor, session: Session) -> _Agenda:
    items = list(
        AgendaItem.objects.filter(session=session)
        .select_related("application__service")
        .order_by("position")
    )
    left: dict[UUID, set[UUID]] = {}
    for item, member in Recusal.objects.filter(item__session=session).values_list("item", "member"):
        left.setdefault(item, set()).add(member)
    votes: dict[UUID, dict[UUID, Vote]] = {}
    for vote in Vote.objects.filter(item__session=session):
        votes.setdefault(vote.item_id, {})[vote.member] = vote
    decisions = {
        decision.item_id: decision
        for decision in Decision.objects.filter(
            item__session=session, stage__in=["issued", "replaced"]
        ).order_by("number")
        if decision.item_id
    }
    return _Agenda(
        session=session,
        items=items,
        left={item: frozenset(members) for item, members in left.items()},
        votes=votes,
        decisions=decisions,
        studied=recommenders_of(
            by.as_system(), applications=[item.application_id for item in items]
        ),
        names=_names(by, session.committee.members),
    )


def _bench(session: Session, item: AgendaItem, left: frozenset[UUID]) -> Bench:
    members = tuple(map(UUID, session.committee.members))
    present = frozenset(map(UUID, session.present)) if session.stage != "planned" else None
    return Bench(
        members=members,
        quorum=session.committee.quorum,
        chair=session.committee.chair,
        away=frozenset() if present is None else frozenset(members) - present,
        barred=left | frozenset(map(UUID, item.barred)),
    )


def _is_closed_to(by: Actor, agenda: _Agenda, item: AgendaItem) -> bool:
    return (
        bool(by.kin & set(item.application.conflict_indexes))
        or by.staff in agenda.left.get(item.pk, frozenset())
        or str(by.staff) in item.barred
    )


def _agenda_row(by: Actor, agenda: _Agenda, item: AgendaItem) -> AgendaRow:
    bench = agenda.bench(item)
    votes = agenda.votes.get(item.pk, {})
    decision = agenda.decisions.get(item.pk)
    lacking: tuple[str, ...] = ()
    if item.stage == "waiting":
        lacking = what_is_outstanding(
            stage=item.application.stage,
            mechanisms_outstanding=(),
            has_recommendation=item.application_id in agenda.studied,
        )
    return AgendaRow(
        item=item.pk,
        position=item.position,
        application=item.application_id,
        reference=item.application.reference,
        service=item.application.service.title,
        masked_name=_masked(str(item.application.applicant.get("name", ""))),
        stage=item.stage,
        missing=tuple(LACKING[key] for key in lacking),
        votes_cast=sum(member in votes for member in bench.voters),
        voters=len(bench.voters),
        has_quorum=bench.has_quorum,
        have_i_voted=by.staff in votes,
        may_i_vote=by.staff in bench.voters
        and by.staff not in votes
        and item.stage == "waiting"
        and agenda.session.stage == "open",
        outcome=decision.outcome if decision else "",
        decision=decision.pk if decision else None,
        decision_number=decision.number if decision else None,
        deferred_why=item.deferred_why,
    )


def _minutes_item(agenda: _Agenda, item: AgendaItem) -> MinutesItem:
    decision = agenda.decisions.get(item.pk)
    votes = {member: vote.choice for member, vote in agenda.votes.get(item.pk, {}).items()}
    return MinutesItem(
        position=item.position,
        reference=item.application.reference,
        service=item.application.service.title,
        masked_name=_masked(str(item.application.applicant.get("name", ""))),
        stage=item.stage,
        outcome=decision.outcome if decision else "",
        decision_number=decision.number if decision else None,
        counts=tally(agenda.bench(item), votes).counts,
        recused=tuple(
            agenda.names.get(member, "") for member in agenda.left.get(item.pk, frozenset())
        ),
        reasons=decision.reasons if decision else item.deferred_why,
    )


def _check_seat(by: Actor, committee: Committee) -> None:
    if by.kind == "system" or by.may(_OVERSEES) or str(by.staff) in committee.members:
        return
    raise NotAMember


def _session(by: Actor, row: Session, cases: int, waiting: int) -> SessionRow:
    return SessionRow(
        id=row.pk,
        committee=row.committee_id,
        committee_name=row.committee.name,
        held_on=row.held_on,
        stage=row.stage,
        minutes_number=row.minutes_number,
        cases=cases,
        waiting=waiting,
        is_member=str(by.staff) in row.committee.members,
    )


def _members(
    committee: Committee, present: Iterable[str], names: Mapping[UUID, str]
) -> tuple[MemberRow, ...]:
    came = set(present)
    return tuple(
        MemberRow(
            id=UUID(member),
            name=names.get(UUID(member), ""),
            is_chair=UUID(member) == committee.chair,
            is_present=member in came,
        )
        for member in committee.members
    )


def _names(by: Actor, members: Iterable[str]) -> dict[UUID, str]:
    return staff_names(by.as_system(), ids={UUID(member) for member in members})
