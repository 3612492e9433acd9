"""Questions and misconceptions as published, and the request form to print at home."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wasl.domains.applications.queries import empty_form, empty_form_pdf
from wasl.domains.knowledge.actions import note_use
from wasl.domains.knowledge.queries import ArticleRow, article_published, articles_published
from wasl.faces.edge.routes import Request, public_route
from wasl.faces.portal.pages import page
from wasl.faces.ui.formats import reader_language

_CATEGORIES = {
    "services": gettext_lazy("The services"),
    "entitlement": gettext_lazy("Who is entitled"),
    "documents": gettext_lazy("Documents"),
    "decision": gettext_lazy("The decision and its time"),
    "delivery": gettext_lazy("Receiving the service"),
    "privacy": gettext_lazy("Privacy and rights"),
    "general": pgettext_lazy("knowledge", "General"),
}


@public_route
def questions(request: Request, slug: str) -> HttpResponse:
    """What people ask and think, by subject; a word narrows it."""
    asked = request.GET.get("q", "").strip()[:100]
    listed = articles_published(request.actor, text=asked)
    return page(
        request,
        "questions",
        title=_("Questions and misconceptions"),
        back=reverse("portal:home", args=[slug]),
        groups=_by_category(listed),
        asked=asked,
    )


@public_route
def question(request: Request, slug: str, article: UUID) -> HttpResponse:
    """One of them: what people think, and how it is. That it was read is counted, not by whom."""
    row = article_published(request.actor, article=article)
    note_use(request.actor, article=article, use="read")
    return page(
        request,
        "question",
        title=row.title,
        back=reverse("portal:questions", args=[slug]),
        article=row,
    )


@public_route
def form(request: Request, slug: str, service: str) -> HttpResponse:
    """The request form of a service, empty, to be printed and filled in by hand."""
    paper = empty_form(request.actor, service=service, language=reader_language())
    context = {
        "page_title": paper.labels["title"],
        "paper": paper,
        "pdf_url": reverse("portal:form_paper", args=[slug, service]),
        "back_url": reverse("portal:service", args=[slug, service]),
    }
    return render(request, "ui/request_form.html", context)


@public_route
def form_paper(request: Request, slug: str, service: str) -> HttpResponse:
    """The same as a PDF."""
    content = empty_form_pdf(request.actor, service=service, language=reader_language())
    answer = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(True, f"{service}.pdf")
    answer["Content-Disposition"] = disposition or "attachment"
    return answer


def _by_category(listed: tuple[ArticleRow, ...]) -> list[dict[str, Any]]:
    found: dict[str, list[ArticleRow]] = {}
    for row in listed:
        found.setdefault(row.category, []).append(row)
    return [
        {"key": key, "title": title, "articles": found[key]}
        for key, title in _CATEGORIES.items()
        if key in found
    ]
