"""Durbah: a young man asks for a place in a course; a department decides, and a second person.

Its policy knows no committee and no registration, so nobody sees either.
"""

import re

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import walks
from tests.journeys.given import given_association, given_member
from tests.journeys.walks import Axe, Desk, Person

pytestmark = pytest.mark.django_db(transaction=True)

RAKAN = Person("راكان بن بدر المرجان", "1044556676", "١٤٢٤", "0551044556", "الدرب")
QUALIFICATION, CV = "آخر مؤهل دراسي", "السيرة الذاتية"
PROMISE = "التوضيح للمستفيد بأن طلبه سيرفع للإدارة المختصة وسيتم الرد بأسرع وقت ممكن"
DEEDS = (
    "applications.submit_application",
    "applications.record_checks",
    "applications.tell_applicant",
    "assessments.recommend",
    "decisions.propose_decision",
    "decisions.confirm_decision",
    "delivery.record_handover",
)


def test_rakan_gets_a_place_from_a_department_and_a_reviewer(
    open_page: OpenPage, axe: Axe, live_server: LiveServer
) -> None:
    association = given_association("durbah")
    staff = walks.given_staff(association)
    desk = Desk("durbah", association, open_page, live_server.url)
    phone = walks.the_phone_of(open_page, RAKAN)

    page = open_page("/", size=PHONE, script=False)
    walks.follow(page, "Ask for a service")
    page.get_by_role("link", name="مقعد في دورة تدريبية").click()
    walks.see_that_it_fits(page, "نعم", "نعم")
    walks.confirm_the_phone(page, phone)
    walks.say_for_whom(page, "لي وحدي")
    walks.give_personal_data(page, RAKAN)
    walks.choose(page, "أي مسار تختارون؟", "صيانة الأجهزة")
    walks.say_the_day(page, "ما تاريخ ميلادكم؟", "٣", "٧", "١٤٢٤")
    walks.choose(page, "ما آخر مؤهل دراسي لديكم؟", "ثانوية عامة")
    walks.choose(page, "ما وضعكم من العمل الآن؟", "باحث أو باحثة عن عمل")
    walks.leave_out(page, "منذ كم شهرًا تبحثون عن عمل؟")
    walks.choose(page, "هل حضرتم دورة لدينا خلال سنة؟", "لا")
    walks.answer(page, "ما الذي ترجونه من هذه الدورة؟", "أريد أن أفتح ورشة صغيرة.")
    walks.answer(page, "في أي مدينة أو محافظة تسكنون؟", RAKAN.city)
    walks.leave_out(page, re.compile("صحتكم|الصحة|حالكم"))
    walks.photograph(page, QUALIFICATION)
    walks.bring_later(page, CV)
    walks.follow(page, "Continue")
    walks.sign(page, RAKAN, phone)
    reference = walks.read_the_confirmation(
        page, decider="الإدارة المختصة", promise=PROMISE, days=14
    )
    walks.looks_right(page, axe, mirror=phone.screen)

    huda = desk.screen_of(staff.huda)
    expect(huda.get_by_role("link", name="اللجنة")).to_have_count(0)
    walks.open_the_case(huda, reference)
    walks.take_it_over(huda)
    case = huda.url
    expect(huda.get_by_text("استكمال التسجيل")).to_have_count(0)
    walks.tell_the_applicant(huda, "الإدارة المختصة")
    walks.refer_a_question(huda, "هل تكفي شهادة الثانوية لمسار الصيانة؟")
    majed = desk.screen_of(staff.majed)
    walks.answer_the_referral(majed, "تكفي، ويُستحسن اختبار قصير.")
    huda.goto(case)
    walks.ask_for(huda, CV, note="صفحة واحدة تكفي.")
    walks.complete_what_was_asked(page, phone, CV)
    huda.goto(case)
    walks.match(
        huda,
        ("الهوية الوطنية أو الإقامة", "سارٍ حتى", 400),
        (QUALIFICATION, "", None),
        (CV, "", None),
    )
    expect(huda.get_by_text("قيد الدراسة").first).to_be_visible()

    majed.goto(f"{case}assessment/")
    walks.find(majed, "الفحص الإداري", "المؤهل مطابق، ولم يحضر دورة من قبل.")
    walks.see_the_criteria(
        majed,
        ("بلغ صاحب الطلب الثامنة عشرة", "متحقق", "العمر"),
        ("لم يحضر دورة خلال سنة", "متحقق", "لا"),
        ("باحث عن عمل أو متفرغ", "متحقق", "باحث"),
    )
    walks.recommend(majed, "قبول", "استوفى الشروط وهو جاد في طلبه.")

    nasser = desk.screen_of(given_member(association, "ناصر المطيري", "department_head"))
    walks.go_to_what_waits_for_a_decision(nasser, reference)
    walks.looks_right(nasser, axe)
    walks.propose(nasser, "مقبول", "استوفى الطلب شروط الخدمة.", "يبدأ مع الدورة القادمة.")
    khalid = desk.screen_of(given_member(association, "خالد الزهراني", "reviewer"))
    walks.go_to_what_waits_for_a_decision(khalid, reference)
    walks.looks_right(khalid, axe)
    khalid.get_by_role("button", name="اعتماد القرار وإصداره").click()
    expect(khalid.get_by_role("heading", level=1)).to_be_visible()
    walks.keep_the_paper(khalid, "تنزيل بصيغة PDF")

    walks.read_the_decision(page, phone, "قُبل طلبكم")
    walks.verify_the_letter(page, RAKAN.name)
    walks.looks_right(page, axe, mirror=phone.screen)

    huda.goto(f"{case}delivery/")
    expect(huda.get_by_text("التسجيل", exact=True)).to_have_count(0)
    expect(huda.get_by_role("button", name="تسجيل الملف")).to_have_count(0)
    walks.hand_over_with_a_code(huda, phone)
    walks.looks_right(huda, axe)
    walks.answer_the_survey(page, phone, "جيدة", "الرد كان سريعًا.")

    walks.see_the_trail(desk.screen_of(staff.auditor), case, DEEDS)
