"""What stands around every page about one party: the person strip and the tabs."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse

from wasl.domains.parties.queries import PartyStrip, party_strip
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.strip import strip_shown
from wasl.faces.desk.tabs import PARTY_TABS, party_tabs
from wasl.faces.edge.routes import Request

PLACE: Final = "desk:people"


def party_page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    party: UUID,
    tab: str,
    title: object = "",
    status: int = 200,
    strip: PartyStrip | None = None,
) -> HttpResponse:
    """A page about a party: who it is on top, the tabs below; `template` extends
    `desk/people/frame.html`.

    `tab` is the URL name of the tab one is on; its words are the title unless another is given.
    `strip` spares the read where the page has made it already. The template also gets
    `strip_facts` (the strip as read), `party_id`, and `is_read_only` when the party touches the
    reader (R63). Refuses with `NotFound` for a party of another association.
    """
    known = strip or party_strip(request.actor, party=party)
    person = strip_shown(request, known)
    return shown(
        request,
        template,
        {
            "strip": person,
            "strip_facts": known,
            "party_id": known.id,
            "party_url": here(request, "desk:party", party=known.id),
            "is_read_only": bool(person.conflict),
            "tabs": party_tabs(request, known.id, tab, kind=known.kind),
            **context,
        },
        title=title or next((one.text for one in PARTY_TABS if one.name == tab), known.name),
        place=PLACE,
        status=status,
    )
