"""Huda writes down what she verified, sees an original and keeps a copy on a ground."""

import re

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from tests.journeys.walks import WIDE, Axe, looks_right
from wasl.domains.applications.queries import application_for_work
from wasl.domains.parties.actions import take_found
from wasl.domains.parties.tests.files import photo
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/manarat/desk/"


def test_what_is_verified_stands_beside_what_was_stated(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    system = Actor.system(association)
    case = application_for_work(system, application=given.given_basket_asked(association))
    page = given.sign_in(open_page(size=WIDE), live_server.url, huda)

    page.goto(f"{DESK}people/{case.beneficiary}/")
    page.get_by_role("link", name="المعلومات", exact=True).click()
    expect(page.get_by_role("table", name="الدخل")).to_be_visible()
    looks_right(page, axe)

    page.get_by_role("link", name="تسجيل معلومة").click()
    page.get_by_role("link", name="الدخل").click()
    page.get_by_label("مجموع دخل الأسرة").fill("كثير")
    page.get_by_text("مستند رسمي").click()
    page.get_by_role("button", name="تسجيل").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("مجموع دخل الأسرة")).to_have_value("كثير")
    looks_right(page, axe)
    page.get_by_label("مجموع دخل الأسرة").fill("٩٬٩٩٩")
    page.get_by_role("button", name="تسجيل").click()
    row = page.get_by_role("row").filter(has_text="مجموع دخل الأسرة")
    expect(row).to_contain_text("مختلفة")
    expect(row.get_by_role("cell").nth(1)).to_contain_text("المعتمدة")
    looks_right(page, axe)

    take_found(
        huda.with_permissions("parties.take_found"),
        party=case.beneficiary or case.id,
        findings={"household_size": {"value": 9, "on": "2026-01-01"}},
        mechanism="field_visit",
        about=case.id,
    )
    page.reload()
    size = page.get_by_role("row").filter(has_text="عدد أفراد الأسرة في البيت")
    expect(size.get_by_role("cell").nth(2)).to_contain_text("زيارة")


def test_an_original_is_seen_and_a_copy_kept_on_a_phone_without_script(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    huda = given.given_huda(association)
    system = Actor.system(association)
    case = application_for_work(system, application=given.given_basket_asked(association))
    page = given.sign_in(open_page(size=PHONE, script=False), live_server.url, huda)

    page.goto(f"{DESK}people/{case.party}/documents/")
    page.get_by_role("link", name="الاطلاع على أصل").first.click()
    page.get_by_label("ما نوعه؟").select_option(label="عقد الإيجار")
    page.get_by_role("button", name="اطّلعت على الأصل").click()
    expect(page.get_by_role("alert")).to_contain_text("تاريخ انتهاء المستند")
    page.get_by_label("رقم المستند").fill("٢٠-٧٧٨٨")
    page.get_by_label("سارٍ حتى").fill("1499/12/01")
    page.get_by_role("button", name="اطّلعت على الأصل").click()
    paper = page.get_by_role("listitem").filter(has_text="عقد الإيجار")
    expect(paper).to_contain_text("٧٧٨٨")
    expect(page).to_have_url(re.compile("#d-"))

    paper.get_by_role("link", name="حفظ نسخة").click()
    page.get_by_text("نظام يوجبه").click()
    page.get_by_label("أي نظام أو خطاب").fill("نظام العمل")
    page.get_by_label("النسخة", exact=True).set_input_files(
        {"name": "صورة.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload='x()'/>"}
    )
    page.get_by_role("button", name="حفظ النسخة").click()
    expect(page.get_by_role("alert")).to_contain_text("ليس صورة")
    expect(page.get_by_label("أي نظام أو خطاب")).to_have_value("نظام العمل")
    page.get_by_label("النسخة", exact=True).set_input_files(
        {"name": "صورة.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="حفظ النسخة").click()
    expect(paper).to_contain_text("نسخة محفوظة")
    with page.expect_download() as taken:
        paper.get_by_role("link", name="تنزيل النسخة").click()
    assert taken.value.suggested_filename.endswith(".jpg")
