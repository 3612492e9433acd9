"""Checking what was written, signing it, sending it, and what is said then."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wasl.domains.access.actions import confirm_code, send_code
from wasl.domains.applications.actions import Submission, submit_application
from wasl.domains.applications.queries import (
    DraftForm,
    draft_for_form,
    status_for_applicant,
)
from wasl.domains.applications.refusals import AnswersMissing
from wasl.faces.edge.actor import keep_sealed, kept_sealed
from wasl.faces.edge.routes import Request, applicant_route
from wasl.faces.portal.answers import answered
from wasl.faces.portal.forms import DeclarationForm
from wasl.faces.portal.pages import page, sent, told_in
from wasl.faces.portal.steps import PARTS, step_called, step_of_field, steps_of
from wasl.faces.portal.views.filling import address_of, progress
from wasl.faces.ui.formats import cited
from wasl.foundation.refusal import Refusal


@applicant_route
def check(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Everything that was written, each with a way to change it that comes back here."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage != "draft":
        return redirect("portal:done", slug, application)
    steps = steps_of(draft.definition, draft.applies_as)
    here = steps[-2]
    return page(
        request,
        "check",
        title=_("Check your answers"),
        back=reverse("portal:documents", args=[slug, application]),
        draft=draft,
        parts_answered=answered(draft, slug),
        first_missing=_first_missing(draft, slug),
        part_titles=PARTS,
        **progress(steps, here),
    )


@applicant_route(methods=("POST",))
def sign(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Send the code to sign with, where there is a phone, and go to the declaration."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage == "draft" and draft.phone:
        send_code(
            request.actor,
            phone=draft.phone,
            purpose="sign",
            subject=application,
            language=(get_language() or "ar")[:2],
        )
        if "again" in request.POST:
            messages.info(request, _("If the number is right, a new code is on its way."))
    return redirect("portal:declaration", slug, application)


@applicant_route(methods=("GET", "POST"))
def declaration(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The words that are signed, the signature, and sending; twice does no harm."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage != "draft":
        return redirect("portal:done", slug, application)
    if draft.missing:
        return redirect("portal:check", slug, application)
    form = DeclarationForm(sent(request), with_code=bool(draft.phone))
    if form.is_valid():
        try:
            return _sent(request, slug, draft, form)
        except AnswersMissing:
            return redirect("portal:check", slug, application)
        except Refusal as refusal:
            if draft_for_form(request.actor, application=application).stage != "draft":
                # The button was pressed twice and the first press has sent it.
                return redirect("portal:done", slug, application)
            told_in(form, refusal, otherwise="code" if draft.phone else "signed_name")
    return _declaration_page(request, slug, draft, form)


def _sent(request: Request, slug: str, draft: DraftForm, form: DeclarationForm) -> HttpResponse:
    said = form.cleaned_data
    if draft.phone:
        confirm_code(
            request.actor, phone=draft.phone, code=said["code"], purpose="sign", subject=draft.id
        )
    submission = submit_application(
        request.actor,
        application=draft.id,
        key=draft.id,
        signed_name=said["signed_name"],
        method="code" if draft.phone else "name",
        witness=said["witness"],
    )
    _keep_slip(request, submission)
    return redirect("portal:done", slug, draft.id)


def _keep_slip(request: Request, submission: Submission) -> None:
    if submission.secret:
        keep_sealed(request, _slip_of(submission.application), submission.secret)


def _slip_of(application: UUID) -> str:
    return f"slip {application}"


def _declaration_page(
    request: Request, slug: str, draft: DraftForm, form: DeclarationForm
) -> HttpResponse:
    steps = steps_of(draft.definition, draft.applies_as)
    step = draft.policy.step("confirm")
    return page(
        request,
        "declaration",
        title=_("Sign and send"),
        back=reverse("portal:check", args=[slug, draft.id]),
        draft=draft,
        form=form,
        clause=draft.policy.clause(step.clause) if step else None,
        **progress(steps, steps[-1]),
    )


@applicant_route
def done(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The reference, who decides, what the policy promises, and the slip where there is no phone."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage == "draft":
        return redirect("portal:resume", slug, application)
    status = status_for_applicant(request.actor, application=application)
    return page(
        request,
        "done",
        title=_("Your request has been sent"),
        draft=draft,
        standing=status,
        decider=draft.policy.decider(draft.definition.decided_by),
        promise=status.promise,
        promise_clause=cited(draft.policy, draft.policy.promise.clause),
        secret=kept_sealed(request, _slip_of(application)),
        to_bring=[row for row in draft.documents if row.stage in ("missing", "later")],
    )


def _first_missing(draft: DraftForm, slug: str) -> str:
    """The page of the first answer that is still missing; empty when nothing is."""
    steps = steps_of(draft.definition, draft.applies_as)
    for path in draft.missing:
        step = step_called(steps, step_of_field(path))
        if step is not None:
            return f"{address_of(slug, draft, step)}?from=check"
    return ""
