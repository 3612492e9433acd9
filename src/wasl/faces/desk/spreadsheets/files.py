"""The files brought: the list of them, a new one, and how far one is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.spreadsheets.actions import take_spreadsheet
from wasl.domains.spreadsheets.queries import (
    REPEATED_FIELDS,
    SpreadsheetRow,
    exports_listed,
    parties_kept,
    spreadsheet_of,
    spreadsheet_outline,
    spreadsheets_listed,
)
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.spreadsheets import words
from wasl.faces.desk.spreadsheets.forms import UploadForm
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import Refusal

PLACE = "desk:spreadsheets"
_A_PAGE = 25


@staff_route("spreadsheets.spreadsheets_listed", "spreadsheets.exports_listed")
def listed(request: Request, slug: str) -> HttpResponse:
    """The files brought, the latest first, and the lists taken out."""
    after = parse_datetime(request.GET.get("after", "").replace(" ", "+"))
    rows = spreadsheets_listed(request.actor, after=after, most=_A_PAGE + 1)
    exports = exports_listed(request.actor) if after is None else ()
    page = rows[:_A_PAGE]
    names = staff_names(
        request.actor,
        ids={row.uploaded_by for row in page} | {one.asked_by for one in exports},
    )
    more = ""
    if len(rows) > _A_PAGE:
        more = f"?after={page[-1].uploaded_at.isoformat().replace('+', '%2B')}"
    context = {
        "rows": [
            {
                "row": row,
                "kind": words.KINDS[row.kind][0],
                "stage": words.STAGES[row.stage],
                "by": names.get(row.uploaded_by, ""),
                "url": here(request, "desk:spreadsheet", spreadsheet=row.id),
            }
            for row in page
        ],
        "exports": [
            {"row": one, "kind": words.KINDS[one.kind][0], "by": names.get(one.asked_by, "")}
            for one in exports
        ],
        "has_rows": bool(page),
        "next_url": more,
        "bring_url": here(request, "desk:bring_spreadsheet"),
        "export_url": here(request, "desk:export_people"),
    }
    return shown(
        request, "desk/spreadsheets/list.html", context, title=_("Lists in and out"), place=PLACE
    )


@staff_route(
    "spreadsheets.take_spreadsheet", "spreadsheets.spreadsheet_outline", methods=("GET", "POST")
)
def upload(request: Request, slug: str) -> HttpResponse:
    """Take a file; of one we cannot read nothing is kept."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read()
            outline = spreadsheet_outline(request.actor, content=content)
            row = take_spreadsheet(
                request.actor,
                key=form.cleaned_data["key"],
                kind=form.cleaned_data["kind"],
                content=content,
                file_name=file.name or "",
                outline=outline,
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(here(request, "desk:spreadsheet_columns", spreadsheet=row.pk))
    return shown(
        request,
        "desk/spreadsheets/upload.html",
        {"form": form, "back_url": here(request, PLACE)},
        title=_("Bring in a list"),
        place=PLACE,
        status=422 if form.errors else 200,
    )


@staff_route("spreadsheets.spreadsheet_of")
def one(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """How far a file is, what was found in it, and what is to be done next."""
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    if row.stage in ("uploaded", "mapped"):
        return redirect(here(request, "desk:spreadsheet_columns", spreadsheet=row.id))
    context = {**file_head(request, row), **_told(request, row)}
    return shown(
        request,
        f"desk/spreadsheets/{_TEMPLATES[row.stage]}.html",
        context,
        title=row.file_name,
        place=PLACE,
    )


_TEMPLATES = {
    "trying": "working",
    "bringing": "working",
    "undoing": "working",
    "tried": "tried",
    "brought": "done",
    "undone": "done",
    "discarded": "gone",
    "failed": "gone",
}


def file_head(request: Request, row: SpreadsheetRow) -> dict[str, Any]:
    """What every page about a file shows around it."""
    return {
        "row": row,
        "kind": words.KINDS[row.kind][0],
        "stage": words.STAGES[row.stage],
        "trouble": words.TROUBLES.get(row.trouble, ""),
        "back_url": here(request, PLACE),
        "file_url": here(request, "desk:spreadsheet", spreadsheet=row.id),
        "columns_url": here(request, "desk:spreadsheet_columns", spreadsheet=row.id),
        "problems_url": here(request, "desk:row_problems", spreadsheet=row.id),
        "download_url": here(request, "desk:problems_file", spreadsheet=row.id),
        "again_url": here(request, "desk:try_again", spreadsheet=row.id),
        "mended_url": here(request, "desk:cells_mended", spreadsheet=row.id),
        "known_url": here(request, "desk:rows_known", spreadsheet=row.id),
        "leave_out_url": here(request, "desk:leave_rows_out", spreadsheet=row.id),
        "settle_url": here(request, "desk:settle_row", spreadsheet=row.id),
        "settle_all_url": here(request, "desk:settle_rows", spreadsheet=row.id),
        "bring_url": here(request, "desk:bring_rows", spreadsheet=row.id),
        "undo_url": here(request, "desk:undo_spreadsheet", spreadsheet=row.id),
        "discard_url": here(request, "desk:discard_spreadsheet", spreadsheet=row.id),
    }


def _told(request: Request, row: SpreadsheetRow) -> dict[str, Any]:
    counts = row.counts
    told: dict[str, Any] = {}
    if row.stage == "tried":
        told["coming"] = counts["good"] + counts["warned"]
        told["severities"] = [
            {
                "key": severity,
                "text": text,
                "tone": tone,
                "kinds": [
                    {
                        "code": one["code"],
                        "times": one["times"],
                        "text": problem_kind(one["field"], one["code"]),
                    }
                    for one in counts["problems"]
                    if one["severity"] == severity
                ],
            }
            for severity, (text, tone) in words.SEVERITIES.items()
        ]
        is_settled = not (counts["stopped"] or counts["unsettled"] or counts.get("untried"))
        told["is_ready"] = is_settled and told["coming"]
        told["columns"] = [
            {
                "text": row.headers[int(place)] or words.FIELDS[field],
                "url": here(request, "desk:column_values", spreadsheet=row.id, column=int(place)),
            }
            for place, field in row.mapping.items()
            if field in REPEATED_FIELDS
        ]
    if row.stage == "undone" and counts.get("kept"):
        told["kept"] = [
            {
                "name": name,
                "why": words.WHY_KEPT.get(why, why),
                "url": here(request, "desk:party", party=party),
            }
            for party, name, why in parties_kept(request.actor, spreadsheet=row.id)
        ]
    if row.stage in ("brought", "undone"):
        ids = {one for one in (row.uploaded_by, row.asked_by, row.undone_by) if one}
        names = staff_names(request.actor, ids=ids)
        told["brought_by"] = names.get(row.asked_by, "") if row.asked_by else ""
        told["undone_by"] = names.get(row.undone_by, "") if row.undone_by else ""
    return told


def problem_kind(field: str, code: str) -> object:
    """A kind of problem in few words: the field, and what is wrong with it."""
    if code in words.SHORT:
        return words.SHORT[code]
    label = words.FIELDS.get(field)
    return _("%(field)s: cannot be read") % {"field": label} if label else code


def told(request: Request, refusal: Refusal) -> None:
    """Say on the next page why something was not done."""
    messages.error(request, str(refusal))
