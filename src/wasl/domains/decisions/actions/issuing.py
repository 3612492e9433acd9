"""A decision is issued: checked, numbered, told to the applicant and to the rooms above."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.utils import timezone

from wasl.domains.applications.actions import mark_decided
from wasl.domains.applications.queries import ApplicationCase
from wasl.domains.associations.queries import association_known
from wasl.domains.catalogue.actions import take_place
from wasl.domains.decisions import messages
from wasl.domains.decisions.events import DecisionIssued
from wasl.domains.decisions.models import Decision
from wasl.domains.decisions.refusals import (
    AlreadyDecided,
    ReasonRequired,
    ReasonUnknown,
    TermsWrong,
)
from wasl.domains.decisions.rules.letters import digest_of
from wasl.domains.decisions.rules.readiness import has_wrong_terms, was_promise_kept
from wasl.domains.notifications.actions import queue_message
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.events import publish
from wasl.foundation.identifiers import grouped, secret_token
from wasl.foundation.money import TOO_LARGE
from wasl.foundation.numbering import next_number

if TYPE_CHECKING:
    from wasl.foundation.wording import Wording

NUMBERS = "decisions"
_SHORTEST_REASON = 3
_DECIDING_REQUIREMENTS = ("R68", "R59")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is decided: outcome, reasons, and what is granted. `amount` is in riyals."""

    outcome: str
    reason_key: str = ""
    reasons: str = ""
    conditions: str = ""
    amount: Decimal | None = None
    valid_until: date | None = None
    clause: str = ""


def _reasoned(words: str) -> bool:
    """Whether words say anything at all."""
    return len(words.strip()) >= _SHORTEST_REASON


def _terms_checked(case: ApplicationCase, terms: Terms) -> Terms:
    """The terms with the clause they rest on.

    Refuses with `ReasonUnknown` a standard reason that the service does not offer for this
    outcome, with `ReasonRequired` a decision without reason (anything but accepting needs words of
    its own, too), and with `TermsWrong` what does not fit the outcome.
    """
    offered = [one for one in case.definition.reasons if one.outcome == terms.outcome]
    reason = next((one for one in offered if one.key == terms.reason_key), None)
    if terms.reason_key and reason is None:
        raise ReasonUnknown
    has_words = _reasoned(terms.reasons)
    if not has_words and (reason is None or terms.outcome != "accept"):
        raise ReasonRequired
    if terms.amount is not None and not _is_amount(terms.amount):
        raise TermsWrong(trouble="amount_wrong")
    trouble = has_wrong_terms(
        outcome=terms.outcome,
        has_amount=terms.amount is not None,
        has_conditions=_reasoned(terms.conditions),
        valid_until=terms.valid_until,
        today=timezone.localdate(),
    )
    if trouble:
        raise TermsWrong(trouble=trouble)
    return Terms(
        terms.outcome,
        terms.reason_key,
        terms.reasons.strip(),
        terms.conditions.strip(),
        terms.amount,
        terms.valid_until,
        (reason.clause if reason else None) or _deciding_clause(case),
    )


def _is_amount(amount: Decimal) -> bool:
    return amount.is_finite() and 0 < amount < TOO_LARGE / 100 and amount * 100 % 1 == 0


def _deciding_clause(case: ApplicationCase) -> str:
    """The clause by which decisions are taken, else that of the promise to reply."""
    for requirement in _DECIDING_REQUIREMENTS:
        for clause in case.policy.cites(requirement):
            return clause.ref
    return case.policy.promise.clause


def _written(decision: Decision, case: ApplicationCase, terms: Terms) -> Decision:
    """The decision with its terms, not yet kept."""
    decision.outcome = terms.outcome
    decision.reason_key = terms.reason_key
    decision.reasons = terms.reasons
    decision.conditions = terms.conditions
    decision.amount = terms.amount
    decision.valid_until = terms.valid_until
    decision.clause = terms.clause
    decision.party = case.beneficiary or case.party
    return decision


def _issued(by: Actor, case: ApplicationCase, decision: Decision, terms: Terms) -> Decision:
    """Issue a decision: place taken, number without gap, case moved on, applicant told."""
    system = by.as_system()
    if terms.outcome != "reject" and case.definition.capacity is not None:
        take_place(system, service=case.service_id)
    _numbered(_written(decision, case, terms), case)
    try:
        decision.save()
    except IntegrityError:
        raise AlreadyDecided from None
    mark_decided(system, application=case.id, outcome=terms.outcome)
    assert decision.number is not None
    assert decision.issued_at is not None
    publish(
        by,
        DecisionIssued(
            application=case.id,
            decision=decision.pk,
            number=decision.number,
            outcome=terms.outcome,
            service=case.service_id,
            edition=case.edition,
            policy_version=case.policy_version,
            party=case.party,
            beneficiary=case.beneficiary,
            phone=case.phone,
            phone_index=case.phone_index,
            language=case.language,
            amount=terms.amount,
            valid_until=terms.valid_until,
            issued_at=decision.issued_at,
        ),
    )
    _tell(system, case, messages.DECISION_ISSUED, "decision_issued")
    return decision


def _numbered(decision: Decision, case: ApplicationCase) -> Decision:
    """The decision with its number, its token and its fingerprint, not yet kept."""
    now = timezone.now()
    decision.stage = "issued"
    decision.number = next_number(NUMBERS)
    decision.issued_at = now
    decision.token = secret_token()
    decision.promise_kept = was_promise_kept(
        expected_on=case.reply_expected_on, decided_on=timezone.localdate(now)
    )
    decision.letter_digest = digest_of(
        {
            "number": decision.number,
            "application": case.id,
            "outcome": decision.outcome,
            "reason_key": decision.reason_key,
            "reasons": decision.reasons,
            "conditions": decision.conditions,
            "amount": decision.amount,
            "valid_until": decision.valid_until,
            "clause": decision.clause,
            "issued_at": now,
        }
    )
    return decision


def _tell(system: Actor, case: ApplicationCase, wording: "Wording", kind: str) -> None:
    """Tell the applicant that there is a decision, never which."""
    slug = association_known(system, association=system.house).slug
    queue_message(
        system,
        kind=kind,
        wording=wording,
        fields={
            "reference": grouped(case.reference),
            "link": address(messages.follow_path(slug)),
        },
        language=case.language,
        phone=case.phone or str(case.applicant.get("phone") or ""),
        email=str(case.applicant.get("email") or ""),
        about=case.id,
        owner=case.id,
    )
