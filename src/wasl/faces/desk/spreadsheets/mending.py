"""What is wrong in a file is put right: cell by cell, everywhere at once, and told afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.spreadsheets.actions import (
    CellMended,
    mend_dates,
    mend_rows,
    mend_values,
    try_rows,
    withdraw_mending,
)
from wasl.domains.spreadsheets.queries import (
    DATE_STYLES,
    CellNow,
    ColumnValues,
    ProblemRow,
    SpreadsheetRow,
    cells_to_mend,
    column_values,
    mendings_listed,
    row_problems,
    spreadsheet_of,
)
from wasl.domains.spreadsheets.refusals import CellsNotMended
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.spreadsheets import words
from wasl.faces.desk.spreadsheets.files import PLACE, file_head, told
from wasl.faces.desk.spreadsheets.forms import CellsForm, DatesForm, ValuesForm
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui import formats
from wasl.foundation.refusal import Refusal

_A_PAGE = 50
_LONGEST = 2000
Place = tuple[int, int]


@staff_route(
    "spreadsheets.spreadsheet_of",
    "spreadsheets.row_problems",
    "spreadsheets.cells_to_mend",
    "spreadsheets.mend_rows",
    "spreadsheets.try_rows",
    methods=("GET", "POST"),
)
def problems(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Everything that is wrong, by row and column, each with the field in which to put it right."""
    if request.method == "GET":
        return _problems(request, spreadsheet, {})
    cells = _posted_cells(request.POST)
    out, had = _numbers(request.POST, "out"), _numbers(request.POST, "had")
    asked = _numbers(request.POST, "row")
    try:
        mend_rows(
            request.actor,
            spreadsheet=spreadsheet,
            cells=cells,
            leave_out=sorted((out - had) & asked),
            take_in=sorted((had - out) & asked),
        )
        if request.POST.get("then") == "try":
            try_rows(request.actor, spreadsheet=spreadsheet)
            return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))
    except CellsNotMended as refusal:
        return _problems(request, spreadsheet, refusal.troubles)
    except Refusal as refusal:
        told(request, refusal)
    else:
        _say_saved(request, sum(one.becomes != one.was for one in cells), len(out ^ had))
    address = here(request, "desk:row_problems", spreadsheet=spreadsheet)
    following = request.POST.get("following", "")[:200]
    if request.POST.get("then") == "next" and following.startswith("?"):
        return redirect(f"{address}{following}")
    asked_for = request.GET.urlencode()
    return redirect(f"{address}?{asked_for}" if asked_for else address)


def _say_saved(request: Request, cells: int, rows: int) -> None:
    if cells:
        sentence = ngettext(
            "%(count)s cell is put right. Try the rows again once you are done.",
            "%(count)s cells are put right. Try the rows again once you are done.",
            cells,
        )
        messages.success(request, sentence % {"count": formats.number(cells)})
    elif rows:
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("Nothing was changed."))


def _posted_cells(data: QueryDict) -> list[CellMended]:
    """The cells that were shown, each with what it said then and what was written in its field."""
    cells = []
    for name in data:
        kind, _dash, place = name.partition("-")
        number, _dash, column = place.partition("-")
        if kind == "cell" and _is_number(number) and _is_number(column):
            cells.append(
                CellMended(
                    int(number),
                    int(column),
                    data.get(f"was-{place}", "")[:_LONGEST],
                    _text(data, name),
                    f"all-{place}" in data,
                )
            )
    return cells


def _text(data: QueryDict, name: str) -> str:
    return " ".join(data.get(name, "")[:_LONGEST].split())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _numbers(data: QueryDict, name: str) -> set[int]:
    return {int(one) for one in data.getlist(name) if _is_number(one)}


def _problems(request: Request, spreadsheet: UUID, troubles: Mapping[Place, str]) -> HttpResponse:
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    severity = request.GET.get("only", "")
    severity = severity if severity in words.SEVERITIES else ""
    code = request.GET.get("code", "")[:40]
    found = row_problems(
        request.actor,
        spreadsheet=spreadsheet,
        severity=severity,
        code=code,
        after=_after(request.GET.get("after", "")),
        most=_A_PAGE + 1,
    )
    page = found[:_A_PAGE]
    chosen = {name: value for name, value in (("only", severity), ("code", code)) if value}
    more = ""
    if len(found) > _A_PAGE:
        more = "?" + urlencode({**chosen, "after": f"{page[-1].number}.{page[-1].id}"})
    cells = _cells_of(request, row, page)
    form = CellsForm(_written(request, cells) if troubles else None, cells=cells)
    _tell_troubles(request, form, cells, troubles)
    rows = _rows_of(row, page, form, cells, request.POST if troubles else QueryDict())
    context = {
        **file_head(request, row),
        "form": form,
        "rows": rows,
        "may_mend": row.stage == "tried" and any(one["may_leave_out"] for one in rows),
        "dates": _dates(row, page, code),
        "dates_url": here(request, "desk:mend_dates", spreadsheet=row.id),
        "filters": [
            {"text": text, "url": f"?only={key}", "current": key == severity}
            for key, (text, _tone) in words.SEVERITIES.items()
        ],
        "severity": severity,
        "code": code,
        "next_url": more,
        "untried": row.counts.get("untried", 0),
    }
    return shown(
        request,
        "desk/spreadsheets/problems.html",
        context,
        title=_("What is wrong"),
        place=PLACE,
        status=422 if troubles else 200,
    )


