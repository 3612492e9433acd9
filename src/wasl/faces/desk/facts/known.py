"""What is known of a party: the page with all of it, recording more, correcting, the history."""

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.parties.actions import FactInput, correct_fact, record_facts
from wasl.domains.parties.queries import (
    consents_lacking,
    fact_groups_listed,
    fact_history,
    fact_key,
    fact_keys_listed,
    fact_sheet,
    facts_of,
    party_strip,
    strip_beside,
)
from wasl.domains.parties.refusals import (
    AlreadyCorrected,
    ConsentNeeded,
    FactUnreadable,
    FactWhyMissing,
    NothingToRecord,
)
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.domains.privacy.actions import give_consent
from wasl.faces.desk.facts import words
from wasl.faces.desk.facts.forms import CorrectionForm, FactsForm, OnForm
from wasl.faces.desk.frame import here
from wasl.faces.desk.people.frame import party_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui import formats
from wasl.faces.ui.formats import reader_language
from wasl.faces.ui.shapes import Tab
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wasl.domains.parties.queries import FactCell, FactGrid, FactRow, PartyStrip
    from wasl.domains.parties.rules.facts import FactKey

TAB: Final = "desk:party_facts"


@staff_route("parties.facts_of")
def known(request: Request, slug: str, party: UUID) -> HttpResponse:
    """All that is known of a party, stated, verified and found side by side; also on a day."""
    form = OnForm(request.GET) if request.GET.get("on") else OnForm()
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    strip = strip_beside(request.actor, party=party)
    grid = facts_of(request.actor, party=strip.id, on=on)
    may_record = request.actor.may("parties.record_facts") and on is None
    context = {
        "form": form,
        "grid": grid,
        "groups": _groups(request, grid, may_correct=may_record),
        "columns": [words.COLUMNS[one] for one in words.COLUMNS],
        "income": _income(grid),
        "withheld": [words.PURPOSES[one] for one in grid.withheld if one in words.PURPOSES],
        "on": on,
        "now_url": here(request, TAB, party=strip.id),
        "add_url": here(request, "desk:add_facts", party=strip.id) if may_record else "",
    }
    return party_page(
        request,
        "desk/facts/known.html",
        context,
        party=strip.id,
        tab=TAB,
        strip=strip,
        status=422 if form.is_bound and not form.is_valid() else 200,
    )


def _groups(request: Request, grid: "FactGrid", *, may_correct: bool) -> list[dict[str, Any]]:
    names = _names(request, (cell for row in grid.rows for cell in row.cells.values()))
    return [
        {
            "title": group.title,
            "rows": [_row(request, grid, row, names, may_correct=may_correct) for row in rows],
        }
        for group, rows in grid.grouped()
    ]


def _row(
    request: Request,
    grid: "FactGrid",
    row: "FactRow",
    names: "Mapping[UUID, str]",
    *,
    may_correct: bool,
) -> dict[str, Any]:
    return {
        "row": row,
        "title": row.fact.title,
        "per": _("a year") if row.fact.per == "year" else "",
        "cells": [
            _cell(request, grid.party, row.fact, row.cells.get(column), names)
            | {
                "column": words.COLUMNS[column],
                "counts": row.cells.get(column) == row.counts,
                "correct_url": _correct_url(request, grid.party, row.cells[column])
                if may_correct and column in row.cells
                else "",
            }
            for column in words.COLUMNS
        ],
        "history_url": here(request, "desk:fact_history", party=grid.party, key=row.fact.key),
    }


def _correct_url(request: Request, party: UUID, cell: "FactCell") -> str:
    if cell.is_withheld or not request.actor.may("parties.correct_fact"):
        return ""
    return here(request, "desk:correct_fact", party=party, fact=cell.id)


def _cell(
    request: Request,
    party: UUID,
    fact: "FactKey",
    cell: "FactCell | None",
    names: "Mapping[UUID, str]",
) -> dict[str, Any]:
    if cell is None:
        return {"cell": None}
    return {
        "cell": cell,
        "value": words.value_told(fact, cell),
        "source": words.SOURCE_BADGES[cell.source],
        "by": names.get(cell.recorded_by, "") if cell.recorded_by else "",
        "case_url": here(request, "desk:case", application=cell.about) if cell.about else "",
    }


def _names(request: Request, cells: "Iterable[FactCell]") -> "Mapping[UUID, str]":
    staff = {cell.recorded_by for cell in cells if cell.recorded_by}
    return staff_names(request.actor, ids=staff) if staff else {}


def _income(grid: "FactGrid") -> dict[str, Any]:
    income = grid.income
    listed = grid.members_listed
    return {
        "month": formats.money(income.month) if income.month is not None else "",
        "per_head": formats.money(income.per_head) if income.per_head is not None else "",
        "members": formats.digits(income.members) if income.members else "",
        "is_counted": income.is_counted,
        "source": words.SOURCE_BADGES.get(income.source, ""),
        "is_only_stated": income.source in ("statement", "interview", "import"),
        "listed": formats.digits(listed)
        if listed and income.is_counted and listed != income.members
        else "",
    }


