"""The policy as anybody reads it: the version on show, earlier ones, and each on paper."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.domains.policies.queries import (
    PolicyRow,
    PublicVersion,
    adoption_of,
    policy_of,
    policy_pdf,
    public_versions,
)
from wasl.faces.edge.routes import Request, public_route
from wasl.faces.portal.pages import page
from wasl.faces.ui.formats import reader_language
from wasl.faces.ui.shapes import Tab
from wasl.foundation.refusal import NotFound

_IN_SHORT = (
    (gettext_lazy("What we promise you"), "promise"),
    (gettext_lazy("The way of a request"), "steps"),
    (gettext_lazy("Who decides"), "deciders"),
    (gettext_lazy("Ways to reach us"), "channels"),
    (gettext_lazy("What our staff work with"), "tools"),
)


_CAPACITIES = {
    "chair": gettext_lazy("Chair of the board"),
    "deputy": gettext_lazy("Deputy chair"),
    "treasurer": gettext_lazy("Treasurer"),
    "secretary": gettext_lazy("Secretary of the board"),
    "member": gettext_lazy("Member of the board"),
}


@public_route
def policy(request: Request, slug: str) -> HttpResponse:
    """The association's policy as it is published, readable."""
    versions = public_versions(request.actor)
    shown = next((one for one in versions if one.is_shown), None)
    if shown is None:
        return page(
            request,
            "policy",
            title=_("Our policy"),
            back=reverse("portal:home", args=[slug]),
            policy=None,
            others=versions,
        )
    return _read(request, slug, shown, versions)


@public_route
def policy_version(request: Request, slug: str, issue: int) -> HttpResponse:
    """A version at its own address, whether it is still on show or an earlier one."""
    versions = public_versions(request.actor)
    return _read(request, slug, _of_issue(versions, issue), versions)


@public_route
def policy_paper(request: Request, slug: str, issue: int) -> HttpResponse:
    """A version as a PDF with the letterhead, in the reader's language."""
    chosen = _of_issue(public_versions(request.actor), issue)
    content = policy_pdf(request.actor, policy_version=chosen.id, language=reader_language())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-policy-{chosen.issue}.pdf"'
    return answer


def _is_said(row: PolicyRow, part: str) -> bool:
    """Whether the policy says something of a part; a promise it always makes."""
    return part == "promise" or bool(getattr(row.policy, part))


def _of_issue(versions: tuple[PublicVersion, ...], issue: int) -> PublicVersion:
    for one in versions:
        if one.issue == issue:
            return one
    raise NotFound


def _read(
    request: Request, slug: str, chosen: PublicVersion, versions: tuple[PublicVersion, ...]
) -> HttpResponse:
    row = policy_of(request.actor, policy_version=chosen.id)
    adoption = adoption_of(request.actor, policy_version=chosen.id)
    return page(
        request,
        "policy",
        title=row.policy.title,
        back=reverse("portal:home", args=[slug]),
        policy=row,
        chosen=chosen,
        others=[one for one in versions if one.id != chosen.id],
        adoption=adoption,
        signatures=[
            (_CAPACITIES.get(one.capacity, one.capacity), one.signed_on)
            for one in (adoption.signatures if adoption else ())
        ],
        first=[Tab(text, f"#{part}") for text, part in _IN_SHORT if _is_said(row, part)],
        paper_url=reverse("portal:policy_paper", args=[slug, chosen.issue]),
    )
