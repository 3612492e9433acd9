"""W5: server time of the pages about people, among ten thousand and among so many more.

The list of people, narrowed and deep in it, the search by name, by phone and by a common name, the
page of a party, what expires and what looks alike, each asked through Django's own client by a
signed-in officer. Every tenth party has a document, a guardian and somebody who looks like it. The
same requests are made on both sizes in turn, and the ratio of their p95 counts.
"""

import os
import pickle
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

ASKED = 100
ROUNDS = 5
BASE = "10k"
_EMAIL = "huda@example.org"
_AT_ONCE = 1000


def measured(engine: str, url: str, folder: Path, *, size: str) -> Iterator[str]:
    """The lines of one engine: each page at both sizes, and the ratio of the two.

    Both sizes are filled first and then asked in turn, round after round, so that a machine that
    is slow for a while is slow for both; the median of the rounds counts.
    """
    places: dict[str, dict[str, str]] = {}
    for step in dict.fromkeys((BASE, size)):
        place = folder / step
        place.mkdir()
        here = url.replace("db.sqlite3", f"{step}/db.sqlite3")
        if engine == "postgresql":
            here = _database_of_its_own(url, step)
        places[step] = {"DATABASE_URL": here, "WASL_VAR": str(place)}
        for module, words in (("bench.w3", ("fill", step, "")), ("bench.w5", ("furnish",))):
            ran = _ran(module, places[step], *words)
            if ran.returncode:
                yield f"W5 {engine} {step}: failed\n{ran.stderr[-2000:]}"
                return
    spent: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for _ in range(ROUNDS):
        for step, where in places.items():
            ran = _ran("bench.w5", where, "pages")
            if ran.returncode:
                yield f"W5 {engine} {step}: failed\n{ran.stderr[-2000:]}"
                return
            for line in ran.stdout.splitlines():
                name, p50, p95 = line.split()
                spent.setdefault(name, {}).setdefault(step, []).append((float(p50), float(p95)))
    for name, by_size in spent.items():
        middle = {
            step: [statistics.median(column) for column in zip(*rounds, strict=True)]
            for step, rounds in by_size.items()
        }
        told = " ".join(
            f"{step} p50_ms {p50:.1f} p95_ms {p95:.1f}" for step, (p50, p95) in middle.items()
        )
        p50, p95 = (a / b for a, b in zip(middle[size], middle[BASE], strict=True))
        yield f"W5 {engine} {name} {told} ratio p50 {p50:.2f} p95 {p95:.2f}"


def _ran(
    module: str, where: dict[str, str], step: str, *words: str
) -> "subprocess.CompletedProcess[str]":
    """One step in a process of its own, in the environment of a database."""
    return subprocess.run(
        [sys.executable, "-m", module, step, where["WASL_VAR"], *words],
        env=dict(os.environ) | where | {"DJANGO_SETTINGS_MODULE": "bench.settings"},
        capture_output=True,
        text=True,
    )


