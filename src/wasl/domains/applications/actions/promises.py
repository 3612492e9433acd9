"""Promises that come near or are broken: each told once."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from wasl.domains.applications.events import PromiseBroken, PromiseNear
from wasl.domains.applications.lifecycle import AWAITING_REPLY
from wasl.domains.applications.models import Application
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.trail import remark

NEAR_DAYS: Final = 3
_AT_ONCE: Final = 500


@action
def sweep_promises(by: Actor) -> int:
    """Tell of promised replies that are near or overdue; returns how many were told.

    Each promise is told once as near and once as broken; a new date is a new promise.
    """
    today = timezone.localdate()
    waiting = Application.objects.filter(stage__in=AWAITING_REPLY)
    broken = waiting.filter(reply_expected_on__lt=today).exclude(promise_told="broken")
    near = waiting.filter(
        reply_expected_on__range=(today, today + timedelta(days=NEAR_DAYS)), promise_told=""
    )
    told = 0
    for rows, mark, event in ((broken, "broken", PromiseBroken), (near, "near", PromiseNear)):
        held = rows.select_for_update(of=("self",)).order_by("reply_expected_on", "id")
        found = list(held.values_list("id", "reply_expected_on", "assigned_to")[:_AT_ONCE])
        Application.objects.filter(pk__in=[pk for pk, _, _ in found]).update(promise_told=mark)
        for pk, due_on, assigned_to in found:
            if due_on is not None:
                publish(by, event(application=pk, due_on=due_on, assigned_to=assigned_to))
        told += len(found)
    remark(told=told)
    return told