def _after(text: str) -> tuple[int, UUID] | None:
    number, _dot, key = text.partition(".")
    try:
        return (int(number), UUID(key)) if _is_number(number) else None
    except ValueError:
        return None


def _cells_of(
    request: Request, row: SpreadsheetRow, page: Sequence[ProblemRow]
) -> dict[Place, tuple[CellNow, str]]:
    """The cells that may be put right on this page, once each, with where they stand."""
    if row.stage != "tried":
        return {}
    places = {
        (one.number, one.column): words.problem_place(one)
        for one in page
        if one.column is not None and one.severity != "note" and not one.is_left_out
    }
    now = cells_to_mend(request.actor, spreadsheet=row.id, cells=list(places))
    return {
        place: (now[place], _label(places[place], now[place])) for place in places if place in now
    }


def _label(place: str, now: CellNow) -> str:
    """Where the cell stands, and whose row it is where the cell itself does not say so."""
    name = now.name if now.name != now.text else ""
    return f"{place} · \N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" if name else place


def _written(request: Request, cells: Mapping[Place, tuple[CellNow, str]]) -> QueryDict:
    """What was written in the fields; a cell that was not on that page says what it says now."""
    written = request.POST.copy()
    for (number, column), (now, _label) in cells.items():
        written.setdefault(f"cell-{number}-{column}", now.text)
    return written


def _tell_troubles(
    request: Request,
    form: CellsForm,
    cells: Mapping[Place, tuple[CellNow, str]],
    troubles: Mapping[Place, str],
) -> None:
    """Say at each field what is wrong with what was written in it."""
    if troubles:
        form.is_valid()
    for place, code in troubles.items():
        name = f"cell-{place[0]}-{place[1]}"
        typed = request.POST.get(name, "")[:_LONGEST]
        if place in cells:
            form.add_error(name, words.trouble_sentence(cells[place][0].field, code, typed))
        else:
            # The cell is no longer among those shown: what was written is not lost all the same.
            sentence = gettext("Row %(row)s: “%(typed)s” was not saved, for the row has changed.")
            form.add_error(None, sentence % {"row": formats.number(place[0]), "typed": typed})


def _rows_of(
    row: SpreadsheetRow,
    page: Sequence[ProblemRow],
    form: CellsForm,
    cells: Mapping[Place, tuple[CellNow, str]],
    posted: QueryDict,
) -> list[dict[str, Any]]:
    """The problems, each with the field of its cell; a cell or row that is told twice is mended
    where it stands first."""
    seen: set[Place] = set()
    numbers: set[int] = set()
    out = _numbers(posted, "out")
    rows = []
    for one in page:
        place = (one.number, one.column or 0)
        now, label = cells.get(place, (None, "")) if one.column is not None else (None, "")
        is_first = now is not None and place not in seen
        seen.add(place)
        may_leave_out = row.stage == "tried" and one.severity != "note"
        name = f"{place[0]}-{place[1]}"
        rows.append(
            {
                "problem": one,
                "place": words.problem_place(one),
                "label": label,
                "sentence": words.problem_sentence(one),
                "severity": words.SEVERITIES[one.severity],
                "field": form[f"cell-{name}"] if is_first else None,
                "name": name,
                "now": now,
                # The page shows again what somebody wrote, beside what he saw then.
                "was": posted.get(f"was-{name}", now.text) if now is not None else "",
                "is_everywhere": f"all-{name}" in posted,
                "is_mended": now is not None and now.text != now.came,
                "may_leave_out": may_leave_out and one.number not in numbers,
                "is_out": one.number in out if posted else one.is_left_out,
            }
        )
        numbers.add(one.number)
    return rows


def _dates(row: SpreadsheetRow, page: Sequence[ProblemRow], code: str) -> list[dict[str, Any]]:
    """For each column whose dates have this trouble, a question how all of them are meant."""
    if row.stage != "tried" or code not in DATE_STYLES.values():
        return []
    columns = {one.column: one for one in page if one.column is not None and one.code == code}
    return [
        {
            "header": one.header or words.column_letters(column),
            "times": sum(
                told["times"]
                for told in row.counts["problems"]
                if (told["field"], told["code"]) == (one.field, code)
            ),
            "form": DatesForm(code=code, initial={"column": column}, auto_id=f"id_{column}_%s"),
        }
        for column, one in columns.items()
    ]


