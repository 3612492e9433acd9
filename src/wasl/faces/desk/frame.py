"""What stands around every page of the desk: places to go to, and what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.applications.queries import QueueCounts, queue_counts
from wasl.domains.policies.queries import acknowledgement_due
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request
from wasl.faces.ui.shapes import Counter, NavItem


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the desk's menu: shown to those who hold the permission."""

    name: str
    text: Words
    icon: str
    permission: str
    key: str = ""


PLACES: Final[tuple[Place, ...]] = (
    Place("desk:home", pgettext_lazy("desk", "Today"), "sun", "applications.queue_counts", "h"),
    Place("desk:queue", _("Queue"), "inbox", "applications.applications_in_queue", "q"),
    Place("desk:intake", _("New intake"), "plus", "applications.start_application", "n"),
    Place("desk:people", pgettext_lazy("desk", "People"), "users", "parties.parties_listed", "p"),
    Place("desk:knowledge", _("Guides and answers"), "book-open", "knowledge.tools_listed", "b"),
    Place("desk:assessments", _("My assessments"), "scale", "assessments.assessments_mine", "a"),
    Place("desk:sessions", _("Committee"), "gavel", "decisions.committees_listed", "c"),
    Place("desk:decisions", _("Decisions"), "stamp", "decisions.case_to_decide"),
    Place("desk:deliveries", _("Delivery"), "package-check", "delivery.deliveries_waiting"),
    Place("desk:calls", _("Calls asked for"), "phone-call", "satisfaction.calls_asked"),
    Place("desk:agreements", _("Agreements"), "handshake", "agreements.agreements_listed"),
    Place("desk:policies", _("Policy"), "scroll-text", "policies.policy_in_force"),
    Place("desk:privacy", _("Personal data"), "shield-check", "privacy.rights_counts"),
    Place(
        "desk:spreadsheets",
        _("Lists in and out"),
        "file-spreadsheet",
        "spreadsheets.spreadsheets_listed",
    ),
    Place("desk:results", _("Results"), "chart-column", "satisfaction.survey_results"),
    Place("desk:setup", _("Set-up"), "settings-2", "access.invite_staff"),
)
"""Parts of the desk add their places here; on a phone the first four stand at the bottom."""


def shown(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    title: object,
    place: str = "",
    counts: QueueCounts | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the desk. `place` is the URL name of the menu's current place.

    `counts` spares the question how much waits where the page has asked it already.
    """
    known = counts or queue_counts(request.actor)
    return render(
        request,
        template,
        {
            "page_title": title,
            "desk_nav": _nav(request, place, known),
            "queue_counters": _counters(request, known),
            "home_url": here(request, "desk:home"),
            "search_url": here(request, "desk:search"),
            "may_search": request.actor.may("parties.find_parties"),
            **_reminder(request, context),
            **context,
        },
        status=status,
    )


def _reminder(request: Request, context: Mapping[str, Any]) -> dict[str, Any]:
    """What the reader still owes the policy in force, on pages that do not ask for it themselves."""
    if "policy_due" in context or not request.actor.may("policies.acknowledgement_due"):
        return {}
    return {"policy_due": acknowledgement_due(request.actor)}


def here(request: Request, name: str, **parts: object) -> str:
    """The address of a page under this association."""
    return reverse(name, kwargs={"slug": request.association.slug, **parts})


def _nav(request: Request, place: str, counts: QueueCounts) -> list[NavItem]:
    waiting = {"desk:queue": sum(counts.by_stage.values())}
    return [
        NavItem(
            one.text,
            here(request, one.name),
            icon=one.icon,
            current=one.name == place,
            count=waiting.get(one.name),
            key=one.key,
        )
        for one in PLACES
        if request.actor.may(one.permission)
    ]


def _counters(request: Request, counts: QueueCounts) -> list[Counter]:
    if not request.actor.may("applications.applications_in_queue"):
        return []
    queue = here(request, "desk:queue")
    found = [
        Counter(_("late"), counts.overdue, f"{queue}?overdue=1", "bad"),
        Counter(_("new"), counts.by_stage.get("submitted", 0), f"{queue}?stage=submitted", "info"),
    ]
    return [one for one in found if one.number]
