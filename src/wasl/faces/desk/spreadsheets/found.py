"""What was found in the rows: problems to be taken along, and who is known already."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from wasl.domains.spreadsheets.actions import (
    leave_rows_out,
    settle_match,
    settle_matches,
    take_rows_in,
)
from wasl.domains.spreadsheets.queries import (
    MatchedRow,
    ProblemRow,
    row_problems,
    rows_matched,
    spreadsheet_of,
)
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.spreadsheets import words
from wasl.faces.desk.spreadsheets.files import PLACE, file_head, told
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui import formats
from wasl.faces.ui.formats import reader_language
from wasl.faces.ui.spreadsheet import XLSX, xlsx_rows
from wasl.foundation.refusal import Refusal

_A_PAGE = 50
_A_BATCH = 1000


@staff_route("spreadsheets.spreadsheet_of", "spreadsheets.row_problems", fresh="file")
def download(request: Request, slug: str, spreadsheet: UUID) -> StreamingHttpResponse:
    """The problems as a workbook, each beside its row and cell, to be mended in the file."""
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    heads = [
        str(one)
        for one in (_("Row"), _("Column"), _("What the cell says"), _("Problem"), _("State"))
    ]
    made = xlsx_rows(
        gettext("What is wrong"),
        heads,
        _problem_cells(request, spreadsheet, get_language() or "ar"),
        right_to_left=reader_language() == "ar",
    )
    name = gettext("What is wrong in %(file)s") % {"file": row.file_name.rpartition(".")[0]}
    return attached(made, f"{name}.xlsx", XLSX)


def attached(made: Iterator[bytes], name: str, kind: str) -> StreamingHttpResponse:
    """A list sent as it is made, to be kept and not shown."""
    answer = StreamingHttpResponse(made, content_type=kind)
    named = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = named or "attachment"
    return answer


def _problem_cells(request: Request, spreadsheet: UUID, language: str) -> Iterator[list[str]]:
    after: tuple[int, UUID] | None = None
    while True:
        # The rest of the list is made after the request has left its language behind.
        with override(language):
            found = row_problems(request.actor, spreadsheet=spreadsheet, after=after, most=_A_BATCH)
            cells = [_problem_row(one) for one in found]
        yield from cells
        if len(found) < _A_BATCH:
            return
        after = (found[-1].number, found[-1].id)


def _problem_row(one: ProblemRow) -> list[str]:
    column = ""
    if one.column is not None:
        column = one.header or words.column_letters(one.column)
    state = gettext("Left out") if one.is_left_out else str(words.SEVERITIES[one.severity][0])
    return [str(one.number), column, one.cell, words.problem_sentence(one), state]


@staff_route("spreadsheets.leave_rows_out", "spreadsheets.take_rows_in", methods=("POST",))
def leave_out(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Leave all rows out that cannot come in; or take all back in that were left out."""
    do = take_rows_in if request.POST.get("do") == "in" else leave_rows_out
    try:
        do(request.actor, spreadsheet=spreadsheet)
    except Refusal as refusal:
        told(request, refusal)
    return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))


@staff_route("spreadsheets.spreadsheet_of", "spreadsheets.rows_matched")
def known(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """The rows that may be somebody in the registry, each beside the one it may be."""
    row = spreadsheet_of(request.actor, spreadsheet=spreadsheet)
    after = request.GET.get("after", "")
    only_open = request.GET.get("only") == "open"
    found = rows_matched(
        request.actor,
        spreadsheet=spreadsheet,
        only_open=only_open,
        after=int(after) if after.isdecimal() and len(after) < 8 else 0,
        most=_A_PAGE + 1,
    )
    page = found[:_A_PAGE]
    chosen = {"only": "open"} if only_open else {}
    context = {
        **file_head(request, row),
        "rows": [_matched(request, one) for one in page],
        "only_open": only_open,
        "next_url": "?" + urlencode({**chosen, "after": page[-1].number})
        if len(found) > _A_PAGE
        else "",
        "unsettled": row.counts.get("unsettled", 0),
        "may_settle": row.stage == "tried",
    }
    return shown(
        request,
        "desk/spreadsheets/known.html",
        context,
        title=_("In the registry already?"),
        place=PLACE,
    )


def _matched(request: Request, one: MatchedRow) -> dict[str, Any]:
    state: tuple[object, str] = (_("Not settled yet"), "warn")
    if one.is_left_out:
        state = (_("Left out"), "neutral")
    elif one.choice == "same":
        state = (_("The same: what is missing is filled in"), "good")
    elif one.choice == "another":
        state = (_("Another: comes in as new"), "info")
    return {
        "row": one,
        "state": state,
        "known": [
            {
                "one": party,
                "reasons": [text for reason in party.reasons if (text := _reason(reason))],
                "url": here(request, "desk:party", party=party.party),
                "is_chosen": party.party == one.same_as,
            }
            for party in one.known
        ],
    }


_REASONS: Mapping[str, object] = {
    "identity": _("the same ID"),
    "phone": _("the same mobile"),
    "iban": _("the same account"),
    "birth": _("the same or a near birth date"),
    "name": _("the name"),
    "city": _("the same city"),
}


def _reason(reason: Mapping[str, Any]) -> object:
    if float(reason.get("weight", 0)) <= 0:
        return ""
    if reason.get("kind") == "identity" and reason.get("detail", {}).get("is") == "near":
        return _("an ID with one digit off")
    return _REASONS.get(str(reason.get("kind")), "")


@staff_route("spreadsheets.settle_match", methods=("POST",))
def settle(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Say of one row whether it is the person shown beside it."""
    number = request.POST.get("row", "")
    try:
        settle_match(
            request.actor,
            spreadsheet=spreadsheet,
            number=int(number) if number.isdecimal() and len(number) < 8 else 0,
            choice=request.POST.get("choice", ""),
            party=_key(request.POST.get("party", "")),
        )
    except Refusal as refusal:
        told(request, refusal)
    only = "?only=open" if request.POST.get("only") else ""
    return redirect(f"{here(request, 'desk:rows_known', spreadsheet=spreadsheet)}{only}")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@staff_route("spreadsheets.settle_matches", methods=("POST",))
def settle_all(request: Request, slug: str, spreadsheet: UUID) -> HttpResponse:
    """Say the same of all rows that are not settled yet."""
    before = spreadsheet_of(request.actor, spreadsheet=spreadsheet).counts.get("unsettled", 0)
    try:
        settle_matches(
            request.actor, spreadsheet=spreadsheet, choice=request.POST.get("choice", "")
        )
    except Refusal as refusal:
        told(request, refusal)
    else:
        messages.success(
            request,
            ngettext("%(count)s row is settled.", "%(count)s rows are settled.", before)
            % {"count": formats.number(before)},
        )
    return redirect(here(request, "desk:spreadsheet", spreadsheet=spreadsheet))
