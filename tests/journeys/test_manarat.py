"""Manarat: Noura's family asks for a food basket by an old phone without script, and gets it."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import walks
from tests.journeys.given import NOURA, NOURA_ID, NOURA_PHONE, given_association
from tests.journeys.walks import Axe, Desk, Person

pytestmark = pytest.mark.django_db(transaction=True)

NOURA_HERSELF = Person(NOURA, NOURA_ID, "١٤١٠", NOURA_PHONE, "مكة المكرمة")
INCOME, HOUSING = "إثبات الدخل", "عقد الإيجار أو صك السكن"
PROMISE = "بأن طلبه سيرفع للجنة البحث لدراسة طلبه والرد عليه بشأن قبوله أو رفضه خلال مدة لا تقل عن أسبوعين"
DEEDS = (
    "applications.start_application",
    "applications.keep_document",
    "applications.submit_application",
    "applications.refer",
    "applications.answer_referral",
    "applications.ask_for_missing",
    "applications.record_checks",
    "applications.tell_applicant",
    "assessments.record_findings",
    "assessments.recommend",
    "decisions.cast_vote",
    "decisions.conclude_item",
    "delivery.register",
    "delivery.record_handover",
)


def test_noura_asks_without_script_and_receives_her_basket(
    open_page: OpenPage, axe: Axe, live_server: LiveServer
) -> None:
    association = given_association("manarat")
    staff = walks.given_staff(association)
    desk = Desk("manarat", association, open_page, live_server.url)
    noura = NOURA_HERSELF
    phone = walks.the_phone_of(open_page, noura)

    page = open_page("/", size=PHONE, script=False)
    walks.looks_right(page, axe, mirror=phone.screen)
    walks.follow(page, "Ask for a service")
    page.get_by_role("link", name="سلة غذائية").click()
    walks.looks_right(page, axe, mirror=phone.screen)
    walks.see_that_it_fits(page, "نعم", "نعم", "لا")
    walks.confirm_the_phone(page, phone, typed="٠٥٥١٢٣٤٥٦٧")
    walks.say_for_whom(page, "لأسرتي")
    walks.give_personal_data(page, noura)
    walks.name_the_family(page, ("فهد بن سعود الحربي", "ابن أو ابنة"))
    walks.answer(page, "كم عدد أفراد أسرتكم المقيمين معكم، وأنتم منهم؟", "٥")
    walks.answer(page, "كم عدد من تعولونهم؟", "3")
    walks.answer(page, "كم يبلغ دخل الأسرة في الشهر من جميع المصادر؟", "٣٬٥٠٠")
    walks.choose(page, "ما وضعكم من العمل الآن؟", "باحث أو باحثة عن عمل")
    walks.choose(page, "ما نوع سكنكم؟", "مستأجر")
    walks.do_not_know(page, "كم إيجار السكن في السنة؟")
    walks.choose(page, "هل تتلقون دعمًا من جهة أخرى؟", "لا")
    walks.answer(page, "في أي مدينة أو محافظة تسكنون؟", noura.city)
    walks.choose(page, "كيف تفضلون استلامها؟", "أحضر لاستلامها")
    walks.agree_to_be_asked(page)
    walks.choose(page, "هل في الأسرة من يحتاج إلى رعاية صحية أو غذاء خاص؟", "لا")
    walks.photograph(page, INCOME)
    walks.bring_later(page, HOUSING)
    walks.looks_right(page, axe, mirror=phone.screen)
    walks.follow(page, "Continue")
    walks.read_heading(page, "راجعوا إجاباتكم")
    walks.looks_right(page, axe, mirror=phone.screen)
    walks.sign(page, noura, phone)
    reference = walks.read_the_confirmation(page, decider="لجنة البحث", promise=PROMISE, days=30)
    walks.looks_right(page, axe, mirror=phone.screen)

    huda = open_page(size=walks.WIDE)
    walks.come_in_with_password_and_code(huda, desk, staff.huda)
    walks.looks_right(huda, axe)
    walks.open_the_case(huda, reference)
    walks.take_it_over(huda)
    case = huda.url
    walks.looks_right(huda, axe)
    walks.tell_the_applicant(huda, "لجنة البحث")
    walks.refer_a_question(huda, "الدخل المذكور غير منتظم، فكيف يُحتسب؟")
    majed = desk.screen_of(staff.majed)
    walks.looks_right(majed, axe)
    walks.answer_the_referral(majed, "يُحتسب متوسط الأشهر الثلاثة الأخيرة.")
    huda.goto(case)
    expect(huda.get_by_text("يُحتسب متوسط الأشهر الثلاثة الأخيرة.")).to_be_visible()
    walks.ask_for(huda, HOUSING, note="نرجو إرسال صورة واضحة لعقد الإيجار.")

    walks.complete_what_was_asked(page, phone, HOUSING)
    walks.looks_right(page, axe, mirror=phone.screen)

    huda.goto(case)
    walks.match(
        huda,
        ("الهوية الوطنية أو الإقامة", "سارٍ حتى", 400),
        (INCOME, "تاريخ الإصدار", -12),
        (HOUSING, "سارٍ حتى", 200),
    )
    expect(huda.get_by_text("قيد الدراسة").first).to_be_visible()
    walks.looks_right(huda, axe)

    majed.goto(f"{case}assessment/")
    income = "كم يبلغ دخل الأسرة في الشهر من جميع المصادر؟"
    walks.find(
        majed,
        "الفحص الإداري",
        "طابقت المستندات ما ذُكر في الطلب.",
        **{income: ("3700", "تعريف الراتب")},
    )
    walks.looks_right(majed, axe)
    walks.find(majed, "الفحص الميداني", "زرنا الأسرة ووقفنا على حالها، والحاجة قائمة.")
    walks.see_the_criteria(
        majed,
        ("نصيب الفرد من الدخل لا يتجاوز 1500 ريال في الشهر", "متحقق", "٧٤٠"),
        ("لا دعم مماثل من جهة أخرى", "متحقق", "لا"),
    )
    walks.recommend(majed, "قبول", "الدخل دون الحد لكل فرد، والسكن مستأجر.")

    committee = walks.the_committee_meets(desk, "لجنة البحث")
    chair, sultan, amal = committee.screens
    walks.put_on_the_agenda_and_open(chair, reference)
    walks.looks_right(chair, axe)
    for screen in committee.screens:
        walks.go_to_the_case(screen, reference)
    walks.looks_right(sultan, axe)
    walks.vote(sultan, "قبول")
    walks.vote(amal, "قبول جزئي", "حاجتهم أقل من سلة كاملة.")
    amal.reload()
    expect(amal.get_by_text("تظهر الأصوات متى اكتملت.")).to_be_visible()
    expect(amal.get_by_text("سلطان الشهري")).to_be_hidden()
    walks.vote(chair, "قبول")
    expect(chair.get_by_text("سلطان الشهري")).to_be_visible()
    walks.state_the_decision(
        chair,
        "استوفى الطلب شروط الخدمة.",
        "الدخل دون الحد المعتمد لكل فرد من أفراد الأسرة.",
        "إحضار الهوية عند الاستلام.",
    )
    expect(chair.get_by_text("مقبول").first).to_be_visible()
    walks.close_the_session(chair)
    walks.looks_right(chair, axe)
    expect(chair.get_by_text("المحضر").first).to_be_visible()

    walks.read_the_decision(page, phone, "قُبل طلبكم")
    walks.looks_right(page, axe, mirror=phone.screen)
    walks.verify_the_letter(page, NOURA)
    walks.looks_right(page, axe, mirror=phone.screen)

    huda.goto(f"{case}delivery/")
    walks.register(huda)
    walks.looks_right(huda, axe)
    walks.hand_over_with_a_code(huda, phone)
    walks.looks_right(huda, axe)

    walks.answer_the_survey(page, phone, "جيدة جدًا", "شكرًا على حسن التعامل.")
    walks.looks_right(page, axe, mirror=phone.screen)

    auditor = desk.screen_of(staff.auditor)
    walks.see_the_trail(auditor, case, DEEDS)
    walks.looks_right(auditor, axe)