@staff_route("spreadsheets.mend_dates", methods=("POST",))
def dates(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Say how all dates of a column that cannot be read are meant."""
    form = DatesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how the dates are meant."))
    else:
        try:
            mend_dates(
                request.actor,
                spreadsheet=spreadsheet,
                column=form.cleaned_data["column"],
                style=form.cleaned_data["style"],
            )
        except Refusal as refusal:
            told(request, refusal)
        else:
            messages.success(
                request, _("All of them are put right. Try the rows again once you are done.")
            )
    return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))


@staff_route("spreadsheets.try_rows", methods=("POST",))
def again(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Try the rows again, with what was put right in them."""
    try:
        try_rows(request.actor, spreadsheet=spreadsheet)
    except Refusal as refusal:
        told(request, refusal)
    return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))


@staff_route(
    "spreadsheets.spreadsheet_of",
    "spreadsheets.column_values",
    "spreadsheets.mend_values",
    methods=("GET", "POST"),
)
def values(request: Request, slug: str, spreadsheet: UUID, column: int) -> HttpResponse:
    """What a column says and how often, each value to be replaced everywhere."""
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    troubles: Mapping[Place, str] = {}
    if request.method == "POST":
        changes = _posted_values(request.POST)
        try:
            mend_values(request.actor, spreadsheet=spreadsheet, column=column, changes=changes)
        except CellsNotMended as refusal:
            troubles = refusal.troubles
        except Refusal as refusal:
            told(request, refusal)
            return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))
        else:
            _say_saved(request, len(changes), 0)
            return redirect(request.get_full_path())
    said = column_values(request.actor, spreadsheet=spreadsheet, column=column)
    form = ValuesForm(request.POST if troubles else None, said=said)
    if troubles:
        written = list(_posted_values(request.POST).items())
        places = {one.text: place for place, one in enumerate(said.values)}
        form.is_valid()
        for (order, _column), code in troubles.items():
            was, typed = written[order]
            name = f"value-{places[was]}" if was in places else None
            form.add_error(name, words.trouble_sentence(said.field, code, typed))
    return _values_page(request, row, said, form)


def _posted_values(data: QueryDict) -> dict[str, str]:
    """The values that were written otherwise: {what the column says: what to read instead}."""
    found: dict[str, str] = {}
    for name in data:
        kind, _dash, place = name.partition("-")
        if kind == "value" and _is_number(place):
            was = data.get(f"was-{place}", "")[:_LONGEST]
            becomes = _text(data, name)
            if was and becomes != was:
                found[was] = becomes
    return found


def _values_page(
    request: Request, row: SpreadsheetRow, said: ColumnValues, form: ValuesForm
) -> HttpResponse:
    context = {
        **file_head(request, row),
        "form": form,
        "said": said,
        "heading": said.header or words.FIELDS[said.field],
        "rows": [
            {
                "value": one,
                "place": place,
                "field": form[f"value-{place}"],
                "sentence": words.trouble_sentence(said.field, one.unread, one.text)
                if one.unread
                else "",
            }
            for place, one in enumerate(said.values)
        ],
        "untried": row.counts.get("untried", 0),
    }
    return shown(
        request,
        "desk/spreadsheets/values.html",
        context,
        title=_("What a column says"),
        place=PLACE,
        status=422 if form.errors else 200,
    )


@staff_route("spreadsheets.spreadsheet_of", "spreadsheets.mendings_listed")
def mended(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """What was put right in a file: where, from what to what, by whom and when."""
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    found = mendings_listed(
        request.actor,
        spreadsheet=spreadsheet,
        after=_key(request.GET.get("after", "")),
        most=_A_PAGE + 1,
    )
    page = found[:_A_PAGE]
    ids = {one.mended_by for one in page} | {one.withdrawn_by for one in page if one.withdrawn_by}
    names = staff_names(request.actor, ids=ids)
    context = {
        **file_head(request, row),
        "rows": [
            {
                "one": one,
                "field": words.FIELDS.get(one.field, ""),
                "style": words.STYLES_TOLD.get(one.style, ""),
                "by": names.get(one.mended_by, ""),
                "withdrawn_by": names.get(one.withdrawn_by, "") if one.withdrawn_by else "",
            }
            for one in page
        ],
        "may_withdraw": row.stage == "tried",
        "withdraw_url": here(request, "desk:withdraw_mending", spreadsheet=row.id),
        "next_url": f"?after={page[-1].id}" if len(found) > _A_PAGE else "",
    }
    return shown(
        request,
        "desk/spreadsheets/mended.html",
        context,
        title=_("What was put right"),
        place=PLACE,
    )


@staff_route("spreadsheets.withdraw_mending", methods=("POST",))
def withdraw(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Take back that something was put right: the file says again what it said."""
    key = _key(request.POST.get("mending", ""))
    try:
        if key is not None:
            withdraw_mending(request.actor, spreadsheet=spreadsheet, mending=key)
    except Refusal as refusal:
        told(request, refusal)
    return redirect(here(request, "desk:cells_mended", spreadsheet=spreadsheet))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
