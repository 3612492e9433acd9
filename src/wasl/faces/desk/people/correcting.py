"""What is kept of a party is put right; who signs or acts for it; and that somebody has died."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.actions import correct_party, record_death, record_guardianship
from wasl.domains.parties.queries import (
    ADDRESS_WORDS,
    PartySheet,
    find_parties,
    party_sheet,
)
from wasl.domains.parties.refusals import (
    AddressIncomplete,
    DateInFuture,
    DeathBeforeBirth,
    DeathRecorded,
    IdentityReasonMissing,
    IdentityTaken,
    NameMissing,
    OnlyPersons,
    OwnGuardian,
    WhyMissing,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.people import words
from wasl.faces.desk.people.finding import match_shown, typed_in
from wasl.faces.desk.people.forms import ADDRESS, CorrectForm, DeathForm, DeedForm, SignatoryForm
from wasl.faces.desk.people.frame import party_page
from wasl.faces.desk.people.pages import shown_differences
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed, version_typed
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import Stale

if TYPE_CHECKING:
    from wasl.domains.parties.queries import PartyMatch

_AT: dict[type[Exception], str] = {
    IdentityReasonMissing: "identity_reason",
    NameMissing: "name",
    DateInFuture: "birth",
    DeathBeforeBirth: "birth",
    WhyMissing: "why",
}


@staff_route("parties.correct_party", methods=("GET", "POST"))
def correct(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Put right what is kept of a party; only what was changed on the page is sent on.

    A colleague who saved meanwhile is not overwritten: both values are shown, field by field, and
    a person chooses.
    """
    sheet = party_sheet(request.actor, party=party)
    form = CorrectForm(
        request.POST if request.method == "POST" else None,
        kind=sheet.kind,
        initial=_first_values(sheet),
    )
    if request.method != "POST":
        return _page(request, sheet, form)
    if not form.is_valid():
        return _page(request, sheet, form, status=422)
    changes = {
        name: value
        for name, value in form.changes().items()
        if request.POST.get(f"keep_{name}") != "theirs"
    }
    try:
        correct_party(
            request.actor,
            party=sheet.id,
            version=version_typed(request),
            changes=changes,
            why=form.cleaned_data["why"],
        )
    except Stale as refusal:
        return _stale_page(request, sheet, form, refusal)
    except IdentityTaken as refusal:
        form.add_error("national_id", str(refusal))
        taken_url = here(request, "desk:party", party=refusal.party)
        return _page(request, sheet, form, status=409, taken_url=taken_url)
    except AddressIncomplete as refusal:
        form.add_error(ADDRESS[0], str(refusal))
    except (
        IdentityReasonMissing,
        NameMissing,
        DateInFuture,
        DeathBeforeBirth,
        WhyMissing,
    ) as refusal:
        form.add_error(_AT[type(refusal)], str(refusal))
    except Malformed as trouble:
        form.add_error(None, str(trouble.sentence))
    else:
        messages.success(
            request,
            _("Put right. What it said before stays in the history.")
            if changes
            else _("Nothing was changed."),
        )
        return redirect(here(request, "desk:party", party=sheet.id))
    return _page(request, sheet, form, status=422)


def _first_values(sheet: PartySheet) -> dict[str, Any]:
    kept: dict[str, Any] = {
        name: getattr(sheet, name)
        for name in words.FIELDS
        if name not in ("signatory", "national_address", "needs")
    }
    kept["needs"] = list(sheet.needs)
    kind = sheet.identity_kind or "national"
    kept["identity_kind"] = "national" if kind == "iqama" else kind
    return kept | {
        f"address_{part}": sheet.national_address.get(part, "") for part in ADDRESS_WORDS
    }


def _page(
    request: Request, sheet: PartySheet, form: CorrectForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "form": form,
        "kind": sheet.kind,
        "version": request.POST.get("version", sheet.version),
        "marks": _marks(request, form),
        "has_address_open": any(form[name].value() for name in ADDRESS[1:]),
        "back_url": here(request, "desk:party", party=sheet.id),
        **more,
    }
    return party_page(
        request,
        "desk/people/correct.html",
        context,
        party=sheet.id,
        strip=sheet.strip,
        tab="desk:party",
        title=_("Put right"),
        status=status,
    )


def _marks(request: Request, form: CorrectForm) -> dict[str, str]:
    """What stood in each box when the page was opened: sent on while the page is drawn again."""
    if request.method != "POST":
        return form.marks()
    return {
        name.removeprefix("was_"): request.POST[name]
        for name in request.POST
        if name.startswith("was_")
    }


def _stale_page(
    request: Request, sheet: PartySheet, form: CorrectForm, refusal: Stale
) -> HttpResponse:
    context = {
        "sentence": str(refusal),
        "rows": shown_differences(refusal.differences, is_protected=sheet.is_protected),
        "carried": [
            (name, value)
            for name in request.POST
            if name not in ("csrfmiddlewaretoken", "version") and not name.startswith("keep_")
            for value in request.POST.getlist(name)
        ],
        "version": sheet.version,
        "again_url": request.path,
        "party_url": here(request, "desk:party", party=sheet.id),
    }
    return party_page(
        request,
        "desk/people/stale.html",
        context,
        party=sheet.id,
        strip=sheet.strip,
        tab="desk:party",
        title=_("A colleague saved before you"),
        status=409,
    )


