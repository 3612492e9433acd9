"""Who has read and acknowledged the policy in force, and who owes it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from wasl.domains.access.queries import StaffRow, joined_at, staff_listed
from wasl.domains.policies.models import Acknowledgement
from wasl.domains.policies.queries.versions import PolicyRow, policy_in_force
from wasl.domains.policies.refusals import AcknowledgementOverdue, NoPolicyInForce
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.remembered import Remembered


@dataclass(frozen=True, slots=True)
class AcknowledgementRow:
    """A member of staff, and when he acknowledged the version, or by when he owes it."""

    staff: UUID
    name: str
    roles: tuple[str, ...]
    joined_on: date
    due_on: date
    acknowledged_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class AcknowledgementList:
    """All who work here and the version that they owe an acknowledgement of."""

    version: PolicyRow
    rows: tuple[AcknowledgementRow, ...]

    @property
    def done(self) -> int:
        """How many have acknowledged it."""
        return sum(1 for row in self.rows if row.acknowledged_at)

    @property
    def total(self) -> int:
        """How many work here."""
        return len(self.rows)

    @property
    def owing(self) -> tuple[AcknowledgementRow, ...]:
        """Those who still owe it."""
        return tuple(row for row in self.rows if row.acknowledged_at is None)


@dataclass(frozen=True, slots=True)
class AcknowledgementDue:
    """What one member of staff owes."""

    policy_version: UUID
    issue: int
    title: dict[str, str]
    due_on: date
    is_overdue: bool


@query
def acknowledgements_owed(by: Actor) -> AcknowledgementList:
    """Who works here, and who of them has acknowledged the version in force (R14).

    Those who owe it come first, the longest overdue before. Refuses with `NoPolicyInForce`.
    """
    system = by.as_system()
    version = policy_in_force(system)
    acknowledged = dict(
        Acknowledgement.objects.filter(policy_version_id=version.id).values_list(
            "staff_id", "acknowledged_at"
        )
    )
    today = timezone.localdate()
    rows = [
        _row(version, one, acknowledged.get(one.id), today)
        for one in staff_listed(system)
        if one.is_active and not one.is_pending
    ]
    rows.sort(key=lambda row: (row.acknowledged_at is not None, row.due_on, row.name))
    return AcknowledgementList(version, tuple(rows))


def _row(
    version: PolicyRow, member: StaffRow, acknowledged_at: datetime | None, today: date
) -> AcknowledgementRow:
    since = timezone.localdate(member.joined_at) if member.joined_at else today
    due_on = _due_on(version, since)
    return AcknowledgementRow(
        staff=member.id,
        name=member.name,
        roles=member.roles,
        joined_on=since,
        due_on=due_on,
        acknowledged_at=acknowledged_at,
        is_overdue=acknowledged_at is None and today > due_on,
    )


def _joined_on(system: Actor, staff: UUID) -> date:
    return timezone.localdate(joined_at(system, staff=staff))


def _due_on(version: PolicyRow, since: date) -> date:
    start = max(since, version.in_force_from or since)
    return start + timedelta(days=version.grace_days)


@query
def acknowledgement_due(by: Actor) -> AcknowledgementDue | None:
    """What the member of staff who asks owes: nothing once he acknowledged the version in force.

    Nothing either before a policy is in force, or for somebody who is no member of staff.
    """
    if by.staff is None:
        return None
    system = by.as_system()
    try:
        version = policy_in_force(system)
    except NoPolicyInForce:
        return None
    if _has_acknowledged(version, by.staff):
        return None
    due_on = _due_on(version, _joined_on(system, by.staff))
    return AcknowledgementDue(
        policy_version=version.id,
        issue=version.issue,
        title=version.title,
        due_on=due_on,
        is_overdue=timezone.localdate() > due_on,
    )


# An acknowledgement is never taken back, so what was once found good stays good.
_good_until: Remembered[tuple[UUID, UUID, int], date] = Remembered()


_acknowledged: Remembered[tuple[UUID, UUID], bool] = Remembered()


def _has_acknowledged(version: PolicyRow, staff: UUID) -> bool:
    # Every page of the desk asks this; who has acknowledged costs it nothing any more.
    key = (version.id, staff)
    if _acknowledged.get(key):
        return True
    rows = Acknowledgement.objects.filter(policy_version_id=version.id, staff_id=staff)
    return rows.exists() and _acknowledged.keep(key, True)


@query
def may_open_cases(by: Actor, *, staff: UUID, under: PolicyRow) -> date:
    """The last day on which a member of staff may open cases under the version in force.

    That is the end of his grace, counted from the later of the version's first day and his own,
    or the end of time once he acknowledged it. Refuses with `AcknowledgementOverdue` after it.
    """
    key = (under.id, staff, under.grace_days)
    today = timezone.localdate()
    known = _good_until.get(key)
    if known is not None and today <= known:
        return known
    if _has_acknowledged(under, staff):
        return _good_until.keep(key, date.max)
    due_on = _due_on(under, _joined_on(by.as_system(), staff))
    if today > due_on:
        raise AcknowledgementOverdue(due_on=date_format(due_on), subject=under.id)
    return _good_until.keep(key, due_on)
