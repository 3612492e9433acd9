"""W3: finding people and telling them apart, on the product's own tables, actions and queries.

Invented people fill the table of parties in bulk, sealed and indexed as the actions do it. Then
some of them are looked for as somebody would write them down, once with all that is known of them
and once by name alone, and the worker's duty searches the whole registry for duplicates. Each step
is a process of its own, so that CPU and memory are its own; the server's are not counted on
PostgreSQL. `truth` never enters the database: it is compared with the pairs afterwards.
"""

import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.people import Record, asked_for, from_file, people

SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000}
SEED = 1
LEARN_SEED, LEARN_SIZE = 7, 100_000
ASKED = 1_000
_AT_ONCE = 20_000


def measured(
    engine: str, url: str, folder: Path, *, size: str = "100k", people_file: str = ""
) -> Iterator[str]:
    """The lines of one engine: fill, lookup, batch."""
    environment = dict(os.environ) | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "WASL_VAR": str(folder),
        "POLARS_MAX_THREADS": "2",
    }
    for step in ("fill", "lookup", "sweep"):
        ran = subprocess.run(
            [sys.executable, "-m", "bench.w3", step, str(folder), size, people_file],
            env=environment,
            capture_output=True,
            text=True,
        )
        if ran.returncode:
            yield f"W3 {engine} {size} {step}: failed\n{ran.stderr[-3000:]}"
            return
        for line in ran.stdout.splitlines():
            yield f"W3 {engine} {size} {line}"


def people_measured(size: str, people_file: str) -> tuple[list[Record], list[Record]]:
    """Whom to keep and whom to look for, of a file or invented."""
    if people_file:
        kept, asked = from_file(Path(people_file))
    else:
        kept, asked = people(SIZES[size], seed=SEED), []
    return kept, asked or asked_for(kept, min(ASKED, len(kept)), seed=SEED + 1)


def rows_of(records: Sequence[Record]) -> list[tuple[Any, ...]]:
    """Records as the search through the registry reads parties; a key is a place in the list."""
    from wasl.foundation.names import folded, name_columns

    return [
        (
            *(str(place), "person", folded(one.name), *name_columns(one.name), one.national_id),
            *(
                "national",
                one.phone,
                "",
                str(one.birth_on) if one.birth_on else None,
                one.birth_precision,
            ),
            *(one.city, one.gender),
        )
        for place, one in enumerate(records)
    ]


def peers_measured(folder: Path, *, size: str, people_file: str = "") -> Iterator[str]:
    """The lines of the peers on the same people, learnt from people of another seed."""
    from bench import peers

    learn, measure = folder / "learn.parquet", folder / "measure.parquet"
    _as_parquet(people(LEARN_SIZE, seed=LEARN_SEED), learn)
    _as_parquet(people_measured(size, people_file)[0], measure)
    for script in ("splink", "recordlinkage"):
        yield f"W3 {size} {peers.people(script, learn=learn, measure=measure)}"


def _as_parquet(records: Sequence[Record], path: Path) -> None:
    """Normalised columns, for whom everything is ready as it is for us; what is empty is null."""
    import polars as pl

    from wasl.foundation.names import name_columns, name_parts

    rows = []
    for place, one in enumerate(records):
        parts, columns = name_parts(one.name), name_columns(one.name)
        family = parts[-1] if len(parts) > 1 else ""
        first, father, grandfather = (*parts[: max(1, min(3, len(parts) - 1))], "", "", "")[:3]
        folded = (first, father, grandfather, family)
        born = one.birth_on
        rows.append(
            (
                *(place, one.truth),
                *(part or None for part in folded),
                *(part or None for part in columns),
                *(one.national_id or None, one.phone or None, born),
                *(born.year if born else None, born.month * 32 + born.day if born else None),
                *(_hijri_day(born), " ".join(sorted(columns)) if columns[2] else None),
                *(one.city or None, one.gender or None),
            )
        )
    names = ("f1", "f2", "f3", "f4", "s1", "s2", "s3", "s4", "national_id", "phone")
    schema: dict[str, Any] = {"place": pl.Int64, "truth": pl.Int64}
    schema |= dict.fromkeys(names, pl.String)
    schema |= {"birth_on": pl.Date, "year": pl.Int32, "day": pl.Int32}
    schema |= {"hijri_day": pl.Int32, "parts": pl.String}
    schema |= {"city": pl.String, "gender": pl.String}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(path)


