"""A circulated policy reaches each beneficiary once, batch by batch."""

from datetime import timedelta

import pytest
from django.utils import timezone

from wasl.domains.access.tests.given import given_director
from wasl.domains.associations.tests.given import given_association
from wasl.domains.notifications.queries import messages_about
from wasl.domains.parties.actions import carry_circulation, know_party, sweep_circulations
from wasl.domains.parties.queries import beneficiaries_reached
from wasl.domains.parties.queries.knowing import Reach
from wasl.domains.policies.actions import circulate_policy
from wasl.domains.policies.queries import circulations_listed
from wasl.domains.policies.refusals import CirculationRunning
from wasl.domains.policies.tests.given import given_in_force
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_association()


@pytest.fixture
def mona(association):
    return given_director(association)


def given_people(association, number, *, first=0):
    system = Actor.system(association)
    for place in range(first, first + number):
        know_party(system, kind="person", name=f"فلان {place}", phone=f"0500{place:06}")


def circulated(by):
    version = given_in_force(by.house)
    circulate_policy(by, policy_version=version, audience="beneficiaries")
    return version


def phones_told(by):
    system = by.as_system()
    return sorted(
        message.recipient
        for circulation in circulations_listed(by)
        for message in messages_about(system, about=circulation.id)
    )


def test_a_small_association_is_told_at_once(association, mona):
    given_people(association, 3)
    circulated(mona)

    row = circulations_listed(mona)[0]
    assert (row.told, row.unreachable) == (3, 0)
    assert row.finished_at is not None
    assert len(phones_told(mona)) == 3


def test_a_large_one_is_told_by_the_worker_each_person_once(association, mona, monkeypatch):
    monkeypatch.setattr("wasl.domains.parties.actions.circulating.BATCH", 4)
    given_people(association, 11)
    version = circulated(mona)
    assert len(phones_told(mona)) == 4
    with pytest.raises(CirculationRunning):
        circulate_policy(mona, policy_version=version, audience="beneficiaries")

    sweep_circulations(mona.as_system())
    told = phones_told(mona)
    assert len(told) == len(set(told)) == 11
    assert circulations_listed(mona)[0].told == 11
    assert sweep_circulations(mona.as_system()) == 0


def test_a_round_tells_no_more_than_it_may(association, mona, monkeypatch):
    monkeypatch.setattr("wasl.domains.parties.actions.circulating.BATCH", 2)
    monkeypatch.setattr("wasl.domains.parties.actions.circulating.BATCHES_A_ROUND", 2)
    given_people(association, 9)
    circulated(mona)

    sweep_circulations(mona.as_system())
    assert len(phones_told(mona)) == 6


def test_a_phone_that_several_share_is_told_once(association, mona):
    system = Actor.system(association)
    for name in ("نورة", "سالم", "هيا"):
        know_party(system, kind="person", name=name, phone="0551234567")
    circulated(mona)

    assert len(phones_told(mona)) == 1


def test_who_cannot_be_reached_is_counted_and_who_is_no_beneficiary_is_not_told(association, mona):
    system = Actor.system(association)
    know_party(system, kind="person", name="بلا هاتف")
    know_party(system, kind="person", name="متطوع", phone="0551111111", role="volunteer")
    know_party(system, kind="person", name="بالبريد", email="someone@example.org")
    circulated(mona)

    row = circulations_listed(mona)[0]
    assert (row.told, row.unreachable) == (1, 1)


def test_who_becomes_known_afterwards_is_not_told_of_it(
    association, mona, monkeypatch, time_machine
):
    monkeypatch.setattr("wasl.domains.parties.actions.circulating.BATCH", 2)
    given_people(association, 2)
    circulated(mona)
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    given_people(association, 3, first=50)

    sweep_circulations(mona.as_system())
    assert len(phones_told(mona)) == 2


def test_each_new_circulation_tells_them_again(association, mona):
    given_people(association, 2)
    version = circulated(mona)
    circulate_policy(mona, policy_version=version, audience="beneficiaries")

    assert len(phones_told(mona)) == 4


def test_the_trail_counts_people_and_names_none(association, mona):
    know_party(Actor.system(association), kind="person", name="نورة الفريدة", phone="0551234567")
    circulated(mona)

    with entered_scope(mona, writing=False):
        said = " ".join(TrailEntry.objects.values_list("details", flat=True))
    assert "الفريدة" not in said
    assert "551234567" not in said


def test_another_associations_people_are_not_told(association, mona):
    other = given_association("wahj")
    given_people(other, 3)
    circulated(mona)

    assert phones_told(Actor.system(other)) == []
    row = circulations_listed(mona)[0]
    assert carry_circulation(Actor.system(other), circulation=row.id) is False


def test_whom_a_circulation_would_reach_is_counted_to_an_end(association, mona, monkeypatch):
    system = Actor.system(association)
    given_people(association, 3)
    know_party(system, kind="person", name="أخته", phone="0500000001")
    know_party(system, kind="person", name="بالبريد", email="a@example.org")
    know_party(system, kind="person", name="بلا عنوان")
    know_party(system, kind="person", name="داعم", phone="0511111111", role="supporter")
    assert beneficiaries_reached(mona) == Reach(reached=4, unreachable=1, has_more=False)
    monkeypatch.setattr("wasl.domains.parties.queries.knowing._MOST_COUNTED", 5)

    assert beneficiaries_reached(mona).has_more
