"""W5: server time of the pages about people, among ten thousand and among so many more.

The list of people, narrowed and deep in it, the search by name, by phone and by a common name, the
page of a party, what expires and what looks alike, each asked through Django's own client by a
signed-in officer. Every tenth party has a document, a guardian and somebody who looks like it. The
same number of requests is made on both sizes, one after the other, and the ratio of their p95
counts.
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
BASE = "10k"
_AT_ONCE = 1000


def measured(engine: str, url: str, folder: Path, *, size: str) -> Iterator[str]:
    """The lines of one engine: each page at both sizes, and the ratio of the two."""
    spread: dict[str, dict[str, float]] = {}
    for step in dict.fromkeys((BASE, size)):
        place = folder / step
        place.mkdir()
        here = url.replace("db.sqlite3", f"{step}/db.sqlite3")
        if engine == "postgresql":
            here = _database_of_its_own(url, step)
        environment = dict(os.environ) | {
            "DATABASE_URL": here,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "WASL_VAR": str(place),
        }
        for module in ("bench.w3", "bench.w5"):
            words = ["fill", str(place), step, ""] if module == "bench.w3" else [str(place)]
            ran = subprocess.run(
                [sys.executable, "-m", module, *words],
                env=environment,
                capture_output=True,
                text=True,
            )
            if ran.returncode:
                yield f"W5 {engine} {step}: failed\n{ran.stderr[-2000:]}"
                return
        for line in ran.stdout.splitlines():
            name, p50, p95 = line.split()
            spread.setdefault(name, {})[step] = float(p95)
            yield f"W5 {engine} {step} {name} p50_ms {p50} p95_ms {p95}"
    if size != BASE:
        for name, by_size in spread.items():
            yield f"W5 {engine} {name} {size}/{BASE} {by_size[size] / by_size[BASE]:.2f}"


def _database_of_its_own(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "size_{name}"')
    return f"{url.rsplit('/', 1)[0]}/size_{name}"


def papers(house: UUID, keys: Sequence[UUID]) -> None:
    """Give every tenth party a document, a guardian and somebody who looks like it, once."""
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
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    from wasl.domains.access.actions import hire_staff
    from wasl.domains.access.queries import member_actor
    from wasl.domains.parties.queries import guardianships_ending
    from wasl.foundation.actor import Actor

    house, truth, asked, _ = pickle.loads((folder / "truth").read_bytes())
    papers(house, [UUID(key) for key in truth])
    call_command("createcachetable", verbosity=0)
    staff = hire_staff(
        Actor.system(house),
        email="huda@example.org",
        name="هدى السبيعي",
        password="only the bench signs in with this",
        roles=("officer", "registrar"),
    )
    assert member_actor(Actor.system(house), association=house, staff=staff.pk) is not None
    user = get_user_model().objects.get(pk=staff.pk)
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user)
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
    asked_for = Actor.system(house)
    by_name["guardianships_ending"] = lambda _: guardianships_ending(asked_for, within_days=30)
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
    """Measure the pages of the database that the environment names."""
    import django

    django.setup()
    pages(Path(words[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
