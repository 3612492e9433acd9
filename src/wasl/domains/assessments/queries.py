"""Assessments read: what is to be done, the sheet of a case, and its recommendation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, Value
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.applications.refusals import FileNotAssigned
from wasl.domains.assessments.models import Assessment, Recommendation
from wasl.domains.assessments.rules import DOCUMENTS, as_fact, facts_found
from wasl.domains.eligibility.queries import explain_criteria
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import Calendar, age_on
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import ConflictOfInterest
from wasl.foundation.scoping import Prepared
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question, ServiceDefinition
    from wasl.domains.policies.rules import Policy

Words = Mapping[str, str]

_TITLES: Mapping[str, Words] = {
    "administrative_check": {"ar": "الفحص الإداري", "en": "Administrative check"},
    "interview": {"ar": "المقابلة الشخصية", "en": "Interview"},
    "field_visit": {"ar": "الزيارة الميدانية", "en": "Field visit"},
}
_DOCUMENTS_LABEL: Words = {"ar": "المستندات سليمة", "en": "The documents are in order"}
_UNTITLED: Words = {"ar": "", "en": ""}
_SEE_EVERY_CASE = "applications.see_every_case"
_MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was found about one question, beside what was stated."""

    key: str
    label: Words
    stated: Any
    found: Any
    source: str
    on: date
    differs: bool


@dataclass(frozen=True, slots=True)
class MechanismRow:
    """One mechanism of a case, done or still to be done."""

    kind: str
    title: Words
    clause: str
    planned_on: date | None
    assigned_to: UUID | None
    assigned_name: str
    done_by_name: str
    done_at: datetime | None
    summary: str
    findings: tuple[FindingRow, ...]

    @property
    def is_done(self) -> bool:
        """Whether this mechanism has been carried out."""
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A fact as a criterion saw it; `value` is None when it is not known."""

    fact: str
    label: Words
    value: Any
    operator: str
    thresholds: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with its result; `met` is None when it cannot be told."""

    key: str
    title: Words
    unmet: Words
    met: bool | None
    seen: tuple[SeenRow, ...]
    clause: str
    clause_text: Words


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """What the researcher recommends, and the criteria as they stood then."""

    application: UUID
    outcome: str
    reasons: str
    given_by: UUID
    given_by_name: str
    given_at: datetime
    met: int
    unmet: int
    unknown: int
    criteria: tuple[CriterionRow, ...]


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """All that was found about a case. `questions` are those that may be answered by a finding."""

    case: ApplicationCase
    mechanisms: tuple[MechanismRow, ...]
    criteria: tuple[CriterionRow, ...]
    outstanding: tuple[str, ...]
    recommendation: RecommendationRow | None
    questions: "tuple[Question, ...]"
    may_work: bool


@dataclass(frozen=True, slots=True)
class AssessmentToDo:
    """A mechanism that waits for somebody."""

    application: UUID
    reference: str
    service: Words
    masked_name: str
    mechanism: str
    title: Words
    planned_on: date | None
    is_mine: bool
    reply_expected_on: date | None


@query
def assessments_mine(by: Actor) -> tuple[AssessmentToDo, ...]:
    """What waits for me, and what waits for anybody; cases that touch me are left out."""
    mine = Q(assigned_to=by.staff) | Q(assigned_to=None, application__researcher=by.staff)
    anybody = Q(assigned_to=None, application__researcher=None)
    rows = (
        Assessment.objects.filter(mine | anybody, done_at=None, application__stage="complete")
        .select_related("application__service")
        .order_by("application__reply_expected_on", "application_id", "id")[:_MOST_LISTED]
    )
    return tuple(
        AssessmentToDo(
            application=row.application_id,
            reference=row.application.reference,
            service=row.application.service.title,
            masked_name=_masked(str(row.application.applicant.get("name", ""))),
            mechanism=row.mechanism,
            title=_TITLES[row.mechanism],
            planned_on=row.planned_on,
            is_mine=by.staff in (row.assigned_to, row.application.researcher),
            reply_expected_on=row.application.reply_expected_on,
        )
        for row in rows
        if not by.kin & set(row.application.conflict_indexes)
        and str(by.staff) not in row.application.handled_by
    )


def _masked(name: str) -> str:
    parts = name.split()
    if not parts:
        return "—"
    return parts[0] if len(parts) == 1 else f"{parts[0]} {parts[-1][0]}…"


