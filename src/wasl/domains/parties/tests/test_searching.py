"""The whole registry is searched for duplicates: the verdict of the desk, kept once, settled once."""

import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    add_contact_way,
    ask_for_duplicate_search,
    know_party,
    merge_parties,
    settle_as_different,
    sweep_duplicate_searches,
    sweep_newcomers,
)
from wasl.domains.parties.actions.searching import begin_duplicate_search, keep_pairs
from wasl.domains.parties.models import DuplicatePair, DuplicateSearch, Party
from wasl.domains.parties.queries import duplicate_searches, likely_duplicates
from wasl.domains.parties.queries.searching import registry_slice, searches_waiting
from wasl.domains.parties.rules.likeness import SAME_FROM, Likeness
from wasl.domains.parties.rules.pairing import Alike, Registry
from wasl.domains.parties.tests.given import NOURA_ID, SALEM_ID
from wasl.foundation.calendar import parse_date
from wasl.foundation.identifiers import uuid7
from wasl.foundation.names import folded
from wasl.foundation.refusal import NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db

PEOPLE = (
    ("نورة سالم فهد الحربي", "1410/05/01", "0551234567"),
    ("نوره سالم الحربى", "1410/05/01", "0559999999"),
    ("Noura Salem Fahad Alharbi", "1411/05/01", "0551234567"),
    ("سارة سالم فهد الحربي", "1410/05/01", "0551234567"),
    ("محمد سالم فهد الحربي", "1412/02/01", "0551234567"),
    ("محمد أحمد علي القحطاني", "1985-03-05", "0501111111"),
    ("محمد علي أحمد القحطاني", "1985-03-05", "0501111111"),
    ("محمد أحمد علي القحطاني", "1985-05-03", ""),
    ("محمد أحمد علي القحطاني", "1961-07-07", "0502222222"),
    ("ماجد طلال عثمان الزهراني", "", "0503333333"),
    ("ماجد طلال عثمان الزهراني", "", "0503333333"),
)


@pytest.fixture
def system():
    return given_association()


def given_people(system):
    return [
        know_party(
            system,
            kind="person",
            name=name,
            phone=phone,
            birth=parse_date(born) if born else None,
            city="الرياض",
        )
        for name, born, phone in PEOPLE
    ]


def pairs_kept(system, **wanted):
    with entered_scope(system, writing=False):
        rows = DuplicatePair.objects.filter(**wanted)
        return {(row.first_id, row.second_id): row for row in rows}


def search(system):
    ask_for_duplicate_search(system)
    return sweep_duplicate_searches(system)


def test_the_search_gives_the_verdict_of_the_desk(system) -> None:
    people = given_people(system)
    search(system)

    at_the_desk = {}
    for place, person in enumerate(people):
        name, born, phone = PEOPLE[place]
        for match in likely_duplicates(
            system,
            name=name,
            phone=phone,
            birth_on=parse_date(born).gregorian_on if born else None,
            city="الرياض",
            besides=person.pk,
        ):
            if match.score >= SAME_FROM:
                at_the_desk[tuple(sorted((person.pk, match.id)))] = match.score
    kept = pairs_kept(system)

    by_search = {pair: row.score for pair, row in kept.items()}
    assert by_search == at_the_desk
    assert len(kept) >= 5
    assert all(row.stage == "waiting" and row.found_by == "search" for row in kept.values())
    assert all(row.reasons and "kind" in row.reasons[0] for row in kept.values())


def test_siblings_and_namesakes_of_another_age_are_no_pair(system) -> None:
    people = given_people(system)
    search(system)

    kept = pairs_kept(system)
    for one, other in ((0, 3), (3, 4), (0, 4), (5, 8)):
        assert (people[one].pk, people[other].pk) not in kept
    assert (people[0].pk, people[1].pk) in kept
    assert (people[9].pk, people[10].pk) in kept


def test_searching_again_keeps_nothing_twice_and_reopens_no_answer(system) -> None:
    people = given_people(system)
    first = search(system)
    pair = pairs_kept(system)[people[0].pk, people[1].pk]
    settle_as_different(
        given_staff(system, "huda", "registrar").with_permissions("parties.settle_as_different"),
        pair=pair.pk,
        why="أختان",
    )

    assert first >= 5
    assert search(system) == 0
    assert pairs_kept(system)[people[0].pk, people[1].pk].stage == "different"


def test_a_moot_pair_waits_again_when_it_is_found_again(system) -> None:
    people = given_people(system)
    search(system)
    key = (people[0].pk, people[1].pk)
    with entered_scope(system, writing=True):
        DuplicatePair.objects.filter(first=key[0], second=key[1]).update(stage="moot")

    assert search(system) == 1
    assert pairs_kept(system)[key].stage == "waiting"


