"""The tools and articles at hand while somebody is talking, and the inquiry answered from them.

Each page is also a fragment for the pane that a key opens over whatever the officer is doing.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.contacts.actions import record_contact
from wasl.domains.knowledge.actions import note_use
from wasl.domains.knowledge.queries import (
    ArticleRow,
    article_published,
    articles_found,
    tools_listed,
)
from wasl.domains.knowledge.refusals import NotPublished
from wasl.domains.policies.queries import policy_in_force
from wasl.faces.desk.doors import case_door
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.knowledge import words
from wasl.faces.desk.knowledge.forms import InquiryForm
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import NotFound


@staff_route("knowledge.articles_found")
def at_hand(request: Request, slug: str) -> HttpResponse:
    """The current tools, and articles to answer from."""
    return _at_hand(request, None)


@staff_route("knowledge.articles_found", "applications.application_sheet")
@case_door
def case_at_hand(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The same for a case: the articles about its service come first."""
    return _at_hand(request, application_for_work(request.actor, application=application))


@staff_route("contacts.record_contact", "knowledge.articles_found", methods=("GET", "POST"))
def inquiry(request: Request, slug: str) -> HttpResponse:
    """Record what somebody asked and what was answered, from which article."""
    return _inquiry(request, None)


@staff_route(
    "contacts.record_contact",
    "knowledge.articles_found",
    "applications.application_sheet",
    methods=("GET", "POST"),
)
@case_door
def case_inquiry(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The same about a case; it stands among its contacts."""
    return _inquiry(request, application_for_work(request.actor, application=application))


def _at_hand(request: Request, case: ApplicationCase | None) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:100]
    service = case.definition.slug if case else ""
    context = {
        **_around(request, case),
        "tools": [
            {"row": one, "icon": words.ICONS.get(one.kind, "book-open")}
            for one in tools_listed(request.actor).tools
            if one.is_named
        ],
        "articles": [
            _article_shown(one, service)
            for one in articles_found(request.actor, text=asked, service=service)
        ],
        "asked": asked,
        "may_answer": request.actor.may("contacts.record_contact"),
        "may_write": request.actor.may("knowledge.write_article"),
    }
    return _answered(request, "at_hand", context, title=_("Guides and answers at hand"), case=case)


def _article_shown(row: ArticleRow, service: str) -> dict[str, Any]:
    return {
        "row": row,
        "kind": words.SHORT_KINDS[row.kind],
        "category": words.CATEGORIES[row.category],
        "is_about_service": bool(service) and service in row.services,
    }


def _inquiry(request: Request, case: ApplicationCase | None) -> HttpResponse:
    article = _chosen(request)
    policy = case.policy if case else policy_in_force(request.actor).policy
    form = InquiryForm(
        request.POST if request.method == "POST" else None,
        channels=[(one.kind, one.wording) for one in policy.channels],
        initial=_first_values(request, case, article, known=[one.kind for one in policy.channels]),
    )
    if request.method != "POST" and article is not None:
        note_use(request.actor, article=article.id, use="opened")
    if form.is_valid():
        try:
            return _noted(request, case, form)
        except NotPublished as refusal:
            form.add_error(None, str(refusal))
        except NotFound:
            form.add_error(None, _("This person or article is not here any more."))
    context = {
        **_around(request, case),
        "form": form,
        "article": article,
        "kind": words.SHORT_KINDS[article.kind] if article else "",
    }
    return _answered(
        request,
        "inquiry",
        context,
        title=_("Answer an inquiry"),
        case=case,
        status=422 if form.errors else 200,
    )


def _chosen(request: Request) -> ArticleRow | None:
    typed = request.POST.get("article") or request.GET.get("article") or ""
    try:
        return article_published(request.actor, article=UUID(typed)) if typed else None
    except (ValueError, NotFound):
        return None


def _first_values(
    request: Request,
    case: ApplicationCase | None,
    article: ArticleRow | None,
    *,
    known: list[str],
) -> dict[str, Any]:
    channel = case.channel if case and case.channel in known else "phone"
    language = case.language if case else "ar"
    return {
        "channel": channel,
        "answer": (article.body.get(language) or article.body["ar"]) if article else "",
        "article": article.id if article else None,
        "edition": article.edition if article else None,
        "party": request.GET.get("party") or None,
    }


def _noted(request: Request, case: ApplicationCase | None, form: InquiryForm) -> HttpResponse:
    given = form.cleaned_data
    record_contact(
        request.actor,
        channel=given["channel"],
        direction="inward",
        purpose="inquiry",
        party=case.party if case else given["party"],
        about=case.id if case else None,
        summary=given["asked"],
        answer=given["answer"],
        answered_from=given["edition"],
    )
    if request.headers.get("HX-Request") == "true":
        context = {**_around(request, case), "channel": given["channel"]}
        return render(request, "desk/knowledge/noted_panel.html", context)
    messages.success(request, _("The inquiry and its answer are noted."))
    if case and case.stage != "draft":
        return redirect(here(request, "desk:contacts", application=case.id))
    if case:
        return redirect(here(request, "desk:intake_form", application=case.id))
    return redirect(here(request, "desk:at_hand"))


def _around(request: Request, case: ApplicationCase | None) -> dict[str, Any]:
    """Where the pane's links lead, and on which case it stands."""
    parts = {"application": case.id} if case else {}
    way = "case_" if case else ""
    back = (
        here(request, "desk:intake_form" if case.stage == "draft" else "desk:case", **parts)
        if case
        else here(request, "desk:knowledge")
    )
    return {
        "case": case,
        "service_title": case.service_title if case else "",
        "hand_url": here(request, f"desk:{way}at_hand", **parts),
        "inquiry_url": here(request, f"desk:{way}inquiry", **parts),
        "back_url": back,
    }


def _answered(
    request: Request,
    name: str,
    context: dict[str, Any],
    *,
    title: object,
    case: ApplicationCase | None,
    status: int = 200,
) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        panel = {**context, "page_title": title, "is_panel": True}
        return render(request, f"desk/knowledge/{name}_panel.html", panel, status=status)
    place = "desk:queue" if case else "desk:knowledge"
    if case and case.stage == "draft":
        place = "desk:intake"
    return shown(
        request, f"desk/knowledge/{name}.html", context, title=title, place=place, status=status
    )
