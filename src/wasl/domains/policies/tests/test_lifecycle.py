"""Whatever is done in whatever order, a version only moves as its lifecycle says."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from wasl.domains.access.tests.given import given_director
from wasl.domains.associations.tests.given import given_association
from wasl.domains.policies.actions import (
    acknowledge_policy,
    adopt_policy,
    bring_into_force,
    circulate_policy,
    discard_draft,
    publish_policy,
    revise_draft,
    submit_to_board,
    withdraw_from_board,
)
from wasl.domains.policies.lifecycle import FROZEN
from wasl.domains.policies.queries import (
    adoption_of,
    policy_of,
    policy_versions_listed,
    publications_listed,
)
from wasl.domains.policies.refusals import PolicyNotAdopted, PolicyNotADraft
from wasl.domains.policies.tests.given import given_definition, given_draft, given_in_force
from wasl.foundation.refusal import WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import verify

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SIGNED = date(2024, 10, 13)


def test_a_version_moves_only_as_its_lifecycle_says():
    association = given_association()
    mona = given_director(association)
    definitions = (given_definition(), given_definition("durbah"))

    class Version(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.version = given_draft(association)
            self.stage = "draft"
            self.adopted_as: dict[str, Any] | None = None

        def row(self) -> Any:
            return policy_of(mona, policy_version=self.version)

        def attempt(self, moves: dict[str, str], deed: Any) -> None:
            if self.stage in moves:
                deed()
                self.stage = moves[self.stage]
            else:
                with pytest.raises((WrongStage, PolicyNotADraft, PolicyNotAdopted)):
                    deed()

        @rule()
        def revise(self) -> None:
            row = self.row()
            other = definitions[row.policy.as_dict() == definitions[0]]
            self.attempt(
                {"draft": "draft"},
                lambda: revise_draft(
                    mona, policy_version=self.version, definition=other, version=row.version
                ),
            )

        @rule()
        def submit(self) -> None:
            self.attempt(
                {"draft": "before_board"},
                lambda: submit_to_board(mona, policy_version=self.version),
            )

        @rule()
        def take_back(self) -> None:
            self.attempt(
                {"before_board": "draft"},
                lambda: withdraw_from_board(mona, policy_version=self.version),
            )

        @rule()
        def discard(self) -> None:
            self.attempt(
                dict.fromkeys(("draft", "before_board"), "discarded"),
                lambda: discard_draft(mona, policy_version=self.version),
            )

        @rule()
        def adopt(self) -> None:
            self.attempt(
                dict.fromkeys(("draft", "before_board"), "adopted"),
                lambda: adopt_policy(
                    mona,
                    policy_version=self.version,
                    kind="decision",
                    reference="1",
                    adopted_on=SIGNED,
                ),
            )
            if self.stage == "adopted" and self.adopted_as is None:
                self.adopted_as = self.row().policy.as_dict()

        @rule()
        def force(self) -> None:
            current = [one.id for one in policy_versions_listed(mona) if one.may_open_cases]
            self.attempt(
                {"adopted": "in_force"},
                lambda: bring_into_force(
                    mona,
                    policy_version=self.version,
                    seen_against=current[0] if current else None,
                ),
            )

        @rule()
        def supersede(self) -> None:
            given_in_force(association)
            if self.stage == "in_force":
                self.stage = "superseded"

        @rule()
        def show(self) -> None:
            self.attempt(
                {stage: stage for stage in FROZEN},
                lambda: publish_policy(
                    mona, policy_version=self.version, place="website", published_on=SIGNED
                ),
            )

        @rule()
        def acknowledge(self) -> None:
            self.attempt(
                {stage: stage for stage in FROZEN},
                lambda: acknowledge_policy(mona, policy_version=self.version),
            )

        @rule()
        def circulate(self) -> None:
            self.attempt(
                {stage: stage for stage in FROZEN},
                lambda: circulate_policy(mona, policy_version=self.version, audience="staff"),
            )

        @invariant()
        def stands_where_the_lifecycle_says(self) -> None:
            assert self.row().stage == self.stage

        @invariant()
        def an_adopted_version_never_changes(self) -> None:
            assert (self.adopted_as is not None) == (self.stage in FROZEN)
            if self.adopted_as is not None:
                assert self.row().policy.as_dict() == self.adopted_as
                assert adoption_of(mona, policy_version=self.version) is not None

        @invariant()
        def at_most_one_is_in_force_and_the_pages_show_it(self) -> None:
            current = [one.id for one in policy_versions_listed(mona) if one.may_open_cases]
            assert len(current) <= 1
            shown = {
                one.policy_version
                for one in publications_listed(mona)
                if one.is_on_show and one.place in ("public_page", "staff_page")
            }
            assert shown == set(current)

    run_state_machine_as_test(
        Version,
        settings=settings(
            max_examples=10,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with entered_scope(mona, writing=False):
        assert verify(association).is_whole