def test_a_further_mobile_brings_two_together(system) -> None:
    one = know_party(system, kind="person", name="هند طلال عثمان البقمي", phone="0501111111")
    other = know_party(system, kind="person", name="هند طلال البقمي", phone="0502222222")
    add_contact_way(system, party=other.pk, kind="mobile", value="0501111111", belongs_to="own")
    search(system)

    assert (one.pk, other.pk) in pairs_kept(system)


def test_a_year_alone_is_no_other_day_of_birth(system) -> None:
    name, city = "ماجد طلال عثمان الزهراني", "الرياض"
    days = [parse_date(born) for born in ("1990-05-17", "1990-05", "1990")]
    one, month, year = (
        know_party(system, kind="person", name=name, birth=birth, city=city).pk for birth in days
    )
    search(system)

    for pair in ((one, month), (one, year)):
        reasons = pairs_kept(system)[pair].reasons
        assert [reason["is"] for reason in reasons if reason["kind"] == "birth"] == ["year"]


def test_merged_and_erased_parties_are_left_out(system) -> None:
    people = given_people(system)
    with entered_scope(system, writing=True):
        Party.objects.filter(pk=people[1].pk).update(merged_into=people[0].pk)
        Party.objects.filter(pk=people[2].pk).update(erased_at=timezone.now())
        Party.objects.filter(pk=people[10].pk).update(erased_at=timezone.now())
    search(system)

    gone = {people[1].pk, people[2].pk, people[10].pk}
    assert not any(gone & set(pair) for pair in pairs_kept(system))


def test_a_search_says_how_far_it_is_and_what_it_found(system) -> None:
    given_people(system)
    asked = ask_for_duplicate_search(system)
    assert ask_for_duplicate_search(system).pk == asked.pk
    assert duplicate_searches(system)[0].stage == "waiting"
    found = sweep_duplicate_searches(system)

    row = duplicate_searches(system)[0]
    assert (row.id, row.stage, row.parties, row.found) == (asked.pk, "done", len(PEOPLE), found)
    assert row.ended_at is not None
    assert sweep_duplicate_searches(system) == 0


def test_a_search_that_breaks_off_is_told_as_failed(system, monkeypatch) -> None:
    given_people(system)
    ask_for_duplicate_search(system)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError):
        sweep_duplicate_searches(system)

    row = duplicate_searches(system)[0]
    assert row.stage == "failed"
    assert row.trouble
    assert pairs_kept(system) == {}
    assert ask_for_duplicate_search(system).pk != row.id


def test_a_search_whose_worker_was_killed_is_taken_up_again(system) -> None:
    given_people(system)
    asked = ask_for_duplicate_search(system)
    begin_duplicate_search(system, search=asked.pk)
    assert searches_waiting(system) == ()
    with entered_scope(system, writing=True):
        DuplicateSearch.objects.update(began_at=timezone.now() - timedelta(hours=3))

    assert searches_waiting(system) == (asked.pk,)
    assert sweep_duplicate_searches(system) >= 5


def test_a_search_of_nobody_finds_nothing(system) -> None:
    assert search(system) == 0
    assert duplicate_searches(system)[0].stage == "done"


def test_another_association_is_neither_searched_nor_told(system) -> None:
    ibrahim = given_association("wahj")
    given_people(system)
    given_people(ibrahim)
    search(system)

    assert pairs_kept(ibrahim) == {}
    assert duplicate_searches(ibrahim) == ()
    assert searches_waiting(ibrahim) == ()
    rows, after = registry_slice(ibrahim)
    assert len(rows) == len(PEOPLE)
    assert registry_slice(ibrahim, after=after) == ([], "")
    with pytest.raises(NotFound):
        begin_duplicate_search(ibrahim, search=duplicate_searches(system)[0].id)


def test_only_who_may_asks_for_a_search(system) -> None:
    with pytest.raises(NotAllowed):
        ask_for_duplicate_search(given_staff(system, "majed", "researcher"))


def test_newcomers_are_compared_once(system) -> None:
    people = given_people(system)
    found = sweep_newcomers(system)

    assert found >= 5
    assert all(row.found_by == "newcomer" for row in pairs_kept(system).values())
    assert sweep_newcomers(system) == 0
    with entered_scope(system, writing=False):
        assert not Party.objects.filter(compared_at__isnull=True).exists()
    know_party(system, kind="person", name=PEOPLE[0][0], phone=PEOPLE[0][2], city="الرياض")
    assert sweep_newcomers(system) >= 1
    assert search(system) == 0
    assert len(people) == len(PEOPLE)


FIRST = ("رامي", "زياد", "قيس", "طارق", "جهاد", "خليل", "بسام", "وليد", "ثامر", "نايف", "غسان")
FATHERS = ("شاكر", "كنعان", "لبيد", "موفق", "ضرار", "عدنان", "يعقوب", "هيثم", "صخر", "فواز")
FAMILIES = ("البلوي", "الزهراني", "القرشي", "المطيري", "العسيري", "الدوسري", "الخثعمي")


