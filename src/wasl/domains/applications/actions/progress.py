"""Steps that follow from what the rooms above found and decided."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.applications.actions.opening import _kept, _moved, _opened
from wasl.domains.applications.models import Application
from wasl.foundation.action import action
from wasl.foundation.actor import Actor


@action
def mark_assessed(by: Actor, *, application: UUID) -> Application:
    """Note that the case is studied and recommended on. Refuses with `WrongStage`."""
    row = _opened(by, application)
    return _kept(row, *_moved(row, "assessed"))


@action
def mark_decided(by: Actor, *, application: UUID, outcome: str) -> Application:
    """Note the decision: accept, reject or partly. Refuses with `WrongStage`.

    A decision is never too early: the promise's minimum binds nobody.
    """
    if outcome not in ("accept", "reject", "partly"):
        raise ValueError("an outcome is accept, reject or partly")
    row = _opened(by, application)
    fields = _moved(row, "decided")
    row.outcome = outcome
    row.answered_at = timezone.now()
    return _kept(row, *fields, "outcome", "answered_at")


@action
def close_application(by: Actor, *, application: UUID) -> Application:
    """Close a case in which nothing is left to do. Refuses with `WrongStage`."""
    row = _opened(by, application)
    fields = _moved(row, "closed")
    row.closed_at = timezone.now()
    return _kept(row, *fields, "closed_at")
