"""The letter of a decision, as a page and on paper, and the check whether a letter is genuine."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wasl.domains.decisions.queries import (
    DecisionRow,
    decision_letter,
    decision_of,
    letter_by_token,
    letter_pdf,
)
from wasl.faces.edge.routes import Request, applicant_route, public_route
from wasl.faces.portal.pages import page
from wasl.foundation.calendar import Language
from wasl.foundation.refusal import NotFound


@applicant_route
def letter(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The letter, whole, as the applicant reads it."""
    decision = _issued(request, application)
    row = decision_letter(request.actor, decision=decision.id)
    return page(
        request,
        "letter",
        title=row.subject,
        back=reverse("portal:case", args=[slug, application]),
        letter=row,
        qr_svg=row.qr_svg,
        verify_text=row.verify_url,
        application=application,
    )


@applicant_route
def letter_paper(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The letter as a PDF to keep."""
    decision = _issued(request, application)
    language: Language = "en" if (get_language() or "").startswith("en") else "ar"
    content = letter_pdf(request.actor, decision=decision.id, language=language)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{decision.number}.pdf"'
    return response


@public_route
def verification(request: Request, slug: str, token: str) -> HttpResponse:
    """Whether a letter is ours and still stands; nothing about whom it was written to."""
    row = letter_by_token(request.actor, token=token)
    title = _("This letter is genuine") if row.is_valid else _("This letter has been replaced")
    return page(request, "verification", title=title, letter=row)


def _issued(request: Request, application: UUID) -> DecisionRow:
    decision = decision_of(request.actor, application=application)
    if decision is None:
        raise NotFound
    return decision
