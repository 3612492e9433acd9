"""Several ways to reach a party; the preferred mobile always stands on the party."""

from dataclasses import replace

import pytest

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    add_contact_way,
    correct_party,
    end_contact_way,
    prefer_contact_way,
    protect_party,
)
from wasl.domains.parties.queries import corrections_of, find_parties, party_sheet
from wasl.domains.parties.refusals import TooManyWays, WayKnown
from wasl.domains.parties.rules import MOST_WAYS
from wasl.domains.parties.tests.given import given_noura
from wasl.foundation.identifiers import Malformed
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotFound

pytestmark = pytest.mark.django_db

FIRST, SECOND = "+966551234567", "+966559999999"


@pytest.fixture
def noura(system):
    return given_noura(system)


def ways_of(by, party):
    return [(way.kind, way.value, way.belongs_to) for way in party_sheet(by, party=party.pk).ways]


def given_way(by, party, value="0559999999", **said):
    """A further way, kept beside the preferred one."""
    way = add_contact_way(by, party=party.pk, **({"kind": "mobile", "value": value} | said))
    assert way is not None
    return way


def test_further_ways_are_kept_with_whose_they_are(huda, noura):
    add_contact_way(huda, party=noura.pk, kind="mobile", value="٠٥٥٩٩٩٩٩٩٩", belongs_to="spouse")
    add_contact_way(huda, party=noura.pk, kind="landline", value="011 234 5678")

    assert ways_of(huda, noura) == [
        ("landline", "+966112345678", "own"),
        ("mobile", SECOND, "spouse"),
    ]
    assert find_parties(huda, text="0559999999")[0].id == noura.pk


def test_the_first_mobile_and_e_mail_stand_on_the_party(huda, system):
    noura = given_noura(system, phone="")
    assert add_contact_way(huda, party=noura.pk, kind="mobile", value="0559999999") is None
    assert add_contact_way(huda, party=noura.pk, kind="email", value="Noura@Example.ORG") is None

    sheet = party_sheet(huda, party=noura.pk)
    assert (sheet.phone, sheet.phone_belongs_to) == (SECOND, "own")
    assert sheet.email == "Noura@example.org"
    assert sheet.ways == ()


def test_preferring_another_mobile_changes_places(huda, noura):
    way = given_way(huda, noura, belongs_to="spouse")
    prefer_contact_way(huda, way=way.pk)

    sheet = party_sheet(huda, party=noura.pk)
    assert (sheet.phone, sheet.phone_belongs_to) == (SECOND, "spouse")
    assert ways_of(huda, noura) == [("mobile", FIRST, "")]
    assert {row.field for row in corrections_of(huda, party=noura.pk)} == {
        "phone",
        "phone_belongs_to",
    }
    for number in ("0551234567", "0559999999"):
        assert find_parties(huda, text=number)[0].id == noura.pk

    prefer_contact_way(huda, way=way.pk)
    assert party_sheet(huda, party=noura.pk).phone == FIRST


def test_a_way_that_is_preferred_when_none_stands_moves_to_the_party(huda, noura):
    way = given_way(huda, noura)
    correct_party(huda, party=noura.pk, version=1, changes={"phone": ""}, why="رقم خاطئ")
    prefer_contact_way(huda, way=way.pk)

    assert party_sheet(huda, party=noura.pk).phone == SECOND
    assert ways_of(huda, noura) == []
    with pytest.raises(NotFound):
        prefer_contact_way(huda, way=way.pk)


def test_one_landline_is_called_first(huda, noura):
    ways = [
        given_way(huda, noura, value, kind="landline") for value in ("0112345678", "0112345679")
    ]
    for way in ways:
        prefer_contact_way(huda, way=way.pk)

    shown = {way.id: way.is_preferred for way in party_sheet(huda, party=noura.pk).ways}
    assert shown == {ways[0].pk: False, ways[1].pk: True}


def test_a_way_is_kept_once(huda, noura):
    way = given_way(huda, noura)
    for value in ("0559999999", "+966 55 123 4567"):
        with pytest.raises(WayKnown):
            add_contact_way(huda, party=noura.pk, kind="mobile", value=value)

    end_contact_way(huda, way=way.pk)
    end_contact_way(huda, way=way.pk)
    assert ways_of(huda, noura) == []
    add_contact_way(huda, party=noura.pk, kind="mobile", value="0559999999")


def test_a_way_that_is_corrected_into_the_preferred_one_is_no_further_way(huda, noura):
    given_way(huda, noura)
    changes = {"phone": "0559999999"}
    correct_party(huda, party=noura.pk, version=1, changes=changes, why="رقم جديد")

    assert ways_of(huda, noura) == []


def test_ways_are_a_handful(huda, noura):
    for place in range(MOST_WAYS):
        add_contact_way(huda, party=noura.pk, kind="mobile", value=f"055000000{place}")
    with pytest.raises(TooManyWays):
        add_contact_way(huda, party=noura.pk, kind="mobile", value="0550000099")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("mobile", "0112345678"), ("landline", "0551234567"), ("email", "noura at home")],
)
def test_what_is_no_such_way_is_refused(huda, noura, kind, value):
    with pytest.raises(Malformed):
        add_contact_way(huda, party=noura.pk, kind=kind, value=value)


def test_the_ways_of_a_protected_person_are_hidden(huda, noura):
    add_contact_way(huda, party=noura.pk, kind="mobile", value="0559999999")
    protect_party(huda, party=noura.pk, why="خطر")

    assert party_sheet(huda, party=noura.pk).ways == ()


def test_nobody_changes_the_phone_of_his_relative(system, huda, noura):
    way = given_way(huda, noura)
    index = blind_index("phone", FIRST, association=system.association)
    majed = replace(huda, kin=frozenset({index}))
    for act in (
        lambda: add_contact_way(majed, party=noura.pk, kind="mobile", value="0558888888"),
        lambda: prefer_contact_way(majed, way=way.pk),
        lambda: end_contact_way(majed, way=way.pk),
    ):
        with pytest.raises(ConflictOfInterest):
            act()


def test_another_association_reaches_nobody_here(huda, noura):
    way = given_way(huda, noura)
    ibrahim = given_staff(given_association("wahj"), "ibrahim", "officer")
    for act in (
        lambda: add_contact_way(ibrahim, party=noura.pk, kind="mobile", value="0558888888"),
        lambda: prefer_contact_way(ibrahim, way=way.pk),
        lambda: end_contact_way(ibrahim, way=way.pk),
    ):
        with pytest.raises(NotFound):
            act()
