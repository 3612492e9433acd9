"""When the board must look at its policy again, when it last did, and who sits on it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from wasl.domains.policies.models import Adoption, BoardMember, PolicyVersion, Review
from wasl.domains.policies.rules.reviewing import review_day
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """The next review of the version in force, in both calendars; near from 30 days before."""

    policy_version: UUID
    issue: int
    due_on: date
    hijri: str
    is_near: bool
    is_due: bool
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review that the board recorded, and the draft that came of it, if any."""

    id: UUID
    policy_version: UUID
    issue: int
    outcome: str
    kind: str
    reference: str
    reviewed_on: date
    hijri: str
    note: str
    new_draft: UUID | None
    new_issue: int | None


@dataclass(frozen=True, slots=True)
class BoardMemberRow:
    """Somebody on the board; `capacity` is one of `CAPACITIES`."""

    id: UUID
    name: str
    capacity: str
    named_on: date
    retired_on: date | None


@query
def review_due(by: Actor) -> ReviewDue | None:
    """The day of the next review of the version in force (R11); nothing before there is one."""
    adoption = (
        Adoption.objects.filter(policy_version__stage="in_force")
        .values("policy_version_id", "policy_version__issue", "adopted_on")
        .first()
    )
    if adoption is None:
        return None
    version = adoption["policy_version_id"]
    reviews = Review.objects.filter(policy_version_id=version).order_by("-reviewed_on")
    reviewed_on = reviews.values_list("reviewed_on", flat=True).first()
    found = review_day(
        adopted_on=adoption["adopted_on"], reviewed_on=reviewed_on, today=timezone.localdate()
    )
    return ReviewDue(
        policy_version=version,
        issue=adoption["policy_version__issue"],
        due_on=found.due_on,
        hijri=found.hijri,
        is_near=found.is_near,
        is_due=found.is_due,
        reviewed_on=reviewed_on,
    )


@query
def reviews_listed(by: Actor) -> tuple[ReviewRow, ...]:
    """Every review that the board recorded, the latest first."""
    rows = Review.objects.select_related("policy_version", "new_draft")
    return tuple(
        ReviewRow(
            id=one.pk,
            policy_version=one.policy_version_id,
            issue=one.policy_version.issue,
            outcome=one.outcome,
            kind=one.kind,
            reference=one.reference,
            reviewed_on=one.reviewed_on,
            hijri=one.hijri,
            note=one.note,
            new_draft=one.new_draft_id,
            new_issue=_issue(one.new_draft),
        )
        for one in rows.order_by("-reviewed_on", "-id")
    )


def _issue(version: PolicyVersion | None) -> int | None:
    return None if version is None else version.issue


@query
def board_listed(by: Actor) -> tuple[BoardMemberRow, ...]:
    """Who sits and sat on the board: those who sit first, the earliest named before."""
    rows = [
        BoardMemberRow(one.pk, one.name, one.capacity, one.named_on, one.retired_on)
        for one in BoardMember.objects.order_by("named_on", "id")
    ]
    return tuple(sorted(rows, key=lambda row: row.retired_on is not None))
