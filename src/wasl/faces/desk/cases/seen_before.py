"""What of a case was seen before: the same picture in another file, a document shown earlier."""

from typing import TYPE_CHECKING, Any

from wasl.domains.applications.queries import papers_seen_before
from wasl.domains.parties.queries import papers_shown_before
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wasl.domains.applications.queries import ApplicationCase, ApplicationSheet
    from wasl.domains.parties.queries import ShownBefore


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


def shown_before(request: Request, sheet: "ApplicationSheet") -> "Mapping[str, ShownBefore]":
    """The documents of a case that its applicant showed before and that are good today."""
    party = sheet.case.party
    if party is None or not request.actor.may("parties.papers_shown_before"):
        return {}
    called = {row.key: "identity" if row.asked.is_identity else row.key for row in sheet.documents}
    found = papers_shown_before(
        request.actor,
        party=party,
        requirements=["identity", *called.values()],
        besides=sheet.case.id,
    )
    known = {key: found[one] for key, one in called.items() if one in found}
    return known | ({"identity": found["identity"]} if "identity" in found else {})
