"""Guardianships that end soon, and those whose deed has expired."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import (
    RELATION_WORDS,
    guardianships_ending,
    guardianships_expired,
)
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.frame import PLACE
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.shapes import Tab

if TYPE_CHECKING:
    from wasl.domains.parties.queries import EndingRow

WITHIN_DAYS: Final = 60
_A_PAGE: Final = 25
_WHY: Final = {"expiry": _("The deed expires"), "majority": _("The ward comes of age")}


@staff_route("parties.guardianships_ending", "parties.guardianships_expired")
def guardianships(request: Request, slug: str) -> HttpResponse:
    """Guardianships that end within sixty days, the nearest first; or those whose deed expired."""
    is_past = request.GET.get("state") == "expired"
    after = place_of(request.GET.get("after", ""))
    rows = (
        guardianships_expired(request.actor, after=after, most=_A_PAGE + 1)
        if is_past
        else guardianships_ending(
            request.actor, within_days=WITHIN_DAYS, after=after, most=_A_PAGE + 1
        )
    )
    address = here(request, "desk:guardianships_ending")
    state = {"state": "expired"} if is_past else {}
    more = ""
    if len(rows) > _A_PAGE:
        last = rows[_A_PAGE - 1]
        more = f"{address}?{urlencode({**state, 'after': f'{last.ends_on}_{last.id}'})}"
    context = {
        "rows": [_row(request, row) for row in rows[:_A_PAGE]],
        "has_rows": bool(rows),
        "is_past": is_past,
        "tabs": ending_tabs(request, f"{address}?{urlencode(state)}" if state else address),
        "first_url": f"{address}?{urlencode(state)}" if after else "",
        "next_url": more,
    }
    return shown(
        request, "desk/people/ending.html", context, title=_("Guardianships that end"), place=PLACE
    )


def ending_tabs(request: Request, current: str = "") -> list[Tab]:
    """Documents and guardianships that end or have ended, as far as one may read of them."""
    tabs = []
    if request.actor.may("parties.documents_expiring"):
        documents = here(request, "desk:documents_ending")
        tabs += [
            Tab(_("Documents ending soon"), documents),
            Tab(_("Documents that have ended"), f"{documents}?state=expired"),
        ]
    if request.actor.may("parties.guardianships_ending"):
        address = here(request, "desk:guardianships_ending")
        tabs += [
            Tab(_("Guardianships ending soon"), address),
            Tab(_("Deeds that have expired"), f"{address}?state=expired"),
        ]
    return [Tab(tab.text, tab.url, tab.url == current) for tab in tabs]


def place_of(text: str) -> tuple[date, UUID] | None:
    """The place in a list that an address names; None for a first page or a broken address."""
    day, _between, key = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def _row(request: Request, row: "EndingRow") -> dict[str, Any]:
    return {
        "row": row,
        "relation": RELATION_WORDS.get(row.relation, row.relation),
        "why": _WHY[row.why],
        "url": here(request, "desk:party_guardians", party=row.ward),
        "guardian_url": here(request, "desk:party", party=row.guardian),
    }
