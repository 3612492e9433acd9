"""An application in its applicant's eyes: the draft, and what became of it."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.applications.messages import DECLARATION
from wasl.domains.applications.models import Application
from wasl.domains.applications.queries.cases import ApplicationCase, _case, _check_reader
from wasl.domains.applications.queries.sheets import (
    DocumentRow,
    RequestRow,
    _documents_of,
    _requests_of,
)
from wasl.domains.applications.rules.completeness import answers_missing
from wasl.domains.applications.rules.frozen import declaration_wording
from wasl.domains.applications.rules.sight import masked_phone
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.policies.queries import reply_promise
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.identifiers import reference as read_reference
from wasl.foundation.keys import fingerprint
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition
    from wasl.domains.policies.rules import Policy, PromiseSentence


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A draft as its form needs it.

    `missing` names what must still be answered, the personal data as `applicant.…`;
    `next_unanswered` is the first of it. `promise` is what would be said if it were sent and
    complete today. `declaration` is what will be signed, in both languages.
    """

    id: UUID
    version: int
    stage: str
    service_title: Mapping[str, str]
    definition: "ServiceDefinition" = field(repr=False)
    policy: "Policy" = field(repr=False)
    applies_as: str
    channel: str
    language: str
    phone: str = field(repr=False)
    applicant: Mapping[str, Any] = field(repr=False)
    answers: Mapping[str, Any] = field(repr=False)
    documents: tuple[DocumentRow, ...]
    missing: tuple[str, ...]
    next_unanswered: str | None
    declaration: Mapping[str, str]
    promise: "PromiseSentence"
    requests: tuple[RequestRow, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft that can be reopened."""

    id: UUID
    service_title: Mapping[str, str]
    channel: str
    started_at: datetime
    masked_phone: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, by its key; `at` is when."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationStatus:
    """What an applicant sees of his case.

    `next_key` is `check`, `complete_items`, `assessment`, `decision`, `delivery` or `none`;
    `holder` says who holds that step, in the policy's words, None when it is the applicant
    himself. Until `is_promise_final` the day assumes that everything was complete when sent.
    """

    id: UUID
    reference: str
    service_title: Mapping[str, str]
    stage: str
    timeline: tuple[Moment, ...]
    next_key: str
    holder: Mapping[str, str] | None
    promise: "PromiseSentence"
    reply_expected_on: date | None
    is_promise_final: bool
    missing_told_by_on: date | None
    requests: tuple[RequestRow, ...]
    documents: tuple[DocumentRow, ...]
    outcome: str
    is_answered: bool
    may_withdraw: bool
    may_add_documents: bool


@query
def draft_for_form(by: Actor, *, application: UUID) -> DraftForm:
    """A draft, or a case to be completed, with all that its form shows.

    Refuses with `NotFound` another applicant's, with `FileNotAssigned` a colleague's, and with
    `ConflictOfInterest`.
    """
    row = found(Application.objects, pk=application)
    _check_reader(by, row)
    case = _case(by, row)
    missing = answers_missing(
        case.definition,
        applies_as=case.applies_as,
        applicant=case.applicant,
        answers=case.answers,
    )
    wording, _version = declaration_wording(case.policy, DECLARATION, str(case.policy_version))
    return DraftForm(
        id=case.id,
        version=case.version,
        stage=case.stage,
        service_title=case.service_title,
        definition=case.definition,
        policy=case.policy,
        applies_as=case.applies_as,
        channel=case.channel,
        language=case.language,
        phone=case.phone,
        applicant=case.applicant,
        answers=case.answers,
        documents=_documents_of(case),
        missing=missing,
        next_unanswered=missing[0] if missing else None,
        declaration=wording,
        promise=_promise(by, case),
        requests=_requests_of(case.id),
    )


def _promise(by: Actor, case: ApplicationCase) -> "PromiseSentence":
    complete_at = case.complete_at or case.submitted_at or timezone.now()
    return reply_promise(
        by.as_system(),
        policy_version=case.policy_version,
        complete_on=timezone.localdate(complete_at),
        target_days=case.definition.target_days,
    )


@query
def drafts_held(by: Actor) -> tuple[DraftRow, ...]:
    """Drafts that the one who asks may go on with, the newest first; at most twenty.

    An applicant's by his confirmed phone or this session, an officer's those that he began.
    """
    system = by.as_system()
    drafts = Application.objects.filter(stage="draft")
    if by.staff is not None:
        drafts = drafts.filter(taken_by=by.staff)
    else:
        own = Q(pk__in=by.held)
        if by.phone_index:
            own |= Q(phone_index=by.phone_index)
        drafts = drafts.filter(own)
    return tuple(
        DraftRow(
            id=row.pk,
            service_title=edition_of(system, edition=row.edition_id).title,
            channel=row.channel,
            started_at=row.started_at,
            masked_phone=masked_phone(row.phone),
        )
        for row in drafts.order_by("-started_at", "-id")[:20]
    )


@query
def applications_held(by: Actor) -> tuple[tuple[UUID, str], ...]:
    """The applicant's own cases that were sent, as (key, reference), the newest first."""
    own = Q(pk__in=by.held)
    if by.phone_index:
        own |= Q(phone_index=by.phone_index)
    rows = Application.objects.filter(own).exclude(stage__in=("draft", "discarded"))
    listed = rows.order_by("-submitted_at", "-id").values_list("id", "reference")
    return tuple(listed[:20])


@query
def status_for_applicant(by: Actor, *, application: UUID) -> ApplicationStatus:
    """What became of a case, in plain steps. Refuses with `NotFound` another applicant's."""
    row = found(Application.objects, pk=application)
    _check_reader(by, row)
    case = _case(by, row)
    next_key, holder = _next_step(case)
    requests = _requests_of(case.id)
    return ApplicationStatus(
        id=case.id,
        reference=case.reference,
        service_title=case.service_title,
        stage=case.stage,
        timeline=_timeline(case, requests),
        next_key=next_key,
        holder=holder,
        promise=_promise(by, case),
        reply_expected_on=case.reply_expected_on,
        is_promise_final=case.complete_at is not None,
        missing_told_by_on=case.missing_told_by_on,
        requests=tuple(request for request in requests if request.answered_at is None),
        documents=_documents_of(case),
        outcome=case.outcome,
        is_answered=case.answered_at is not None,
        may_withdraw=case.stage in ("submitted", "incomplete", "complete", "assessed"),
        may_add_documents=case.stage in ("draft", "submitted", "incomplete"),
    )


def _next_step(case: ApplicationCase) -> tuple[str, Mapping[str, str] | None]:
    decider = case.policy.decider(case.definition.decided_by)
    steps: dict[str, tuple[str, Mapping[str, str] | None]] = {
        "submitted": ("check", case.policy.tools_holder),
        "incomplete": ("complete_items", None),
        "complete": ("assessment", case.policy.referral_role),
        "assessed": ("decision", decider.title if decider else None),
    }
    if case.stage == "decided" and case.outcome != "reject":
        return "delivery", case.policy.tools_holder
    return steps.get(case.stage, ("none", None))


def _timeline(case: ApplicationCase, requests: tuple[RequestRow, ...]) -> tuple[Moment, ...]:
    moments = [
        ("submitted", case.submitted_at),
        ("told", case.told_at),
        ("complete", case.complete_at),
        ("answered", case.answered_at),
        ("closed", case.closed_at),
    ]
    moments += [("items_asked", request.asked_at) for request in requests]
    moments += [("items_given", request.answered_at) for request in requests]
    happened = [Moment(key, at) for key, at in moments if at is not None]
    return tuple(sorted(happened, key=lambda moment: moment.at))


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """What a reference leads to: the same shape whether or not there is such an application.

    `phone` is where a code is to be sent; empty when there is none or nothing was found. What
    the page shows must not depend on which it was.
    """

    application: UUID | None
    phone: str = field(repr=False)
    masked_phone: str = field(repr=False)
    language: str


@query
def application_by_reference(by: Actor, *, reference: str) -> ReferenceRow:
    """Where to send the code for following a case; a miss looks the same as a hit."""
    row = _with_reference(reference)
    if row is None:
        return ReferenceRow(None, "", "", "ar")
    return ReferenceRow(row.pk, row.phone, masked_phone(row.phone), row.language)


@query
def follow_application(by: Actor, *, reference: str, secret: str) -> UUID:
    """The application that a printed slip leads to.

    Refuses with `NotFound` a wrong reference and a wrong secret alike, in the same time.
    """
    row = _with_reference(reference)
    kept = row.secret_fingerprint if row is not None else ""
    typed = "".join(letter for letter in secret.upper() if letter.isalnum())
    is_right = hmac.compare_digest(kept or "0" * 64, fingerprint(typed, purpose="slip"))
    if row is None or not kept or not is_right:
        raise NotFound
    return row.pk


def _with_reference(typed: str) -> Application | None:
    try:
        digits = read_reference(typed)
    except Malformed:
        digits = "-"
    return Application.objects.filter(reference=digits).exclude(reference="").first()
