"""Opening a case to change it: held until the action ends, seen, and free of conflict."""

from uuid import UUID

from wasl.domains.applications.lifecycle import APPLICATION
from wasl.domains.applications.models import Application
from wasl.domains.applications.queries.cases import _check_sight
from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import ConflictOfInterest
from wasl.foundation.scoping import locked


def _opened(by: Actor, application: UUID) -> Application:
    """The case, locked. Refuses what `by` may not see, and staff whom the case touches."""
    row = locked(Application.objects, pk=application)
    _check_sight(by, row)
    _check_conflict(by, row.pk, row.conflict_indexes)
    trail.remark(row)
    return row


def _check_conflict(by: Actor, application: UUID, indexes: list[str]) -> None:
    if by.kin & set(indexes):
        raise ConflictOfInterest(subject=application)


def _moved(row: Application, to: str) -> list[str]:
    """Move the case along its life; returns the column to write. Refuses with `WrongStage`."""
    APPLICATION.check_move(row.stage, to)
    trail.remark(was=row.stage, stage=to)
    row.stage = to
    return ["stage"]


def _kept(row: Application, *fields: str) -> Application:
    """Write the named columns and count the version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    return row


def _hand(row: Application, staff: UUID | None) -> list[str]:
    """Remember that somebody took or checked the case; a case of nobody's becomes his."""
    if staff is None:
        return []
    changed = []
    if row.assigned_to is None:
        row.assigned_to = staff
        changed.append("assigned_to")
    if str(staff) not in row.handled_by:
        row.handled_by = [*row.handled_by, str(staff)]
        changed.append("handled_by")
    return changed
