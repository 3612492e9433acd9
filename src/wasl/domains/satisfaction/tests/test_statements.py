"""What asking and answering may cost the database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.domains.access.queries import visitor_actor
from wasl.domains.applications.tests.given import (
    NOURA_PHONE,
    given_noura_visiting,
    given_submitted_whole,
)
from wasl.domains.assessments.tests.given import given_studying_association
from wasl.domains.satisfaction.actions import answer_survey, offer_survey
from wasl.domains.satisfaction.tests.given import given_asked
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import recording

pytestmark = pytest.mark.django_db(transaction=True)

_OF_TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def _statements(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    said = [str(one["sql"]) for one in captured.captured_queries]
    return [one for one in said if not one.startswith(_OF_TRANSACTIONS)]


def test_an_offer_takes_six_statements_within_the_deed_that_it_follows():
    association = given_studying_association("manarat", survey_occasions=["decision"])
    visitor = given_noura_visiting(association)
    application = given_submitted_whole(visitor, phone=NOURA_PHONE).application
    system = Actor.system(association)

    with entered_scope(system, writing=True), recording(system, "decisions.conclude_item"):
        said = _statements(
            lambda: offer_survey(system, application=application, occasion="decision")
        )

    assert len(said) <= 6, "\n".join(said)


def test_an_answer_takes_eight_statements():
    asked = given_asked()

    said = _statements(
        lambda: answer_survey(visitor_actor(asked.association), token=asked.token, score=4)
    )

    assert len(said) <= 8, "\n".join(said)
