"""Staff acknowledge that they have read a version."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.policies.actions.versions import checked_grace
from wasl.domains.policies.lifecycle import FROZEN
from wasl.domains.policies.models import Acknowledgement, PolicyVersion
from wasl.domains.policies.refusals import NoPolicyInForce, PolicyNotAdopted
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark


@action
def acknowledge_policy(by: Actor, *, policy_version: UUID) -> Acknowledgement:
    """Record that the member of staff who asks has read a version (R14); again changes nothing.

    Refuses with `PolicyNotAdopted` a draft.
    """
    version = found(PolicyVersion.objects, pk=policy_version)
    if version.stage not in FROZEN:
        raise PolicyNotAdopted
    row = Acknowledgement(
        policy_version=version, staff_id=by.member, acknowledged_at=timezone.now()
    )
    # Two clicks, one row: the constraint decides and the first moment stands.
    Acknowledgement.objects.bulk_create([row], ignore_conflicts=True)
    kept = found(Acknowledgement.objects, policy_version=version, staff_id=by.member)
    remark(kept, policy_version=str(version.pk))
    return kept


@action
def set_acknowledgement_grace(by: Actor, *, days: int) -> PolicyVersion:
    """Set the days that staff have to acknowledge the version in force, and those after it.

    Refuses with `GraceOutOfRange` outside of 0 to 90, and with `NoPolicyInForce`.
    """
    checked_grace(days)
    row = PolicyVersion.objects.select_for_update().filter(stage="in_force").first()
    if row is None:
        raise NoPolicyInForce
    remark(row, before=row.grace_days, after=days)
    row.grace_days = days
    row.save(update_fields=["grace_days"])
    return row
