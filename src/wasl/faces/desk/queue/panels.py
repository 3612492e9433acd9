"""What the home page shows to whom: figures that lead somewhere, and short lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import (
    QueueCounts,
    applications_in_queue,
    promises_due,
    referrals_waiting,
)
from wasl.domains.assessments.queries import assessments_mine
from wasl.domains.notifications.queries import messages_stuck
from wasl.faces.desk import words
from wasl.faces.desk.frame import here
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request

_SHORT: Final = 8
_FEW: Final = 5
_SILENT: Final = (_("No word of its arrival"), "warn")
_ABOUT_CASES: Final = frozenset(
    {"application_received", "items_missing", "application_withdrawn", "decision_issued"}
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure which leads to what it counts."""

    text: Words
    number: int
    url: str
    icon: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Panel:
    """A short list on the home page; `template` draws its `rows`."""

    title: Words
    template: str
    rows: Sequence[Any]
    empty: Words
    hint: Words = ""
    icon: str = "inbox"
    url: str = ""
    more: Words = ""


def greeting(name: str, now: datetime) -> str:
    """A greeting that suits the hour."""
    first = name.partition(" ")[0]
    hour = now.hour
    wish = gettext("Good morning, %(name)s") if hour < 12 else gettext("Good evening, %(name)s")
    return wish % {"name": first}


def tiles_of(request: Request, counts: QueueCounts) -> list[Tile]:
    """The figures that concern the one who reads."""
    found: list[Tile] = []
    for one in TILES:
        found += one(request, counts)
    return found


def _queue_tiles(request: Request, counts: QueueCounts) -> list[Tile]:
    if not request.actor.may("applications.applications_in_queue"):
        return []
    queue = here(request, "desk:queue")
    waiting = counts.by_stage
    return [
        Tile(_("promises broken"), counts.overdue, f"{queue}?overdue=1", "alarm-clock", "bad"),
        Tile(_("new"), waiting.get("submitted", 0), f"{queue}?stage=submitted", "inbox", "info"),
        Tile(
            _("waiting for the applicant"),
            waiting.get("incomplete", 0),
            f"{queue}?stage=incomplete",
            "hourglass",
            "wait",
        ),
        Tile(
            _("being assessed"),
            waiting.get("complete", 0),
            f"{queue}?stage=complete",
            "file-search",
            "info",
        ),
        Tile(
            _("ready for decision"),
            waiting.get("assessed", 0),
            f"{queue}?stage=assessed",
            "scale",
            "warn",
        ),
        Tile(
            _("decided, to be carried out"),
            waiting.get("decided", 0),
            f"{queue}?stage=decided",
            "package-check",
            "good",
        ),
        Tile(_("mine"), counts.mine, f"{queue}?mine=1", "user", "neutral"),
    ]


def panels_of(request: Request) -> list[Panel]:
    """The lists that concern the one who reads."""
    return [panel for one in PANELS if (panel := one(request)) is not None]


def _referrals(request: Request) -> Panel | None:
    if not request.actor.may("applications.answer_referral"):
        return None
    return Panel(
        title=_("Questions for you"),
        template="desk/parts/referrals.html",
        rows=referrals_waiting(request.actor),
        empty=_("No question waits for you"),
        icon="message-circle-question-mark",
    )


def _assessments(request: Request) -> Panel | None:
    if not request.actor.may("assessments.assessments_mine"):
        return None
    rows = [
        {"row": row, "icon": words.MECHANISMS[row.mechanism][1]}
        for row in assessments_mine(request.actor)
    ]
    return Panel(
        title=_("Assessments"),
        template="desk/parts/assessment_rows.html",
        rows=rows[:_SHORT],
        empty=_("No assessment waits"),
        hint=_("Cases come here as soon as their file is complete."),
        icon="scale",
        url=here(request, "desk:assessments"),
        more=_("All assessments"),
    )


def _promises(request: Request) -> Panel | None:
    if not request.actor.may("applications.promises_due"):
        return None
    may_queue = request.actor.may("applications.applications_in_queue")
    return Panel(
        title=_("Promises due within a week"),
        template="desk/parts/cases.html",
        rows=promises_due(request.actor)[:_SHORT],
        empty=_("No promise is due this week"),
        hint=_("Whoever applied is answered in time."),
        icon="calendar-check",
        url=here(request, "desk:queue") if may_queue else "",
        more=_("The whole queue") if may_queue else "",
    )


def _new(request: Request) -> Panel | None:
    if not request.actor.may("applications.record_checks"):
        return None
    return Panel(
        title=_("New applications"),
        template="desk/parts/cases.html",
        rows=applications_in_queue(request.actor, stage="submitted", most=_SHORT),
        empty=_("No new application"),
        hint=_("New applications appear here as soon as they arrive."),
        url=f"{here(request, 'desk:queue')}?stage=submitted",
        more=_("All new ones"),
    )


def _undelivered(request: Request) -> Panel | None:
    if not request.actor.may("notifications.messages_stuck"):
        return None
    stuck = messages_stuck(request.actor, most=_FEW)
    if not stuck:
        return None
    rows = [
        {
            "row": one,
            "kind": words.MESSAGE_KINDS.get(one.kind, _("Message")),
            "stage": words.MESSAGE_STAGES["failed"] if one.stage == "failed" else _SILENT,
            "url": here(request, "desk:case", application=one.about)
            if one.kind in _ABOUT_CASES
            else "",
        }
        for one in stuck
    ]
    return Panel(
        title=_("Messages that did not arrive"),
        template="desk/parts/messages.html",
        rows=rows,
        empty="",
    )


TILES: Final[tuple[Callable[[Request, QueueCounts], list[Tile]], ...]] = (_queue_tiles,)
PANELS: Final[tuple[Callable[[Request], Panel | None], ...]] = (
    _referrals,
    _assessments,
    _promises,
    _new,
    _undelivered,
)
"""Parts of the desk add their figures and lists here."""
