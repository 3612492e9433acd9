"""What a party has here: its applications, the conversations with it, and how its record changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import applications_of_party, contacts_of_party
from wasl.domains.contacts.actions import record_contact
from wasl.domains.governance.queries import trail_about_party
from wasl.domains.parties.queries import (
    corrections_of,
    party_strip,
    same_party,
    strip_beside,
)
from wasl.domains.policies.queries import (
    CHANNELS,
    policy_in_force,
)
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk import words as desk_words
from wasl.faces.desk.contacting import ContactForm
from wasl.faces.desk.frame import here
from wasl.faces.desk.people.frame import party_page
from wasl.faces.desk.people.pages import CODES, correction_words
from wasl.faces.desk.people.words import ACTORS, DEEDS, HISTORY_FIELDS
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed, number_typed
from wasl.faces.ui.shapes import Tab

if TYPE_CHECKING:
    from wasl.domains.applications.queries import PartyContact
    from wasl.domains.parties.queries import CorrectionRow

_A_PAGE = 25


@staff_route("parties.same_party", "applications.applications_of_party")
def cases(request: Request, slug: str, party: UUID) -> HttpResponse:
    """The applications of a party, its own and those made for it."""
    strip = party_strip(request.actor, party=party)
    after = request.GET.get("after", "")
    found = applications_of_party(
        request.actor,
        parties=same_party(request.actor, party=strip.id),
        after=after or None,
        most=_A_PAGE,
    )
    address = here(request, "desk:party_cases", party=strip.id)
    may_start = request.actor.may("applications.start_application")
    context = {
        "cases": [{"row": one.row, "is_closed": not one.is_open} for one in found],
        "has_rows": bool(found),
        "is_later": bool(after),
        **_pages(address, after, [one.row.cursor for one in found]),
        "start_url": f"{here(request, 'desk:intake')}?{urlencode({'party': str(strip.id)})}"
        if may_start
        else "",
    }
    return party_page(
        request,
        "desk/people/party_cases.html",
        context,
        party=strip.id,
        tab="desk:party_cases",
        strip=strip,
    )


@staff_route("parties.same_party", "applications.contacts_of_party")
def contacts(request: Request, slug: str, party: UUID) -> HttpResponse:
    """The conversations with a party on any channel."""
    return _contacts_page(request, party)


@staff_route("parties.same_party", "contacts.record_contact", methods=("POST",))
def note(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Record a conversation that is about no case in particular."""
    strip = party_strip(request.actor, party=party)
    form = _contact_form(request, request.POST)
    if not form.is_valid():
        return _contacts_page(request, strip.id, form)
    record_contact(request.actor, party=strip.id, **form.cleaned_data)
    messages.success(request, _("The conversation is noted."))
    return redirect(here(request, "desk:party_contacts", party=strip.id))


@staff_route("parties.corrections_of")
def history(request: Request, slug: str, party: UUID) -> HttpResponse:
    """What was put right, by whom and why; for those who read the trail, every deed on it too."""
    strip = strip_beside(request.actor, party=party)
    address = here(request, "desk:party_history", party=strip.id)
    may_read_trail = request.actor.may("governance.trail_about_party")
    is_trail = may_read_trail and request.GET.get("part") == "trail"
    shown = _trail if is_trail else _corrections
    context = {
        "parts": [
            Tab(_("What was put right"), address, current=not is_trail),
            Tab(_("Who did and read what"), f"{address}?part=trail", current=is_trail),
        ]
        if may_read_trail
        else [],
        "is_trail": is_trail,
        **shown(request, strip.id, address),
    }
    return party_page(
        request,
        "desk/people/history.html",
        context,
        party=strip.id,
        tab="desk:party_history",
        strip=strip,
    )


def _corrections(request: Request, party: UUID, address: str) -> dict[str, Any]:
    after = key_typed(request.GET.get("after"))
    rows = corrections_of(request.actor, party=party, after=after, most=_A_PAGE)
    names = staff_names(request.actor, ids={one.corrected_by for one in rows if one.corrected_by})
    return {
        "corrections": [_correction(one, names) for one in rows],
        "is_later": after is not None,
        **_pages(address, str(after or ""), [str(one.id) for one in rows]),
    }


def _correction(one: "CorrectionRow", names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "row": one,
        "field": HISTORY_FIELDS.get(one.field, one.field),
        "before": correction_words(one.field, one.before),
        "after": correction_words(one.field, one.after),
        "is_code": one.field in CODES,
        "by": names.get(one.corrected_by, "") if one.corrected_by else "",
    }


def _trail(request: Request, party: UUID, address: str) -> dict[str, Any]:
    before = number_typed(request.GET.get("before"))
    page = trail_about_party(
        request.actor,
        parties=same_party(request.actor, party=party),
        before=before,
        most=_A_PAGE,
    )
    return {
        "deeds": [
            {
                "at": one.at,
                "who": one.actor_name or ACTORS.get(one.actor_kind, one.actor_kind),
                "deed": DEEDS.get(one.verb, one.verb),
                "is_known": one.verb in DEEDS,
            }
            for one in page.rows
        ],
        "first_url": f"{address}?part=trail" if before else "",
        "next_url": f"{address}?part=trail&before={page.before}" if page.before else "",
    }


def _contacts_page(request: Request, party: UUID, form: ContactForm | None = None) -> HttpResponse:
    strip = strip_beside(request.actor, party=party)
    after = request.GET.get("after", "")
    found = contacts_of_party(
        request.actor,
        parties=same_party(request.actor, party=strip.id),
        after=after or None,
        most=_A_PAGE,
    )
    names = staff_names(request.actor, ids={one.row.staff for one in found if one.row.staff})
    address = here(request, "desk:party_contacts", party=strip.id)
    context = {
        "form": form,
        "contact_form": form or _contact_form(request),
        "may_note": request.actor.may("contacts.record_contact"),
        "contacts": [_contact(one, names) for one in found],
        "is_later": bool(after),
        **_pages(address, after, [one.row.cursor for one in found]),
    }
    return party_page(
        request,
        "desk/people/party_contacts.html",
        context,
        party=strip.id,
        tab="desk:party_contacts",
        strip=strip,
        status=422 if form is not None else 200,
    )


def _contact_form(request: Request, data: Any = None) -> ContactForm:
    channels: list[tuple[str, Any]]
    try:
        named = policy_in_force(request.actor).policy.channels
        channels = [(one.kind, one.wording) for one in named]
    except NoPolicyInForce:
        # People are spoken with before there is a policy that names the channels.
        channels = list(CHANNELS.items())
    return ContactForm(
        data,
        channels=channels,
        initial={"channel": "phone", "direction": "inward"},
    )


def _contact(one: "PartyContact", names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "row": one.row,
        "reference": one.reference,
        "is_closed": one.is_closed,
        "by": names.get(one.row.staff, "") if one.row.staff else "",
        "direction": desk_words.DIRECTIONS.get(one.row.direction, one.row.direction),
    }


def _pages(address: str, after: str, cursors: list[str]) -> dict[str, str]:
    has_more = len(cursors) == _A_PAGE
    return {
        "first_url": address if after else "",
        "next_url": f"{address}?{urlencode({'after': cursors[-1]})}" if has_more else "",
    }
