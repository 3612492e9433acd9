"""The worker killed at any moment sends each message at least once and loses none."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress

import pytest
from django.db import connection, connections
from django.utils import timezone

from wasl.domains.notifications import ports
from wasl.domains.notifications.actions import (
    CarrierAnswer,
    claim_due_messages,
    send_due_messages,
    settle_messages,
)
from wasl.domains.notifications.models import Message
from wasl.domains.notifications.queries import has_due_messages
from wasl.domains.notifications.tests.given import given_association, given_message
from wasl.faces.cli.worker import Duty, Worker
from wasl.foundation import trail
from wasl.foundation.scoping import entered_scope
from wasl.gateways.sms.simulator import SimulatedSms
from wasl.project.gateways import connect_all

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 200
LONGEST_LIFE = 0.05


class SlowSms(SimulatedSms):
    """The simulator over a slow line, so that a kill often strikes while a message is in hand."""

    def __init__(self, *, folder, secret):
        super().__init__(folder=folder, secret=secret)
        self.folder = folder

    def send(self, *, to, text, reference):
        """Keep the message in the middle of a wait, and write down which one it was."""
        time.sleep(0.002)
        taken = super().send(to=to, text=text, reference=reference)
        time.sleep(0.002)
        return taken


@pytest.fixture
def seed():
    chosen = int(os.environ.get("WASL_SEED") or random.SystemRandom().randrange(10**9))
    print(f"WASL_SEED={chosen}")
    return chosen


@pytest.fixture
def provider(tmp_path):
    carrier = SlowSms(folder=tmp_path, secret="shared")
    ports.connect(sms=carrier, email=ports.email_carrier())
    yield carrier
    connect_all()


def kill_again_and_again(system, duty, *, kills, seed):
    """Let a worker live for a moment, kill it, and let its leases run out; many times."""
    chance = random.Random(seed)
    number = 0
    for kill in range(kills):
        if kill % 10 == 0:
            for _ in range(10):
                number += 1
                given_message(system, fields={"reference": f"{number:06}", "link": "-"})
        connections.close_all()
        child = os.fork()
        if child == 0:
            Worker(duties=(duty,)).work(pause=0)
            os._exit(0)
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        leases_run_out(system)
    return number


class DyingSms(SlowSms):
    """A line on which the worker is killed, before or after the provider has taken the message."""

    def __init__(self, *, folder, secret, takes_it):
        super().__init__(folder=folder, secret=secret)
        self.takes_it = takes_it

    def send(self, *, to, text, reference):
        """Never return."""
        if self.takes_it:
            super().send(to=to, text=text, reference=reference)
        os.kill(os.getpid(), signal.SIGKILL)


def die_with_a_message_in_hand(system, provider, send, *, takes_it=False):
    """Let a worker be killed while it hands a message over, and let its lease run out."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        line = DyingSms(folder=provider.folder, secret="shared", takes_it=takes_it)
        ports.connect(sms=line, email=ports.email_carrier())
        send(system)
        os._exit(0)
    os.waitpid(child, 0)
    leases_run_out(system)


def leases_run_out(system):
    with entered_scope(system, writing=True):
        Message.objects.filter(stage="queued").update(next_try_at=timezone.now())


def finish(system, send):
    """Let an undisturbed worker do what is left."""
    until = time.monotonic() + 60
    while has_due_messages(system):
        assert time.monotonic() < until, "messages are left"
        send(system)


def messages_of(system):
    with entered_scope(system, writing=False):
        return {row.client_reference: row for row in Message.objects.all()}


def test_a_worker_killed_at_any_moment_loses_no_message(provider, seed):
    system = given_association()
    queued = kill_again_and_again(
        system, Duty("messages", send_due_messages), kills=KILLS, seed=seed
    )
    given_message(system, fields={"reference": "000000", "link": "-"})
    die_with_a_message_in_hand(system, provider, send_due_messages, takes_it=True)
    finish(system, send_due_messages)

    messages = messages_of(system)
    kept = {one.reference: one for one in provider.messages.kept()}
    assert len(messages) == queued + 1
    assert kept.keys() == messages.keys()
    assert {row.stage for row in messages.values()} == {"sent"}
    # The same words never came under two references: every retry carried the first one.
    assert max(Counter(one.text for one in kept.values()).values()) == 1
    assert all(kept[key].text == row.body for key, row in messages.items())
    # Kills between taking and settling show as repeats; without any, nothing was proved.
    assert sum(one.times - 1 for one in kept.values()) > 0
    with entered_scope(system, writing=False):
        assert trail.verify(system.association).is_whole


def send_marking_first(by):
    """The control: what a worker would do that marks a message as sent and then sends it."""
    due = claim_due_messages(by)
    taken = [CarrierAnswer(message.id, provider_reference="too soon") for message in due]
    settle_messages(by, answers=taken)
    for message in due:
        ports.sms_carrier().send(to=message.to, text=message.body, reference=message.reference)
    return 0


def test_a_worker_that_marks_before_it_sends_would_lose_some(provider):
    system = given_association()
    given_message(system)
    die_with_a_message_in_hand(system, provider, send_marking_first)
    finish(system, send_marking_first)

    kept = {one.reference for one in provider.messages.kept()}
    assert messages_of(system).keys() - kept


def test_a_worker_that_dies_with_a_message_in_hand_sends_it_again(provider):
    system = given_association()
    given_message(system)
    die_with_a_message_in_hand(system, provider, send_due_messages)
    finish(system, send_due_messages)

    assert messages_of(system).keys() == {one.reference for one in provider.messages.kept()}


def environment_of_this_database(tmp_path):
    named = connection.settings_dict
    url = f"sqlite:///{named['NAME']}"
    if connection.vendor == "postgresql":
        who = f"{named['USER']}:{named['PASSWORD']}@{named['HOST']}:{named['PORT']}"
        url = f"postgres://{who}/{named['NAME']}"
    return os.environ | {
        "DATABASE_URL": url,
        "WASL_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "wasl.project.settings.test",
    }


def test_the_command_sends_and_ends_when_it_is_asked_to(tmp_path):
    system = given_association()
    message = given_message(system)
    command = [sys.executable, "-m", "django", "work", "--pause", "0.05"]
    worker = subprocess.Popen(command, env=environment_of_this_database(tmp_path))
    try:
        until = time.monotonic() + 30
        while messages_of(system)[message.client_reference].stage == "queued":
            assert time.monotonic() < until
            assert worker.poll() is None
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=10) == 0
    finally:
        with suppress(ProcessLookupError):
            worker.kill()
        worker.wait()


def test_one_round_tells_what_it_did(tmp_path):
    given_message(given_association())
    command = [sys.executable, "-m", "django", "work", "--once"]
    done = subprocess.run(
        command, env=environment_of_this_database(tmp_path), capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert "messages 1" in done.stdout
