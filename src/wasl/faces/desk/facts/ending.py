"""Documents that end soon, and those that have ended."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import ExpiringRow, documents_expired, documents_expiring
from wasl.faces.desk.facts import words
from wasl.faces.desk.frame import here
from wasl.faces.desk.people.ending import what_ends
from wasl.faces.edge.routes import Request, staff_route


@staff_route("parties.documents_expiring", "parties.documents_expired")
def ending(request: Request, slug: str) -> HttpResponse:
    """Documents that end within sixty days, the nearest first; or those that have ended."""

    def told(row: ExpiringRow) -> dict[str, Any]:
        text, tone = words.STATES[row.state]
        return {
            "row": row,
            "state": text,
            "tone": tone,
            "url": f"{here(request, 'desk:party_documents', party=row.party)}#d-{row.id}",
        }

    return what_ends(
        request,
        "desk/facts/ending.html",
        soon=documents_expiring,
        past=documents_expired,
        told=told,
        address=here(request, "desk:documents_ending"),
        title=_("Documents that end"),
    )
