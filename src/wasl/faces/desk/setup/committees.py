"""The committee's members: formed, renewed, dissolved."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_listed
from wasl.domains.decisions.actions import dissolve_committee, form_committee, renew_committee
from wasl.domains.decisions.queries import committees_listed
from wasl.domains.decisions.refusals import (
    CommitteeDissolved,
    CommitteeUnfit,
    NoCommitteeInPolicy,
    SessionRunning,
)
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk.frame import here
from wasl.faces.desk.setup.forms import CommitteeForm
from wasl.faces.desk.setup.pages import set_up
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from wasl.domains.decisions.queries import CommitteeRow

_SITS = frozenset({"committee_member", "committee_chair"})


@staff_route("decisions.form_committee")
def listed(request: Request, slug: str) -> HttpResponse:
    """Committees that sit, and those that were dissolved."""
    rows = committees_listed(request.actor)
    decider = _named_by_policy(request)
    context = {
        "sitting": [one for one in rows if one.is_active],
        "dissolved": [one for one in rows if not one.is_active],
        "has_policy": decider is not None,
        "policy_names_one": bool(decider),
        "new_url": here(request, "desk:new_committee"),
        "policy_url": here(request, "desk:policies"),
    }
    return _page(request, "desk/setup/committees.html", context, title=_("Committee"))


@staff_route("decisions.form_committee", methods=("GET", "POST"), fresh="now")
def new(request: Request, slug: str) -> HttpResponse:
    """Form a committee of colleagues who hold its roles."""
    return _formed(request, None)


@staff_route("decisions.renew_committee", methods=("GET", "POST"), fresh="now")
def renew(request: Request, slug: str, committee: UUID) -> HttpResponse:
    """Let other members follow: a new committee that holds the sessions planned."""
    return _formed(request, _called(request, committee))


@staff_route("decisions.dissolve_committee", methods=("GET", "POST"), fresh="now")
def dissolve(request: Request, slug: str, committee: UUID) -> HttpResponse:
    """Let a committee hold no further sessions, on a page of its own."""
    former = _called(request, committee)
    if request.method == "POST":
        dissolve_committee(request.actor, committee=committee)
        messages.success(request, _("The committee is dissolved; what it decided stands."))
        return redirect(here(request, "desk:committees"))
    context = {"former": former, "back_url": here(request, "desk:committees")}
    return _page(request, "desk/setup/dissolve.html", context, title=_("Dissolve the committee"))


def _called(request: Request, committee: UUID) -> "CommitteeRow":
    for row in committees_listed(request.actor):
        if row.id == committee:
            return row
    raise NotFound


def _formed(request: Request, former: "CommitteeRow | None") -> HttpResponse:
    staff = [row for row in staff_listed(request.actor) if row.is_active and set(row.roles) & _SITS]
    form = CommitteeForm(
        request.POST if request.method == "POST" else None,
        staff=staff,
        initial=_initial(request, former),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, former, form.cleaned_data)
        except CommitteeUnfit as refusal:
            form.add_error("quorum", str(refusal))
        except (NoCommitteeInPolicy, CommitteeDissolved, SessionRunning) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The committee is formed."))
            return redirect(here(request, "desk:committees"))
    context = {
        "form": form,
        "former": former,
        "has_chair": any("committee_chair" in row.roles for row in staff),
        "invite_url": here(request, "desk:invite_staff"),
        "back_url": here(request, "desk:committees"),
    }
    title = _("Change the members") if former else _("Form the committee")
    return _page(
        request,
        "desk/setup/committee.html",
        context,
        title=title,
        status=422 if form.errors else 200,
    )


def _keep(request: Request, former: "CommitteeRow | None", typed: dict[str, Any]) -> None:
    asked = {
        "name": {"ar": typed["name_ar"], "en": typed["name_en"]},
        "members": [UUID(one) for one in typed["members"]],
        "quorum": typed["quorum"],
        "chair": UUID(typed["chair"]),
    }
    if former is None:
        form_committee(request.actor, **asked)
    else:
        renew_committee(request.actor, committee=former.id, **asked)


def _initial(request: Request, former: "CommitteeRow | None") -> dict[str, Any]:
    if former is not None:
        chair = next((str(one.id) for one in former.members if one.is_chair), "")
        return {
            "name_ar": former.name["ar"],
            "name_en": former.name["en"],
            "members": [str(one.id) for one in former.members],
            "chair": chair,
            "quorum": former.quorum,
        }
    named = _named_by_policy(request) or {}
    return {"name_ar": named.get("ar", ""), "name_en": named.get("en", ""), "quorum": 2}


def _named_by_policy(request: Request) -> dict[str, str] | None:
    """What the policy in force calls its committee: empty when it has none, None without one."""
    try:
        decider = policy_in_force(request.actor).policy.decider("committee")
    except NoPolicyInForce:
        return None
    return dict(decider.title) if decider else {}


def _page(
    request: Request, template: str, context: dict[str, Any], *, title: object, status: int = 200
) -> HttpResponse:
    return set_up(request, template, context, title=title, part="desk:committees", status=status)
