"""What anybody may expect of the association, and what it expects of those who ask it for help."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.domains.agreements.queries import rights_stated
from wasl.faces.edge.routes import Request, public_route
from wasl.faces.portal.pages import page


@public_route
def rights(request: Request, slug: str) -> HttpResponse:
    """Rights and duties in plain words, each with its clause; terms of a service on request."""
    return page(
        request,
        "rights",
        title=_("Your rights and duties"),
        back=reverse("portal:home", args=[slug]),
        stated=rights_stated(request.actor, service=request.GET.get("service", "")[:60]),
        policy_url=reverse("portal:policy", args=[slug]),
    )
