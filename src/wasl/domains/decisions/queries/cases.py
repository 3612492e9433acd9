"""A case as those who decide see it, and the decisions taken on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import (
    ApplicationCase,
    application_for_work,
    applications_in_queue,
)
from wasl.domains.applications.refusals import SamePerson
from wasl.domains.assessments.queries import (
    CriterionRow,
    MechanismRow,
    RecommendationRow,
    findings_of,
    mechanisms_to_do,
    recommendation_of,
    recommendations_listed,
    recommenders_of,
)
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.decisions.models import AgendaItem, Decision
from wasl.domains.decisions.refusals import LACKING, NotReady
from wasl.domains.decisions.rules.readiness import what_is_outstanding
from wasl.domains.parties.queries import same_party
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import ConflictOfInterest
from wasl.foundation.trail import remark

Words = Mapping[str, str]
_DECIDING = "decisions.item_sheet"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One answer of the application; `shown` has the words of a choice, else None."""

    key: str
    label: Words
    value: Any
    shown: Words | None


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A standard reason that may be picked for an outcome."""

    key: str
    outcome: str
    text: Words
    clause: str


@dataclass(frozen=True, slots=True)
class EarlierHelp:
    """A decision that was taken for the same person before."""

    number: int
    issued_on: date
    service: Words
    outcome: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class CaseToDecide:
    """One page on a case, in the same order for all who decide."""

    application: UUID
    reference: str
    service: Words
    masked_name: str
    applies_as: str
    submitted_at: datetime | None
    reply_expected_on: date | None
    is_overdue: bool
    decided_by: str
    decider_title: Words
    need: tuple[NeedRow, ...]
    mechanisms: tuple[MechanismRow, ...]
    criteria: tuple[CriterionRow, ...]
    recommendation: RecommendationRow | None
    help_before: tuple[EarlierHelp, ...]
    reasons: tuple[ReasonRow, ...]
    lacking: tuple[str, ...]
    missing: "tuple[str | Promise, ...]"
    is_capacity_limited: bool

    @property
    def is_ready(self) -> bool:
        """Whether the case can be decided; if not, `missing` says why in words."""
        return not self.lacking


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as lists and cases show it; `number` is None while it is only proposed."""

    id: UUID
    application: UUID
    number: int | None
    stage: str
    outcome: str
    decided_by: str
    reason_key: str
    reasons: str
    conditions: str
    amount: Decimal | None
    valid_until: date | None
    clause: str
    proposed_by: UUID | None
    proposed_at: datetime
    returned_why: str
    issued_at: datetime | None
    promise_kept: bool | None
    corrects: UUID | None
    token: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposed decision that waits for its reviewer."""

    decision: UUID
    application: UUID
    reference: str
    service: Words
    masked_name: str
    outcome: str
    proposed_by_name: str
    proposed_at: datetime
    is_correction: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case that waits for a decision. `item` and `session` are set once it is on an agenda,
    `proposal` once the department has proposed a decision."""

    application: UUID
    reference: str
    service: Words
    masked_name: str
    submitted_at: datetime
    reply_expected_on: date | None
    is_overdue: bool
    decided_by: str
    recommended: str
    missing: "tuple[str | Promise, ...]"
    item: UUID | None
    session: UUID | None
    proposal: UUID | None

    @property
    def is_ready(self) -> bool:
        """Whether the case can be decided; if not, `missing` says why."""
        return not self.missing


