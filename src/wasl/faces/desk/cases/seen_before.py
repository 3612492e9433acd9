"""The part of a case's page that says which of its papers came before in another file."""

from typing import TYPE_CHECKING, Any

from wasl.domains.applications.queries import papers_seen_before
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request

if TYPE_CHECKING:
    from wasl.domains.applications.queries import ApplicationCase


def seen_before(request: Request, case: "ApplicationCase") -> list[dict[str, Any]]:
    """The papers of a case that came before elsewhere, with an address where one may look."""
    if not request.actor.may("applications.papers_seen_before"):
        return []
    may_open = request.actor.may("parties.documents_of")
    shown = []
    for one in papers_seen_before(request.actor, application=case.id):
        asked = case.definition.document(one.key)
        shown.append(
            {
                "title": asked.title if asked else one.key,
                "cases": [
                    here(request, "desk:case", application=other.application)
                    if other.is_open
                    else ""
                    for other in one.cases
                ],
                "parties": [
                    here(request, "desk:party_documents", party=place.party) if may_open else ""
                    for place in one.parties
                ],
            }
        )
    return shown
