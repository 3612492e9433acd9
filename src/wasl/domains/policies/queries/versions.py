"""Versions read: the one in force, a case's own, their adoption, and the dates promised."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from wasl.domains.associations.queries import work_calendar
from wasl.domains.policies.lifecycle import FROZEN
from wasl.domains.policies.models import Adoption, AdoptionSignature, PolicyVersion
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.domains.policies.rules import (
    Policy,
    Profile,
    PromiseSentence,
    promise_due_on,
    promise_sentence,
    read_profile,
    telling_due_on,
)
from wasl.domains.policies.rules.publicity import SIGNS_FOR_THE_BOARD
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.remembered import Remembered


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A version with its parsed content. An adopted version never changes.

    `version` counts the changes of a draft; `grace_days` is the time to acknowledge it.
    """

    id: UUID
    issue: int
    title: dict[str, str]
    stage: str
    policy: Policy
    in_force_from: date | None
    version: int
    grace_days: int
    recorded_at: datetime

    @property
    def may_open_cases(self) -> bool:
        """Whether new cases are opened under this version."""
        return self.stage == "in_force"


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature of the board. `capacity` is one of `CAPACITIES`."""

    name: str
    capacity: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """The record of an adoption."""

    kind: str
    reference: str
    adopted_on: date
    hijri: str
    weekday: str
    term: str
    recorded_at: datetime
    signatures: tuple[SignatureRow, ...]

    @property
    def is_signed_by_chair(self) -> bool:
        """Whether the chair of the board, or the deputy, signed (R16)."""
        return any(one.capacity in SIGNS_FOR_THE_BOARD for one in self.signatures)


@query
def profile_read(by: Actor, *, text: str, source: str) -> Profile:
    """The association and the policy that a profile states.

    Raises `ProfileInvalid` with every mistake by `source` and line.
    """
    return read_profile(text, source)


_adopted: Remembered[tuple[UUID | None, UUID], Policy] = Remembered()


def _row(by: Actor, fields: dict[str, Any]) -> PolicyRow:
    key = (by.association, fields["id"])
    policy = _adopted.get(key)
    if policy is None:
        stored = fields.get("definition")
        if stored is None:
            stored = PolicyVersion.objects.values_list("definition", flat=True).get(pk=fields["id"])
        policy = Policy.from_dict(stored)
        if fields["stage"] in FROZEN:
            _adopted.keep(key, policy)
    return PolicyRow(
        fields["id"],
        fields["issue"],
        fields["title"],
        fields["stage"],
        policy,
        fields["in_force_from"],
        fields["version"],
        fields["grace_days"],
        fields["recorded_at"],
    )


_LIGHT = (
    *("id", "issue", "title", "stage", "in_force_from"),
    *("version", "grace_days", "recorded_at"),
)


@query
def policy_in_force(by: Actor) -> PolicyRow:
    """The version under which new cases are opened. Refuses with `NoPolicyInForce`."""
    fields = PolicyVersion.objects.filter(stage="in_force").values(*_LIGHT).first()
    if fields is None:
        raise NoPolicyInForce
    return _row(by, fields)


@query
def public_policy(by: Actor) -> PolicyRow | None:
    """What the public page shows: the version in force, else the newest, else nothing."""
    newest = PolicyVersion.objects.exclude(stage="discarded").order_by("-issue").values(*_LIGHT)
    fields = newest.filter(stage="in_force").first() or newest.first()
    return None if fields is None else _row(by, fields)


@query
def policy_of(by: Actor, *, policy_version: UUID) -> PolicyRow:
    """The version under which a case lives. Refuses with `NotFound`."""
    fields = PolicyVersion.objects.filter(pk=policy_version).values(*_LIGHT).first()
    if fields is None:
        raise NotFound
    return _row(by, fields)


@query
def policy_content(by: Actor, *, policy_version: UUID) -> Policy:
    """The content of an adopted version alone; read once per process. Refuses with `NotFound`."""
    known = _adopted.get((by.association, policy_version))
    if known is not None:
        return known
    return policy_of(by, policy_version=policy_version).policy


@query
def policy_versions_listed(by: Actor) -> tuple[PolicyRow, ...]:
    """Every version of the association, the newest first."""
    rows = PolicyVersion.objects.order_by("-issue").values(*_LIGHT, "definition")
    return tuple(_row(by, fields) for fields in rows)


@query
def adoption_of(by: Actor, *, policy_version: UUID) -> AdoptionRow | None:
    """The adoption of a version with its signatures, or nothing while it is not adopted.

    The names of those who signed are shown to the association's own people only.
    """
    adoption = Adoption.objects.filter(policy_version_id=policy_version).first()
    if adoption is None:
        return None
    shows_names = by.kind in ("staff", "system")
    signatures = AdoptionSignature.objects.filter(adoption=adoption).order_by("position")
    return AdoptionRow(
        adoption.kind,
        adoption.reference,
        adoption.adopted_on,
        adoption.hijri,
        adoption.weekday,
        adoption.term,
        adoption.recorded_at,
        tuple(
            SignatureRow(one.name if shows_names else "", one.capacity, one.signed_on)
            for one in signatures
        ),
    )


@query
def reply_promise(
    by: Actor, *, policy_version: UUID, complete_on: date, target_days: int | None = None
) -> PromiseSentence:
    """What the applicant is told of the reply: the policy's sentence and a concrete day (R60).

    `target_days` is the service's own target where it has one.
    """
    promise = policy_content(by, policy_version=policy_version).promise
    return promise_sentence(_with_target(promise, target_days), complete_on, work_calendar(by))


@query
def reply_due_on(
    by: Actor, *, policy_version: UUID, complete_on: date, target_days: int | None = None
) -> date:
    """The day against which lateness of the reply is measured."""
    promise = policy_content(by, policy_version=policy_version).promise
    return promise_due_on(_with_target(promise, target_days), complete_on, work_calendar(by))


@query
def days_promised(
    by: Actor, *, policy_version: UUID, submitted_on: date, target_days: int | None = None
) -> tuple[date, date]:
    """The reply's day were the file complete on the day of sending, and the day by which the
    applicant must have been told what is missing."""
    promise = policy_content(by, policy_version=policy_version).promise
    calendar = work_calendar(by)
    return (
        promise_due_on(_with_target(promise, target_days), submitted_on, calendar),
        telling_due_on(promise, submitted_on, calendar),
    )


@lru_cache(maxsize=256)
def _with_target(promise: Any, target_days: int | None) -> Any:
    return promise if target_days is None else replace(promise, target_days=target_days)