@recorded_query
def assessment_sheet(by: Actor, *, application: UUID) -> AssessmentSheet:
    """The mechanisms with their findings, the criteria one by one, and the recommendation.

    Refuses with `FileNotAssigned` somebody who neither studies the case nor may see it, and with
    `ConflictOfInterest` somebody whom it touches.
    """
    rows = list(Assessment.objects.filter(application_id=application).order_by("id"))
    case = _case_under_assessment(by, application, rows)
    remark(application=str(application))
    recommendation = _standing_recommendation(application)
    names = staff_names(
        by.as_system(),
        ids=[staff for row in rows for staff in (row.assigned_to, row.done_by) if staff is not None]
        + ([recommendation.given_by] if recommendation else []),
    )
    if recommendation is None:
        criteria = _criteria_results(by, case, rows)
    else:
        criteria = _stored_criteria(case.definition, case.policy, recommendation.results)
    done = [row.mechanism for row in rows if row.done_at]
    return AssessmentSheet(
        case=case,
        mechanisms=tuple(_mechanism(case, row, names) for row in rows),
        criteria=criteria,
        outstanding=tuple(one for one in case.definition.mechanisms if one not in done),
        recommendation=_recommendation(case, recommendation, names) if recommendation else None,
        questions=tuple(
            question
            for question in case.definition.questions
            if case.applies_as in question.applies_as and not question.is_identifier
        ),
        may_work=case.stage == "complete" and by.staff not in case.handled_by,
    )


@query
def recommendation_of(by: Actor, *, application: UUID) -> RecommendationRow | None:
    """The standing recommendation on a case, or None; who may see it, the caller has checked."""
    row = _standing_recommendation(application)
    if row is None:
        return None
    case = application_for_work(by.as_system(), application=application)
    return _recommendation(case, row, staff_names(by.as_system(), ids=[row.given_by]))


@query
def findings_of(by: Actor, *, application: UUID) -> tuple[MechanismRow, ...]:
    """The mechanisms of a case with their findings, for those who decide."""
    case = application_for_work(by.as_system(), application=application)
    rows = list(Assessment.objects.filter(application_id=application).order_by("id"))
    staff = [one for row in rows for one in (row.assigned_to, row.done_by) if one is not None]
    names = staff_names(by.as_system(), ids=staff)
    return tuple(_mechanism(case, row, names) for row in rows)


@query
def mechanisms_to_do(by: Actor, *, application: UUID) -> tuple[str, ...]:
    """The kinds of mechanism that were planned for a case and not carried out yet."""
    rows = Assessment.objects.filter(application_id=application, done_at=None).order_by("id")
    return tuple(rows.values_list("mechanism", flat=True))


@query
def recommendations_listed(by: Actor, *, applications: Iterable[UUID]) -> dict[UUID, str]:
    """What is recommended on each of these cases; a case that is absent has none."""
    rows = Recommendation.objects.filter(application_id__in=list(applications), taken_back_at=None)
    return dict(rows.values_list("application", "outcome"))


