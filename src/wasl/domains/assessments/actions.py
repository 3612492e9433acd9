"""Assessments carried out: planned, assigned, recorded, and a recommendation drawn from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.applications.actions import mark_assessed
from wasl.domains.applications.refusals import SamePerson
from wasl.domains.assessments.models import Assessment, Recommendation
from wasl.domains.assessments.queries import (
    CriterionRow,
    _case_under_assessment,
    _criteria_results,
)
from wasl.domains.assessments.refusals import (
    FindingUnknown,
    FindingUnreadable,
    MechanismNotRequired,
    MechanismOutstanding,
    NotUnderAssessment,
    OutcomeUnknown,
    ReasonsNeeded,
    SourceNeeded,
    SummaryNeeded,
)
from wasl.domains.assessments.rules import (
    DOCUMENTS,
    OUTCOMES,
    SHORTEST_REASON,
    counted,
    finding_kept,
    mechanisms_outstanding,
)
from wasl.domains.catalogue.queries import answers_cleaned, edition_of
from wasl.domains.parties.actions import take_found
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed
from wasl.foundation.scoping import Prepared, add_all
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.applications.queries import ApplicationCase

UNDER_ASSESSMENT = "complete"


@dataclass(frozen=True, slots=True)
class MechanismFindings:
    """What one mechanism found. `findings` maps a question to {"value", "source", "on"}.

    `on` is a day as `2026-01-31`; without it, today.
    """

    mechanism: str
    findings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    summary: str = ""


@action
def plan_assessments(by: Actor, *, application: UUID, edition: UUID) -> tuple[Assessment, ...]:
    """Plan every mechanism that the service's edition requires, once each (R69).

    A case that comes back complete keeps what was done before.
    """
    remark(application=str(application))
    planned = [
        Assessment(application_id=application, mechanism=mechanism)
        for mechanism in edition_of(by, edition=edition).mechanisms
    ]
    add_all(planned, unless_there=True)
    return tuple(planned)


@action
def assign_assessment(
    by: Actor,
    *,
    application: UUID,
    to: UUID,
    mechanism: str | None = None,
    planned_on: date | None = None,
) -> int:
    """Give the mechanisms of a case that are still to be done, or one of them, to a colleague.

    Returns how many. Refuses with `SamePerson` somebody who took or checked the case, and with
    `NotUnderAssessment` when nothing is left to be done.
    """
    rows, case = _opened(by, application)
    if to in case.handled_by:
        raise SamePerson(subject=application)
    chosen = [row.pk for row in rows if row.done_at is None and mechanism in (None, row.mechanism)]
    if not chosen:
        raise NotUnderAssessment
    remark(application=str(application), to=str(to), mechanisms=len(chosen))
    return Assessment.objects.filter(pk__in=chosen).update(assigned_to=to, planned_on=planned_on)


@action
def record_findings(
    by: Actor,
    *,
    application: UUID,
    mechanism: str,
    findings: Mapping[str, Mapping[str, Any]] | None = None,
    summary: str = "",
    done: bool = True,
) -> Assessment:
    """Record what one mechanism found, beside what was stated; `done` closes the mechanism.

    Before it is done it may be saved as often as needed. Values come as typed. Refuses with
    `MechanismNotRequired`, `NotUnderAssessment`, `FindingUnknown`, `SourceNeeded`,
    `FindingUnreadable` (each question with its sentence), `SummaryNeeded`, `FileNotAssigned`,
    `ConflictOfInterest`, and with `SamePerson` whoever took or checked the case.
    """
    rows, case = _opened(by, application)
    row = _read_into(
        by, case, rows, MechanismFindings(mechanism, findings or {}, summary), done=done
    )
    row.save(update_fields=_RECORDED)
    if done:
        _take_over(by, case, [row])
    remark(row, application=str(application), mechanism=mechanism, done=done)
    return row


@action
def recommend(
    by: Actor,
    *,
    application: UUID,
    outcome: str,
    reasons: str,
    findings: Sequence[MechanismFindings] = (),
) -> Recommendation:
    """Evaluate the criteria and recommend; the case then waits for those who decide (R67).

    `findings` records mechanisms in the same act. Criteria are judged over the stated answers,
    overridden by what was found, and kept as they stood. Refuses with `MechanismOutstanding`
    naming what is still to be done, with `ReasonsNeeded`, with `OutcomeUnknown`, and as `record_findings` does.
    """
    if len(reasons.strip()) < SHORTEST_REASON:
        raise ReasonsNeeded
    if outcome not in OUTCOMES:
        raise OutcomeUnknown
    rows, case = _opened(by, application)
    studied = [_read_into(by, case, rows, found, done=True) for found in findings]
    outstanding = mechanisms_outstanding(
        case.definition.mechanisms, (row.mechanism for row in rows if row.done_at)
    )
    if outstanding:
        raise MechanismOutstanding(mechanisms=outstanding)
    # Rows that are there already: this is one statement for as many as there are.
    Assessment.objects.bulk_create(
        studied, update_conflicts=True, unique_fields=["id"], update_fields=_RECORDED
    )
    _take_over(by, case, studied)
    criteria = _criteria_results(by, case, rows)
    met, unmet, unknown = counted(one.met for one in criteria)
    recommendation = Recommendation.objects.create(
        application_id=application,
        results={"criteria": [_stored(one) for one in criteria]},
        met=met,
        unmet=unmet,
        unknown=unknown,
        outcome=outcome,
        reasons=reasons.strip(),
        given_by=_person(by),
        given_at=timezone.now(),
    )
    mark_assessed(by.as_system(), application=application)
    remark(recommendation, application=str(application), met=met, unmet=unmet, unknown=unknown)
    return recommendation


@action
def take_back_recommendation(by: Actor, *, application: UUID) -> None:
    """Let a recommendation no longer stand, because the applicant was asked for more."""
    standing = Recommendation.objects.filter(application_id=application, taken_back_at=None)
    remark(application=str(application), taken_back=standing.update(taken_back_at=timezone.now()))


def _person(by: Actor) -> UUID:
    """Who acts; the association's machinery recommends nothing. Refuses with `NotAllowed`."""
    if by.staff is None:
        raise NotAllowed
    return by.staff


