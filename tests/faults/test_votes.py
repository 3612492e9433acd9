"""Two tabs, two reviewers, two sessions and the last place: the database decides, once.

Each race has its control: without the guard the same race makes a double, so the guard is what
prevents it. Races run in threads, each with its own connection, on the engine of the suite.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models
from django.utils import timezone

from tests.faults.racing import at_once
from wasl.domains.assessments.tests.given import given_recommended
from wasl.domains.catalogue.queries import service_called
from wasl.domains.catalogue.refusals import NoPlaceLeft
from wasl.domains.decisions.actions import (
    cast_vote,
    close_session,
    conclude_item,
    confirm_decision,
    defer_item,
    plan_session,
    propose_decision,
    put_on_agenda,
)
from wasl.domains.decisions.models import AgendaItem, Decision, Session, Vote
from wasl.domains.decisions.refusals import (
    AlreadyOnAgenda,
    AlreadyVoted,
    ItemConcluded,
    SessionNotOpen,
)
from wasl.domains.decisions.tests.given import (
    WORDS,
    given_bench,
    given_department,
    given_votes,
)
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import Refusal, WrongStage
from wasl.foundation.scoping import entered_scope

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AT_ONCE = 6


def _stored(association: UUID, model: Any) -> list[Any]:
    with entered_scope(Actor.system(association), writing=False):
        return list(model.objects.order_by("id"))


def _outcomes(answers: list[object], refusal: type[Refusal]) -> tuple[int, int]:
    """How many attempts succeeded and how many got this refusal; anything else is a failure."""
    strange = [
        one for one in answers if isinstance(one, Exception) and not isinstance(one, refusal)
    ]
    assert strange == []
    refused = sum(isinstance(one, refusal) for one in answers)
    return len(answers) - refused, refused


@contextmanager
def _without(association: UUID, model: type[models.Model], name: str) -> Iterator[None]:
    """Take a constraint off its table, and put it back once the rows are gone."""
    kept = model._meta.constraints
    constraint = next(one for one in kept if one.name == name)
    # SQLite builds the table anew from what the model says, so the model must not say it.
    model._meta.constraints = [one for one in kept if one is not constraint]
    with _editing() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        with entered_scope(Actor.system(association), writing=True):
            model._default_manager.all().delete()
        model._meta.constraints = kept
        with _editing() as editor:
            editor.add_constraint(model, constraint)


@contextmanager
def _editing() -> Iterator[Any]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=OFF")
    with connection.schema_editor() as editor:
        yield editor
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=ON")


def test_a_member_voting_from_several_tabs_at_once_has_one_vote() -> None:
    bench = given_bench()
    answers = at_once([lambda: cast_vote(bench.chair, item=bench.item, choice="accept")] * AT_ONCE)
    assert _outcomes(answers, AlreadyVoted) == (1, AT_ONCE - 1)
    assert len(_stored(bench.association, Vote)) == 1


def test_control_without_the_constraint_tabs_make_several_votes() -> None:
    bench = given_bench()
    with _without(bench.association, Vote, "one_vote_per_member"):
        answers = at_once(
            [lambda: cast_vote(bench.chair, item=bench.item, choice="accept")] * AT_ONCE
        )
        assert not any(isinstance(one, AlreadyVoted) for one in answers)
        votes = sum(isinstance(one, Vote) for one in answers)
    assert votes > 1


def test_all_members_voting_at_once_all_count() -> None:
    bench = given_bench(size=5, quorum=3)
    answers = at_once(
        [partial(cast_vote, voter, item=bench.item, choice="accept") for voter in bench.everybody]
    )
    assert _outcomes(answers, AlreadyVoted) == (5, 0)
    assert conclude_item(bench.chair, item=bench.item, reasons=WORDS).outcome == "accept"


def test_a_case_concluded_from_several_tabs_gets_one_decision() -> None:
    bench = given_bench()
    given_votes(bench, "accept", "accept", "accept")
    answers = at_once(
        [lambda: conclude_item(bench.chair, item=bench.item, reasons=WORDS)] * AT_ONCE
    )
    assert _outcomes(answers, ItemConcluded) == (1, AT_ONCE - 1)
    assert [row.number for row in _stored(bench.association, Decision)] == [1]


def test_control_without_the_lock_and_the_constraint_the_stage_alone_lets_both_through() -> None:
    bench = given_bench()
    given_votes(bench, "accept", "accept", "accept")
    both_read = threading.Barrier(2)

    def conclude_unguarded() -> bool:
        with entered_scope(Actor.system(bench.association), writing=False):
            seen = AgendaItem.objects.get(pk=bench.item).stage
        both_read.wait(30)
        with entered_scope(Actor.system(bench.association), writing=True):
            AgendaItem.objects.filter(pk=bench.item).update(stage="decided")
        return seen == "waiting"

    assert at_once([conclude_unguarded, conclude_unguarded]) == [True, True]


def test_two_sessions_never_list_the_same_case() -> None:
    bench = given_bench()
    defer_item(bench.chair, item=bench.item, reasons=WORDS)
    sessions = [
        plan_session(bench.chair, committee=bench.committee, held_on=timezone.localdate()).pk
        for _number in range(AT_ONCE)
    ]
    answers = at_once(
        [
            partial(put_on_agenda, bench.chair, session=session, application=bench.application)
            for session in sessions
        ]
    )
    assert _outcomes(answers, AlreadyOnAgenda) == (1, AT_ONCE - 1)
    waiting = [row for row in _stored(bench.association, AgendaItem) if row.stage == "waiting"]
    assert len(waiting) == 1


def test_a_session_closed_from_several_tabs_has_one_number() -> None:
    bench = given_bench()
    defer_item(bench.chair, item=bench.item, reasons=WORDS)
    answers = at_once([lambda: close_session(bench.chair, session=bench.session)] * AT_ONCE)
    assert _outcomes(answers, SessionNotOpen) == (1, AT_ONCE - 1)
    assert [row.minutes_number for row in _stored(bench.association, Session)] == [1]


def test_a_proposal_confirmed_from_several_tabs_is_issued_once() -> None:
    department = given_department()
    proposal = propose_decision(
        department.head, application=department.application, outcome="accept", reasons=WORDS
    )
    answers = at_once(
        [lambda: confirm_decision(department.reviewer, decision=proposal.pk)] * AT_ONCE
    )
    assert _outcomes(answers, WrongStage) == (1, AT_ONCE - 1)
    assert [row.number for row in _stored(department.association, Decision)] == [1]


def test_the_last_place_is_given_to_one_of_those_confirmed_at_once() -> None:
    department = given_department(capacity=1)
    cases = [given_recommended(department.association).application_id for _ in range(3)]
    proposals = [
        propose_decision(department.head, application=case, outcome="accept", reasons=WORDS).pk
        for case in (department.application, *cases)
    ]
    answers = at_once(
        [
            partial(confirm_decision, department.reviewer, decision=proposal)
            for proposal in proposals
        ]
    )
    assert _outcomes(answers, NoPlaceLeft) == (1, len(proposals) - 1)
    issued = [row for row in _stored(department.association, Decision) if row.stage == "issued"]
    assert [row.number for row in issued] == [1]
    places = service_called(Actor.system(department.association), slug="food-basket").places
    assert places == 0
