"""Personal data at the desk: requests answered step by step, incidents, notices, and erasure."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from wasl.domains.applications.actions import ask_for_missing
from wasl.domains.applications.queries import application_for_work
from wasl.domains.associations.actions import open_association
from wasl.domains.notifications.queries import messages_about
from wasl.domains.parties.actions import FactInput, correct_party, know_party, record_facts
from wasl.domains.parties.queries import party_sheet
from wasl.domains.privacy.actions import receive_rights_request
from wasl.domains.privacy.queries import (
    destructions_recorded,
    incidents_listed,
    notices_listed,
    purposes_listed,
    rights_request_sheet,
    rights_requests_listed,
)
from wasl.faces.desk.privacy.words import DESTROYED
from wasl.faces.desk.tests.given import Desk, browser_of, given_desk, given_member
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import parse_date

pytestmark = pytest.mark.django_db

WORDS = "أبغى أعرف وش مسجلين عني"
ANSWER = "سلّمنا إليكم نسخة مطبوعة من كل ما نحفظه عنكم"
NAME = "نورة سالم العتيبي"


@pytest.fixture
def desk() -> Desk:
    return given_desk()


@pytest.fixture
def abeer(desk: Desk) -> Actor:
    return desk.member("privacy_officer", name="عبير الصاعدي")


@pytest.fixture
def browser(abeer: Actor) -> Client:
    return browser_of(abeer)


def given_party(desk: Desk) -> UUID:
    system = Actor.system(desk.association)
    return know_party(system, kind="person", name=NAME, phone="0501234599").pk


def given_asked(by: Actor, **changes: Any) -> UUID:
    asked: dict[str, Any] = {
        "kind": "access",
        "way": "oral",
        "words": WORDS,
        "name": NAME,
        "identity_check": "original_seen",
    }
    return receive_rights_request(by, **(asked | changes)).pk


def version_of(by: Actor, key: UUID) -> int:
    return rights_request_sheet(by, request=key).version


PAGES = (
    "privacy/",
    "privacy/requests/",
    "privacy/requests/?stage=open&kind=access",
    "privacy/requests/new/",
    "privacy/incidents/",
    "privacy/incidents/new/",
    "privacy/notices/",
    "privacy/notices/new/",
    "privacy/purposes/new/",
    "privacy/record/",
    "privacy/record/paper/",
    "privacy/keeping/",
)


def test_every_page_opens_for_who_guards_data(desk: Desk, browser: Client) -> None:
    for page in PAGES:
        assert browser.get(desk.address(page)).status_code == 200, page


def test_an_officer_takes_a_request_down_and_sees_no_register(desk: Desk) -> None:
    huda = browser_of(desk.member("officer"))

    for page in PAGES:
        expected = 200 if page == "privacy/requests/new/" else 403
        assert huda.get(desk.address(page)).status_code == expected, page


def test_another_association_finds_nothing(desk: Desk, abeer: Actor) -> None:
    names = {"ar": "وهج", "en": "Wahj"}
    other = open_association(Actor.installation(), slug="wahj", name=names, short_name=names)
    roles = ("officer", "director", "privacy_officer")
    ibrahim = browser_of(given_member(other.pk, *roles, name="إبراهيم الزهراني"))
    key, party = given_asked(abeer), given_party(desk)

    for rest in ("", "letter/", "erase/"):
        assert ibrahim.get(f"/manarat/desk/privacy/requests/{key}/{rest}").status_code == 404
        assert ibrahim.get(f"/wahj/desk/privacy/requests/{key}/{rest}").status_code == 404
    for rest in ("", "everything/", "holds/", "erase/"):
        assert ibrahim.get(f"/wahj/desk/people/{party}/privacy/{rest}").status_code == 404


def test_what_was_said_at_the_counter_is_taken_down_and_answered(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    party = given_party(desk)
    told = {
        "kind": "access",
        "words": WORDS,
        "way": "oral",
        "received_on": f"{timezone.localdate():%Y/%m/%d}",
        "name": NAME,
        "acts_as": "self",
    }
    answer = browser.post(desk.address("privacy/requests/new/"), told)
    (row,) = rights_requests_listed(abeer)
    page = desk.address(f"privacy/requests/{row.id}/")
    assert answer["Location"] == page
    assert WORDS in browser.get(page).content.decode()

    def act(name: str, **said: object) -> int:
        typed = {"version": version_of(abeer, row.id)} | said
        return browser.post(f"{page}{name}/", typed).status_code

    found = browser.get(page, {"find": NAME}).content.decode()
    assert str(party) in found
    assert act("person", party=party) == 302
    assert act("take") == 302
    assert act("answer", outcome="printed", answer=ANSWER) == 422
    assert act("identity", check="original_seen", note="٤٥٦٧") == 302
    assert act("answer", outcome="printed", answer="تم") == 422
    assert act("answer", outcome="printed", answer=ANSWER) == 302
    letter = browser.get(f"{page}letter/").content.decode()
    assert ANSWER in letter
    assert rights_request_sheet(abeer, request=row.id).row.stage == "answered"


@pytest.mark.parametrize("lacking", ["kind", "words", "name", "received_on"])
def test_what_is_lacking_is_said_and_nothing_is_lost(
    desk: Desk, abeer: Actor, browser: Client, lacking: str
) -> None:
    told = {
        "kind": "copy",
        "words": WORDS,
        "way": "letter",
        "received_on": "2026/11/20",
        "name": NAME,
        "acts_as": "self",
    } | {lacking: ""}
    answer = browser.post(desk.address("privacy/requests/new/"), told)

    assert answer.status_code == 422
    assert lacking == "words" or WORDS in answer.content.decode()
    assert rights_requests_listed(abeer) == ()


def test_a_second_save_is_answered_409_with_what_was_typed(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    key = given_asked(abeer)
    page = desk.address(f"privacy/requests/{key}/")
    old = version_of(abeer, key)
    browser.post(f"{page}take/", {"version": old})
    again = browser.post(f"{page}extend/", {"version": old, "why": "أوراق كثيرة تحتاج إلى فرز"})

    assert again.status_code == 409
    assert "أوراق كثيرة تحتاج إلى فرز" in again.content.decode()


def test_a_request_is_extended_refused_and_withdrawn_from_its_page(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    key, other = given_asked(abeer), given_asked(abeer)
    page = desk.address(f"privacy/requests/{key}/")

    def act(name: str, **said: object) -> int:
        typed = {"version": version_of(abeer, key)} | said
        return browser.post(f"{page}{name}/", typed).status_code

    assert act("extend", why="أوراق كثيرة تحتاج إلى فرز") == 302
    assert act("extend", why="أوراق كثيرة تحتاج إلى فرز") == 409
    assert act("take") == 302
    assert act("refuse", ground="law", answer=ANSWER) == 302
    assert "المادة الثامنة عشرة" in browser.get(page).content.decode()
    gone = desk.address(f"privacy/requests/{other}/withdraw/")
    assert browser.post(gone, {"version": 1, "why": ""}).status_code == 302


def test_everything_about_a_person_is_read_and_handed_over_as_a_file(
    desk: Desk, browser: Client
) -> None:
    party = given_party(desk)
    base = desk.address(f"people/{party}/privacy/")

    assert browser.get(base).status_code == 200
    page = browser.get(f"{base}everything/").content.decode()
    assert NAME in page
    assert re.findall(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9:]+", page) == []
    assert browser.get(f"{base}everything.json").status_code == 405
    answer = browser.post(f"{base}everything.json")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    assert json.loads(answer.content)["party"] == str(party)


def test_nobody_reads_a_code_or_a_bare_day_in_what_is_held_about_him(
    desk: Desk, abeer: Actor
) -> None:
    system = Actor.system(desk.association)
    case = application_for_work(system, application=desk.case)
    party = case.beneficiary or case.party
    assert party is not None
    lacking = FactInput("income.total", "3500", None), FactInput("housing.kind", "rented", None)
    record_facts(system, party=party, facts=lacking, source="statement")
    for changes in (
        {"birth": parse_date("1411"), "gender": "female", "needs": ("interpreter", "sight")},
        {"national_address": {"short": "RRRD2929", "building": "2929", "district": "العليا"}},
        {"birth": parse_date("1411/05/01"), "needs": (), "phone_belongs_to": "family"},
    ):
        version = party_sheet(system, party=party).version
        correct_party(system, party=party, version=version, changes=changes, why="من الهوية")
    ask_for_missing(system, application=desk.case, items=["applicant.birth"])

    everything = desk.address(f"people/{party}/privacy/everything")

    page = browser_of(abeer).get(f"{everything}/").content.decode()
    shown = re.findall(r"<d[td]>(.*?)</d[td]>", page.replace("<bdi>", "").replace("</bdi>", ""))
    assert [one for one in shown if _AS_CODE.search(one)] == []
    assert {"مجموع دخل الأسرة", "الحاجة إلى مترجم، ضعف البصر", "تاريخ الميلاد"} <= set(shown)
    assert [one for one in shown if one.startswith("3,500.00") and "ر.س" in one]
    assert "18 نوفمبر 1990م · 1 جمادى الأولى 1411هـ" in shown
    assert "العنوان المختصر: RRRD2929<br>رقم المبنى: 2929<br>الحي: العليا" in shown
    told = json.loads(browser_of(abeer).post(f"{everything}.json").content)
    values = [v for s in told["sections"] for row in s["rows"] for v in row["values"]]
    parts = [part for value in values for part in value.get("parts", ())]
    assert {"label": {"ar": "الحي", "en": "District"}, "said": [_in_both("العليا")]} in parts
    assert [part["said"] for part in parts if part["label"] == _in_both("members")] == [[5], [5]]


_AS_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(hijri|None|True)\b|\b\d{4}-\d{2}-\d{2}\b")


def _in_both(text: str) -> dict[str, str]:
    return {"ar": text, "en": text}


def test_who_asks_for_it_is_erased_and_the_minutes_name_nobody(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    party = given_party(desk)
    key = given_asked(abeer, kind="erasure", party=party, phone="0501234599")
    page = desk.address(f"privacy/requests/{key}/")
    browser.post(f"{page}take/", {"version": version_of(abeer, key)})
    assert 'name="answer"' in browser.get(f"{page}erase/").content.decode()
    typed = {"version": version_of(abeer, key), "answer": ANSWER, "why": "طلب ذلك صاحب البيانات"}
    answer = browser.post(f"{page}erase/", typed)

    (minutes,) = destructions_recorded(abeer)
    assert answer["Location"] == desk.address(f"privacy/minutes/{minutes.id}/")
    paper = browser.get(answer["Location"]).content.decode()
    assert NAME not in paper
    sheet = rights_request_sheet(abeer, request=key)
    assert (sheet.row.stage, sheet.row.outcome, sheet.words) == ("answered", "erased", "")
    told = messages_about(Actor.system(desk.association), about=key)
    assert told[0].kind == "privacy.settled"
    assert told[0].recipient.endswith("4599")
    assert browser.get(page).status_code == 200


def test_the_minutes_do_not_say_that_what_stays_has_kept_a_promise() -> None:
    with translation.override("ar"):
        assert str(DESTROYED["kept"]) == "يبقى"


def test_a_hold_keeps_the_data_until_it_is_lifted(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    party = given_party(desk)
    base = desk.address(f"people/{party}/privacy/")
    why = "قضية منظورة بين الجمعية وصاحب البيانات"
    assert (
        browser.post(f"{base}holds/place/", {"ground": "court", "why": "قضية"}).status_code == 422
    )
    assert browser.post(f"{base}holds/place/", {"ground": "court", "why": why}).status_code == 302
    refused = browser.post(f"{base}erase/", {"why": "سُجّل هذا الشخص مرتين خطأ"})
    assert refused.status_code == 409
    assert destructions_recorded(abeer) == ()
    shown = browser.get(f"{base}holds/").content.decode()
    lift = re.findall(rf'action="({re.escape(base)}holds/[0-9a-f-]+/lift/)"', shown)
    assert browser.post(lift[0], {"why": "انتهت القضية بحكم نهائي"}).status_code == 302
    assert browser.post(f"{base}erase/", {"why": "سُجّل هذا الشخص مرتين خطأ"}).status_code == 302


def test_an_incident_goes_from_its_record_to_its_end(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    now = timezone.localtime() - timedelta(minutes=5)
    moment = {"on": f"{now:%Y/%m/%d}", "time": f"{now:%H:%M}"}
    told = {
        "title": "جوال ضائع",
        "happened": "ضاع جوال فيه صور مستندات",
        "known_on": moment["on"],
        "known_time": moment["time"],
        "kinds": ["documents"],
        "is_estimate": "on",
    }
    lacking = browser.post(desk.address("privacy/incidents/new/"), told | {"known_time": "25:99"})
    assert lacking.status_code == 422
    assert browser.post(desk.address("privacy/incidents/new/"), told).status_code == 302
    (row,) = incidents_listed(abeer)
    page = desk.address(f"privacy/incidents/{row.id}/")
    weighed = {
        "risk": "high",
        "consequences": "قد تُرى المستندات",
        "measures": "أُقفل الجوال عن بعد",
        "kinds": ["documents"],
        "people_count": "٣",
    }
    then = {"told_on": moment["on"], "told_time": f"{timezone.localtime():%H:%M}"}

    def act(version: int, name: str, **said: object) -> int:
        return browser.post(f"{page}{name}/", {"version": version} | said).status_code

    assert act(1, "assess", **weighed) == 302
    assert act(2, "close", lessons="نقفل الأجهزة برمز طويل") == 409
    for to in ("authority", "people"):
        assert browser.get(f"{page}notice/{to}/").status_code == 200
    assert browser.get(f"{page}notice/press/").status_code == 404
    assert act(2, "authority", **then) == 302
    assert act(3, "people", how="sms", count="٣", **then) == 302
    assert act(4, "close", lessons="نقفل الأجهزة برمز طويل") == 302
    assert incidents_listed(abeer)[0].stage == "closed"
    assert browser.get(page).status_code == 200


def test_purposes_and_notices_are_written_at_the_desk(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    assert browser.post(desk.address("privacy/purposes/usual/")).status_code == 302
    row = purposes_listed(abeer)[0]
    page = desk.address(f"privacy/purposes/{row.id}/")
    said = {"title_ar": "دراسة الطلب", "title_en": "Study", "basis": "legitimate", "version": 1}
    assert browser.post(page, said | {"kinds": ["health"]}).status_code == 422
    assert browser.post(page, said | {"kinds": ["contact"]}).status_code == 302
    assert browser.post(page, said | {"kinds": ["contact"]}).status_code == 409
    assert browser.post(f"{page}end/").status_code == 302
    assert browser.get(page).status_code == 404
    today = f"{timezone.localdate():%Y/%m/%d}"
    text = {"text_ar": "# نص", "text_en": "# Text", "published_from": today}
    new = desk.address("privacy/notices/new/")
    assert browser.post(new, text).status_code == 302
    assert browser.post(new, text).status_code == 422
    assert browser.post(new, text | {"changes_ar": "جديد", "changes_en": "new"}).status_code == 302
    assert [one.number for one in notices_listed(abeer)] == [2, 1]
    assert browser.get(desk.address("privacy/notices/1/")).status_code == 200


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    desk: Desk, abeer: Actor, browser: Client
) -> None:
    address = desk.address("privacy/requests/")

    def asked() -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    given_asked(abeer)
    few = asked()
    for _ in range(7):
        given_asked(abeer)
    assert asked() == few