_mechanisms_held = Prepared(
    lambda application: (
        Assessment.objects.select_for_update(of=("self",))
        .filter(application_id=application)
        .order_by("id")
    )
)


def _opened(by: Actor, application: UUID) -> "tuple[list[Assessment], ApplicationCase]":
    """The planned mechanisms, held, and the case; refuses whoever may not study it."""
    rows = _mechanisms_held(application=application)
    case = _case_under_assessment(by, application, rows)
    if by.staff in case.handled_by:
        raise SamePerson(subject=application)
    if case.stage != UNDER_ASSESSMENT:
        raise NotUnderAssessment
    return rows, case


def _take_over(by: Actor, case: "ApplicationCase", studied: Sequence[Assessment]) -> None:
    """Keep with the party what was found, beside what was stated and verified (R66)."""
    if case.beneficiary is None:
        return
    for row in studied:
        take_found(
            by.with_permissions("parties.take_found"),
            party=case.beneficiary,
            findings={key: one for key, one in row.findings.items() if key != DOCUMENTS},
            mechanism=row.mechanism,
            about=case.id,
        )


_RECORDED = ("findings", "summary", "assigned_to", "done_by", "done_at")


def _read_into(
    by: Actor,
    case: "ApplicationCase",
    rows: list[Assessment],
    found: MechanismFindings,
    *,
    done: bool,
) -> Assessment:
    row = next((row for row in rows if row.mechanism == found.mechanism), None)
    if row is None:
        raise MechanismNotRequired
    if row.done_at is not None:
        raise NotUnderAssessment
    if done and len(found.summary.strip()) < SHORTEST_REASON:
        raise SummaryNeeded
    row.findings = _read(by, case, found.findings)
    row.summary = found.summary.strip()
    if row.assigned_to is None:
        row.assigned_to = by.staff
    if done:
        row.done_by, row.done_at = by.staff, timezone.now()
    return row


def _read(
    by: Actor, case: "ApplicationCase", typed: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    identifying = {one.key for one in case.definition.questions if one.is_identifier}
    asked = {key: finding.get("value") for key, finding in typed.items() if key != DOCUMENTS}
    cleaned = answers_cleaned(by.as_system(), edition=case.edition, answers=asked)
    if cleaned.unknown or identifying & asked.keys():
        raise FindingUnknown
    errors = dict(cleaned.errors)
    kept: dict[str, dict[str, Any]] = {}
    for key, finding in typed.items():
        source = str(finding.get("source", "")).strip()[:60]
        if not source:
            raise SourceNeeded
        value = cleaned.values.get(key)
        if key == DOCUMENTS:
            value = finding.get("value") in (True, "yes", "true")
        try:
            on = date.fromisoformat(finding["on"]) if finding.get("on") else timezone.localdate()
        except ValueError:
            errors[key] = FindingUnreadable.sentence
        else:
            kept[key] = finding_kept(value, source, on)
    if errors:
        raise FindingUnreadable(errors=errors)
    return kept


def _stored(one: CriterionRow) -> dict[str, Any]:
    return {
        "key": one.key,
        "met": one.met,
        "clause": one.clause,
        "seen": [
            {
                "fact": seen.fact,
                "value": _plain(seen.value),
                "operator": seen.operator,
                "thresholds": [_plain(threshold) for threshold in seen.thresholds],
            }
            for seen in one.seen
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
