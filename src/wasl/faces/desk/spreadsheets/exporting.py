"""People taken out to a list: whom, why, and the list itself as it is made."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import (
    GENDER_WORDS,
    IDENTITY_WORDS,
    RELATION_WORDS,
    ExportedParty,
)
from wasl.domains.spreadsheets.actions import ask_for_export
from wasl.domains.spreadsheets.queries import export_of, rows_exported
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.spreadsheets import words
from wasl.faces.desk.spreadsheets.files import PLACE
from wasl.faces.desk.spreadsheets.forms import ExportForm
from wasl.faces.desk.spreadsheets.found import attached
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import reader_language
from wasl.faces.ui.spreadsheet import XLSX, csv_rows, xlsx_rows
from wasl.foundation.refusal import NotFound, Refusal


@staff_route("spreadsheets.ask_for_export", methods=("GET", "POST"))
def ask(request: Request, slug: str) -> HttpResponse:
    """Ask for a list, with the reason that stays in the trail."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = ask_for_export(
                request.actor,
                kind=form.cleaned_data["kind"],
                why=form.cleaned_data["why"],
                city=form.cleaned_data["city"],
            )
        except Refusal as refusal:
            form.add_error("why", str(refusal))
        else:
            return redirect(here(request, "desk:export_ready", export=row.pk))
    return shown(
        request,
        "desk/spreadsheets/export.html",
        {"form": form, "back_url": here(request, PLACE)},
        title=_("Take out a list"),
        place=PLACE,
        status=422 if form.errors else 200,
    )


@staff_route("spreadsheets.export_of")
def ready(request: Request, slug: str, export: UUID) -> HttpResponse:
    """The list that was asked for, in both forms, for an hour."""
    row = export_of(request.actor, export=export)
    context = {
        "row": row,
        "kind": words.KINDS[row.kind][0],
        "xlsx_url": here(request, "desk:fetch_export", export=row.pk, kind="xlsx"),
        "csv_url": here(request, "desk:fetch_export", export=row.pk, kind="csv"),
        "back_url": here(request, PLACE),
    }
    return shown(
        request, "desk/spreadsheets/ready.html", context, title=_("The list is ready"), place=PLACE
    )


_PEOPLE = (
    *("file_number", "name", "identity_kind", "national_id", "birth", "gender", "phone", "phone_2"),
    *("email", "city", "address", "iban", "payee", "income", "household_size", "housing"),
    *("education", "work"),
)
_FAMILIES = ("family", "relation", *_PEOPLE)
_FACTS = {
    "income": "income.total",
    "household_size": "household.size",
    "housing": "housing.kind",
    "education": "education.level",
    "work": "work.state",
}


@staff_route("spreadsheets.export_of", "spreadsheets.rows_exported", fresh="file")
def fetch(request: Request, slug: str, export: UUID, kind: str) -> StreamingHttpResponse:
    """The list itself, sent as it is made: as a workbook or as text."""
    row = export_of(request.actor, export=export)
    fields = _PEOPLE if row.kind == "people" else _FAMILIES
    heads = [str(words.FIELDS[name]) for name in fields]
    cells = _cells(request, export, fields, get_language() or "ar")
    name = str(words.KINDS[row.kind][0])
    if kind == "xlsx":
        made = xlsx_rows(name, heads, cells, right_to_left=reader_language() == "ar")
        return attached(made, f"{name}.xlsx", XLSX)
    if kind == "csv":
        return attached(csv_rows(heads, cells), f"{name}.csv", "text/csv; charset=utf-8")
    raise NotFound


def _cells(
    request: Request, export: UUID, fields: tuple[str, ...], language: str
) -> Iterator[list[str]]:
    after: UUID | None = None
    while True:
        # The list is made after the request has left its language behind.
        with override(language):
            rows = rows_exported(request.actor, export=export, after=after)
            cells = [line for one in rows for line in _lines(one, fields)]
        if not rows:
            return
        yield from cells
        after = rows[-1].id


def _lines(one: ExportedParty, fields: tuple[str, ...]) -> Iterator[list[str]]:
    """The row of a party; of a family, a row for its head and one for each member."""
    known = {
        **{name: str(getattr(one, name) or "") for name in fields if hasattr(one, name)},
        **{name: _fact(name, one.facts.get(key)) for name, key in _FACTS.items()},
        "gender": str(GENDER_WORDS.get(one.gender, "")),
        "identity_kind": str(IDENTITY_WORDS.get(one.identity_kind, "")) if one.national_id else "",
        "relation": gettext("Head of the family"),
        "family": _family(one),
    }
    yield [known.get(name, "") for name in fields]
    for member in one.members:
        lesser = {
            "family": _family(one),
            "relation": str(RELATION_WORDS.get(member.relation, member.relation)),
            "name": member.name,
            "national_id": member.national_id,
            "birth": member.birth,
            "gender": str(GENDER_WORDS.get(member.gender, "")),
        }
        yield [lesser.get(name, "") for name in fields]


def _family(one: ExportedParty) -> str:
    if one.national_id:
        return one.national_id
    return str(one.file_number) if one.file_number else one.id.hex[:12].upper()


def _fact(name: str, value: object) -> str:
    if value is None:
        return ""
    return str(words.CHOICES.get(name, {}).get(str(value), value))
