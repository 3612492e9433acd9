"""The request form on paper, empty for a service and filled for a case, as a page and as PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from wasl.domains.applications.queries import (
    RequestForm,
    empty_form,
    empty_form_pdf,
    filled_form,
    filled_form_pdf,
)
from wasl.faces.desk.doors import case_door
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import reader_language


@staff_route("applications.empty_form")
def empty(request: Request, slug: str, service: str) -> HttpResponse:
    """The form of a service, to be filled in by hand."""
    paper = empty_form(request.actor, service=service, language=reader_language())
    return _page(
        request,
        paper,
        pdf=here(request, "desk:empty_form_paper", service=service),
        back=here(request, "desk:tool", tool="support_form"),
    )


@staff_route("applications.empty_form_pdf")
def empty_paper(request: Request, slug: str, service: str) -> HttpResponse:
    """The same as PDF."""
    content = empty_form_pdf(request.actor, service=service, language=reader_language())
    return _attached(content, f"{service}.pdf")


@staff_route("applications.filled_form")
@case_door
def filled(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The form with all that a case or a draft states, to be read and signed by hand."""
    paper = filled_form(request.actor, application=application, language=reader_language())
    return _page(
        request,
        paper,
        pdf=here(request, "desk:filled_form_paper", application=application),
        back=here(
            request,
            "desk:case" if paper.reference else "desk:intake_form",
            application=application,
        ),
    )


@staff_route("applications.filled_form_pdf")
@case_door
def filled_paper(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The same as PDF."""
    content = filled_form_pdf(request.actor, application=application, language=reader_language())
    return _attached(content, "request.pdf")


def _page(request: Request, paper: RequestForm, *, pdf: str, back: str) -> HttpResponse:
    context = {
        "page_title": paper.labels["title"],
        "paper": paper,
        "pdf_url": pdf,
        "back_url": back,
    }
    return render(request, "ui/request_form.html", context)


def _attached(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
