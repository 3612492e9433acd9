"""The researcher's pages: what waits, the sheet of a case, and the three acts on it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.assessments.actions import assign_assessment, recommend, record_findings
from wasl.domains.assessments.queries import assessment_sheet, assessments_mine
from wasl.domains.assessments.refusals import (
    FindingUnreadable,
    MechanismOutstanding,
    ReasonsNeeded,
    SourceNeeded,
    SummaryNeeded,
)
from wasl.faces.desk import words
from wasl.faces.desk.assessing.forms import FindingsForm, PlanForm, RecommendationForm
from wasl.faces.desk.doors import case_door, colleagues
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.tabs import case_tabs
from wasl.faces.desk.values import told
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import cited
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.shapes import CriterionRow
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from wasl.domains.assessments.queries import AssessmentSheet, MechanismRow
    from wasl.domains.assessments.queries import CriterionRow as Judged


@staff_route("assessments.assessments_mine")
def assessments(request: Request, slug: str) -> HttpResponse:
    """What waits for me, and what waits for any researcher."""
    rows = [(row, words.MECHANISMS[row.mechanism][1]) for row in assessments_mine(request.actor)]
    context = {
        "mine": [{"row": row, "icon": icon} for row, icon in rows if row.is_mine],
        "free": [{"row": row, "icon": icon} for row, icon in rows if not row.is_mine],
        "has_rows": bool(rows),
    }
    return shown(
        request,
        "desk/assessments.html",
        context,
        title=_("My assessments"),
        place="desk:assessments",
    )


@staff_route("assessments.assessment_sheet")
@case_door
def assessment(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The mechanisms, the criteria one by one, and the recommendation."""
    return _page(request, assessment_sheet(request.actor, application=application))


@staff_route("assessments.record_findings", methods=("POST",))
@case_door
def findings(request: Request, slug: str, application: UUID, mechanism: str) -> HttpResponse:
    """Keep what a mechanism found; the second button closes it."""
    sheet = assessment_sheet(request.actor, application=application)
    row = next((one for one in sheet.mechanisms if one.kind == mechanism), None)
    if row is None:
        raise NotFound
    form = FindingsForm(sheet, row, data=request.POST)
    done = "done" in request.POST
    try:
        record_findings(
            request.actor,
            application=application,
            mechanism=mechanism,
            findings=form.findings(),
            summary=form.summary,
            done=done,
        )
    except FindingUnreadable as refusal:
        form.mark(refusal.errors)
        return _page(request, sheet, findings_form=form)
    except (SourceNeeded, SummaryNeeded) as refusal:
        form.add_error("summary" if isinstance(refusal, SummaryNeeded) else None, str(refusal))
        return _page(request, sheet, findings_form=form)
    messages.success(request, _("This part is closed.") if done else _("The findings are saved."))
    return _back(request, application)


@staff_route("assessments.assign_assessment", methods=("POST",))
@case_door
def plan(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Say who carries a mechanism out and on which day."""
    form = PlanForm(request.POST, staff=_researchers(request))
    if form.is_valid():
        assign_assessment(
            request.actor,
            application=application,
            to=UUID(form.cleaned_data["to"]),
            mechanism=request.POST.get("mechanism") or None,
            planned_on=form.cleaned_data["planned_on"],
        )
        messages.success(request, _("The plan is saved."))
    else:
        messages.error(request, _("Choose who carries it out and a day, then save again."))
    return _back(request, application)


@staff_route("assessments.recommend", methods=("POST",))
@case_door
def recommendation(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Recommend, with reasons; the case then waits for those who decide."""
    form = RecommendationForm(request.POST)
    if form.is_valid():
        try:
            recommend(request.actor, application=application, **form.cleaned_data)
        except (MechanismOutstanding, ReasonsNeeded) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The recommendation is given. The case waits for a decision.")
            )
            return _back(request, application)
    sheet = assessment_sheet(request.actor, application=application)
    return _page(request, sheet, recommendation_form=form)


