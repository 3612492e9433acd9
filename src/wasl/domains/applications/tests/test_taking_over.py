"""What a case states and what is verified in it is kept with the party, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from wasl.domains.access.tests.given import given_huda, given_ibrahim, given_majed
from wasl.domains.applications.actions import CheckInput, attach_document, record_checks
from wasl.domains.applications.queries import applications_with_scan, papers_seen_before
from wasl.domains.applications.tests.given import (
    answers_typed,
    case_of,
    checks_that_match,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    given_submitted_whole,
    photo,
    service_definition,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import keep_copy, open_starting_kinds, see_document
from wasl.domains.parties.queries import (
    document_kinds_listed,
    documents_of,
    facts_of,
    papers_shown_before,
)
from wasl.domains.parties.tests.given import SALEM_ID, given_salem
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    questions = service_definition()["questions"]
    renamed = {"members": "household_size", "income": "household_income", "illness": "health_need"}
    for one in questions:
        one["key"] = renamed.get(one["key"], one["key"])
    association = given_ready_association(questions=questions)
    open_starting_kinds(Actor.system(association))
    return association


@pytest.fixture
def system(association):
    return Actor.system(association)


@pytest.fixture
def huda(association):
    return given_huda(association)


def typed(**changes):
    answers = answers_typed()
    answers["household_size"] = answers.pop("members")
    answers["household_income"] = answers.pop("income")
    return answers | changes


def sent(association, **changes):
    visitor = given_noura_visiting(association)
    return given_submitted_whole(visitor, answers=typed(health_need="سكري"), **changes)


def values(by, party, column):
    return {
        row.fact.key: row.cells[column].value
        for row in facts_of(by, party=party).rows
        if column in row.cells
    }


def test_what_is_stated_becomes_statements_and_what_is_sensitive_stays_in_the_case(
    association, system
):
    case = case_of(association, sent(association).application)

    assert values(system, case.beneficiary, "stated") == {
        "household.size": 5,
        "income.total": "3500.00",
    }
    row = facts_of(system, party=case.beneficiary).row("income.total")
    assert row is not None
    assert row.counts.about == case.id
    assert row.counts.holds_on == timezone.localdate()


def test_what_is_verified_becomes_documents_seen_and_facts_proved(association, system, huda):
    application = sent(association).application
    record_checks(huda, application=application, checks=checks_that_match())
    case = case_of(association, application)

    assert values(system, case.beneficiary, "verified") == {"income.total": "3500.00"}
    rows = {row.kind.key: row for row in documents_of(system, party=case.party)}
    assert set(rows) == {"identity_card", "income_proof"}
    assert rows["identity_card"].last_four == "5672"
    assert rows["identity_card"].seen_by == huda.staff
    assert rows["income_proof"].valid_until == timezone.localdate() + timedelta(days=60)


def test_checking_twice_keeps_it_once_and_a_mismatch_proves_nothing(association, system, huda):
    application = sent(association).application
    wrong = CheckInput("income_proof", "the letter", matches=False, original_seen=True)
    record_checks(huda, application=application, checks=[wrong])
    party = case_of(association, application).party
    assert values(system, party, "verified") == {}
    assert documents_of(system, party=party) == ()

    right = CheckInput("income_proof", "the letter", issued_on=timezone.localdate())
    for _again in range(2):
        record_checks(huda, application=application, checks=[right])
    row = facts_of(system, party=party).row("income.total")
    assert row is not None
    assert row.recorded == 2


def test_what_was_shown_is_known_at_the_next_application(association, system, huda):
    first = sent(association).application
    record_checks(huda, application=first, checks=checks_that_match())
    second = sent(association).application
    case = case_of(association, second)

    asked = ["identity", "income_proof", "lease"]
    known = papers_shown_before(huda, party=case.party, requirements=asked, besides=second)
    assert set(known) == {"identity", "income_proof"}
    assert known["identity"].last_four == "5672"
    here = papers_shown_before(huda, party=case.party, requirements=asked, besides=first)
    assert here == {}
    with pytest.raises(NotFound):
        papers_shown_before(
            given_ibrahim(given_association("wahj")).as_system(),
            party=case.party,
            requirements=asked,
        )


def other_case(association):
    """Somebody else's application, from another phone."""
    visitor = given_noura_visiting(association, phone="0557654321")
    changes = {"phone": "0557654321", "service": "food-basket"}
    return visitor, given_draft(visitor, filled=False, **changes)


def test_the_same_picture_in_two_cases_is_noticed(association, huda):
    picture = photo()
    noura = given_noura_visiting(association)
    mine = given_draft(noura, filled=False)
    attach_document(noura, application=mine.pk, key="lease", file_name="a.jpg", content=picture)
    visitor, theirs = other_case(association)
    attach_document(
        visitor, application=theirs.pk, key="income_proof", file_name="b.jpg", content=picture
    )
    attach_document(
        visitor, application=theirs.pk, key="lease", file_name="c.jpg", content=photo("red")
    )

    system = huda.as_system()
    (paper,) = papers_seen_before(system, application=mine.pk)
    assert (paper.key, [one.application for one in paper.cases]) == ("lease", [theirs.pk])
    assert [one.key for one in papers_seen_before(system, application=theirs.pk)] == [
        "income_proof"
    ]
    with pytest.raises(NotFound):
        papers_seen_before(
            given_ibrahim(given_association("wahj")).as_system(), application=mine.pk
        )


def test_the_same_picture_in_a_case_and_in_a_file_is_noticed_on_both(association, huda):
    picture = photo()
    noura = given_noura_visiting(association)
    mine = given_draft(noura, filled=False)
    attach_document(noura, application=mine.pk, key="lease", file_name="a.jpg", content=picture)
    salem = given_salem(huda.as_system(), national_id=SALEM_ID).pk
    lease = next(one.id for one in document_kinds_listed(huda) if one.key == "lease")
    seen = see_document(
        huda, party=salem, kind=lease, valid_until=timezone.localdate() + timedelta(days=9)
    )
    keep_copy(
        huda,
        document=seen.pk,
        content=picture,
        file_name="b.jpg",
        basis="law",
        why="نظام العمل",
    )

    (paper,) = papers_seen_before(huda.as_system(), application=mine.pk)
    assert [place.party for place in paper.parties] == [salem]
    (row,) = documents_of(huda, party=salem)
    found = applications_with_scan(
        given_majed(association).with_permissions("applications.applications_with_scan"),
        scans=row.scans,
    )
    assert {case.application for cases in found.values() for case in cases} == {mine.pk}
    assert not any(case.is_open for cases in found.values() for case in cases)
