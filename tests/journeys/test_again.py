"""Somebody who has been at the desk for a while decides, and takes a list out."""

import os
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from wasl.domains.decisions.actions import open_session, plan_session, put_on_agenda
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]

WIDE = (1366, 900)
REASON = "يكفي الأسرة نصف السلة،\nوتُراجع بعد شهر."


def _code() -> str:
    return str(format_hotp_value(hotp_value(given.TOTP_SECRET, int(time.time()) // 30)))


def _a_while_later(page: Page) -> None:
    """The same session, whose owner signed in twenty minutes ago."""
    key = next(one["value"] for one in page.context.cookies() if one["name"] == "sessionid")
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**record, "at": record["at"] - 20 * 60} for record in records
    ]
    session.save()


def _before_the_committee(association: UUID) -> tuple[Actor, str]:
    chair = given.given_member(association, "فهد القحطاني", "committee_chair")
    layla = given.given_member(association, "ليلى الغامدي", "committee_member")
    huda, majed = given.given_huda(association), given.given_majed(association)
    case = given.given_basket_studied(association, huda, majed)
    committee = given.given_committee(association, chair, layla)
    system = Actor.system(association)
    session = plan_session(system, committee=committee, held_on=timezone.localdate())
    item = put_on_agenda(system, session=session.pk, application=case)
    open_session(chair, session=session.pk)
    return chair, f"/manarat/desk/committee/cases/{item.pk}/"


@pytest.mark.parametrize(("size", "script"), [(WIDE, True), (PHONE, False)])
def test_a_vote_is_asked_for_the_code_and_goes_on_as_it_was_typed(
    open_page: OpenPage, live_server: LiveServer, axe: Axe, size: Any, script: bool
):
    chair, place = _before_the_committee(given.given_association("manarat"))
    page = given.sign_in(open_page(size=size, script=script), live_server.url, chair)
    page.goto(f"{live_server.url}{place}")
    page.get_by_label("قبول جزئي", exact=True).check(force=True)
    page.get_by_label("سببكم").fill(REASON)
    _a_while_later(page)
    page.get_by_role("button", name="الإدلاء بصوتي").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("تأكيد هويتكم")
    expect(page.get_by_label("الرمز")).to_be_focused()
    if script:
        axe(page)
    page.get_by_label("الرمز").fill("000000")
    page.get_by_role("button", name="متابعة").click()
    expect(page.get_by_text("هذا الرمز غير صحيح").first).to_be_visible()
    page.get_by_label("الرمز").fill(_code())
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{live_server.url}{place}")
    expect(page.get_by_text("سُجّل صوتكم")).to_be_visible()
    expect(page.get_by_text("صوتكم: قبول جزئي")).to_be_visible()


def test_the_queue_is_taken_out_after_the_password_and_the_way_back_is_there(
    open_page: OpenPage, live_server: LiveServer, axe: Axe, tmp_path: Path
):
    association = given.given_association("manarat")
    muna = given.given_member(association, "منى الحربي", "director")
    given.given_basket_complete(association, given.given_huda(association))
    page = given.sign_in(open_page(size=WIDE), live_server.url, muna)
    page.goto(f"{live_server.url}/manarat/desk/queue/")
    _a_while_later(page)
    page.locator("a[href*='/queue/export/xlsx/']").click()
    page.get_by_role("button", name="كلمة المرور").click()
    axe(page)
    page.get_by_label("كلمة المرور").fill(given.PASSWORD)
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    file = tmp_path / "queue.xlsx"
    coming.value.save_as(file)
    assert os.path.getsize(file) > 1000
    expect(page.get_by_role("link", name="تنزيل الملف")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="رجوع").click()
    expect(page).to_have_url(f"{live_server.url}/manarat/desk/queue/")
