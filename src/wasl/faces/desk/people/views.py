"""The pages of one party."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from wasl.faces.desk.frame import here
from wasl.faces.desk.people.frame import party_page
from wasl.faces.edge.routes import Request, staff_route


@staff_route("parties.find_parties")
def people(request: Request, slug: str) -> HttpResponse:
    """Everybody the association knows."""
    return redirect(here(request, "desk:search"))


@staff_route("parties.party_strip")
def party(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Who it is."""
    return party_page(request, "desk/people/party.html", {}, party=party, tab="desk:party")
