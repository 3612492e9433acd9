"""Wahj: Huda writes Mariam's application on the telephone; it is signed on paper, and so received."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import walks
from tests.journeys.given import given_association
from tests.journeys.walks import Axe, Desk, Person

pytestmark = pytest.mark.django_db(transaction=True)

MARIAM = Person("مريم بنت صالح الديمة", "1088776651", "1402/9/5", "0551088776", "الجبيل")
INCOME = "إثبات الدخل"
DEEDS = (
    "applications.start_application",
    "applications.submit_application",
    "applications.tell_applicant",
    "applications.refer",
    "applications.answer_referral",
    "applications.ask_for_missing",
    "applications.keep_document",
    "applications.record_checks",
    "assessments.recommend",
    "decisions.cast_vote",
    "decisions.conclude_item",
    "delivery.register",
    "delivery.record_handover",
)


def test_mariam_is_served_by_telephone_and_signs_on_paper(
    open_page: OpenPage, axe: Axe, live_server: LiveServer
) -> None:
    association = given_association("wahj")
    staff = walks.given_staff(association)
    desk = Desk("wahj", association, open_page, live_server.url)
    phone = walks.the_phone_of(open_page, MARIAM)

    huda = desk.screen_of(staff.huda)
    huda.get_by_role("link", name="استقبال جديد").first.click()
    walks.looks_right(huda, axe)
    walks.open_the_form(huda, "الاتصالات الهاتفية", "دعم الأسرة المنتجة", MARIAM)
    walks.tick(huda.get_by_role("group", name="لمن الطلب؟"), "لأسرته")
    walks.fill_in(
        huda,
        {
            "الاسم الكامل": MARIAM.name,
            "رقم الهوية": MARIAM.national_id,
            "تاريخ الميلاد": MARIAM.born_in,
            "ما الحرفة أو المنتج؟": "خياطة العبايات",
            "منذ كم سنة تمارسينها؟": "٦",
            "كم عدد أفراد أسرتكم المقيمين معكم، وأنتم منهم؟": "4",
            "كم عدد من تعولونهم؟": "2",
            "كم يبلغ دخل الأسرة في الشهر من جميع المصادر؟": "4,000",
            "في أي مدينة أو محافظة تسكنون؟": MARIAM.city,
            "ما الأدوات أو المواد التي تحتاجين إليها؟": "ماكينة خياطة وأقمشة.",
        },
        {"هل تبيعون منتجكم الآن؟": "نعم", "هل تتلقون دعمًا من جهة أخرى؟": "لا"},
    )
    walks.looks_right(huda, axe)
    huda.get_by_role("button", name="إلى التوقيع").click()
    walks.looks_right(huda, axe)
    walks.sign_on_paper(huda, MARIAM, witness="هدى السبيعي")
    reference = huda.locator(".desk-reference").inner_text()
    walks.looks_right(huda, axe)
    walks.tell_the_applicant(huda, "لجنة البحث")
    case = huda.url
    expect(
        huda.get_by_text("الاتصالات الهاتفية").or_(huda.get_by_text("بالهاتف")).first
    ).to_be_visible()
    expect(huda.locator("#declaration")).to_contain_text("على ورقة")

    walks.refer_a_question(huda, "هل تكفي صور الأعمال عن وثيقة العمل الحر؟")
    majed = desk.screen_of(staff.majed)
    walks.answer_the_referral(majed, "تكفي، ونراها في الزيارة.")
    huda.goto(case)
    walks.ask_for(huda, INCOME, note="تعريف بالراتب أو كشف حساب.")

    page = open_page("/wahj/follow/", size=PHONE)
    walks.find_the_request(page, phone, reference)
    walks.looks_right(page, axe)
    page.get_by_role("link", name=INCOME, exact=True).click()
    walks.send_the_photo(page, INCOME)

    huda.goto(case)
    walks.match(
        huda,
        ("الهوية الوطنية أو الإقامة", "سارٍ حتى", 400),
        (INCOME, "تاريخ الإصدار", -10),
    )
    expect(huda.get_by_text("قيد الدراسة").first).to_be_visible()

    majed.goto(f"{case}assessment/")
    walks.find(majed, "الفحص الإداري", "المستندات مطابقة.")
    walks.find(majed, "المقابلة", "شرحت عملها بوضوح.")
    walks.find(majed, "الزيارة الميدانية", "رأينا ما صنعته، وهو متقن.")
    walks.see_the_criteria(
        majed,
        ("نصيب الفرد من الدخل لا يتجاوز 2500 ريال في الشهر", "متحقق", "١٬٠٠٠"),
        ("خبرة سنة على الأقل أو بيع قائم", "متحقق", "٦"),
    )
    walks.recommend(majed, "قبول", "حرفة قائمة ودخل محدود.")

    committee = walks.the_committee_meets(desk, "لجنة البحث")
    chair, _, amal = committee.screens
    walks.put_on_the_agenda_and_open(chair, reference)
    for screen in committee.screens:
        walks.go_to_the_case(screen, reference)
        walks.vote(screen, "قبول")
    walks.looks_right(amal, axe)
    chair.reload()
    walks.state_the_decision(
        chair, "استوفى الطلب شروط الخدمة.", "حرفتها قائمة، والأدوات تزيد دخل أسرتها."
    )
    walks.close_the_session(chair)

    walks.read_the_decision(page, phone, "قُبل طلبكم")
    walks.verify_the_letter(page, MARIAM.name)
    huda.goto(f"{case}delivery/")
    walks.register(huda)
    walks.hand_over_with_a_paper(huda, MARIAM)
    walks.looks_right(huda, axe)
    expect(huda.get_by_text(MARIAM.name).first).to_be_visible()
    walks.answer_the_survey(page, phone, "جيدة", "هاتف واحد كفى.")

    walks.see_the_trail(desk.screen_of(staff.auditor), case, DEEDS)
