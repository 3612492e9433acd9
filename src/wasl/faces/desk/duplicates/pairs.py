"""Pairs of records that look alike: the list, one side by side, and "not the same"."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.parties.actions import (
    ask_for_duplicate_search,
    point_out_pair,
    settle_as_different,
)
from wasl.domains.parties.queries import (
    PAIR_WORDS,
    PairRow,
    PairSheet,
    duplicate_searches,
    find_parties,
    pair_sheet,
    pairs_waiting,
    pairs_waiting_count,
)
from wasl.domains.parties.refusals import (
    AlreadyMerged,
    KindsDiffer,
    PairSettled,
    PartyErased,
    SameParty,
)
from wasl.faces.desk.duplicates import words
from wasl.faces.desk.duplicates.forms import DifferentForm, NoticedForm
from wasl.faces.desk.duplicates.showing import compared, reasons, sides
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.frame import PLACE
from wasl.faces.desk.words import PARTY_KINDS
from wasl.faces.edge.refusals import Unreadable
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.faces.ui.shapes import Tab

PAGE = 25


@staff_route("parties.pairs_waiting")
def duplicates(request: Request, slug: str) -> HttpResponse:
    """The pairs that wait for a decision, the most alike first."""
    after = key_typed(request.GET.get("after"))
    rows = pairs_waiting(request.actor, after=after, most=PAGE + 1)
    context = {
        "rows": [_row(request, row) for row in rows[:PAGE]],
        "has_rows": bool(rows),
        "next_url": f"?after={rows[PAGE - 1].id}" if len(rows) > PAGE else "",
        "previous_url": here(request, "desk:duplicates") if after else "",
        "tabs": tabs(request, "desk:duplicates"),
        **_search(request),
    }
    return shown(
        request,
        "desk/duplicates/list.html",
        context,
        title=_("Records that look alike"),
        place=PLACE,
    )


@staff_route("parties.ask_for_duplicate_search", methods=("POST",))
def search_all(request: Request, slug: str) -> HttpResponse:
    """Have the whole registry searched for duplicates."""
    asked = ask_for_duplicate_search(request.actor)
    said = (
        _("A search is running already.")
        if asked.stage == "running"
        else _("The search is asked for and begins within a minute.")
    )
    messages.success(request, said)
    return redirect(here(request, "desk:duplicates"))


@staff_route("parties.pair_sheet")
def pair(request: Request, slug: str, pair: UUID) -> HttpResponse:
    """Two records side by side, and why they look alike."""
    return pair_page(request, pair_sheet(request.actor, pair=pair))


@staff_route("parties.settle_as_different", methods=("POST",))
def different(request: Request, slug: str, pair: UUID) -> HttpResponse:
    """Remember that the two are not the same."""
    form = DifferentForm(request.POST)
    if not form.is_valid():
        return pair_page(request, pair_sheet(request.actor, pair=pair), form, status=422)
    try:
        settle_as_different(request.actor, pair=pair, why=form.cleaned_data["why"])
    except PairSettled as refusal:
        messages.error(request, str(refusal))
        return pair_page(request, pair_sheet(request.actor, pair=pair), status=refusal.status)
    messages.success(
        request, _("It is remembered that these are two. No search brings the pair back.")
    )
    return redirect(here(request, "desk:duplicates"))


@staff_route("parties.point_out_pair", "parties.find_parties", methods=("GET", "POST"))
def noticed(request: Request, slug: str) -> HttpResponse:
    """Look for two records that somebody noticed, and choose each among those found."""
    form = NoticedForm(request.POST if request.method == "POST" else None)
    sought = []
    if form.is_bound and form.is_valid():
        for name in ("one", "other"):
            matches = find_parties(request.actor, text=form.cleaned_data[name])
            if not matches:
                form.add_error(name, _("Nobody was found by this. Try another number or name."))
            sought.append({"name": name, "label": form[name].label, "matches": matches})
    context = {
        "form": form,
        "sought": sought if form.is_bound and form.is_valid() else [],
        "point_out_url": here(request, "desk:duplicates_point_out"),
        "back_url": here(request, "desk:duplicates"),
    }
    return shown(
        request,
        "desk/duplicates/noticed.html",
        context,
        title=_("Two records that you noticed"),
        place=PLACE,
        status=422 if form.is_bound and form.errors else 200,
    )


@staff_route("parties.point_out_pair", methods=("POST",))
def pointed_out(request: Request, slug: str) -> HttpResponse:
    """Put two records that somebody noticed side by side."""
    one, other = key_typed(request.POST.get("one")), key_typed(request.POST.get("other"))
    if one is None or other is None:
        raise Unreadable
    try:
        made = point_out_pair(request.actor, one=one, other=other)
    except (AlreadyMerged, KindsDiffer, PartyErased, SameParty) as refusal:
        messages.error(request, str(refusal))
        return redirect(here(request, "desk:duplicates_noticed"))
    return redirect(here(request, "desk:pair", pair=made.pk))


def pair_page(
    request: Request, sheet: PairSheet, wrong: DifferentForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The comparison, with what the reader may do about it."""
    actor = request.actor
    names = staff_names(actor, ids=[sheet.settled_by]) if sheet.settled_by else {}
    context = {
        "sheet": sheet,
        "kind": PARTY_KINDS[sheet.kind],
        "strength": words.STRENGTHS[sheet.strength] if sheet.reasons else None,
        "found_by": words.FOUND_BY.get(sheet.found_by, sheet.found_by),
        "stage": PAIR_WORDS[sheet.stage],
        "settled_by": names.get(sheet.settled_by, "") if sheet.settled_by else "",
        "sides": sides(request, sheet),
        "rows": compared(sheet),
        "reasons": reasons(sheet.reasons),
        "form": wrong or DifferentForm(),
        "may_settle": sheet.stage == "waiting" and actor.may("parties.settle_as_different"),
        "may_merge": sheet.is_open
        and sheet.stage != "merged"
        and actor.may("parties.merge_parties"),
        "different_url": here(request, "desk:pair_different", pair=sheet.id),
        "merge_url": here(request, "desk:pair_merge", pair=sheet.id),
        "back_url": here(request, "desk:duplicates"),
    }
    return shown(
        request,
        "desk/duplicates/pair.html",
        context,
        title=_("One or two?"),
        place=PLACE,
        status=status,
    )


