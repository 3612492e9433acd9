"""Whoever is meant is found by whatever an officer has in hand, with the reason in words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    add_contact_way,
    give_file_number,
    know_party,
    merge_parties,
)
from wasl.domains.parties.models import Party
from wasl.domains.parties.queries import find_parties, likely_duplicates, parties_found
from wasl.domains.parties.queries.candidates import moved_probes, name_probes
from wasl.domains.parties.rules.likeness import ASK_FROM
from wasl.domains.parties.tests.given import NOURA_IBAN, NOURA_ID, SALEM_ID
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import parse_date
from wasl.foundation.keyring import forget_keys
from wasl.foundation.refusal import NotAllowed
from wasl.foundation.scoping import entered_scope
from wasl.foundation.upkeep import refresh_statistics

pytestmark = pytest.mark.django_db

NAME = "نورة بنت سالم بن فهد الحربي"


def given_person(system, name=NAME, **known):
    return know_party(system, kind="person", name=name, **known)


def given_whole_noura(system):
    return given_person(
        system,
        national_id=NOURA_ID,
        phone="0551234567",
        iban=NOURA_IBAN,
        birth=parse_date("1410/05/01"),
        city="الرياض",
    )


def found(system, text):
    return [match.id for match in find_parties(system, text=text)]


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        "نورة سالم فهد الحربي",
        "نوره سالم فهد حربى",
        "نورة الحربي",
        "نورة سالم",
        "نورة سالم الحربي",
        "نورة فهد الحربي",
        "سالم فهد",
        "فهد الحربي",
        "الحربي نورة سالم",
        "سالم نورة فهد الحربي",
        "نورة",
        "الحربي",
        "فهد",
        "نور",
        "الحرب",
        "نورة سالم الح",
        "نورة الح",
        "نُورَة الحـــربي",
        "Noura Salem Fahad Alharbi",
        "norah al-harbi",
        "Nou",
        "نورة سالم فهذ الحربي",
        "نوره سالم بن فهد بن ماجد الحربي",
    ],
)
def test_a_name_is_found_by_any_part_in_any_spelling(system, text) -> None:
    noura = given_whole_noura(system)
    given_person(system, "ماجد طلال عثمان الزهراني", national_id=SALEM_ID)

    assert found(system, text) == [noura.pk]


@pytest.mark.parametrize(
    "text",
    [
        NOURA_ID,
        "١٠١٢٣٤٥٦٧٢",
        "1012 345 672",
        "1012345627",
        "1012345692",
        "1102345672",
        "0551234567",
        "٠٥٥١٢٣٤٥٦٧",
        "551234567",
        "+966 55 123 4567",
        "00966551234567",
        NOURA_IBAN,
        "1410/05/01",
        "٠١/٠٥/١٤١٠",
        "29/11/1989",
        "1989-11-29",
        "1 جمادى الأولى 1410",
        "نورة 0551234567",
        "الحربي 1410",
    ],
)
def test_numbers_and_dates_are_found_in_any_form(system, text) -> None:
    noura = given_whole_noura(system)
    given_person(system, "ماجد طلال عثمان الزهراني", national_id=SALEM_ID, phone="0559876543")

    assert found(system, text)[:1] == [noura.pk]


def test_a_file_number_finds_its_party(system) -> None:
    noura = given_whole_noura(system)
    number = give_file_number(system, party=noura.pk)

    with override("en"):
        match = find_parties(system, text=f"ملف {number}")[0]
    assert (match.id, match.reason, match.file_number) == (noura.pk, "same file number", number)


def test_every_match_says_why_in_words(system) -> None:
    given_whole_noura(system)

    def reason(text: str) -> str:
        with override("en"):
            return find_parties(system, text=text)[0].reason

    assert reason(NOURA_ID) == "same ID"
    assert reason("1012345627") == "ID differs by one slip"
    assert reason("0551234567") == "same mobile"
    assert reason("1410/05/01") == "same date of birth"
    assert reason("نورة سالم فهد الحربي") == "The same name"
    assert reason("Noura Alharbi") == "Same: first name, family name"
    assert reason("نورة 0551234567") == "Same: first name; same mobile"


def test_a_further_mobile_finds_its_party_too(system) -> None:
    noura = given_whole_noura(system)
    add_contact_way(system, party=noura.pk, kind="mobile", value="0509999999", belongs_to="own")

    assert found(system, "0509999999") == [noura.pk]
    alike = likely_duplicates(system, name="هدى", phone="٠٥٠٩٩٩٩٩٩٩")
    assert (
        [reason.detail for reason in alike[0].reasons if reason.kind == "phone"] == [{"is": "same"}]
        if alike
        else True
    )


def test_everybody_on_a_shared_mobile_is_listed(system) -> None:
    family = {
        given_person(system, f"{name} سالم فهد الحربي", phone="0551234567").pk
        for name in ("هند", "ريم", "ماجد")
    }
    assert set(found(system, "0551234567")) == family


def test_merged_and_erased_parties_never_appear(system) -> None:
    huda = given_staff(system, "huda", "registrar")
    noura = given_whole_noura(system)
    again = given_person(system, "Noura Salem Alharbi", phone="0551234567")
    erased = given_person(system, "نورة سالم ماجد الحربي")
    merge_parties(
        system.with_permissions() if huda is None else huda.with_permissions("*"),
        survivor=noura.pk,
        absorbed=again.pk,
        chosen=dict.fromkeys(("name", "identity", "iban", "birth", "city"), "survivor"),
        versions=(noura.version, again.version),
    )
    with entered_scope(system, writing=True):
        Party.objects.filter(pk=erased.pk).update(erased_at=timezone.now())

    assert found(system, "نورة") == [noura.pk]
    assert found(system, "0551234567") == [noura.pk]
    assert {one.id for one in likely_duplicates(system, name=NAME)} == {noura.pk}


def test_a_common_name_shows_ten_and_says_how_to_narrow(system) -> None:
    for family in ("الحربي", "العتيبي", "الغامدي", "الشهري", "الدوسري", "المطيري", "القحطاني"):
        for father in ("سالم", "فهد"):
            given_person(system, f"محمد {father} ماجد {family}")

    many = parties_found(system, text="محمد")
    assert len(many.matches) == 10
    assert many.has_more
    assert many.advice
    few = parties_found(system, text="محمد الحربي")
    assert len(few.matches) == 2
    assert not few.has_more
    assert few.advice == ""


def test_what_means_nothing_finds_nothing(system) -> None:
    given_whole_noura(system)
    for text in ("", "   ", "…", "--", "؟", "99999999999999", "5", "0"):
        assert find_parties(system, text=text) == ()


def test_the_one_being_registered_is_told_from_those_alike(system) -> None:
    noura = given_whole_noura(system)
    alike = likely_duplicates(
        system,
        name="نوره سالم الحربي",
        phone="0559999999",
        birth_on=date(1990, 11, 29),
        city="الرياض",
    )
    assert [match.id for match in alike] == [noura.pk]
    assert alike[0].score >= ASK_FROM
    assert alike[0].masked_id == "•••• 5672"
    with override("en"):
        words = likely_duplicates(system, name=NAME, birth_on=date(1989, 11, 29))[0].words
    assert words == ("The same date of birth", "The same name")


def test_an_id_with_a_slip_is_enough_to_ask(system) -> None:
    noura = given_whole_noura(system)
    alike = likely_duplicates(system, name="نورة الحربي", national_id="1012345627")
    assert alike[0].id == noura.pk
    assert {"is": "near"} in [reason.detail for reason in alike[0].reasons]


def test_nobody_is_asked_about_siblings_and_twins(system) -> None:
    given_whole_noura(system)
    for name, born in (("سارة", date(1989, 11, 29)), ("محمد", date(1992, 1, 7))):
        alike = likely_duplicates(
            system,
            name=f"{name} سالم فهد الحربي",
            national_id=SALEM_ID,
            phone="0551234567",
            birth_on=born,
            city="الرياض",
        )
        assert not [match for match in alike if match.score >= ASK_FROM]


def test_one_party_is_not_compared_with_itself_nor_with_another_kind(system) -> None:
    noura = given_whole_noura(system)

    assert likely_duplicates(system, name=NAME, besides=noura.pk) == ()
    assert likely_duplicates(system, kind="household", name=NAME) == ()


def test_what_cannot_be_read_is_left_out(system) -> None:
    noura = given_whole_noura(system)
    alike = likely_duplicates(system, name=NAME, national_id="10", phone="05", iban="SA")
    assert [match.id for match in alike] == [noura.pk]
    assert [reason.kind for reason in alike[0].reasons] == ["name"]


def test_another_association_finds_nobody(system) -> None:
    given_whole_noura(system)
    ibrahim = given_association("wahj")

    for text in (NAME, NOURA_ID, "0551234567", "1410/05/01", NOURA_IBAN):
        assert find_parties(ibrahim, text=text) == ()
    assert likely_duplicates(ibrahim, name=NAME, national_id=NOURA_ID, phone="0551234567") == ()


def test_a_visitor_may_not_look_for_anybody(system) -> None:
    visitor = Actor("public", system.association)
    for ask in (
        lambda: find_parties(visitor, text=NAME),
        lambda: parties_found(visitor, text=NAME),
        lambda: likely_duplicates(visitor, name=NAME),
    ):
        with pytest.raises(NotAllowed):
            ask()


def statements(ask) -> int:
    forget_keys()
    with CaptureQueriesContext(connection) as captured:
        ask()
    asked = [one["sql"] for one in captured if one["sql"].startswith(("SELECT", "EXECUTE"))]
    return len([sql for sql in asked if "set_config" not in sql])


def test_statements_are_the_same_however_many_are_known(system) -> None:
    def by_name() -> None:
        find_parties(system, text="محمد الحربي")

    def by_all() -> None:
        likely_duplicates(
            system,
            name="محمد سالم فهد الحربي",
            national_id=NOURA_ID,
            phone="0551234567",
            birth_on=date(1990, 5, 6),
        )

    given_person(system, "محمد سالم فهد الحربي", phone="0551234567")
    few = statements(by_name), statements(by_all)
    for name in ("محمد", "أحمد", "ماجد", "سالم"):
        for father in ("سالم", "فهد", "طلال"):
            given_person(system, f"{name} {father} فهد الحربي", phone="0551234567")
    many = statements(by_name), statements(by_all)

    assert few == many
    assert max(many) <= 3


@pytest.mark.parametrize("known", [{}, {"phone": "0551234567"}, {"birth_on": date(1989, 11, 29)}])
def test_parts_written_out_of_order_are_found_by_the_name_or_by_what_else_is_known(
    system, known
) -> None:
    noura = given_whole_noura(system)
    found = likely_duplicates(system, name="نورة فهد سالم الحربي", city="الرياض", **known)

    assert [match.id for match in found] == [noura.pk]


MANY = ("ريم", "نواف", "خالد", "مها", "بدر", "ليلى", "جميل", "فوزية", "كوثر", "تركي")


def test_a_first_name_mistyped_is_found_among_a_large_family(system) -> None:
    for family in range(4):
        for first in MANY:
            given_person(system, f"{first} محمد عبدالرحمن المطيري")
        given_person(system, f"{MANY[family]} محمد سعود الشهري")
    meant = given_person(system, "عبدالعزيز محمد عبدالرحمن المطيري")
    assert meant.pk in found(system, "عبدلاعزيز محمد عبدالرحمن المطيري")


def test_who_is_spelled_as_typed_comes_before_who_only_sounds_so(system) -> None:
    for grandfather in MANY * 2:
        given_person(system, f"ثامر أحمد {grandfather} القحطاني")
    meant = given_person(system, "ثامر ناصر حامد القحطاني")
    assert found(system, "ثامر حامد القحطاني")[0] == meant.pk


def test_who_is_called_no_more_than_typed_comes_first(system) -> None:
    for grandfather in MANY * 2:
        given_person(system, f"حمد سعد {grandfather} الغامدي")
    meant = given_person(system, "حمد سعد الغامدي")
    assert found(system, "حمد سعد الغامدي")[0] == meant.pk


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7])
def test_probes_are_a_handful_and_bring_a_few_hundred_rows(number) -> None:
    parts = [f"part{place}" for place in range(number)]
    probes = [*name_probes(parts, is_typing=True), *moved_probes(parts)]
    assert 4 <= len(probes) <= 14
    assert sum(probe.most for probe in probes) <= 400


def test_a_read_of_a_few_keys_goes_by_the_keys_once_statistics_are_known(system) -> None:
    keys = [given_person(system, f"محمد سالم {name} الحربي").pk for name in ("فهد", "ماجد")]
    for _ in range(40):
        given_person(system, "ريم سالم فهد الحربي")
    known = refresh_statistics()

    if connection.vendor != "sqlite":
        assert known == 0
        return
    assert known > 0
    with entered_scope(system, writing=False):
        plan = Party.objects.filter(pk__in=keys).explain()
    assert "sqlite_autoindex_parties_party_1" in plan
