"""The committee decides in Arabic: agenda, pre-reading, votes, decision, minutes, delivery."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.conftest import PHONE
from tests.journeys.given import (
    NOURA,
    given_association,
    given_basket_studied,
    given_committee,
    given_huda,
    given_majed,
    given_member,
    photo,
    sign_in,
)
from wasl.domains.decisions.actions import (
    cast_vote,
    open_session,
    plan_session,
    put_on_agenda,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    """Manarat with its staff, its committee of three, and Noura's case studied."""
    association = given_association("manarat")
    people: dict[str, Any] = {
        "huda": given_huda(association),
        "fahad": given_member(association, "فهد القحطاني", "committee_chair"),
        "layla": given_member(association, "ليلى الغامدي", "committee_member"),
        "omar": given_member(association, "عمر السالم", "committee_member"),
    }
    majed = given_majed(association)
    people["case"] = given_basket_studied(association, people["huda"], majed)
    people["committee"] = given_committee(
        association, people["fahad"], people["layla"], people["omar"]
    )
    return people


@pytest.fixture
def desk(open_page, live_server):
    """Open a page of Manarat's desk as a member of staff."""

    def open_(actor, path: str, **how) -> Page:
        page: Page = open_page(**how)
        sign_in(page, live_server.url, actor)
        page.goto(f"{live_server.url}/manarat/desk/{path}")
        return page

    return open_


def _vote(page: Page, key: str, reason: str = "") -> None:
    page.keyboard.press(key)
    if reason:
        page.get_by_label("سببكم").fill(reason)
    page.get_by_role("button", name="الإدلاء بصوتي").click()


def test_from_the_agenda_to_a_service_received(house, desk, axe, live_server):
    chair = desk(house["fahad"], "committee/")
    axe(chair)
    chair.get_by_role("button", name="تحديد الجلسة").click()
    chair.get_by_role("button", name="إدراج كل الحالات الجاهزة").click()
    expect(chair.get_by_role("cell", name="جاهزة")).to_be_visible()
    axe(chair)
    chair.get_by_role("button", name="افتتاح الجلسة").click()
    chair.get_by_role("link", name="إلى الحالة التالية").click()
    axe(chair)
    address = chair.url.removeprefix(f"{live_server.url}/manarat/desk/")

    expect(chair.get_by_text(NOURA)).to_have_count(0)
    _vote(chair, "Digit1")
    expect(chair.get_by_text("صوّت ١ من ٣")).to_be_visible()
    expect(chair.get_by_role("link", name="صياغة القرار")).to_have_count(0)

    layla = desk(house["layla"], address)
    expect(layla.get_by_text("فهد القحطاني")).to_have_count(0)
    _vote(layla, "Digit3", "يكفي الأسرة نصف السلة.")
    omar = desk(house["omar"], address, size=PHONE)
    omar.get_by_role("link", name="إلى صوتي").click()
    omar.get_by_label("قبول", exact=True).check(force=True)
    omar.get_by_role("button", name="الإدلاء بصوتي").click()
    expect(omar.get_by_text("فهد القحطاني")).to_be_visible()
    axe(omar)

    chair.reload()
    chair.get_by_role("link", name="صياغة القرار").click()
    axe(chair)
    chair.get_by_role("button", name="إصدار القرار").click()
    expect(chair.get_by_role("alert")).to_be_visible()
    chair.get_by_label("استوفى الطلب شروط الخدمة.").check(force=True)
    chair.get_by_label("الأسباب بعبارتكم").fill("الدخل دون الحد، والسكن مستأجر.")
    chair.get_by_role("button", name="إصدار القرار").click()
    expect(chair.get_by_text("صدر القرار رقم")).to_be_visible()

    chair.get_by_role("link", name="إغلاق الجلسة").click()
    chair.get_by_role("button", name="إغلاق الجلسة وترقيم المحضر").click()
    expect(chair.get_by_text("المحضر رقم ١")).to_be_visible()
    axe(chair)

    _received(house, desk, axe)


def _received(house, desk, axe) -> None:
    huda = desk(house["huda"], f"cases/{house['case']}/decision/")
    huda.get_by_role("link", name="الخطاب").click()
    expect(huda.get_by_text("الدخل دون الحد، والسكن مستأجر.")).to_be_visible()
    expect(huda.get_by_text("شروط الخدمة شرطًا شرطًا")).to_be_visible()
    axe(huda)
    with huda.expect_download() as download:
        huda.get_by_role("link", name="تنزيل بصيغة PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    huda = desk(house["huda"], "deliveries/")
    huda.get_by_role("link", name=NOURA).click()
    huda.get_by_role("button", name="تسجيل الملف").click()
    expect(huda.get_by_text("سُجّل الملف برقم")).to_be_visible()
    axe(huda)
    huda.get_by_label("اسم المستلم").fill(NOURA)
    huda.get_by_label("الإيصال الموقّع").set_input_files(
        {"name": "receipt.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    huda.get_by_role("button", name="تسجيل التسليم بالإيصال").click()
    expect(huda.get_by_role("heading", name="إيصال استلام")).to_be_visible()
    axe(huda)


def test_a_member_in_conflict_leaves_and_the_case_disappears(house, desk, axe):
    session = plan_session(
        house["fahad"], committee=house["committee"], held_on=timezone.localdate()
    )
    item = put_on_agenda(house["fahad"], session=session.pk, application=house["case"])
    open_session(house["fahad"], session=session.pk)
    omar = desk(house["omar"], f"committee/cases/{item.pk}/")

    omar.get_by_text("لديّ تعارض مصالح").click()
    omar.get_by_label("ما وجه تعارض المصالح؟").fill("قريب لي من الدرجة الثانية")
    omar.get_by_role("button", name="التنحي عن هذه الحالة").click()

    expect(omar.get_by_text("تنحّيتم عن هذه الحالة")).to_be_visible()
    expect(omar.get_by_text("حالة واحدة محجوبة عنك")).to_be_visible()
    expect(omar.get_by_role("link", name="سلة غذائية")).to_have_count(0)
    axe(omar)
    answer = omar.goto(omar.url.replace(f"committee/{session.pk}/", f"committee/cases/{item.pk}/"))
    assert answer is not None
    assert answer.status == 403
    layla = desk(house["layla"], f"committee/cases/{item.pk}/")
    expect(layla.get_by_text("صوّت ٠ من ٢")).to_be_visible()


def test_a_vote_from_a_second_tab_is_answered_409_with_a_sentence(house, desk):
    session = plan_session(
        house["fahad"], committee=house["committee"], held_on=timezone.localdate()
    )
    item = put_on_agenda(house["fahad"], session=session.pk, application=house["case"])
    open_session(house["fahad"], session=session.pk)
    second = desk(house["layla"], f"committee/cases/{item.pk}/")
    cast_vote(house["layla"], item=item.pk, choice="accept")

    with second.expect_response(re.compile("/vote/")) as answer:
        _vote(second, "Digit4", "أريد مزيدًا من الوقت.")

    assert answer.value.status == 409
    expect(second.get_by_text("صوتكم الأول هو المعتبر")).to_be_visible()
    expect(second.get_by_text("صوّت ١ من ٣")).to_be_visible()
