"""A department decides: one proposes, another returns or confirms, never the same person."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.given import (
    given_association,
    given_huda,
    given_majed,
    given_member,
    given_training_studied,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)

REASONS = "استوفت المتقدمة شروط الدورة."


def test_the_head_proposes_the_reviewer_returns_then_confirms(open_page, live_server, axe):
    association = given_association("durbah")
    head = given_member(association, "سلطان العنزي", "department_head", "reviewer")
    reviewer = given_member(association, "ريم الشهري", "reviewer")
    huda = given_huda(association)
    case = given_training_studied(association, huda, given_majed(association))

    def desk(actor, path: str) -> Page:
        page: Page = open_page()
        sign_in(page, live_server.url, actor)
        page.goto(f"{live_server.url}/durbah/desk/{path}")
        return page

    def propose(page: Page, reasons: str) -> None:
        page.get_by_label("مقبول", exact=True).check(force=True)
        page.get_by_label("السبب المعتمد").select_option(label="استوفى الطلب شروط الخدمة.")
        page.get_by_label("الأسباب بعبارتكم").fill(reasons)
        page.get_by_role("button", name="رفع القرار المقترح").click()

    sultan = desk(head, "decisions/")
    axe(sultan)
    sultan.get_by_role("link", name="مقعد في دورة تدريبية").click()
    axe(sultan)
    propose(sultan, "مستوفية.")
    expect(sultan.get_by_text("رُفع القرار المقترح")).to_be_visible()
    sultan.goto(f"{live_server.url}/durbah/desk/cases/{case}/decision/")
    expect(sultan.get_by_text("أنتم من اقترح هذا القرار")).to_be_visible()
    expect(sultan.get_by_role("button", name="اعتماد القرار وإصداره")).to_have_count(0)

    reem = desk(reviewer, "decisions/")
    reem.get_by_role("link", name="مقعد في دورة تدريبية").click()
    axe(reem)
    reem.get_by_text("إعادته مع ملاحظة").click()
    reem.get_by_label("ما الذي ينبغي تعديله؟").fill("فصّل الأسباب ليفهمها المتقدم.")
    reem.get_by_role("button", name="إعادة المقترح").click()

    sultan.goto(f"{live_server.url}/durbah/desk/cases/{case}/decision/")
    expect(sultan.get_by_text("فصّل الأسباب ليفهمها المتقدم.")).to_be_visible()
    propose(sultan, REASONS)

    reem.goto(f"{live_server.url}/durbah/desk/cases/{case}/decision/")
    reem.get_by_role("button", name="اعتماد القرار وإصداره").click()
    expect(reem.get_by_role("heading", name="القرار في طلب خدمة")).to_be_visible()
    expect(reem.get_by_text(REASONS)).to_be_visible()
    axe(reem)

    officer = desk(huda, f"cases/{case}/delivery/")
    expect(officer.get_by_role("heading", name="التسجيل")).to_have_count(0)
    expect(officer.get_by_role("button", name="إرسال الرمز")).to_be_visible()
