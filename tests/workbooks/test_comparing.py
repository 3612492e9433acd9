"""Rows compared with all who are known at once, or each by itself: one verdict, one set of reasons."""

import random
from datetime import timedelta

import pytest

from tests.workbooks.charity import CITIES, charity
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import know_party
from wasl.domains.parties.queries import Sought, parties_alike, registry_to_compare
from wasl.domains.spreadsheets.actions.trying import ASK_FROM
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import parse_date

pytestmark = pytest.mark.django_db

SEED = 11


def as_written_again(chance, name, birth_on):
    """The same person, as another clerk writes him down."""
    parts = name.split()
    match chance.randrange(5):
        case 0:
            return name.replace("أ", "ا"), birth_on
        case 1:
            return " ".join([parts[0], *parts[2:]]), birth_on
        case 2:
            return " ".join([*parts[:1], parts[1] + "ي", *parts[2:]]), birth_on
        case 3:
            return name, birth_on + timedelta(days=1)
        case _:
            return name, None


@pytest.fixture
def known_and_sought():
    system = Actor.system(given_association())
    chance = random.Random(SEED)
    sought = []
    for number, truth in charity(SEED, 80, damage=0, repeats=0).good.items():
        city = chance.choice(CITIES)
        if number % 4:
            know_party(
                system,
                kind="person",
                name=truth.name,
                phone=truth.phone,
                birth=parse_date(truth.birth_on.isoformat()),
                city=city,
            )
        name, birth_on = as_written_again(chance, truth.name, truth.birth_on)
        sought.append(Sought(number, name, phone=truth.phone, birth_on=birth_on, city=city))
    return system, sought


def test_at_once_or_each_by_itself_the_verdict_is_the_same(known_and_sought):
    system, sought = known_and_sought
    registry = registry_to_compare(system, rows=len(sought))
    assert registry is not None

    at_once, each = (
        parties_alike(system, kind="person", sought=sought, registry=held, least=ASK_FROM)
        for held in (registry, None)
    )

    assert at_once == {row: alike for row, alike in each.items() if alike}
    assert len(at_once) >= len(sought) // 2
    again = parties_alike(system, kind="person", sought=sought, registry=registry, least=ASK_FROM)
    assert again == at_once
    assert not parties_alike(
        system, kind="household", sought=sought, registry=registry, least=ASK_FROM
    )


def test_a_short_list_does_not_read_a_large_registry(known_and_sought, monkeypatch):
    system, sought = known_and_sought
    monkeypatch.setattr("wasl.domains.parties.queries.bringing._PARTIES_PER_ROW", 5)

    assert registry_to_compare(system, rows=10) is None
    assert registry_to_compare(system, rows=len(sought)) is not None