def _back(request: Request, application: UUID) -> HttpResponse:
    return redirect(here(request, "desk:assessment", application=application))


def _researchers(request: Request) -> list[tuple[str, str]]:
    me = [(str(request.actor.staff), request.actor.name)]
    return me + colleagues(request, "researcher")


def _page(
    request: Request,
    sheet: "AssessmentSheet",
    *,
    findings_form: FindingsForm | None = None,
    recommendation_form: RecommendationForm | None = None,
) -> HttpResponse:
    may_record = sheet.may_work and request.actor.may("assessments.record_findings")
    may_recommend = sheet.may_work and request.actor.may("assessments.recommend")
    wrong = findings_form or recommendation_form
    first = next((row.kind for row in sheet.mechanisms if not row.is_done), "")
    opened = findings_form.mechanism.kind if findings_form else first
    context = {
        "sheet": sheet,
        "case": sheet.case,
        "form": wrong,
        "mechanisms": [
            _mechanism(request, sheet, row, findings_form) | {"is_open": row.kind == opened}
            for row in sheet.mechanisms
        ],
        "criteria": [criterion(one, sheet) for one in sheet.criteria],
        "may_record": may_record,
        "recommendation_form": recommendation_form or RecommendationForm(),
        "may_recommend": may_recommend,
        "outstanding": [row.title for row in sheet.mechanisms if row.kind in sheet.outstanding],
        "outcome": words.OUTCOMES.get(sheet.recommendation.outcome)
        if sheet.recommendation
        else None,
        "stage": words.stage_words(sheet.case.stage),
        "stage_tone": words.stage_tone(sheet.case.stage),
        "tabs": case_tabs(request, sheet.case, "desk:assessment"),
        "back_url": here(request, "desk:assessments")
        if request.actor.may("assessments.assessments_mine")
        else here(request, "desk:queue"),
    }
    return shown(
        request,
        "desk/assessment.html",
        context,
        title=sheet.case.service_title,
        place="desk:assessments",
        status=422 if wrong else 200,
    )


def _mechanism(
    request: Request,
    sheet: "AssessmentSheet",
    row: "MechanismRow",
    wrong: FindingsForm | None,
) -> dict[str, object]:
    is_wrong = wrong is not None and wrong.mechanism.kind == row.kind
    form = wrong if is_wrong else FindingsForm(sheet, row)
    return {
        "row": row,
        "icon": words.MECHANISMS[row.kind][1],
        "clause_text": _clause_text(sheet, row.clause),
        "form": form,
        "findings": [
            {
                "finding": one,
                "stated": told(sheet.case.definition.question(one.key), one.stated),
                "found": told(sheet.case.definition.question(one.key), one.found),
            }
            for one in row.findings
        ],
        "plan": PlanForm(
            staff=_researchers(request),
            auto_id=f"{row.kind}_%s",
            initial={
                "to": str(row.assigned_to or request.actor.staff),
                "planned_on": row.planned_on.isoformat() if row.planned_on else "",
            },
        ),
        "findings_url": here(
            request, "desk:findings", application=sheet.case.id, mechanism=row.kind
        ),
    }


def _clause_text(sheet: "AssessmentSheet", ref: str) -> object:
    clause = sheet.case.policy.clause(ref) if ref else None
    return clause.text if clause else ""


def criterion(judged: "Judged", sheet: "AssessmentSheet") -> CriterionRow:
    """One criterion as the page shows it: what was seen, and the clause."""
    seen = []
    for one in judged.seen:
        value = told(sheet.case.definition.question(one.fact), one.value)
        said = spoken(value) if value != "" else spoken(_("not known"))
        label = words.DERIVED.get(one.fact, one.label)
        seen.append(f"{spoken(label)}: {said}")
    state = {True: "met", False: "not_met", None: "unknown"}[judged.met]
    return CriterionRow(
        title=judged.title,
        state=state,
        seen=" · ".join(seen),
        clause=cited(sheet.case.policy, judged.clause),
        clause_text=judged.clause_text,
        note=judged.unmet if judged.met is False else "",
    )
