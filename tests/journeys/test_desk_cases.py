"""Huda matches Noura's papers, asks, refers and tells; Majed studies the case and recommends."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from wasl.domains.applications.actions import assign, refer, save_answers
from wasl.domains.applications.queries import application_for_work, application_sheet
from wasl.domains.assessments.queries import assessment_sheet
from wasl.domains.privacy.queries import has_open_file

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/manarat/desk/"
SIZE = (1366, 900)
Axe = Callable[[Page], None]


def code_now() -> str:
    """What the authenticator on Huda's phone shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(given.TOTP_SECRET, counter)))


def test_huda_signs_in_with_password_and_code(open_page: OpenPage, axe: Axe):
    association = given.given_association()
    huda = given.given_huda(association, email="huda@manarat.example")
    given.given_basket_asked(association)
    page = open_page(DESK, size=SIZE)

    page.get_by_label("البريد الإلكتروني").fill("huda@manarat.example")
    page.get_by_label("كلمة المرور").fill(given.PASSWORD)
    page.get_by_role("button").filter(has_text="الدخول").click()
    page.get_by_label("الرمز").fill(code_now())
    page.get_by_role("button").filter(has_text="الدخول").click()

    page.goto(DESK)
    expect(page.get_by_role("heading", level=1)).to_contain_text(huda.name.split()[0])
    expect(page.get_by_role("link", name="نورة")).to_be_visible()
    assert get_user_model().objects.filter(email="huda@manarat.example").exists()
    axe(page)


def test_keys_move_in_the_list_under_any_layout(open_page: OpenPage, live_server: LiveServer):
    association = given.given_association()
    huda = given.given_huda(association)
    given.given_basket_asked(association)
    given.given_basket_asked(association, phone="0559876543")
    page = given.sign_in(open_page(size=SIZE), live_server.url, huda)
    page.goto(f"{DESK}queue/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.href")
    page.keyboard.press("k")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("Shift+Slash")

    links = page.locator("[data-rows] tbody a")
    assert first.endswith(str(links.nth(0).get_attribute("href")))
    assert second.endswith(str(links.nth(1).get_attribute("href")))
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("استقبال جديد")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")


