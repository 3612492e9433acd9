"""One decides, another reviews: decisions of departments, and corrections of any decision."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.applications.refusals import SamePerson
from wasl.domains.decisions import messages
from wasl.domains.decisions.actions.issuing import (
    Terms,
    _issued,
    _numbered,
    _reasoned,
    _tell,
    _terms_checked,
    _written,
)
from wasl.domains.decisions.lifecycle import DECISION
from wasl.domains.decisions.models import Decision
from wasl.domains.decisions.queries.cases import _check_decider, _check_ready, _studied
from wasl.domains.decisions.refusals import (
    AlreadyProposed,
    DecidedElsewhere,
    NotIssued,
    ReasonRequired,
)
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def propose_decision(
    by: Actor,
    *,
    application: UUID,
    outcome: str,
    reason_key: str = "",
    reasons: str = "",
    conditions: str = "",
    amount: Decimal | None = None,
    valid_until: date | None = None,
) -> Decision:
    """Propose the department's decision on a case; another person confirms it.

    Refuses with `DecidedElsewhere` when a committee decides on the service, with `NotReady`
    naming what the case lacks, `ReasonRequired`, `ReasonUnknown`, `TermsWrong`,
    `AlreadyProposed`, `ConflictOfInterest`, and with `SamePerson` whoever took, checked or studied
    the case.
    """
    case = application_for_work(by.as_system(), application=application)
    if case.definition.decided_by != "department":
        raise DecidedElsewhere
    studied = _studied(by, application)
    _check_decider(by, case, studied)
    _check_ready(by, case, has_recommendation=bool(studied))
    terms = _terms_checked(
        case, Terms(outcome, reason_key, reasons, conditions, amount, valid_until)
    )
    decision = Decision(
        application_id=case.id,
        decided_by="department",
        decider=by.member,
        proposed_at=timezone.now(),
    )
    return _proposed(_written(decision, case, terms))


@action
def correct_decision(
    by: Actor,
    *,
    decision: UUID,
    reasons: str,
    reason_key: str | None = None,
    conditions: str | None = None,
) -> Decision:
    """Propose a new decision that takes the place of one with a mistake in its words.

    Outcome, amount and term stay: changing those is an appeal. Another person confirms it; then
    the former letter says that it was replaced. Refuses with `NotIssued`, `ReasonRequired`,
    `ReasonUnknown`, `AlreadyProposed`, `ConflictOfInterest` and `SamePerson`.
    """
    former = locked(Decision.objects, pk=decision)
    if former.stage != "issued":
        raise NotIssued
    case = application_for_work(by.as_system(), application=former.application_id)
    _check_decider(by, case, _studied(by, case.id))
    terms = Terms(
        former.outcome,
        former.reason_key if reason_key is None else reason_key,
        reasons,
        former.conditions if conditions is None else conditions,
        former.amount,
        None,
    )
    checked = _terms_checked(case, terms)
    corrected = Decision(
        application_id=case.id,
        item_id=former.item_id,
        corrects=former,
        decided_by=former.decided_by,
        decider=by.member,
        proposed_at=timezone.now(),
    )
    _written(corrected, case, checked)
    corrected.valid_until = former.valid_until
    return _proposed(corrected)


@action
def confirm_decision(by: Actor, *, decision: UUID) -> Decision:
    """Confirm what another person proposed; it gets its number and the applicant is told.

    Refuses with `WrongStage` what no longer waits, with `NotReady` a case that changed
    meanwhile, with `NoPlaceLeft`, `ConflictOfInterest`, and with `SamePerson` whoever proposed it
    or took, checked or studied the case.
    """
    row, case = _waiting(by, decision, "issued")
    row.reviewer = by.member
    if row.corrects is not None:
        return _replaced(by, row, row.corrects, case)
    _check_ready(by, case, has_recommendation=True)
    terms = Terms(
        row.outcome,
        row.reason_key,
        row.reasons,
        row.conditions,
        row.amount,
        row.valid_until,
        row.clause,
    )
    issued = _issued(by, case, row, terms)
    remark(issued, application=str(case.id), outcome=row.outcome, number=row.number)
    return issued


@action
def return_decision(by: Actor, *, decision: UUID, why: str) -> Decision:
    """Return a proposed decision to its department, with the reason; a new one may follow.

    Refuses with `ReasonRequired`, and as `confirm_decision` does.
    """
    if not _reasoned(why):
        raise ReasonRequired
    row, case = _waiting(by, decision, "returned")
    row.stage = "returned"
    row.reviewer = by.member
    row.returned_why = why.strip()
    row.save(update_fields=["stage", "reviewer", "returned_why"])
    remark(row, application=str(case.id))
    return row


def _proposed(decision: Decision) -> Decision:
    try:
        decision.save(force_insert=True)
    except IntegrityError:
        raise AlreadyProposed from None
    remark(decision, application=str(decision.application_id), outcome=decision.outcome)
    return decision


def _waiting(by: Actor, decision: UUID, to: str) -> tuple[Decision, ApplicationCase]:
    """A proposal for a reviewer who is neither its author nor otherwise part of the case."""
    row = locked(Decision.objects.select_related("corrects"), pk=decision)
    DECISION.check_move(row.stage, to)
    if by.staff is None:
        raise NotAllowed
    if by.staff == row.decider:
        raise SamePerson(subject=row.application_id)
    case = application_for_work(by.as_system(), application=row.application_id)
    _check_decider(by, case, _studied(by, case.id))
    return row, case


def _replaced(by: Actor, row: Decision, former: Decision, case: ApplicationCase) -> Decision:
    former = locked(Decision.objects, pk=former.pk)
    DECISION.check_move(former.stage, "replaced")
    former.stage = "replaced"
    former.save(update_fields=["stage"])
    _numbered(row, case)
    row.promise_kept = former.promise_kept
    row.save()
    _tell(by.as_system(), case, messages.DECISION_CORRECTED, "decision_corrected")
    remark(row, application=str(case.id), replaces=former.number, number=row.number)
    return row
