"""A request made twice, an account shared, a child counted twice: seen by people, judged by people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.domains.access.tests.given import given_huda, given_ibrahim, given_staff
from wasl.domains.applications.actions import withdraw
from wasl.domains.applications.queries import application_for_work, misuse_signals
from wasl.domains.applications.tests.given import (
    applicant_data,
    given_noura_visiting,
    given_ready_association,
    given_submitted_whole,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import (
    add_member,
    know_party,
    merge_parties,
    record_guardianship,
)
from wasl.domains.parties.queries import shared_with
from wasl.domains.parties.tests.given import NOURA_IBAN, given_noura, given_salem
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound

pytestmark = pytest.mark.django_db

CHILD_ID = "1123456780"


@pytest.fixture
def association():
    return given_ready_association()


@pytest.fixture
def system(association):
    return Actor.system(association)


@pytest.fixture
def huda(association):
    return given_huda(association)


def kinds(by, sent):
    return [one.kind for one in misuse_signals(by, application=sent.application)]


def test_a_second_open_request_for_the_same_service_is_seen_from_both(association, huda):
    noura = given_noura_visiting(association)
    first = given_submitted_whole(noura)
    assert kinds(huda, first) == []
    second = given_submitted_whole(noura)

    (signal,) = misuse_signals(huda, application=second.application)
    assert (signal.kind, signal.number) == ("same_service", 1)
    assert signal.cases == ((first.application, first.reference),)
    assert kinds(huda, first) == ["same_service"]

    withdraw(huda, application=first.application, reason="تكرار")
    assert kinds(huda, second) == []


def test_eight_open_requests_for_the_same_service_are_said_to_be_eight(association, huda):
    noura = given_noura_visiting(association)
    sent = [given_submitted_whole(noura) for _ in range(9)]

    (signal,) = misuse_signals(huda, application=sent[0].application)
    assert (signal.number, len(signal.cases)) == (8, 5)


def test_a_second_request_under_another_record_of_the_same_person_is_seen_once_merged(
    association, system, huda
):
    sent = given_submitted_whole(given_noura_visiting(association))
    party = application_for_work(system, application=sent.application).party
    again = given_submitted_whole(
        given_noura_visiting(association),
        applicant=applicant_data(
            national_id="", identity_kind="other", identity_reason="تجديد", iban=""
        ),
    )
    other = application_for_work(system, application=again.application).party
    assert party is not None
    assert other is not None
    assert party != other
    assert "same_service" not in kinds(huda, again)
    director = given_staff(association, "لطيفة العنزي", roles=["director"])
    merge_parties(
        director, survivor=party, absorbed=other, chosen={"identity": "survivor"}, versions=(1, 1)
    )
    assert "same_service" in kinds(huda, again)


def test_an_account_shared_with_kin_is_normal_and_with_others_is_a_signal(system):
    noura = given_noura(system, iban=NOURA_IBAN)
    salem = given_salem(system, iban=NOURA_IBAN)
    assert [one.kind for one in shared_with(system, party=noura.pk)] == ["account"]
    record_guardianship(system, guardian=salem.pk, ward=noura.pk, relation="parent")
    assert shared_with(system, party=noura.pk) == ()


def test_a_phone_in_a_family_is_normal_and_under_another_name_a_signal(system):
    noura = given_noura(system)
    given_salem(system)
    assert shared_with(system, party=noura.pk) == ()
    stranger = know_party(
        system, kind="person", name="ماجد بن فهد الدوسري", phone="0551234567", role="beneficiary"
    )
    (shared,) = shared_with(system, party=noura.pk)
    assert (shared.kind, shared.parties, shared.number) == ("phone", (stranger.pk,), 1)


def test_a_child_counted_in_two_households_is_a_signal_until_it_leaves_one(system, huda):
    houses = [
        know_party(system, kind="household", name=name)
        for name in ("سالم عبدالله الحربي", "نورة عبدالله الحربي")
    ]
    for house in houses:
        add_member(
            huda,
            household=house.pk,
            relation="son",
            name="تركي سالم الحربي",
            national_id=CHILD_ID,
            is_confirmed=True,
        )
    (shared,) = shared_with(system, party=houses[0].pk)
    assert (shared.kind, shared.parties) == ("household", (houses[1].pk,))


def test_signals_take_as_many_statements_for_many_others_as_for_one(association, system, huda):
    sent = given_submitted_whole(given_noura_visiting(association))
    noura = application_for_work(system, application=sent.application).party

    def cost():
        with CaptureQueriesContext(connection) as asked:
            found = misuse_signals(huda, application=sent.application)
        return len(asked), found

    misuse_signals(huda, application=sent.application)
    for number in range(7):
        know_party(system, kind="person", name=f"ماجد {number} الدوسري", phone="0551234567")
        if number == 0:
            few, _found = cost()
    many, found = cost()
    assert many <= few + 1  # how many there are is counted once there are more than five
    phone = next(one for one in found if one.kind == "phone")
    assert (phone.number, len(phone.parties)) == (7, 5)
    assert noura not in phone.parties


def test_another_association_sees_no_signal(association):
    sent = given_submitted_whole(given_noura_visiting(association))
    ibrahim = given_ibrahim(given_association(slug="wahj"))
    with pytest.raises(NotFound):
        misuse_signals(ibrahim, application=sent.application)
