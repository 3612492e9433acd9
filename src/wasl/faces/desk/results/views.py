"""Satisfaction, calls, channels, openings out of turn, and the trail."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.contacts.queries import channel_use
from wasl.domains.governance.queries import trail_read, trail_verified
from wasl.domains.policies.queries import (
    CHANNELS,
    policy_in_force,
)
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.domains.privacy.actions import review_opening
from wasl.domains.privacy.queries import openings_to_review
from wasl.domains.satisfaction.actions import settle_call
from wasl.domains.satisfaction.queries import calls_asked, survey_results
from wasl.domains.satisfaction.refusals import CallSettled
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.results import words
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui import formats
from wasl.faces.ui.shapes import BarRow, Tab
from wasl.foundation.refusal import Refusal

if TYPE_CHECKING:
    from wasl.domains.governance.queries import TrailRow
    from wasl.foundation.trail import Verdict

_PARTS = (
    ("desk:results", _("Satisfaction"), "satisfaction.survey_results"),
    ("desk:calls", _("Calls asked for"), "satisfaction.calls_asked"),
    ("desk:channels", _("Channels"), "contacts.channel_use"),
    ("desk:openings", _("Files opened out of turn"), "privacy.openings_to_review"),
    ("desk:trail", _("Trail"), "governance.trail_read"),
)

_LONGEST_NUMBER = 18


@staff_route("satisfaction.survey_results")
def results(request: Request, slug: str) -> HttpResponse:
    """What people said in a quarter: never fewer than five, never by employee."""
    found = survey_results(request.actor, quarter=request.GET.get("quarter", ""))
    context = {
        "found": found,
        "quarter": quarter_words(found.quarter),
        "quarters": [
            {"value": one, "text": quarter_words(one), "is_chosen": one == found.quarter}
            for one in found.quarters
        ],
        "scores": [BarRow(words.SCORES[score], number) for score, number in found.by_score],
        "services": [
            {
                "title": row.title,
                "answers": row.answers,
                "percent": formats.digits(f"{row.content_percent}%"),
                "average": formats.digits(f"{row.average:.1f}"),
            }
            for row in found.services
        ],
        "percent": formats.digits(f"{found.total.content_percent}%") if found.total else "",
        "average": formats.digits(f"{found.total.average:.1f}") if found.total else "",
    }
    return _shown(request, "desk/results/results.html", context, title=_("Satisfaction"))


@staff_route("satisfaction.calls_asked")
def calls(request: Request, slug: str) -> HttpResponse:
    """Who wished to be called back."""
    rows = calls_asked(request.actor)
    context = {
        "waiting": [row for row in rows if row.answered_at is None],
        "done": [row for row in rows if row.answered_at is not None],
    }
    return _shown(request, "desk/results/calls.html", context, title=_("Calls asked for"))


@staff_route("satisfaction.settle_call", methods=("POST",))
def settle(request: Request, slug: str, call: UUID) -> HttpResponse:
    """Note that somebody was called back."""
    try:
        settle_call(request.actor, call=call)
    except CallSettled as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The call is noted."))
    return redirect(here(request, "desk:calls"))


@staff_route("contacts.channel_use")
def channels(request: Request, slug: str) -> HttpResponse:
    """Which of the policy's channels are really used, since the beginning of the year."""
    new_year = timezone.localdate().replace(month=1, day=1)
    since = timezone.make_aware(datetime.combine(new_year, time.min))
    used = channel_use(request.actor, since=since)
    listed = _channels_listed(request)
    rows = [
        BarRow(listed.get(kind) or CHANNELS.get(kind, kind), used.get(kind, 0))
        for kind in sorted(listed or used, key=lambda kind: -used.get(kind, 0))
    ]
    context = {
        "rows": rows,
        "since": since,
        "unused": [row.label for row in rows if not row.value],
        "is_used": any(used.values()),
    }
    return _shown(request, "desk/results/channels.html", context, title=_("Channels"))


