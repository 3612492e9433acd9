"""The views of one case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.actions import record_checks
from wasl.domains.applications.queries import (
    ApplicationSheet,
    application_for_work,
    document_content,
    draft_for_form,
)
from wasl.faces.desk.cases.forms import CheckForm
from wasl.faces.desk.cases.pages import case_page, checks_page, contacts_page, sheet_of
from wasl.faces.desk.doors import case_door
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.intake.saving import kept_form, save_typed
from wasl.faces.desk.values import both
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import WrongStage


@staff_route("applications.application_sheet")
@case_door
def case(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The file: what is next, what is stated, documents, referrals, who holds it."""
    return case_page(request, application)


@staff_route("applications.record_checks", methods=("GET", "POST"))
@case_door
def checks(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Match each document with the data; what is complete goes on by itself."""
    sheet = sheet_of(request, application)
    if request.method != "POST":
        return checks_page(request, sheet, _check_forms(sheet))
    forms = _check_forms(sheet, request)
    wrong = [form for form in forms if not form.is_valid()]
    filled = [form.check() for form in forms if not wrong and form.is_filled]
    if not filled:
        if not wrong:
            forms[0].add_error("matches", _("Say for at least one whether it matches."))
        return checks_page(request, sheet, forms)
    row = record_checks(request.actor, application=application, checks=filled)
    if row.stage == "complete" and row.reply_expected_on:
        messages.success(
            request,
            _("The file is complete. The reply is promised by %(day)s.")
            % {"day": both(row.reply_expected_on)},
        )
        return redirect(here(request, "desk:case", application=application))
    messages.success(request, _("The checks are saved."))
    return redirect(here(request, "desk:checks", application=application))


@staff_route("contacts.contacts_about")
@case_door
def contacts(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Contacts on any channel, messages and how far they came, consents, openings."""
    return contacts_page(request, application_for_work(request.actor, application=application))


@staff_route("applications.save_answers", methods=("GET", "POST"))
@case_door
def data(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Correct what was stated, as long as the case is in the officer's hands."""
    draft = draft_for_form(request.actor, application=application)
    if draft.stage not in ("submitted", "incomplete"):
        raise WrongStage(stage=draft.stage)
    form = kept_form(draft)
    if request.method == "POST":
        saved = save_typed(request, draft)
        form = saved.form
        if not form.errors:
            messages.success(request, _("The corrections are saved."))
            return redirect(here(request, "desk:case", application=application))
    context = {
        "case": draft,
        "form": form,
        "form_url": request.path,
        "back_url": here(request, "desk:case", application=application),
    }
    return shown(
        request,
        "desk/case_data.html",
        context,
        title=_("Correct the data"),
        place="desk:queue",
        status=422 if form.errors else 200,
    )


@staff_route("applications.document_content")
@case_door
def document(request: Request, slug: str, application: UUID, key: str) -> HttpResponse:
    """A document's file, as an attachment which nothing runs."""
    file = document_content(request.actor, application=application, key=key)
    answer = HttpResponse(file.content, content_type=file.kind)
    disposition = content_disposition_header(True, file.file_name or key)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _check_forms(sheet: ApplicationSheet, request: Request | None = None) -> list[CheckForm]:
    """One form a document, and one for the identity where no document shows it."""
    data = request.POST if request is not None else None
    forms = [
        CheckForm(
            row.key,
            row.asked,
            data=data,
            initial={"compared_with": "copy" if row.has_file else "original"},
        )
        for row in sheet.documents
    ]
    if not any(row.asked.is_identity for row in sheet.documents):
        forms.insert(0, CheckForm("identity", None, data=data))
    return forms
