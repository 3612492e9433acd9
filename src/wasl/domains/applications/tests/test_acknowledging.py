"""Who has not acknowledged the policy in force opens no cases, and goes on serving those he has."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wasl.domains.access.tests.given import given_huda
from wasl.domains.applications.actions import record_checks, start_application, submit_whole
from wasl.domains.applications.tests.given import (
    SERVICE,
    case_of,
    checks_that_match,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    given_submitted,
    whole_fields,
)
from wasl.domains.policies.actions import acknowledge_policy
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import AcknowledgementOverdue

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_ready_association()


@pytest.fixture
def huda(association):
    return given_huda(association)


def weeks_later(time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=15))


def test_after_the_grace_an_officer_opens_no_case_in_either_way(huda, time_machine):
    weeks_later(time_machine)

    with pytest.raises(AcknowledgementOverdue):
        given_draft(huda)
    with pytest.raises(AcknowledgementOverdue):
        submit_whole(huda, **whole_fields(channel="interview", method="paper"))


def test_within_the_grace_he_does_and_after_acknowledging_too(huda, time_machine):
    assert given_draft(huda).pk
    weeks_later(time_machine)
    acknowledge_policy(huda, policy_version=policy_in_force(huda).id)
    assert given_draft(huda).pk


def test_applicants_owe_nothing(association, time_machine):
    weeks_later(time_machine)

    assert given_submitted(given_noura_visiting(association)).reference


def test_running_cases_are_served_all_the_same(association, huda, time_machine):
    sent = given_submitted(given_noura_visiting(association))
    weeks_later(time_machine)
    record_checks(huda, application=sent.application, checks=checks_that_match())

    assert case_of(association, sent.application).stage == "complete"


def test_a_draft_begun_in_time_opens_again(huda, time_machine):
    begun = given_draft(huda, filled=False)
    weeks_later(time_machine)

    again = start_application(
        huda, key=begun.submission_key, service=SERVICE, channel="interview", phone="0551234567"
    )
    assert again.pk == begun.pk


def test_the_second_case_asks_the_database_nothing_more_for_it(association, huda):
    def asked(by):
        with CaptureQueriesContext(connection) as said:
            given_draft(by, filled=False)
        return [one["sql"] for one in said if "acknowledgement" in one["sql"]]

    acknowledge_policy(huda, policy_version=policy_in_force(huda).id)
    assert len(asked(huda)) == 1
    assert asked(huda) == []
