"""Journeys of a beneficiary on a cheap phone, in Arabic: with a script and without one."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PHONE, OpenPage
from tests.journeys.given import (
    NOURA,
    NOURA_ID,
    NOURA_PHONE,
    given_association,
    given_basket_asked,
    last_code,
    photo,
    reference_of,
)

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]


def _go_on(page: Page, words: str = "متابعة") -> None:
    page.get_by_role("button", name=words, exact=True).click()


def _choose(page: Page, words: str) -> None:
    page.get_by_text(words, exact=True).click()


def _has_no_sideways_scroll(page: Page) -> bool:
    width = page.evaluate("document.documentElement.scrollWidth")
    return bool(width <= PHONE[0])


def _answer(page: Page, words: str) -> None:
    page.get_by_role("textbox").fill(words)
    _go_on(page)


def _personal_data(page: Page) -> None:
    _choose(page, "لأسرتي")
    _go_on(page)
    _answer(page, NOURA)
    page.get_by_label("رقم الهوية الوطنية أو الإقامة").fill(NOURA_ID)
    _go_on(page)
    page.get_by_label("السنة").fill("١٤١٠")
    _go_on(page)
    page.get_by_role("link", name="إضافة فرد من الأسرة").click()
    page.get_by_label("الاسم الكامل").fill("فهد بن سعود الحربي")
    _choose(page, "ابن أو ابنة")
    _go_on(page, "إضافة إلى الأسرة")
    expect(page.get_by_text("فهد بن سعود الحربي").first).to_be_visible()
    page.get_by_role("link", name="متابعة", exact=True).click()


def _situation(page: Page) -> None:
    _choose(page, "حريق")
    _go_on(page)
    page.get_by_label("اليوم").fill("٥")
    page.get_by_label("الشهر").fill("٥")
    page.get_by_label("السنة").fill("١٤٤٨")
    _go_on(page)
    _answer(page, "٥")
    _answer(page, "٣٬٥٠٠")
    _choose(page, "لا")
    _go_on(page)
    _answer(page, "مكة المكرمة")
    _answer(page, "احترق المطبخ ونحتاج إلى عون")
    _go_on(page, "لا أعلم")
    _go_on(page, "لا أعلم")
    _go_on(page, "المتابعة دون إجابة")


def _documents(page: Page) -> None:
    page.get_by_role("link", name="إضافته الآن").first.click()
    page.locator("input[type=file]").set_input_files(
        {"name": "شهادة.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    _go_on(page, "إرسال المستند")
    expect(page.get_by_text("وصل المستند.")).to_be_visible()
    page.get_by_role("link", name="إضافته الآن").first.click()
    _go_on(page, "ليس معي الآن: أحضره لاحقًا")
    page.get_by_role("link", name="متابعة", exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_noura_asks_for_urgent_aid_from_her_phone(
    open_page: OpenPage, axe: Axe, *, script: bool
) -> None:
    association = given_association()
    page = open_page("/", size=PHONE, script=script)
    page.get_by_role("link", name="طلب خدمة").click()
    page.get_by_role("link", name="مساعدة عاجلة").click()
    page.get_by_role("link", name="هل تناسبكم هذه الخدمة؟").first.click()
    for group, words in ((0, "نعم"), (1, "لا")):
        page.locator("fieldset").nth(group).get_by_text(words, exact=True).click()
    _go_on(page, "معرفة الجواب")
    page.get_by_label("رقم الجوال").fill("٠٥٥١٢٣٤٥٦٧")
    _go_on(page, "أرسلوا لي الرمز")
    page.get_by_label("الرمز الذي في الرسالة").fill(last_code(association, NOURA_PHONE))
    _go_on(page)
    _go_on(page, "بدء الطلب")
    _personal_data(page)
    _situation(page)
    _documents(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("راجعوا إجاباتكم")
    page.locator("a[href*='q-household_size']").click()
    _answer(page, "6")
    expect(page.get_by_role("heading", level=1)).to_have_text("راجعوا إجاباتكم")
    if script:
        axe(page)
        assert _has_no_sideways_scroll(page)
    _go_on(page, "كل شيء صحيح: إلى التوقيع")
    page.get_by_label("اكتبوا اسمكم الكامل توقيعًا").fill(NOURA)
    page.get_by_text("ما كتبته صحيح ومكتمل").click()
    page.get_by_label("الرمز الذي في الرسالة").fill(last_code(association, NOURA_PHONE))
    _go_on(page, "توقيع الطلب وإرساله")
    expect(page.get_by_role("heading", level=1)).to_have_text("أُرسل طلبكم")
    expect(page.get_by_text("خلال مدة لا تقل عن أسبوعين")).to_be_visible()
    expect(page.locator(".portal-reference-number")).to_have_text(re.compile(r"[\d٠-٩-]{12}"))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("أُرسل طلبكم")
    page.get_by_role("link", name="متابعة الطلب").click()
    expect(page.get_by_text("وصلنا طلبكم")).to_be_visible()


def test_a_phone_shows_its_errors_where_they_are(open_page: OpenPage, axe: Axe) -> None:
    given_association()
    page = open_page("/manarat/services/urgent-aid/apply/", size=PHONE)
    _go_on(page, "أرسلوا لي الرمز")
    expect(page).to_have_title(re.compile("^خطأ:"))
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("رقم الجوال")).to_be_focused()
    axe(page)


def test_noura_follows_her_request_and_takes_it_back(open_page: OpenPage, axe: Axe) -> None:
    association = given_association()
    sent = given_basket_asked(association)
    page = open_page("/manarat/follow/", size=PHONE)
    axe(page)
    reference = page.get_by_label("الرقم المرجعي للطلب")
    reference.fill(reference_of(association, sent))
    _go_on(page)
    page.get_by_label(re.compile("الرمز")).fill(last_code(association, NOURA_PHONE))
    _go_on(page, "عرض طلبي")
    expect(page.get_by_text("أين وصل الطلب")).to_be_visible()
    axe(page)
    assert _has_no_sideways_scroll(page)
    page.get_by_role("link", name="سحب الطلب").click()
    page.get_by_text("أسحب طلبي").click()
    _go_on(page, "سحب الطلب")
    expect(page.get_by_text("سحبتم الطلب")).to_be_visible()
