"""The board looks at its policy again, and who sits on it."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.queries import staff_listed
from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.policies.actions.versions import checked_days, draft_policy
from wasl.domains.policies.messages import REVIEW_NEAR
from wasl.domains.policies.models import BoardMember, PolicyVersion, Review, ReviewReminder
from wasl.domains.policies.queries.reviewing import review_due
from wasl.domains.policies.refusals import (
    AlreadyRetired,
    CapacityUnknown,
    NoPolicyInForce,
    ReviewUnknown,
)
from wasl.domains.policies.rules.publicity import CAPACITIES, REVIEW_OUTCOMES
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.calendar import spoken_both
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def record_review(
    by: Actor,
    *,
    outcome: str,
    kind: str,
    reference: str,
    reviewed_on: date,
    hijri: str = "",
    note: str = "",
) -> Review:
    """Record that the board reviewed the version in force (R11): unchanged, or a new draft.

    With `new_draft` a draft is begun that says what is in force now, to be changed. The next
    review is due a year after this day. Refuses with `ReviewUnknown`, with `NoPolicyInForce`, and
    as an adoption does when the number is missing or the dates do not agree.
    """
    if outcome not in REVIEW_OUTCOMES:
        raise ReviewUnknown
    current = PolicyVersion.objects.select_for_update().filter(stage="in_force").first()
    if current is None:
        raise NoPolicyInForce
    written = checked_days(kind, reference, reviewed_on, hijri)
    draft = None
    if outcome == "new_draft":
        draft = draft_policy(by.as_system(), definition={**current.definition, "adoption": None})
    row = Review.objects.create(
        policy_version=current,
        outcome=outcome,
        kind=kind,
        reference=reference.strip(),
        reviewed_on=reviewed_on,
        hijri=written,
        note=" ".join(note.split())[:500],
        new_draft=draft,
        recorded_at=timezone.now(),
        recorded_by=by.staff,
    )
    remark(row, outcome=outcome, reviewed_on=reviewed_on.isoformat())
    return row


@action
def sweep_reviews(by: Actor) -> int:
    """Remind the directors once, by e-mail, that a review is near or due; how many were told."""
    due = review_due(by)
    if due is None or not (due.is_near or due.is_due):
        return 0
    reminder = ReviewReminder(
        policy_version_id=due.policy_version, due_on=due.due_on, reminded_at=timezone.now()
    )
    known = ReviewReminder.objects.filter(policy_version_id=due.policy_version, due_on=due.due_on)
    if known.exists():
        return 0
    reminder.save(force_insert=True)
    association = association_known(by, association=by.house)
    told = 0
    for member in staff_listed(by):
        if "director" in member.roles and member.is_active and not member.is_pending:
            queue_message(
                by,
                kind="policy_review",
                wording=REVIEW_NEAR,
                fields={
                    "name": member.name,
                    "association": association.short_name["ar"],
                    "date": spoken_both(due.due_on, "ar"),
                    "link": address(f"/{association.slug}/desk/"),
                },
                language="ar",
                email=member.email,
                about=due.policy_version,
            )
            told += 1
    remark(reminder, told=told)
    return told


@action
def name_board_member(by: Actor, *, name: str, capacity: str, named_on: date) -> BoardMember:
    """Record that somebody sits on the board (R13); `capacity` is one of `CAPACITIES`.

    Refuses with `CapacityUnknown` without a name or with another capacity.
    """
    if not name.strip() or capacity not in CAPACITIES:
        raise CapacityUnknown
    return BoardMember.objects.create(
        name=" ".join(name.split()), capacity=capacity, named_on=named_on
    )


@action
def retire_board_member(by: Actor, *, member: UUID, retired_on: date) -> BoardMember:
    """Record that somebody left the board. Refuses with `AlreadyRetired`."""
    row = locked(BoardMember.objects, pk=member)
    if row.retired_on is not None:
        raise AlreadyRetired
    row.retired_on = retired_on
    row.save(update_fields=["retired_on"])
    return row