@staff_route("parties.record_facts", "parties.facts_of", methods=("GET", "POST"))
def add(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Record what is known of one group: income, housing, health and so on."""
    strip = party_strip(request.actor, party=party)
    group = request.GET.get("group", "household")
    facts = [one for one in fact_keys_listed() if one.group == group]
    if not facts:
        raise NotFound
    lacking = consents_lacking(
        request.actor, party=strip.id, keys=[one.key for one in facts if one.consent]
    )
    form = FactsForm(
        request.POST if request.method == "POST" else None, facts=facts, consents=lacking
    )
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            done = _recorded(request, strip, form)
            if done is not None:
                return done
    return _add_page(request, strip, group, form, status)


def _recorded(request: Request, strip: "PartyStrip", form: FactsForm) -> HttpResponse | None:
    given = form.cleaned_data
    on = given["holds_on"]
    try:
        # The consent and what is kept on it are recorded together or not at all.
        with transaction.atomic():
            for purpose in form.agreed:
                give_consent(
                    request.actor,
                    subject=strip.id,
                    purpose=purpose,
                    wording=words.CONSENT[purpose][reader_language()],
                    wording_version=words.CONSENT_VERSION,
                    channel=_channel(request),
                )
            record_facts(
                request.actor,
                party=strip.id,
                facts=[FactInput(key, value, on) for key, value in form.values().items()],
                source=given["source"],
                source_note=given["source_note"],
            )
    except FactUnreadable as refusal:
        form.tell(refusal.errors)
        return None
    except ConsentNeeded as refusal:
        for purpose in refusal.purposes:
            form.add_error(f"consent_{purpose}", str(refusal))
        return None
    except NothingToRecord as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("It is recorded, with where it comes from."))
    return redirect(here(request, TAB, party=strip.id))


def _channel(request: Request) -> str:
    """The channel of a talk at the desk, as the policy in force calls it."""
    try:
        policy = policy_in_force(request.actor).policy
    except NoPolicyInForce:
        return "interview"
    kinds = [one.kind for one in policy.channels]
    return "interview" if "interview" in kinds or not kinds else kinds[0]


def _add_page(
    request: Request, strip: "PartyStrip", group: str, form: FactsForm, status: int
) -> HttpResponse:
    address = here(request, "desk:add_facts", party=strip.id)
    context = {
        "form": form,
        "group_title": next(one.title for one in fact_groups_listed() if one.key == group),
        "group_tabs": [
            Tab(one.title, f"{address}?{urlencode({'group': one.key})}", one.key == group)
            for one in fact_groups_listed()
        ],
        "consents": [
            {
                "purpose": words.PURPOSES[one],
                "words": words.CONSENT[one],
                "field": form[f"consent_{one}"],
                "lines": [fact.title for fact in form.facts if fact.consent == one],
            }
            for one in form.consents
        ],
        "back_url": here(request, TAB, party=strip.id),
    }
    return party_page(
        request,
        "desk/facts/add.html",
        context,
        party=strip.id,
        tab=TAB,
        title=_("Record what is known"),
        strip=strip,
        status=status,
    )


@staff_route("parties.fact_history")
def history(request: Request, slug: str, party: UUID, key: str) -> HttpResponse:
    """All that was ever recorded under one key, newest first."""
    fact = fact_key(key)
    strip = strip_beside(request.actor, party=party)
    cells = fact_history(request.actor, party=strip.id, key=key)
    names = _names(request, cells)
    context = {
        "fact": fact,
        "entries": [
            _cell(request, strip.id, fact, cell, names)
            | {
                "correct_url": _correct_url(request, strip.id, cell)
                if cell.replaced_at is None
                else ""
            }
            for cell in cells
        ],
        "back_url": here(request, TAB, party=strip.id),
    }
    return party_page(
        request,
        "desk/facts/history.html",
        context,
        party=strip.id,
        tab=TAB,
        title=fact.title,
        strip=strip,
    )


@staff_route("parties.correct_fact", "parties.fact_sheet", methods=("GET", "POST"))
def correct(request: Request, slug: str, party: UUID, fact: UUID) -> HttpResponse:
    """Put one fact right; the former value stays in its history."""
    sheet = fact_sheet(request.actor, fact=fact)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        fact=sheet.fact,
        initial={"value": _typed(sheet.cell), "holds_on": sheet.cell.holds_on.isoformat()},
    )
    race: AlreadyCorrected | None = None
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                correct_fact(
                    request.actor,
                    fact=fact,
                    value=given["value"],
                    why=given["why"],
                    holds_on=given["holds_on"],
                )
            except FactUnreadable as refusal:
                for sentence in refusal.errors.values():
                    form.add_error("value", str(sentence))
            except FactWhyMissing as refusal:
                form.add_error("why", str(refusal))
            except AlreadyCorrected as refusal:
                race, status = refusal, refusal.status
            else:
                messages.success(request, _("It is corrected. The former value is in the history."))
                return redirect(here(request, TAB, party=sheet.party))
    context = {
        "form": form,
        "fact": sheet.fact,
        "entry": _cell(request, sheet.party, sheet.fact, sheet.cell, _names(request, [sheet.cell])),
        "race": _raced(request, sheet.party, sheet.fact, race),
        "back_url": here(request, "desk:fact_history", party=sheet.party, key=sheet.fact.key),
    }
    return party_page(
        request,
        "desk/facts/correct.html",
        context,
        party=sheet.party,
        tab=TAB,
        title=_("Correct a fact"),
        strip=strip_beside(request.actor, party=sheet.party),
        status=status,
    )


def _raced(
    request: Request, party: UUID, fact: "FactKey", race: AlreadyCorrected | None
) -> dict[str, Any] | None:
    if race is None:
        return None
    return {
        "sentence": str(race),
        "theirs": words.told(fact, race.theirs),
        "yours": words.told(fact, race.yours),
        "again_url": here(request, "desk:correct_fact", party=party, fact=race.fact),
    }


def _typed(cell: "FactCell") -> object:
    """A value as it would be typed."""
    return {True: "yes", False: "no"}[cell.value] if isinstance(cell.value, bool) else cell.value
