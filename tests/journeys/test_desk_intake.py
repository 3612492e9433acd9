"""Huda takes an application from somebody on the phone, and from somebody at the counter."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from wasl.domains.applications.queries import application_sheet, draft_for_form, drafts_held

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/manarat/desk/"


def fill_in(page: Page) -> None:
    """Type what Noura says on the phone."""
    page.get_by_label("الاسم الكامل").first.fill(given.NOURA)
    page.get_by_label("رقم الهوية").first.fill("١٠١٢٣٤٥٦٧٢")
    page.get_by_label("تاريخ الميلاد").first.fill("1410/5/1")
    page.get_by_label("كم عدد أفراد أسرتكم").fill("5")
    page.get_by_label("كم عدد من تعولونهم").fill("3")
    page.get_by_label("كم يبلغ دخل الأسرة").fill("3,500")
    page.get_by_label("ما وضعكم من العمل").select_option("seeking")
    page.get_by_label("ما نوع سكنكم").select_option("rented")
    page.get_by_role("group", name="هل تتلقون دعمًا").get_by_text("لا", exact=True).click()
    page.get_by_label("في أي مدينة").fill("مكة المكرمة")


def begin(page: Page, channel: str) -> None:
    """From the home page to the open form, with the keyboard's own key for it."""
    page.goto(DESK)
    page.keyboard.press("n")
    page.get_by_text(channel, exact=True).click()
    page.locator("#id_service").get_by_text("سلة غذائية", exact=True).click()
    page.get_by_label("رقم الجوال").fill("٠٥٥١٢٣٤٥٦٧")
    page.get_by_role("button", name="فتح النموذج").click()


def test_an_application_by_phone_is_signed_by_a_code(
    open_page: OpenPage,
    live_server: LiveServer,
    axe: Callable[[Page], None],
):
    association = given.given_association()
    huda = given.given_huda(association)
    page = given.sign_in(open_page(size=(1366, 900)), live_server.url, huda)

    begin(page, "الاتصالات الهاتفية")
    fill_in(page)
    expect(page.get_by_text("الإجابات المطلوبة مكتملة.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="إلى التوقيع").click()
    axe(page)
    page.get_by_role("button", name="إرسال رمز إلى الجوال").click()
    page.get_by_text("قرأتُ الإقرار").click()
    page.get_by_label("الرمز", exact=True).fill(given.last_code(association, given.NOURA_PHONE))
    page.get_by_role("button", name="التوقيع والإرسال").click()

    expect(page.get_by_text("قولوا هذه العبارة")).to_be_visible()
    axe(page)
    application = UUID(page.url.rstrip("/").split("/")[-2])
    page.keyboard.press("t")
    expect(page.get_by_text("سُجّل أن مقدّم الطلب أُبلغ.")).to_be_visible()
    sheet = application_sheet(huda, application=application)
    assert sheet.case.channel == "phone"
    assert sheet.case.told_by == huda.staff
    assert sheet.declaration is not None
    assert sheet.declaration.method == "code"


def test_at_the_counter_without_script_nothing_typed_is_lost(
    open_page: OpenPage, live_server: LiveServer
):
    association = given.given_association()
    huda = given.given_huda(association)
    page = given.sign_in(open_page(script=False, size=PHONE), live_server.url, huda)

    page.goto(f"{DESK}intake/")
    page.get_by_text("المقابلة", exact=True).click()
    page.locator("#id_service").get_by_text("سلة غذائية", exact=True).click()
    page.get_by_role("button", name="فتح النموذج").click()
    fill_in(page)
    page.get_by_label("رقم الهوية").first.fill("1012345679")
    page.get_by_role("button", name="حفظ", exact=True).click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("رقم الهوية").first).to_have_value("1012345679")
    draft = draft_for_form(huda, application=drafts_held(huda)[0].id)
    assert draft.answers["household_income"] == "3500.00"

    page.get_by_label("رقم الهوية").first.fill(given.NOURA_ID)
    page.get_by_role("button", name="إلى التوقيع").click()
    page.get_by_text("قرأتُ الإقرار").click()
    page.get_by_text("على ورقة", exact=True).click()
    page.get_by_role("button", name="التوقيع والإرسال").click()

    expect(page.get_by_text("رمز القسيمة")).to_be_visible()
    expect(page.get_by_text("ما بقي إحضاره")).to_be_visible()


def test_what_was_typed_is_there_again_after_a_crash(open_page: OpenPage, live_server: LiveServer):
    association = given.given_association()
    huda = given.given_huda(association)
    page = given.sign_in(open_page(size=(1366, 900)), live_server.url, huda)
    begin(page, "المقابلة")
    page.get_by_label("الاسم الكامل").first.fill(given.NOURA)
    expect(page.get_by_text("حُفظ الساعة")).to_be_visible()
    page.context.close()

    page = given.sign_in(open_page(size=(1366, 900)), live_server.url, huda)
    page.goto(f"{DESK}intake/")
    page.get_by_role("link", name=re.compile("سلة غذائية .")).click()

    expect(page.get_by_label("الاسم الكامل").first).to_have_value(given.NOURA)


def test_somebody_known_is_asked_once(open_page: OpenPage, live_server: LiveServer):
    association = given.given_association()
    given.given_basket_asked(association)
    huda = given.given_huda(association)
    page = given.sign_in(open_page(size=(1366, 900)), live_server.url, huda)

    page.goto(DESK)
    page.keyboard.press("/")
    page.keyboard.type("٠٥٥١٢٣٤٥٦٧")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="بدء طلب له").click()
    page.locator("#id_service").get_by_text("سلة غذائية", exact=True).click()
    page.get_by_role("button", name="فتح النموذج").click()

    expect(page.get_by_label("الاسم الكامل").first).to_have_value(given.NOURA)
    expect(page.get_by_label("رقم الجوال")).to_have_value("+966551234567")