@staff_route("parties.correct_party", "parties.find_parties", methods=("GET", "POST"))
def signatory(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Who signs for an organisation: found among the people known, never typed anew."""
    sheet = party_sheet(request.actor, party=party)
    is_sent = request.method == "POST" and "find" not in request.POST
    form = SignatoryForm(
        request.POST if is_sent else None, initial=_typed(request, ("capacity", "why"))
    )
    chosen = key_typed(request.POST.get("chosen"))
    if is_sent and chosen is None:
        form.add_error(None, _("Find the person first, and choose."))
    elif is_sent and form.is_valid():
        correct_party(
            request.actor,
            party=sheet.id,
            version=sheet.version,
            changes={
                "signatory": chosen,
                "signatory_capacity": form.cleaned_data["capacity"],
            },
            why=form.cleaned_data["why"],
        )
        messages.success(request, _("The signatory is recorded."))
        return redirect(here(request, "desk:party", party=sheet.id))
    return _choosing_page(
        request,
        sheet,
        form,
        chosen=chosen,
        title=_("Who signs for it?"),
        submit=_("Record the signatory"),
        back=here(request, "desk:party", party=sheet.id),
        tab="desk:party",
    )


@staff_route("parties.record_guardianship", "parties.find_parties", methods=("GET", "POST"))
def guardian(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Who acts for the party: found among the people known, with the deed."""
    sheet = party_sheet(request.actor, party=party)
    is_sent = request.method == "POST" and "find" not in request.POST
    names = ("relation", "deed_kind", "deed_number", "expires_on")
    form = DeedForm(request.POST if is_sent else None, initial=_typed(request, names))
    chosen = key_typed(request.POST.get("chosen"))
    if is_sent and chosen is None:
        form.add_error(None, _("Find the person first, and choose."))
    elif is_sent and chosen is not None and form.is_valid():
        try:
            record_guardianship(
                request.actor,
                guardian=chosen,
                ward=sheet.id,
                relation=form.cleaned_data["relation"],
                deed_kind=form.cleaned_data["deed_kind"],
                deed_number=form.cleaned_data["deed_number"],
                expires_on=form.cleaned_data["expires_on"],
            )
        except OwnGuardian as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Recorded. Look at the original of the deed and say that you saw it.")
            )
            return redirect(here(request, "desk:party_guardians", party=sheet.id))
    return _choosing_page(
        request,
        sheet,
        form,
        chosen=chosen,
        title=_("Who acts for this person?"),
        submit=_("Record the guardian"),
        back=here(request, "desk:party_guardians", party=sheet.id),
        tab="desk:party_guardians",
    )


def _typed(request: Request, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: request.POST[name] for name in names if name in request.POST}


def _choosing_page(
    request: Request,
    sheet: PartySheet,
    form: forms.Form,
    *,
    chosen: UUID | None,
    title: Any,
    submit: Any,
    back: str,
    tab: str,
) -> HttpResponse:
    """A form with a box that finds somebody known; what was looked for and chosen is kept."""
    sought = typed_in(request, "sought")
    matches: tuple[PartyMatch, ...] = find_parties(request.actor, text=sought) if sought else ()
    context = {
        "sheet": sheet,
        "form": form,
        "sought": sought,
        "matches": [
            match_shown(request, one) | {"is_chosen": one.id == chosen}
            for one in matches
            if one.id != sheet.id and one.kind == "person"
        ],
        "submit": submit,
        "back_url": back,
    }
    return party_page(
        request,
        "desk/people/choose.html",
        context,
        party=sheet.id,
        strip=sheet.strip,
        tab=tab,
        title=title,
        status=422 if form.errors else 200,
    )


@staff_route("parties.record_death", methods=("GET", "POST"))
def death(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Record that somebody has died, after a page that says what follows."""
    sheet = party_sheet(request.actor, party=party)
    form = DeathForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            record_death(request.actor, party=sheet.id, **form.cleaned_data)
        except (DateInFuture, DeathBeforeBirth, OnlyPersons) as refusal:
            form.add_error("died_on", str(refusal))
        except DeathRecorded as refusal:
            form.add_error("died_on", str(refusal))
            status = 409
        except WhyMissing as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("Recorded. May they rest in peace."))
            return redirect(here(request, "desk:party", party=sheet.id))
    context = {
        "sheet": sheet,
        "form": form,
        "back_url": here(request, "desk:party", party=sheet.id),
    }
    return party_page(
        request,
        "desk/people/death.html",
        context,
        party=sheet.id,
        strip=sheet.strip,
        tab="desk:party",
        title=_("Record a death"),
        status=(status if status != 200 else 422) if form.errors else 200,
    )
