"""The committee's sessions: planned, opened, closed; their agenda and their minutes."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wasl.domains.decisions.actions import (
    close_session,
    list_ready_cases,
    open_session,
    plan_session,
    put_on_agenda,
    record_attendance,
)
from wasl.domains.decisions.queries import (
    cases_to_decide,
    committees_listed,
    minutes_of,
    session_sheet,
    sessions_listed,
)
from wasl.domains.decisions.refusals import (
    AlreadyOnAgenda,
    ItemsUndecided,
    NotReady,
    SessionNotOpen,
    SessionOver,
)
from wasl.faces.desk.decisions import words
from wasl.faces.desk.decisions.forms import AttendanceForm, PlanSessionForm
from wasl.faces.desk.decisions.reading import names
from wasl.faces.desk.frame import here, shown
from wasl.faces.edge.refusals import Unreadable
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.refusal import WrongStage

if TYPE_CHECKING:
    from wasl.domains.decisions.queries import AgendaRow, CaseRow, SessionRow

_ORDER = ("open", "planned", "closed")


@staff_route("decisions.sessions_listed")
def listed(request: Request, slug: str) -> HttpResponse:
    """Sessions: open ones first, those to come, and those that have closed."""
    return _listed(request, None)


@staff_route("decisions.plan_session", methods=("POST",))
def plan(request: Request, slug: str) -> HttpResponse:
    """Plan a session and go to its agenda."""
    form = PlanSessionForm(request.POST, committees=committees_listed(request.actor))
    if not form.is_valid():
        return _listed(request, form)
    row = plan_session(
        request.actor,
        committee=UUID(form.cleaned_data["committee"]),
        held_on=form.cleaned_data["held_on"],
    )
    messages.success(request, _("The session is planned. Now put cases on its agenda."))
    return redirect(here(request, "desk:session", session=row.pk))


@staff_route("decisions.session_sheet")
def session(request: Request, slug: str, session: UUID) -> HttpResponse:
    """A session with its agenda, who takes part, and the cases that could be added."""
    sheet = session_sheet(request.actor, session=session)
    stage, tone = words.SESSION_STAGES[sheet.session.stage]
    may_list = request.actor.may("decisions.put_on_agenda") and sheet.session.stage != "closed"
    ready = _ready(request) if may_list else []
    rows = [_agenda_row(request, one) for one in sheet.items]
    undecided = [one for one in sheet.items if one.stage == "waiting"]
    first = next((one for one in undecided if not one.have_i_voted), next(iter(undecided), None))
    context = {
        "sheet": sheet,
        "rows": rows,
        "ready": ready,
        "stage": stage,
        "stage_tone": tone,
        "absent": names(one.name for one in sheet.members if not one.is_present),
        "may_list": may_list,
        "may_open": request.actor.may("decisions.open_session")
        and sheet.session.stage == "planned"
        and bool(sheet.items or sheet.closed_to_me),
        "may_close": request.actor.may("decisions.close_session") and sheet.session.stage == "open",
        "may_attend": sheet.session.stage == "open"
        and request.actor.may("decisions.record_attendance"),
        "attendance": AttendanceForm(sheet=sheet),
        "undecided": len(undecided),
        "first_url": here(request, "desk:item", item=first.item) if first else "",
        "back_url": here(request, "desk:sessions"),
    }
    return shown(
        request,
        "desk/decisions/session.html",
        context,
        title=sheet.session.committee_name,
        place="desk:sessions",
    )


@staff_route("decisions.put_on_agenda", methods=("POST",))
def agenda(request: Request, slug: str, session: UUID) -> HttpResponse:
    """Put one case on the agenda, or all that are ready."""
    chosen = request.POST.get("application", "")
    try:
        if chosen == "all":
            number = list_ready_cases(request.actor, session=session)
        else:
            put_on_agenda(request.actor, session=session, application=_case_named(chosen))
            number = 1
    except (NotReady, AlreadyOnAgenda, SessionOver) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext(
                "%(count)s case was put on the agenda.",
                "%(count)s cases were put on the agenda.",
                number,
            )
            % {"count": number},
        )
    return _back(request, session)


@staff_route("decisions.open_session", methods=("POST",))
def open_(request: Request, slug: str, session: UUID) -> HttpResponse:
    """Open the session for those who are present."""
    sheet = session_sheet(request.actor, session=session)
    form = AttendanceForm(request.POST, sheet=sheet)
    if not form.is_valid():
        messages.error(request, _("Tick those who are present, then open the session."))
        return _back(request, session)
    try:
        open_session(request.actor, session=session, present=_present(form))
    except WrongStage as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The session is open. Members can vote."))
    return _back(request, session)


@staff_route("decisions.record_attendance", methods=("POST",))
def attendance(request: Request, slug: str, session: UUID) -> HttpResponse:
    """Say anew who takes part."""
    sheet = session_sheet(request.actor, session=session)
    form = AttendanceForm(request.POST, sheet=sheet)
    if form.is_valid():
        record_attendance(request.actor, session=session, present=_present(form))
        messages.success(request, _("The attendance is recorded."))
    else:
        messages.error(request, _("Tick at least one member."))
    return _back(request, session)


@staff_route("decisions.close_session")
def closing(request: Request, slug: str, session: UUID) -> HttpResponse:
    """The last look before the minutes get their number."""
    sheet = session_sheet(request.actor, session=session)
    context = {
        "sheet": sheet,
        "rows": [_agenda_row(request, one) for one in sheet.items],
        "undecided": [one for one in sheet.items if one.stage == "waiting"],
        "back_url": here(request, "desk:session", session=session),
    }
    return shown(
        request,
        "desk/decisions/closing.html",
        context,
        title=_("Close the session"),
        place="desk:sessions",
    )


@staff_route("decisions.close_session", methods=("POST",), fresh="sitting")
def close(request: Request, slug: str, session: UUID) -> HttpResponse:
    """Close the session; its minutes are numbered."""
    try:
        close_session(request.actor, session=session)
    except (ItemsUndecided, SessionNotOpen) as refusal:
        messages.error(request, str(refusal))
        return _back(request, session)
    messages.success(request, _("The session is closed and its minutes are numbered."))
    return redirect(here(request, "desk:minutes", session=session))


@staff_route("decisions.minutes_of", fresh="sitting")
def minutes(request: Request, slug: str, session: UUID) -> HttpResponse:
    """The minutes, to be printed and signed."""
    row = minutes_of(request.actor, session=session)
    context = {
        "minutes": row,
        "rows": [
            {
                "row": one,
                "outcome": words.OUTCOMES[one.outcome] if one.outcome else None,
                "votes": [
                    (words.CHOICES[choice][0], number)
                    for choice, number in one.counts.items()
                    if number
                ],
                "recused": names(one.recused),
            }
            for one in row.items
        ],
        "signers": row.present,
        "present": names(row.present),
        "absent": names(row.absent),
        "back_url": here(request, "desk:session", session=session),
    }
    return shown(
        request,
        "desk/decisions/minutes.html",
        context,
        title=_("Minutes of a session"),
        place="desk:sessions",
    )


def _present(form: AttendanceForm) -> list[UUID]:
    return [UUID(one) for one in form.cleaned_data["present"]]


def _back(request: Request, session: UUID) -> HttpResponse:
    return redirect(here(request, "desk:session", session=session))


def _listed(request: Request, wrong: PlanSessionForm | None) -> HttpResponse:
    rows = sorted(sessions_listed(request.actor), key=lambda row: _ORDER.index(row.stage))
    may_plan = request.actor.may("decisions.plan_session")
    committees = committees_listed(request.actor) if may_plan else ()
    waiting = [one for one in _cases(request) if one.item is None]
    context = {
        "now": [_session_row(request, row) for row in rows if row.stage != "closed"],
        "closed": [_session_row(request, row) for row in rows if row.stage == "closed"],
        "may_plan": may_plan and any(one.is_active for one in committees),
        "form": wrong,
        "plan_form": wrong or PlanSessionForm(committees=committees),
        "waiting": len(waiting),
        "has_rows": bool(rows),
    }
    return shown(
        request,
        "desk/decisions/sessions.html",
        context,
        title=_("Committee sessions"),
        place="desk:sessions",
        status=422 if wrong else 200,
    )


def _cases(request: Request) -> "list[CaseRow]":
    if not request.actor.may("decisions.cases_to_decide"):
        return []
    return [one for one in cases_to_decide(request.actor) if one.decided_by == "committee"]


def _ready(request: Request) -> "list[CaseRow]":
    return [one for one in _cases(request) if one.item is None]


def _session_row(request: Request, row: "SessionRow") -> dict[str, object]:
    stage, tone = words.SESSION_STAGES[row.stage]
    name = "desk:minutes" if row.stage == "closed" and row.minutes_number else "desk:session"
    return {
        "row": row,
        "stage": stage,
        "tone": tone,
        "url": here(request, "desk:session", session=row.id),
        "minutes_url": here(request, name, session=row.id) if row.minutes_number else "",
    }


def _agenda_row(request: Request, row: "AgendaRow") -> dict[str, object]:
    return {
        "row": row,
        "url": here(request, "desk:item", item=row.item),
        "outcome": words.OUTCOMES[row.outcome] if row.outcome else None,
        "letter_url": here(request, "desk:letter", decision=row.decision) if row.decision else "",
    }


def _case_named(chosen: str) -> UUID:
    try:
        return UUID(chosen)
    except ValueError:
        raise Unreadable from None
