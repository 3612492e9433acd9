"""The letter that tells a decision, as a page and as a PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from wasl.domains.decisions.queries import decision_letter, letter_pdf
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import reader_language


@staff_route("decisions.decision_letter")
def letter(request: Request, slug: str, decision: UUID) -> HttpResponse:
    """The letter as the applicant reads it."""
    row = decision_letter(request.actor, decision=decision)
    return render(
        request,
        "desk/decisions/letter.html",
        {
            "page_title": row.subject,
            "letter": row,
            "qr_svg": SafeString(row.qr_svg),
            "verify_text": row.verify_url,
            "back_url": here(request, "desk:decision", application=row.application),
            "pdf_url": here(request, "desk:letter_pdf", decision=decision),
        },
    )


@staff_route("decisions.letter_pdf")
def pdf(request: Request, slug: str, decision: UUID) -> HttpResponse:
    """The letter on paper, in the reader's language."""
    content = letter_pdf(request.actor, decision=decision, language=reader_language())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="letter-{str(decision)[-6:]}.pdf"'
    return answer
