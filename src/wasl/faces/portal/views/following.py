"""Following a request without an account: its reference, and a code or the slip's secret."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wasl.domains.access.actions import confirm_code, send_code
from wasl.domains.access.refusals import CodeLocked, CodeWrong
from wasl.domains.applications.actions import answer_request, withdraw
from wasl.domains.applications.queries import (
    ApplicationStatus,
    DraftForm,
    application_by_reference,
    applications_held,
    draft_for_form,
    follow_application,
    status_for_applicant,
)
from wasl.domains.decisions.queries import decision_of
from wasl.faces.edge.actor import hold_application, keep_sealed, kept_sealed
from wasl.faces.edge.limits import TooOften, count_try, limited
from wasl.faces.edge.routes import Request, applicant_route, public_route
from wasl.faces.portal.forms import FollowCodeForm, ReferenceForm, WithdrawForm
from wasl.faces.portal.pages import page, sent, told_in
from wasl.faces.portal.progress import steps_shown, things_asked
from wasl.faces.ui.formats import cited
from wasl.foundation.refusal import NotFound, Refusal

V = TypeVar("V", bound=Callable[..., Any])

HOUR = timedelta(hours=1)
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
LEAST_SECONDS = 0.15


def in_even_time(view: V) -> V:
    """Let a hit and a miss take equally long: no answer to a form comes sooner than the slowest."""

    @wraps(view)
    def evenly(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        began = time.monotonic()
        response: HttpResponse = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0.0, LEAST_SECONDS - (time.monotonic() - began)))
        return response

    return cast("V", evenly)


@public_route(methods=("GET", "POST"))
@limited("follow a reference", most=60, per=HOUR)
@in_even_time
def follow(request: Request, slug: str) -> HttpResponse:
    """Ask for the reference; the answer is the same whether or not there is such a request."""
    form = ReferenceForm(sent(request))
    if form.is_valid():
        reference = form.cleaned_data["reference"]
        keep_sealed(request, "followed", reference)
        _send(request, reference)
        return redirect("portal:follow_code", slug)
    return page(
        request,
        "follow",
        title=_("Follow your request"),
        back=reverse("portal:home", args=[slug]),
        form=form,
        held=applications_held(request.actor) if request.actor.kind == "applicant" else (),
    )


@public_route(methods=("GET", "POST"))
@limited("try a follow code", most=120, per=HOUR)
@in_even_time
def follow_code(request: Request, slug: str) -> HttpResponse:
    """Take the code from the message or the slip's secret; a wrong one tells nothing."""
    reference = kept_sealed(request, "followed")
    if not reference:
        return redirect("portal:follow", slug)
    form = FollowCodeForm(sent(request))
    if form.is_valid():
        try:
            application = _proved(request, reference, form.cleaned_data["code"])
            hold_application(request, application)
            return redirect("portal:case", slug, application)
        except Refusal as refusal:
            told_in(form, refusal, otherwise="code")
    return page(
        request,
        "follow_code",
        title=_("Write the code"),
        back=reverse("portal:follow", args=[slug]),
        form=form,
        reference=reference,
    )


@public_route(methods=("POST",))
@limited("follow a reference", most=60, per=HOUR)
@in_even_time
def follow_again(request: Request, slug: str) -> HttpResponse:
    """Send another code, if there is where to send it."""
    reference = kept_sealed(request, "followed")
    if reference:
        _send(request, reference)
        messages.info(request, _("If the number is right, a new code is on its way."))
    return redirect("portal:follow_code", slug)


def _send(request: Request, reference: str) -> None:
    row = application_by_reference(request.actor, reference=reference)
    if row.application is not None and row.phone:
        send_code(
            request.actor,
            phone=row.phone,
            purpose="follow",
            subject=row.application,
            language=(get_language() or "ar")[:2],
        )


def _proved(request: Request, reference: str, typed: str) -> UUID:
    """The request whose code or secret was typed.

    Whatever is wrong is said in the same words, and five tries lock a reference whether or not
    it exists.
    """
    try:
        what = f"follow code|{request.association.id}|{reference}"
        count_try(what, most=TRIES, per=LOCKED_FOR)
    except TooOften:
        raise CodeLocked from None
    row = application_by_reference(request.actor, reference=reference)
    try:
        if row.application is not None and row.phone and typed.isdigit():
            confirm_code(
                request.actor,
                phone=row.phone,
                code=typed,
                purpose="follow",
                subject=row.application,
            )
            return row.application
        return follow_application(request.actor, reference=reference, secret=typed)
    except NotFound:
        raise CodeWrong from None


@applicant_route
def case(request: Request, slug: str, application: UUID) -> HttpResponse:
    """What happened, what comes next, who holds it, by when, and what is missing."""
    status = status_for_applicant(request.actor, application=application)
    if status.stage == "draft":
        return redirect("portal:resume", slug, application)
    draft = draft_for_form(request.actor, application=application)
    return page(
        request,
        "case",
        title=status.service_title,
        back=reverse("portal:home", args=[slug]),
        standing=status,
        draft=draft,
        steps=steps_shown(status, draft),
        asked=things_asked(status, draft, slug),
        decision=_decision(request, status),
        promise=status.promise,
        promise_clause=cited(draft.policy, draft.policy.promise.clause),
        to_bring=_to_bring(status, draft),
    )


def _decision(request: Request, status: ApplicationStatus) -> object:
    if not status.is_answered:
        return None
    return decision_of(request.actor, application=status.id)


def _to_bring(status: ApplicationStatus, draft: DraftForm) -> list[object]:
    """What was left for later, and the originals to be shown; nothing once all was found complete."""
    if not status.may_add_documents:
        return []
    return [row for row in draft.documents if row.stage in ("missing", "later")]


@applicant_route(methods=("POST",))
def given(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Say that all that was asked for has been given."""
    answer_request(request.actor, application=application)
    messages.success(request, _("Thank you. We have told the officer that you have completed it."))
    return redirect("portal:case", slug, application)


@applicant_route(methods=("GET", "POST"))
def take_back(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Withdraw the request, on a page of its own."""
    status = status_for_applicant(request.actor, application=application)
    if not status.may_withdraw:
        return redirect("portal:case", slug, application)
    form = WithdrawForm(sent(request))
    if form.is_valid():
        withdraw(request.actor, application=application, reason=form.cleaned_data["reason"])
        messages.success(request, _("Your request has been taken back."))
        return redirect("portal:case", slug, application)
    return page(
        request,
        "take_back",
        title=_("Take the request back"),
        back=reverse("portal:case", args=[slug, application]),
        standing=status,
        form=form,
    )
