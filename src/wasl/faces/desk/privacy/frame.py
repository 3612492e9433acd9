"""What stands around the pages about personal data."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request
from wasl.faces.ui.shapes import Tab

_PARTS: Final[tuple[tuple[str, Words, str], ...]] = (
    ("desk:privacy", _("What is due"), "privacy.rights_counts"),
    ("desk:rights_requests", _("Requests"), "privacy.rights_requests_listed"),
    ("desk:incidents", _("Incidents"), "privacy.incidents_listed"),
    ("desk:notices", _("Notices and purposes"), "privacy.publish_notice"),
    ("desk:record", _("Processing record"), "privacy.processing_record"),
    ("desk:keeping", _("Retention"), "privacy.due_for_destruction"),
    ("desk:openings", _("Files opened out of turn"), "privacy.openings_to_review"),
)


def privacy_parts(request: Request, current: str) -> list[Tab]:
    """The views of personal data that the reader may open."""
    return [
        Tab(text, here(request, name), current=name == current)
        for name, text, permission in _PARTS
        if request.actor.may(permission)
    ]


def privacy_page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    title: object,
    tab: str,
    status: int = 200,
) -> HttpResponse:
    """A page about personal data under the tabs that the reader may open."""
    return shown(
        request,
        f"desk/privacy/{template}.html",
        {"tabs": privacy_parts(request, tab), **context},
        title=title,
        place="desk:privacy",
        status=status,
    )
