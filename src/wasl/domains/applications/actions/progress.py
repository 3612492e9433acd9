"""Steps that follow from what the rooms above found and decided."""

from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from wasl.domains.applications.lifecycle import APPLICATION
from wasl.domains.applications.models import Application
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import WrongStage
from wasl.foundation.scoping import PreparedChange, found
from wasl.foundation.trail import remark


@action
def mark_assessed(by: Actor, *, application: UUID) -> None:
    """Note that the case is studied and recommended on. Refuses with `WrongStage`."""
    _move_on(application, "assessed")


@action
def mark_decided(by: Actor, *, application: UUID, outcome: str) -> None:
    """Note the decision: accept, reject or partly. Refuses with `WrongStage`.

    A decision is never too early: the promise's minimum binds nobody.
    """
    if outcome not in ("accept", "reject", "partly"):
        raise ValueError("an outcome is accept, reject or partly")
    _move_on(application, "decided", outcome=outcome, answered_at=timezone.now())


@action
def close_application(by: Actor, *, application: UUID) -> None:
    """Close a case in which nothing is left to do. Refuses with `WrongStage`."""
    _move_on(application, "closed", closed_at=timezone.now())


def _move_on(application: UUID, to: str, **columns: Any) -> None:
    # The rooms above have just read the case, so one write that asks for its stage is enough.
    if not _move(to)(application=application, **columns):
        raise WrongStage(stage=found(Application.objects, pk=application).stage, to=to)
    remark(Application(pk=application), was=" ".join(APPLICATION.before(to)), stage=to)


@cache
def _move(to: str) -> PreparedChange:
    def build(application: Any, **columns: Any) -> Any:
        standing = Application.objects.filter(pk=application, stage__in=APPLICATION.before(to))
        return standing, {"stage": to, "version": F("version") + 1, **columns}

    return PreparedChange(build)
