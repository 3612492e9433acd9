"""Disputes raised, and followed step by step to an end."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.agreements.actions import end_dispute, raise_dispute, record_dispute_step
from wasl.domains.agreements.lifecycle import DISPUTE_ENDS
from wasl.domains.agreements.queries import DisputeSheet, agreements_of, dispute_sheet
from wasl.domains.agreements.refusals import (
    NextStepMissing,
    NextStepPassed,
    OutcomeMissing,
    StepToCome,
    StepUnsaid,
    SubjectMissing,
)
from wasl.domains.policies.queries import CHANNELS
from wasl.faces.desk.agreements import words
from wasl.faces.desk.agreements.forms import DisputeForm, EndForm, StepForm
from wasl.faces.desk.agreements.listing import PLACE
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.frame import party_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import digits
from wasl.faces.ui.forms import with_own_ids
from wasl.foundation.refusal import Refusal, Stale

_AT: Final[dict[type[Refusal], str]] = {
    SubjectMissing: "subject",
    NextStepMissing: "next_step_on",
    NextStepPassed: "next_step_on",
    StepToCome: "taken_on",
    StepUnsaid: "words",
    OutcomeMissing: "outcome",
}


@staff_route("agreements.raise_dispute", methods=("GET", "POST"))
def raise_one(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Record that something is disputed."""
    known = agreements_of(request.actor, party=party)
    form = DisputeForm(
        request.POST if request.method == "POST" else None,
        agreements=[(str(one.id), one.title) for one in known],
    )
    if form.is_valid():
        given = form.cleaned_data
        about = UUID(given["agreement"]) if given["agreement"] else None
        try:
            row = raise_dispute(request.actor, party=party, **{**given, "agreement": about})
        except (SubjectMissing, NextStepMissing, NextStepPassed) as refusal:
            form.add_error(_AT[type(refusal)], str(refusal))
        else:
            messages.success(request, _("The dispute is recorded with the day of its next step."))
            return redirect(here(request, "desk:dispute", dispute=row.pk))
    return party_page(
        request,
        "desk/agreements/raise.html",
        {"form": form, "back_url": here(request, "desk:party_agreements", party=party)},
        party=party,
        tab="desk:party_agreements",
        title=_("A new dispute"),
        status=422 if form.errors else 200,
    )


@staff_route("agreements.dispute_sheet")
def dispute(request: Request, slug: str, dispute: UUID) -> HttpResponse:
    """A dispute with its steps, and what may be done next."""
    return _page(request, dispute_sheet(request.actor, dispute=dispute))


@staff_route("agreements.record_dispute_step", methods=("POST",))
def step(request: Request, slug: str, dispute: UUID) -> HttpResponse:
    """Record a step taken."""
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            record_dispute_step(request.actor, dispute=dispute, **form.cleaned_data)
        except (NextStepMissing, NextStepPassed, StepToCome, StepUnsaid) as refusal:
            form.add_error(_AT[type(refusal)], str(refusal))
        except Stale as refusal:
            return _stale(request, dispute, refusal, step_form=form)
        else:
            messages.success(request, _("The step is recorded."))
            return redirect(here(request, "desk:dispute", dispute=dispute))
    sheet = dispute_sheet(request.actor, dispute=dispute)
    return _page(request, sheet, step_form=form, status=422)


@staff_route("agreements.end_dispute", methods=("POST",))
def end(request: Request, slug: str, dispute: UUID) -> HttpResponse:
    """Record how a dispute ended."""
    form = EndForm(request.POST, stage="referred")
    if form.is_valid():
        try:
            end_dispute(request.actor, dispute=dispute, **form.cleaned_data)
        except OutcomeMissing as refusal:
            form.add_error("outcome", str(refusal))
        except Stale as refusal:
            return _stale(request, dispute, refusal, end_form=form)
        else:
            messages.success(request, _("The dispute has ended."))
            return redirect(here(request, "desk:dispute", dispute=dispute))
    sheet = dispute_sheet(request.actor, dispute=dispute)
    return _page(request, sheet, end_form=form, status=422)


def _stale(
    request: Request,
    dispute: UUID,
    refusal: Stale,
    *,
    step_form: StepForm | None = None,
    end_form: EndForm | None = None,
) -> HttpResponse:
    """What was typed, beside the steps that a colleague recorded meanwhile."""
    sheet = dispute_sheet(request.actor, dispute=dispute)
    typed = request.POST.copy()
    typed["version"] = str(sheet.version)
    again: StepForm | EndForm = (
        EndForm(typed, stage=sheet.row.stage) if end_form else StepForm(typed)
    )
    again.add_error(None, str(refusal))
    shown_forms = {"end_form": again} if isinstance(again, EndForm) else {"step_form": again}
    return _page(request, sheet, status=409, **shown_forms)


def _page(
    request: Request,
    sheet: DisputeSheet,
    *,
    status: int = 200,
    **forms: StepForm | EndForm,
) -> HttpResponse:
    row = sheet.row
    stage, tone = words.DISPUTE_STAGES[row.stage]
    known = {"version": sheet.version}
    today = timezone.localdate().isoformat()
    is_open = row.stage not in DISPUTE_ENDS
    may_end = is_open and request.actor.may("agreements.end_dispute")
    context = {
        "sheet": sheet,
        "row": row,
        "stage": stage,
        "tone": tone,
        "raised_by": words.SIDES[row.raised_by],
        "channel": CHANNELS.get(sheet.channel, sheet.channel),
        "steps": [{"step": one, "kind": words.STEPS[one.kind]} for one in sheet.steps],
        **with_own_ids(
            {
                "step_form": StepForm(initial={**known, "taken_on": today}),
                "end_form": EndForm(initial=known, stage=row.stage),
                **forms,
            }
        ),
        "form": next(iter(forms.values()), None),
        "is_open": is_open,
        "may_end": may_end,
        "may_write": request.actor.may("agreements.record_dispute_step"),
        "back_url": here(request, "desk:party_agreements", party=row.party),
    }
    return shown(
        request,
        "desk/agreements/dispute.html",
        context,
        title=_("Dispute %(number)s") % {"number": digits(row.number)},
        place=PLACE,
        status=status,
    )
