"""The policy's life in the browser: read and acknowledged, published, sent round, reviewed."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from tests.journeys.walks import looks_right
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.policies.actions import (
    adopt_policy,
    bring_into_force,
    draft_policy,
    publish_policy,
    set_acknowledgement_grace,
)
from wasl.domains.policies.queries import policy_in_force, reviews_listed
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/manarat/desk/"
Axe = Callable[[Page], None]


def arrived(page: Page, heading: str) -> None:
    """See that a page is there, whole."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()


def given_second_version(association: UUID) -> None:
    """A second version in force, while the first still hangs on the visitors' notice board."""
    system = Actor.system(association)
    first = policy_in_force(system)
    publish_policy(
        system,
        policy_version=first.id,
        place="noticeboard",
        published_on=timezone.localdate(),
        address="مدخل المقر الرئيس",
    )
    second = draft_policy(system, definition=first.policy.as_dict()).pk
    adopt_policy(
        system,
        policy_version=second,
        kind="meeting",
        reference="٤",
        adopted_on=timezone.localdate() - timedelta(days=340),
    )
    bring_into_force(system, policy_version=second, seen_against=first.id)


def test_huda_is_reminded_until_she_has_read_the_policy_and_says_so(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    page = given.sign_in(open_page(size=PHONE), live_server.url, given.given_huda(association))
    page.goto(DESK)
    reminder = page.get_by_role("complementary", name="الإقرار بالاطلاع على السياسة")
    expect(reminder).to_be_visible()
    looks_right(page, axe)

    reminder.get_by_role("link", name="قراءتها الآن").click()
    arrived(page, "سياسة تنظيم العلاقة مع المستفيدين وتقديم الخدمات")
    looks_right(page, axe)
    page.get_by_role("link", name="خطوات الخدمة", exact=True).click()
    expect(page).to_have_url(re.compile("#section-steps$"))
    page.get_by_role("button", name="قرأتها وأقرّ بالاطلاع عليها").click()

    expect(page).to_have_url(f"{live_server.url}{DESK}")
    expect(page.get_by_text("شكرًا لكم، سُجّل إقراركم.")).to_be_visible()
    expect(reminder).to_be_hidden()


def test_who_is_overdue_acknowledges_first_and_loses_nothing_typed(
    open_page: OpenPage, live_server: LiveServer, axe: Axe, time_machine
):
    association = given.given_association()
    huda = given.given_huda(association)
    set_acknowledgement_grace(Actor.system(association), days=0)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    page = given.sign_in(open_page(size=(1366, 900)), live_server.url, huda)

    page.goto(f"{DESK}intake/")
    page.get_by_text("الاتصالات الهاتفية", exact=True).click()
    page.locator("#id_service").get_by_text("سلة غذائية", exact=True).click()
    page.get_by_label("رقم الجوال").fill("٠٥٥١٢٣٤٥٦٧")
    page.get_by_role("button", name="فتح النموذج").click()

    arrived(page, "اقرؤوا أولًا السياسة السارية")
    looks_right(page, axe)
    page.get_by_role("button", name="أقرّ بالاطلاع: افتحوا الطلب").click()

    expect(page.get_by_label("الاسم الكامل").first).to_be_visible()
    expect(page.get_by_label("رقم الجوال").first).to_have_value(re.compile("551234567"))


def test_the_director_puts_up_the_new_version_sends_it_round_and_records_the_review(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    given.given_basket_asked(association)
    given_second_version(association)
    director = given.given_member(association, "لطيفة العنزي", "director")
    page = given.sign_in(open_page(size=(1366, 900)), live_server.url, director)

    page.goto(DESK)
    page.get_by_role("link", name="معرفة المكان وتصحيحه").click()
    arrived(page, "نشر السياسة")
    expect(page.get_by_text("لوحة إعلانات المراجعين: المعروض هناك الإصدار")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name="عُرض هناك الإصدار الساري الآن").click()
    expect(page.get_by_text("سُجّل النشر.")).to_be_visible()
    page.get_by_role("row", name=re.compile("لوحة إعلانات المراجعين.*١")).get_by_role(
        "button", name=re.compile("رُفع من مكانه")
    ).last.click()
    expect(page.get_by_text("إصدار معروض غير الإصدار الساري")).to_be_hidden()

    page.get_by_role("link", name="التعميم", exact=True).click()
    page.get_by_role("link", name=re.compile("المستفيدون")).click()
    arrived(page, "تعميم السياسة")
    expect(page.get_by_text("شخص واحد، برسالة نصية")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name="إرسال التعميم الآن").click()
    arrived(page, "التعميم")
    expect(page.get_by_role("row", name=re.compile("المستفيدون"))).to_be_visible()
    looks_right(page, axe)

    send_due_messages(Actor.system(association))
    noura = open_page("/simulators/", size=PHONE)
    expect(noura.get_by_text("حدّثنا سياسة خدمة المستفيدين").first).to_be_visible()

    page.get_by_role("link", name="المراجعة", exact=True).click()
    arrived(page, "مراجعة السياسة")
    looks_right(page, axe)
    page.get_by_text("روجعت وبقيت كما هي", exact=True).click()
    page.get_by_text("في اجتماع مجلس الإدارة", exact=True).click()
    page.get_by_label("رقم القرار أو الاجتماع").fill("١٤٤٨/٩")
    for group, (day, month, year) in (
        ("التاريخ", ("1", "5", "1448")),
        ("اليوم نفسه بالتقويم الآخر", ("12", "10", "2026")),
    ):
        boxes = page.get_by_role("group", name=re.compile(group))
        boxes.get_by_label("اليوم", exact=True).fill(day)
        boxes.get_by_label("الشهر").fill(month)
        boxes.get_by_label("السنة").fill(year)
    page.get_by_role("button", name="تسجيل المراجعة").click()
    expect(page.get_by_text("سُجّلت المراجعة: تبقى السياسة كما هي.")).to_be_visible()
    arrived(page, "مراجعة السياسة")
    looks_right(page, axe)
    (review,) = reviews_listed(director)
    assert (review.reference, review.hijri) == ("١٤٤٨/٩", "1448-05-01")


def test_noura_reads_the_policy_an_earlier_version_and_keeps_it(open_page: OpenPage, axe: Axe):
    association = given.given_association()
    given_second_version(association)
    page = open_page("/manarat/policy/", size=PHONE)
    looks_right(page, axe)
    page.get_by_role("navigation", name="المحتويات").get_by_role(
        "link", name="خطوات الخدمة"
    ).click()
    expect(page).to_have_url(re.compile("#section-steps$"))
    with page.expect_download() as kept:
        page.get_by_role("link", name="حفظه بصيغة PDF").click()
    assert kept.value.suggested_filename == "manarat-policy-2.pdf"

    page.get_by_role("link", name=re.compile("^الإصدار ١")).click()
    expect(page.get_by_text("هذا إصدار سابق")).to_be_visible()
    page.wait_for_load_state()
    looks_right(page, axe)