def _database_of_its_own(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "size_{name}"')
    return f"{url.rsplit('/', 1)[0]}/size_{name}"


def furnish(folder: Path) -> None:
    """Give every tenth party a document, a guardian and somebody who looks like it, and hire who
    will look at them."""
    from django.core.management import call_command

    house, truth, _, _ = pickle.loads((folder / "truth").read_bytes())
    _papers(house, [UUID(key) for key in truth])
    call_command("createcachetable", verbosity=0)
    _officer(house)


def _officer(house: UUID) -> None:
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth import get_user_model

    from wasl.domains.access.actions import hire_staff
    from wasl.foundation.actor import Actor

    staff = hire_staff(
        Actor.system(house),
        email=_EMAIL,
        name="هدى السبيعي",
        password="only the bench signs in with this",
        roles=("officer", "registrar"),
    )
    TOTP.activate(get_user_model().objects.get(pk=staff.pk), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


def _papers(house: UUID, keys: Sequence[UUID]) -> None:
    from django.db import connection
    from django.utils import timezone

    from wasl.domains.parties.actions import open_starting_kinds
    from wasl.domains.parties.models import (
        DocumentKind,
        DuplicatePair,
        Guardianship,
        PartyDocument,
    )
    from wasl.foundation.actor import Actor
    from wasl.foundation.scoping import entered_scope
    from wasl.foundation.upkeep import refresh_statistics

    open_starting_kinds(Actor.system(house))
    now, today = timezone.now(), timezone.localdate()
    with entered_scope(Actor.system(house), writing=True):
        kind = DocumentKind.objects.filter(validity="dated")[0]
        documents, guardianships, pairs = [], [], []
        for place in range(0, len(keys) - 1, 10):
            one, other = keys[place : place + 2]
            until = today + timedelta(days=place // 10 % 600 - 200)
            documents.append(
                PartyDocument(
                    association_id=house, party_id=one, kind=kind, seen_at=now, valid_until=until
                )
            )
            guardianships.append(
                Guardianship(association_id=house, guardian_id=other, ward_id=one, expires_on=until)
            )
            pairs.append(
                DuplicatePair(
                    association_id=house,
                    first_id=one,
                    second_id=other,
                    score=0.6 + place % 400 / 1000,
                    stage="waiting",
                    found_by="search",
                    found_at=now,
                )
            )
        PartyDocument.objects.bulk_create(documents, batch_size=_AT_ONCE)
        Guardianship.objects.bulk_create(guardianships, batch_size=_AT_ONCE)
        DuplicatePair.objects.bulk_create(pairs, batch_size=_AT_ONCE)
    # As the worker and autovacuum do in life.
    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE parties_partydocument, parties_guardianship, parties_duplicatepair"
            )


def pages(folder: Path) -> None:
    """Ask for each page and print its name with p50 and p95 in milliseconds of wall time."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    _, truth, asked, _ = pickle.loads((folder / "truth").read_bytes())
    client = Client()
    client.force_login(get_user_model().objects.get(email=_EMAIL))
    desk = "/measured/desk/"
    keys = list(truth)[:: max(1, len(truth) // ASKED)]
    following = [f"{desk}people/"]

    def walk(_: int) -> Any:
        answer = client.get(following[-1])
        onward = re.search(r'href="([^"]*\?[^"]*after=[^"]+)"', answer.content.decode())
        following.append(onward[1].replace("&amp;", "&") if onward else f"{desk}people/")
        return answer

    def searched(text: str) -> Any:
        return client.post(f"{desk}search/", {"q": text})

    def party(place: int) -> Any:
        key = keys[place % len(keys)]
        return client.get(
            f"{desk}people/{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}/"
        )

    by_name: dict[str, Callable[[int], Any]] = {
        "people": lambda _: client.get(f"{desk}people/"),
        "people_on_and_on": walk,
        "search_name": lambda place: searched(asked[place % len(asked)].name),
        "search_phone": lambda place: searched(asked[place % len(asked)].phone or "0500000000"),
        "search_common": lambda _: searched("محمد"),
        "party": party,
        "people_of_city": lambda _: client.get(f"{desk}people/", {"city": "الرياض"}),
        "people_of_role": lambda _: client.get(f"{desk}people/", {"role": "volunteer"}),
        "documents_ending": lambda _: client.get(f"{desk}people/documents/"),
        "documents_ended": lambda _: client.get(f"{desk}people/documents/", {"state": "expired"}),
        "looking_alike": lambda _: client.get(f"{desk}people/duplicates/"),
    }
    for name, ask in by_name.items():
        for place in range(5):
            status = getattr(ask(place), "status_code", 200)
            assert status == 200, (name, status)
        spent = []
        for place in range(ASKED):
            began = time.perf_counter()
            ask(place)
            spent.append((time.perf_counter() - began) * 1000)
        steps = statistics.quantiles(spent, n=100)
        print(f"{name} {steps[49]:.1f} {steps[94]:.1f}")


def main(words: list[str]) -> None:
    """One step, in the environment that `measured` made."""
    import django

    django.setup()
    step, folder = words
    (furnish if step == "furnish" else pages)(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
