"""Pairs on the desk: seen side by side, told apart, merged field by field, and parted again."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.domains.notifications.tests.given import given_association
from wasl.domains.parties.actions import correct_party, know_party, merge_parties, point_out_pair
from wasl.domains.parties.queries import merges_listed, pair_sheet, pairs_waiting, party_strip
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.foundation.identifiers import uuid7

pytestmark = pytest.mark.django_db

NOURA: dict[str, Any] = {"kind": "person", "name": "نورة بنت عبدالله الحربي"}


class House:
    """An association with two records of Noura and a registrar who noticed them."""

    def __init__(self, system):
        self.system = system
        self.registrar = given_member(system.association, "registrar")
        self.first = know_party(
            system, national_id="1012345672", city="الرياض", phone="0551234567", **NOURA
        ).pk
        self.second = know_party(
            system, city="جدة", phone="0559999999", email="n@example.org", **NOURA
        ).pk
        self.pair = point_out_pair(self.registrar, one=self.first, other=self.second).pk

    def at(self, rest=""):
        return f"/manarat/desk/people/duplicates/{rest}"

    def choices(self, **changed):
        sheet = pair_sheet(self.registrar, pair=self.pair)
        return {
            "first_version": sheet.first.version,
            "second_version": sheet.second.version,
            "survivor": "first",
            "take_city": "first",
            "take_phone": "first",
            "take_email": "second",
            "take_identity": "first",
        } | changed


@pytest.fixture
def house():
    return House(given_association())


@pytest.fixture
def browser(house):
    return browser_of(house.registrar)


def text(answer):
    return unescape(answer.content.decode())


def test_the_list_says_what_to_do_when_nothing_waits(house, browser):
    browser.post(house.at(f"{house.pair}/different/"), {"why": "أختان"})
    answer = browser.get(house.at())

    assert answer.status_code == 200
    assert "ui-empty" in text(answer)


def test_a_pair_is_listed_and_seen_side_by_side(house, browser):
    listed = text(browser.get(house.at()))
    assert house.at(f"{house.pair}/") in listed
    seen = text(browser.get(house.at(f"{house.pair}/")))

    for value in ("الرياض", "جدة", "1012345672", "n@example.org"):
        assert value in seen
    assert "is-other" in seen


def test_merging_takes_what_was_chosen_and_undoing_parts_the_two(house, browser):
    page = text(browser.get(house.at(f"{house.pair}/merge/")))
    assert 'name="take_city"' in page
    done = browser.post(
        house.at(f"{house.pair}/merge/"), house.choices(survivor="second", take_city="second")
    )
    assert done.status_code == 302
    assert str(house.second) in done["Location"]
    strip = party_strip(house.registrar, party=house.second)
    assert (strip.city, strip.masked_id, strip.phone) == ("جدة", "•••• 5672", "+966551234567")

    [row] = merges_listed(house.registrar)
    listed = text(browser.get(house.at("merged/")))
    assert house.at(f"merged/{row.id}/") in listed
    assert browser.get(house.at(f"merged/{row.id}/")).status_code == 200
    parted = browser.post(house.at(f"merged/{row.id}/"))
    assert parted.status_code == 302
    assert party_strip(house.registrar, party=house.second).city == "جدة"
    assert party_strip(house.registrar, party=house.second).masked_id == ""
    assert browser.post(house.at(f"merged/{row.id}/")).status_code == 409


def test_a_field_that_was_not_chosen_is_asked_for_by_name(house, browser):
    chosen = house.choices()
    del chosen["take_city"]
    answer = browser.post(house.at(f"{house.pair}/merge/"), chosen)

    assert answer.status_code == 422
    assert 'href="#id_take_city' in text(answer)
    assert merges_listed(house.registrar) == ()


@pytest.mark.parametrize(
    "more", [{"merged_into": "x"}, {"association": "x"}, {"take_merged_into": "first"}]
)
def test_what_the_form_never_asks_for_is_not_taken(house, browser, more):
    answer = browser.post(house.at(f"{house.pair}/merge/"), house.choices(**more))

    assert answer.status_code == 400
    assert merges_listed(house.registrar) == ()


def test_who_merges_what_a_colleague_corrected_meanwhile_sees_both_values(house, browser):
    """O30; the same field edited twice offline, the later silently won (Primero 508)."""
    chosen = house.choices()
    correct_party(
        house.registrar.with_permissions("parties.correct_party"),
        party=house.first,
        version=int(chosen["first_version"]),
        changes={"city": "أبها"},
        why="انتقلت",
    )
    answer = browser.post(house.at(f"{house.pair}/merge/"), chosen)

    assert answer.status_code == 409
    assert "أبها" in text(answer)
    assert "الرياض" in text(answer)
    assert merges_listed(house.registrar) == ()
    again = house.choices()
    assert f'name="first_version" value="{again["first_version"]}"' in text(answer)
    assert browser.post(house.at(f"{house.pair}/merge/"), again).status_code == 302


def test_a_pair_settled_twice_says_so(house, browser):
    address = house.at(f"{house.pair}/different/")
    assert browser.post(address, {"why": "أختان"}).status_code == 302
    again = browser.post(address, {"why": ""})

    assert again.status_code == 409
    assert pairs_waiting(house.registrar) == ()


def test_an_officer_is_not_offered_to_merge(house):
    officer = browser_of(given_member(house.system.association, "officer"))
    page = text(officer.get(house.at(f"{house.pair}/")))

    assert house.at(f"{house.pair}/different/") in page
    assert house.at(f"{house.pair}/merge/") not in page
    assert officer.get(house.at(f"{house.pair}/merge/")).status_code == 403


def test_a_researcher_sees_no_pairs(house):
    researcher = browser_of(given_member(house.system.association, "researcher"))
    for rest in ("", f"{house.pair}/", "merged/"):
        assert researcher.get(house.at(rest)).status_code == 403


def test_a_pair_of_another_association_is_as_one_that_is_not(house):
    """Party of another association by UUID: 404, the same bytes as for a random one."""
    other = House(given_association("wahj"))
    ibrahim = browser_of(other.registrar)
    merged = browser_of(house.registrar).post(house.at(f"{house.pair}/merge/"), house.choices())
    assert merged.status_code == 302
    [row] = merges_listed(house.registrar)

    def answered(method, rest, key, posted=None):
        address = f"/wahj/desk/people/duplicates/{rest.format(key)}"
        answer = getattr(ibrahim, method)(address, posted or {})
        return answer.status_code, without_token(answer).replace(str(key), "")

    for method, rest, key in (
        ("get", "{}/", house.pair),
        ("get", "{}/merge/", house.pair),
        ("post", "{}/merge/", house.pair),
        ("post", "{}/different/", house.pair),
        ("get", "merged/{}/", row.id),
        ("post", "merged/{}/", row.id),
    ):
        foreign, nothing = answered(method, rest, key), answered(method, rest, uuid7())
        assert foreign == nothing
        assert foreign[0] == 404
    for one, another in ((house.first, other.first), (other.first, house.second)):
        posted = {"one": str(one), "other": str(another)}
        random = {"one": str(uuid7()), "other": str(other.first)}
        foreign = answered("post", "same/", "", posted)
        assert foreign == answered("post", "same/", "", random)
        assert foreign[0] == 404


def without_token(answer):
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r'"X-CSRFToken": "[^"]+"', "", page)


def test_two_records_that_somebody_noticed_are_put_side_by_side(house, browser):
    third = know_party(house.system, **NOURA).pk
    answer = browser.post(house.at("same/"), {"one": str(third), "other": str(house.first)})

    assert answer.status_code == 302
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.post(house.at("same/"), {"one": "x", "other": ""}).status_code == 400
    assert browser.get(house.at("same/")).status_code == 405


def test_no_page_changes_anything_by_being_looked_at(house, browser):
    assert browser.get(house.at(f"{house.pair}/different/")).status_code == 405
    browser.get(house.at(f"{house.pair}/merge/"), house.choices())
    assert merges_listed(house.registrar) == ()


def test_the_lists_ask_as_much_of_many_pairs_as_of_few(house, browser):
    def asked(rest):
        browser.get(house.at(rest))
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(house.at(rest)).status_code == 200
        return len(captured)

    browser.post(house.at(f"{house.pair}/merge/"), house.choices())
    given_pairs(house, 2)
    few = asked(""), asked("merged/")
    given_pairs(house, 8)

    assert (asked(""), asked("merged/")) == few


def given_pairs(house, count):
    """As many pairs that wait, and as many merges that stand."""
    for _number in range(count):
        people = [know_party(house.system, **NOURA).pk for _record in range(4)]
        point_out_pair(house.registrar, one=people[0], other=people[1])
        merge_parties(
            house.registrar, survivor=people[2], absorbed=people[3], chosen={}, versions=(1, 1)
        )


def test_two_records_are_looked_for_and_put_side_by_side(house, browser):
    assert browser.get(house.at("noticed/")).status_code == 200
    nobody = browser.post(house.at("noticed/"), {"one": "1098765439", "other": "0559999999"})
    assert nobody.status_code == 422
    assert 'href="#id_one"' in text(nobody)
    found = text(browser.post(house.at("noticed/"), {"one": "1012345672", "other": "0559999999"}))

    assert f'name="one" value="{house.first}"' in found
    assert f'name="other" value="{house.second}"' in found
    same = browser.post(house.at("same/"), {"one": str(house.first), "other": str(house.first)})
    assert same["Location"].endswith("noticed/")
