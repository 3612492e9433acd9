"""Filling in an application, one thing a page; every answer is kept as soon as it is sent."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.domains.applications.actions import discard_application, save_answers
from wasl.domains.applications.queries import DraftForm, draft_for_form
from wasl.domains.applications.refusals import AnswersMalformed
from wasl.domains.privacy.actions import give_consent
from wasl.faces.edge.actor import keep_sealed, kept_sealed
from wasl.faces.edge.routes import Request, applicant_route
from wasl.faces.portal.asking import form_of, kept_of, title_of, unanswered
from wasl.faces.portal.forms import MemberForm
from wasl.faces.portal.pages import page, sent, told_in
from wasl.faces.portal.steps import (
    PARTS,
    Step,
    after,
    before,
    step_called,
    step_of_field,
    steps_of,
)
from wasl.faces.ui.formats import words
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import NotFound


@applicant_route
def resume(request: Request, slug: str, application: UUID) -> HttpResponse:
    """To the first page that still wants an answer; to the case itself once it is sent."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage != "draft":
        return redirect("portal:case", slug, application)
    steps = steps_of(draft.definition, draft.applies_as)
    wanting = {step_of_field(path) for path in draft.missing}
    first = next((step.key for step in steps if step.key in wanting), None)
    if first is None or not draft.applies_as:
        first = steps[0].key if not draft.applies_as else "documents"
    return redirect("portal:step", slug, application, first)


@applicant_route(methods=("GET", "POST"))
def step(request: Request, slug: str, application: UUID, step: str) -> HttpResponse:
    """One page of the application."""
    draft = open_draft(request, application)
    steps = steps_of(draft.definition, draft.applies_as)
    here = step_called(steps, step)
    if here is None:
        return redirect("portal:resume", slug, application)
    if _lacks_consent(request, draft, here):
        return redirect("portal:step", slug, application, f"consent-{here.key[2:]}")
    if request.method == "POST":
        return _kept(request, slug, draft, here)
    return _page(request, slug, draft, here, form_of(here, draft))


def _kept(request: Request, slug: str, draft: DraftForm, here: Step) -> HttpResponse:
    """Keep what this page says and go on; or show it again with what cannot be read."""
    if here.question is not None and {"unknown", "skip"} & request.POST.keys():
        given = unanswered(here.question, is_unknown="unknown" in request.POST)
        save_answers(request.actor, application=draft.id, **given)
        return _onward(request, slug, draft, here)
    form = form_of(here, draft, request.POST)
    if not form.is_valid():
        return _page(request, slug, draft, here, form)
    if here.key.startswith("consent-"):
        _note_consent(request, draft, here)
        return _onward(request, slug, draft, here)
    try:
        save_answers(request.actor, application=draft.id, **kept_of(here, form))
    except (AnswersMalformed, Malformed) as trouble:
        told_in(form, trouble, otherwise=next(iter(form.fields)))
        return _page(request, slug, draft, here, form)
    return _onward(request, slug, draft, here)


def _onward(request: Request, slug: str, draft: DraftForm, here: Step) -> HttpResponse:
    """The next page; back to the check when one came from there to change an answer."""
    applies_as = request.POST.get("applies_as") if here.key == "who" else draft.applies_as
    steps = steps_of(draft.definition, applies_as or "")
    following = after(steps, here.key)
    skips_question = here.key.startswith("consent-") and "skip" in request.POST
    if skips_question:
        following = after(steps, following.key)
    is_change = request.GET.get("from") == "check"
    if is_change and not (here.key.startswith("consent-") and not skips_question):
        return redirect("portal:check", slug, draft.id)
    address = address_of(slug, draft, following)
    return redirect(f"{address}?from=check" if is_change else address)


def _page(
    request: Request, slug: str, draft: DraftForm, here: Step, form: forms.Form
) -> HttpResponse:
    steps = steps_of(draft.definition, draft.applies_as)
    question = here.question
    is_consent = here.key.startswith("consent-")
    is_choice = question is not None and question.kind in ("choice", "yes_no")
    secondary = ""
    if is_consent:
        secondary = "skip"
    elif question is not None and question.allow_unknown and not is_choice:
        secondary = "unknown"
    elif question is not None and not question.required:
        secondary = "skip"
    return page(
        request,
        "step",
        title=words(title_of(here, draft)),
        back=_back(request, slug, draft, here),
        form=form,
        draft=draft,
        here=here,
        secondary=secondary,
        has_other=here.key == "identity"
        and bool(form["has_other"].value() or form.errors.get("identity_reason")),
        is_single=len(form.fields) == 1 and not is_consent,
        consent=question.consent if question is not None and is_consent else None,
        **progress(steps, here),
    )


