"""Articles read, written, published and withdrawn at the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.catalogue.queries import services_offered
from wasl.domains.knowledge.actions import (
    note_use,
    publish_article,
    revise_article,
    withdraw_article,
    write_article,
    write_noted_uses,
)
from wasl.domains.knowledge.queries import ArticleSheet, article_published, article_sheet
from wasl.domains.knowledge.refusals import (
    ArticleIncomplete,
    NothingNew,
    TextTooLong,
    TitleMissing,
)
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.knowledge import words
from wasl.faces.desk.knowledge.forms import ArticleForm, kept_values, service_choices
from wasl.faces.desk.knowledge.tools import PLACE
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import listed
from wasl.faces.ui.formats import words as spoken
from wasl.foundation.refusal import Stale

_AT = {TitleMissing: "title_ar", TextTooLong: "body_ar"}
_FIELDS = {
    "kind": _("What is it?"),
    "category": _("Category"),
    "title": _("Title"),
    "thought": _("What people think"),
    "body": _("How it is"),
    "services": _("Which services is it about?"),
}


@staff_route("knowledge.article_published")
def article(request: Request, slug: str, article: UUID) -> HttpResponse:
    """An article: to those who write as it is being written, to all others as it is published."""
    may_write = request.actor.may("knowledge.article_sheet")
    if may_write:
        write_noted_uses(request.actor)
    sheet = article_sheet(request.actor, article=article) if may_write else None
    row = sheet.edition if sheet else article_published(request.actor, article=article)
    if row is not None and (sheet is None or sheet.stage == "published"):
        note_use(request.actor, article=article, use="opened")
    written: Any = sheet or row
    stage, tone = words.STAGES[sheet.stage if sheet else "published"]
    context = {
        "sheet": sheet,
        "row": row,
        "written": written,
        "kind": words.SHORT_KINDS[written.kind],
        "category": words.CATEGORIES[written.category],
        "about": _about(request, written.services),
        "stage": stage,
        "tone": tone,
        "lacking": [words.PARTS[name] for name in sheet.lacking] if sheet else [],
        "may_answer": row is not None
        and (sheet is None or sheet.stage == "published")
        and request.actor.may("contacts.record_contact"),
        "back_url": here(request, PLACE),
    }
    return shown(request, "desk/knowledge/article.html", context, title=written.title, place=PLACE)


@staff_route("knowledge.write_article", methods=("GET", "POST"))
def write(request: Request, slug: str) -> HttpResponse:
    """Begin an article."""
    form = ArticleForm(
        request.POST if request.method == "POST" else None,
        services=service_choices(services_offered(request.actor)),
        initial={"kind": "misconception", "category": "general"},
    )
    if form.is_valid():
        try:
            row = write_article(request.actor, **form.written())
        except (TitleMissing, TextTooLong) as refusal:
            form.add_error(_AT[type(refusal)], str(refusal))
        else:
            messages.success(request, _("The draft is kept. Read it once more, then publish it."))
            return redirect(here(request, "desk:article", article=row.pk))
    return _form_page(request, form, title=_("A new article"), back=here(request, PLACE))


@staff_route("knowledge.revise_article", methods=("GET", "POST"))
def edit(request: Request, slug: str, article: UUID) -> HttpResponse:
    """Write on an article; what is published stays until it is published again."""
    sheet = article_sheet(request.actor, article=article)
    form = ArticleForm(
        request.POST if request.method == "POST" else None,
        services=service_choices(services_offered(request.actor)),
        initial=kept_values(sheet),
    )
    back = here(request, "desk:article", article=article)
    if form.is_valid():
        version = form.cleaned_data["version"] or sheet.version
        try:
            revise_article(request.actor, article=article, version=version, **form.written())
        except (TitleMissing, TextTooLong) as refusal:
            form.add_error(_AT[type(refusal)], str(refusal))
        except Stale as refusal:
            return _stale_page(request, sheet, refusal, back)
        else:
            messages.success(request, _("What you wrote is kept."))
            return redirect(back)
    return _form_page(request, form, title=_("Write on the article"), back=back)


@staff_route("knowledge.publish_article", methods=("POST",))
def publish(request: Request, slug: str, article: UUID) -> HttpResponse:
    """Publish what is written, at the desk and on the public page."""
    back = here(request, "desk:article", article=article)
    try:
        edition = publish_article(request.actor, article=article)
    except ArticleIncomplete as refusal:
        lacking = [spoken(words.PARTS[name]) for name in refusal.facts["lacking"]]
        messages.error(request, refusal.sentence % {"missing": listed(lacking)})
    except NothingNew as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Edition %(number)s is published.") % {"number": edition.number}
        )
    return redirect(back)


@staff_route("knowledge.withdraw_article", methods=("POST",))
def withdraw(request: Request, slug: str, article: UUID) -> HttpResponse:
    """Take an article back; its editions are kept."""
    withdraw_article(request.actor, article=article)
    messages.success(request, _("The article is withdrawn. You can publish it again."))
    return redirect(here(request, "desk:article", article=article))


def _about(request: Request, services: tuple[str, ...]) -> list[Any]:
    if not services:
        return []
    return [one.title for one in services_offered(request.actor) if one.slug in services]


def _form_page(
    request: Request, form: ArticleForm, *, title: object, back: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "form_url": request.path, "back_url": back, **more}
    status = 409 if more.get("differences") else 422 if form.errors else 200
    return shown(
        request, "desk/knowledge/write.html", context, title=title, place=PLACE, status=status
    )


def _stale_page(request: Request, sheet: ArticleSheet, refusal: Stale, back: str) -> HttpResponse:
    """What a colleague saved meanwhile beside what was typed; saving again then overwrites it."""
    data = request.POST.copy()
    data["version"] = str(sheet.version)
    again = ArticleForm(data, services=service_choices(services_offered(request.actor)))
    again.is_valid()
    differences = [
        {"label": _FIELDS.get(name, name), "theirs": _plain(theirs), "yours": _plain(yours)}
        for name, (theirs, yours) in refusal.differences.items()
        if name in _FIELDS
    ]
    return _form_page(
        request,
        again,
        title=_("A colleague saved before you"),
        back=back,
        differences=differences or [{"label": "", "theirs": "", "yours": ""}],
        sentence=str(refusal),
    )


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(one for one in value.values() if one)
    if isinstance(value, list):
        return listed(value) or "—"
    return spoken({**words.KINDS, **words.CATEGORIES}.get(value, value))
