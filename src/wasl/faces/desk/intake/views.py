"""An intake from the first word to the signature; nothing typed is lost on the way."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.actions import confirm_code, send_code
from wasl.domains.access.refusals import CodeExpired, CodeLocked, CodeWrong
from wasl.domains.applications.actions import (
    discard_application,
    start_application,
    submit_application,
)
from wasl.domains.applications.queries import (
    DraftForm,
    application_for_work,
    draft_for_form,
    drafts_held,
)
from wasl.domains.applications.refusals import AnswersMalformed, AnswersMissing
from wasl.domains.catalogue.queries import services_offered
from wasl.domains.parties.queries import PartyStrip, party_strip
from wasl.domains.policies.queries import policy_in_force
from wasl.faces.desk.doors import case_door
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.intake.forms import ApplicationForm, SignForm, StartForm
from wasl.faces.desk.intake.papers import handle_papers, papers_of, papers_to_bring
from wasl.faces.desk.intake.saving import Saved, kept_form, missing_labels, prefill, save_typed
from wasl.faces.desk.policy_life.door import acknowledged_first
from wasl.faces.desk.summaries import stated_rows
from wasl.faces.desk.telling import telling
from wasl.faces.edge.actor import keep_sealed, kept_sealed
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import WrongStage


@staff_route("applications.start_application", methods=("GET", "POST"))
@acknowledged_first
def intake(request: Request, slug: str) -> HttpResponse:
    """Begin: the service, the channel, a phone; what is known of the person is reused."""
    policy = policy_in_force(request.actor).policy
    services = [one for one in services_offered(request.actor) if one.takes_applications]
    party = _party(request)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        services=[(one.slug, one.title) for one in services],
        channels=[(one.kind, one.wording) for one in policy.channels],
        initial=_first_values(request, party, only=len(services) == 1 and services[0].slug),
    )
    if form.is_valid():
        try:
            return _begun(request, form, party)
        except AnswersMalformed as refusal:
            for name, sentence in refusal.errors.items():
                form.add_error(name, str(sentence))
    context = {
        "form": form,
        "policy": policy,
        "party": party,
        "key": request.POST.get("key") or uuid4(),
        "drafts": drafts_held(request.actor),
        "services": services,
        "intake_url": here(request, "desk:intake"),
    }
    status = 422 if form.is_bound else 200
    title = _("New intake")
    return shown(
        request, "desk/intake.html", context, title=title, place="desk:intake", status=status
    )


@staff_route("applications.save_answers", methods=("GET", "POST"))
@case_door
def fill_in(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The whole form on one page. Its buttons save first, then do what they say."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage != "draft":
        return redirect(here(request, "desk:case", application=application))
    if request.method != "POST":
        return _form_page(request, draft, kept_form(draft))
    saved = save_typed(request, draft, expects_version=False)
    wanted = request.POST.get("save", "")
    sentence, status = handle_papers(request, application)
    if sentence:
        saved.form.add_error(None, sentence)
    elif wanted == "sign" and not saved.form.errors:
        return redirect(here(request, "desk:intake_sign", application=application))
    if saved.form.errors:
        return _form_page(request, saved.draft, saved.form, saved=saved, status=status or 422)
    now = draft_for_form(request.actor, application=application)
    members = saved.form.member_count + 1 if wanted == "member" else 0
    return _form_page(request, now, kept_form(now, members=members), saved=saved)


@staff_route("applications.save_answers", methods=("POST",))
@case_door
def save(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Keep what was typed so far; answers with the list of what is still missing."""
    draft = draft_for_form(request.actor, application=application)
    saved = save_typed(request, draft, expects_version=False)
    return render(request, "desk/intake/missing.html", _missing(saved))


