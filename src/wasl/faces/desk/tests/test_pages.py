"""The pages of the desk: what they show, keep and ask of the database."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from wasl.domains.access.actions import send_code
from wasl.domains.applications.actions import ask_for_missing, refer
from wasl.domains.applications.queries import (
    application_for_work,
    application_sheet,
    draft_for_form,
    drafts_held,
)
from wasl.domains.applications.tests.given import (
    NOURA,
    NOURA_PHONE,
    SERVICE,
    answers_typed,
    given_draft,
    given_noura_visiting,
    given_submitted_whole,
    photo,
)
from wasl.domains.assessments.queries import assessment_sheet
from wasl.domains.contacts.queries import contacts_about
from wasl.domains.parties.tests.given import NOURA_ID
from wasl.faces.desk.tests.given import Desk, browser_of, given_desk
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

PAGES = ("", "queue/", "queue/?stage=submitted&mine=1", "queue/?overdue=1", "search/")
ALL_ROLES = (
    "officer",
    "researcher",
    "committee_member",
    "committee_chair",
    "department_head",
    "reviewer",
    "director",
    "delegate",
    "registrar",
    "auditor",
)


@pytest.mark.parametrize("role", ALL_ROLES)
def test_everybody_has_a_home(role):
    desk = given_desk()

    answer = browser_of(desk.member(role)).get(desk.address())

    assert answer.status_code == 200


def test_a_message_of_whose_arrival_nothing_is_known_is_on_the_home_page_within_the_hour():
    desk = given_desk()

    def undelivered():
        page = browser_of(desk.member("officer")).get(desk.address())
        panels = page.context["panels"]
        return [one.rows for one in panels if one.template == "desk/parts/messages.html"]

    assert undelivered() == []
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        [[row]] = undelivered()
    assert row["url"] == desk.address(f"cases/{desk.case}/")


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    page, django_assert_max_num_queries, django_assert_num_queries
):
    desk = given_desk()
    browser = browser_of(desk.member("officer"))
    _looked_at(browser, desk, page)
    with django_assert_max_num_queries(90) as few:
        _looked_at(browser, desk, page)
    for number in range(6):
        phone = f"055000000{number}"
        given_submitted_whole(given_noura_visiting(desk.association, phone), phone=phone)

    with django_assert_num_queries(len(few.captured_queries)):
        _looked_at(browser, desk, page)


def _looked_at(browser, desk: Desk, page: str) -> None:
    if page == "search/":
        browser.post(desk.address(page), {"q": "نورة"})
    browser.get(desk.address(page))


def test_lists_mask_names():
    desk = given_desk()

    text = browser_of(desk.member()).get(desk.address("queue/")).content.decode()

    assert NOURA not in text
    assert "نورة" in text


def test_everybody_on_a_shared_number_is_listed_and_nobody_is_picked():
    desk = given_desk()
    salem = {"name": "سالم عبد الله الحربي", "national_id": "1098765439"}
    given_submitted_whole(given_noura_visiting(desk.association), applicant=salem)

    text = (
        browser_of(desk.member())
        .post(desk.address("search/"), {"q": "٠٥٥١٢٣٤٥٦٧"})
        .content.decode()
    )

    assert NOURA in text
    assert "سالم عبد الله الحربي" in text


def begun(desk: Desk, browser, **changes) -> str:
    """Begin an intake; the address of its form."""
    typed = {
        "key": str(uuid4()),
        "service": SERVICE,
        "channel": "phone",
        "phone": NOURA_PHONE,
        "language": "ar",
    }
    answer = browser.post(desk.address("intake/"), typed | changes)
    assert answer.status_code == 302
    return str(answer["Location"])


def filled(**changes) -> dict[str, str]:
    """The dense form as an officer fills it."""
    typed = {f"q-{key}": value for key, value in answers_typed().items()}
    typed |= {
        "as": "self",
        "a-name": NOURA,
        "a-national_id": NOURA_ID,
        "a-identity_kind": "national",
        "a-birth": "1410/05/01",
    }
    return typed | changes


def test_the_same_beginning_twice_is_one_draft():
    desk = given_desk()
    huda = desk.member()
    key = str(uuid4())

    first = begun(desk, browser_of(huda), key=key)
    second = begun(desk, browser_of(huda), key=key)

    assert first == second
    assert len(drafts_held(huda)) == 1


def test_what_cannot_be_read_is_shown_again_and_the_rest_is_kept():
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)
    address = begun(desk, browser)

    answer = browser.post(address, filled(**{"a-national_id": "1234567890", "save": "1"}))

    assert answer.status_code == 422
    assert "1234567890" in answer.content.decode()
    draft = draft_for_form(huda, application=drafts_held(huda)[0].id)
    assert draft.applicant["name"] == NOURA
    assert draft.answers["members"] == 5
    assert "national_id" not in draft.applicant


def test_saving_by_itself_answers_with_what_is_missing():
    desk = given_desk()
    browser = browser_of(desk.member())
    address = begun(desk, browser)

    answer = browser.post(f"{address}save/", {"as": "self", "a-name": NOURA})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="intake-missing"' in text
    assert "<html" not in text
    assert "members" in text


def test_what_is_known_of_a_person_is_asked_once():
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)
    party = application_for_work(Actor.system(desk.association), application=desk.case).party

    begun(desk, browser, party=str(party))

    draft = draft_for_form(huda, application=drafts_held(huda)[0].id)
    assert draft.applicant["name"] == NOURA
    assert draft.applicant["phone"] == "+966551234567"


def test_one_who_does_not_know_is_believed():
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)
    address = begun(desk, browser)

    browser.post(address, filled(**{"q-income": "", "q-income-unknown": "1", "save": "1"}))

    draft = draft_for_form(huda, application=drafts_held(huda)[0].id)
    assert draft.answers["income"] is None


def test_a_photo_is_attached_served_as_an_attachment_and_can_come_later():
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)
    draft = given_draft(huda)
    form = desk.address(f"intake/{draft.pk}/")
    file = SimpleUploadedFile("راتب.jpg", photo(), "image/jpeg")

    browser.post(form, filled(attach="income_proof") | {"d-income_proof": file})
    browser.post(form, filled(later="lease"))

    stages = {row.key: row.stage for row in draft_for_form(huda, application=draft.pk).documents}
    assert stages == {"national_id": "missing", "income_proof": "uploaded", "lease": "later"}
    served = browser.get(desk.address(f"cases/{draft.pk}/documents/income_proof/"))
    assert served["Content-Disposition"].startswith("attachment")
    assert "sandbox" in served["Content-Security-Policy"]
    assert served["X-Content-Type-Options"] == "nosniff"


def test_a_drawing_that_pretends_to_be_a_photo_is_refused_with_its_own_sentence():
    desk = given_desk()
    huda = desk.member()
    draft = given_draft(huda)
    file = SimpleUploadedFile("photo.jpg", b"<svg><script>1</script></svg>", "image/jpeg")

    answer = browser_of(huda).post(
        desk.address(f"intake/{draft.pk}/"),
        filled(attach="income_proof") | {"d-income_proof": file},
    )

    assert answer.status_code == 415
    assert draft_for_form(huda, application=draft.pk).documents[1].stage == "missing"


def test_a_button_without_its_file_asks_for_the_file():
    desk = given_desk()
    huda = desk.member()
    draft = given_draft(huda)

    answer = browser_of(huda).post(
        desk.address(f"intake/{draft.pk}/"), filled(attach="income_proof")
    )

    assert answer.status_code == 422


def test_a_draft_is_thrown_away_only_after_a_second_question():
    desk = given_desk()
    huda = desk.member()
    draft = given_draft(huda)
    address = desk.address(f"intake/{draft.pk}/discard/")

    asked = browser_of(huda).get(address)
    stage_then = draft_for_form(huda, application=draft.pk).stage
    browser_of(huda).post(address)

    assert asked.status_code == 200
    assert stage_then == "draft"
    assert draft_for_form(huda, application=draft.pk).stage == "discarded"


def test_an_intake_signed_on_paper_needs_a_witness_and_is_sent_once():
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)
    draft = given_draft(huda, phone="")
    sign = desk.address(f"intake/{draft.pk}/sign/")
    typed = {"method": "paper", "signed_name": NOURA, "confirmed": "on", "witness": ""}

    unwitnessed = browser.post(sign, typed)
    sent = browser.post(sign, typed | {"witness": huda.name})
    again = browser.post(sign, typed | {"witness": huda.name})

    assert unwitnessed.status_code == 422
    assert sent.status_code == again.status_code == 302
    sheet = application_sheet(huda, application=draft.pk)
    assert sheet.case.stage == "submitted"
    assert sheet.declaration is not None
    assert sheet.declaration.method == "paper"
    assert sheet.declaration.witness == huda.name
    done = browser.get(sent["Location"]).content.decode()
    assert sheet.case.reference[:4] in done


def test_a_wrong_code_does_not_sign():
    desk = given_desk()
    huda = desk.member()
    draft = given_draft(huda)
    send_code(huda, phone=NOURA_PHONE, purpose="sign", subject=draft.pk)

    answer = browser_of(huda).post(
        desk.address(f"intake/{draft.pk}/sign/"),
        {"method": "code", "signed_name": NOURA, "confirmed": "on", "code": "000000"},
    )

    assert answer.status_code == 422
    assert draft_for_form(huda, application=draft.pk).stage == "draft"


def matched() -> dict[str, str]:
    """Every document of the food basket, found in order."""
    today = timezone.localdate()
    return {
        "national_id-matches": "yes",
        "national_id-original_seen": "on",
        "national_id-day": (today + timedelta(days=400)).isoformat(),
        "national_id-compared_with": "original",
        "income_proof-matches": "yes",
        "income_proof-original_seen": "on",
        "income_proof-day": (today - timedelta(days=10)).isoformat(),
    }


def test_matching_everything_completes_the_file():
    desk = given_desk()
    huda = desk.member()

    answer = browser_of(huda).post(desk.of_case("checks/"), matched())

    assert answer.status_code == 302
    case = application_for_work(huda, application=desk.case)
    assert case.stage == "complete"
    assert case.assigned_to == huda.member


def test_matching_nothing_says_what_to_do():
    desk = given_desk()

    answer = browser_of(desk.member()).post(desk.of_case("checks/"), {})

    assert answer.status_code == 422


def test_a_day_that_is_none_is_refused_beside_its_box():
    desk = given_desk()
    typed = matched() | {"national_id-day": "1449/13/40"}

    answer = browser_of(desk.member()).post(desk.of_case("checks/"), typed)

    assert answer.status_code == 422
    assert "national_id-day_error" in answer.content.decode()


def test_asking_telling_and_noting_leave_their_marks():
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)

    browser.post(desk.of_case("tell/"), {"channel": "phone"})
    browser.post(desk.of_case("ask/"), {"items": ["income_proof"], "note": "آخر ثلاثة أشهر"})
    browser.post(
        desk.of_case("contacts/new/"),
        {
            "channel": "phone",
            "direction": "inward",
            "purpose": "follow_up",
            "summary": "سألت عن المستندات",
        },
    )

    sheet = application_sheet(huda, application=desk.case)
    assert sheet.case.told_by == huda.member
    assert sheet.case.stage == "incomplete"
    assert sheet.requests[-1].items == ("income_proof",)
    assert contacts_about(huda, about=desk.case)[0].summary == "سألت عن المستندات"


def test_asking_for_nothing_is_refused_and_keeps_the_words():
    desk = given_desk()

    answer = browser_of(desk.member()).post(desk.of_case("ask/"), {"note": "كلمة"})

    assert answer.status_code == 422
    assert "كلمة" in answer.content.decode()


def test_a_referral_is_answered_by_the_one_who_was_asked():
    desk = given_desk()
    huda, majed = desk.member(), desk.member("researcher", name="ماجد القحطاني")
    question = refer(huda, application=desk.case, question="كيف يُحتسب الدخل؟", to=majed.member)
    browser = browser_of(majed)

    assert "كيف يُحتسب الدخل؟" in browser.get(desk.of_case()).content.decode()
    answer = browser.post(
        desk.of_case(f"referrals/{question.pk}/"), {"answer": "بمتوسط ثلاثة أشهر"}
    )

    assert answer.status_code == 302
    sheet = application_sheet(huda, application=desk.case)
    assert sheet.referrals[0].answer == "بمتوسط ثلاثة أشهر"


def test_what_has_come_brings_the_case_back():
    desk = given_desk()
    huda = desk.member()
    ask_for_missing(huda, application=desk.case, items=["income_proof"])

    browser_of(huda).post(desk.of_case("answered/"))

    assert application_for_work(huda, application=desk.case).stage == "submitted"


def test_the_researcher_finds_closes_and_recommends():
    desk = given_desk()
    majed = desk.member("researcher", name="ماجد القحطاني")
    browser_of(desk.member()).post(desk.of_case("checks/"), matched())
    browser = browser_of(majed)
    findings = desk.of_case("assessment/findings/administrative_check/")

    unreadable = browser.post(
        findings, {"administrative_check-v-members": "كثير", "administrative_check-summary": "س"}
    )
    early = browser.post(
        desk.of_case("assessment/recommend/"), {"outcome": "accept", "reasons": "الدخل ضمن الحد."}
    )
    closed = browser.post(
        findings,
        {
            "administrative_check-v-income": "٣٩٠٠",
            "administrative_check-s-income": "كشف الحساب",
            "administrative_check-summary": "الدخل موثق",
            "done": "1",
        },
    )
    given = browser.post(
        desk.of_case("assessment/recommend/"), {"outcome": "accept", "reasons": "الدخل ضمن الحد."}
    )

    assert unreadable.status_code == early.status_code == 422
    assert closed.status_code == given.status_code == 302
    sheet = assessment_sheet(majed, application=desk.case)
    assert sheet.recommendation is not None
    assert sheet.recommendation.outcome == "accept"
    assert sheet.case.stage == "assessed"
    assert "كشف الحساب" in browser.get(desk.of_case("assessment/")).content.decode()


def test_a_mechanism_that_is_none_is_not_found():
    desk = given_desk()
    browser_of(desk.member()).post(desk.of_case("checks/"), matched())

    answer = browser_of(desk.member("researcher")).post(
        desk.of_case("assessment/findings/palmistry/"), {}
    )

    assert answer.status_code == 404