@staff_route("privacy.openings_to_review")
def openings(request: Request, slug: str) -> HttpResponse:
    """Files that were opened out of turn, to be read by somebody else."""
    rows = openings_to_review(request.actor)
    names = staff_names(request.actor, ids=[row.staff for row in rows])
    context = {
        "rows": [
            {
                "row": row,
                "name": names.get(row.staff, ""),
                "trail_url": f"{here(request, 'desk:trail')}?case={row.subject}"
                if request.actor.may("governance.trail_read")
                else "",
            }
            for row in rows
        ],
        "may_review": request.actor.may("privacy.review_opening"),
    }
    return _shown(
        request, "desk/results/openings.html", context, title=_("Files opened out of turn")
    )


@staff_route("privacy.review_opening", methods=("POST",))
def review(request: Request, slug: str, opening: UUID) -> HttpResponse:
    """Note that an opening was reviewed."""
    try:
        review_opening(request.actor, opening=opening)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The opening is reviewed."))
    return redirect(here(request, "desk:openings"))


@staff_route("governance.trail_read")
def trail(request: Request, slug: str) -> HttpResponse:
    """What was done, by whom, and when; of everything or of one case."""
    return _trail(request)


@staff_route("governance.trail_verified", methods=("POST",))
def verify(request: Request, slug: str) -> HttpResponse:
    """Read the whole chain and say whether it is as it was written."""
    return _trail(request, trail_verified(request.actor))


def quarter_words(quarter: str) -> str:
    """A quarter as people say it."""
    year, number = quarter.split("-Q")
    return formats.digits(str(words.QUARTERS[number]) % {"year": year})


def _channels_listed(request: Request) -> dict[str, Any]:
    """The channels of the policy in force, in its own words."""
    try:
        policy = policy_in_force(request.actor).policy
    except NoPolicyInForce:
        return {}
    return {one.kind: one.wording for one in policy.channels}


def _trail(request: Request, verdict: "Verdict | None" = None) -> HttpResponse:
    typed = request.GET.get("case", "").strip()
    about, is_unknown = _case_meant(typed)
    before = request.GET.get("before", "")
    # Longer than any number of an entry is no number, and too long for Python to read.
    is_number = before.isdecimal() and len(before) <= _LONGEST_NUMBER
    page = trail_read(request.actor, about=about, before=int(before) if is_number else None)
    query = f"case={about}&" if about else ""
    context = {
        "rows": [] if is_unknown else [_deed(one) for one in page.rows],
        "typed": typed,
        "is_unknown": is_unknown,
        "next_url": f"{here(request, 'desk:trail')}?{query}before={page.before}"
        if page.before
        else "",
        "verdict": verdict,
        "bad": words.BAD_ENTRIES.get(verdict.reason, "") if verdict else "",
        "may_verify": request.actor.may("governance.trail_verified"),
    }
    return _shown(request, "desk/results/trail.html", context, title=_("Trail"))


def _case_meant(typed: str) -> tuple[UUID | None, bool]:
    """The case that was typed; True when nothing can be meant by it."""
    if not typed:
        return None, False
    try:
        return UUID(typed), False
    except ValueError:
        return None, True


def _deed(row: "TrailRow") -> dict[str, object]:
    return {
        "row": row,
        "who": row.actor_name or words.ACTORS.get(row.actor_kind, row.actor_kind),
        "details": [(key, value) for key, value in row.details.items() if key != "application"],
        "case": row.details.get("application")
        or (row.subject if row.subject_kind == "application" else ""),
        "is_refused": "refused" in row.details,
    }


def _shown(
    request: Request, template: str, context: Mapping[str, object], *, title: object
) -> HttpResponse:
    current = request.resolver_match
    name = f"desk:{current.url_name}" if current else ""
    shown_tabs = [
        Tab(text, here(request, address), address == name or (address, name) == _VERIFYING)
        for address, text, permission in _PARTS
        if request.actor.may(permission)
    ]
    place = next((one for one, _text, permission in _PARTS if request.actor.may(permission)), "")
    return shown(request, template, {"tabs": shown_tabs, **context}, title=title, place=place)


_VERIFYING = ("desk:trail", "desk:verify_trail")
