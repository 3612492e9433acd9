"""What a party may expect and what it owes, on one page to read aloud or to print."""

from uuid import UUID

from django.http import HttpResponse

from wasl.domains.agreements.queries import rights_and_duties
from wasl.domains.parties.queries import strip_beside
from wasl.faces.desk.people.frame import party_page
from wasl.faces.edge.routes import Request, staff_route


@staff_route("agreements.rights_and_duties")
def rights(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Rights and duties of one party, from the policy and from its agreements (R3)."""
    context = {"stated": rights_and_duties(request.actor, party=party)}
    return party_page(
        request,
        "desk/agreements/rights.html",
        context,
        party=party,
        tab="desk:party_rights",
        strip=strip_beside(request.actor, party=party),
    )
