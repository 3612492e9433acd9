"""Who works on a case."""

from uuid import UUID

from wasl.domains.access.queries import member_actor
from wasl.domains.applications.actions.opening import _kept
from wasl.domains.applications.lifecycle import OPEN
from wasl.domains.applications.models import Application
from wasl.domains.applications.queries.cases import _check_sight
from wasl.domains.applications.refusals import SamePerson
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, WrongStage
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def assign(by: Actor, *, application: UUID, to: UUID) -> Application:
    """Give a case to an officer, or pick it up oneself.

    Whoever has a conflict may still hand the case over. Refuses with `ConflictOfInterest` an
    officer whom the case touches, with `NotFound` somebody who does not work here, with
    `NotAllowed` somebody who may not check cases, and with `WrongStage` a case that is over.
    """
    row = _held_open(by, application)
    _check_taker(by, row, to, "applications.record_checks")
    row.assigned_to = to
    return _kept(row, "assigned_to")


@action
def assign_researcher(by: Actor, *, application: UUID, to: UUID) -> Application:
    """Name the researcher of a case.

    Refuses with `SamePerson` whoever took or checked it, and otherwise as `assign` does.
    """
    row = _held_open(by, application)
    _check_taker(by, row, to, "assessments.record_findings")
    if str(to) in row.handled_by or to == row.taken_by:
        raise SamePerson(subject=row.pk)
    row.researcher = to
    return _kept(row, "researcher")


def _held_open(by: Actor, application: UUID) -> Application:
    row = locked(Application.objects, pk=application)
    _check_sight(by, row)
    if row.stage not in OPEN:
        raise WrongStage(stage=row.stage)
    remark(row)
    return row


def _check_taker(by: Actor, row: Application, to: UUID, permission: str) -> None:
    if by.association is None:
        raise NotFound
    taker = member_actor(by.as_system(), association=by.association, staff=to)
    if taker is None:
        raise NotFound
    if not taker.may(permission):
        raise NotAllowed
    if taker.kin & set(row.conflict_indexes):
        raise ConflictOfInterest(subject=row.pk)
    remark(to=str(to))


@action
def release_cases(by: Actor, *, staff: UUID) -> int:
    """Give back the open cases of somebody who left; returns how many wait for a colleague."""
    open_cases = Application.objects.filter(stage__in=["draft", *OPEN])
    released = open_cases.filter(assigned_to=staff).update(assigned_to=None)
    released += open_cases.filter(researcher=staff).update(researcher=None)
    remark(released=released, staff=str(staff))
    return released
