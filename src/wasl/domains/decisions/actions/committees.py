"""Committees formed, their sessions planned, opened and closed, and cases put before them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.decisions.lifecycle import SESSION
from wasl.domains.decisions.models import AgendaItem, Committee, Decision, Session
from wasl.domains.decisions.queries.cases import _check_ready, _studied, cases_to_decide
from wasl.domains.decisions.refusals import (
    AlreadyOnAgenda,
    CommitteeDissolved,
    CommitteeUnfit,
    DecidedElsewhere,
    ItemsUndecided,
    NoCommitteeInPolicy,
    NotAMember,
    SessionNotOpen,
    SessionOver,
    SessionRunning,
)
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.numbering import next_number
from wasl.foundation.refusal import ConflictOfInterest
from wasl.foundation.scoping import Prepared, found, locked
from wasl.foundation.trail import remark

MINUTES = "minutes"


@action
def form_committee(
    by: Actor,
    *,
    name: Mapping[str, str],
    members: Sequence[UUID],
    quorum: int,
    chair: UUID | None = None,
) -> Committee:
    """Form a committee; without `chair`, the first member presides.

    Refuses with `CommitteeUnfit` a quorum that its members cannot reach, a member named twice,
    and a chair who is not a member, and with `NoCommitteeInPolicy` where the policy in force
    names no committee among those who decide.
    """
    _check_policy_has_committee(by)
    presiding = chair or next(iter(members), None)
    if not 1 <= quorum <= len(members) or len(set(members)) != len(members):
        raise CommitteeUnfit
    if presiding not in members:
        raise CommitteeUnfit
    return Committee.objects.create(
        name=dict(name),
        quorum=quorum,
        members=[str(member) for member in members],
        chair=presiding,
    )


@action
def dissolve_committee(by: Actor, *, committee: UUID) -> Committee:
    """Let a committee hold no further sessions; what it decided stands."""
    row = locked(Committee.objects, pk=committee)
    row.is_active = False
    row.save(update_fields=["is_active"])
    return row


@action
def renew_committee(
    by: Actor,
    *,
    committee: UUID,
    name: Mapping[str, str],
    members: Sequence[UUID],
    quorum: int,
    chair: UUID | None = None,
) -> Committee:
    """Let a committee of other members follow a former one, and hold the sessions it planned.

    What the former one decided stands. Refuses with `SessionRunning` while it sits, with
    `CommitteeDissolved` when it holds no more sessions, and as `form_committee` does.
    """
    former = locked(Committee.objects, pk=committee)
    if not former.is_active:
        raise CommitteeDissolved
    if Session.objects.filter(committee=former, stage="open").exists():
        raise SessionRunning
    renewed = form_committee(
        by.with_permissions("decisions.form_committee"),
        name=name,
        members=members,
        quorum=quorum,
        chair=chair,
    )
    Session.objects.filter(committee=former, stage="planned").update(committee=renewed)
    former.is_active = False
    former.save(update_fields=["is_active"])
    remark(renewed, former=str(former.pk))
    return renewed


@action
def plan_session(by: Actor, *, committee: UUID, held_on: date) -> Session:
    """Plan a session of a committee. Refuses with `SessionOver` a committee that was dissolved."""
    row = found(Committee.objects, pk=committee)
    if not row.is_active:
        raise SessionOver
    return Session.objects.create(committee=row, held_on=held_on)


@action
def put_on_agenda(by: Actor, *, session: UUID, application: UUID) -> AgendaItem:
    """Put a case that is ready on the agenda of a session that has not closed.

    Refuses with `NotReady` naming what the case lacks, `DecidedElsewhere` when a department
    decides on the service, `AlreadyOnAgenda`, `SessionOver`, and with `ConflictOfInterest` when
    the case touches the one who lists it.
    """
    row = locked(Session.objects, pk=session)
    if row.stage == "closed":
        raise SessionOver
    case = application_for_work(by.as_system(), application=application)
    if case.has_conflict(by):
        raise ConflictOfInterest(subject=application)
    if case.definition.decided_by != "committee":
        raise DecidedElsewhere
    studied = _studied(by, application)
    _check_ready(by, case, has_recommendation=bool(studied))
    last = next((position for (position,) in _last_position(session=row)), 0)
    return _listed(row, case, studied, last + 1)


_last_position = Prepared(
    lambda session: (
        AgendaItem.objects.filter(session=session).order_by("-position").values_list("position")[:1]
    )
)


@action
def list_ready_cases(by: Actor, *, session: UUID) -> int:
    """Put every case that is ready and waits for a committee on the agenda; returns how many.

    Cases that touch the one who lists them stay off. Refuses with `SessionOver`.
    """
    listed = 0
    for waiting in cases_to_decide(by.with_permissions("decisions.cases_to_decide")):
        if waiting.decided_by == "committee" and waiting.is_ready and waiting.item is None:
            put_on_agenda(
                by.with_permissions("decisions.put_on_agenda"),
                session=session,
                application=waiting.application,
            )
            listed += 1
    remark(found(Session.objects, pk=session), listed=listed)
    return listed


@action
def open_session(by: Actor, *, session: UUID, present: Sequence[UUID] | None = None) -> Session:
    """Open a session; members vote from now on. `present` is everybody unless it is given.

    Refuses with `WrongStage` a session that was opened before, and with `NotAMember` when
    somebody present is not a member.
    """
    row = locked(Session.objects.select_related("committee"), pk=session)
    SESSION.check_move(row.stage, "open")
    row.stage = "open"
    row.opened_at = timezone.now()
    row.present = _present(row.committee, present)
    row.save(update_fields=["stage", "opened_at", "present"])
    remark(row, present=len(row.present))
    return row


@action
def record_attendance(by: Actor, *, session: UUID, present: Sequence[UUID]) -> Session:
    """Say anew who takes part in an open session; the votes of those who left no longer count.

    Refuses with `SessionNotOpen` and `NotAMember`.
    """
    row = locked(Session.objects.select_related("committee"), pk=session)
    if row.stage != "open":
        raise SessionNotOpen
    row.present = _present(row.committee, present)
    row.save(update_fields=["present"])
    remark(row, present=len(row.present))
    return row


@action
def close_session(by: Actor, *, session: UUID) -> Session:
    """Close a session; its minutes get the next number.

    Refuses with `SessionNotOpen`, and with `ItemsUndecided` while a case is neither decided nor
    deferred.
    """
    row = locked(Session.objects, pk=session)
    if row.stage != "open":
        raise SessionNotOpen
    undecided = AgendaItem.objects.filter(session=row, stage="waiting").count()
    if undecided:
        raise ItemsUndecided(count=undecided)
    row.stage = "closed"
    row.closed_at = timezone.now()
    row.minutes_number = next_number(MINUTES)
    row.save(update_fields=["stage", "closed_at", "minutes_number"])
    remark(row, minutes=row.minutes_number)
    return row


@action
def set_aside(by: Actor, *, application: UUID) -> None:
    """Take a case off the agenda, and a proposed decision back, because it changed underneath."""
    now = timezone.now()
    waiting = AgendaItem.objects.filter(application_id=application, stage="waiting")
    proposed = Decision.objects.filter(application_id=application, stage="proposed")
    remark(
        application=str(application),
        items=waiting.update(stage="deferred", concluded_at=now),
        proposals=proposed.update(stage="returned"),
    )


def _check_policy_has_committee(by: Actor) -> None:
    try:
        policy = policy_in_force(by.as_system()).policy
    except NoPolicyInForce:
        return
    if policy.decider("committee") is None:
        raise NoCommitteeInPolicy


def _listed(
    session: Session, case: ApplicationCase, studied: frozenset[UUID], position: int
) -> AgendaItem:
    barred = sorted(str(staff) for staff in case.handled_by | studied)
    try:
        return AgendaItem.objects.create(
            session=session, application_id=case.id, position=position, barred=barred
        )
    except IntegrityError:
        raise AlreadyOnAgenda from None


def _present(committee: Committee, present: Sequence[UUID] | None) -> list[str]:
    if present is None:
        return list(committee.members)
    came = [str(member) for member in present]
    if not set(came) <= set(committee.members):
        raise NotAMember
    return came