@query
def cases_to_decide(by: Actor) -> tuple[CaseRow, ...]:
    """Cases that were studied and wait for a decision, at most a hundred, in seven statements.

    A case that touches the one who asks, or that he took, checked or studied, is not among them.
    """
    queue = applications_in_queue(
        by.with_permissions("applications.applications_in_queue"), stage="assessed", most=100
    )
    rows = [row for row in queue if not row.has_conflict]
    ids = [row.id for row in rows]
    system = by.as_system()
    studied = recommenders_of(system, applications=ids)
    recommended = recommendations_listed(system, applications=ids)
    waiting = {
        item.application_id: item
        for item in AgendaItem.objects.filter(application_id__in=ids, stage="waiting")
    }
    proposals = dict(
        Decision.objects.filter(application_id__in=ids, stage="proposed").values_list(
            "application", "pk"
        )
    )
    found = []
    for row in rows:
        item = waiting.get(row.id)
        own = studied.get(row.id, frozenset())
        if by.staff in own or (item and str(by.staff) in item.barred):
            continue
        lacking = what_is_outstanding(
            stage=row.stage, mechanisms_outstanding=(), has_recommendation=row.id in studied
        )
        found.append(
            CaseRow(
                application=row.id,
                reference=row.reference,
                service=row.service_title,
                masked_name=row.masked_name,
                submitted_at=row.submitted_at,
                reply_expected_on=row.reply_expected_on,
                is_overdue=row.is_overdue,
                decided_by=edition_of(system, edition=row.edition).decided_by,
                recommended=recommended.get(row.id, ""),
                missing=tuple(LACKING[key] for key in lacking),
                item=item.pk if item else None,
                session=item.session_id if item else None,
                proposal=proposals.get(row.id),
            )
        )
    return tuple(found)


@query
def decision_of(by: Actor, *, application: UUID) -> DecisionRow | None:
    """The decision in force on a case, else the one proposed, else None.

    An applicant sees issued ones of his own cases only. Refuses with `NotFound`,
    `FileNotAssigned` and `ConflictOfInterest` as the case itself does.
    """
    _case_seen(by, application)
    stages = ["issued"] if by.kind in ("public", "applicant") else ["issued", "proposed"]
    rows = Decision.objects.filter(application_id=application, stage__in=stages)
    row = rows.order_by("stage").first()
    return None if row is None else _decision(row)


@query
def decisions_taken(by: Actor, *, application: UUID) -> tuple[DecisionRow, ...]:
    """Every decision on a case, corrected and returned ones too, the latest first."""
    _case_seen(by, application)
    rows = Decision.objects.filter(application_id=application).order_by("-proposed_at", "-id")
    return tuple(_decision(row) for row in rows)


@query
def proposals_to_confirm(by: Actor) -> tuple[ProposalRow, ...]:
    """Decisions that wait for a reviewer; those that touch the one who asks are left out."""
    rows = list(
        Decision.objects.filter(stage="proposed")
        .select_related("application__service")
        .order_by("proposed_at", "id")[:100]
    )
    deciders = {row.decider for row in rows if row.decider}
    names = staff_names(by.as_system(), ids=deciders)
    return tuple(
        ProposalRow(
            decision=row.pk,
            application=row.application_id,
            reference=row.application.reference,
            service=row.application.service.title,
            masked_name=_masked(str(row.application.applicant.get("name", ""))),
            outcome=row.outcome,
            proposed_by_name=names.get(row.decider, "") if row.decider else "",
            proposed_at=row.proposed_at,
            is_correction=row.corrects_id is not None,
            may_confirm=row.decider != by.staff,
        )
        for row in rows
        if not by.kin & set(row.application.conflict_indexes)
    )


@recorded_query
def case_to_decide(by: Actor, *, application: UUID) -> CaseToDecide:
    """One page on a case for the department that decides it.

    Refuses with `ConflictOfInterest`, and with `SamePerson` whoever took, checked or studied it.
    """
    case = application_for_work(by.as_system(), application=application)
    _check_decider(by, case, _studied(by, application))
    remark(application=str(application))
    return _to_decide(by, case)


def _studied(by: Actor, application: UUID) -> frozenset[UUID]:
    """Who studied the case; nobody while there is no recommendation."""
    known = recommenders_of(by.as_system(), applications=[application])
    return known.get(application, frozenset())


def _check_decider(by: Actor, case: ApplicationCase, studied: frozenset[UUID]) -> None:
    """Refuse whoever the case touches, and whoever took, checked or studied it."""
    if case.has_conflict(by):
        raise ConflictOfInterest(subject=case.id)
    if by.staff is not None and by.staff in case.handled_by | studied:
        raise SamePerson(subject=case.id)


