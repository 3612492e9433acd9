"""Baraah: Salem asks for help with his son's fees and is told no, why, and what he can do now."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import walks
from tests.journeys.given import SALEM, SALEM_ID, given_association
from tests.journeys.walks import Axe, Desk, Person

pytestmark = pytest.mark.django_db(transaction=True)

SALEM_HIMSELF = Person(SALEM, SALEM_ID, "١٣٩٨", "0559876543", "تبوك")
INCOME, ENROLMENT, INVOICE = "إثبات الدخل", "تعريف من المدرسة أو الجامعة", "فاتورة الرسوم"
PROMISE = "بأن طلبه سيرفع للجنة البحث لدراسة طلبه والرد عليه بشأن قبوله أو رفضه خلال مدة لا تقل عن أسبوعين"
DEEDS = (
    "applications.submit_application",
    "applications.record_checks",
    "assessments.recommend",
    "decisions.declare_recusal",
    "decisions.cast_vote",
    "decisions.conclude_item",
)


def test_salem_is_told_no_with_reasons_and_may_still_judge_us(
    open_page: OpenPage, axe: Axe, live_server: LiveServer
) -> None:
    association = given_association("baraah")
    staff = walks.given_staff(association)
    desk = Desk("baraah", association, open_page, live_server.url)
    salem = SALEM_HIMSELF
    phone = walks.the_phone_of(open_page, salem)

    page = open_page("/", size=PHONE)
    walks.follow(page, "Ask for a service")
    page.get_by_role("link", name="دعم الرسوم الدراسية").click()
    walks.see_that_it_fits(page, "نعم", "نعم", "لا")
    walks.confirm_the_phone(page, phone)
    walks.say_for_whom(page, "لأسرتي")
    walks.give_personal_data(page, salem)
    walks.name_the_family(page, ("بدر بن سالم الحربي", "ابن أو ابنة"))
    walks.answer(page, "مكان سكنكم", salem.city)
    walks.choose(page, "في أي مرحلة يدرس الطالب أو الطالبة؟", "ثانوي")
    walks.answer(page, "ما اسم المدرسة أو الجامعة؟", "ثانوية الأمل")
    walks.answer(page, "كم كان المعدل في الفصل الماضي (من 100)؟", "٩١")
    walks.answer(page, "كم رسوم هذا الفصل؟", "٦٠٠٠")
    walks.do_not_know(page, "متى آخر موعد للسداد؟")
    walks.answer(page, "كم عدد أفراد أسرتكم المقيمين معكم، وأنتم منهم؟", "٣")
    walks.answer(page, "كم يبلغ دخل الأسرة في الشهر من جميع المصادر؟", "٦٬٠٠٠")
    walks.choose(page, "هل تتلقون دعمًا من جهة أخرى؟", "لا")
    walks.do_not_know(page, "ما رقم الآيبان الذي يُحوَّل إليه المبلغ؟")
    walks.do_not_know(page, "باسم من هذا الحساب؟")
    walks.photograph(page, INCOME)
    walks.photograph(page, ENROLMENT)
    walks.bring_later(page, INVOICE)
    walks.looks_right(page, axe)
    walks.follow(page, "Continue")
    walks.looks_right(page, axe)
    walks.sign(page, salem, phone)
    reference = walks.read_the_confirmation(page, decider="لجنة البحث", promise=PROMISE, days=30)

    huda = desk.screen_of(staff.huda)
    walks.open_the_case(huda, reference)
    walks.take_it_over(huda)
    case = huda.url
    walks.refer_a_question(huda, "هل يُحسب بدل السكن من الدخل؟")
    majed = desk.screen_of(staff.majed)
    walks.answer_the_referral(majed, "نعم، يُحسب ما يُصرف نقدًا.")
    huda.goto(case)
    expect(huda.get_by_text("نعم، يُحسب ما يُصرف نقدًا.")).to_be_visible()
    walks.ask_for(huda, INVOICE, note="فاتورة هذا الفصل من المدرسة.")
    walks.complete_what_was_asked(page, phone, INVOICE)
    huda.goto(case)
    walks.match(
        huda,
        ("الهوية الوطنية أو الإقامة", "سارٍ حتى", 400),
        (INCOME, "تاريخ الإصدار", -20),
        (ENROLMENT, "تاريخ الإصدار", -30),
        (INVOICE, "تاريخ الإصدار", -5),
    )
    expect(huda.get_by_text("قيد الدراسة").first).to_be_visible()
    walks.tell_the_applicant(huda, "لجنة البحث")

    majed.goto(f"{case}assessment/")
    income = "كم يبلغ دخل الأسرة في الشهر من جميع المصادر؟"
    walks.find(
        majed,
        "الفحص الإداري",
        "التعريف يثبت دخلًا أعلى مما ذُكر.",
        **{income: ("9600", "تعريف بالراتب")},
    )
    walks.find(majed, "المقابلة", "أوضح أن الفرق بدل سكن أُضيف هذا العام.")
    walks.see_the_criteria(
        majed,
        ("نصيب الفرد من الدخل لا يتجاوز 2500 ريال في الشهر", "غير متحقق", "٣٬٢٠٠"),
        ("لا دعم مماثل من جهة أخرى", "متحقق", "لا"),
        ("الرسوم بين 500 و20000 ريال", "متحقق", "٦٬٠٠٠"),
    )
    walks.looks_right(majed, axe)
    walks.recommend(majed, "رفض", "نصيب الفرد أعلى من الحد المعتمد.")

    committee = walks.the_committee_meets(desk, "لجنة البحث")
    chair, sultan, amal = committee.screens
    walks.put_on_the_agenda_and_open(chair, reference)
    for screen in committee.screens:
        walks.go_to_the_case(screen, reference)
    walks.leave_because_of_a_conflict(amal, "تربطني بالأسرة قرابة.")
    walks.vote(sultan, "عدم قبول", "الدخل أعلى من الحد.")
    expect(sultan.get_by_text("تظهر الأصوات متى اكتملت.")).to_be_visible()
    walks.vote(chair, "عدم قبول", "الشرط الأول لم يتحقق.")
    walks.looks_right(chair, axe)
    walks.state_the_decision(
        chair,
        "لم ينطبق على الحالة أحد شروط الخدمة المعتمدة.",
        "نصيب الفرد من الدخل أعلى من الحد، ويسعدنا أن تتقدموا متى تغيرت الحال.",
    )
    walks.close_the_session(chair)

    walks.read_the_decision(page, phone, "لم يُقبل طلبكم هذه المرة")
    expect(page.get_by_text("غير متحقق")).to_have_count(1)
    expect(page.get_by_text("التقدم من جديد متى تغيرت الحال")).to_be_visible()
    walks.looks_right(page, axe)
    walks.verify_the_letter(page, salem.name)
    walks.answer_the_survey(page, phone, "مقبولة", "ليتكم توضحون الحد قبل التقديم.")
    walks.looks_right(page, axe)

    walks.see_the_trail(desk.screen_of(staff.auditor), case, DEEDS)