def _hijri_day(born: date | None) -> int | None:
    from wasl.foundation.calendar import FIRST_IN_TABLE, LAST_IN_TABLE, to_hijri

    if born is None or not FIRST_IN_TABLE <= born <= LAST_IN_TABLE:
        return None
    day = to_hijri(born)
    return day.month * 32 + day.day


def fill(folder: Path, size: str, people_file: str) -> None:
    """Make the tables and fill them; what is looked for and who is who stay beside them."""
    from django.core.management import call_command
    from django.db import connection

    from wasl.domains.associations.actions import open_association
    from wasl.domains.parties.models import Party
    from wasl.domains.parties.rules.knowing import name_columns
    from wasl.foundation.actor import Actor
    from wasl.foundation.identifiers import uuid7
    from wasl.foundation.scoping import entered_scope
    from wasl.foundation.upkeep import refresh_statistics

    call_command("migrate", verbosity=0)
    kept, asked = people_measured(size, people_file)
    name = {"ar": "جمعية القياس", "en": "Measured Association"}
    house = open_association(Actor.installation(), slug="measured", name=name, short_name=name).pk
    began = time.process_time()
    for one in kept:
        name_columns(one.name)
    normalising = time.process_time() - began
    keys = [uuid7() for _ in kept]
    began = time.process_time()
    indexes = list(Party._meta.indexes)
    with connection.schema_editor() as schema:
        for index in indexes:
            schema.remove_index(Party, index)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
    with entered_scope(Actor.system(house), writing=True):
        for start in range(0, len(kept), _AT_ONCE):
            _written(house, kept[start : start + _AT_ONCE], keys[start : start + _AT_ONCE])
    with connection.schema_editor() as schema:
        for index in indexes:
            schema.add_index(Party, index)
    # as autovacuum and the worker do in life
    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE parties_party, foundation_ownerkey")
    spent = time.process_time() - began
    truth = {key.hex: one.truth for key, one in zip(keys, kept, strict=True)}
    (folder / "truth").write_bytes(pickle.dumps((house, truth, asked, normalising)))
    print(f"fill rows {len(kept)} cpu_s {spent:.1f} normalising_cpu_s {normalising:.2f}")


def _written(house: UUID, records: Sequence[Record], keys: Sequence[UUID]) -> None:
    from django.db import connection
    from django.utils import timezone

    from wasl.domains.parties.models import Party
    from wasl.foundation.keyring import OwnerKey

    now = timezone.now()
    owners: list[OwnerKey] = []
    rows: list[dict[str, Any]] = []
    for record, key in zip(records, keys, strict=True):
        secret = os.urandom(32)
        owners.append(_owner_key(house, key, secret, now))
        rows.append(_party_columns(house, record, key, secret, now))
    template = Party(association_id=house, kind="person", compared_at=now, created_at=now)
    fields: Any = Party._meta.local_concrete_fields
    plain = {
        one.attname: one.get_db_prep_save(getattr(template, one.attname), connection)
        for one in fields
        if one.get_internal_type() != "BinaryField"
    }
    empty = {one.attname: b"" for one in fields if one.get_internal_type() == "BinaryField"}
    _copied(Party._meta.db_table, [plain | empty | row for row in rows])
    _copied(
        OwnerKey._meta.db_table,
        [
            {
                one.attname: one.get_db_prep_save(getattr(owner, one.attname), connection)
                for one in OwnerKey._meta.local_concrete_fields
            }
            for owner in owners
        ],
    )


