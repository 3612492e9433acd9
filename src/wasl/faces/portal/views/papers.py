"""The documents of an application: each by itself, with its own state and its own reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.domains.applications.actions import (
    attach_document,
    postpone_document,
    remove_document,
)
from wasl.domains.applications.queries import DocumentRow, DraftForm, draft_for_form
from wasl.faces.edge.routes import Request, applicant_route
from wasl.faces.portal.forms import UploadForm
from wasl.faces.portal.pages import page, told_in, uploaded
from wasl.faces.portal.steps import step_called, steps_of
from wasl.faces.portal.views.filling import address_of, open_draft, progress
from wasl.faces.ui.shapes import DocumentCard
from wasl.foundation.refusal import NotFound, Refusal


@applicant_route
def documents(request: Request, slug: str, application: UUID) -> HttpResponse:
    """What is needed, what is here, and what is still to come."""
    draft = open_draft(request, application)
    steps = steps_of(draft.definition, draft.applies_as)
    here = step_called(steps, "documents")
    if here is None or not draft.applies_as:
        return redirect("portal:resume", slug, application)
    return page(
        request,
        "documents",
        title=_("Your documents"),
        back=address_of(slug, draft, steps[steps.index(here) - 1]),
        draft=draft,
        papers=[(card_of(row), row) for row in draft.documents],
        **progress(steps, here),
    )


@applicant_route(methods=("GET", "POST"))
def document(request: Request, slug: str, application: UUID, key: str) -> HttpResponse:
    """One document: a photo now, or later."""
    draft = draft_for_form(request.actor, application=application)
    row = next((one for one in draft.documents if one.key == key), None)
    if row is None or row.asked.handling == "original_seen":
        raise NotFound
    if request.method == "POST" and "later" in request.POST:
        postpone_document(request.actor, application=application, key=key)
        return redirect(_return(slug, draft))
    if request.method == "POST" and "remove" in request.POST:
        remove_document(request.actor, application=application, key=key)
        return redirect(_return(slug, draft))
    form = UploadForm(*uploaded(request))
    status = 200
    if form.is_valid():
        try:
            _attach(request, application, key, form)
            messages.success(request, _("The document has arrived."))
            return redirect(_return(slug, draft))
        except Refusal as refusal:
            told_in(form, refusal, otherwise="file")
            status = refusal.status
    return _document_page(request, slug, draft, row, form, status)


def _document_page(
    request: Request,
    slug: str,
    draft: DraftForm,
    row: DocumentRow,
    form: UploadForm,
    status: int,
) -> HttpResponse:
    return page(
        request,
        "document",
        title=row.asked.title,
        back=_return(slug, draft),
        status=status,
        draft=draft,
        row=row,
        form=form,
    )


def _attach(request: Request, application: UUID, key: str, form: UploadForm) -> None:
    file = form.cleaned_data["file"]
    attach_document(
        request.actor,
        application=application,
        key=key,
        file_name=file.name or "",
        content=file.chunks(),
    )


def _return(slug: str, draft: DraftForm) -> str:
    if draft.stage == "draft":
        return reverse("portal:documents", args=[slug, draft.id])
    return reverse("portal:case", args=[slug, draft.id])


def card_of(row: DocumentRow) -> DocumentCard:
    """A document as its card shows it."""
    states = {"missing": "missing", "later": "later", "uploaded": "received", "seen": "accepted"}
    is_shown = row.asked.handling == "original_seen"
    state = "later" if is_shown and row.stage == "missing" else states[row.stage]
    return DocumentCard(
        title=row.asked.title,
        state=state,
        state_text=_("Bring it with you") if is_shown and row.stage != "seen" else "",
        file_name=row.file_name,
        note=_("We look at the original and keep no copy.") if is_shown else row.asked.why,
    )
