"""A worker killed at any moment while a list comes in leaves all of it or nothing; while it is
taken back, nobody who went uncounted."""

import os
import random
import signal
import time

import pytest
from django.db import connections

from tests.workbooks.charity import charity
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.models import Party
from wasl.domains.spreadsheets.actions import (
    ask_to_bring,
    ask_to_undo,
    leave_rows_out,
    sweep_spreadsheets,
)
from wasl.domains.spreadsheets.queries import spreadsheet_at
from wasl.domains.spreadsheets.tests.given import given_registrar, given_tried, work
from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 12
LONGEST_LIFE = 1.2


@pytest.fixture
def seed():
    chosen = int(os.environ.get("WASL_SEED") or random.SystemRandom().randrange(10**9))
    print(f"WASL_SEED={chosen}")
    return chosen


@pytest.fixture
def reem(own_files):
    return given_registrar(given_association())


def work_until_killed(system, seconds):
    connections.close_all()
    child = os.fork()
    if child == 0:
        while True:
            sweep_spreadsheets(system)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def people(system):
    with entered_scope(system, writing=False):
        return Party.objects.count()


@pytest.mark.slow
def test_a_killed_worker_leaves_all_of_a_list_or_nothing(reem, seed):
    chance = random.Random(seed)
    system = Actor.system(reem.association)
    made = charity(seed, 400)
    file = given_tried(reem, made.content)
    leave_rows_out(reem, spreadsheet=file.pk)
    for ask, stage in ((ask_to_bring, "brought"), (ask_to_undo, "undone")):
        ask(reem, spreadsheet=file.pk)
        for _ in range(KILLS):
            work_until_killed(system, chance.uniform(0, LONGEST_LIFE))
            now = spreadsheet_at(system, spreadsheet=file.pk)
            is_in = stage == "undone" or now.stage == stage
            gone = now.counts.get("taken_back", 0)
            assert people(system) == (made.coming - gone if is_in else 0), now.stage
            if now.stage == stage:
                break
        assert work(reem, file).stage == stage
    assert people(system) == 0
    with entered_scope(system, writing=False):
        assert trail.verify(reem.association).is_whole
