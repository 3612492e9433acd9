"""What ends soon and what has ended, the nearest first: documents, and guardianships here."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import (
    RELATION_WORDS,
    EndingRow,
    ExpiringRow,
    guardianships_ending,
    guardianships_expired,
)
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.frame import PLACE
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.shapes import Tab, Text

_WITHIN_DAYS: Final = 60
_A_PAGE: Final = 25
_WHY: Final = {"expiry": _("The deed expires"), "majority": _("The ward comes of age")}


R = TypeVar("R", EndingRow, ExpiringRow)


@staff_route("parties.guardianships_ending", "parties.guardianships_expired")
def guardianships(request: Request, slug: str) -> HttpResponse:
    """Guardianships that end within sixty days, the nearest first; or those whose deed expired."""

    def told(row: EndingRow) -> dict[str, Any]:
        return {
            "row": row,
            "relation": RELATION_WORDS.get(row.relation, row.relation),
            "why": _WHY[row.why],
            "url": here(request, "desk:party_guardians", party=row.ward),
            "guardian_url": here(request, "desk:party", party=row.guardian),
        }

    return what_ends(
        request,
        "desk/people/ending.html",
        soon=guardianships_ending,
        past=guardianships_expired,
        told=told,
        address=here(request, "desk:guardianships_ending"),
        title=_("Guardianships that end"),
    )


def what_ends(
    request: Request,
    template: str,
    *,
    soon: Callable[..., Sequence[R]],
    past: Callable[..., Sequence[R]],
    told: Callable[[R], dict[str, Any]],
    address: str,
    title: Text,
) -> HttpResponse:
    """A page of what ends within sixty days, or, as `?state=expired` asks, of what has ended."""
    is_past = request.GET.get("state") == "expired"
    begun = _place(request.GET.get("after", ""))
    rows = (
        past(request.actor, after=begun, most=_A_PAGE + 1)
        if is_past
        else soon(request.actor, within_days=_WITHIN_DAYS, after=begun, most=_A_PAGE + 1)
    )
    first = f"{address}?state=expired" if is_past else address
    following = ""
    if len(rows) > _A_PAGE:
        last = rows[_A_PAGE - 1]
        place = {"state": "expired"} if is_past else {}
        place["after"] = f"{last.ends_on}_{last.id}"
        following = f"{address}?{urlencode(place)}"
    context = {
        "rows": [told(row) for row in rows[:_A_PAGE]],
        "has_rows": bool(rows),
        "is_past": is_past,
        "tabs": ending_tabs(request, first),
        "first_url": first if begun else "",
        "next_url": following,
    }
    return shown(request, template, context, title=title, place=PLACE)


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


def _place(text: str) -> tuple[date, UUID] | None:
    """The place in a list that an address names; None for a first page or a broken address."""
    day, _between, key = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None