def _check_ready(by: Actor, case: ApplicationCase, *, has_recommendation: bool) -> None:
    """Refuse a case that cannot be decided yet, naming what it lacks."""
    lacking = _lacking(by, case, has_recommendation=has_recommendation)
    if lacking:
        raise NotReady(lacking=lacking)


def _lacking(by: Actor, case: ApplicationCase, *, has_recommendation: bool) -> tuple[str, ...]:
    to_do: tuple[str, ...] = ()
    if case.stage != "assessed":
        to_do = mechanisms_to_do(by.as_system(), application=case.id)
    return what_is_outstanding(
        stage=case.stage, mechanisms_outstanding=to_do, has_recommendation=has_recommendation
    )


def _to_decide(by: Actor, case: ApplicationCase) -> CaseToDecide:
    system = by.as_system()
    recommendation = recommendation_of(system, application=case.id)
    lacking = _lacking(by, case, has_recommendation=recommendation is not None)
    decider = case.policy.decider(case.definition.decided_by)
    return CaseToDecide(
        application=case.id,
        reference=case.reference,
        service=case.service_title,
        masked_name=case.masked_name,
        applies_as=case.applies_as,
        submitted_at=case.submitted_at,
        reply_expected_on=case.reply_expected_on,
        is_overdue=case.is_overdue,
        decided_by=case.definition.decided_by,
        decider_title=decider.title if decider else {"ar": "", "en": ""},
        need=_need(case),
        mechanisms=findings_of(system, application=case.id),
        criteria=recommendation.criteria if recommendation else (),
        recommendation=recommendation,
        help_before=_help_before(system, case),
        reasons=tuple(
            ReasonRow(one.key, one.outcome, one.text, one.clause or "")
            for one in case.definition.reasons
        ),
        lacking=lacking,
        missing=tuple(LACKING[key] for key in lacking),
        is_capacity_limited=case.definition.capacity is not None,
    )


def _need(case: ApplicationCase) -> tuple[NeedRow, ...]:
    rows = []
    for question in case.definition.questions:
        if question.is_identifier or question.key not in case.answers:
            continue
        value = case.facts.get(question.key)
        chosen = next((one.label for one in question.choices if one.key == value), None)
        rows.append(NeedRow(question.key, question.label, value, chosen))
    return tuple(rows)


def _help_before(by: Actor, case: ApplicationCase) -> tuple[EarlierHelp, ...]:
    person = case.beneficiary or case.party
    if person is None:
        return ()
    rows = (
        Decision.objects.filter(party__in=same_party(by, party=person), stage="issued")
        .exclude(application_id=case.id)
        .select_related("application__service")
        .order_by("-issued_at")[:20]
    )
    return tuple(
        EarlierHelp(
            number=row.number,
            issued_on=row.issued_at.date(),
            service=row.application.service.title,
            outcome=row.outcome,
            amount=row.amount,
        )
        for row in rows
        if row.number is not None and row.issued_at is not None
    )


def _case_seen(by: Actor, application: UUID) -> ApplicationCase:
    """The case, for whoever may see it: its applicant, its staff, and those who decide."""
    if by.kind == "staff" and by.may(_DECIDING):
        case = application_for_work(by.as_system(), application=application)
        if case.has_conflict(by):
            raise ConflictOfInterest(subject=application)
        return case
    seeing = by.with_permissions("applications.application_for_work")
    return application_for_work(seeing, application=application)


def _masked(name: str) -> str:
    parts = name.split()
    if not parts:
        return "—"
    return parts[0] if len(parts) == 1 else f"{parts[0]} {parts[-1][0]}…"


def _decision(row: Decision) -> DecisionRow:
    return DecisionRow(
        id=row.pk,
        application=row.application_id,
        number=row.number,
        stage=row.stage,
        outcome=row.outcome,
        decided_by=row.decided_by,
        reason_key=row.reason_key,
        reasons=row.reasons,
        conditions=row.conditions,
        amount=row.amount,
        valid_until=row.valid_until,
        clause=row.clause,
        proposed_by=row.decider,
        proposed_at=row.proposed_at,
        returned_why=row.returned_why,
        issued_at=row.issued_at,
        promise_kept=row.promise_kept,
        corrects=row.corrects_id,
        token=row.token,
    )
