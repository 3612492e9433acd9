"""Documents that end soon, and those that have ended."""

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import documents_expired, documents_expiring
from wasl.faces.desk.facts import words
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.ending import WITHIN_DAYS, ending_tabs, place_of
from wasl.faces.edge.routes import Request, staff_route

if TYPE_CHECKING:
    from wasl.domains.parties.queries import ExpiringRow

_A_PAGE: Final = 25


@staff_route("parties.documents_expiring", "parties.documents_expired")
def ending(request: Request, slug: str) -> HttpResponse:
    """Documents that end within sixty days, the nearest first; or those that have ended."""
    is_past = request.GET.get("state") == "expired"
    after = place_of(request.GET.get("after", ""))
    rows = (
        documents_expired(request.actor, after=after, most=_A_PAGE + 1)
        if is_past
        else documents_expiring(
            request.actor, within_days=WITHIN_DAYS, after=after, most=_A_PAGE + 1
        )
    )
    address = here(request, "desk:documents_ending")
    state = {"state": "expired"} if is_past else {}
    more = ""
    if len(rows) > _A_PAGE:
        last = rows[_A_PAGE - 1]
        more = f"{address}?{urlencode({**state, 'after': f'{last.valid_until}_{last.id}'})}"
    context = {
        "rows": [_row(request, row) for row in rows[:_A_PAGE]],
        "has_rows": bool(rows),
        "is_past": is_past,
        "tabs": ending_tabs(request, f"{address}?{urlencode(state)}" if state else address),
        "first_url": f"{address}?{urlencode(state)}" if after else "",
        "next_url": more,
    }
    return shown(
        request,
        "desk/facts/ending.html",
        context,
        title=_("Documents that end"),
        place="desk:people",
    )


def _row(request: Request, row: "ExpiringRow") -> dict[str, Any]:
    text, tone = words.STATES[row.state]
    return {
        "row": row,
        "state": text,
        "tone": tone,
        "url": f"{here(request, 'desk:party_documents', party=row.party)}#d-{row.id}",
    }
