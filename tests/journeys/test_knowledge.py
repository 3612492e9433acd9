"""Latifa closes a gap; Huda answers from the guides with one key; the request form is printed."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from tests.journeys.walks import WIDE, Axe, looks_right
from wasl.domains.parties.tests import files as sent

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/manarat/desk/"
QUESTION = "هل يُقبل الطلب بالواسطة؟"
TRUTH = "تنظر اللجنة في الطلبات بالمعايير نفسها، ولا ترى الأسماء."


def see(page: Page, name: str) -> None:
    """Keep a picture of the page for whoever asks for one."""
    folder = os.environ.get("WASL_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_a_gap_is_closed_and_an_inquiry_answered_by_one_key(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    latifa = given.given_member(association, "لطيفة العنزي", "director")
    case = given.given_basket_asked(association)

    director = given.sign_in(open_page(size=WIDE), live_server.url, latifa)
    director.goto(f"{DESK}knowledge/")
    gaps = director.locator(".ui-notice").filter(has_text="تذكر السياسة هذه الأدوات")
    expect(gaps.get_by_role("listitem")).to_have_count(4)
    looks_right(director, axe)
    gaps.get_by_role("listitem").filter(has_text="البحث الاجتماعي").get_by_role("link").click()
    director.get_by_label("الملف").set_input_files(
        {"name": "دليل.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='x()'/>"}
    )
    director.get_by_role("button", name="تسجيل الإصدار").click()
    expect(director.get_by_role("alert")).to_contain_text("ليس واحدًا منها")
    looks_right(director, axe)
    director.get_by_label("الملف").set_input_files(
        {"name": "دليل.pdf", "mimeType": "application/pdf", "buffer": sent.pdf()}
    )
    director.get_by_label("النص بالعربية").fill("قبل الزيارة:\n- استأذن الأسرة.")
    director.get_by_role("button", name="تسجيل الإصدار").click()
    expect(director.get_by_text("سارٍ اليوم", exact=True)).to_be_visible()
    looks_right(director, axe)
    director.goto(f"{DESK}knowledge/")
    expect(gaps.get_by_role("listitem")).to_have_count(3)

    director.get_by_role("link", name="كتابة مقال").first.click()
    director.get_by_label("العنوان بالعربية").fill(QUESTION)
    director.get_by_label("ما يظنه الناس، بالعربية").fill("لا يُقبل إلا من له معرفة.")
    director.get_by_label("ما الصحيح، أو نص المقال، بالعربية").fill(TRUTH)
    looks_right(director, axe)
    director.get_by_role("button", name="حفظ").click()
    director.get_by_role("button", name="نشر").click()
    expect(director.get_by_text("نُشرت النسخة")).to_be_visible()
    looks_right(director, axe)
    article = director.url

    page = given.sign_in(open_page(size=WIDE), live_server.url, huda)
    page.goto(f"{DESK}cases/{case}/")
    page.keyboard.press("g")
    pane = page.get_by_role("dialog")
    expect(pane.get_by_role("searchbox")).to_be_focused()
    axe(page)
    see(page, "pane")
    with page.context.expect_page() as opened:
        pane.get_by_role("link", name="دليل خدمات البحث الاجتماعي").first.click()
    expect(opened.value.get_by_text("استأذن الأسرة.")).to_be_visible()
    opened.value.close()
    pane.get_by_role("searchbox").fill("واسطه")
    page.keyboard.press("Enter")
    expect(pane.get_by_text(TRUTH)).to_be_visible()
    pane.get_by_role("link", name="الإجابة منه").click()
    expect(pane.get_by_label("بماذا أجبتم؟")).to_have_value(TRUTH)
    axe(page)
    see(page, "answer")
    pane.get_by_label("عمَّ سألوا؟").fill("هل للمعرفة أثر؟")
    pane.get_by_role("button", name="تسجيل الجواب").click()
    expect(pane.get_by_text("سُجّل الاستفسار وجوابه.")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("#at-hand")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{case}/$"))
    page.goto(f"{DESK}intake/")
    page.get_by_label("رقم الجوال").fill("055")
    page.keyboard.press("F2")
    expect(pane.get_by_text(QUESTION)).to_be_visible()
    page.goto(f"{DESK}cases/{case}/contacts/")
    expect(page.get_by_text("الجواب من: «هل يُقبل الطلب بالواسطة؟»")).to_be_visible()
    looks_right(page, axe)

    director.goto(article)
    expect(director.locator("[data-answered]")).to_have_text(re.compile("[1١]"))


def test_a_question_is_answered_without_a_case_and_without_script(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    page = given.sign_in(open_page(size=PHONE, script=False), live_server.url, huda)
    mirror = given.sign_in(open_page(size=PHONE), live_server.url, huda)
    page.goto(f"{DESK}intake/")
    page.get_by_role("link", name="استفسار فقط").click()
    page.get_by_label("عمَّ سألوا؟").fill("متى تعملون؟")
    page.get_by_label("بماذا أجبتم؟").fill("من الأحد إلى الخميس.")
    looks_right(page, axe, mirror=mirror)
    page.get_by_role("button", name="تسجيل الجواب").click()
    expect(page.get_by_text("سُجّل الاستفسار وجوابه.")).to_be_visible()
    looks_right(page, axe, mirror=mirror)


def test_everybody_reads_what_people_think_and_how_it_is(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    desk = given.sign_in(open_page(size=WIDE), live_server.url, huda)
    desk.goto(f"{DESK}knowledge/articles/new/")
    desk.get_by_label("العنوان بالعربية").fill(QUESTION)
    desk.get_by_label("ما يظنه الناس، بالعربية").fill("لا يُقبل إلا من له معرفة.")
    desk.get_by_label("ما الصحيح، أو نص المقال، بالعربية").fill(f"{TRUTH}\n- أولًا\n- ثانيًا")
    desk.get_by_role("button", name="حفظ").click()

    page, mirror = open_page(size=PHONE, script=False), open_page(size=PHONE)
    page.goto("/manarat/questions/")
    expect(page.get_by_text("لم يُنشر شيء هنا بعد")).to_be_visible()
    looks_right(page, axe, mirror=mirror)
    desk.get_by_role("button", name="نشر").click()
    page.goto("/manarat/")
    page.get_by_role("link", name="أسئلة وتصورات شائعة").click()
    looks_right(page, axe, mirror=mirror)
    page.get_by_role("link", name=re.compile("بالواسطة")).click()
    expect(page.get_by_role("heading", name="ما الصحيح")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="ثانيًا")).to_be_visible()
    looks_right(page, axe, mirror=mirror)
    desk.reload()
    expect(desk.get_by_text("قرأه الجمهور").locator("xpath=following-sibling::dd")).to_have_text(
        re.compile("[1١]")
    )


def test_the_request_form_is_printed_empty_and_filled(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    case = given.given_basket_asked(association)

    page, mirror = open_page(size=PHONE, script=False), open_page(size=PHONE)
    page.goto("/manarat/services/food-basket/")
    page.get_by_role("link", name="طباعة النموذج").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("طلب دعم مستفيد")
    expect(page.get_by_text("أقر بأن ما ورد في هذا الطلب صحيح ومكتمل")).to_be_visible()
    looks_right(page, axe, mirror=mirror)
    with page.expect_download() as empty:
        page.get_by_role("link", name="حفظه بصيغة PDF").click()
    assert Path(empty.value.path()).read_bytes().startswith(b"%PDF-")

    desk = given.sign_in(open_page(size=WIDE), live_server.url, huda)
    desk.goto(f"{DESK}cases/{case}/")
    desk.get_by_role("link", name="طباعة النموذج").click()
    expect(desk.get_by_text(given.NOURA).first).to_be_visible()
    looks_right(desk, axe)
    see(desk, "filled")
    desk.emulate_media(media="print")
    expect(desk.get_by_role("link", name="حفظه بصيغة PDF")).to_be_hidden()
    desk.emulate_media(media="screen")
    with desk.expect_download() as filled:
        desk.get_by_role("link", name="حفظه بصيغة PDF").click()
    assert Path(filled.value.path()).read_bytes().startswith(b"%PDF-")