def progress(steps: tuple[Step, ...], here: Step) -> dict[str, Any]:
    """Where a page stands: its part of the way, and its place in that part."""
    mates = [one for one in steps if one.part == here.part]
    return {
        "part": here.part,
        "parts": len(PARTS),
        "part_title": PARTS[here.part],
        "place": mates.index(here) + 1,
        "places": len(mates),
    }


def _back(request: Request, slug: str, draft: DraftForm, here: Step) -> str:
    if request.GET.get("from") == "check":
        return reverse("portal:check", args=[slug, draft.id])
    earlier = before(steps_of(draft.definition, draft.applies_as), here.key)
    if earlier is None:
        return reverse("portal:home", args=[slug])
    return address_of(slug, draft, earlier)


def address_of(slug: str, draft: DraftForm, step: Step) -> str:
    if step.key in ("documents", "check", "declaration", "household"):
        return reverse(f"portal:{step.key}", args=[slug, draft.id])
    return reverse("portal:step", args=[slug, draft.id, step.key])


def open_draft(request: Request, application: UUID) -> DraftForm:
    draft = draft_for_form(request.actor, application=application)
    if draft.stage not in ("draft", "incomplete"):
        raise NotFound
    return draft


def _lacks_consent(request: Request, draft: DraftForm, here: Step) -> bool:
    question = here.question
    if question is None or not question.sensitive or here.key.startswith("consent-"):
        return False
    is_given = kept_sealed(request, _consent_mark(draft, question.key)) == "given"
    return not is_given and draft.answers.get(question.key) is None


def _note_consent(request: Request, draft: DraftForm, here: Step) -> None:
    question = here.question
    if question is None or question.consent is None:
        raise NotFound
    give_consent(
        request.actor,
        subject=draft.id,
        purpose=question.key[:40],
        wording=words(question.consent),
        wording_version=sha256(words(question.consent).encode()).hexdigest()[:12],
        channel=draft.channel,
    )
    keep_sealed(request, _consent_mark(draft, question.key), "given")


def _consent_mark(draft: DraftForm, key: str) -> str:
    return f"consent {draft.id} {key}"


@applicant_route(methods=("GET", "POST"))
def household(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Who lives with the applicant, as cards; POST takes one away."""
    draft = open_draft(request, application)
    members = list(draft.applicant.get("dependants") or [])
    if request.method == "POST":
        place = request.POST.get("remove", "")
        left = [one for number, one in enumerate(members) if str(number) != place]
        save_answers(request.actor, application=application, applicant={"dependants": left})
        return redirect("portal:household", slug, application)
    steps = steps_of(draft.definition, draft.applies_as)
    here = step_called(steps, "household")
    if here is None:
        return redirect("portal:resume", slug, application)
    return page(
        request,
        "household",
        title=_("Your family members"),
        back=_back(request, slug, draft, here),
        draft=draft,
        members=members,
        next_url=_next_of(request, slug, draft, here),
        **progress(steps, here),
    )


def _next_of(request: Request, slug: str, draft: DraftForm, here: Step) -> str:
    if request.GET.get("from") == "check":
        return reverse("portal:check", args=[slug, draft.id])
    following = after(steps_of(draft.definition, draft.applies_as), here.key)
    return address_of(slug, draft, following)


@applicant_route(methods=("GET", "POST"))
def member(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Add one member of the family."""
    draft = open_draft(request, application)
    form = MemberForm(sent(request))
    if form.is_valid():
        try:
            members = [*(draft.applicant.get("dependants") or []), _member(form)]
            save_answers(request.actor, application=application, applicant={"dependants": members})
            return redirect("portal:household", slug, application)
        except (AnswersMalformed, Malformed) as trouble:
            told_in(form, trouble, otherwise="name")
    return page(
        request,
        "member",
        title=_("Add a family member"),
        back=reverse("portal:household", args=[slug, application]),
        form=form,
    )


def _member(form: MemberForm) -> dict[str, str]:
    said = form.cleaned_data
    birth = said["birth"].text if said.get("birth") else ""
    return {"name": said["name"], "relation": said["relation"], "birth": birth}


@applicant_route(methods=("GET", "POST"))
def discard(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Throw the draft away, on a page of its own."""
    draft = open_draft(request, application)
    if request.method == "POST":
        discard_application(request.actor, application=application)
        return redirect("portal:home", slug)
    return page(
        request,
        "discard",
        title=_("Throw this draft away?"),
        back=reverse("portal:resume", args=[slug, application]),
        draft=draft,
    )
