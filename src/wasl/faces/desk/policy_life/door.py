"""Who has not acknowledged the policy in time is led to it, and then back to what he was doing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.actions import acknowledge_policy
from wasl.domains.policies.queries import acknowledgement_due, adoption_of, policy_in_force
from wasl.domains.policies.refusals import AcknowledgementOverdue
from wasl.faces.desk.frame import here, shown
from wasl.faces.edge.routes import Request
from wasl.faces.ui.formats import gregorian
from wasl.foundation.refusal import NotFound

View = TypeVar("View", bound=Callable[..., HttpResponse])

_OURS = ("csrfmiddlewaretoken", "acknowledged")


def acknowledged_first(view: View) -> View:
    """Answer an overdue acknowledgement with the policy to read, holding all that was typed.

    Its one button acknowledges and sends the same form again, so that nothing is typed twice.
    Write it below the route's decorator of a view that opens a case.
    """

    @wraps(view)
    def led(request: Request, slug: str, **parts: Any) -> HttpResponse:
        typed = request.POST.get("acknowledged", "") if request.method == "POST" else ""
        if typed:
            acknowledge_policy(request.actor, policy_version=_version(typed))
        try:
            return view(request, slug, **parts)
        except AcknowledgementOverdue:
            return _overdue(request)

    return cast("View", led)


def way_back(request: Request, address: str) -> str:
    """The address when it is a page of this very desk; else nothing."""
    is_plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if is_plain and address.startswith(here(request, "desk:home")) else ""


def _version(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound from None


def _overdue(request: Request) -> HttpResponse:
    row = policy_in_force(request.actor)
    due = acknowledgement_due(request.actor)
    context = {
        "sentence": str(AcknowledgementOverdue(due_on=gregorian(due.due_on if due else None))),
        "policy": row,
        "adoption": adoption_of(request.actor, policy_version=row.id),
        "again_url": request.get_full_path(),
        "carried": [
            (name, value)
            for name in request.POST
            if name not in _OURS
            for value in request.POST.getlist(name)
        ],
        "policy_due": None,
        "back_url": here(request, "desk:home"),
    }
    return shown(
        request,
        "desk/policy_life/overdue.html",
        context,
        title=_("First read the policy in force"),
        place="desk:intake",
        status=403,
    )