def tabs(request: Request, current: str) -> list[Tab]:
    """What waits, and what was merged."""
    return [
        Tab(
            _("To tell apart"),
            here(request, "desk:duplicates"),
            current == "desk:duplicates",
            pairs_waiting_count(request.actor),
        ),
        Tab(_("Merged"), here(request, "desk:merges"), current == "desk:merges"),
    ]


def _search(request: Request) -> dict[str, object]:
    """The last search through the whole registry: how far it is, or what it found."""
    actor = request.actor
    last = duplicate_searches(actor, most=1) if actor.may("parties.duplicate_searches") else ()
    return {
        "search": last[0] if last else None,
        "may_search_all": actor.may("parties.ask_for_duplicate_search"),
        "search_all_url": here(request, "desk:duplicates_search"),
        "here_url": here(request, "desk:duplicates"),
        "noticed_url": here(request, "desk:duplicates_noticed")
        if actor.may("parties.point_out_pair") and actor.may("parties.find_parties")
        else "",
    }


def _row(request: Request, row: PairRow) -> dict[str, object]:
    return {
        "row": row,
        "url": here(request, "desk:pair", pair=row.id),
        "kind": PARTY_KINDS[row.kind],
        "strength": words.STRENGTHS[row.strength] if row.reasons else None,
        "found_by": words.FOUND_BY.get(row.found_by, row.found_by),
        "reasons": [one for one in reasons(row.reasons) if one["is_for"]][:3],
    }
