"""The home page and the queue."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import (
    QueueCounts,
    QueueRow,
    applications_exported,
    applications_in_queue,
    promises_due,
    queue_counts,
)
from wasl.faces.desk import words
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy_life.notices import policy_notices
from wasl.faces.desk.queue.panels import greeting, panels_of, tiles_of
from wasl.faces.desk.setup.checklist import panel_of
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import reader_language
from wasl.faces.ui.formats import words as in_words
from wasl.faces.ui.spreadsheet import XLSX, as_csv, as_xlsx
from wasl.foundation.refusal import NotFound

_A_PAGE = 25


def _workbook(rows: tuple[QueueRow, ...]) -> tuple[bytes, str]:
    made = as_xlsx(str(_("Queue")), _heads(), _cells(rows), right_to_left=reader_language() == "ar")
    return made, XLSX


def _text(rows: tuple[QueueRow, ...]) -> tuple[bytes, str]:
    return as_csv(_heads(), _cells(rows)), "text/csv; charset=utf-8"


_KINDS = {"xlsx": _workbook, "csv": _text}


def _heads() -> list[str]:
    heads = (
        *(_("Reference"), _("Service"), _("Applicant"), _("Stage")),
        *(_("Received"), _("Reply due"), _("Held by")),
    )
    return [str(head) for head in heads]


def _cells(rows: tuple[QueueRow, ...]) -> list[list[str]]:
    return [
        [
            row.reference,
            in_words(row.service_title),
            row.masked_name,
            str(words.STAGES[row.stage][0]),
            timezone.localdate(row.submitted_at).isoformat(),
            row.reply_expected_on.isoformat() if row.reply_expected_on else "",
            row.assigned_name,
        ]
        for row in rows
    ]


@staff_route("applications.queue_counts")
def home(request: Request, slug: str) -> HttpResponse:
    """Today's queue: what waits for whoever reads it, by role."""
    counts = queue_counts(request.actor)
    panels = panels_of(request)
    context = {
        "today": timezone.localdate(),
        "tiles": tiles_of(request, counts),
        "panels": panels,
        "has_rows": any(panel.rows for panel in panels),
        **_intake(request),
        **policy_notices(request),
        **panel_of(request),
    }
    title = greeting(request.actor.name, timezone.localtime())
    return shown(request, "desk/home.html", context, title=title, place="desk:home", counts=counts)


@staff_route("applications.applications_in_queue")
def queue(request: Request, slug: str) -> HttpResponse:
    """All open cases with filters, a page at a time."""
    stage = request.GET.get("stage", "")
    chosen = {
        "stage": stage if stage in words.QUEUE_STAGES else "",
        "mine": request.GET.get("mine", "") and "1",
        "overdue": request.GET.get("overdue", "") and "1",
    }
    after = request.GET.get("after", "")
    rows = _late(request, chosen) if chosen["overdue"] else _a_page(request, chosen, after)
    counts = queue_counts(request.actor)
    address = here(request, "desk:queue")
    has_more = len(rows) == _A_PAGE and not chosen["overdue"]
    context = {
        "rows": rows,
        "has_rows": bool(rows),
        "stages": _stages(address, chosen, counts),
        "switches": _switches(address, chosen, counts),
        "export_url": _export_url(request, chosen["stage"]),
        "is_filtered": any(chosen.values()) or bool(after),
        "all_url": address,
        "first_url": _with(address, chosen) if after else "",
        "next_url": _with(address, chosen | {"after": rows[-1].cursor}) if has_more else "",
        **_intake(request),
    }
    return shown(
        request, "desk/queue.html", context, title=_("Queue"), place="desk:queue", counts=counts
    )


def _export_url(request: Request, stage: str) -> str:
    if not request.actor.may("applications.applications_exported"):
        return ""
    address = here(request, "desk:export", kind="xlsx")
    return f"{address}?{urlencode({'stage': stage})}" if stage else address


@staff_route("applications.applications_exported", fresh="file")
def export(request: Request, slug: str, kind: str) -> HttpResponse:
    """The open cases as a workbook (`xlsx`) or as text (`csv`), for a report or a meeting."""
    if kind not in _KINDS:
        raise NotFound
    stage = request.GET.get("stage", "")
    rows = applications_exported(
        request.actor, stage=stage if stage in words.QUEUE_STAGES else None
    )
    content, content_type = _KINDS[kind](rows)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{slug}-cases.{kind}"'
    return answer


def _a_page(request: Request, chosen: dict[str, str], after: str) -> tuple[QueueRow, ...]:
    return applications_in_queue(
        request.actor,
        stage=chosen["stage"] or None,
        mine=bool(chosen["mine"]),
        after=after or None,
        most=_A_PAGE,
    )


def _late(request: Request, chosen: dict[str, str]) -> tuple[QueueRow, ...]:
    """Broken promises, the oldest first; they are few enough for one page."""
    return tuple(
        row
        for row in promises_due(request.actor, within_days=-1)
        if chosen["stage"] in ("", row.stage)
        and (not chosen["mine"] or row.assigned_to == request.actor.staff)
    )


def _intake(request: Request) -> dict[str, Any]:
    return {
        "may_start": request.actor.may("applications.start_application"),
        "intake_url": here(request, "desk:intake"),
    }


def _stages(address: str, chosen: dict[str, str], counts: QueueCounts) -> list[dict[str, Any]]:
    filters = [
        {
            "text": _("All"),
            "url": _with(address, chosen | {"stage": ""}),
            "current": not chosen["stage"],
            "count": sum(counts.by_stage.values()),
        }
    ]
    for stage in words.QUEUE_STAGES:
        filters.append(
            {
                "text": words.stage_words(stage),
                "url": _with(address, chosen | {"stage": stage}),
                "current": chosen["stage"] == stage,
                "count": counts.by_stage.get(stage, 0),
            }
        )
    return filters


def _switches(address: str, chosen: dict[str, str], counts: QueueCounts) -> list[dict[str, Any]]:
    texts = {"mine": (_("Mine"), counts.mine), "overdue": (_("Late"), counts.overdue)}
    return [
        {
            "text": text,
            "url": _with(address, chosen | {name: "" if chosen[name] else "1"}),
            "current": bool(chosen[name]),
            "count": count,
        }
        for name, (text, count) in texts.items()
    ]


def _with(address: str, chosen: dict[str, str]) -> str:
    kept = {name: value for name, value in chosen.items() if value}
    return f"{address}?{urlencode(kept)}" if kept else address
