"""What is due about personal data, on one page."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.privacy.queries import (
    GROUND_WORDS,
    OUTCOME_WORDS,
    RIGHT_WORDS,
    WAY_WORDS,
    RightsRequestRow,
    incidents_open,
    notice_in_force,
    openings_to_review,
    purposes_listed,
    rights_counts,
    rights_requests_due,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.privacy import words
from wasl.faces.desk.privacy.frame import privacy_page
from wasl.faces.desk.privacy.incidents import incident_shown
from wasl.faces.edge.routes import Request, staff_route


@staff_route("privacy.rights_counts")
def home(request: Request, slug: str) -> HttpResponse:
    """Requests by their last day, incidents by their hour, and what is still to be set up."""
    actor = request.actor
    may_answer = actor.may("privacy.rights_requests_due")
    context: dict[str, Any] = {
        "counts": rights_counts(actor),
        "due": [request_shown(request, row) for row in rights_requests_due(actor)]
        if may_answer
        else [],
        "incidents": [incident_shown(request, row) for row in incidents_open(actor)]
        if actor.may("privacy.incidents_open")
        else [],
        "openings": len(openings_to_review(actor))
        if actor.may("privacy.openings_to_review")
        else None,
        "has_notice": notice_in_force(actor) is not None,
        "has_purposes": bool(purposes_listed(actor)),
        "may_publish": actor.may("privacy.publish_notice"),
        "may_receive": actor.may("privacy.receive_rights_request"),
        "may_open": actor.may("privacy.open_incident"),
        "has_rows": may_answer,
    }
    return privacy_page(request, "home", context, title=_("Personal data"), tab="desk:privacy")


def request_shown(request: Request, row: RightsRequestRow) -> dict[str, Any]:
    """A request as lists and the page of a person show it."""
    stage, stage_tone = words.STAGES[row.stage]
    standing = words.STANDINGS.get(row.standing or "")
    return {
        "row": row,
        "kind": RIGHT_WORDS[row.kind],
        "way": WAY_WORDS[row.way],
        "stage": stage,
        "stage_tone": stage_tone,
        "standing": standing[0] if standing and row.standing != "open" else "",
        "standing_tone": standing[1] if standing else "",
        "outcome": OUTCOME_WORDS.get(row.outcome, ""),
        "ground": GROUND_WORDS.get(row.ground, ""),
        "url": here(request, "desk:rights_request", key=row.id)
        if request.actor.may("privacy.rights_request_sheet")
        else "",
    }
