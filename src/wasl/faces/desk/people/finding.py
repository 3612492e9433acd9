"""One box that finds parties and applications together, each with the reason for the match."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import applications_found
from wasl.domains.parties.queries import find_parties
from wasl.faces.desk import words
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.listing import register_url
from wasl.faces.desk.people.words import FOUND_BY, ICONS
from wasl.faces.edge.actor import keep_sealed
from wasl.faces.edge.routes import Request, staff_route

if TYPE_CHECKING:
    from wasl.domains.parties.queries import PartyMatch

_LONGEST = 120


@staff_route("parties.find_parties", "applications.applications_found", methods=("GET", "POST"))
def search(request: Request, slug: str) -> HttpResponse:
    """Who may be meant by any part of a name, an ID, a phone, a file number or a reference.

    Nobody is picked. What is looked for is posted: an address would carry a person's number into
    logs and histories.
    """
    typed = typed_in(request, "q")
    parties = find_parties(request.actor, text=typed) if typed else ()
    ids = [one.id for one in parties]
    found = applications_found(request.actor, text=typed, parties=ids) if typed else ()
    context = {
        "searched": typed,
        "parties": [match_shown(request, one) for one in parties],
        "is_shared": sum(one.score < 1 for one in parties) > 1
        and not any(letter.isalpha() for letter in typed),
        "cases": [{"row": row, "reason": FOUND_BY.get(row.found_by, "")} for row in found],
        "has_rows": bool(parties or found),
        "register_url": register_url(request),
        **_somebody_new(request, typed),
    }
    return shown(
        request, "desk/people/search.html", context, title=_("Search"), place="desk:people"
    )


def typed_in(request: Request, name: str) -> str:
    """What was typed into a search box, cut to a sensible length."""
    return request.POST.get(name, "").replace("\0", "").strip()[:_LONGEST]


def match_shown(request: Request, match: "PartyMatch") -> dict[str, Any]:
    """A match as the search lists it: who, why, and what can be done with it."""
    may_open = request.actor.may("parties.party_sheet")
    return {
        "match": match,
        "kind": words.PARTY_KINDS.get(match.kind, match.kind),
        "icon": ICONS.get(match.kind, "user"),
        "url": here(request, "desk:party", party=match.id) if may_open else "",
        "start_url": f"{here(request, 'desk:intake')}?{urlencode({'party': str(match.id)})}",
    }


def _somebody_new(request: Request, typed: str) -> dict[str, Any]:
    """The doors for somebody new: an intake, with the number that was looked for kept for it, and
    the registry."""
    is_number = typed and not any(letter.isalpha() for letter in typed)
    keep_sealed(request, "looked_for", typed if is_number else "")
    return {
        "may_start": request.actor.may("applications.start_application"),
        "intake_url": f"{here(request, 'desk:intake')}?found=none",
    }
