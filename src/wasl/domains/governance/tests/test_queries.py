"""The trail is read page by page, told by case, and checked from end to end."""

from uuid import uuid4

import pytest
from django.db import connection

from wasl.domains.access.tests.given import (
    given_director,
    given_huda,
    given_ibrahim,
    given_majed,
)
from wasl.domains.assessments.tests.given import given_recommended, given_studying_association
from wasl.domains.associations.tests.given import given_association
from wasl.domains.governance.queries import trail_about_party, trail_read, trail_verified
from wasl.domains.parties.actions import record_dependants
from wasl.domains.parties.tests.given import given_noura, given_salem
from wasl.foundation.actor import Actor
from wasl.foundation.fences import lower_fences, raise_fences
from wasl.foundation.refusal import NotAllowed
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db


def test_the_trail_of_a_case_holds_its_own_deeds_and_those_that_name_it():
    association = given_studying_association("manarat")
    application = given_recommended(association).application_id
    mona = given_director(association)

    page = trail_read(mona, about=application)

    verbs = {row.verb for row in page.rows}
    assert {"applications.record_checks", "assessments.recommend"} <= verbs
    assert "access.hire_staff" not in verbs
    assert trail_read(mona, about=uuid4()).rows == ()


def test_pages_follow_one_another_without_gap_and_reading_stands_in_the_trail():
    mona = given_director(given_association("manarat"))
    given_huda(mona.house)
    given_majed(mona.house)

    first = trail_read(mona, most=2)
    second = trail_read(mona, most=2, before=first.before)

    assert [row.sequence for row in first.rows] == sorted(
        (row.sequence for row in first.rows), reverse=True
    )
    assert second.rows[0].sequence == first.rows[-1].sequence - 1
    assert trail_read(mona).rows[0].verb == "governance.trail_read"
    assert trail_read(mona).rows[0].actor_name == mona.name


@pytest.mark.django_db(transaction=True)
def test_a_whole_trail_says_so_and_an_altered_entry_is_named():
    mona = given_director(given_association("manarat"))
    trail_read(mona)
    assert trail_verified(mona).is_whole

    lower_fences("default")
    with entered_scope(Actor.system(mona.house), writing=True), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE foundation_trailentry SET verb = 'x.y' WHERE sequence = 1 AND chain = %s",
            [str(mona.house)],
        )
    raise_fences("default")

    verdict = trail_verified(mona)
    assert (verdict.is_whole, verdict.first_bad, verdict.reason) == (False, 1, "altered")


def test_officers_read_no_trail_and_another_association_reads_its_own():
    association = given_association("manarat")
    given_director(association)
    with pytest.raises(NotAllowed):
        trail_read(given_huda(association))
    with pytest.raises(NotAllowed):
        trail_verified(given_huda(given_association("durbah")))

    ibrahim = given_ibrahim(given_association("wahj"))
    assert {row.subject_kind for row in trail_read(ibrahim).rows} <= {"staff", "membership"}
    assert trail_verified(ibrahim).entries < 5


def test_the_trail_of_a_party_holds_deeds_on_it_alone_page_by_page():
    association = given_association("manarat")
    huda, mona = given_huda(association), given_director(association)
    noura, salem = given_noura(huda.as_system()), given_salem(huda.as_system())
    record_dependants(huda, household=noura.pk, dependants=[])
    record_dependants(huda, household=salem.pk, dependants=[])

    both = trail_about_party(mona, parties=[noura.pk, salem.pk])
    assert {row.subject for row in both.rows} == {str(noura.pk), str(salem.pk)}
    first = trail_about_party(mona, parties=[noura.pk], most=1)
    assert [(row.verb, row.actor_name) for row in first.rows] == [
        ("governance.trail_about_party", mona.name)
    ]
    rest = trail_about_party(mona, parties=[noura.pk], before=first.before or 1)
    assert (rest.rows[0].verb, rest.rows[0].actor_name) == ("parties.record_dependants", huda.name)
    assert trail_read(mona).rows[0].verb == "governance.trail_about_party"


def test_the_trail_of_a_party_is_for_those_who_read_the_trail():
    association = given_association("manarat")
    huda = given_huda(association)
    noura = given_noura(huda.as_system())
    with pytest.raises(NotAllowed):
        trail_about_party(huda, parties=[noura.pk])
    other = given_director(given_association("elsewhere"))
    assert trail_about_party(other, parties=[noura.pk]).rows == ()
