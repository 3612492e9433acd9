"""What one person agreed to and asked, and who opened his files."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import ROLE_WORDS
from wasl.domains.applications.queries import applications_of_party
from wasl.domains.parties.queries import party_strip, same_party
from wasl.domains.policies.queries import CHANNELS
from wasl.domains.privacy.actions import withdraw_consent
from wasl.domains.privacy.queries import (
    consents_of,
    openings_of,
    readings_of,
    rights_requests_of,
)
from wasl.domains.privacy.refusals import ConsentMissing
from wasl.faces.desk.frame import here
from wasl.faces.desk.people.frame import party_page
from wasl.faces.desk.privacy.home import request_shown
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import words as spoken

_MOST_CASES = 100


@staff_route("privacy.rights_requests_of")
def party_privacy(request: Request, slug: str, party: UUID) -> HttpResponse:
    """The tab of one person: consents, requests, and who read the files, by role."""
    actor = request.actor
    strip = party_strip(actor, party=party)
    parties, cases = subjects_of(request, strip.id)
    subjects = [*parties, *cases]
    may_review = actor.may("privacy.openings_to_review")
    context: dict[str, Any] = {
        "requests": [
            request_shown(request, row) for row in rights_requests_of(actor, parties=parties)
        ],
        "consents": [
            {"row": row, "channel": CHANNELS.get(row.channel, row.channel)}
            for row in consents_of(actor, subject=strip.id, besides=subjects)
        ],
        "openings": [
            {"row": row, "roles": _roles(row.roles), "name": row.name if may_review else ""}
            for row in openings_of(actor, subject=strip.id, besides=subjects)
        ],
        "readings": [
            {"row": row, "roles": _roles(row.roles)}
            for row in readings_of(actor, subjects=subjects)
        ],
        "may_withdraw": actor.may("privacy.withdraw_consent"),
        "dossier_url": here(request, "desk:dossier", party=strip.id)
        if actor.may("privacy.everything_about")
        else "",
        "holds_url": here(request, "desk:party_holds", party=strip.id)
        if actor.may("privacy.holds_of")
        else "",
        "erase_url": here(request, "desk:erase_person", party=strip.id)
        if actor.may("privacy.erase_person")
        else "",
        "receive_url": here(request, "desk:receive_rights_request")
        + "?"
        + urlencode({"party": str(strip.id)}),
    }
    return party_page(
        request,
        "desk/privacy/party.html",
        context,
        party=strip.id,
        tab="desk:party_privacy",
        strip=strip,
    )


@staff_route("privacy.withdraw_consent", methods=("POST",))
def withdraw(request: Request, slug: str, party: UUID) -> HttpResponse:
    """The person takes a consent back, at the counter or on the phone."""
    strip = party_strip(request.actor, party=party)
    parties, cases = subjects_of(request, strip.id)
    try:
        withdraw_consent(
            request.actor,
            subject=strip.id,
            besides=[*parties, *cases],
            purpose=request.POST.get("purpose", "")[:40],
            channel="interview",
        )
    except ConsentMissing as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, spoken(_("The consent is withdrawn from now on.")))
    return redirect(here(request, "desk:party_privacy", party=strip.id))


def subjects_of(request: Request, party: UUID) -> tuple[list[UUID], list[UUID]]:
    """All records that are this person, and his files."""
    system = request.actor.as_system()
    parties = list(same_party(system, party=party))
    cases = applications_of_party(system, parties=parties, most=_MOST_CASES)
    return parties, [one.row.id for one in cases]


def _roles(keys: tuple[str, ...]) -> list[object]:
    return [ROLE_WORDS[one] for one in keys if one in ROLE_WORDS]
