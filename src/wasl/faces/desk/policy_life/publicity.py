"""Where which version is published, and to whom it was sent round."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.notifications.queries import message_counts
from wasl.domains.parties.queries import beneficiaries_reached
from wasl.domains.policies.actions import circulate_policy, publish_policy, withdraw_publication
from wasl.domains.policies.queries import (
    PolicyRow,
    PublicationRow,
    circulation_words,
    circulations_listed,
    policy_in_force,
    policy_versions_listed,
    publication_warnings,
    publications_listed,
)
from wasl.domains.policies.refusals import (
    AlreadyWithdrawn,
    CirculationRunning,
    DayToCome,
    NoPolicyInForce,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.policy_life import words
from wasl.faces.desk.policy_life.forms import CirculationForm, PublicationForm
from wasl.faces.desk.policy_life.frame import policy_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import NotFound

_PUBLISHABLE = ("adopted", "in_force", "superseded")


@staff_route("policies.publications_listed")
def publications(request: Request, slug: str) -> HttpResponse:
    """The log of publication, and what in it needs a person."""
    return _publications(request)


@staff_route("policies.publish_policy", methods=("POST",))
def publish(request: Request, slug: str) -> HttpResponse:
    """Record that a version was published somewhere."""
    form = PublicationForm(request.POST, versions=_publishable(request))
    if not form.is_valid():
        return _publications(request, form)
    try:
        publish_policy(
            request.actor,
            policy_version=UUID(form.cleaned_data["policy_version"]),
            place=form.cleaned_data["place"],
            address=form.cleaned_data["address"],
            published_on=form.cleaned_data["published_on"].gregorian_on,
        )
    except DayToCome as refusal:
        form.add_error("published_on", str(refusal))
        return _publications(request, form)
    messages.success(request, _("The publication is recorded."))
    return redirect(here(request, "desk:publications"))


@staff_route("policies.withdraw_publication", methods=("POST",))
def withdraw(request: Request, slug: str, publication: UUID) -> HttpResponse:
    """Record that a version no longer hangs somewhere."""
    try:
        withdraw_publication(request.actor, publication=publication)
    except AlreadyWithdrawn as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The publication has ended."))
    return redirect(here(request, "desk:publications"))


@staff_route("policies.circulations_listed")
def circulations(request: Request, slug: str) -> HttpResponse:
    """To whom which version was sent, and how far it came."""
    current = _in_force(request)
    may_send = current is not None and request.actor.may("policies.circulate_policy")
    rows = circulations_listed(request.actor)
    counted = message_counts(request.actor, about=[row.id for row in rows])
    context = {
        "current": current,
        "rows": [
            {
                "row": row,
                "audience": words.AUDIENCES.get(row.audience, row.audience),
                "results": [
                    (words.MESSAGES[stage], counted[row.id][stage])
                    for stage in words.MESSAGES
                    if counted.get(row.id, {}).get(stage)
                ],
            }
            for row in rows
        ],
        "ways": [
            {
                "text": words.AUDIENCES[audience],
                "url": here(request, "desk:circulate", audience=audience),
                "icon": icon,
            }
            for audience, icon in (("staff", "users"), ("beneficiaries", "megaphone"))
            if may_send
        ],
    }
    return policy_page(
        request, "circulations", context, title=_("Circulation"), tab="desk:circulations"
    )


@staff_route("policies.circulate_policy", methods=("GET", "POST"))
def circulate(request: Request, slug: str, audience: str) -> HttpResponse:
    """Whom a circulation reaches and what exactly it says, before it is sent."""
    if audience not in words.AUDIENCES:
        raise NotFound
    current = policy_in_force(request.actor)
    form = CirculationForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and request.POST.get("do") == "send":
        try:
            circulate_policy(
                request.actor,
                policy_version=current.id,
                audience=audience,
                note=form.cleaned_data["note"],
            )
        except CirculationRunning as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The circulation is on its way."))
        return redirect(here(request, "desk:circulations"))
    note = form.cleaned_data.get("note", "") if form.is_bound else ""
    said = circulation_words(request.actor, policy_version=current.id, audience=audience, note=note)
    reach = beneficiaries_reached(request.actor) if audience == "beneficiaries" else None
    context = {
        "current": current,
        "audience": audience,
        "audience_words": words.AUDIENCES[audience],
        "said": said,
        "reached": reach.reached if reach else said.reached or 0,
        "unreachable": reach.unreachable if reach else 0,
        "has_more": bool(reach and reach.has_more),
        "form": form,
        "back_url": here(request, "desk:circulations"),
    }
    return policy_page(
        request,
        "circulate",
        context,
        title=_("Send the policy round"),
        tab="desk:circulations",
        status=422 if form.errors else 200,
    )


def _in_force(request: Request) -> PolicyRow | None:
    try:
        return policy_in_force(request.actor)
    except NoPolicyInForce:
        return None


def _publishable(request: Request) -> list[PolicyRow]:
    """Adopted versions, the one in force before the others."""
    rows = [one for one in policy_versions_listed(request.actor) if one.stage in _PUBLISHABLE]
    return sorted(rows, key=lambda one: one.stage != "in_force")


def _publications(request: Request, form: PublicationForm | None = None) -> HttpResponse:
    versions = _publishable(request)
    today = timezone.localdate()
    current = next((one for one in versions if one.stage == "in_force"), None)
    context = {
        "rows": [_shown(row) for row in publications_listed(request.actor)],
        "warnings": [
            {
                "kind": one.kind,
                "publication": one.publication and _shown(one.publication),
                "scope": words.SCOPES.get(one.scope, one.scope),
            }
            for one in publication_warnings(request.actor)
        ],
        "current": current,
        "today": today,
        "has_versions": bool(versions),
        "form": form if form is not None and form.is_bound else None,
        "publication_form": form
        or PublicationForm(versions=versions, initial={"published_on": today}),
        "may_publish": request.actor.may("policies.publish_policy"),
        "may_withdraw": request.actor.may("policies.withdraw_publication"),
    }
    return policy_page(
        request,
        "publications",
        context,
        title=_("Publication of the policy"),
        tab="desk:publications",
        status=422 if form is not None and form.errors else 200,
    )


def _shown(row: PublicationRow) -> dict[str, object]:
    is_link = row.address.startswith(("https://", "http://"))
    return {
        "row": row,
        "place": words.PLACES.get(row.place, row.place),
        "link": row.address if is_link else "",
    }
