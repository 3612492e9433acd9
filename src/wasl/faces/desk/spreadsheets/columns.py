"""Which sheet holds the list, and what each of its columns is."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.spreadsheets.actions import choose_sheet, map_columns, try_rows
from wasl.domains.spreadsheets.queries import SpreadsheetPreview, spreadsheet_preview
from wasl.domains.spreadsheets.refusals import FieldMappedTwice, MappingLacksFields
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.spreadsheets import words
from wasl.faces.desk.spreadsheets.files import PLACE, file_head, told
from wasl.faces.desk.spreadsheets.forms import ColumnsForm, SheetForm
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import Refusal

_OPEN = ("uploaded", "mapped", "tried")


@staff_route(
    "spreadsheets.spreadsheet_preview",
    "spreadsheets.map_columns",
    "spreadsheets.try_rows",
    methods=("GET", "POST"),
)
def columns(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """What each column is; once said, the rows are tried and nothing comes in yet."""
    preview = spreadsheet_preview(request.actor, spreadsheet=spreadsheet)
    if preview.spreadsheet.stage not in _OPEN:
        return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))
    form = ColumnsForm(request.POST or None, preview=preview)
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(
                request.actor,
                spreadsheet=spreadsheet,
                version=form.cleaned_data["version"],
                mapping=form.mapping,
                day_first=form.cleaned_data.get("order", "day") == "day",
            )
            try_rows(request.actor, spreadsheet=spreadsheet)
        except MappingLacksFields as refusal:
            for lacking in refusal.fields:
                form.add_error(None, words.LACKING[lacking])
        except FieldMappedTwice as refusal:
            for name, value in list(form.cleaned_data.items()):
                if name.startswith("column-") and value == refusal.field:
                    form.add_error(name, str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))
    return _page(request, preview, form, SheetForm(preview=preview))


def _page(
    request: Request, preview: SpreadsheetPreview, form: ColumnsForm, sheet_form: SheetForm
) -> HttpResponse:
    context = {
        **file_head(request, preview.spreadsheet),
        "preview": preview,
        "form": form,
        "sheet_form": sheet_form,
        "columns": [
            {"column": column, "field": form[f"column-{column.place}"]}
            for column in preview.columns
        ],
        "order": form["order"] if "order" in form.fields else None,
        "sheet_url": here(request, "desk:spreadsheet_sheet", spreadsheet=preview.spreadsheet.id),
        "first": preview.first[:10],
    }
    return shown(
        request,
        "desk/spreadsheets/columns.html",
        context,
        title=_("What is each column?"),
        place=PLACE,
        status=422 if form.errors or sheet_form.errors else 200,
    )


@staff_route("spreadsheets.choose_sheet", "spreadsheets.spreadsheet_preview", methods=("POST",))
def sheet(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Say which sheet holds the list and which row the headings."""
    preview = spreadsheet_preview(request.actor, spreadsheet=spreadsheet)
    data = request.POST.copy()
    if data.get("sheet") != str(preview.sheet):
        # The headings of another sheet stand elsewhere: its own first guess is taken.
        data.pop("header_row", None)
    form = SheetForm(data, preview=preview)
    form.fields["header_row"].required = False
    if form.is_valid():
        try:
            choose_sheet(
                request.actor,
                spreadsheet=spreadsheet,
                version=form.cleaned_data["version"],
                sheet=form.cleaned_data["sheet"],
                header_row=form.cleaned_data["header_row"] or None,
            )
        except Refusal as refusal:
            told(request, refusal)
        return redirect(here(request, "desk:spreadsheet_columns", spreadsheet=spreadsheet))
    return _page(request, preview, ColumnsForm(preview=preview), form)
