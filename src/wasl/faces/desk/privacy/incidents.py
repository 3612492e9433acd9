"""What happened to personal data: the register, one incident, and the notices that it owes."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.privacy.actions import (
    assess_incident,
    close_incident,
    open_incident,
    tell_authority,
    tell_people,
)
from wasl.domains.privacy.queries import (
    IncidentRow,
    IncidentSheet,
    incident_sheet,
    incidents_listed,
)
from wasl.domains.privacy.refusals import (
    IncidentMalformed,
    KnownTooEarly,
    LateUnexplained,
    LessonsMissing,
    MomentToCome,
    ToldTooEarly,
)
from wasl.faces.desk.acting import Places, acted, acted_on
from wasl.faces.desk.frame import here
from wasl.faces.desk.privacy import words
from wasl.faces.desk.privacy.forms import (
    AssessForm,
    AuthorityForm,
    CloseForm,
    IncidentForm,
    PeopleForm,
)
from wasl.faces.desk.privacy.frame import privacy_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed, version_typed
from wasl.faces.ui.forms import with_own_ids
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from wasl.domains.privacy.models import Incident

_A_PAGE: Final = 25
_AT: Final[Places] = {
    IncidentMalformed: ("happened",),
    KnownTooEarly: ("happened_on", "told_on"),
    LateUnexplained: ("late_why",),
    LessonsMissing: ("lessons",),
    MomentToCome: ("known_on", "told_on"),
    ToldTooEarly: ("told_on",),
}


@staff_route("privacy.incidents_listed")
def incidents(request: Request, slug: str) -> HttpResponse:
    """The register of incidents."""
    after = key_typed(request.GET.get("after"))
    rows = incidents_listed(request.actor, after=after, most=_A_PAGE)
    address = here(request, "desk:incidents")
    context = {
        "rows": [incident_shown(request, row) for row in rows],
        "first_url": address if after else "",
        "next_url": f"{address}?after={rows[-1].id}" if len(rows) == _A_PAGE else "",
        "may_open": request.actor.may("privacy.open_incident"),
        "has_rows": bool(rows),
    }
    return privacy_page(request, "incidents", context, title=_("Incidents"), tab="desk:incidents")


@staff_route("privacy.open_incident", methods=("GET", "POST"))
def open_new(request: Request, slug: str) -> HttpResponse:
    """Record an incident; the 72 hours run from the moment at which it became known."""
    form = IncidentForm(
        request.POST if request.method == "POST" else None,
        initial={**_now("known"), "is_estimate": True},
    )

    def act() -> "Incident":
        said = form.cleaned_data
        return open_incident(
            request.actor,
            title=said["title"],
            happened=said["happened"],
            known_at=form.moment("known") or timezone.now(),
            happened_at=form.moment("happened"),
            kinds=said["kinds"],
            people_count=said["people_count"],
            is_estimate=said["is_estimate"],
            measures=said["measures"],
        )

    def again(status: int) -> HttpResponse:
        return privacy_page(
            request,
            "incident_new",
            {"form": form, "back_url": here(request, "desk:incidents")},
            title=_("Record an incident"),
            tab="desk:incidents",
            status=status,
        )

    return acted(
        request,
        form,
        act,
        at=_AT,
        done=_("The incident is recorded and its clock runs."),
        after=lambda row: here(request, "desk:incident", key=row.pk),
        again=again,
    )


@staff_route("privacy.incident_sheet")
def sheet(request: Request, slug: str, key: UUID) -> HttpResponse:
    """One incident: what happened, what it owes, and the next step."""
    return _sheet(request, key)


@staff_route("privacy.assess_incident", methods=("POST",), fresh="now")
def assess(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Weigh the incident."""
    form = AssessForm(request.POST)

    def act() -> object:
        return assess_incident(
            request.actor,
            incident=key,
            version=version_typed(request),
            **form.cleaned_data,
        )

    return _acted(request, key, "assess_form", form, act, _("The incident is weighed."))


