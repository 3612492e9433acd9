"""Setting up which kinds of documents the association asks for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.actions import (
    close_document_kind,
    open_document_kind,
    open_starting_kinds,
    reopen_document_kind,
    revise_document_kind,
)
from wasl.domains.parties.queries import (
    DocumentKindRow,
    document_kind,
    document_kinds_listed,
)
from wasl.domains.parties.refusals import KindKeyTaken, KindUnsound
from wasl.faces.desk.facts import words
from wasl.faces.desk.facts.forms import KindForm
from wasl.faces.desk.frame import here
from wasl.faces.desk.setup.pages import set_up
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import days_word

PART = "desk:document_kinds"


@staff_route("parties.open_document_kind")
def listed(request: Request, slug: str) -> HttpResponse:
    """The kinds of documents, and how long one is good."""
    kinds = document_kinds_listed(request.actor)
    context = {
        "open": [_kind(request, kind) for kind in kinds if kind.is_open],
        "closed": [_kind(request, kind) for kind in kinds if not kind.is_open],
        "new_url": here(request, "desk:new_document_kind"),
        "usual_url": here(request, "desk:usual_document_kinds"),
    }
    return set_up(
        request, "desk/facts/kinds.html", context, title=_("Kinds of documents"), part=PART
    )


def _kind(request: Request, kind: DocumentKindRow) -> dict[str, Any]:
    return {
        "kind": kind,
        "validity": words.validity_told(kind),
        "warns": days_word(kind.warn_days) if kind.validity != "unlimited" else "",
        "url": here(request, "desk:document_kind", kind=kind.id),
        "close_url": here(request, "desk:close_document_kind", kind=kind.id),
        "reopen_url": here(request, "desk:reopen_document_kind", kind=kind.id),
    }


@staff_route("parties.open_document_kind", methods=("GET", "POST"))
def new(request: Request, slug: str) -> HttpResponse:
    """A further kind of document."""
    form = KindForm(
        request.POST if request.method == "POST" else None,
        initial={"validity": "dated", "warn_days": 30},
    )
    if form.is_valid():
        try:
            open_document_kind(request.actor, **_given(form))
        except KindUnsound as refusal:
            _tell(form, refusal)
        except KindKeyTaken as refusal:
            form.add_error("title_en", str(refusal))
        else:
            messages.success(request, _("The kind of document is in use."))
            return redirect(here(request, PART))
    return _page(request, form, title=_("A further kind of document"))


@staff_route("parties.revise_document_kind", methods=("GET", "POST"))
def edit(request: Request, slug: str, kind: UUID) -> HttpResponse:
    """Change a kind; documents seen before keep the end that they were given."""
    row = document_kind(request.actor.with_permissions("parties.document_kind"), kind=kind)
    form = KindForm(
        request.POST if request.method == "POST" else None,
        initial={
            "title_ar": row.title.get("ar", ""),
            "title_en": row.title.get("en", ""),
            "validity": row.validity,
            "months": row.months,
            "warn_days": row.warn_days,
            "is_identity": row.is_identity,
        },
    )
    if form.is_valid():
        try:
            revise_document_kind(request.actor, kind=kind, **_given(form))
        except KindUnsound as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("The kind of document is changed."))
            return redirect(here(request, PART))
    return _page(request, form, title=row.title)


@staff_route("parties.close_document_kind", methods=("POST",))
def close(request: Request, slug: str, kind: UUID) -> HttpResponse:
    """No longer take documents of this kind."""
    close_document_kind(request.actor, kind=kind)
    messages.success(request, _("No further document of this kind is taken. Those seen stay."))
    return redirect(here(request, PART))


@staff_route("parties.reopen_document_kind", methods=("POST",))
def reopen(request: Request, slug: str, kind: UUID) -> HttpResponse:
    """Take documents of this kind again."""
    reopen_document_kind(request.actor, kind=kind)
    messages.success(request, _("The kind of document is in use."))
    return redirect(here(request, PART))


@staff_route("parties.open_starting_kinds", methods=("POST",))
def usual(request: Request, slug: str) -> HttpResponse:
    """Begin with the usual kinds."""
    open_starting_kinds(request.actor)
    messages.success(request, _("The usual kinds are in use. Change or close what does not fit."))
    return redirect(here(request, PART))


def _given(form: KindForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "title": {"ar": given["title_ar"], "en": given["title_en"]},
        "validity": given["validity"],
        "months": given["months"],
        "warn_days": given["warn_days"],
        "is_identity": given["is_identity"],
    }


def _tell(form: KindForm, refusal: KindUnsound) -> None:
    for name, sentence in refusal.errors.items():
        form.add_error("title_ar" if name == "title" else name, str(sentence))


def _page(request: Request, form: KindForm, *, title: object) -> HttpResponse:
    return set_up(
        request,
        "desk/facts/kind.html",
        {"form": form, "back_url": here(request, PART)},
        title=title,
        part=PART,
        status=422 if form.is_bound else 200,
    )
