"""Agreements drafted, signed, ended; what each side owes and did."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.agreements.actions import (
    bring_agreement_into_force,
    discard_agreement,
    draft_agreement,
    perform_duty,
    release_duty,
    report_default,
    revise_agreement,
    terminate_agreement,
)
from wasl.domains.agreements.queries import (
    AgreementSheet,
    DutyRow,
    agreement_sheet,
    agreements_listed,
    agreements_of,
    disputes_of,
    disputes_open,
    duties_due,
)
from wasl.domains.agreements.refusals import (
    DaysReversed,
    NobodyNamed,
    PartsMissing,
    SignatureMissing,
    SignedLater,
    TitleMissing,
    WhyMissing,
)
from wasl.domains.catalogue.queries import services_offered
from wasl.domains.parties.queries import party_names
from wasl.faces.desk.agreements import words
from wasl.faces.desk.agreements.forms import AgreementForm, SigningForm, WhyForm, kept_values
from wasl.faces.desk.agreements.tables import agreement_table, dispute_table, duty_table
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.frame import party_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import listed
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.shapes import Tab
from wasl.foundation.refusal import NotFound, Refusal, Stale

PLACE: Final = "desk:agreements"
A_PAGE: Final = 25
_AT: Final[dict[type[Refusal], str]] = {
    TitleMissing: "title",
    DaysReversed: "ends_on",
    SignatureMissing: "signed_by",
    SignedLater: "signed_on",
    WhyMissing: "why",
}


@staff_route("agreements.agreements_listed")
def agreements(request: Request, slug: str) -> HttpResponse:
    """All agreements, what is due under them, and disputes that are not ended."""
    stage = request.GET.get("stage", "")
    stage = stage if stage in words.STAGES else ""
    typed = request.GET.get("after", "")
    after = int(typed) if typed.isdecimal() and len(typed) < 10 else None
    rows = agreements_listed(request.actor, stage=stage, after=after, most=A_PAGE + 1)
    more = f"?stage={stage}&after={rows[A_PAGE - 1].number}" if len(rows) > A_PAGE else ""
    may_draft = request.actor.may("agreements.draft_agreement")
    context = {
        "agreements": agreement_table(request, rows[:A_PAGE]),
        "more": more,
        "first": f"?stage={stage}" if after else "",
        "stages": _stage_tabs(stage),
        "due": duty_table(request, duties_due(request.actor)),
        "disputes": dispute_table(request, disputes_open(request.actor)),
        "new_url": here(request, "desk:draft_terms") if may_draft else "",
    }
    return shown(
        request,
        "desk/agreements/agreements.html",
        context,
        title=_("Agreements and disputes"),
        place=PLACE,
    )


@staff_route("agreements.agreements_of")
def party_agreements(request: Request, slug: str, party: UUID) -> HttpResponse:
    """The agreements with a party, and the disputes."""
    may = request.actor.may
    new, raised = (
        here(request, name, party=party) for name in ("desk:draft_agreement", "desk:raise_dispute")
    )
    context = {
        "agreements": agreement_table(request, agreements_of(request.actor, party=party)),
        "disputes": dispute_table(request, disputes_of(request.actor, party=party)),
        "new_url": new if may("agreements.draft_agreement") else "",
        "dispute_url": raised if may("agreements.raise_dispute") else "",
    }
    return party_page(
        request,
        "desk/agreements/party.html",
        context,
        party=party,
        tab="desk:party_agreements",
    )


@staff_route("agreements.draft_agreement", methods=("GET", "POST"))
def draft(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Begin an agreement with a party."""
    name = party_names(request.actor, parties=[party]).get(party)
    if name is None:
        raise NotFound
    return _draft(
        request,
        back=here(request, "desk:party_agreements", party=party),
        binding={"party": party},
        with_whom=name,
    )


@staff_route("agreements.draft_agreement", methods=("GET", "POST"))
def draft_terms(request: Request, slug: str) -> HttpResponse:
    """Begin the terms that bind whoever takes a service."""
    services = _services(request)
    chosen = request.POST.get("service") or request.GET.get("service", "")
    return _draft(
        request,
        back=here(request, PLACE),
        binding={"service": chosen if chosen in services else ""},
        services=services,
        chosen=chosen,
    )


