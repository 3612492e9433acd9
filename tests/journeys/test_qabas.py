"""Qabas: no case before its policy is adopted; then Ravi asks in English for legal advice."""

from datetime import date

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import walks
from tests.journeys.given import given_association, given_policy_adopted
from tests.journeys.walks import Axe, Desk, Person

pytestmark = pytest.mark.django_db(transaction=True)

RAVI = Person("Ravi Kumar Menon", "2400112237", "1988", "0552400112", "Jeddah")
PAPERS = "Papers of the matter"
PROMISE = "answers whether it is accepted or rejected within a period of not less than two weeks"
DEEDS = (
    "applications.submit_application",
    "applications.refer",
    "applications.answer_referral",
    "applications.record_checks",
    "assessments.recommend",
    "decisions.cast_vote",
    "decisions.conclude_item",
    "delivery.register",
    "delivery.record_handover",
)


def test_ravi_asks_in_english_once_the_policy_is_adopted(
    open_page: OpenPage, axe: Axe, live_server: LiveServer
) -> None:
    association = given_association("qabas")
    staff = walks.given_staff(association)
    desk = Desk("qabas", association, open_page, live_server.url)
    phone = walks.the_phone_of(open_page, RAVI)

    reader = open_page("/", size=PHONE)
    expect(reader.get_by_text("لا تُستقبل الطلبات بعد")).to_be_visible()
    walks.looks_right(reader, axe)
    reader.get_by_role("link", name="استشارة قانونية").click()
    expect(reader.get_by_text("لا تُستقبل الطلبات بعد")).to_be_visible()
    expect(reader.get_by_role("link", name="هل تناسبكم هذه الخدمة؟")).to_have_count(0)
    huda = desk.screen_of(staff.huda)
    huda.goto("/qabas/desk/intake/")
    expect(huda.get_by_text("لا توجد سياسة معتمدة سارية")).to_be_visible()
    walks.looks_right(huda, axe)

    given_policy_adopted(association, reference="1/2025", adopted_on=date(2025, 1, 12))

    page = open_page("/", size=PHONE, language="en-GB")
    page.get_by_role("button", name="English").click()
    walks.read_heading(page, "How can we help you?")
    walks.looks_right(page, axe)
    walks.follow(page, "Ask for a service")
    page.get_by_role("link", name="Legal consultation").click()
    walks.looks_right(page, axe)
    walks.see_that_it_fits(page, "Yes", "No")
    walks.confirm_the_phone(page, phone)
    walks.say_for_whom(page, "For me alone")
    walks.give_personal_data(page, RAVI)
    walks.answer(page, "Where you live", RAVI.city)
    walks.choose(page, "What kind of matter is it?", "Labour")
    walks.answer(page, "What happened?", "I have not been paid for three months.")
    walks.choose(page, "Is the case before a court now?", "No")
    walks.do_not_know(page, "When is the next hearing?")
    walks.choose(page, "Who is the other side?", "An employer")
    walks.answer(page, "What is the household's monthly income from all sources?", "3200")
    walks.choose(page, "How would you like to meet?", "By telephone")
    walks.leave_out(page, "Another mobile number, if we cannot reach you")
    walks.photograph(page, PAPERS)
    walks.follow(page, "Continue")
    walks.looks_right(page, axe)
    walks.sign(page, RAVI, phone)
    reference = walks.read_the_confirmation(
        page, decider="Research committee", promise=PROMISE, days=21
    )
    walks.looks_right(page, axe)

    huda.goto("/qabas/desk/")
    walks.open_the_case(huda, reference)
    walks.take_it_over(huda)
    case = huda.url
    walks.tell_the_applicant(huda, "لجنة البحث")
    walks.refer_a_question(huda, "هل المسألة من اختصاص المحكمة العمالية؟")
    majed = desk.screen_of(staff.majed)
    walks.answer_the_referral(majed, "نعم، وتسبقها تسوية ودية.")
    huda.goto(case)
    walks.match(
        huda,
        ("الهوية الوطنية أو الإقامة", "سارٍ حتى", 400),
        ("أوراق المسألة", "", None),
    )
    expect(huda.get_by_text("قيد الدراسة").first).to_be_visible()

    majed.goto(f"{case}assessment/")
    walks.find(majed, "الفحص الإداري", "العقد وكشف الأجور مكتملان.")
    walks.see_the_criteria(majed, ("بلغ صاحب الطلب الثامنة عشرة", "متحقق", "العمر"))
    walks.recommend(majed, "قبول", "المسألة عمالية واضحة ولا محامي له.")

    committee = walks.the_committee_meets(desk, "لجنة البحث")
    chair = committee.chair
    walks.put_on_the_agenda_and_open(chair, reference)
    for screen in committee.screens:
        walks.go_to_the_case(screen, reference)
        walks.vote(screen, "قبول")
    chair.reload()
    walks.state_the_decision(
        chair, "استوفى الطلب شروط الخدمة.", "يستحق الاستشارة، وتُعقد بالهاتف وبالإنجليزية."
    )
    walks.close_the_session(chair)

    walks.read_the_decision(page, phone, "Your request is accepted")
    walks.looks_right(page, axe)
    walks.verify_the_letter(page, RAVI.name)
    huda.goto(f"{case}delivery/")
    walks.register(huda)
    walks.hand_over_with_a_code(huda, phone)
    walks.answer_the_survey(page, phone, "Very good", "Thank you for speaking English.")
    walks.looks_right(page, axe)

    walks.see_the_trail(desk.screen_of(staff.auditor), case, DEEDS)
