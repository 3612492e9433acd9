"""Lists and sheets cost the same whatever the registry holds, and read merged records as one."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    add_contact_way,
    add_member,
    correct_party,
    end_role,
    give_role,
    know_party,
    merge_parties,
    record_guardianship,
)
from wasl.domains.parties.models import Guardianship, Party
from wasl.domains.parties.queries import (
    corrections_of,
    find_parties,
    guardianships_ending,
    parties_listed,
    party_facts,
    party_sheet,
    party_strip,
    same_party,
)
from wasl.domains.parties.rules import ROLES, majority_on
from wasl.domains.parties.tests.given import NOURA_ID, given_noura, given_salem
from wasl.foundation.calendar import parse_date
from wasl.foundation.identifiers import uuid7
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def system():
    return given_association()


@pytest.fixture
def huda(system):
    return given_staff(system, "huda", "registrar")


def given_people(system, count, *, first=0, **said):
    return [
        know_party(system, kind="person", name=f"{letter_of(place)} الحربي", **said)
        for place in range(first, first + count)
    ]


def letter_of(place):
    return "".join("بتجحدرسصطفقكلمنه"[int(digit)] for digit in f"{place:04}")


def all_pages(by, **asked):
    pages, after = [], None
    while True:
        page = parties_listed(by, after=after, **asked)
        pages.append([row.id for row in page.rows])
        after = page.after
        if after is None:
            return pages


def test_a_list_is_paged_without_gaps_or_repeats(system, huda):
    known = {party.pk for party in given_people(system, 11)}
    pages = all_pages(huda, most=4)

    assert [len(page) for page in pages] == [4, 4, 3]
    assert {key for page in pages for key in page} == known


def test_people_of_one_name_are_paged_too(system, huda):
    for _ in range(5):
        know_party(system, kind="person", name="محمد الحربي")

    assert sorted(len(page) for page in all_pages(huda, most=2)) == [1, 2, 2]


def test_a_list_is_narrowed_by_kind_city_and_role(system, huda):
    given_people(system, 3, city="الرياض")
    other = know_party(system, kind="household", name="أسرة سعد", city="جدة")
    given_people(system, 2, first=50, city="الرياض", role="volunteer")

    assert [row.id for row in parties_listed(huda, kind="household").rows] == [other.pk]
    assert len(parties_listed(huda, city="الرياض").rows) == 5
    assert len(parties_listed(huda, city="الرياض", role="volunteer").rows) == 2
    assert parties_listed(huda, role="supporter").rows == ()


@pytest.fixture
def supporters(system, huda, monkeypatch):
    """Two supporters far apart among many, of whom a page looks through five at most."""
    monkeypatch.setattr("wasl.domains.parties.queries.sheets._SCANNED", 5)
    people = given_people(system, 17)
    for party in (people[3], people[16]):
        give_role(huda, party=party.pk, role="supporter")
    return [people[3].pk, people[16].pk]


def test_who_holds_a_rare_role_is_on_the_first_page(huda, supporters):
    assert [row.id for row in parties_listed(huda, role="supporter").rows] == supporters
    end_role(huda, party=supporters[0], role="supporter")
    assert [row.id for row in parties_listed(huda, role="supporter").rows] == supporters[1:]


@pytest.mark.parametrize("role", ["supporter", "beneficiary"])
def test_who_holds_a_role_in_a_city_is_looked_for_part_by_part(system, huda, supporters, role):
    with entered_scope(system, writing=True):
        Party.objects.filter(pk__in=supporters).update(city="تبوك")

    pages = all_pages(huda, role=role, city="تبوك", kind="person")
    assert [key for page in pages for key in page] == supporters


@pytest.mark.parametrize("role", ROLES)
def test_the_holders_of_every_role_lie_together(system, huda, role):
    is_postgresql = connection.vendor == "postgresql"
    with CaptureQueriesContext(connection) as asked:
        parties_listed(huda, role=role)
    [listed] = [one["sql"] for one in asked if "ORDER BY" in one["sql"]]
    with entered_scope(system, writing=False), connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {'' if is_postgresql else 'QUERY PLAN'} {listed}")
        plan = str(cursor.fetchall())

    assert f"parties_{role}" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_a_list_that_goes_on_from_nowhere_begins_anew(system, huda):
    given_people(system, 2)

    assert len(parties_listed(huda, after=uuid7()).rows) == 2


def given_full(system, huda, place):
    """A person with everything around him."""
    ward = know_party(
        system, kind="person", name=f"{letter_of(place)} سعد", birth=parse_date("2015-01-01")
    )
    for other in range(place % 7 + 1):
        guardian = know_party(system, kind="person", name=f"ولي {letter_of(other)}")
        record_guardianship(
            huda,
            guardian=guardian.pk,
            ward=ward.pk,
            relation="father",
            expires_on=timezone.localdate() + timedelta(days=5),
        )
        add_contact_way(huda, party=ward.pk, kind="mobile", value=f"05500{place:03}{other:02}")
    home = know_party(system, kind="household", name=f"أسرة {letter_of(place)}")
    add_member(huda, household=home.pk, relation="son", member=ward.pk)
    correct_party(huda, party=ward.pk, version=ward.version + 1, changes={"city": "جدة"}, why="-")
    return ward


def test_pages_ask_as_much_of_many_as_of_few(system, huda):
    few = given_full(system, huda, 7)
    asked_few = counted(huda, few)
    given_people(system, 30)
    many = given_full(system, huda, 6)

    assert counted(huda, many) == asked_few


def counted(by, party):
    asked = {}
    for name, ask in {
        "sheet": lambda: party_sheet(by, party=party.pk),
        "strip": lambda: party_strip(by, party=party.pk),
        "list": lambda: parties_listed(by),
        "role": lambda: parties_listed(by, role="beneficiary"),
        "history": lambda: corrections_of(by, party=party.pk),
        "ending": lambda: guardianships_ending(by, within_days=30),
        "same": lambda: same_party(by, party=party.pk),
    }.items():
        with CaptureQueriesContext(connection) as captured:
            ask()
        asked[name] = len(captured)
    return asked


def test_a_merged_record_is_read_through_the_one_that_survived(system, huda):
    first = given_noura(system)
    second = given_noura(system, national_id="", phone="", birth=parse_date("1990-05-01"))
    salem = given_salem(system)
    record_guardianship(huda, guardian=salem.pk, ward=second.pk, relation="father")
    correct_party(huda, party=second.pk, version=1, changes={"city": "جدة"}, why="هوية")
    merge_parties(huda, survivor=first.pk, absorbed=second.pk, chosen={}, versions=(1, 2))

    for party in (first, second):
        assert same_party(huda, party=party.pk) == (first.pk, second.pk)
        strip, sheet = party_strip(huda, party=party.pk), party_sheet(huda, party=party.pk)
        assert strip.id == sheet.id == first.pk
        assert strip.birth_on is not None
        assert [one.id for one in strip.guardians] == [salem.pk]
        assert [one.other for one in sheet.guardians] == [salem.pk]
        assert [one.id for one in sheet.absorbed] == [second.pk]
        assert "city" in {row.field for row in corrections_of(huda, party=party.pk)}
        assert party_facts(system, party=party.pk, on=timezone.localdate())["age"] is not None
    assert second.pk not in {row.id for row in parties_listed(huda).rows}
    assert [match.id for match in find_parties(huda, text=NOURA_ID)] == [first.pk]
    assert given_noura(system).pk == first.pk


def test_rows_of_before_get_the_columns_they_lack(system):
    noura, salem = given_noura(system), given_salem(system)
    deed = record_guardianship(system, guardian=salem.pk, ward=noura.pk, relation="father")
    with entered_scope(system, writing=True):
        Party.objects.update(name_1="", name_2="", name_3="", name_4="", name_key="x")
        Guardianship.objects.update(began_on=None)
    migration = import_module("wasl.domains.parties.migrations.0004_name_columns")
    before = MigrationLoader(connection).project_state(("parties", "0003_registry"))
    migration.fill_columns(before.apps, connection.schema_editor())

    assert find_parties(system, text="نورة الحربي")[0].id == noura.pk
    with entered_scope(system, writing=False):
        assert Guardianship.objects.get(pk=deed.pk).began_on is not None


def test_merges_and_guardianships_of_before_get_what_they_are_found_by(system, huda):
    first, second = given_noura(system), given_noura(system, national_id="", phone="0559999999")
    ward = know_party(system, kind="person", name="ليان", birth=parse_date("2015-01-01"))
    deed = record_guardianship(system, guardian=first.pk, ward=ward.pk, relation="mother")
    merge_parties(
        huda, survivor=first.pk, absorbed=second.pk, chosen={"phone": "survivor"}, versions=(1, 1)
    )
    with entered_scope(system, writing=True):
        Party.objects.update(former_phone_index="")
        Guardianship.objects.update(majority_on=None)
    for name, fill, state in (
        ("0007_former_numbers", "keep_former_numbers", "0007_former_numbers"),
        ("0008_majorities", "reckon_majorities", "0008_majorities"),
    ):
        migration = import_module(f"wasl.domains.parties.migrations.{name}")
        known = MigrationLoader(connection).project_state(("parties", state))
        getattr(migration, fill)(known.apps, connection.schema_editor())

    assert [match.id for match in find_parties(system, text="0559999999")] == [first.pk]
    with entered_scope(system, writing=False):
        assert Guardianship.objects.get(pk=deed.pk).majority_on == majority_on(date(2015, 1, 1))


def test_a_sheet_holds_the_strip_that_stands_on_top(system, huda):
    noura, salem = given_noura(system), given_salem(system)
    record_guardianship(system, guardian=salem.pk, ward=noura.pk, relation="father")
    home = know_party(system, kind="household", name="أسرة نورة", phone="0551234567")
    add_member(huda, household=home.pk, name="ليان", relation="daughter")

    for party in (noura.pk, home.pk):
        assert party_sheet(huda, party=party).strip == party_strip(huda, party=party)
    assert party_sheet(huda, party=noura.pk).strip.guardians
    assert party_sheet(huda, party=home.pk).strip.dependants
