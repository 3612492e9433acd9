"""Matching documents and data, asking for what is missing, and finding a case complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from wasl.domains.applications.actions.opening import _hand, _kept, _moved, _opened
from wasl.domains.applications.actions.submission import _follow_link
from wasl.domains.applications.events import ApplicationCompleted, MissingItemsAsked
from wasl.domains.applications.messages import ITEMS_MISSING
from wasl.domains.applications.models import (
    Application,
    ApplicationDocument,
    Check,
    CompletenessRequest,
)
from wasl.domains.applications.refusals import NothingAsked, NothingChecked, SamePerson
from wasl.domains.applications.rules.cleaning import APPLICANT_FIELDS
from wasl.domains.applications.rules.completeness import (
    CheckResult,
    HeldDocument,
    documents_asked,
    validity_at_submission,
    what_is_lacking,
)
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.notifications.actions import queue_message
from wasl.domains.parties.actions import ShownDocument, take_checked, take_documents
from wasl.domains.policies.queries import reply_due_on
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.refusal import NotAllowed, WrongStage
from wasl.foundation.scoping import Prepared, add_all
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition


@dataclass(frozen=True, slots=True)
class CheckInput:
    """One comparison. `subject` is the key of a document or question, or `identity`.

    For a document that must not be older than so many days give `issued_on`, for one that
    expires `valid_until`.
    """

    subject: str
    compared_with: str
    matches: bool = True
    original_seen: bool = False
    valid_until: date | None = None
    issued_on: date | None = None
    note: str = ""


@action
def record_checks(by: Actor, *, application: UUID, checks: Sequence[CheckInput]) -> Application:
    """Record what was compared with what; complete as soon as nothing is lacking (R52, R53).

    Validity is judged on the day of submission and the result stays. When every required
    document is there, matches and was valid, the case is complete and the promise is dated from
    today. What was verified is kept with the party too. Refuses with `NothingChecked` an empty
    list or a subject that the service does not ask, with `SamePerson` the case's researcher, with
    `ConflictOfInterest`, and with `WrongStage` outside of the officer's hands.
    """
    if by.staff is None:
        raise NotAllowed
    row = _opened(by, application)
    if by.staff == row.researcher:
        raise SamePerson(subject=row.pk)
    if row.stage not in ("submitted", "incomplete") or row.submitted_at is None:
        raise WrongStage(stage=row.stage)
    definition = edition_of(by.as_system(), edition=row.edition_id)
    asked = {document.key for document in documents_asked(definition, row.applies_as)}
    known = {"identity", *definition.fact_kinds, *asked}
    if not checks or any(check.subject not in known for check in checks):
        raise NothingChecked
    submitted_on = timezone.localdate(row.submitted_at)
    made = [_check(by.staff, row, definition, check, submitted_on) for check in checks]
    lacking = what_is_lacking(
        definition,
        applies_as=row.applies_as,
        documents=[
            HeldDocument(key, stage) for key, stage in _stages_of_documents(application=row)
        ],
        checks=[*_earlier(row), *map(_result, made)],
    )
    add_all(made)
    identity = {"identity", *(one.key for one in definition.documents if one.is_identity)}
    _take_over(by, row, checks, made, identity)
    fields = _hand(row, by.staff)
    remark(checked=len(made), lacking=[f"{one.key} {one.why}" for one in lacking])
    if lacking:
        return _kept(row, *fields)
    return _completed(by, row, fields)


def _take_over(
    by: Actor,
    row: Application,
    checks: Sequence[CheckInput],
    made: Sequence[Check],
    identity: set[str],
) -> None:
    """Keep with the party what was verified here: it need not be asked again (R22, R66)."""
    if row.beneficiary_id is None or row.party_id is None:
        return
    number = str(row.applicant.get("national_id", ""))
    officer = by.with_permissions("parties.take_checked", "parties.take_documents")
    take_checked(
        officer,
        party=row.beneficiary_id,
        answers=row.answers,
        matching=[one.subject for one in made if one.matches and one.was_valid is not False],
        about=row.pk,
        on=timezone.localdate(),
    )
    take_documents(
        officer,
        party=row.party_id,
        shown=[
            ShownDocument(
                "identity" if asked.subject in identity else asked.subject,
                number=number if asked.subject in identity else "",
                issued_on=asked.issued_on,
                valid_until=check.valid_until,
            )
            for asked, check in zip(checks, made, strict=True)
            if asked.original_seen and check.matches
        ],
        identity_kind="iqama"
        if number.startswith("2")
        else str(row.applicant.get("identity_kind", "")),
        about=row.pk,
    )


def _check(
    staff: UUID,
    row: Application,
    definition: "ServiceDefinition",
    check: CheckInput,
    submitted_on: date,
) -> Check:
    valid_until, was_valid = validity_at_submission(
        definition.document(check.subject),
        submitted_on=submitted_on,
        issued_on=check.issued_on,
        valid_until=check.valid_until,
    )
    return Check(
        application=row,
        subject=check.subject,
        compared_with=check.compared_with[:60],
        original_seen=check.original_seen,
        valid_until=valid_until,
        was_valid=was_valid,
        matches=check.matches,
        note=check.note.strip(),
        checked_by=staff,
        checked_at=timezone.now(),
    )


_stages_of_documents = Prepared(
    lambda application: ApplicationDocument.objects.filter(application=application).values_list(
        "key", "stage"
    )
)
_results_of_checks = Prepared(
    lambda application: (
        Check.objects.filter(application=application)
        .order_by("id")
        .values_list("subject", "matches", "was_valid", "original_seen")
    )
)


def _result(check: Check) -> CheckResult:
    return CheckResult(check.subject, check.matches, check.was_valid, check.original_seen)


def _earlier(row: Application) -> list[CheckResult]:
    """Earlier checks, oldest first, so that the last of a subject stands."""
    return [CheckResult(*values) for values in _results_of_checks(application=row)]


def _completed(by: Actor, row: Application, fields: list[str]) -> Application:
    now = timezone.now()
    system = by.as_system()
    definition = edition_of(system, edition=row.edition_id)
    due_on = reply_due_on(
        system,
        policy_version=row.policy_version_id,
        complete_on=timezone.localdate(now),
        target_days=definition.target_days,
    )
    if row.stage == "incomplete":
        waiting = CompletenessRequest.objects.filter(application=row, answered_at=None)
        waiting.update(answered_at=now)
    fields = [*fields, *_moved(row, "complete")]
    row.complete_at, row.reply_expected_on, row.promise_told = now, due_on, ""
    _kept(row, *fields, "complete_at", "reply_expected_on", "promise_told")
    publish(
        by,
        ApplicationCompleted(application=row.pk, edition=row.edition_id, reply_expected_on=due_on),
    )
    return row


@action
def ask_for_missing(
    by: Actor, *, application: UUID, items: Sequence[str], note: str = ""
) -> CompletenessRequest:
    """Tell the applicant what is missing; the promise's clock stands still until it is there.

    `items` are keys of documents or questions, or `applicant.…`. Refuses with `NothingAsked`
    without one that the service knows, with `ConflictOfInterest`, and with `WrongStage`.
    """
    row = _opened(by, application)
    definition = edition_of(by.as_system(), edition=row.edition_id)
    known = {document.key for document in definition.documents} | set(definition.fact_kinds)
    known |= {f"applicant.{name}" for name in APPLICANT_FIELDS}
    asked = list(dict.fromkeys(items))
    if not asked or not known.issuperset(asked):
        raise NothingAsked
    fields = _hand(row, by.staff)
    if row.stage != "incomplete":
        fields += _moved(row, "incomplete")
    row.complete_at = None
    _kept(row, *fields, "complete_at")
    request = CompletenessRequest.objects.create(
        application=row,
        items=asked,
        note=note.strip(),
        asked_by=by.staff,
        asked_at=timezone.now(),
    )
    system = by.as_system()
    queue_message(
        system,
        kind="items_missing",
        wording=ITEMS_MISSING,
        fields={"reference": row.reference, "link": _follow_link(system)},
        language=row.language,
        phone=row.phone or row.applicant.get("phone", ""),
        email=row.applicant.get("email", ""),
        about=row.pk,
        owner=row.pk,
    )
    publish(by, MissingItemsAsked(application=row.pk, request=request.pk))
    remark(row, items=asked)
    return request
