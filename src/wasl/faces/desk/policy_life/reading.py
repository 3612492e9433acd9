"""The policy in force as staff read it, and «I have read it»."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.actions import acknowledge_policy
from wasl.domains.policies.queries import (
    acknowledgement_due,
    adoption_of,
    policy_in_force,
    policy_of,
    policy_pdf,
)
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk.frame import here
from wasl.faces.desk.policy_life.door import way_back
from wasl.faces.desk.policy_life.frame import policy_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import reader_language


@staff_route("policies.policy_in_force")
def read(request: Request, slug: str) -> HttpResponse:
    """The version in force, whole; at its end whoever owes it acknowledges it."""
    try:
        row = policy_in_force(request.actor)
    except NoPolicyInForce:
        row = None
    context = {
        "policy": row,
        "adoption": row and adoption_of(request.actor, policy_version=row.id),
        "due": acknowledgement_due(request.actor),
        "policy_due": None,
        "next": way_back(request, request.GET.get("next", "")),
        "paper_url": row and here(request, "desk:policy_pdf", policy_version=row.id),
    }
    title = row.title if row else _("The policy")
    return policy_page(request, "read", context, title=title, tab="desk:policy_read")


@staff_route("policies.acknowledge_policy", methods=("POST",))
def acknowledge(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Note that the reader has read a version, and lead back to where he came from."""
    acknowledge_policy(request.actor, policy_version=policy_version)
    messages.success(request, _("Thank you. Your acknowledgement is recorded."))
    back = way_back(request, request.POST.get("next", ""))
    return redirect(back or here(request, "desk:policy_read"))


@staff_route("policies.policy_pdf")
def paper(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """A version as a PDF with the letterhead; a draft with a table for the board to sign."""
    row = policy_of(request.actor, policy_version=policy_version)
    content = policy_pdf(request.actor, policy_version=row.id, language=reader_language())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-policy-{row.issue}.pdf"'
    return answer
