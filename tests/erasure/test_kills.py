"""Killed in the middle of erasing: a person is whole or gone, and nothing in between.

`WASL_KILLS` sets how often (4), `WASL_SEED` repeats a run.
"""

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from uuid import UUID

import pytest
from django.utils import timezone

from tests.faults.racing import at_once
from tests.faults.test_submission_kills import ROOT, database_url
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.models import ContactWay, Fact, Party
from wasl.domains.privacy.actions import erase_person
from wasl.domains.privacy.models import Destruction
from wasl.domains.privacy.refusals import AlreadyErased
from wasl.foundation.actor import Actor
from wasl.foundation.keyring import OwnerKey, forget_keys
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PEOPLE, FACTS = 120, 3
NAME, PHONE = "canary name", "+966500000001"


def given_people(by: Actor) -> list[UUID]:
    with entered_scope(by, writing=True):
        for _ in range(PEOPLE):
            party = Party.objects.create(kind="person", name=NAME, name_key=NAME, phone=PHONE)
            ContactWay.objects.create(
                party=party, kind="mobile", value=PHONE, recorded_at=timezone.now()
            )
            for number in range(FACTS):
                Fact.objects.create(
                    party=party,
                    key=f"income.{number}",
                    value={"is": "1"},
                    source="statement",
                    holds_on=timezone.localdate(),
                    recorded_at=timezone.now(),
                )
        return list(Party.objects.values_list("pk", flat=True))


def killed_while_erasing(association: UUID, after: float) -> set[UUID]:
    """Whom a process said it had erased before it was killed."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.erasure.erasing", str(association)],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "wasl.project.settings.test",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    said = [child.stdout.readline()]
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    said += child.stdout.readlines()
    child.wait(timeout=30)
    assert said[0], "the process never began to erase"
    return {
        UUID(line.split()[1]) for line in said if line.startswith("erased ") and line[-1] == "\n"
    }


def state_of(party: Party) -> tuple[object, ...]:
    """Everything that an erasure changes, as one thing to compare."""
    return (
        party.name,
        party.phone,
        party.erased_at is None,
        [way.value for way in ContactWay.objects.filter(party=party)],
        Fact.objects.filter(party=party).count(),
        bytes(OwnerKey.objects.get(pk=party.pk).wrapped) != b"",
        Destruction.objects.filter(party=party.pk).count(),
    )


WHOLE = (NAME, PHONE, True, [PHONE], FACTS, True, 0)
GONE: tuple[object, ...] = ("", "", False, [], 0, False, 1)


def test_a_person_is_whole_or_gone_whenever_the_process_is_killed():
    seed = int(os.environ.get("WASL_SEED", random.randrange(10**6)))
    print(f"WASL_SEED={seed}")
    chance = random.Random(seed)
    by = Actor.system(given_association())
    people = given_people(by)
    told: set[UUID] = set()
    for _ in range(int(os.environ.get("WASL_KILLS", "4"))):
        told |= killed_while_erasing(by.house, chance.uniform(0.05, 0.7))

    forget_keys()
    with entered_scope(by, writing=False):
        states = {party.pk: state_of(party) for party in Party.objects.all()}
        numbers = list(Destruction.objects.order_by("number").values_list("number", flat=True))
        assert verify(by.association).is_whole
    assert set(states) == set(people)
    assert [state for state in states.values() if state not in (WHOLE, GONE)] == []
    assert all(states[party] == GONE for party in told)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 0, "nobody was erased, so nothing is proven"


def test_of_many_who_erase_one_person_at_once_one_does():
    by = Actor.system(given_association())
    with entered_scope(by, writing=True):
        party = Party.objects.create(kind="person", name=NAME, name_key=NAME, phone=PHONE)
        absorbed = Party.objects.create(
            kind="person", name=NAME, name_key=NAME, phone=PHONE, merged_into=party
        )
    tries = [
        partial(erase_person, by, party=one, why="asked for it in person at the desk")
        for one in (party.pk, absorbed.pk) * 3
    ]

    answers = at_once(tries)

    assert sum(isinstance(one, Destruction) for one in answers) == 1, answers
    assert sum(isinstance(one, AlreadyErased) for one in answers) == 5, answers
    with entered_scope(by, writing=False):
        assert state_of(Party.objects.get(pk=party.pk))[:3] == GONE[:3]
        assert verify(by.association).is_whole
