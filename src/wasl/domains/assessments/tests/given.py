"""Cases that are complete, and cases that were studied."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from wasl.domains.access.tests.given import given_staff
from wasl.domains.applications.actions import record_checks
from wasl.domains.applications.actions.checks import CheckInput
from wasl.domains.applications.tests.given import (
    given_noura_visiting,
    given_policy,
    given_submitted_whole,
    service_definition,
    words,
)
from wasl.domains.assessments.actions import MechanismFindings, recommend
from wasl.domains.assessments.models import Recommendation
from wasl.domains.associations.tests.given import given_association
from wasl.domains.catalogue.actions import publish_service
from wasl.foundation.actor import Actor

VISIT = "زرنا الأسرة ووقفنا على حالها."
REASONS = "الدخل ضمن الحد، والسكن مستأجر."


def criterion(key: str, tree: dict[str, Any]) -> dict[str, Any]:
    """A criterion that cites the second step."""
    return {
        "key": key,
        "title": words(f"شرط {key}", f"Condition {key}"),
        "clause": "steps.2",
        "unmet": words(f"لم يتحقق {key}", f"Not met: {key}"),
        "tree": tree,
    }


def reason(key: str, outcome: str) -> dict[str, Any]:
    """A standard reason that cites the second step."""
    return {
        "key": key,
        "outcome": outcome,
        "text": words(f"سبب {key}", f"Reason {key}"),
        "clause": "steps.2",
    }


def studied_service(**changes: Any) -> dict[str, Any]:
    """A food basket with two criteria and standard reasons for each outcome."""
    return service_definition(
        **{
            "criteria": [
                criterion("income_limit", {"fact": "income", "op": "le", "value": "4000"}),
                criterion("renting", {"fact": "rents", "op": "eq", "value": True}),
            ],
            "reasons": [
                reason("conditions_met", "accept"),
                reason("above_limit", "reject"),
                reason("part_of_need", "partly"),
                reason("more_needed", "defer"),
            ],
        }
        | changes
    )


def given_studying_association(slug: str = "manarat", **changes: Any) -> UUID:
    """An association whose food basket has criteria and standard reasons."""
    association = given_association(slug)
    given_policy(
        association,
        deciders=[
            {"kind": "committee", "title": words("لجنة البحث", "research committee")},
            {"kind": "department", "title": words("الإدارة المختصة", "competent department")},
        ],
        mechanisms=[
            {"kind": "administrative_check", "title": words("فحص", "check"), "clause": "steps.2"},
            {"kind": "interview", "title": words("مقابلة", "interview"), "clause": "steps.2"},
            {"kind": "field_visit", "title": words("زيارة", "visit"), "clause": "steps.2"},
        ],
    )
    publish_service(Actor.system(association), definition=studied_service(**changes))
    return association


def given_colleague(association: UUID, *roles: str, **known: Any) -> Actor:
    """Somebody new in the association."""
    return given_staff(
        association, "هدى الشمري", roles=roles, email=f"{uuid4()}@example.org", **known
    )


def given_complete(association: UUID, *, huda: Actor | None = None, **changes: Any) -> UUID:
    """Noura's application, which Huda found complete."""
    huda = huda or given_colleague(association, "officer")
    sent = given_submitted_whole(given_noura_visiting(association), **changes)
    today = timezone.localdate()
    record_checks(
        huda,
        application=sent.application,
        checks=[
            CheckInput(
                "national_id",
                "original",
                original_seen=True,
                valid_until=today + timedelta(days=400),
            ),
            CheckInput("income_proof", "original", original_seen=True, issued_on=today),
        ],
    )
    return sent.application


def given_findings(
    mechanisms: Iterable[str] = ("administrative_check",),
) -> list[MechanismFindings]:
    """Findings that confirm what was stated."""
    return [
        MechanismFindings(
            mechanism,
            {"documents": {"value": "yes", "source": "الأصول"}},
            VISIT,
        )
        for mechanism in mechanisms
    ]


def given_recommended(
    association: UUID,
    *,
    majed: Actor | None = None,
    huda: Actor | None = None,
    mechanisms: Iterable[str] = ("administrative_check",),
    **changes: Any,
) -> Recommendation:
    """Noura's application, which Majed studied and recommends to accept."""
    application = given_complete(association, huda=huda, **changes)
    return recommend(
        majed or given_colleague(association, "researcher"),
        application=application,
        outcome="accept",
        reasons=REASONS,
        findings=given_findings(mechanisms),
    )
