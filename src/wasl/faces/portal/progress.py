"""A request in plain steps: what happened, where it stands, what comes next."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import ApplicationStatus, DraftForm
from wasl.faces.portal.steps import questions_asked
from wasl.faces.ui.formats import words
from wasl.faces.ui.shapes import TimelineStep

HAPPENED: Final[Mapping[str, Promise | str]] = {
    "submitted": _("Your request arrived"),
    "told": _("We told you who decides and when"),
    "items_asked": _("We asked you to complete something"),
    "items_given": _("You completed what was asked"),
    "complete": _("Your file was found complete"),
    "answered": _("A decision was made"),
    "closed": _("The request was closed"),
}

STANDS: Final[Mapping[str, Promise | str]] = {
    "check": _("Your papers are compared with what you wrote"),
    "complete_items": _("It waits for you: complete what is missing"),
    "assessment": _("Your case is being studied"),
    "decision": _("Those who decide are looking at it"),
    "delivery": _("Your service is being prepared"),
}

TO_COME: Final = ("check", "assessment", "decision", "delivery")

LATER: Final[Mapping[str, Promise | str]] = {
    "check": _("Papers compared"),
    "assessment": _("Study of the case"),
    "decision": _("Decision"),
    "delivery": _("Service delivered, if accepted"),
}


def steps_shown(status: ApplicationStatus, draft: DraftForm) -> list[TimelineStep]:
    """The timeline: each thing that happened, what is being done and by whom, what is to come."""
    steps = [
        TimelineStep(HAPPENED[one.key], state="done", at=one.at)
        for one in status.timeline
        if one.key in HAPPENED
    ]
    if status.stage == "withdrawn":
        return [*steps, TimelineStep(_("You took the request back"), state="done")]
    if status.next_key not in STANDS:
        return steps
    who = status.holder or _("You")
    steps.append(TimelineStep(STANDS[status.next_key], state="now", who=words(who)))
    return [*steps, *_to_come(status, draft)]


def _to_come(status: ApplicationStatus, draft: DraftForm) -> list[TimelineStep]:
    now = "check" if status.next_key == "complete_items" else status.next_key
    following = TO_COME[TO_COME.index(now) + 1 :]
    decider = draft.policy.decider(draft.definition.decided_by)
    return [
        TimelineStep(
            LATER[key],
            who=words(decider.title) if key == "decision" and decider else "",
        )
        for key in following
    ]


def things_asked(status: ApplicationStatus, draft: DraftForm, slug: str) -> list[dict[str, object]]:
    """What the applicant was asked to complete: each thing with the page on which he does it."""
    asked: list[dict[str, object]] = []
    for request in status.requests:
        asked.append(
            {"note": request.note, "items": [_item(draft, slug, key) for key in request.items]}
        )
    return asked


def _item(draft: DraftForm, slug: str, key: str) -> dict[str, object]:
    row = next((one for one in draft.documents if one.key == key), None)
    if row is not None:
        is_shown = row.asked.handling == "original_seen"
        address = reverse("portal:document", args=[slug, draft.id, key])
        return {
            "title": row.asked.title,
            "url": "" if is_shown else address,
            "is_here": row.stage in ("uploaded", "seen"),
            "is_shown": is_shown,
        }
    question = next(
        (one for one in questions_asked(draft.definition, draft.applies_as) if one.key == key), None
    )
    if question is not None:
        address = reverse("portal:step", args=[slug, draft.id, f"q-{key}"])
        return {"title": question.label, "url": f"{address}?from=case", "is_here": False}
    return {"title": key, "url": "", "is_here": False}
