"""Committees in session, cases before them, and decisions."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.assessments.tests.given import (
    given_colleague,
    given_recommended,
    given_studying_association,
)
from wasl.domains.decisions.actions import (
    cast_vote,
    conclude_item,
    confirm_decision,
    form_committee,
    open_session,
    plan_session,
    propose_decision,
    put_on_agenda,
)
from wasl.domains.decisions.models import Decision
from wasl.foundation.actor import Actor

WORDS = "رأت اللجنة أن الحاجة قائمة."


@dataclass(frozen=True)
class Bench:
    """A committee of three, with the chair first, in an open session with one case on its agenda."""

    association: UUID
    chair: Actor
    members: tuple[Actor, ...]
    committee: UUID
    session: UUID
    application: UUID
    item: UUID

    @property
    def everybody(self) -> tuple[Actor, ...]:
        """The chair and the members."""
        return (self.chair, *self.members)


def given_bench(
    *,
    slug: str = "manarat",
    quorum: int = 2,
    size: int = 3,
    is_open: bool = True,
    chair: dict[str, Any] | None = None,
    member: dict[str, Any] | None = None,
    **service: Any,
) -> Bench:
    """A committee before Noura's case. `chair` and `member` say what is known of those two."""
    association = given_studying_association(slug, **service)
    presiding = given_colleague(association, "committee_chair", **(chair or {}))
    others = [given_colleague(association, "committee_member", **(member or {}))]
    others += [given_colleague(association, "committee_member") for _ in range(size - 2)]
    system = Actor.system(association)
    committee = form_committee(
        system,
        name={"ar": "لجنة البحث", "en": "Research committee"},
        members=[presiding.member, *(one.member for one in others)],
        quorum=quorum,
    )
    session = plan_session(system, committee=committee.pk, held_on=timezone.localdate())
    application = given_recommended(association).application_id
    item = put_on_agenda(system, session=session.pk, application=application)
    if is_open:
        open_session(presiding, session=session.pk)
    return Bench(
        association, presiding, tuple(others), committee.pk, session.pk, application, item.pk
    )


def given_votes(bench: Bench, *choices: str) -> None:
    """The chair's vote first, then the members'."""
    for voter, choice in zip(bench.everybody, choices, strict=False):
        cast_vote(voter, item=bench.item, choice=choice, reason=WORDS)


def given_concluded(bench: Bench, *choices: str, **said: Any) -> Decision:
    """A decision by these votes; everybody accepts unless told otherwise."""
    given_votes(bench, *(choices or ("accept",) * len(bench.everybody)))
    return conclude_item(bench.chair, item=bench.item, **({"reasons": WORDS} | said))


def given_decision(
    slug: str = "manarat", capacity: int | None = None, **said: Any
) -> tuple[Bench, Decision]:
    """A committee's decision to accept."""
    bench = given_bench(slug=slug, capacity=capacity)
    return bench, given_concluded(bench, **said)


@dataclass(frozen=True)
class Department:
    """A department with its head and its reviewer, and a case that is ready for it."""

    association: UUID
    head: Actor
    reviewer: Actor
    application: UUID


def given_department(slug: str = "manarat", **service: Any) -> Department:
    """Noura's case before the department."""
    association = given_studying_association(slug, decided_by="department", **service)
    return Department(
        association,
        given_colleague(association, "department_head"),
        given_colleague(association, "reviewer"),
        given_recommended(association).application_id,
    )


def given_proposal(department: Department, **said: Any) -> Decision:
    """What the head proposes: to accept, unless told otherwise."""
    proposed = {"outcome": "accept", "reason_key": "conditions_met", "reasons": WORDS} | said
    return propose_decision(department.head, application=department.application, **proposed)


def given_confirmed(department: Department, **said: Any) -> Decision:
    """A proposal that the reviewer confirmed."""
    proposal = given_proposal(department, **said)
    return confirm_decision(department.reviewer, decision=proposal.pk)
