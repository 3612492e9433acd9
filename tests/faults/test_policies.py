"""Two directors, one policy: one change comes into force, and each person is told once.

Each race has its control: without the guard the same race makes a double.
"""

import os
import random
import signal
import threading
import time
from collections import Counter
from functools import partial
from uuid import UUID

import pytest
from django.db import connections

from tests.faults.racing import at_once
from wasl.domains.access.tests.given import given_director, given_huda
from wasl.domains.associations.tests.given import given_association
from wasl.domains.notifications.models import Message
from wasl.domains.parties.actions import know_party, sweep_circulations
from wasl.domains.policies.actions import (
    acknowledge_policy,
    bring_into_force,
    circulate_policy,
)
from wasl.domains.policies.models import Acknowledgement, Circulation, PolicyVersion
from wasl.domains.policies.queries import circulations_listed, policy_versions_listed
from wasl.domains.policies.refusals import ChangeUnseen
from wasl.domains.policies.tests.given import given_adopted, given_in_force
from wasl.faces.cli.worker import Duty, Worker
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import Refusal
from wasl.foundation.scoping import entered_scope

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AT_ONCE = 4


def won_and_refused(answers):
    refused = [one for one in answers if isinstance(one, Refusal)]
    strange = [one for one in answers if isinstance(one, Exception) and one not in refused]
    assert strange == []
    assert all(isinstance(one, ChangeUnseen) for one in refused)
    return len(answers) - len(refused), len(refused)


def forcing(by, version, seen):
    return lambda: bring_into_force(by, policy_version=version, seen_against=seen)


@pytest.mark.parametrize("has_former", [True, False])
def test_of_two_directors_who_bring_two_versions_into_force_one_wins(has_former):
    association = given_association()
    former = given_in_force(association) if has_former else None
    mona = given_director(association)
    versions = [given_adopted(association, "durbah") for _ in range(AT_ONCE)]
    answers = at_once([forcing(mona, version, former) for version in versions])

    assert won_and_refused(answers) == (1, AT_ONCE - 1)
    stages = Counter(one.stage for one in policy_versions_listed(mona))
    assert stages["in_force"] == 1
    assert stages["superseded"] == int(has_former)


def test_control_who_only_looks_before_lets_both_through():
    association = given_association()
    former = given_in_force(association)
    versions = [given_adopted(association, "durbah") for _ in range(2)]
    system = Actor.system(association)
    both_looked, one_writes = threading.Barrier(2), threading.Lock()

    def force_unguarded(version: UUID):
        with entered_scope(system, writing=False):
            seen = PolicyVersion.objects.filter(stage="in_force").values_list("pk", flat=True)[0]
        both_looked.wait(30)
        with one_writes, entered_scope(system, writing=True):
            PolicyVersion.objects.filter(stage="in_force").update(stage="superseded")
            PolicyVersion.objects.filter(pk=version).update(stage="in_force")
        return seen == former

    # Both found the version that they had compared with, and the second undid the first unseen.
    assert at_once([partial(force_unguarded, one) for one in versions]) == [True, True]
    assert Counter(one.stage for one in policy_versions_listed(system)) == {
        "in_force": 1,
        "superseded": 2,
    }


def test_many_clicks_are_one_acknowledgement():
    association = given_association()
    huda, version = given_huda(association), given_in_force(association)
    answers = at_once([lambda: acknowledge_policy(huda, policy_version=version)] * AT_ONCE)

    assert len({one.pk for one in answers}) == 1
    with entered_scope(huda, writing=False):
        assert Acknowledgement.objects.count() == 1


def given_many_people(association, number):
    system = Actor.system(association)
    for place in range(number):
        know_party(system, kind="person", name=f"فلان {place}", phone=f"0500{place:06}")


def told(association):
    with entered_scope(Actor.system(association), writing=False):
        rows = Message.objects.filter(kind="policy_circulated")
        return Counter(one.recipient for one in rows)


def test_several_workers_tell_each_beneficiary_once(monkeypatch):
    monkeypatch.setattr("wasl.domains.parties.actions.circulating.BATCH", 5)
    association = given_association()
    given_many_people(association, 40)
    system = Actor.system(association)
    circulate_policy(system, policy_version=given_in_force(association), audience="beneficiaries")
    answers = at_once([lambda: sweep_circulations(system)] * AT_ONCE)

    assert not [one for one in answers if isinstance(one, Exception)]
    assert set(told(association).values()) == {1}
    assert len(told(association)) == 40
    assert circulations_listed(system)[0].told == 40


@pytest.fixture
def seed():
    chosen = int(os.environ.get("WASL_SEED") or random.SystemRandom().randrange(10**9))
    print(f"WASL_SEED={chosen}")
    return chosen


def kill_workers(association, *, times, seed):
    chance = random.Random(seed)
    for _ in range(times):
        connections.close_all()
        child = os.fork()
        if child == 0:
            Worker(duties=(Duty("circulations", sweep_circulations),)).work(pause=0)
            os._exit(0)
        time.sleep(chance.uniform(0.005, 0.06))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_worker_killed_again_and_again_tells_everybody_and_nobody_twice(monkeypatch, seed):
    monkeypatch.setattr("wasl.domains.parties.actions.circulating.BATCH", 3)
    monkeypatch.setattr("wasl.domains.parties.actions.circulating.BATCHES_A_ROUND", 2)
    association = given_association()
    given_many_people(association, 60)
    system = Actor.system(association)
    circulate_policy(system, policy_version=given_in_force(association), audience="beneficiaries")
    kill_workers(association, times=25, seed=seed)
    while circulations_listed(system)[0].finished_at is None:
        sweep_circulations(system)

    assert len(told(association)) == 60
    assert set(told(association).values()) == {1}
    assert circulations_listed(system)[0].told == 60


def test_control_a_lost_place_is_harmless_by_the_reference_and_tells_twice_without_it():
    association = given_association()
    given_many_people(association, 4)
    system = Actor.system(association)
    version = given_in_force(association)
    circulate_policy(system, policy_version=version, audience="beneficiaries")
    with entered_scope(system, writing=True):
        Circulation.objects.update(cursor=None, finished_at=None, told=0)
    sweep_circulations(system)
    assert set(told(association).values()) == {1}
    with entered_scope(system, writing=True):
        for row in Message.objects.filter(kind="policy_circulated"):
            row.client_reference = row.pk
            row.save(update_fields=["client_reference"])
        Circulation.objects.update(cursor=None, finished_at=None, told=0)
    sweep_circulations(system)
    assert set(told(association).values()) == {2}
