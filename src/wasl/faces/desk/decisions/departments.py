"""Decisions of a department: one proposes, another confirms; and the decision of any case."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.refusals import SamePerson
from wasl.domains.catalogue.refusals import NoPlaceLeft
from wasl.domains.decisions.actions import confirm_decision, propose_decision, return_decision
from wasl.domains.decisions.queries import (
    case_to_decide,
    cases_to_decide,
    decision_of,
    decisions_taken,
    proposals_to_confirm,
)
from wasl.domains.decisions.refusals import (
    AlreadyDecided,
    AlreadyProposed,
    NotReady,
    ReasonRequired,
    ReasonUnknown,
    TermsWrong,
)
from wasl.faces.desk.decisions import words
from wasl.faces.desk.decisions.forms import ProposalForm, ReturnForm
from wasl.faces.desk.decisions.reading import case_page
from wasl.faces.desk.doors import case_door
from wasl.faces.desk.frame import here, shown
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import WrongStage

if TYPE_CHECKING:
    from django import forms

    from wasl.domains.decisions.queries import CaseToDecide, DecisionRow


@staff_route("decisions.case_to_decide")
def listed(request: Request, slug: str) -> HttpResponse:
    """Cases that wait for a department, and proposals that wait for their reviewer."""
    mine = request.actor.may("decisions.propose_decision")
    may_confirm = request.actor.may("decisions.confirm_decision")
    cases = [
        {"row": one, "url": here(request, "desk:decision", application=one.application)}
        for one in (cases_to_decide(request.actor) if mine else ())
        if one.decided_by == "department" and one.proposal is None
    ]
    proposals = [
        {
            "row": one,
            "outcome": words.OUTCOMES[one.outcome],
            "url": here(request, "desk:decision", application=one.application),
        }
        for one in (proposals_to_confirm(request.actor) if may_confirm or mine else ())
    ]
    context = {
        "cases": cases,
        "proposals": proposals,
        "may_propose": mine,
        "may_confirm": may_confirm,
        "has_rows": bool(cases or proposals),
    }
    return shown(
        request,
        "desk/decisions/decisions.html",
        context,
        title=_("Decisions of departments"),
        place="desk:decisions",
    )


@staff_route("decisions.decision_of")
@case_door
def decision(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The decision of a case: to be proposed, to be confirmed, or as it was issued."""
    found = decision_of(request.actor, application=application)
    if found is not None and found.stage == "issued":
        return _issued(request, application)
    if not request.actor.may("decisions.case_to_decide"):
        return _issued(request, application)
    return _page(request, application, found)


@staff_route("decisions.propose_decision", methods=("POST",), fresh="now")
@case_door
def propose(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Propose the department's decision."""
    case = case_to_decide(request.actor, application=application)
    form = ProposalForm(request.POST, case=case)
    if form.is_valid():
        try:
            propose_decision(request.actor, application=application, **form.cleaned_data)
        except (ReasonRequired, ReasonUnknown, TermsWrong) as refusal:
            form.add_error(_field(refusal), str(refusal))
        except (AlreadyProposed, NotReady) as refusal:
            messages.error(request, str(refusal))
            return _back(request, application)
        else:
            messages.success(request, _("The decision is proposed and waits for its reviewer."))
            return redirect(here(request, "desk:decisions"))
    return _page(request, application, None, form, case=case)


@staff_route("decisions.confirm_decision", methods=("POST",), fresh="now")
@case_door
def confirm(request: Request, slug: str, application: UUID, decision: UUID) -> HttpResponse:
    """Confirm a colleague's proposal: the decision is issued."""
    try:
        issued = confirm_decision(request.actor, decision=decision)
    except (AlreadyDecided, NoPlaceLeft, SamePerson, WrongStage) as refusal:
        messages.error(request, str(refusal))
        return _back(request, application)
    messages.success(
        request,
        _("Decision number %(number)s is issued and the applicant is told.")
        % {"number": issued.number},
    )
    return redirect(here(request, "desk:letter", decision=decision))


@staff_route("decisions.return_decision", methods=("POST",), fresh="now")
@case_door
def return_(request: Request, slug: str, application: UUID, decision: UUID) -> HttpResponse:
    """Return a proposal to whoever made it, with what should be changed."""
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            return_decision(request.actor, decision=decision, why=form.cleaned_data["why"])
        except ReasonRequired as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("The proposal went back with your words."))
            return redirect(here(request, "desk:decisions"))
    found = decision_of(request.actor, application=application)
    return _page(request, application, found, form)


def _field(refusal: ReasonRequired | ReasonUnknown | TermsWrong) -> str | None:
    if isinstance(refusal, ReasonUnknown):
        return "reason_key"
    return "reasons" if isinstance(refusal, ReasonRequired) else None


def _back(request: Request, application: UUID) -> HttpResponse:
    return redirect(here(request, "desk:decision", application=application))


def _page(
    request: Request,
    application: UUID,
    proposal: "DecisionRow | None",
    wrong: "forms.Form | None" = None,
    *,
    case: "CaseToDecide | None" = None,
) -> HttpResponse:
    read = case or case_to_decide(request.actor, application=application)
    is_mine = proposal is not None and proposal.proposed_by == request.actor.staff
    taken = decisions_taken(request.actor, application=application)
    context = {
        **case_page(read),
        "form": wrong,
        "proposal": proposal,
        "proposal_outcome": words.OUTCOMES[proposal.outcome] if proposal else None,
        "proposal_reason": _reason(read, proposal),
        "returned": next((one for one in taken if one.stage == "returned"), None),
        "may_propose": proposal is None
        and read.is_ready
        and read.decided_by == "department"
        and request.actor.may("decisions.propose_decision"),
        "may_confirm": proposal is not None
        and not is_mine
        and request.actor.may("decisions.confirm_decision"),
        "is_mine": is_mine,
        "proposal_form": wrong if isinstance(wrong, ProposalForm) else ProposalForm(case=read),
        "return_form": wrong if isinstance(wrong, ReturnForm) else ReturnForm(),
        "back_url": here(request, "desk:decisions"),
    }
    return shown(
        request,
        "desk/decisions/decision.html",
        context,
        title=read.service,
        place="desk:decisions",
        status=422 if wrong else 200,
    )


def _reason(case: "CaseToDecide", proposal: "DecisionRow | None") -> object:
    if proposal is None:
        return ""
    return next((one.text for one in case.reasons if one.key == proposal.reason_key), "")


def _issued(request: Request, application: UUID) -> HttpResponse:
    """Every decision that was issued on the case, each with its letter."""
    rows = [
        {
            "row": one,
            "outcome": words.OUTCOMES[one.outcome],
            "stage": words.DECISION_STAGES[one.stage],
            "url": here(request, "desk:letter", decision=one.id),
            "pdf_url": here(request, "desk:letter_pdf", decision=one.id),
        }
        for one in decisions_taken(request.actor, application=application)
        if one.number is not None
    ]
    context = {
        "rows": rows,
        "back_url": here(request, "desk:case", application=application)
        if request.actor.may("applications.application_sheet")
        else here(request, "desk:sessions"),
    }
    return shown(request, "desk/decisions/issued.html", context, title=_("The decision"), place="")
