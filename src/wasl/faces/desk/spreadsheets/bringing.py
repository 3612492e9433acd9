"""The rows come in, are taken back, or the file is given up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.spreadsheets.actions import ask_to_bring, ask_to_undo, discard_spreadsheet
from wasl.domains.spreadsheets.queries import spreadsheet_of
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.spreadsheets.files import PLACE, file_head, told
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import Refusal


@staff_route("spreadsheets.ask_to_bring", methods=("POST",))
def bring(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Let the rows come in, all of them or none."""
    try:
        ask_to_bring(request.actor, spreadsheet=spreadsheet)
    except Refusal as refusal:
        told(request, refusal)
    return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))


@staff_route("spreadsheets.ask_to_undo", "spreadsheets.spreadsheet_of", methods=("GET", "POST"))
def undo(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Take back what a file brought, on a page of its own."""
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    if request.method == "POST":
        try:
            ask_to_undo(request.actor, spreadsheet=spreadsheet)
        except Refusal as refusal:
            told(request, refusal)
        return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))
    return shown(
        request,
        "desk/spreadsheets/undo.html",
        file_head(request, row),
        title=_("Take back what this file brought"),
        place=PLACE,
    )


@staff_route(
    "spreadsheets.discard_spreadsheet", "spreadsheets.spreadsheet_of", methods=("GET", "POST")
)
def discard(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Give up a file whose rows did not come in."""
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    if request.method == "POST":
        try:
            discard_spreadsheet(request.actor, spreadsheet=spreadsheet)
        except Refusal as refusal:
            told(request, refusal)
        else:
            messages.success(request, _("The file is discarded and deleted."))
        return redirect(here(request, PLACE))
    return shown(
        request,
        "desk/spreadsheets/discard.html",
        file_head(request, row),
        title=_("Discard the file"),
        place=PLACE,
    )
