"""The officer's acts on a case: each binds a form, acts, and goes back to the case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.actions import (
    answer_referral,
    answer_request,
    ask_for_missing,
    assign,
    assign_researcher,
    refer,
    tell_applicant,
    withdraw,
)
from wasl.domains.applications.queries import application_for_work
from wasl.domains.applications.refusals import (
    FileNotAssigned,
    NothingAsked,
    SamePerson,
    WordsNeeded,
)
from wasl.domains.contacts.actions import record_contact
from wasl.domains.privacy.actions import open_file_out_of_turn
from wasl.domains.privacy.refusals import ReasonTooShort
from wasl.faces.desk.cases.forms import (
    AnswerForm,
    AskForm,
    ReasonedForm,
    ReferForm,
    StaffForm,
)
from wasl.faces.desk.cases.pages import case_page, contacts_page, items_to_ask
from wasl.faces.desk.contacting import ContactForm
from wasl.faces.desk.doors import ReasonForm, case_door, closed_file, colleagues
from wasl.faces.desk.frame import here
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed

RESEARCHERS = ("researcher",)


@staff_route("applications.ask_for_missing", methods=("POST",))
@case_door
def ask(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Tell the applicant what is missing; a message goes out."""
    case = application_for_work(request.actor, application=application)
    form = AskForm(request.POST, items=items_to_ask(case))
    if form.is_valid():
        try:
            ask_for_missing(
                request.actor,
                application=application,
                items=form.cleaned_data["items"],
                note=form.cleaned_data["note"],
            )
        except NothingAsked as refusal:
            form.add_error("items", str(refusal))
        else:
            messages.success(request, _("The applicant is told what is missing."))
            return _back(request, application)
    return case_page(request, application, ask_form=form)


@staff_route("applications.answer_request", methods=("POST",))
@case_door
def answered(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Say that what was missing has come; the case is the officer's again."""
    answer_request(request.actor, application=application)
    messages.success(request, _("Noted: what was missing has come."))
    return _back(request, application)


@staff_route("applications.refer", methods=("POST",))
@case_door
def refer_question(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Refer a question to the one whom the policy names."""
    form = ReferForm(request.POST, staff=colleagues(request, *RESEARCHERS))
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            refer(
                request.actor,
                application=application,
                question=form.cleaned_data["question"],
                to=UUID(to) if to else None,
            )
        except (WordsNeeded, SamePerson) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is on its way."))
            return _back(request, application)
    return case_page(request, application, refer_form=form)


@staff_route("applications.answer_referral", methods=("POST",))
@case_door
def answer(request: Request, slug: str, application: UUID, referral: UUID) -> HttpResponse:
    """Answer a referral."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer_referral(request.actor, referral=referral, answer=form.cleaned_data["answer"])
        messages.success(request, _("Your answer is with the officer."))
        return redirect(here(request, "desk:home"))
    return case_page(request, application, answer_form=form)


@staff_route("applications.tell_applicant", methods=("POST",))
@case_door
def tell(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Record that the applicant was told who decides and when."""
    channel = request.POST.get("channel", "")
    tell_applicant(request.actor, application=application, channel=channel)
    messages.success(request, _("Noted: the applicant was told."))
    return _back(request, application)


@staff_route("applications.assign", methods=("POST",))
@case_door
def hand_over(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Give the case to a colleague, or take it oneself."""
    to = key_typed(request.POST.get("to"))
    if to is None:
        messages.error(request, _("Choose a colleague first."))
        return _back(request, application)
    try:
        assign(request.actor, application=application, to=to)
    except (NotAllowed, SamePerson, ConflictOfInterest) as refusal:
        if to == request.actor.staff:
            raise
        messages.error(request, _unfit(refusal))
        return _back(request, application)
    is_mine = to == request.actor.staff
    messages.success(
        request, _("The case is yours now.") if is_mine else _("The case is handed over.")
    )
    return _back(request, application) if is_mine else redirect(here(request, "desk:queue"))


@staff_route("applications.assign_researcher", methods=("POST",))
@case_door
def name_researcher(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Name the researcher of the case."""
    form = StaffForm(request.POST, staff=colleagues(request, *RESEARCHERS))
    if not form.is_valid():
        messages.error(request, _("Choose a colleague first."))
        return _back(request, application)
    try:
        assign_researcher(request.actor, application=application, to=UUID(form.cleaned_data["to"]))
    except (NotAllowed, SamePerson, ConflictOfInterest) as refusal:
        messages.error(request, _unfit(refusal))
    else:
        messages.success(request, _("The researcher is named."))
    return _back(request, application)


@staff_route("privacy.open_file_out_of_turn", methods=("POST",))
def open_file(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Open a colleague's case for an hour, for a reason that a reviewer reads."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            open_file_out_of_turn(
                request.actor, subject=application, reason=form.cleaned_data["reason"]
            )
        except ReasonTooShort as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.warning(request, _("The file is open to you for an hour. It is recorded."))
            return _back(request, application)
    return closed_file(request, application, FileNotAssigned(), form)


@staff_route("contacts.record_contact", methods=("POST",))
@case_door
def note_contact(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Record a conversation about the case."""
    case = application_for_work(request.actor, application=application)
    form = ContactForm(
        request.POST, channels=[(one.kind, one.wording) for one in case.policy.channels]
    )
    if not form.is_valid():
        return contacts_page(request, case, form)
    record_contact(request.actor, party=case.party, about=application, **form.cleaned_data)
    messages.success(request, _("The conversation is noted."))
    return redirect(here(request, "desk:contacts", application=application))


@staff_route("applications.withdraw", methods=("POST",))
@case_door
def take_back(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Withdraw the application because the applicant asks for it."""
    form = ReasonedForm(request.POST)
    if not form.is_valid():
        return case_page(request, application, withdraw_form=form)
    withdraw(request.actor, application=application, reason=form.cleaned_data["reason"])
    messages.success(request, _("The application is withdrawn."))
    return redirect(here(request, "desk:queue"))


def _back(request: Request, application: UUID) -> HttpResponse:
    return redirect(here(request, "desk:case", application=application))


def _unfit(refusal: Exception) -> Words:
    if isinstance(refusal, ConflictOfInterest):
        return _("The case touches this colleague. Choose another one.")
    if isinstance(refusal, SamePerson):
        return _("This colleague took or checked the case already. Choose another one.")
    return _("This colleague's role does not allow it. Choose another one.")