def test_papers_are_matched_until_the_file_is_complete(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    application = given.given_basket_asked(association)
    page = given.sign_in(open_page(size=SIZE), live_server.url, huda)
    page.goto(f"{DESK}cases/{application}/")
    axe(page)

    page.keyboard.press("m")
    for title, day in (
        ("الهوية الوطنية أو الإقامة", "1452/01/01"),
        ("إثبات الدخل", "2026-11-01"),
        ("عقد الإيجار أو صك السكن", "١٤٥٠/٠٥/٠١"),
    ):
        block = page.get_by_role("group", name=title, exact=True)
        block.get_by_text("نعم", exact=True).click()
        block.get_by_text("اطُّلع على الأصل").click()
        block.locator("input[name$='-day']").fill(day)
    axe(page)
    page.get_by_role("button", name="حفظ المطابقة").click()

    expect(page.get_by_text("اكتمل الملف")).to_be_visible()
    axe(page)
    assert application_for_work(huda, application=application).stage == "complete"


def test_what_is_missing_is_asked_and_a_question_is_referred(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda, majed = given.given_huda(association), given.given_majed(association)
    application = given.given_basket_asked(association)
    page = given.sign_in(open_page(size=SIZE), live_server.url, huda)
    page.goto(f"{DESK}cases/{application}/")

    page.get_by_role("button", name="تم الإبلاغ").click()
    page.get_by_text("إحالة سؤال").click()
    page.get_by_label("السؤال").fill("كيف يُحتسب دخل من يعمل بأجر يومي؟")
    page.get_by_role("button", name="إحالة", exact=True).click()
    page.get_by_text("طلب ما ينقص", exact=True).click()
    page.get_by_label("رسالة إلى مقدّم الطلب").fill("تعريف بالراتب لآخر ثلاثة أشهر")
    axe(page)
    page.get_by_role("button", name="إرسال إلى مقدّم الطلب").click()
    expect(page.get_by_text("أُبلغ مقدّم الطلب بما ينقصه.")).to_be_visible()

    other = given.sign_in(open_page(size=SIZE), live_server.url, majed)
    other.goto(DESK)
    other.get_by_role("link", name="إجابة سؤال").click()
    other.get_by_label("إجابتكم").fill("بمتوسط ثلاثة أشهر")
    other.get_by_role("button", name="إرسال الإجابة").click()

    sheet = application_sheet(huda, application=application)
    assert sheet.case.stage == "incomplete"
    assert sheet.requests[-1].note == "تعريف بالراتب لآخر ثلاثة أشهر"
    assert sheet.referrals[0].answer == "بمتوسط ثلاثة أشهر"
    page.goto(f"{DESK}cases/{application}/contacts/")
    expect(page.get_by_text("طلب ما ينقص")).to_be_visible()
    axe(page)


def test_a_colleagues_file_opens_for_a_reason(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    reem = given.given_member(association, "ريم الدوسري", "officer")
    huda = given.given_huda(association)
    application = given.given_basket_asked(association)
    assign(reem, application=application, to=reem.member)
    page = given.sign_in(open_page(size=PHONE), live_server.url, huda)

    page.goto(f"{DESK}cases/{application}/")
    expect(page.get_by_text(given.NOURA)).to_have_count(0)
    axe(page)
    page.get_by_label("لماذا تحتاج").fill("قصير")
    page.get_by_role("button", name="فتح الملف").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("لماذا تحتاج").fill("حضرت المستفيدة والزميلة في إجازة")
    page.get_by_role("button", name="فتح الملف").click()

    expect(page.get_by_text(given.NOURA).first).to_be_visible()
    assert has_open_file(huda, subject=application)


def test_the_second_editor_compares_and_goes_on(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    application = given.given_basket_asked(association)
    page = given.sign_in(open_page(size=SIZE), live_server.url, huda)
    page.goto(f"{DESK}cases/{application}/data/")
    save_answers(huda, application=application, applicant={"city": "جدة"})

    page.locator("[name='a-city']").fill("الطائف")
    page.get_by_role("button", name="حفظ التصحيح").click()
    expect(page.get_by_role("cell", name="جدة")).to_be_visible()
    expect(page.get_by_role("cell", name="الطائف")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="حفظ ما كتبته أنا").click()

    expect(page.get_by_text("حُفظ التصحيح.")).to_be_visible()
    assert application_for_work(huda, application=application).applicant["city"] == "الطائف"


def test_a_relatives_case_is_handed_over(open_page: OpenPage, live_server: LiveServer, axe: Axe):
    association = given.given_association()
    huda = given.given_huda(association)
    kin = given.given_member(
        association, "قريب نورة", "officer", relatives=[{"national_id": given.NOURA_ID}]
    )
    application = given.given_basket_asked(association)
    page = given.sign_in(open_page(size=SIZE), live_server.url, kin)

    page.goto(f"{DESK}cases/{application}/")
    expect(page.get_by_text(given.NOURA)).to_have_count(0)
    axe(page)
    page.get_by_label("يُسلَّم إلى").select_option(label=huda.name)
    page.get_by_role("button", name="تسليم").click()

    expect(page.get_by_text("سُلّم الطلب إلى زميلكم.")).to_be_visible()
    assert application_for_work(huda, application=application).assigned_to == huda.staff


def test_majed_studies_and_recommends(open_page: OpenPage, live_server: LiveServer, axe: Axe):
    association = given.given_association()
    huda, majed = given.given_huda(association), given.given_majed(association)
    application = given.given_basket_complete(association, huda)
    page = given.sign_in(open_page(size=SIZE), live_server.url, majed)

    page.goto(f"{DESK}assessments/")
    page.get_by_role("link", name="الفحص الإداري").click()
    expect(page.get_by_text("متحقق").first).to_be_visible()
    income = page.get_by_role("group", name="كم يبلغ دخل الأسرة")
    income.get_by_label("ما تبيّن").fill("٩٩٠٠")
    income.get_by_label("مصدره").fill("كشف الحساب")
    page.get_by_label("خلاصة ما تبيّن لكم").first.fill("الدخل أعلى مما ذُكر")
    axe(page)
    page.get_by_role("button", name="إنجاز هذا الجزء").first.click()
    expect(page.get_by_text("غير متحقق")).to_be_visible()
    expect(page.get_by_text("مختلف")).to_be_visible()

    page.get_by_label("خلاصة ما تبيّن لكم").fill("زرنا الأسرة، والسكن مستأجر")
    page.get_by_role("button", name="إنجاز هذا الجزء").click()
    page.get_by_text("رفض", exact=True).click()
    page.get_by_label("الأسباب").fill("نصيب الفرد من الدخل أعلى من الحد.")
    axe(page)
    page.get_by_role("button", name="رفع التوصية").click()

    expect(page.get_by_text("سُجّلت التوصية")).to_be_visible()
    sheet = assessment_sheet(majed, application=application)
    assert sheet.recommendation is not None
    assert sheet.recommendation.outcome == "reject"
    assert sheet.case.stage == "assessed"


def test_an_officer_who_asked_reads_the_answer_on_a_phone(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    application = given.given_basket_asked(association)
    refer(huda, application=application, question="كيف يُحتسب الدخل؟")
    page = given.sign_in(open_page(size=PHONE), live_server.url, huda)

    page.goto(f"{DESK}cases/{application}/")

    expect(page.get_by_text("بانتظار الإجابة")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    axe(page)
