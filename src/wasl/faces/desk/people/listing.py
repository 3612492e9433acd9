"""Everybody the association knows, in the order of their names."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.parties.queries import (
    ROLE_WORDS,
    pairs_waiting_count,
    parties_listed,
)
from wasl.faces.desk import words as desk_words
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people import words
from wasl.faces.desk.people.ending import ending_tabs
from wasl.faces.desk.people.frame import PLACE
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.faces.ui.formats import listed

if TYPE_CHECKING:
    from wasl.domains.parties.queries import PartyRow

_A_PAGE = 25


@staff_route("parties.parties_listed")
def people(request: Request, slug: str) -> HttpResponse:
    """The registry, narrowed by kind, role or city, a page at a time."""
    chosen = _chosen(request)
    after = key_typed(request.GET.get("after"))
    page = parties_listed(request.actor, **chosen, after=after, most=_A_PAGE)
    address = here(request, PLACE)
    context = {
        "people": [_row(request, one) for one in page.rows],
        "has_rows": bool(page.rows),
        "kinds": _kinds(address, chosen),
        "roles": [
            {"key": key, "text": text, "current": key == chosen["role"]}
            for key, text in ROLE_WORDS.items()
        ],
        "chosen": chosen,
        "is_narrowed": bool(chosen["role"] or chosen["city"]),
        "is_filtered": any(chosen.values()),
        "is_later": after is not None,
        "list_url": address,
        "first_url": _with(address, chosen) if after else "",
        "next_url": _with(address, chosen, after=str(page.after)) if page.after else "",
        "register_url": register_url(request),
        "alike": _alike(request),
        "ending_url": next((tab.url for tab in ending_tabs(request)), ""),
    }
    return shown(
        request,
        "desk/people/list.html",
        context,
        title=pgettext_lazy("desk", "People"),
        place=PLACE,
    )


def _alike(request: Request) -> dict[str, Any] | None:
    """How many pairs of records wait to be told apart, and where they are."""
    if not request.actor.may("parties.pairs_waiting"):
        return None
    return {
        "number": pairs_waiting_count(request.actor),
        "url": here(request, "desk:duplicates"),
    }


def register_url(request: Request) -> str:
    """Where somebody is registered; empty for whoever may not."""
    may_register = request.actor.may("parties.register_party")
    return here(request, "desk:register") if may_register else ""


def _chosen(request: Request) -> dict[str, str]:
    kind, role = request.GET.get("kind", ""), request.GET.get("role", "")
    return {
        "kind": kind if kind in desk_words.PARTY_KINDS else "",
        "role": role if role in ROLE_WORDS else "",
        "city": " ".join(request.GET.get("city", "").replace("\0", "").split())[:60],
    }


def _row(request: Request, one: "PartyRow") -> dict[str, Any]:
    return {
        "row": one,
        "url": here(request, "desk:party", party=one.id),
        "kind": desk_words.PARTY_KINDS.get(one.kind, one.kind),
        "icon": words.ICONS.get(one.kind, "user"),
        "roles": listed(ROLE_WORDS.get(role, role) for role in one.roles),
    }


def _kinds(address: str, chosen: dict[str, str]) -> list[dict[str, Any]]:
    kinds = {"": _("All"), **desk_words.PARTY_KINDS}
    return [
        {
            "text": text,
            "url": _with(address, chosen | {"kind": key}),
            "current": chosen["kind"] == key,
        }
        for key, text in kinds.items()
    ]


def _with(address: str, chosen: dict[str, str], **more: str) -> str:
    kept = {name: value for name, value in {**chosen, **more}.items() if value}
    return f"{address}?{urlencode(kept)}" if kept else address
