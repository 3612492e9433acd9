"""Policies changed: drafted, adopted by the board, brought into force."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.policies.events import PolicyCameIntoForce
from wasl.domains.policies.lifecycle import POLICY_VERSION
from wasl.domains.policies.models import Adoption, PolicyVersion
from wasl.domains.policies.refusals import DatesDisagree, PolicyNotADraft, PolicyUnreadable
from wasl.domains.policies.rules import Policy
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import to_hijri
from wasl.foundation.events import publish
from wasl.foundation.numbering import next_number
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def draft_policy(by: Actor, *, definition: Mapping[str, Any]) -> PolicyVersion:
    """Record a new version as a draft; it opens no case until the board has adopted it (R10).

    `definition` is what `Policy.as_dict` writes. Refuses with `PolicyUnreadable`.
    """
    try:
        policy = Policy.from_dict(definition)
    except (ValueError, TypeError, KeyError) as error:
        raise PolicyUnreadable(why=str(error)) from error
    stored = policy.as_dict()
    canonical = json.dumps(stored, sort_keys=True, ensure_ascii=False)
    return PolicyVersion.objects.create(
        issue=next_number("policy issue"),
        title=dict(policy.title),
        definition=stored,
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
        recorded_at=timezone.now(),
    )


@action
def adopt_policy(
    by: Actor,
    *,
    policy_version: UUID,
    kind: str,
    reference: str,
    adopted_on: date,
    hijri: str = "",
    weekday: str = "",
    term: str = "",
) -> Adoption:
    """Record the board's adoption: decision or meeting number and both dates (R10).

    Refuses with `PolicyNotADraft` when it is adopted already, and with `DatesDisagree` when
    `hijri` (as 1446-04-10) is not the day of `adopted_on` in the Umm al-Qura calendar.
    """
    version = locked(PolicyVersion.objects.all(), pk=policy_version)
    if version.stage != POLICY_VERSION.initial:
        raise PolicyNotADraft
    own = to_hijri(adopted_on)
    written = f"{own.year:04}-{own.month:02}-{own.day:02}"
    if hijri and hijri != written:
        raise DatesDisagree(hijri=written, gregorian=adopted_on.isoformat())
    version.stage = "adopted"
    version.save(update_fields=["stage"])
    remark(version, reference=reference, adopted_on=adopted_on.isoformat())
    return Adoption.objects.create(
        policy_version=version,
        kind=kind,
        reference=reference,
        adopted_on=adopted_on,
        hijri=written,
        weekday=weekday,
        term=term,
        recorded_at=timezone.now(),
        recorded_by=by.staff,
    )


@action
def bring_into_force(by: Actor, *, policy_version: UUID) -> PolicyVersion:
    """Let new cases be opened under an adopted version; the former one is superseded.

    Running cases keep the version under which they began. Refuses with `WrongStage` when the
    version is not adopted.
    """
    version = locked(PolicyVersion.objects.all(), pk=policy_version)
    POLICY_VERSION.check_move(version.stage, "in_force")
    PolicyVersion.objects.filter(stage="in_force").update(stage="superseded")
    version.stage = "in_force"
    version.in_force_from = timezone.localdate()
    version.save(update_fields=["stage", "in_force_from"])
    publish(by, PolicyCameIntoForce(policy_version=version.pk))
    return version