def _draft(request: Request, *, back: str, binding: dict[str, Any], **context: Any) -> HttpResponse:
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": "terms" if "service" in binding else "contract"},
    )
    if form.is_valid():
        try:
            row = draft_agreement(request.actor, **binding, **form.written())
        except (TitleMissing, DaysReversed) as refusal:
            form.add_error(_AT[type(refusal)], str(refusal))
        except NobodyNamed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is kept. It binds nobody before it is signed."))
            return redirect(here(request, "desk:agreement", agreement=row.pk))
    return _form_page(request, form, title=_("A new agreement"), back=back, **context)


@staff_route("agreements.agreement_sheet")
def agreement(request: Request, slug: str, agreement: UUID) -> HttpResponse:
    """An agreement whole, with what each side owes and did."""
    return _sheet_page(request, agreement_sheet(request.actor, agreement=agreement))


@staff_route("agreements.revise_agreement", methods=("GET", "POST"))
def edit(request: Request, slug: str, agreement: UUID) -> HttpResponse:
    """Write on a draft."""
    sheet = agreement_sheet(request.actor, agreement=agreement)
    form = AgreementForm(
        request.POST if request.method == "POST" else None, initial=kept_values(sheet)
    )
    back = here(request, "desk:agreement", agreement=agreement)
    if form.is_valid():
        version = form.cleaned_data["version"] or sheet.version
        try:
            revise_agreement(request.actor, agreement=agreement, version=version, **form.written())
        except (TitleMissing, DaysReversed) as refusal:
            form.add_error(_AT[type(refusal)], str(refusal))
        except Stale as refusal:
            data = request.POST.copy()
            data["version"] = str(sheet.version)
            again = AgreementForm(data)
            return _form_page(
                request,
                again,
                title=_("A colleague saved before you"),
                back=back,
                sentence=str(refusal),
                differences=_differences(again, refusal),
            )
        else:
            messages.success(request, _("What you wrote is kept."))
            return redirect(back)
    return _form_page(request, form, title=_("Write on the agreement"), back=back)


@staff_route("agreements.bring_agreement_into_force", methods=("POST",))
def sign(request: Request, slug: str, agreement: UUID) -> HttpResponse:
    """Let a draft bind both sides."""
    form = SigningForm(request.POST)
    if not form.is_valid():
        return _again(request, agreement, signing=form)
    try:
        bring_agreement_into_force(request.actor, agreement=agreement, **form.cleaned_data)
    except PartsMissing as refusal:
        lacking = listed(words.PARTS[part] for part in refusal.facts["lacking"])
        form.add_error(None, str(refusal.sentence % {"missing": lacking}))
        return _again(request, agreement, signing=form)
    except (SignatureMissing, SignedLater) as refusal:
        form.add_error(_AT[type(refusal)], str(refusal))
        return _again(request, agreement, signing=form)
    except Stale as refusal:
        return _rewritten(request, agreement, refusal)
    messages.success(request, _("The agreement is in force."))
    return redirect(here(request, "desk:agreement", agreement=agreement))


def _rewritten(request: Request, agreement: UUID, refusal: Stale) -> HttpResponse:
    """The agreement as a colleague wrote it meanwhile, to be read before it is signed."""
    sheet = agreement_sheet(request.actor, agreement=agreement)
    typed = request.POST.copy()
    typed["version"] = str(sheet.version)
    form = SigningForm(typed)
    form.add_error(None, str(refusal))
    return _sheet_page(request, sheet, signing=form, status=409)


@staff_route("agreements.terminate_agreement", methods=("POST",))
def terminate(request: Request, slug: str, agreement: UUID) -> HttpResponse:
    """Break an agreement off before its last day."""
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            terminate_agreement(request.actor, agreement=agreement, why=form.cleaned_data["why"])
        except WhyMissing as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("The agreement is broken off. What was owed is released."))
            return redirect(here(request, "desk:agreement", agreement=agreement))
    return _again(request, agreement, breaking=form)


@staff_route("agreements.discard_agreement", methods=("POST",))
def discard(request: Request, slug: str, agreement: UUID) -> HttpResponse:
    """Lay a draft aside."""
    discard_agreement(request.actor, agreement=agreement)
    messages.success(request, _("The draft is laid aside."))
    return redirect(here(request, PLACE))