def _owner_key(house: UUID, key: UUID, secret: bytes, now: Any) -> Any:
    from wasl.foundation.keyring import OwnerKey
    from wasl.foundation.masters import sealed_for_house

    wrapped = sealed_for_house(secret, association=house, bound_to=f"key.{key}")
    return OwnerKey(pk=key, association_id=house, wrapped=wrapped, made_at=now)


def _party_columns(house: UUID, one: Record, key: UUID, secret: bytes, now: Any) -> dict[str, Any]:
    from django.db import connection

    from wasl.domains.parties.models import Party
    from wasl.domains.parties.rules.knowing import name_columns
    from wasl.foundation.calendar import Calendar, DateEntry, Precision
    from wasl.foundation.identifiers import Malformed, mobile
    from wasl.foundation.keys import blind_index, seal_for

    table = Party._meta.db_table

    def sealed(column: str, value: str) -> bytes:
        if not value:
            return b""
        bound_to = f"{table}.{column}.{key}"
        return seal_for(value.encode(), owner=key, key=secret, bound_to=bound_to)

    try:
        phone = mobile(one.phone) if one.phone else ""
    except Malformed:
        phone = ""
    entry: dict[str, str] = {}
    if one.birth_on:
        birth = DateEntry(
            Calendar.GREGORIAN, Precision(one.birth_precision), str(one.birth_on), one.birth_on
        )
        entry = {name: str(value) for name, value in asdict(birth).items()}
    number = one.national_id
    return {
        "id": key if connection.features.has_native_uuid_field else key.hex,
        "name": one.name,
        **name_columns(one.name),
        "gender": one.gender,
        "identity_kind": {"1": "national", "2": "iqama"}.get(number[:1], ""),
        "national_id": sealed("national_id", number),
        "national_id_index": blind_index("national_id", number, association=house)
        if number
        else "",
        "phone": sealed("phone", phone),
        "phone_index": blind_index("phone", phone, association=house) if phone else "",
        "birth_on": str(one.birth_on) if one.birth_on else None,
        "birth_entry": json.dumps(entry),
        "city": one.city,
    }