@staff_route("applications.discard_application", methods=("GET", "POST"))
@case_door
def discard(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Throw a draft away, after a page that asks once more."""
    if request.method != "POST":
        context = {
            "case": draft_for_form(request.actor, application=application),
            "discard_url": request.path,
            "back_url": here(request, "desk:intake_form", application=application),
        }
        title = _("Throw the draft away?")
        return shown(request, "desk/intake_discard.html", context, title=title, place="desk:intake")
    discard_application(request.actor, application=application)
    messages.success(request, _("The draft is thrown away."))
    return redirect(here(request, "desk:intake"))


@staff_route("applications.submit_application", methods=("GET", "POST"))
@case_door
def sign(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The declaration read aloud, and the signature by code or on paper."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage != "draft":
        return redirect(here(request, "desk:intake_done", application=application))
    form = SignForm(
        request.POST if request.method == "POST" else None,
        initial={
            "method": "code" if draft.phone else "paper",
            "signed_name": draft.applicant.get("name", ""),
            "witness": request.actor.name,
        },
    )
    if form.is_valid() and _is_confirmed(request, draft, form):
        try:
            return _sent(request, draft, form)
        except AnswersMissing as refusal:
            for name in refusal.missing:
                form.add_error(*_signature_error(name, form))
    return _sign_page(request, draft, form)


@staff_route("access.send_code", "applications.submit_application", methods=("POST",))
@case_door
def send_signing_code(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Send a code to the applicant's phone, with which he signs."""
    draft = draft_for_form(request.actor, application=application)
    send_code(
        request.actor,
        phone=draft.phone,
        purpose="sign",
        subject=application,
        language=draft.language,
    )
    messages.success(request, _("A code is on its way to the phone."))
    return redirect(here(request, "desk:intake_sign", application=application) + "?sent=1")


@staff_route("applications.submit_application")
@case_door
def slip(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The application and its declaration on paper, to be signed by hand."""
    draft = draft_for_form(request.actor, application=application)
    context = {
        "case": draft,
        "rows": stated_rows(draft),
        "wording": draft.declaration,
        "today": timezone.localdate(),
        "back_url": here(request, "desk:intake_sign", application=application),
    }
    return shown(request, "desk/intake_slip.html", context, title=_("Slip to sign"))


@staff_route("applications.submit_application")
@case_door
def done(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The reference, the sentence to say, and what is still to be brought."""
    case = application_for_work(request.actor, application=application)
    if case.stage == "draft":
        return redirect(here(request, "desk:intake_form", application=application))
    context = {
        "case": case,
        "secret": kept_sealed(request, f"slip-{application}"),
        "papers": papers_to_bring(request, application),
        "case_url": here(request, "desk:case", application=application),
        "intake_url": here(request, "desk:intake"),
        **telling(request, case),
    }
    return shown(
        request,
        "desk/intake_done.html",
        context,
        title=_("The application is sent"),
        place="desk:intake",
    )


def _party(request: Request) -> PartyStrip | None:
    party = key_typed(request.POST.get("party") or request.GET.get("party"))
    return party_strip(request.actor, party=party) if party else None


def _first_values(
    request: Request, party: PartyStrip | None, *, only: str | bool
) -> dict[str, object]:
    is_delegate = "delegate" in request.actor.roles
    return {
        "service": only or "",
        "channel": "branch_delegate" if is_delegate else "interview",
        "phone": party.phone if party else _looked_for(request),
        "language": party.language if party else "ar",
    }


def _begun(request: Request, form: StartForm, party: PartyStrip | None) -> HttpResponse:
    draft = start_application(
        request.actor,
        key=key_typed(request.POST.get("key")) or uuid4(),
        service=form.cleaned_data["service"],
        channel=form.cleaned_data["channel"],
        phone=form.cleaned_data["phone"],
        language=form.cleaned_data["language"],
    )
    prefill(request, draft.pk, party, form.cleaned_data["phone"])
    return redirect(here(request, "desk:intake_form", application=draft.pk))


def _form_page(
    request: Request,
    draft: DraftForm,
    form: ApplicationForm,
    *,
    saved: Saved | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": draft,
        "form": form,
        "papers": papers_of(draft),
        "form_url": here(request, "desk:intake_form", application=draft.id),
        "save_url": here(request, "desk:intake_save", application=draft.id),
        "discard_url": here(request, "desk:intake_discard", application=draft.id),
        "back_url": here(request, "desk:intake"),
        **_missing(saved or Saved(draft, form)),
    }
    return shown(
        request,
        "desk/intake_form.html",
        context,
        title=draft.service_title,
        place="desk:intake",
        status=status,
    )


def _missing(saved: Saved) -> dict[str, object]:
    return {
        "missing": missing_labels(saved.draft, saved.form),
        "wrong": saved.wrong,
        "saved_at": saved.at.strftime("%H:%M") if saved.at else "",
    }


def _is_confirmed(request: Request, draft: DraftForm, form: SignForm) -> bool:
    if not form.cleaned_data["confirmed"]:
        form.add_error("confirmed", _("Read it aloud first, then tick this."))
    if form.cleaned_data["method"] == "paper" and not form.cleaned_data["witness"].strip():
        form.add_error("witness", _("Write who saw the signature on paper."))
    if form.errors or form.cleaned_data["method"] != "code":
        return not form.errors
    try:
        confirm_code(
            request.actor,
            phone=draft.phone,
            code=form.cleaned_data["code"],
            purpose="sign",
            subject=draft.id,
        )
    except (CodeWrong, CodeExpired, CodeLocked) as refusal:
        form.add_error("code", str(refusal))
    except Malformed as trouble:
        form.add_error("code", str(trouble.sentence))
    return not form.errors


def _signature_error(name: str, form: SignForm) -> tuple[str | None, str]:
    if name == "signed_name":
        return name, str(_("Write the name of the one who signs."))
    return (name if name in form.fields else None), str(_("Something is still to be answered."))


def _sent(request: Request, draft: DraftForm, form: SignForm) -> HttpResponse:
    try:
        sent = submit_application(
            request.actor,
            application=draft.id,
            key=draft.id,
            signed_name=form.cleaned_data["signed_name"],
            method=form.cleaned_data["method"],
            witness=form.cleaned_data["witness"],
        )
    except WrongStage:
        return redirect(here(request, "desk:case", application=draft.id))
    if sent.secret:
        keep_sealed(request, f"slip-{draft.id}", sent.secret)
    return redirect(here(request, "desk:intake_done", application=draft.id))


def _sign_page(request: Request, draft: DraftForm, form: SignForm) -> HttpResponse:
    address = {"application": draft.id}
    context = {
        "case": draft,
        "form": form,
        "key": draft.id,
        "rows": stated_rows(draft),
        "wording": draft.declaration,
        "missing": missing_labels(draft, kept_form(draft)),
        "is_sent": request.GET.get("sent") == "1",
        "code_hint": _("Six digits, which the applicant reads out to you."),
        "sign_url": here(request, "desk:intake_sign", **address),
        "code_url": here(request, "desk:intake_code", **address),
        "slip_url": here(request, "desk:intake_slip", **address),
        "back_url": here(request, "desk:intake_form", **address),
    }
    return shown(
        request,
        "desk/intake_sign.html",
        context,
        title=_("Confirm and sign"),
        place="desk:intake",
        status=422 if form.errors else 200,
    )


def _looked_for(request: Request) -> str:
    """The number that was looked for in vain just before, so that it is not typed again."""
    return kept_sealed(request, "looked_for") if request.GET.get("found") == "none" else ""
