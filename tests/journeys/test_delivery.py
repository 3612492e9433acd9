"""Handing over with a code from the phone, and what is learned afterwards."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.conftest import PHONE
from tests.journeys.given import (
    given_association,
    given_basket_studied,
    given_committee,
    given_huda,
    given_majed,
    given_member,
    sign_in,
)
from wasl.domains.decisions.actions import (
    cast_vote,
    conclude_item,
    open_session,
    plan_session,
    put_on_agenda,
)
from wasl.domains.delivery.actions import register
from wasl.domains.delivery.tests.given import codes_heard

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def accepted():
    """Noura's accepted and registered case, and those who work on it."""
    association = given_association("manarat")
    huda = given_huda(association)
    fahad = given_member(association, "فهد القحطاني", "committee_chair")
    layla = given_member(association, "ليلى الغامدي", "committee_member")
    case = given_basket_studied(association, huda, given_majed(association))
    committee = given_committee(association, fahad, layla)
    session = plan_session(fahad, committee=committee, held_on=timezone.localdate())
    item = put_on_agenda(fahad, session=session.pk, application=case)
    open_session(fahad, session=session.pk)
    for voter in (fahad, layla):
        cast_vote(voter, item=item.pk, choice="accept")
    conclude_item(fahad, item=item.pk, reason_key="conditions_met", reasons="الحاجة قائمة.")
    register(huda, application=case)
    return association, huda, case


def test_a_code_read_from_the_phone_proves_the_handover(accepted, open_page, live_server, axe):
    _association, huda, case = accepted
    page: Page = open_page(size=PHONE)
    sign_in(page, live_server.url, huda)
    page.goto(f"{live_server.url}/manarat/desk/cases/{case}/delivery/")
    axe(page)

    with codes_heard() as heard:
        page.get_by_role("button", name="إرسال الرمز").click()
        expect(page.get_by_label("الرمز الذي وصل إلى الجوال")).to_be_visible()
    wrong = "000000" if heard[0] != "000000" else "111111"
    page.get_by_label("الرمز الذي وصل إلى الجوال").fill(wrong)
    page.get_by_role("button", name="تسجيل التسليم", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    arabic = heard[0].translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    page.get_by_label("الرمز الذي وصل إلى الجوال").fill(arabic)
    page.get_by_role("button", name="تسجيل التسليم", exact=True).click()

    expect(page.get_by_role("heading", name="إيصال استلام")).to_be_visible()
    expect(page.get_by_text("رمز أُرسل إلى جوال الطلب")).to_be_visible()
    axe(page)


def test_the_director_reads_results_and_checks_the_trail(accepted, open_page, live_server, axe):
    association, _huda, case = accepted
    mona = given_member(association, "منى الحربي", "director")
    page: Page = open_page()
    sign_in(page, live_server.url, mona)

    page.goto(f"{live_server.url}/manarat/desk/results/")
    expect(page.get_by_text("الإجابات أقل من أن تُعرض")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="القنوات").click()
    axe(page)
    page.get_by_role("link", name="ملفات فُتحت استثناءً").click()
    expect(page.get_by_text("لا ملف فُتح استثناءً ينتظر المراجعة")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="سجل الأحداث").click()
    axe(page)
    page.get_by_role("button", name="التحقق من السجل").click()
    expect(page.get_by_text("السجل سليم كامل")).to_be_visible()
    page.goto(f"{live_server.url}/manarat/desk/results/trail/?case={case}")
    expect(page.get_by_text("decisions.cast_vote").first).to_be_visible()
    expect(page.get_by_text("access.hire_staff")).to_have_count(0)
    answer = page.goto(f"{live_server.url}/manarat/desk/results/trail/verify/")
    assert answer is not None
    assert answer.status == 405
    page.goto(f"{live_server.url}/manarat/desk/results/calls/")
    expect(page).to_have_title(re.compile(".+"))