def _copied(table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    from django.db import connection

    columns = ", ".join(f'"{column.removesuffix("!")}"' for column in rows[0])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ", ".join("?" * len(rows[0]))
            cursor.connection.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({places})",
                [tuple(row.values()) for row in rows],
            )
            return
        # COPY knows no row-level security, so it goes by a table of this session
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS copied_{table} (LIKE {table})")
        cursor.execute(f"TRUNCATE copied_{table}")
        with (
            cursor.connection.cursor() as raw,
            raw.copy(f"COPY copied_{table} ({columns}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row([_plain(value) for value in row.values()])
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM copied_{table}")


def _plain(value: Any) -> Any:
    from psycopg.types.json import Jsonb

    if isinstance(value, Jsonb):
        return json.dumps(value.obj)
    return bytes(value) if isinstance(value, memoryview) else value


def lookup(folder: Path, size: str, people_file: str) -> None:
    """Look for people by all that is known of them, and by name alone."""
    from wasl.domains.parties.queries import find_parties, likely_duplicates
    from wasl.foundation.actor import Actor

    house, truth, asked, _ = pickle.loads((folder / "truth").read_bytes())
    by = Actor.system(house)

    def full(one: Record) -> list[UUID]:
        found = likely_duplicates(
            by,
            name=one.name,
            national_id=one.national_id,
            phone=one.phone,
            birth_on=one.birth_on,
            city=one.city,
        )
        return [match.id for match in found]

    def name_only(one: Record) -> list[UUID]:
        return [match.id for match in find_parties(by, text=one.name)]

    def likely_by_name(one: Record) -> list[UUID]:
        return [match.id for match in likely_duplicates(by, name=one.name)]

    for title, ask in (("full", full), ("name_only", name_only), ("name_likely", likely_by_name)):
        for one in asked[:50]:
            ask(one)
        wall, cpu, hits = [], [], 0
        for one in asked:
            began, spent = time.perf_counter(), time.process_time()
            found = ask(one)
            cpu.append((time.process_time() - spent) * 1000)
            wall.append((time.perf_counter() - began) * 1000)
            hits += any(truth[key.hex] == one.truth for key in found)
        print(
            f"lookup {title} asked {len(asked)} found_in_ten {hits / len(asked):.3f}"
            f" wall_ms {_spread(wall)} cpu_ms {_spread(cpu)}"
        )

    findable = findable_by_name(people_measured(size, people_file)[0], asked)
    print(f"lookup name_only could_be_found_in_ten {findable:.3f}")


def findable_by_name(kept: Sequence[Record], asked: Sequence[Record]) -> float:
    """The greatest share of those asked for that any search by name alone can be expected to show
    among ten: where more than ten people are called exactly what was asked, it is a matter of
    luck which of them are shown."""
    from wasl.foundation.names import name_parts

    called: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for one in kept:
        parts = name_parts(one.name)
        called[parts[0], parts[-1]].append((parts, one.truth))
    shares = []
    for one in asked:
        parts = name_parts(one.name)
        namesakes = {
            truth for name, truth in called[parts[0], parts[-1]] if _is_within(parts, name)
        }
        is_luck = one.truth in namesakes and len(namesakes) > 10
        shares.append(10 / len(namesakes) if is_luck else 1.0)
    return statistics.mean(shares)


def _is_within(parts: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name has all these parts, in this order."""
    rest = iter(name)
    return all(part in rest for part in parts)


def _spread(values: Sequence[float]) -> str:
    steps = statistics.quantiles(values, n=100)
    return f"p50 {steps[49]:.2f} p95 {steps[94]:.2f}"


def sweep(folder: Path) -> None:
    """Have the duty of the worker search the registry, and compare its pairs with the truth."""
    from wasl.domains.parties.actions import ask_for_duplicate_search, sweep_duplicate_searches
    from wasl.domains.parties.models import DuplicatePair
    from wasl.domains.parties.queries.searching import whole_registry
    from wasl.foundation.actor import Actor
    from wasl.foundation.scoping import entered_scope

    house, truth, _, normalising = pickle.loads((folder / "truth").read_bytes())
    by = Actor.system(house)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    registry = whole_registry(by)
    read = time.process_time() - began
    found = list(registry.pairs_alike())
    compared = time.process_time() - began - read
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    total = sum(number * (number - 1) // 2 for number in Counter(truth.values()).values())
    is_right = Counter(
        truth[one.first.replace("-", "")] == truth[one.second.replace("-", "")] for one in found
    )
    precision, recall = is_right[True] / max(1, len(found)), is_right[True] / total
    print(
        f"batch rows {len(registry)} cpu_s {normalising + read + compared:.2f}"
        f" normalising {normalising:.2f} reading {read:.2f} comparing {compared:.2f}"
        f" f1 {2 * precision * recall / (precision + recall):.4f}"
        f" precision {precision:.4f} recall {recall:.4f} pairs {len(found)}"
        f" memory_mb {peak // 1024} of_which_before {before // 1024}"
    )
    del found, registry
    ask_for_duplicate_search(by)
    began = time.process_time()
    kept = sweep_duplicate_searches(by)
    spent = time.process_time() - began
    with entered_scope(by, writing=False):
        waiting = DuplicatePair.objects.filter(stage="waiting").count()
    print(f"duty kept {kept} waiting {waiting} cpu_s {spent:.2f} with_writing")


def main(words: Sequence[str]) -> None:
    """One step, in the environment that `measured` made."""
    import django

    django.setup()
    step, folder, size, people_file = words
    if step == "fill":
        fill(Path(folder), size, people_file)
    elif step == "lookup":
        lookup(Path(folder), size, people_file)
    else:
        sweep(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