@staff_route("privacy.tell_authority", methods=("POST",))
def authority(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Record that the authority was told."""
    form = AuthorityForm(request.POST)

    def act() -> object:
        return tell_authority(
            request.actor,
            incident=key,
            version=version_typed(request),
            told_at=form.moment("told") or timezone.now(),
            reference=form.cleaned_data["reference"],
            late_why=form.cleaned_data["late_why"],
        )

    return _acted(request, key, "authority_form", form, act, _("Recorded: the authority was told."))


@staff_route("privacy.tell_people", methods=("POST",))
def people(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Record that the people were told."""
    form = PeopleForm(request.POST)

    def act() -> object:
        return tell_people(
            request.actor,
            incident=key,
            version=version_typed(request),
            how=form.cleaned_data["how"],
            count=form.cleaned_data["count"],
            told_at=form.moment("told") or timezone.now(),
        )

    return _acted(request, key, "people_form", form, act, _("Recorded: the people were told."))


@staff_route("privacy.close_incident", methods=("POST",), fresh="now")
def close(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Close the incident with what was learned."""
    form = CloseForm(request.POST)

    def act() -> object:
        return close_incident(
            request.actor,
            incident=key,
            version=version_typed(request),
            lessons=form.cleaned_data["lessons"],
        )

    return _acted(request, key, "close_form", form, act, _("The incident is closed."))


@staff_route("privacy.incident_sheet")
def notice(request: Request, slug: str, key: UUID, to: str) -> HttpResponse:
    """The ready notice to the authority or to the people, to be printed or copied."""
    found = incident_sheet(request.actor, incident=key)
    titles = {
        "authority": _("Notice of a personal data incident"),
        "people": _("Notice to those whose data was touched"),
    }
    if to not in titles:
        raise NotFound
    context = {
        "sheet": found,
        "shown": incident_shown(request, found.row),
        "kinds": [words.KINDS[kind] for kind in found.row.kinds if kind in words.KINDS],
        "officer": request.actor.name,
        "today": timezone.localdate(),
        "back_url": here(request, "desk:incident", key=key),
    }
    return privacy_page(request, f"notice_{to}", context, title=titles[to], tab="desk:incidents")


def incident_shown(request: Request, row: IncidentRow) -> dict[str, Any]:
    """An incident as lists show it."""
    stage, stage_tone = words.INCIDENT_STAGES[row.stage]
    risk, risk_tone = words.RISKS[row.risk]
    return {
        "row": row,
        "stage": stage,
        "stage_tone": stage_tone,
        "risk": risk,
        "risk_tone": risk_tone,
        "standing_tone": words.STANDINGS[row.standing][1] if row.standing else "",
        "hours_late": -row.hours_left,
        "kinds": [words.KINDS[kind] for kind in row.kinds if kind in words.KINDS],
        "url": here(request, "desk:incident", key=row.id)
        if request.actor.may("privacy.incident_sheet")
        else "",
    }


def _sheet(
    request: Request, key: UUID, *, status: int = 200, **given: forms.BaseForm
) -> HttpResponse:
    found = incident_sheet(request.actor, incident=key)
    weighed = {
        "risk": found.row.risk,
        "consequences": found.consequences,
        "measures": found.measures,
        "advice": found.advice,
        "kinds": found.row.kinds,
        "people_count": found.row.people_count,
        "is_estimate": found.row.is_estimate,
    }
    asked: dict[str, forms.BaseForm] = {
        "assess_form": AssessForm(initial=weighed),
        "authority_form": AuthorityForm(initial=_now("told")),
        "people_form": PeopleForm(initial={**_now("told"), "count": found.row.people_count}),
        "close_form": CloseForm(),
    }
    context = {
        "sheet": found,
        "shown": incident_shown(request, found.row),
        "told_how": words.TOLD_HOW.get(found.people_told_how, ""),
        "steps": _steps(found),
        "authority_notice_url": here(request, "desk:incident_notice", key=key, to="authority"),
        "people_notice_url": here(request, "desk:incident_notice", key=key, to="people"),
        "back_url": here(request, "desk:incidents"),
        **with_own_ids(asked | given),
        "form": next(iter(given.values()), None),
    }
    return privacy_page(
        request,
        "incident",
        context,
        title=found.row.title,
        tab="desk:incidents",
        status=status,
    )


def _steps(found: IncidentSheet) -> list[dict[str, Any]]:
    row = found.row
    steps: list[dict[str, Any]] = []
    if found.happened_at:
        steps.append({"title": _("Happened"), "state": "done", "at": found.happened_at})
    steps.append(
        {"title": _("Became known"), "state": "done", "at": row.known_at, "who": found.opened_by}
    )
    if row.authority_told_at:
        steps.append(
            {
                "title": _("The authority was told"),
                "state": "done",
                "at": row.authority_told_at,
                "who": found.authority_told_by,
                "note": found.authority_reference,
            }
        )
    elif row.standing is not None:
        steps.append(
            {"title": _("End of the 72 hours"), "state": "next", "at": row.authority_due_at}
        )
    if row.people_told_at:
        steps.append(
            {
                "title": _("The people were told"),
                "state": "done",
                "at": row.people_told_at,
                "who": found.people_told_by,
            }
        )
    if found.closed_at:
        steps.append(
            {
                "title": _("Closed"),
                "state": "done",
                "at": found.closed_at,
                "who": found.closed_by,
            }
        )
    return steps


def _now(name: str) -> dict[str, str]:
    now = timezone.localtime()
    return {f"{name}_on": f"{now:%Y/%m/%d}", f"{name}_time": f"{now:%H:%M}"}


_acted = partial(acted_on, at=_AT, place="desk:incident", page=_sheet)
"""Do it and go back to the sheet; what is refused is told there, with all that was typed."""
