"""Huda keeps the registry: a household comes, its members go, and nobody is found who must not be."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from wasl.domains.parties.actions import know_party
from wasl.domains.parties.queries import find_parties, party_sheet
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import parse_date

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/manarat/desk/"
SIZE = (1366, 900)
FAHD = "فهد بن سعد الدوسري"
FAHD_ID = "1065432179"
MUNIRA = "منيرة بنت علي القحطاني"
Axe = Callable[[Page], None]


def given_munira(huda: Actor) -> str:
    """Somebody known by her name and phone; the address of her page."""
    row = know_party(
        huda.as_system(),
        kind="person",
        name=MUNIRA,
        national_id="1076543212",
        phone="0557654321",
        birth=parse_date("1400/06/20"),
        city="الرياض",
        gender="female",
    )
    return f"{DESK}people/{row.pk}/"


def test_a_household_is_registered_beside_who_looks_alike_and_its_members_come_and_go(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    huda = given.given_huda(given.given_association())
    known = know_party(
        huda.as_system(), kind="household", name="فهد سعد الدوسري", phone="0555100200"
    )
    page = given.sign_in(open_page(size=SIZE), live_server.url, huda)
    page.goto(DESK)

    page.keyboard.press("p")
    page.wait_for_url(f"**{DESK}people/")
    axe(page)
    page.keyboard.press("r")
    page.wait_for_url("**/people/new/")
    page.get_by_label("الاسم الكامل").fill(FAHD)
    page.get_by_role("button", name="أسرة").click()
    expect(page.get_by_label("الاسم الكامل لرب الأسرة")).to_have_value(FAHD)
    page.get_by_label("رقم الهوية").fill(FAHD_ID)
    page.get_by_label("رقم الجوال").press_sequentially("٠٥٥٥١٠٠٢٠٠")

    alike = page.get_by_role("region", name="المتشابهون")
    expect(alike).to_contain_text("فهد سعد الدوسري")
    expect(alike.get_by_role("link")).to_have_attribute("href", f"{DESK}people/{known.pk}/")
    axe(page)
    page.get_by_role("button", name="تسجيل", exact=True).click()
    expect(page.get_by_text("تأكدوا أولًا")).to_be_visible()
    expect(page.get_by_label("الاسم الكامل لرب الأسرة")).to_have_value(FAHD)
    axe(page)
    page.get_by_text("تأكدت: هو شخص آخر").click()
    page.get_by_role("button", name="تسجيل", exact=True).click()

    page.wait_for_url("**/household/")
    members = page.get_by_role("list", name="أفراد الأسرة")
    expect(members.get_by_role("listitem")).to_contain_text([FAHD])
    page.get_by_label("الاسم الكامل").fill("الجوهرة بنت فهد الدوسري")
    page.get_by_label("الصلة برب الأسرة").select_option(label="ابنة")
    page.get_by_role("button", name="إضافة", exact=True).click()
    expect(members).to_contain_text("الجوهرة")
    axe(page)
    leaving = members.get_by_role("listitem").filter(has_text="الجوهرة")
    leaving.get_by_text("لم يعد من الأسرة").click()
    leaving.get_by_label("لماذا؟").select_option(label="زواج")
    leaving.get_by_role("button", name="تسجيل").click()

    expect(page.locator("#former")).to_contain_text("الجوهرة")
    expect(page.locator("#former")).to_contain_text("زواج")
    expect(members).not_to_contain_text("الجوهرة")
    axe(page)


def test_two_colleagues_put_the_same_field_right_and_a_person_chooses(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    huda = given.given_huda(given.given_association())
    munira = given_munira(huda)
    first = given.sign_in(open_page(size=SIZE), live_server.url, huda)
    first.goto(munira)
    axe(first)
    first.keyboard.press("e")
    first.wait_for_url("**/correct/")
    axe(first)
    second = first.context.new_page()
    second.goto(f"{munira}correct/")

    for page, city in ((first, "جدة"), (second, "الطائف")):
        page.get_by_label("المدينة").first.fill(city)
        page.get_by_label("ما سبب التصحيح؟").fill("ذكرتها في مكالمة")
        page.get_by_role("button", name="تصحيح").click()
    first.wait_for_url(f"**{munira}")
    expect(second.get_by_role("group", name="المدينة")).to_contain_text("جدة")
    expect(second.get_by_role("group", name="المدينة")).to_contain_text("الطائف")
    axe(second)
    second.get_by_text("يبقى كما هو الآن").click()
    second.get_by_role("button", name="حفظ المختار").click()

    second.wait_for_url(f"**{munira}")
    expect(second.locator("#address")).to_contain_text("جدة")
    second.get_by_role("link", name="سجل التغييرات").click()
    expect(second.locator("#corrections")).to_contain_text("ذكرتها في مكالمة")
    expect(second.locator("#corrections")).to_contain_text("الرياض")
    axe(second)


def test_a_protected_person_is_shown_on_a_phone_without_where_she_is(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    huda = given.given_huda(given.given_association())
    munira = given_munira(huda)
    page = given.sign_in(open_page(size=PHONE), live_server.url, huda)
    page.goto(munira)
    expect(page.get_by_role("link", name="٠٥٥ ٧٦٥ ٤٣٢١").first).to_be_visible()
    axe(page)

    page.get_by_text("حماية", exact=True).click()
    page.get_by_label("لماذا؟").fill("بطلب من دار الحماية")
    page.get_by_role("button", name="حجب الجوال والعنوان").click()

    expect(page.get_by_text("بيانات محمية: العنوان والهاتف محجوبان")).to_be_visible()
    assert "٤٣٢١" not in page.inner_text("main")
    assert "الرياض" not in page.inner_text("main")
    axe(page)
    page.goto(f"{DESK}people/")
    card = page.get_by_role("row").filter(has_text=MUNIRA)
    expect(card).to_contain_text("محمي")
    assert "الرياض" not in card.inner_text()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]
    axe(page)


def test_without_a_script_who_looks_alike_is_asked_about_all_the_same(
    open_page: OpenPage, live_server: LiveServer
):
    association = given.given_association()
    huda = given.given_huda(association)
    munira = given_munira(huda)
    page = given.sign_in(open_page(size=PHONE, script=False), live_server.url, huda)
    page.goto(f"{DESK}people/new/")
    page.get_by_label("الاسم الكامل").fill(MUNIRA)
    page.get_by_label("نوع الوثيقة").select_option(label="لا وثيقة")
    page.get_by_label("سبب عدم وجود هوية أو إقامة").fill("قيد الإصدار")
    page.get_by_role("button", name="تسجيل", exact=True).click()

    link = page.get_by_role("link", name="هو نفسه: فتح السجل")
    expect(link).to_have_attribute("href", munira)
    expect(page.get_by_label("سبب عدم وجود هوية أو إقامة")).to_have_value("قيد الإصدار")
    page.get_by_text("تأكدت: هو شخص آخر").click()
    page.get_by_role("button", name="تسجيل", exact=True).click()

    expect(page.get_by_text("تم التسجيل")).to_be_visible()
    twins = find_parties(huda, text=MUNIRA)
    assert len(twins) == 2
    assert party_sheet(huda, party=twins[0].id).name == MUNIRA
