"""Services: begun from a ready one, changed into new editions, opened and closed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import APPLIES_AS_WORDS
from wasl.domains.catalogue.actions import close_service, open_service, publish_service
from wasl.domains.catalogue.queries import (
    ServiceRow,
    service_called,
    services_offered,
    shape_in_force,
)
from wasl.domains.catalogue.refusals import EditionChanged, ServiceUnsound
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk.frame import here
from wasl.faces.desk.setup.editing import ServiceForm
from wasl.faces.desk.setup.pages import set_up
from wasl.faces.desk.setup.starters import ICONS, starter_called, starters_offered
from wasl.faces.desk.words import MECHANISMS
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import number_typed
from wasl.faces.ui import formats
from wasl.faces.ui.formats import cited
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition
    from wasl.domains.policies.rules import Policy


@staff_route("catalogue.publish_service")
def listed(request: Request, slug: str) -> HttpResponse:
    """The services as they stand, and the ready ones from which to begin another."""
    try:
        ready = starters_offered(request.actor)
    except NoPolicyInForce:
        ready = ()
    rows = services_offered(request.actor)
    context = {
        "rows": [_line(request, row) for row in rows],
        "has_policy": bool(ready),
        "policy_url": here(request, "desk:policies"),
        "starters": [
            {
                "title": one.title,
                "summary": one.summary,
                "icon": ICONS[one.slug],
                "url": here(request, "desk:begin_service", starter=one.slug),
            }
            for one in ready
        ],
    }
    return _page(request, "desk/setup/services.html", context, title=_("Services"))


@staff_route("catalogue.publish_service", methods=("GET", "POST"))
def begin(request: Request, slug: str, starter: str) -> HttpResponse:
    """Begin a service from a ready one."""
    base = starter_called(request.actor, starter)
    if base is None:
        raise NotFound
    taken = {row.slug for row in services_offered(request.actor)}
    return _edited(request, base, _free_slug(base.slug, taken), seen_edition=0)


@staff_route("catalogue.publish_service", methods=("GET", "POST"))
def edit(request: Request, slug: str, service: str) -> HttpResponse:
    """Change a service into a new edition; running cases keep theirs."""
    row = service_called(request.actor, slug=service)
    return _edited(request, row.definition, row.slug, seen_edition=row.edition_number)


@staff_route("catalogue.open_service", methods=("POST",))
def open_(request: Request, slug: str, service: str) -> HttpResponse:
    """Take applications again."""
    return _turned(request, service, open_service, _("The service takes requests again."))


@staff_route("catalogue.close_service", methods=("POST",))
def close(request: Request, slug: str, service: str) -> HttpResponse:
    """Take no new applications."""
    return _turned(
        request, service, close_service, _("The service takes no new requests; cases go on.")
    )


def _turned(
    request: Request, service: str, act: Callable[..., object], said: object
) -> HttpResponse:
    row = service_called(request.actor, slug=service)
    act(request.actor, service=row.id)
    messages.success(request, str(said))
    return redirect(here(request, "desk:services"))


def _edited(
    request: Request, base: "ServiceDefinition", slug: str, *, seen_edition: int
) -> HttpResponse:
    policy = policy_in_force(request.actor).policy
    shape = shape_in_force(request.actor)
    if shape is None:
        raise NoPolicyInForce
    typed = request.POST if request.method == "POST" else None
    form = ServiceForm(typed, base=base, policy=policy, shape=shape)
    seen = _seen(request, seen_edition)
    act = request.POST.get("act", "preview") if typed is not None else ""
    if act in ("preview", "publish") and form.is_valid():
        definition = form.definition(slug)
        form.mark_troubles(request.actor, definition)
        if not form.errors and act == "preview":
            return _preview(request, definition, policy, seen)
        if not form.errors:
            return _published(request, form, definition, seen)
    elif act == "edit":
        # Back from the preview: what was typed stands in the boxes again.
        form.is_valid()
    return _form(request, form, seen)


def _seen(request: Request, now: int) -> int:
    seen = number_typed(request.POST.get("seen"))
    return now if seen is None else seen


def _published(
    request: Request, form: ServiceForm, definition: "ServiceDefinition", seen: int
) -> HttpResponse:
    known = services_offered(request.actor)
    try:
        edition = publish_service(
            request.actor, definition=definition.to_dict(), position=len(known), seen_edition=seen
        )
    except EditionChanged as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, seen, status=409)
    except ServiceUnsound as refusal:
        for sentence in refusal.facts["errors"].values():
            form.add_error(None, sentence)
        return _form(request, form, seen)
    messages.success(
        request,
        _("Edition %(number)s is published: %(title)s.")
        % {"number": formats.digits(edition.number), "title": formats.words(definition.title)},
    )
    return redirect(here(request, "desk:services"))


def _form(
    request: Request, form: ServiceForm, seen: int, *, status: int | None = None
) -> HttpResponse:
    documents = [name for name in form.fields if name.startswith("document_")]
    context = {
        "form": form,
        "seen": seen,
        "documents": [form[name] for name in documents],
        "added": [form[name] for name in form.fields if name.startswith("new_")],
        "has_added": any(form[name].value() for name in form.fields if "_title_" in name),
        "criteria": [
            {
                "keep": form[one.field],
                "clause": cited(form.policy, one.clause),
                "limits": [form[name] for name in one.limits],
            }
            for one in form.criteria
        ],
        "granted": [
            form[name] for name in form.fields if name.startswith(("amount_", "quantity_"))
        ],
        "back_url": here(request, "desk:services"),
    }
    title = formats.words(form.base.title)
    return _page(
        request,
        "desk/setup/service.html",
        context,
        title=title,
        status=status or (422 if form.errors else 200),
    )


def _preview(
    request: Request, definition: "ServiceDefinition", policy: "Policy", seen: int
) -> HttpResponse:
    named = {one.kind: one.title for one in policy.mechanisms}
    decider = policy.decider(definition.decided_by)
    context = {
        "definition": definition,
        "seen": seen,
        "decider": decider.title if decider else "",
        "mechanisms": [named.get(one, MECHANISMS[one][0]) for one in definition.mechanisms],
        "applies_as": [APPLIES_AS_WORDS[one] for one in definition.applies_as],
        "criteria": [
            {"title": one["title"], "clause": cited(policy, str(one["clause"]))}
            for one in definition.criteria
        ],
        "carried": [
            (name, value)
            for name in request.POST
            if name not in ("csrfmiddlewaretoken", "act", "seen")
            for value in request.POST.getlist(name)
        ],
        "policy": policy,
        "back_url": here(request, "desk:services"),
    }
    return _page(
        request, "desk/setup/service_preview.html", context, title=formats.words(definition.title)
    )


def _line(request: Request, row: ServiceRow) -> dict[str, Any]:
    return {
        "row": row,
        "edit_url": here(request, "desk:edit_service", service=row.slug),
        "turn_url": here(
            request, "desk:close_service" if row.is_open else "desk:open_service", service=row.slug
        ),
    }


def _free_slug(slug: str, taken: set[str]) -> str:
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _page(
    request: Request, template: str, context: dict[str, Any], *, title: object, status: int = 200
) -> HttpResponse:
    return set_up(request, template, context, title=title, part="desk:services", status=status)
