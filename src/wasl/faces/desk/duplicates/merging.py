"""Making two records one, field by field; the merges that stand, and undoing one."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.parties.actions import merge_parties, undo_merge
from wasl.domains.parties.queries import (
    PairSheet,
    merge_called,
    merges_listed,
    pair_sheet,
)
from wasl.domains.parties.refusals import (
    AlreadyMerged,
    AlreadyUndone,
    ChoicesMissing,
    GuardianOfOther,
    HeadsTwoHouseholds,
    KindsDiffer,
    LaterMergeStands,
    PartyErased,
    PlaceTaken,
)
from wasl.faces.desk.duplicates import words
from wasl.faces.desk.duplicates.forms import FIELD, MergeForm
from wasl.faces.desk.duplicates.pairs import pair_page, tabs
from wasl.faces.desk.duplicates.showing import compared, said
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.frame import PLACE
from wasl.faces.desk.words import PARTY_KINDS
from wasl.faces.edge.refusals import Unreadable
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.foundation.refusal import Stale

PAGE = 25
_STANDING = (AlreadyMerged, GuardianOfOther, KindsDiffer, PartyErased)
_NOT_UNDONE = (AlreadyUndone, LaterMergeStands, PartyErased, PlaceTaken)


@staff_route("parties.merge_parties", "parties.pair_sheet", methods=("GET", "POST"))
def merge(request: Request, slug: str, pair: UUID) -> HttpResponse:
    """Choose field by field what stands, and let one record stand for both."""
    sheet = pair_sheet(request.actor, pair=pair)
    if request.method != "POST":
        return (
            _merge_page(request, sheet, MergeForm(sheet=sheet))
            if sheet.is_open
            else _back(request, sheet)
        )
    form = MergeForm(request.POST, sheet=sheet)
    if form.is_foreign:
        raise Unreadable
    if not form.is_valid():
        return _merge_page(request, sheet, form, status=422)
    kept, gone = (
        (sheet.first.id, sheet.second.id)
        if form.cleaned_data["survivor"] == "first"
        else (sheet.second.id, sheet.first.id)
    )
    versions = (form.cleaned_data["first_version"], form.cleaned_data["second_version"])
    try:
        done = merge_parties(
            request.actor,
            survivor=kept,
            absorbed=gone,
            chosen=form.chosen,
            versions=versions if kept == sheet.first.id else (versions[1], versions[0]),
        )
    except Stale as refusal:
        return _stale_page(request, sheet, refusal, form)
    except (ChoicesMissing, HeadsTwoHouseholds) as refusal:
        form.add_error(_place(form, refusal), str(refusal))
        return _merge_page(request, sheet, form, status=refusal.status)
    except _STANDING as refusal:
        messages.error(request, str(refusal))
        return pair_page(request, pair_sheet(request.actor, pair=pair), status=refusal.status)
    messages.success(request, _("The two records are one now. It can be undone under “Merged”."))
    return redirect(here(request, "desk:party", party=done.survivor_id))


@staff_route("parties.merges_listed")
def merges(request: Request, slug: str) -> HttpResponse:
    """The merges that stand, the latest first."""
    after = key_typed(request.GET.get("after"))
    rows = merges_listed(request.actor, after=after, most=PAGE + 1)
    names = staff_names(request.actor, ids=[row.merged_by for row in rows[:PAGE]])
    context = {
        "rows": [
            {
                "row": row,
                "kind": PARTY_KINDS[row.kind],
                "by": names.get(row.merged_by, ""),
                "url": here(request, "desk:merge_undo", merge=row.id),
                "survivor_url": here(request, "desk:party", party=row.survivor),
            }
            for row in rows[:PAGE]
        ],
        "may_undo": request.actor.may("parties.undo_merge"),
        "has_rows": bool(rows),
        "next_url": f"?after={rows[PAGE - 1].id}" if len(rows) > PAGE else "",
        "previous_url": here(request, "desk:merges") if after else "",
        "tabs": tabs(request, "desk:merges"),
    }
    return shown(
        request, "desk/duplicates/merges.html", context, title=_("Merged records"), place=PLACE
    )


@staff_route("parties.undo_merge", "parties.merge_called", methods=("GET", "POST"))
def undo(request: Request, slug: str, merge: UUID) -> HttpResponse:
    """Say what undoing a merge does, and do it."""
    status = 200
    if request.method == "POST":
        try:
            undo_merge(request.actor, merge=merge)
        except _NOT_UNDONE as refusal:
            messages.error(request, str(refusal))
            status = refusal.status
        else:
            messages.success(request, _("Both records stand by themselves again, each as it was."))
            return redirect(here(request, "desk:duplicates"))
    row = merge_called(request.actor, merge=merge)
    names = staff_names(request.actor, ids=[row.merged_by])
    context = {
        "row": row,
        "by": names.get(row.merged_by, ""),
        "taken": [words.FIELDS[field] for field, side in row.chosen.items() if side == "absorbed"],
        "back_url": here(request, "desk:merges"),
    }
    return shown(
        request,
        "desk/duplicates/undo.html",
        context,
        title=_("Undo this merge"),
        place=PLACE,
        status=status,
    )


def _merge_page(
    request: Request,
    sheet: PairSheet,
    form: MergeForm,
    *,
    status: int = 200,
    stale: Mapping[str, object] | None = None,
) -> HttpResponse:
    context = {
        "stale": stale,
        "sheet": sheet,
        "form": form,
        "fields": [form[name] for name in form.fields if name.startswith(FIELD)],
        "alike": [row for row in compared(sheet) if row["is_alike"]],
        "back_url": here(request, "desk:pair", pair=sheet.id),
    }
    return shown(
        request,
        "desk/duplicates/merge.html",
        context,
        title=_("The same one: choose what stands"),
        place=PLACE,
        status=status,
    )


def _stale_page(
    request: Request, sheet: PairSheet, refusal: Stale, form: MergeForm
) -> HttpResponse:
    """The choices again, beside what changed meanwhile; sent again, they hold for what is now."""
    is_first_kept = form.cleaned_data["survivor"] == "first"
    places = ("first", "second") if is_first_kept else ("second", "first")
    sides = dict(zip(("survivor", "absorbed"), places, strict=True))
    rows = []
    for path, (theirs, yours) in refusal.differences.items():
        side, field = path.split(".", 1)
        rows.append(
            {
                "label": words.FIELDS.get(field, field),
                "side": words.SIDES[sides[side]],
                "theirs": said(field, theirs),
                "yours": said(field, yours),
            }
        )
    again = request.POST.copy()
    again["first_version"] = str(sheet.first.version)
    again["second_version"] = str(sheet.second.version)
    stale = {"sentence": str(refusal), "rows": rows}
    return _merge_page(
        request, sheet, MergeForm(again, sheet=sheet), status=refusal.status, stale=stale
    )


def _place(form: MergeForm, refusal: ChoicesMissing | HeadsTwoHouseholds) -> str | None:
    name = refusal.fields[0] if isinstance(refusal, ChoicesMissing) else "household"
    return FIELD + name if FIELD + name in form.fields else None


def _back(request: Request, sheet: PairSheet) -> HttpResponse:
    return redirect(here(request, "desk:pair", pair=sheet.id))
