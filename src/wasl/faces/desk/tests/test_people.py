"""The pages of the registry: who may read and change what, and what each answers to bad input."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import (
    add_contact_way,
    add_member,
    correct_party,
    end_membership,
    know_party,
    merge_parties,
    protect_party,
    record_dependants,
    record_guardianship,
)
from wasl.domains.parties.queries import party_sheet
from wasl.domains.parties.tests.given import NOURA_ID, SALEM_ID, given_salem
from wasl.domains.privacy.queries import readings_of
from wasl.faces.desk.tests.given import browser_of, given_desk, given_member
from wasl.foundation.calendar import parse_date

pytestmark = pytest.mark.django_db

NEW_ID = "1076543212"
OTHER_ID = "1065432179"
NAME = "منيرة بنت فهد الدوسري"


@pytest.fixture
def desk():
    return given_desk()


@pytest.fixture
def officer(desk):
    return desk.member("officer")


@pytest.fixture
def huda(officer):
    return browser_of(officer)


@pytest.fixture
def munira(officer):
    """A person with a phone and a birth."""
    return know_party(
        officer.as_system(),
        kind="person",
        name=NAME,
        national_id=NEW_ID,
        phone="0557654321",
        birth=parse_date("1410/05/01"),
        city="الرياض",
        gender="female",
    ).pk


@pytest.fixture
def home(officer):
    """A household with a head and a daughter."""
    row = know_party(
        officer.as_system(), kind="household", name="فهد بن سعد الدوسري", national_id=OTHER_ID
    )
    add_member(officer, household=row.pk, relation="head", name="فهد بن سعد الدوسري")
    add_member(officer, household=row.pk, relation="daughter", name="لطيفة بنت فهد الدوسري")
    return row.pk


def typed(**changes):
    """A person as an officer writes her."""
    known = {
        "key": str(uuid4()),
        "kind": "person",
        "name": NAME,
        "identity_kind": "national",
        "national_id": NEW_ID,
        "phone": "٠٥٥ ٧٦٥ ٤٣٢١",
        "phone_belongs_to": "own",
        "language": "ar",
        "role": "beneficiary",
    }
    return known | changes


def of(desk, party, rest=""):
    return desk.address(f"people/{party}/{rest}")


def errors(answer):
    return answer.context["form"].errors


def members(officer, home):
    return {one.name: one for one in party_sheet(officer, party=home).members}


def addresses(desk, party, home, member, way, guardianship):
    """Every address of the registry, with the method that it answers."""
    pages = ["", "correct/", "death/", "signatory/", "household/", "guardians/"]
    pages += ["guardians/new/", "applications/", "contacts/", "history/"]
    acts = ["ways/", f"ways/{way}/prefer/", f"ways/{way}/end/", "protect/", "protect/lift/"]
    acts += ["roles/", "roles/beneficiary/end/", "file-number/", "household/join/"]
    acts += [f"household/{member}/leave/", f"household/{member}/head/", "contacts/new/"]
    acts += [f"guardians/{guardianship}/verify/", f"guardians/{guardianship}/end/"]
    return [
        ("get", desk.address("people/")),
        ("get", desk.address("people/guardianships/")),
        ("get", desk.address("people/new/")),
        ("post", desk.address("people/alike/")),
        *(("get", of(desk, party, rest)) for rest in pages),
        *(("post", of(desk, party, rest)) for rest in acts),
        ("get", of(desk, home, "household/")),
        ("post", of(desk, home, "household/join/")),
        ("get", of(desk, home, f"household/{member}/record/")),
        ("post", of(desk, home, f"household/{member}/record/known/")),
    ]


@pytest.fixture
def known(desk, officer, munira, home):
    """Every address of the registry with something behind it."""
    add_contact_way(officer, party=munira, kind="landline", value="0114567890", belongs_to="own")
    salem = given_salem(officer.as_system())
    deed = record_guardianship(officer, guardian=salem.pk, ward=munira, relation="brother")
    sheet = party_sheet(officer, party=munira)
    member = next(iter(members(officer, home).values()))
    return addresses(desk, munira, home, member.id, sheet.ways[0].id, deed.pk)


@pytest.mark.parametrize("role", ["committee_member", "auditor", "reviewer"])
def test_other_roles_are_refused_everywhere(desk, known, role):
    browser = browser_of(desk.member(role))
    answers = {address: getattr(browser, method)(address).status_code for method, address in known}
    let_in = {address: status for address, status in answers.items() if status != 403}
    assert let_in == {}


def test_a_delegate_registers_somebody_and_goes_on_with_an_application(desk, known, munira):
    browser = browser_of(desk.member("delegate"))
    answers = {address: getattr(browser, method)(address).status_code for method, address in known}
    let_in = {address for address, status in answers.items() if status != 403}
    assert let_in == {desk.address("people/new/"), desk.address("people/alike/")}
    twin = typed(national_id="", identity_kind="none", identity_reason="قيد الإصدار")
    asked = browser.post(desk.address("people/new/"), twin)
    assert asked.status_code == 409
    assert of(desk, munira) not in asked.content.decode()
    assert f"{desk.address('intake/')}?party={munira}" in asked.content.decode()
    seen = {"others": "1", "shown_alike": str(munira)}
    registered = browser.post(desk.address("people/new/"), twin | seen)
    assert registered["Location"] == f"{desk.address('intake/')}?party={twin['key']}"
    assert browser.get(registered["Location"]).status_code == 200


def test_another_association_finds_nothing(desk, known, munira, home):
    other = given_member(given_association("wahj"), "officer", "director")
    browser = browser_of(other)
    found = {}
    for method, address in known:
        answer = getattr(browser, method)(address)
        if answer.status_code != 404 or NAME in answer.content.decode():
            found[address] = answer.status_code
    assert found == {}
    at_home = [
        (method, address.replace("/manarat/", "/wahj/"))
        for method, address in known
        if str(munira) in address or str(home) in address
    ]
    valid = {"why": "خطأ", "role": "volunteer", "kind": "mobile", "value": "0551111111"}
    valid |= {"belongs_to": "own", "name": "سارة", "relation": "son", "channel": "phone"}
    valid |= {"direction": "inward", "purpose": "inquiry", "summary": "سؤال"}
    for method, address in at_home:
        part = address.rstrip("/").split("/")[-2]
        sent = valid | {f"{part}-why": "mistake" if "guardians" in address else "moved"}
        answer = getattr(browser, method)(address, sent if method == "post" else {})
        if answer.status_code != 404 or NAME in answer.content.decode():
            found[address] = answer.status_code
    assert found == {}


def test_a_researcher_reads_and_changes_nothing(desk, munira):
    browser = browser_of(desk.member("researcher"))
    page = browser.get(of(desk, munira))
    text = page.content.decode()
    assert page.status_code == 200
    assert NAME in text
    assert of(desk, munira, "correct/") not in text
    assert of(desk, munira, "protect/") not in text
    assert browser.get(of(desk, munira, "correct/")).status_code == 403
    assert browser.post(of(desk, munira, "protect/"), {"why": "خطر"}).status_code == 403


def test_a_link_never_acts(desk, huda, known):
    acting = [address for method, address in known if method == "post"]
    assert {address: huda.get(address).status_code for address in acting} == dict.fromkeys(
        acting, 405
    )


def test_somebody_is_registered_once_however_often_the_page_is_sent(desk, huda):
    sent = typed(birth_day="١", birth_month="٥", birth_year="١٤١٠", birth_calendar="hijri")
    first = huda.post(desk.address("people/new/"), sent)
    again = huda.post(desk.address("people/new/"), sent)
    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    text = huda.get(first["Location"]).content.decode()
    assert NAME in text
    assert NEW_ID not in text
    assert NEW_ID[-4:] in text


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost(desk, huda):
    wrong = typed(
        national_id="3076543212",
        phone="123",
        address_short="RR",
        needs=["hearing"],
        email="nobody",
        city="الدمام",
    )
    answer = huda.post(desk.address("people/new/"), wrong)
    assert answer.status_code == 422
    assert set(errors(answer)) == {"national_id", "phone", "address_short", "email"}
    text = answer.content.decode()
    for kept in ("3076543212", "RR", "nobody", "الدمام", wrong["key"]):
        assert f'value="{kept}"' in text
    assert re.search(r'value="hearing"[^>]*checked', text)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"national_id": ""}, "identity_reason"),
        ({"identity_kind": "passport", "national_id": "A123456"}, "identity_reason"),
        ({"birth_day": "1", "birth_month": "5", "birth_year": "1490"}, "birth"),
        ({"address_building": "1234"}, "address_short"),
        ({"role": "king"}, "role"),
        ({"key": "nonsense", "needs": ["gold"]}, "needs"),
    ],
)
def test_what_is_missing_is_said_at_its_field(desk, huda, changes, field):
    answer = huda.post(desk.address("people/new/"), typed(**changes))
    assert answer.status_code == 422
    assert set(errors(answer)) == {field}


def test_the_kind_changes_and_what_was_typed_stays(desk, huda):
    born = {"birth_day": "1", "birth_month": "5", "birth_year": "1410", "birth_calendar": "hijri"}
    answer = huda.post(desk.address("people/new/"), typed(**born) | {"as": "household"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="kind" value="household"' in text
    assert f'value="{NAME}"' in text
    assert 'value="1410"' in text
    assert "منيرة" not in huda.get(desk.address("people/")).content.decode()


def test_the_same_identity_leads_to_the_one_known(desk, huda, munira):
    answer = huda.post(desk.address("people/new/"), typed(name="سارة بنت علي الغامدي", phone=""))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert set(errors(answer)) == {"national_id"}
    assert of(desk, munira) in text
    assert 'value="سارة بنت علي الغامدي"' in text


def test_who_looks_alike_is_shown_while_one_types(desk, huda, munira):
    fragment = huda.post(desk.address("people/alike/"), typed(national_id="", key=""))
    text = fragment.content.decode()
    assert "<html" not in text
    assert of(desk, munira) in text
    assert f'name="shown_alike" value="{munira}"' in text
    assert NEW_ID not in text
    nothing = huda.post(desk.address("people/alike/"), {"name": "س", "phone": "05", "kind": "x"})
    assert nothing.content.decode().strip() == ""


def test_who_looks_alike_is_asked_about_before_anybody_is_registered(desk, huda, officer, munira):
    twin = typed(national_id="", identity_kind="none", identity_reason="قيد الإصدار")
    asked = huda.post(desk.address("people/new/"), twin)
    text = asked.content.decode()
    assert asked.status_code == 409
    assert of(desk, munira) in text
    assert f'value="{NAME}"' in text
    assert f'value="{twin["key"]}"' in text
    # What was not shown was not looked at.
    unseen = huda.post(desk.address("people/new/"), twin | {"others": "1"})
    assert unseen.status_code == 409
    seen = {"others": "1", "shown_alike": [str(munira), "nonsense"]}
    registered = huda.post(desk.address("people/new/"), twin | seen)
    assert registered.status_code == 302
    assert party_sheet(officer, party=UUID(twin["key"])).name == NAME


def test_a_key_that_brought_somebody_else_is_given_anew(desk, huda, munira):
    sent = typed(national_id=OTHER_ID, name="سارة بنت علي الغامدي", phone="")
    assert huda.post(desk.address("people/new/"), sent).status_code == 302
    other = typed(key=sent["key"], national_id=SALEM_ID, name="سالم عبد الله الحربي", phone="")
    answer = huda.post(desk.address("people/new/"), other)
    assert answer.status_code == 409
    assert f'value="{sent["key"]}"' not in answer.content.decode()


def test_a_household_begins_with_its_head(desk, huda, officer):
    sent = typed(kind="household", national_id=OTHER_ID)
    answer = huda.post(desk.address("people/new/"), sent)
    assert answer["Location"] == of(desk, sent["key"], "household/")
    sheet = party_sheet(officer, party=UUID(sent["key"]))
    assert [(one.name, one.relation) for one in sheet.members] == [(NAME, "head")]


def test_an_organisation_is_known_by_its_licence(desk, huda):
    org = {"key": str(uuid4()), "kind": "organisation", "name": "جمعية البر", "licence": "1234"}
    org |= {"language": "ar", "role": "supporter", "phone_belongs_to": "own"}
    first = huda.post(desk.address("people/new/"), org)
    assert first.status_code == 302
    again = huda.post(desk.address("people/new/"), org | {"key": str(uuid4())})
    assert again.status_code == 409
    assert set(errors(again)) == {"licence"}
    text = huda.get(first["Location"]).content.decode()
    assert "1234" in text
    assert "household/" not in text


def test_the_list_is_narrowed_and_turned_page_by_page(desk, huda, officer, munira, home):
    text = huda.get(desk.address("people/?kind=household")).content.decode()
    assert str(home) in text
    assert str(munira) not in text
    assert str(munira) in huda.get(desk.address("people/?city=الرياض")).content.decode()
    assert str(munira) not in huda.get(desk.address("people/?role=volunteer")).content.decode()
    none = huda.get(desk.address("people/?kind=organisation&city=%00أبها"))
    assert desk.address("people/") in none.content.decode()
    for number in range(30):
        know_party(
            officer.as_system(),
            kind="person",
            name=f"سعد بن علي {'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'[number % 27]}",
        )
    first = huda.get(desk.address("people/?kind=person"))
    later = first.context["next_url"]
    shown = {one["row"].id for one in first.context["people"]}
    second = huda.get(later)
    assert len(shown) == 25
    assert shown.isdisjoint(one["row"].id for one in second.context["people"])
    assert huda.get(desk.address("people/?kind=king&after=nonsense&role=%27")).status_code == 200


def test_an_empty_registry_says_what_to_do():
    association = given_association("empty")
    browser = browser_of(given_member(association, "officer"))
    text = browser.get("/empty/desk/people/").content.decode()
    assert "/empty/desk/people/new/" in text


def test_the_search_finds_parties_and_applications_together(desk, huda, munira):
    answer = huda.post(desk.address("search/"), {"q": "0551234567"})
    assert {one["row"].found_by for one in answer.context["cases"]} == {"phone"}
    assert answer.context["parties"]
    reference = answer.context["cases"][0]["row"].reference
    by_reference = huda.post(desk.address("search/"), {"q": reference})
    assert [one["row"].found_by for one in by_reference.context["cases"]] == ["reference"]
    by_name = huda.post(desk.address("search/"), {"q": "الدوسري"}).content.decode()
    assert of(desk, munira) in by_name
    nobody = huda.post(desk.address("search/"), {"q": "\0" + "زغ" * 200})
    assert nobody.status_code == 200
    assert desk.address("people/new/") in nobody.content.decode()


def opened(huda, desk, party):
    """The form to put a party right, as a browser would send it back unchanged."""
    page = huda.get(of(desk, party, "correct/"))
    sent: dict[str, Any] = {}
    form = page.context["form"]
    for name in form.fields:
        value = form[name].value()
        if name == "birth":
            boxes = form.fields[name].widget.decompress(value)
            parts = ("day", "month", "year", "calendar")
            sent |= {
                f"birth_{part}": str(box or "") for part, box in zip(parts, boxes, strict=True)
            }
        else:
            sent[name] = value if isinstance(value, list) else str(value or "")
    sent |= {f"was_{name}": mark for name, mark in page.context["marks"].items()}
    return sent | {"version": str(page.context["version"])}


def test_only_what_was_changed_is_put_right_and_stays_in_the_history(desk, huda, officer, munira):
    sent = opened(huda, desk, munira) | {"city": "جدة", "needs": ["sight"], "why": "سكنت جدة"}
    answer = huda.post(of(desk, munira, "correct/"), sent)
    assert answer.status_code == 302
    sheet = party_sheet(officer, party=munira)
    assert (sheet.city, sheet.needs, sheet.birth_on is not None) == ("جدة", ("sight",), True)
    text = huda.get(of(desk, munira, "history/")).content.decode()
    assert "الرياض" in text
    assert "سكنت جدة" in text
    fields = {
        one["row"].field for one in huda.get(of(desk, munira, "history/")).context["corrections"]
    }
    assert fields == {"city", "needs"}
    again = huda.post(of(desk, munira, "correct/"), opened(huda, desk, munira) | {"why": "لا شيء"})
    assert again.status_code == 302
    assert party_sheet(officer, party=munira).version == sheet.version


def test_the_second_of_two_sees_both_values_and_chooses_for_each_field(desk, huda, officer, munira):
    mine = opened(huda, desk, munira) | {"city": "الطائف", "phone": "0551112223", "why": "زارتنا"}
    correct_party(
        officer,
        party=munira,
        version=int(mine["version"]),
        changes={"city": "جدة", "email": "m@example.org"},
        why="اتصلت",
    )
    stale = huda.post(of(desk, munira, "correct/"), mine)
    text = stale.content.decode()
    assert stale.status_code == 409
    assert "جدة" in text
    assert "الطائف" in text
    assert {row["name"] for row in stale.context["rows"]} == {"city", "phone"}
    carried = dict(stale.context["carried"])
    chosen = {"version": str(stale.context["version"]), "keep_city": "theirs", "keep_phone": "mine"}
    saved = huda.post(of(desk, munira, "correct/"), carried | chosen)
    assert saved.status_code == 302
    sheet = party_sheet(officer, party=munira)
    assert (sheet.city, sheet.phone, sheet.email) == ("جدة", "+966551112223", "m@example.org")


@pytest.mark.parametrize(
    ("changes", "field", "status"),
    [
        ({"why": " "}, "why", 422),
        ({"name": " "}, "name", 422),
        ({"national_id": "1076543213"}, "national_id", 422),
        ({"national_id": NOURA_ID}, "national_id", 409),
        ({"birth_year": "1490"}, "birth", 422),
        ({"iban": "SA00"}, "iban", 422),
        ({"address_street": "العليا"}, "address_short", 422),
    ],
)
def test_what_cannot_be_put_right_is_said_and_kept(
    desk, huda, officer, munira, changes, field, status
):
    sent = opened(huda, desk, munira) | {"why": "خطأ", "city": "حائل"} | changes
    answer = huda.post(of(desk, munira, "correct/"), sent)
    assert answer.status_code == status
    assert set(errors(answer)) == {field}
    assert 'value="حائل"' in answer.content.decode()
    assert party_sheet(officer, party=munira).city == "الرياض"
    mended = {name: value for name, value in sent.items() if name not in changes}
    again = dict(answer.context["marks"].items())
    assert again == {
        name.removeprefix("was_"): mark for name, mark in mended.items() if name.startswith("was_")
    }


def test_a_protected_person_is_found_by_nobody(desk, huda, officer, munira):
    add_contact_way(officer, party=munira, kind="mobile", value="0559998887", belongs_to="own")
    answer = huda.post(of(desk, munira, "protect/"), {"why": "خطر"})
    assert answer.status_code == 302
    for rest in (
        "",
        "correct/",
        "history/",
        "household/",
        "guardians/",
        "applications/",
        "contacts/",
    ):
        text = huda.get(of(desk, munira, rest)).content.decode()
        bare = text.replace(" ", "").replace("\u00a0", "")
        for secret in ("0557654321", "557654321", "٥٥٧٦٥٤٣٢١", "559998887", "٥٥٩٩٩٨٨٨٧", "الرياض"):
            assert secret not in bare, (rest, secret)
    assert "الرياض" not in huda.get(desk.address("people/")).content.decode()
    # What the officer leaves empty stays; what he writes replaces it, and stays hidden.
    sent = opened(huda, desk, munira) | {
        "name": NAME + " ",
        "phone": "0551112223",
        "why": "جوال جديد",
    }
    assert huda.post(of(desk, munira, "correct/"), sent).status_code == 302
    assert "551112223" not in huda.get(of(desk, munira, "history/")).content.decode()
    assert huda.post(of(desk, munira, "protect/lift/"), {"why": "زال"}).status_code == 403
    director = desk.member("director")
    browser = browser_of(director)
    assert browser.post(of(desk, munira, "protect/lift/"), {"why": " "}).status_code == 422
    assert browser.post(of(desk, munira, "protect/lift/"), {"why": "زال الخطر"}).status_code == 302
    sheet = party_sheet(officer, party=munira)
    assert (sheet.phone, sheet.city) == ("+966551112223", "الرياض")


def test_ways_of_contact_come_change_places_and_go(desk, huda, officer, munira):
    way = {"kind": "mobile", "value": "٠٥٥٩٩٩٨٨٨٧", "belongs_to": "family"}
    assert huda.post(of(desk, munira, "ways/"), way).status_code == 302
    kept = party_sheet(officer, party=munira).ways[0]
    assert huda.post(of(desk, munira, f"ways/{kept.id}/prefer/")).status_code == 302
    assert party_sheet(officer, party=munira).phone == "+966559998887"
    other = party_sheet(officer, party=munira).ways[0]
    assert huda.post(of(desk, munira, f"ways/{other.id}/end/")).status_code == 302
    assert party_sheet(officer, party=munira).ways == ()
    for wrong in (way | {"value": "12"}, way, way | {"value": ""}, way | {"kind": "pigeon"}):
        answer = huda.post(of(desk, munira, "ways/"), wrong)
        assert answer.status_code == 422, wrong
        assert errors(answer)


def test_roles_are_given_and_end(desk, huda, officer, munira):
    huda.post(of(desk, munira, "roles/"), {"role": "volunteer"})
    assert party_sheet(officer, party=munira).roles == ("beneficiary", "volunteer")
    huda.post(of(desk, munira, "roles/beneficiary/end/"))
    huda.post(of(desk, munira, "roles/"), {"role": "guardian"})
    huda.post(of(desk, munira, "roles/"), {"role": "king"})
    assert party_sheet(officer, party=munira).roles == ("volunteer",)


def test_a_file_number_is_given_once(desk, huda, officer, munira):
    huda.post(of(desk, munira, "file-number/"))
    number = party_sheet(officer, party=munira).file_number
    assert number is not None
    huda.post(of(desk, munira, "file-number/"))
    assert party_sheet(officer, party=munira).file_number == number


def test_members_come_and_go(desk, huda, officer, home):
    new = {"name": "سعد بن فهد", "relation": "son", "birth_year": "1436", "birth_calendar": "hijri"}
    assert huda.post(of(desk, home, "household/join/"), new).status_code == 302
    saad = members(officer, home)["سعد بن فهد"]
    when = (timezone.localdate() + timedelta(days=2)).isoformat()
    early = huda.post(
        of(desk, home, f"household/{saad.id}/leave/"),
        {f"{saad.id}-why": "moved", f"{saad.id}-left_on": when},
    )
    assert early.status_code == 422
    assert set(errors(early)) == {"left_on"}
    assert when in early.content.decode()
    gone = huda.post(of(desk, home, f"household/{saad.id}/leave/"), {f"{saad.id}-why": "moved"})
    assert gone.status_code == 302
    assert "سعد بن فهد" not in members(officer, home)
    assert "سعد بن فهد" in huda.get(of(desk, home, "household/")).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"relation": "head"}, "relation"),
        ({"relation": "boss"}, "relation"),
        ({"national_id": "12"}, "national_id"),
        ({"birth_year": "1490"}, "birth"),
        ({"joined_on": "2199-01-01"}, "joined_on"),
    ],
)
def test_who_cannot_join_is_said_at_the_field(desk, huda, home, changes, field):
    new = {"name": "سعد بن فهد", "relation": "son"} | changes
    answer = huda.post(of(desk, home, "household/join/"), new)
    assert answer.status_code == 422
    assert set(errors(answer)) == {field}


def test_a_member_of_another_household_joins_when_it_is_confirmed(desk, huda, officer, home):
    other = know_party(
        officer.as_system(), kind="household", name="علي الغامدي", national_id=SALEM_ID
    )
    add_member(officer, household=other.pk, relation="son", name="سعد", national_id=NEW_ID)
    new = {"name": "سعد", "relation": "grandchild", "national_id": NEW_ID}
    asked = huda.post(of(desk, home, "household/join/"), new)
    assert asked.status_code == 409
    assert 'name="confirmed"' in asked.content.decode()
    assert "الغامدي" not in asked.content.decode()
    assert huda.post(of(desk, home, "household/join/"), new | {"confirmed": "1"}).status_code == 302
    twice = huda.post(of(desk, home, "household/join/"), new | {"confirmed": "1"})
    assert twice.status_code == 422
    assert set(errors(twice)) == {"national_id"}


def test_a_member_gets_a_record_once_a_reason_stands_for_the_number(desk, huda, officer, home):
    latifa = members(officer, home)["لطيفة بنت فهد الدوسري"]
    page = of(desk, home, f"household/{latifa.id}/record/")
    assert page in huda.get(of(desk, home, "household/")).content.decode()
    assert huda.get(page).status_code == 200
    sent = {"key": str(uuid4())}
    unsaid = huda.post(page, sent)
    assert unsaid.status_code == 422
    assert set(errors(unsaid)) == {"identity_reason"}
    assert f'value="{sent["key"]}"' in unsaid.content.decode()
    sent["identity_reason"] = "طفلة لم تصدر هويتها"
    assert huda.post(page, sent)["Location"] == of(desk, sent["key"])
    assert str(members(officer, home)[latifa.name].party) == sent["key"]
    assert huda.post(page, sent)["Location"] == of(desk, sent["key"])
    assert page not in huda.get(of(desk, home, "household/")).content.decode()


def test_a_member_who_has_a_record_is_shown_it_and_takes_it(desk, huda, officer, home, munira):
    add_member(officer, household=home, relation="mother", name=NAME)
    mother = members(officer, home)[NAME]
    page = of(desk, home, f"household/{mother.id}/record/")
    sent = {"key": str(uuid4()), "identity_reason": "نسيت بطاقتها"}
    asked = huda.post(page, sent)
    assert asked.status_code == 409
    text = asked.content.decode()
    assert f'name="known" value="{munira}"' in text
    assert "نسيت بطاقتها" in text
    assert members(officer, home)[NAME].party is None
    assert huda.post(f"{page}known/", {"known": "x"}).status_code == 404
    taken = huda.post(f"{page}known/", {"known": str(munira)})
    assert taken["Location"] == of(desk, home, "household/")
    assert members(officer, home)[NAME].party == munira


def test_somebody_who_looks_alike_and_differs_gets_a_record(desk, huda, officer, home, munira):
    add_member(officer, household=home, relation="mother", name=NAME)
    mother = members(officer, home)[NAME]
    page = of(desk, home, f"household/{mother.id}/record/")
    sent = {"key": str(uuid4()), "identity_reason": "نسيت بطاقتها", "shown_alike": str(munira)}
    assert huda.post(page, sent).status_code == 409
    assert huda.post(page, sent | {"others": "1"})["Location"] == of(desk, sent["key"])


def test_a_reason_in_the_place_of_a_number_registers_somebody_without_a_document(desk, huda):
    sent = typed(national_id="", identity_reason="قيد الإصدار")
    assert huda.post(desk.address("people/new/"), sent)["Location"] == of(desk, sent["key"])


def test_another_member_heads_the_household(desk, huda, officer, home):
    latifa = members(officer, home)["لطيفة بنت فهد الدوسري"]
    huda.post(of(desk, home, f"household/{latifa.id}/head/"))
    assert members(officer, home)["لطيفة بنت فهد الدوسري"].relation == "daughter"
    huda.post(of(desk, home, f"household/{latifa.id}/head/"), {"former": "father"})
    assert {one.relation for one in members(officer, home).values()} == {"head", "father"}
    assert members(officer, home)["لطيفة بنت فهد الدوسري"].relation == "head"


def test_a_guardian_is_found_recorded_seen_and_ended(desk, huda, officer, munira):
    salem = given_salem(officer.as_system())
    address = of(desk, munira, "guardians/new/")
    deed = {"relation": "brother", "deed_kind": "power_of_attorney", "deed_number": "44/12"}
    found = huda.post(address, deed | {"sought": "سالم الحربي", "find": "1"})
    assert found.status_code == 200
    assert str(salem.pk) in found.content.decode()
    assert 'value="44/12"' in found.content.decode()
    nobody = huda.post(address, deed | {"sought": "سالم الحربي"})
    assert nobody.status_code == 422
    assert huda.post(address, deed | {"chosen": "nonsense"}).status_code == 422
    assert huda.post(address, deed | {"chosen": str(munira)}).status_code == 422
    assert huda.post(address, deed | {"chosen": str(uuid4())}).status_code == 404
    assert huda.post(address, deed | {"chosen": str(salem.pk)}).status_code == 302
    kept = party_sheet(officer, party=munira).guardians[0]
    huda.post(of(desk, munira, f"guardians/{kept.id}/verify/"))
    assert party_sheet(officer, party=munira).guardians[0].verified_by == officer.member
    wrong = huda.post(of(desk, munira, f"guardians/{kept.id}/end/"), {f"{kept.id}-why": "whim"})
    assert wrong.status_code == 422
    end = {f"{kept.id}-why": "replaced"}
    assert huda.post(of(desk, munira, f"guardians/{kept.id}/end/"), end).status_code == 302
    assert party_sheet(officer, party=munira).guardians[0].ended_why == "replaced"
    assert huda.post(of(desk, munira, f"guardians/{kept.id}/end/"), end).status_code == 409
    assert huda.post(of(desk, munira, f"guardians/{kept.id}/verify/")).status_code == 409


def test_an_expired_deed_is_told_and_cannot_be_seen(desk, huda, officer, munira):
    salem = given_salem(officer.as_system())
    deed = record_guardianship(
        officer,
        guardian=salem.pk,
        ward=munira,
        relation="brother",
        deed_kind="guardianship_deed",
        deed_number="7",
        expires_on=timezone.localdate() - timedelta(days=1),
    )
    page = huda.get(of(desk, munira, "guardians/"))
    assert page.context["guardians"][0]["tone"] == "bad"
    assert page.context["strip"].expired
    assert huda.post(of(desk, munira, f"guardians/{deed.pk}/verify/")).status_code == 409


def test_a_signatory_is_chosen_among_the_people_known(desk, huda, officer):
    org = know_party(officer.as_system(), kind="organisation", name="جمعية البر", licence="1234")
    salem = given_salem(officer.as_system())
    address = of(desk, org.pk, "signatory/")
    sent = {"capacity": "رئيس المجلس", "why": "خطاب تفويض", "chosen": str(salem.pk)}
    assert huda.post(address, sent | {"capacity": " "}).status_code == 422
    assert huda.post(address, sent).status_code == 302
    sheet = party_sheet(officer, party=org.pk)
    assert sheet.signatory is not None
    assert (sheet.signatory.id, sheet.signatory_capacity) == (salem.pk, "رئيس المجلس")
    assert str(org.pk) in huda.get(of(desk, salem.pk)).content.decode()


def test_a_death_is_recorded_on_a_page_of_its_own(desk, huda, officer, munira, home):
    address = of(desk, munira, "death/")
    assert huda.get(address).status_code == 200
    assert huda.post(address, {"died_on": "2020-01-01"}).status_code == 422
    assert huda.post(address, {"died_on": "2199-01-01", "why": "شهادة"}).status_code == 422
    assert huda.post(address, {"died_on": "1300/1/1", "why": "شهادة"}).status_code == 422
    assert huda.post(address, {"died_on": "2026-01-01", "why": "شهادة"}).status_code == 302
    page = huda.get(of(desk, munira))
    assert page.context["strip"].signals
    assert not page.context["may_record_death"]
    assert huda.post(address, {"died_on": "2026-02-02", "why": "شهادة"}).status_code == 409
    assert (
        huda.post(of(desk, home, "death/"), {"died_on": "2026-01-01", "why": "x"}).status_code
        == 422
    )


def test_who_is_touched_reads_and_a_colleague_changes(desk, munira):
    kin = desk.member("officer", relatives=[{"national_id": NEW_ID}])
    browser = browser_of(kin)
    page = browser.get(of(desk, munira))
    text = page.content.decode()
    assert page.status_code == 200
    assert page.context["is_read_only"]
    for act in ("correct/", "protect/", "ways/", "roles/", "death/"):
        assert of(desk, munira, act) not in text
    assert browser.post(of(desk, munira, "protect/"), {"why": "خطر"}).status_code == 403


def test_conversations_with_a_party_are_noted_and_listed(desk, huda, munira):
    said = {
        "channel": "phone",
        "direction": "inward",
        "purpose": "inquiry",
        "summary": "سألت عن السلة",
    }
    assert huda.post(of(desk, munira, "contacts/new/"), said).status_code == 302
    assert "سألت عن السلة" in huda.get(of(desk, munira, "contacts/")).content.decode()
    wrong = huda.post(of(desk, munira, "contacts/new/"), said | {"summary": ""})
    assert wrong.status_code == 422
    assert huda.get(of(desk, munira, "contacts/?after=nonsense")).status_code == 200


def test_the_director_reads_every_deed_on_a_record(desk, huda, munira):
    huda.post(of(desk, munira, "protect/"), {"why": "خطر"})
    huda.get(of(desk, munira, "applications/"))
    own = huda.get(of(desk, munira, "history/?part=trail")).context
    assert own["parts"] == []
    assert "deeds" not in own
    browser = browser_of(desk.member("director", name="لطيفة"))
    page = browser.get(of(desk, munira, "history/?part=trail&before=nonsense"))
    deeds = page.context["deeds"]
    told = {str(one["deed"]) for one in deeds if one["is_known"]}
    assert {"قراءة سجل التغييرات", "الاطلاع على بطاقة الشخص", "تفعيل الحماية"} <= told
    assert browser.get(of(desk, munira, "history/?part=trail&before=1")).context["deeds"] == []


def test_a_child_named_in_a_request_is_not_shown_by_the_key_of_the_form(desk, huda, officer, home):
    named = [{"name": "ريم فهد الدوسري", "relation": "child"}]
    record_dependants(officer.as_system(), household=home, dependants=named)
    page = huda.get(of(desk, home, "household/")).content.decode()
    assert "ابن أو ابنة" in page
    assert re.search(r">\s*child\s*<", page) is None


LOOKS = ["", "household/", "guardians/", "known/", "known/add/", "known/household.size/"]
LOOKS += ["documents/", "documents/see/", "applications/", "contacts/", "agreements/", "privacy/"]
LOOKS += ["rights/", "history/", "history/?part=trail", "correct/", "death/", "guardians/new/"]
LOOKS += ["disputes/new/", "privacy/holds/", "privacy/everything/", "privacy/erase/"]


@pytest.mark.parametrize("look", LOOKS)
def test_whoever_opens_a_page_about_a_person_once_is_told_to_have_read_it_once(desk, munira, look):
    director = desk.member("director", "officer", "privacy_officer", name="لطيفة")
    page = browser_of(director).get(of(desk, munira, look))
    assert page.status_code == 200
    (reading,) = readings_of(director, subjects=[munira])
    assert reading.times == 1


PAGES = ["people/", "people/{home}/household/", "people/{munira}/", "people/{munira}/history/"]
PAGES += ["people/{munira}/guardians/", "people/{munira}/contacts/"]


@pytest.mark.parametrize("page", PAGES)
def test_thirty_rows_cost_no_more_queries_than_three(
    page, desk, huda, officer, munira, home, django_assert_max_num_queries
):
    address = desk.address(page.format(home=home, munira=munira))

    def grow(start, end):
        for number in range(start, end):
            person = know_party(
                officer.as_system(),
                kind="person",
                name=f"سارة بنت علي {'ابتجدرسصطعفقكلمنهوي'[number % 19]}",
            )
            add_member(officer, household=home, relation="son", name=f"سعد {number}")
            record_guardianship(officer, guardian=person.pk, ward=munira, relation="agent")
            version = party_sheet(officer, party=munira).version
            correct_party(
                officer,
                party=munira,
                version=version,
                changes={"payee": f"سارة {number}"},
                why="خطأ",
            )
            said = {"channel": "phone", "direction": "inward", "purpose": "inquiry", "summary": "س"}
            huda.post(of(desk, munira, "contacts/new/"), said)

    grow(0, 3)
    huda.get(address)
    with django_assert_max_num_queries(90) as few:
        huda.get(address)
    number = len(few.captured_queries)
    grow(3, 12)
    with django_assert_max_num_queries(number):
        huda.get(address)


def test_members_who_left_are_told_apart_from_those_present(desk, huda, officer, home):
    latifa = members(officer, home)["لطيفة بنت فهد الدوسري"]
    end_membership(officer, member=latifa.id, why="marriage")
    page = huda.get(of(desk, home, "household/"))
    assert [one["row"].name for one in page.context["former"]] == ["لطيفة بنت فهد الدوسري"]
    assert [one["row"].relation for one in page.context["members"]] == ["head"]


def test_the_strip_warns_before_anything_else(desk, huda, officer, munira):
    protect_party(officer, party=munira, why="خطر")
    strip = huda.get(of(desk, munira)).context["strip"]
    assert strip.phone == ""
    assert strip.needs


@pytest.fixture
def ending(officer, munira):
    """Guardianships of Munira: deeds that expire within sixty days, and one that has expired."""
    today = timezone.localdate()
    for days in (*range(1, 31), -2):
        person = know_party(officer.as_system(), kind="person", name=f"سالم {days}")
        record_guardianship(
            officer,
            guardian=person.pk,
            ward=munira,
            relation="agent",
            expires_on=today + timedelta(days=days),
        )


def test_guardianships_that_end_are_listed_page_by_page(desk, huda, ending):
    address = desk.address("people/guardianships/")
    first = huda.get(address)
    rest = huda.get(first.context["next_url"])
    shown = [one["row"].guardian_name for page in (first, rest) for one in page.context["rows"]]
    assert shown == [f"سالم {days}" for days in range(1, 31)]
    assert rest.context["next_url"] == ""
    past = huda.get(address, {"state": "expired"})
    assert [one["row"].guardian_name for one in past.context["rows"]] == ["سالم -2"]
    assert [tab.current for tab in past.context["tabs"]] == [False, False, False, True]
    listed = huda.get(desk.address("people/"))
    assert listed.context["ending_url"] == desk.address("people/documents/")


def test_thirty_guardianships_that_end_cost_as_many_queries_as_three(
    desk, officer, munira, django_assert_max_num_queries
):
    address = desk.address("people/guardianships/")
    browser = browser_of(officer)

    def grow(start, end):
        for number in range(start, end):
            person = know_party(officer.as_system(), kind="person", name=f"سالم {number}")
            soon = timezone.localdate() + timedelta(days=number)
            record_guardianship(
                officer, guardian=person.pk, ward=munira, relation="agent", expires_on=soon
            )

    grow(0, 3)
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert len(browser.get(address).context["rows"]) == 3
    grow(3, 30)
    with django_assert_max_num_queries(len(asked)):
        assert len(browser.get(address).context["rows"]) == 25


@pytest.mark.parametrize("after", ["x", "2026-13-01_x", "2026-01-01", "_", "\0"])
def test_a_broken_place_in_the_list_of_what_ends_is_its_beginning(desk, huda, ending, after):
    assert (
        len(huda.get(desk.address("people/guardianships/"), {"after": after}).context["rows"]) == 25
    )


def test_who_comes_with_the_number_of_a_merged_record_is_found_at_the_desk(desk, huda, officer):
    """A person whose Iqama stood on the absorbed record came back with it, and nobody was found."""
    system = officer.as_system()
    kept = know_party(system, kind="person", name=NAME, national_id=NEW_ID)
    gone = know_party(system, kind="person", name=NAME, national_id="2345678904")
    merge_parties(
        desk.member("director"),
        survivor=kept.pk,
        absorbed=gone.pk,
        chosen={"identity": "survivor"},
        versions=(1, 1),
    )

    found = huda.post(desk.address("search/"), {"q": "2345678904"})
    [row] = found.context["parties"]
    assert (row["match"].id, row["match"].reason) == (kept.pk, "رقم هوية سجل دُمج فيه")
    anew = typed(name="منيرة", national_id="2345678904", phone="")
    asked = huda.post(desk.address("people/new/"), anew)
    assert asked.status_code == 409
    assert [one["match"].id for one in asked.context["alike"]] == [kept.pk]
    seen = {"others": "1", "shown_alike": [str(kept.pk)]}
    assert huda.post(desk.address("people/new/"), anew | seen).status_code == 302