@query
def recommenders_of(by: Actor, *, applications: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Who studied each case that has a standing recommendation: they do not decide it.

    A case that is absent has none.
    """
    studied: dict[UUID, set[UUID]] = {}
    recommended = set()
    for application, staff, has_given in _givers_and_helpers(applications=list(applications)):
        studied.setdefault(application, set()).add(staff)
        if has_given:
            recommended.add(application)
    return {application: frozenset(studied[application]) for application in recommended}


_givers_and_helpers = Prepared(
    lambda applications: (
        Recommendation.objects.filter(application_id__in=applications, taken_back_at=None)
        .values_list("application", "given_by", Value(1))
        .union(
            Assessment.objects.filter(
                application_id__in=applications, done_by__isnull=False
            ).values_list("application", "done_by", Value(0))
        )
    )
)


def _case_under_assessment(
    by: Actor, application: UUID, rows: Sequence[Assessment]
) -> ApplicationCase:
    """The case, for somebody who studies it or may see it anyway.

    A case that nobody studies yet is open to every researcher. Refuses with `FileNotAssigned`,
    and with `ConflictOfInterest` whoever the case touches.
    """
    case = application_for_work(by.as_system(), application=application)
    if case.has_conflict(by):
        raise ConflictOfInterest(subject=application)
    if by.kind == "system":
        return case
    studying = {row.assigned_to for row in rows} | {case.researcher}
    is_free = studying <= {None} and "researcher" in by.roles
    if by.staff in studying or is_free or by.may(_SEE_EVERY_CASE):
        return case
    try:
        return application_for_work(by, application=application)
    except FileNotAssigned:
        raise FileNotAssigned(application=application) from None


def _criteria_results(
    by: Actor, case: ApplicationCase, rows: Iterable[Assessment]
) -> tuple[CriterionRow, ...]:
    """Each criterion over the stated answers, overridden by what was found."""
    facts = facts_found(
        case.facts,
        (
            {
                key: as_fact(case.definition.question(key), finding["value"])
                for key, finding in row.findings.items()
            }
            for row in rows
        ),
    )
    results = explain_criteria(
        by.as_system(), edition=case.edition, answers=facts, party=_known_of_party(case)
    )
    return tuple(
        _criterion(
            case.definition,
            case.policy,
            result.key,
            result.met,
            tuple(
                SeenRow(
                    one.fact,
                    _label(case.definition, one.fact),
                    one.value,
                    one.operator,
                    tuple(one.thresholds),
                )
                for one in result.seen
            ),
        )
        for result in results
    )


def _known_of_party(case: ApplicationCase) -> dict[str, Any]:
    """What the form does not ask but the personal data tell: age at submission, citizenship."""
    person = case.applicant.get("on_behalf_of") or case.applicant
    known: dict[str, Any] = {}
    identity = str(person.get("national_id") or "")
    if identity:
        known["is_citizen"] = identity.startswith("1")
    birth = person.get("birth")
    if birth and case.submitted_at:
        known["age"] = age_on(
            date.fromisoformat(birth["on"]),
            timezone.localdate(case.submitted_at),
            Calendar(birth["calendar"]),
        )
    return known


def _stored_criteria(
    definition: "ServiceDefinition", policy: "Policy", results: Mapping[str, Any]
) -> tuple[CriterionRow, ...]:
    """The results kept with a recommendation, with the words of the edition and the policy."""
    return tuple(
        _criterion(
            definition,
            policy,
            one["key"],
            one["met"],
            tuple(
                SeenRow(
                    seen["fact"],
                    _label(definition, seen["fact"]),
                    seen["value"],
                    seen["operator"],
                    tuple(seen["thresholds"]),
                )
                for seen in one["seen"]
            ),
        )
        for one in results.get("criteria", ())
    )


def _criterion(
    definition: "ServiceDefinition",
    policy: "Policy",
    key: str,
    met: bool | None,
    seen: tuple[SeenRow, ...],
) -> CriterionRow:
    written = next((one for one in definition.criteria if one["key"] == key), {})
    ref = str(written.get("clause", ""))
    clause = policy.clause(ref)
    return CriterionRow(
        key=key,
        title=written.get("title", _UNTITLED),
        unmet=written.get("unmet", _UNTITLED),
        met=met,
        seen=seen,
        clause=ref,
        clause_text=clause.text if clause else _UNTITLED,
    )


def _label(definition: "ServiceDefinition", fact: str) -> Words:
    question = definition.question(fact)
    return question.label if question else {"ar": fact, "en": fact}


def _standing_recommendation(application: UUID) -> Recommendation | None:
    return Recommendation.objects.filter(application_id=application, taken_back_at=None).first()


def _mechanism(case: ApplicationCase, row: Assessment, names: Mapping[UUID, str]) -> MechanismRow:
    listed = next((one for one in case.policy.mechanisms if one.kind == row.mechanism), None)
    return MechanismRow(
        kind=row.mechanism,
        title=listed.title if listed else _TITLES[row.mechanism],
        clause=listed.clause if listed else "",
        planned_on=row.planned_on,
        assigned_to=row.assigned_to,
        assigned_name=names.get(row.assigned_to, "") if row.assigned_to else "",
        done_by_name=names.get(row.done_by, "") if row.done_by else "",
        done_at=row.done_at,
        summary=row.summary,
        findings=tuple(_finding(case, key, finding) for key, finding in row.findings.items()),
    )


def _finding(case: ApplicationCase, key: str, finding: Mapping[str, Any]) -> FindingRow:
    question = case.definition.question(key)
    found = as_fact(question, finding["value"])
    stated = case.facts.get(key)
    if question:
        label = question.label
    else:
        label = _DOCUMENTS_LABEL if key == DOCUMENTS else {"ar": key, "en": key}
    return FindingRow(
        key=key,
        label=label,
        stated=stated,
        found=found,
        source=finding["source"],
        on=date.fromisoformat(finding["on"]),
        differs=question is not None and found is not None and found != stated,
    )


def _recommendation(
    case: ApplicationCase, row: Recommendation, names: Mapping[UUID, str]
) -> RecommendationRow:
    return RecommendationRow(
        application=case.id,
        outcome=row.outcome,
        reasons=row.reasons,
        given_by=row.given_by,
        given_by_name=names.get(row.given_by, ""),
        given_at=row.given_at,
        met=row.met,
        unmet=row.unmet,
        unknown=row.unknown,
        criteria=_stored_criteria(case.definition, case.policy, row.results),
    )


@query
def figures(by: Actor, *, since: datetime) -> Mapping[str, Figure]:
    """What was found out since then: `recommendations`, and each mechanism carried out, by kind."""
    done = Assessment.objects.filter(done_at__gte=since)
    return {
        **figures_of(
            done,
            "done_at",
            administrative_check=Q(mechanism="administrative_check"),
            interview=Q(mechanism="interview"),
            field_visit=Q(mechanism="field_visit"),
        ),
        **figures_of(
            Recommendation.objects.filter(given_at__gte=since),
            "given_at",
            recommendations=Q(taken_back_at__isnull=True),
        ),
    }