def given_strangers(system, number):
    """So many people of whom no two are alike, each with an ID of his own."""
    for place in range(number):
        know_party(
            system,
            kind="person",
            name=f"{FIRST[place % 11]} {FATHERS[place % 10]} {FAMILIES[place % 7]}",
            national_id=valid_id(f"1{place * 7_654_321 % 10**8:08}"),
            phone=f"05{20_000_000 + place * 123}",
            birth=parse_date(f"{1940 + place % 60}-{1 + place % 12:02}-{1 + place % 28:02}"),
            city="تبوك",
        )


def valid_id(nine):
    """Nine digits with the one that checks them."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return f"{nine}{-sum(sum(divmod(one, 10)) for one in doubled) % 10}"


def given_people_of_every_sort(system, huda):
    """Pairs that only some trait tells, among them IDs one slip apart and one of a merged record."""
    given_people(system)
    name = "هند طلال عثمان البقمي"
    know_party(system, kind="person", name=name, national_id=SALEM_ID)
    know_party(system, kind="person", name="هند طلال", national_id="1908765439")
    kept = know_party(system, kind="person", name="منيرة سعد القحطاني", national_id=NOURA_ID)
    gone = know_party(system, kind="person", name="منيرة سعد القحطاني", national_id="2345678904")
    merge_parties(
        huda,
        survivor=kept.pk,
        absorbed=gone.pk,
        chosen={"identity": "survivor"},
        versions=(1, 1),
    )
    know_party(system, kind="person", name="منيره القحطاني", national_id="2345678904")
    for gender in ("female", "male"):
        know_party(
            system,
            kind="person",
            name="نور خالد سعيد الغامدي",
            gender=gender,
            birth=parse_date("1410/05/01"),
        )
    for born in ("1990-05-17", "1990"):
        know_party(system, kind="person", name="ماجد طلال عثمان الزهراني", birth=parse_date(born))
    know_party(system, kind="household", name=name, phone="0551234567")


def names_paired(system):
    with entered_scope(system, writing=False):
        rows = DuplicatePair.objects.select_related("first", "second")
        return sorted(
            (row.first.name, row.second.name, row.score, str(row.reasons))
            for row in rows.exclude(found_by="merge")
        )


def test_many_newcomers_at_once_get_the_verdict_that_few_get(system) -> None:
    few = given_association("wahj")
    for house in (system, few):
        given_people_of_every_sort(house, given_staff(house, "huda", "registrar"))
    sweep_newcomers(few)
    given_strangers(system, 120)
    found = sweep_newcomers(system)

    assert found == len(names_paired(few)) > 5
    assert names_paired(system) == names_paired(few)
    assert any("former" in reasons for *_names, reasons in names_paired(system))
    assert any("near" in reasons and "identity" in reasons for *_n, reasons in names_paired(few))
    assert sweep_newcomers(system) == 0


def test_twice_as_many_newcomers_are_asked_for_in_as_many_statements(system) -> None:
    asked = []
    for number in (110, 220):
        house = given_association(f"house-{number}")
        given_strangers(house, number)
        with CaptureQueriesContext(connection) as statements:
            sweep_newcomers(house)
        asked.append(len(statements))
        with entered_scope(house, writing=False):
            assert not Party.objects.filter(compared_at__isnull=True).exists()

    assert asked[1] == asked[0] < 40


def test_newcomers_and_the_search_find_the_same(system) -> None:
    given_people(system)
    sweep_newcomers(system)

    assert search(system) == 0


def test_a_pair_is_kept_with_the_older_first(system) -> None:
    older, younger = (person.pk for person in given_people(system)[:2])
    alike = Alike(str(younger), str(older), Likeness(9.0, ()))
    assert keep_pairs(system, pairs=[alike], found_by="search") == 1

    assert list(pairs_kept(system)) == [(older, younger)]


def test_a_registry_is_taken_in_by_slices() -> None:
    def row(born: str | None) -> tuple[object, ...]:
        skeletons = ("mhmd", "slm", "fhd", "hrb")
        name = folded("محمد سالم فهد الحربي")
        return (str(uuid7()), "person", name, *skeletons, "", "", "", "", born, "day", "", "")

    registry = Registry()
    registry.add([row("1990-05-01"), row(None)])
    registry.add([row("1990-05-01")])

    assert len(registry) == 3
    assert len(list(registry.pairs_alike())) == 3


def test_whom_several_namesakes_resemble_as_much_is_no_pair_with_any(system) -> None:
    name, city = "محمد عبدالله الحربي", "الرياض"
    for place, born in enumerate(("1390/01/01", "1403/05/09", "1418/11/20", "")):
        know_party(
            system,
            kind="person",
            name=name,
            phone=f"050111111{place}",
            birth=parse_date(born) if born else None,
            city=city,
        )
    assert search(system) == 0

    alone = given_association("wahj")
    for born in ("1390/01/01", ""):
        birth = parse_date(born) if born else None
        know_party(alone, kind="person", name=name, birth=birth, city=city)
    assert search(alone) == 1
