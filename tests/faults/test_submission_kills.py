"""A server killed at any moment loses no application that it acknowledged, and half-does none.

`WASL_KILLS` sets how often it is killed (6), `WASL_SEED` repeats a run.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from tests.faults.submitting import key_of
from wasl.domains.applications.actions import submit_whole
from wasl.domains.applications.models import Application, Declaration
from wasl.domains.applications.tests.given import (
    given_noura_visiting,
    given_ready_association,
    whole_fields,
)
from wasl.domains.contacts.queries import contacts_about
from wasl.domains.notifications.queries import messages_about
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry, verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROOT = Path(__file__).parents[2]


def database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return (
        f"postgres://{settings['USER']}:{settings['PASSWORD']}"
        f"@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    )


def killed_while_submitting(association: UUID, seed: int, after: float) -> list[str]:
    """What a process said before it was killed, so many seconds after it began to send."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.submitting", str(association), str(seed)],
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
    return [line.strip() for line in said if line.endswith("\n")]


def test_a_killed_server_lost_nothing_it_acknowledged_and_half_did_nothing():
    seed = int(os.environ.get("WASL_SEED", random.randrange(10**6)))
    kills = int(os.environ.get("WASL_KILLS", "6"))
    print(f"WASL_SEED={seed}")
    chance = random.Random(seed)
    association = given_ready_association()
    system = Actor.system(association)
    noura = given_noura_visiting(association)
    acknowledged: dict[UUID, str] = {}
    for kill in range(kills):
        run = seed + kill
        said = killed_while_submitting(association, run, chance.uniform(0.02, 0.6))
        assert said, "the process never began to send"
        words = [line.split() for line in said]
        acknowledged |= {key_of(run, int(w[1])): w[2] for w in words if w[0] == "acknowledged"}
        # Nobody knows whether the last one arrived: the phone sends it again with its key.
        last = max(int(w[1]) for w in words if w[0] == "sending")
        again = submit_whole(noura, **whole_fields(key=key_of(run, last)))
        assert acknowledged.setdefault(key_of(run, last), again.reference) == again.reference
    with entered_scope(system, writing=False):
        kept = dict(Application.objects.values_list("submission_key", "reference"))
        stages = set(Application.objects.values_list("stage", flat=True))
        signed = list(Declaration.objects.values_list("application_id", flat=True))
        keys = list(Application.objects.values_list("id", flat=True))
        told = TrailEntry.objects.filter(verb="applications.submit_whole").values("subject")
        in_trail = {row["subject"] for row in told}
        verdict = verify(association)
    assert kept == acknowledged
    assert stages == {"submitted"}
    assert sorted(signed) == sorted(keys)
    assert in_trail == {str(key) for key in keys}
    assert verdict.is_whole
    for key in keys:
        assert len(messages_about(system, about=key)) == 1
        assert len(contacts_about(system, about=key)) == 1
