"""Only an adopted policy opens cases, and an adopted policy never changes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from wasl.domains.access.tests.given import given_director, given_huda, given_ibrahim
from wasl.domains.associations.tests.given import given_association
from wasl.domains.policies.actions import adopt_policy, bring_into_force, draft_policy
from wasl.domains.policies.models import PolicyVersion
from wasl.domains.policies.queries import (
    adoption_of,
    days_promised,
    policy_content,
    policy_in_force,
    policy_of,
    policy_versions_listed,
    public_policy,
    reply_promise,
)
from wasl.domains.policies.refusals import (
    DatesDisagree,
    NoPolicyInForce,
    PolicyNotADraft,
    PolicyUnreadable,
)
from wasl.domains.policies.tests.given import (
    given_adopted,
    given_definition,
    given_draft,
    given_in_force,
)
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed, NotFound, WrongStage
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_association()


@pytest.fixture
def mona(association):
    return given_director(association)


def test_a_policy_without_adoption_opens_no_case(association, mona):
    given_draft(association, "qabas")

    with pytest.raises(NoPolicyInForce):
        policy_in_force(mona)


def test_a_draft_is_shown_to_the_public_as_not_yet_adopted(association):
    given_draft(association, "qabas")

    shown = public_policy(Actor.system(association))
    assert shown is not None
    assert (shown.stage, shown.may_open_cases) == ("draft", False)


def test_an_adopted_policy_comes_into_force(association, mona):
    version = given_in_force(association)

    row = policy_in_force(mona)
    assert row.id == version
    assert row.policy.as_dict() == given_definition()


def test_the_adoption_keeps_both_dates(association, mona):
    version = given_adopted(association)

    adoption = adoption_of(mona, policy_version=version)
    assert adoption is not None
    assert (adoption.reference, adoption.adopted_on, adoption.hijri) == (
        "م/٢٦٠",
        date(2024, 10, 13),
        "1446-04-10",
    )


def test_two_dates_that_are_not_one_day_are_refused(association, mona):
    version = given_draft(association)

    with pytest.raises(DatesDisagree) as refused:
        adopt_policy(
            mona,
            policy_version=version,
            kind="decision",
            reference="1",
            adopted_on=date(2024, 10, 13),
            hijri="1446-04-11",
        )
    assert "1446-04-10" in str(refused.value)
    assert policy_of(mona, policy_version=version).stage == "draft"


def test_an_adopted_policy_is_not_adopted_again(association, mona):
    version = given_adopted(association)

    with pytest.raises(PolicyNotADraft):
        adopt_policy(
            mona,
            policy_version=version,
            kind="meeting",
            reference="2",
            adopted_on=date(2024, 10, 13),
        )


def test_a_draft_does_not_come_into_force(association, mona):
    version = given_draft(association)

    with pytest.raises(WrongStage):
        bring_into_force(mona, policy_version=version, seen_against=None)


def test_a_new_version_supersedes_the_former_and_both_stay_readable(association, mona):
    first, second = given_in_force(association), given_in_force(association, "durbah")

    assert policy_in_force(mona).id == second
    assert policy_of(mona, policy_version=first).stage == "superseded"
    assert policy_content(mona, policy_version=first).has_step("register")
    assert not policy_content(mona, policy_version=second).has_step("register")
    assert [row.issue for row in policy_versions_listed(mona)] == [2, 1]


def test_the_database_knows_one_policy_in_force(association):
    given_in_force(association)
    other = given_adopted(association, "durbah")

    system = Actor.system(association)
    with entered_scope(system, writing=True), pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(pk=other).update(stage="in_force")


def test_something_else_than_a_policy_is_refused(association, mona):
    with pytest.raises(PolicyUnreadable):
        draft_policy(mona, definition={"title": {"ar": "س", "en": "x"}})


def test_an_officer_does_not_adopt(association):
    huda = given_huda(association)

    with pytest.raises(NotAllowed):
        draft_policy(huda, definition=given_definition())


def test_ibrahim_of_another_association_sees_nothing(association):
    version = given_in_force(association)
    ibrahim = given_ibrahim(given_association("wahj"))

    with pytest.raises(NotFound):
        policy_of(ibrahim, policy_version=version)
    with pytest.raises(NotFound):
        policy_content(ibrahim, policy_version=version)
    assert public_policy(ibrahim) is None


def test_the_promise_is_the_policys_sentence_and_a_working_day(association, mona):
    version = given_in_force(association)
    sentence = reply_promise(mona, policy_version=version, complete_on=date(2026, 11, 22))

    assert sentence.verbatim.endswith("خلال مدة لا تقل عن أسبوعين")
    # Thirty days on is Tuesday, a working day.
    assert sentence.due_on == date(2026, 12, 22)
    assert sentence.earliest_on == date(2026, 12, 6)


def test_a_service_may_set_its_own_target(association, mona):
    version = given_in_force(association)
    sentence = reply_promise(
        mona, policy_version=version, complete_on=date(2026, 11, 22), target_days=15
    )

    assert sentence.due_on == date(2026, 12, 7)


def test_telling_what_is_missing_has_its_own_clock(association, mona):
    version = given_in_force(association)

    _, told_by = days_promised(mona, policy_version=version, submitted_on=date(2026, 11, 22))
    assert date(2026, 11, 22) < told_by <= date(2026, 12, 6)
