"""An erased person is gone from rows, search, files and keys, and the trail still verifies."""

import time

import pytest
from structlog.testing import capture_logs

from bench import w1
from tests.erasure.given import (
    OTHER_NUMBER,
    files_on_disk,
    found,
    given_somebody_everywhere,
    keys_left,
    opened_rows,
    raw_rows,
)
from wasl.domains.parties.queries import find_parties
from wasl.domains.privacy.actions import erase_person
from wasl.domains.privacy.queries import destruction_minutes
from wasl.foundation.personal_data import declared, everybody, files_of, rows_about
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import verify

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "asked for it in person at the desk"


@pytest.fixture
def house(own_files):
    return w1.given_house()


def everywhere(by, canaries):
    """All places where a value stands: raw, opened, and on the disk."""
    with entered_scope(by, writing=False):
        raw = found(canaries, raw_rows())
    opened = found(canaries, opened_rows(by))
    disk = found(canaries, files_on_disk(by))
    return {
        name: raw.get(name, set()) | opened.get(name, set()) | disk.get(name, set())
        for name in canaries
        if name in raw or name in opened or name in disk
    }


@pytest.mark.slow
def test_an_erased_person_is_gone_from_everywhere(house, caplog):
    somebody = given_somebody_everywhere(house)
    neighbour = given_somebody_everywhere(house, OTHER_NUMBER)
    by, people = somebody.system, people_of(somebody)
    before = everywhere(by, somebody.canaries)
    assert set(before) == set(somebody.canaries), "the scanner does not find what is there"
    theirs = everywhere(by, neighbour.canaries)
    assert rows_without(by, people) == set(), "a table holds nothing of the person"
    assert find_parties(by, text=somebody.canaries["identity"])

    files = files_told(by, people)
    began = time.perf_counter()
    with capture_logs() as logs:
        destruction = erase_person(by, party=somebody.party, why=WHY)

    print(f"erased in {(time.perf_counter() - began) * 1000:.0f} ms")
    assert everywhere(by, somebody.canaries) == {}
    assert everywhere(by, neighbour.canaries) == theirs
    assert keys_left(by, [*people.owners]) == 0
    assert find_parties(by, text=somebody.canaries["identity"]) == ()
    assert find_parties(by, text=somebody.canaries["phone"]) == ()
    assert find_parties(by, text=somebody.canaries["name"]) == ()
    told = [*map(str, logs), *(record.getMessage() for record in caplog.records)]
    assert not found(somebody.canaries, iter([("a log", text) for text in told]))
    assert left_in_columns(by, people) == set()
    minutes = destruction_minutes(by, destruction=destruction.pk)
    assert (minutes.cases, minutes.keys, minutes.files) == (1, 3, files)
    assert not found(somebody.canaries, iter([("minutes", repr(minutes))]))
    assert all(one.because for one in minutes.counts if one.deed != "deleted")
    with entered_scope(by, writing=False):
        assert verify(by.association).is_whole


def people_of(somebody):
    with entered_scope(somebody.system, writing=False):
        return everybody(somebody.party)


def files_told(by, people):
    """How many files the rows about the person speak of."""
    with entered_scope(by, writing=False):
        return sum(len(files_of(held, people)) for held in declared())


def rows_without(by, people):
    """Declared tables in which there is nothing about the person, so that nothing is proven."""
    with entered_scope(by, writing=False):
        about = [held for held in declared() if held.about is not None]
        told = {held.model for held in about if rows_about(held, people).exists()}
    return {held.model for held in about} - told - EMPTY


# Nobody whom a waiting spreadsheet names is erased.
EMPTY = {"spreadsheets.SheetRow", "spreadsheets.RowMatch"}


def left_in_columns(by, people):
    """Columns that a declaration empties and that are not empty."""
    left = set()
    with entered_scope(by, writing=False):
        for held in declared():
            if held.about is None or held.on_erasure == "keep":
                continue
            for row in rows_about(held, people):
                names = held.blanked or held.fields
                left |= {f"{held.model}.{name}" for name in names if is_told(row, name)}
    return left


def is_told(row, name):
    value, column = getattr(row, name), row._meta.get_field(name)
    return value not in (None, "", [], {}) and value != column.get_default()
