"""One case before the committee: recusals, votes, and how it is concluded."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError
from django.db.models import CharField, Exists, OuterRef, Value
from django.utils import timezone

from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.decisions.actions.issuing import Terms, _issued, _reasoned, _terms_checked
from wasl.domains.decisions.models import AgendaItem, Decision, Recusal, Vote
from wasl.domains.decisions.queries.cases import _check_decider, _check_ready
from wasl.domains.decisions.queries.sessions import _bench
from wasl.domains.decisions.refusals import (
    AlreadyVoted,
    ChoiceUnknown,
    ItemConcluded,
    MajorityDecided,
    MajorityDefers,
    NoMajority,
    NoQuorum,
    NotAMember,
    NotPresent,
    NotPresiding,
    ReasonRequired,
    Recused,
    SessionNotOpen,
    SessionOver,
    VotesOutstanding,
)
from wasl.domains.decisions.rules.votes import CHOICES, Bench, majority, tally
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import Prepared
from wasl.foundation.trail import remark

_RECUSED = "recused"
_LONGEST_REASON = 200

_item_held = Prepared(
    lambda item: (
        AgendaItem.objects.select_related("session__committee")
        .filter(pk=item)
        .select_for_update(of=("self",))
    )
)
_item_and_recusal = Prepared(
    lambda item, member: (
        AgendaItem.objects.select_related("session__committee")
        .annotate(has_left=Exists(Recusal.objects.filter(item=OuterRef("pk"), member=member)))
        .filter(pk=item)
        .select_for_update(of=("self",))
    )
)
_votes_and_recusals = Prepared(
    lambda item: (
        Vote.objects.filter(item=item)
        .values_list("member", "choice")
        .union(
            Recusal.objects.filter(item=item).values_list(
                "member", Value(_RECUSED, output_field=CharField())
            )
        )
    )
)


@action
def declare_recusal(by: Actor, *, item: UUID, reason: str, member: UUID | None = None) -> Recusal:
    """Leave a case because of a conflict: it disappears for the member, and the quorum is recounted.

    A vote given before no longer counts. The presiding member may name another `member`. Refuses
    with `ReasonRequired`, `NotAMember`, `NotPresiding`, `ItemConcluded`, and `Recused` when it was
    declared before.
    """
    if not _reasoned(reason):
        raise ReasonRequired
    row = _item_held.one(item=item)
    _check_waiting(row)
    leaving = member or by.member
    if str(leaving) not in row.session.committee.members:
        raise NotAMember
    if by.staff not in (leaving, row.session.committee.chair):
        raise NotPresiding
    try:
        recusal = Recusal.objects.create(
            item=row,
            member=leaving,
            reason=reason.strip()[:_LONGEST_REASON],
            declared_at=timezone.now(),
        )
    except IntegrityError:
        raise Recused from None
    remark(row, application=str(row.application_id), member=str(leaving))
    return recusal


@action
def cast_vote(by: Actor, *, item: UUID, choice: str, reason: str = "") -> Vote:
    """Vote on a case: accept, reject, partly or defer; all but accept with a reason.

    The vote stays hidden from the others until all are in. Refuses with `AlreadyVoted` (the
    database decides, so two tabs at once give one vote), `NotAMember`, `NotPresent`, `Recused`,
    `ConflictOfInterest`, `SamePerson`, `SessionNotOpen`, `ItemConcluded`, `NotReady`,
    `ChoiceUnknown` and `ReasonRequired`.
    """
    if choice not in CHOICES:
        raise ChoiceUnknown
    if choice != "accept" and not _reasoned(reason):
        raise ReasonRequired
    row = _item_and_recusal.one(item=item, member=by.member)
    _check_waiting(row)
    if row.session.stage != "open":
        raise SessionNotOpen
    if str(by.staff) not in row.session.committee.members:
        raise NotAMember
    if row.has_left:
        raise Recused
    if str(by.staff) not in row.session.present:
        raise NotPresent
    case = _case(by, row)
    _check_ready(by, case, has_recommendation=True)
    remark(row, application=str(case.id))
    try:
        return Vote.objects.create(
            item=row,
            member=by.member,
            choice=choice,
            reason=reason.strip(),
            cast_at=timezone.now(),
        )
    except IntegrityError:
        raise AlreadyVoted from None


@action
def conclude_item(
    by: Actor,
    *,
    item: UUID,
    reason_key: str = "",
    reasons: str = "",
    conditions: str = "",
    amount: Decimal | None = None,
    valid_until: date | None = None,
) -> Decision:
    """Issue what the majority decided, with its reasons; only who presides over the case does.

    The outcome follows from the votes: more than half, or at exactly half the side of the
    presiding member. Refuses with `NotPresiding`, `VotesOutstanding`, `NoQuorum`, `NoMajority`,
    `MajorityDefers` (then `defer_item`), `ReasonRequired`, `ReasonUnknown`, `TermsWrong`,
    `NotReady`, `ItemConcluded`, `SessionNotOpen`, `ConflictOfInterest`, and with `NoPlaceLeft`
    when the last place has been given.
    """
    row = _item_held.one(item=item)
    bench, votes = _before(by, row)
    case = _case(by, row)
    _check_ready(by, case, has_recommendation=True)
    outcome = _outcome(bench, votes)
    terms = _terms_checked(
        case, Terms(outcome, reason_key, reasons, conditions, amount, valid_until)
    )
    decision = _issued(
        by,
        case,
        Decision(
            application_id=case.id,
            item=row,
            decided_by="committee",
            decider=by.member,
            proposed_at=timezone.now(),
        ),
        terms,
    )
    _conclude(by, row, "decided")
    remark(decision, application=str(case.id), outcome=outcome, number=decision.number)
    return decision


@action
def defer_item(by: Actor, *, item: UUID, reasons: str) -> AgendaItem:
    """Put a case off to another session, with the reason; only who presides over it does.

    Refuses with `ReasonRequired`, `NotPresiding`, `ItemConcluded`, `SessionNotOpen`, and with
    `MajorityDecided` when enough members have decided otherwise.
    """
    if not _reasoned(reasons):
        raise ReasonRequired
    row = _item_held.one(item=item)
    bench, votes = _before(by, row)
    counted = tally(bench, votes)
    decided = majority(bench, votes) if bench.has_quorum and not counted.outstanding else None
    if decided not in (None, "defer"):
        raise MajorityDecided
    row.deferred_why = reasons.strip()
    _conclude(by, row, "deferred")
    remark(row, application=str(row.application_id))
    return row


def _check_waiting(row: AgendaItem) -> None:
    if row.stage != "waiting":
        raise ItemConcluded
    if row.session.stage == "closed":
        raise SessionOver


def _case(by: Actor, row: AgendaItem) -> ApplicationCase:
    """The case, for a member whom it does not touch and who did not handle it before."""
    case = application_for_work(by.as_system(), application=row.application_id)
    _check_decider(by, case, frozenset(map(UUID, row.barred)))
    return case


def _before(by: Actor, row: AgendaItem) -> tuple[Bench, dict[UUID, str]]:
    """The committee before the case and its votes, for the one who presides over it."""
    _check_waiting(row)
    if row.session.stage != "open":
        raise SessionNotOpen
    said = _votes_and_recusals(item=row)
    recused = frozenset(member for member, choice in said if choice == _RECUSED)
    bench = _bench(row.session, row, recused)
    presiding = bench.presiding or row.session.committee.chair
    if by.staff != presiding:
        raise NotPresiding
    return bench, {member: choice for member, choice in said if choice != _RECUSED}


def _outcome(bench: Bench, votes: dict[UUID, str]) -> str:
    if not bench.has_quorum:
        raise NoQuorum(needed=bench.quorum, present=len(bench.voters))
    outstanding = tally(bench, votes).outstanding
    if outstanding:
        raise VotesOutstanding(count=outstanding)
    outcome = majority(bench, votes)
    if outcome is None:
        raise NoMajority
    if outcome == "defer":
        raise MajorityDefers
    return outcome


def _conclude(by: Actor, row: AgendaItem, stage: str) -> None:
    row.stage = stage
    row.concluded_by = by.staff
    row.concluded_at = timezone.now()
    row.save(update_fields=["stage", "deferred_why", "concluded_by", "concluded_at"])
