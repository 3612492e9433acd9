"""The worker serves every association, and what breaks in one holds up no other."""

import threading
from datetime import timedelta

import pytest
import time_machine

from wasl.domains.notifications.queries import has_due_messages
from wasl.domains.notifications.tests.given import given_association, given_message
from wasl.faces.cli.worker import DUTIES, Duty, Worker

pytestmark = pytest.mark.django_db(transaction=True)


def test_messages_of_every_association_go_out():
    systems = [given_association(), given_association("wahj")]
    for system in systems:
        given_message(system)
    done = Worker().work_once()

    assert done.failures == ()
    assert done.done["messages"] == 2
    assert not any(has_due_messages(system) for system in systems)


def test_what_breaks_in_one_association_is_told_and_holds_up_no_other():
    broken, whole = given_association(), given_association("wahj")
    given_message(whole)

    def break_in_one(by):
        if by.association == broken.association:
            raise RuntimeError
        return 1

    done = Worker(duties=(Duty("odd", break_in_one), *DUTIES)).work_once()

    assert [(one.association, one.duty) for one in done.failures] == [("manarat", "odd")]
    assert done.done["odd"] == 1
    assert done.done["messages"] == 1


def test_a_duty_is_not_done_oftener_than_it_says():
    given_association()
    calls = []

    def count(by):
        calls.append(by)
        return 1

    worker = Worker(duties=(Duty("seldom", count, timedelta(hours=1)),))
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        for _ in range(4):
            worker.work_once()
            clock.shift(timedelta(minutes=31))

    assert len(calls) == 2


def test_a_worker_that_is_asked_to_stop_begins_nothing_more():
    given_message(given_association())
    worker = Worker()
    worker.stop()
    worker.work(pause=0)

    assert worker.work_once().done["messages"] == 0


def test_what_takes_long_holds_up_no_other_duty():
    given_association()
    rounds: list[str] = []
    twice_quick = threading.Event()

    def take_long(by):
        rounds.append("long" if twice_quick.wait(30) else "held up")
        worker.stop()
        return 1

    def be_quick(by):
        rounds.append("quick")
        if rounds.count("quick") == 2:
            twice_quick.set()
        return 1

    worker = Worker(duties=(Duty("slow", take_long, is_long=True), Duty("quick", be_quick)))
    worker.work(pause=0)

    assert "long" in rounds
    assert "held up" not in rounds