@staff_route("agreements.perform_duty", methods=("POST",))
def performed(request: Request, slug: str, agreement: UUID, duty: UUID) -> HttpResponse:
    """A side did what it owed."""
    perform_duty(request.actor, duty=duty, note=request.POST.get("why", ""))
    messages.success(request, _("Recorded as performed."))
    return redirect(here(request, "desk:agreement", agreement=agreement))


@staff_route("agreements.report_default", methods=("POST",))
def defaulted(request: Request, slug: str, agreement: UUID, duty: UUID) -> HttpResponse:
    """A side did not do what it owed."""
    try:
        report_default(request.actor, duty=duty, note=request.POST.get("why", ""))
    except WhyMissing as refusal:
        messages.error(request, str(refusal))
    else:
        messages.warning(request, _("Recorded as default. What follows from it stands below."))
    return redirect(here(request, "desk:agreement", agreement=agreement))


@staff_route("agreements.release_duty", methods=("POST",))
def released(request: Request, slug: str, agreement: UUID, duty: UUID) -> HttpResponse:
    """A side need not do what it owed."""
    try:
        release_duty(request.actor, duty=duty, note=request.POST.get("why", ""))
    except WhyMissing as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The duty is released."))
    return redirect(here(request, "desk:agreement", agreement=agreement))


def _stage_tabs(chosen: str) -> list[Tab]:
    every = [Tab(_("All of them"), "?", current=not chosen)]
    return every + [
        Tab(text, f"?stage={key}", current=key == chosen)
        for key, (text, _tone) in words.STAGES.items()
    ]


def _services(request: Request) -> dict[str, str]:
    return {one.slug: spoken(one.title) for one in services_offered(request.actor)}


def _again(request: Request, agreement: UUID, **forms: Any) -> HttpResponse:
    sheet = agreement_sheet(request.actor, agreement=agreement)
    return _sheet_page(request, sheet, status=422, **forms)


def _sheet_page(
    request: Request,
    sheet: AgreementSheet,
    *,
    signing: SigningForm | None = None,
    breaking: WhyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row = sheet.row
    stage, tone = words.STAGES[row.stage]
    sides = [
        (words.SIDES[side], [_duty_shown(duty) for duty in sheet.duties if duty.owed_by == side])
        for side in ("association", "party")
    ]
    back = here(request, "desk:party_agreements", party=row.party) if row.party else ""
    may = request.actor.may
    context = {
        "sheet": sheet,
        "row": row,
        "stage": stage,
        "tone": tone,
        "kind": words.KINDS[row.kind],
        "sides": sides,
        "service": _services(request).get(row.service, row.service),
        "lacking": [words.PARTS[part] for part in sheet.lacking],
        "signing": signing or SigningForm(initial={"version": sheet.version}),
        "breaking": breaking or WhyForm(),
        "form": signing or breaking,
        "may_write": row.stage == "draft" and may("agreements.revise_agreement"),
        "may_sign": row.stage == "draft" and may("agreements.bring_agreement_into_force"),
        "may_break": row.stage == "in_force" and may("agreements.terminate_agreement"),
        "may_settle": row.stage not in ("draft", "discarded") and may("agreements.perform_duty"),
        "back_url": back or here(request, PLACE),
    }
    return shown(
        request,
        "desk/agreements/agreement.html",
        context,
        title=row.title,
        place=PLACE,
        status=status,
    )


def _duty_shown(duty: DutyRow) -> dict[str, Any]:
    state, tone = words.STATES[duty.state]
    return {
        "duty": duty,
        "state": state,
        "tone": tone,
        "is_owed": duty.state in ("owed", "soon", "late"),
        "is_default": duty.state == "defaulted",
    }


def _form_page(
    request: Request, form: AgreementForm, *, title: object, back: str, **more: Any
) -> HttpResponse:
    status = 409 if more.get("differences") else 422 if form.errors else 200
    context = {"form": form, "form_url": request.get_full_path(), "back_url": back, **more}
    return shown(
        request, "desk/agreements/write.html", context, title=title, place=PLACE, status=status
    )


def _differences(form: AgreementForm, refusal: Stale) -> list[dict[str, str]]:
    told = [
        {
            "label": spoken(form.fields[name].label or name),
            "theirs": str(theirs or ""),
            "yours": str(yours or ""),
        }
        for name, (theirs, yours) in refusal.differences.items()
        if name in form.fields
    ]
    return told or [{"label": "", "theirs": "", "yours": ""}]
