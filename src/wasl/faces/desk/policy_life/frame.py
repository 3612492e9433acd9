"""What stands around the pages of a policy's life."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from wasl.faces.desk.frame import shown
from wasl.faces.desk.policy.tabs import policy_parts
from wasl.faces.edge.routes import Request


def policy_page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    title: object,
    tab: str,
    status: int = 200,
) -> HttpResponse:
    """A page of the policy's life under the tabs that the reader may open."""
    around = {"tabs": policy_parts(request, tab)}
    return shown(
        request,
        f"desk/policy_life/{template}.html",
        {**around, **context},
        title=title,
        place="desk:policies",
        status=status,
    )
