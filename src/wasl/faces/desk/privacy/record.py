"""The processing record: what is held about people, by every part of the product."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.privacy.queries import (
    ProcessingRow,
    notice_in_force,
    processing_record,
    purposes_listed,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.privacy import words
from wasl.faces.desk.privacy.frame import privacy_page
from wasl.faces.desk.privacy.notices import purpose_shown
from wasl.faces.edge.routes import Request, staff_route


@staff_route("privacy.processing_record")
def record(request: Request, slug: str) -> HttpResponse:
    """Every kind of data with its purpose, ground, time and end, as the product itself declares it."""
    return privacy_page(
        request, "record", _record(request), title=_("Processing record"), tab="desk:record"
    )


@staff_route("privacy.processing_record")
def paper(request: Request, slug: str) -> HttpResponse:
    """The processing record on paper."""
    context = _record(request) | {
        "today": timezone.localdate(),
        "notice": notice_in_force(request.actor),
        "back_url": here(request, "desk:record"),
    }
    return privacy_page(
        request, "record_paper", context, title=_("Processing record"), tab="desk:record"
    )


def _record(request: Request) -> dict[str, Any]:
    return {
        "rooms": [
            {
                "title": words.ROOMS.get(one.room, one.room),
                "rows": [_shown(row) for row in one.rows],
            }
            for one in processing_record(request.actor)
        ],
        "purposes": [purpose_shown(request, row) for row in purposes_listed(request.actor)],
        "paper_url": here(request, "desk:record_paper"),
    }


def _shown(row: ProcessingRow) -> dict[str, Any]:
    return {"row": row, "deed": words.DEEDS[row.deed]}
