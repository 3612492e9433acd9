"""Whatever is done in whatever order, a case only moves as its lifecycle says."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from

from wasl.domains.access.tests.given import given_huda
from wasl.domains.applications.actions import (
    answer_request,
    ask_for_missing,
    close_application,
    discard_application,
    mark_assessed,
    mark_decided,
    record_checks,
    submit_application,
    withdraw,
)
from wasl.domains.applications.lifecycle import APPLICATION, AWAITING_REPLY
from wasl.domains.applications.refusals import KeyReused
from wasl.domains.applications.tests.given import (
    case_of,
    checks_that_match,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    submission_fields,
)
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import verify

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_case_moves_only_as_its_lifecycle_says():
    association = given_ready_association()
    noura, huda = given_noura_visiting(association), given_huda(association)
    system = Actor.system(association)

    class Case(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.row = given_draft(noura)
            self.stage = "draft"
            self.reference = ""

        def attempt(self, moves: dict[str, str], deed: Any) -> None:
            """Do it: from a stage in `moves` it leads there, from any other it is refused."""
            if self.stage in moves:
                deed()
                self.stage = moves[self.stage]
            else:
                with pytest.raises((WrongStage, KeyReused)):
                    deed()

        @rule()
        def submit(self) -> None:
            self.attempt(
                {"draft": "submitted"},
                lambda: submit_application(noura, application=self.row.pk, **submission_fields()),
            )

        @rule()
        def discard(self) -> None:
            self.attempt(
                {"draft": "discarded"}, lambda: discard_application(noura, application=self.row.pk)
            )

        @rule()
        def check(self) -> None:
            self.attempt(
                {"submitted": "complete", "incomplete": "complete"},
                lambda: record_checks(huda, application=self.row.pk, checks=checks_that_match()),
            )

        @rule()
        def ask(self) -> None:
            self.attempt(
                dict.fromkeys(AWAITING_REPLY, "incomplete"),
                lambda: ask_for_missing(huda, application=self.row.pk, items=["lease"]),
            )

        @rule()
        def answer(self) -> None:
            self.attempt(
                {"incomplete": "submitted", "submitted": "submitted"},
                lambda: answer_request(noura, application=self.row.pk),
            )

        @rule(outcome=sampled_from(["accept", "reject", "partly"]))
        def decide(self, outcome: str) -> None:
            self.attempt(
                {"assessed": "decided"},
                lambda: mark_decided(system, application=self.row.pk, outcome=outcome),
            )

        @rule()
        def assess(self) -> None:
            self.attempt(
                {"complete": "assessed"}, lambda: mark_assessed(system, application=self.row.pk)
            )

        @rule()
        def close(self) -> None:
            self.attempt(
                {"decided": "closed"}, lambda: close_application(system, application=self.row.pk)
            )

        @rule()
        def take_back(self) -> None:
            self.attempt(
                dict.fromkeys(AWAITING_REPLY, "withdrawn"),
                lambda: withdraw(noura, application=self.row.pk),
            )

        @invariant()
        def stands_where_the_lifecycle_says(self) -> None:
            case = case_of(association, self.row.pk)
            assert case.stage == self.stage
            assert case.stage in APPLICATION.stages

        @invariant()
        def reference_and_promise_stay(self) -> None:
            case = case_of(association, self.row.pk)
            if self.stage in ("draft", "discarded"):
                assert (case.reference, case.reply_expected_on) == ("", None)
                return
            assert case.reply_expected_on is not None
            assert self.reference in ("", case.reference)
            self.reference = case.reference
            assert (case.complete_at is not None) or self.stage not in ("complete", "assessed")

    run_state_machine_as_test(
        Case,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with entered_scope(system, writing=False):
        assert verify(association).is_whole
