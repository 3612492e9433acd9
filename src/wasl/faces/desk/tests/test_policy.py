"""The policy's versions at the desk: who reads them, who changes them, and what a wrong form gets."""

from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from wasl.domains.associations.tests.given import given_association
from wasl.domains.policies.actions import adopt_policy, draft_from_document, name_board_member
from wasl.domains.policies.queries import adoption_of, draft_sheet, policy_of
from wasl.domains.policies.tests.given import given_definition, given_draft, given_in_force
from wasl.faces.desk.policy.editing import edited
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

DOCUMENT = """\
سياسة تنظيم العلاقة مع المستفيدين لجمعية منارات
القنوات المستخدمة للتواصل مع المستفيدين
1- المقابلة.
2- الاتصالات الهاتفية.
ويتم التعامل مع المستفيد على مختلف المستويات لإنهاء معاملته بالشكل التالي
- استقبال المستفيد بلباقة واحترام والإجابة على جميع الاستفسارات.
- التأكد على صحة البيانات المقدمة من طالب الدعم والتوقيع عليها.
- التوضيح للمستفيد بأن طلبه سيرفع للجنة البحث والرد عليه خلال مدة لا تقل عن أسبوعين.
- تقديم الخدمة اللازمة.
وللمتطوعات في موسم الحج حافلة خاصة بهن.
"""

PAGES = ("", "draft/", "edit/", "submit/", "paper/", "adopt/", "compare/", "discard/")


@pytest.fixture
def association() -> UUID:
    return given_association("manarat")


@pytest.fixture
def director(association: UUID) -> Actor:
    return given_member(association, "director")


@pytest.fixture
def draft(director: Actor) -> UUID:
    content = DOCUMENT.encode()
    return draft_from_document(director, content=content, file_name="سياسة.txt").pk


def address(rest: str = "") -> str:
    return f"/manarat/desk/policy/{rest}"


def settle_all(browser: Client, version: UUID, director: Actor) -> None:
    sheet = draft_sheet(director, policy_version=version)
    typed = {
        f"answer-{number}": one.question.recommended for number, one in enumerate(sheet.questions)
    }
    browser.post(address(f"{version}/settle/"), typed)


@pytest.mark.parametrize("page", PAGES)
def test_the_director_opens_every_page_of_a_draft(director: Actor, draft: UUID, page: str) -> None:
    assert browser_of(director).get(address(f"{draft}/{page}")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_ibrahim_finds_no_version_of_another_association(draft: UUID, page: str) -> None:
    ibrahim = given_member(given_association("wahj"), "director")

    answer = browser_of(ibrahim).get(f"/wahj/desk/policy/{draft}/{page}")

    assert answer.status_code == 404


def test_the_auditor_reads_and_changes_nothing(association: UUID, draft: UUID) -> None:
    browser = browser_of(given_member(association, "auditor"))

    read = [
        browser.get(address(f"{draft}/{one}")).status_code for one in ("", "draft/", "compare/")
    ]
    changed = [
        browser.post(address(f"{draft}/{one}/")).status_code
        for one in ("settle", "edit", "submit", "adopt", "force", "discard", "withdraw")
    ]

    assert read == [200, 200, 200]
    assert changed == [403] * 7


def test_an_officer_reads_the_version_in_force(association: UUID) -> None:
    given_in_force(association)

    answer = browser_of(given_member(association, "officer")).get(address())

    assert "خطوات الخدمة" in answer.content.decode()


def test_an_officer_is_told_that_none_is_in_force(association: UUID) -> None:
    answer = browser_of(given_member(association, "officer")).get(address())

    assert answer.status_code == 200


def test_a_file_that_is_no_policy_keeps_nothing(director: Actor) -> None:
    file = SimpleUploadedFile("رسالة.txt", "السلام عليكم ورحمة الله".encode())

    answer = browser_of(director).post(address("upload/"), {"document": file})

    assert answer.status_code == 422
    assert "desk-list" not in browser_of(director).get(address()).content.decode()


def test_one_answer_is_kept_with_who_gave_it(director: Actor, draft: UUID) -> None:
    sheet = draft_sheet(director, policy_version=draft)
    keys = [one.question.key for one in sheet.questions]
    number = keys.index("promise.target")

    browser_of(director).post(
        address(f"{draft}/settle/"),
        {
            "only": "promise.target",
            f"answer-{number}": "own-words",
            f"own-{number}": "٢١",
            "answer-0": "at_most",
        },
    )

    after = draft_sheet(director, policy_version=draft)
    assert after.open_count == len(keys) - 1
    assert after.version.policy.promise.target_days == 21


def test_a_wrong_answer_is_said_at_its_card_and_keeps_the_right_ones(
    director: Actor, draft: UUID
) -> None:
    sheet = draft_sheet(director, policy_version=draft)
    keys = [one.question.key for one in sheet.questions]
    number = keys.index("promise.target")

    answer = browser_of(director).post(
        address(f"{draft}/settle/"),
        {
            "answer-0": sheet.questions[0].question.recommended,
            f"answer-{number}": "own-words",
            f"own-{number}": "كثير",
        },
    )

    assert answer.status_code == 422
    assert [one["question"].key for one in answer.context["wrong"]] == ["promise.target"]
    assert draft_sheet(director, policy_version=draft).open_count == len(keys) - 1


def test_an_open_question_keeps_a_draft_from_the_board(director: Actor, draft: UUID) -> None:
    browser = browser_of(director)

    browser.post(address(f"{draft}/submit/"))
    before = policy_of(director, policy_version=draft).stage
    settle_all(browser, draft, director)
    browser.post(address(f"{draft}/submit/"))

    assert (before, policy_of(director, policy_version=draft).stage) == ("draft", "before_board")


def test_a_draft_changed_meanwhile_is_not_overwritten(director: Actor, draft: UUID) -> None:
    browser = browser_of(director)
    seen = policy_of(director, policy_version=draft).version
    clause = {"arabic": "نستقبل الضيف بود", "english": "Guests are welcome", "version": str(seen)}

    first = browser.post(address(f"{draft}/edit/steps.1/"), clause)
    second = browser.post(address(f"{draft}/edit/steps.1/"), clause | {"arabic": "غير ذلك"})

    assert (first.status_code, second.status_code) == (302, 422)
    kept = policy_of(director, policy_version=draft).policy.clause("steps.1")
    assert kept is not None
    assert kept.text["ar"] == "نستقبل الضيف بود"


def test_a_clause_that_is_not_there_is_not_found(director: Actor, draft: UUID) -> None:
    assert browser_of(director).get(address(f"{draft}/edit/steps.99/")).status_code == 404


def test_a_name_that_changes_loses_the_translation_of_the_old_one() -> None:
    definition = given_definition()
    said = {
        "title": "سياسة أخرى",
        "applicant_title": definition["applicant_title"]["ar"],
        "referral_role": "الباحث",
        "tools_holder": definition["tools_holder"]["ar"],
        "referral_staff_role": "director",
        "beneficiary_kinds": ["person"],
        "target_days": 20,
        "telling_days": 2,
        "counting": "working_days",
        **{f"step-{one['kind']}": "registrar" for one in definition["steps"]},
        **{f"channel-{one['kind']}": one["wording"]["ar"] for one in definition["channels"]},
        **{f"tool-{one['kind']}": one["wording"]["ar"] for one in definition["tools"]},
        **{f"decider-{one['kind']}": one["title"]["ar"] for one in definition["deciders"]},
    }
    applicant = dict(definition["applicant_title"])

    after = edited(definition, said)

    assert after["title"] == {"ar": "سياسة أخرى", "en": "سياسة أخرى"}
    assert after["applicant_title"] == applicant
    assert {one["performed_by"] for one in after["steps"]} == {"registrar"}
    assert after["promise"]["counting"] == "working_days"


def adoption(**changes: str) -> dict[str, str]:
    typed = {
        "kind": "decision",
        "reference": "12/1447",
        "hijri_day": "11",
        "hijri_month": "2",
        "hijri_year": "1447",
        "hijri_calendar": "hijri",
        "gregorian_day": "5",
        "gregorian_month": "8",
        "gregorian_year": "2025",
        "gregorian_calendar": "gregorian",
    }
    return typed | changes


def test_an_adoption_is_recorded_with_signatures(association: UUID, director: Actor) -> None:
    version = given_draft(association)
    chair = name_board_member(
        director, name="نايف الدوسري", capacity="chair", named_on=date(2024, 1, 1)
    )

    browser_of(director).post(address(f"{version}/adopt/"), adoption() | {"signed": str(chair.pk)})

    found = adoption_of(director, policy_version=version)
    assert found is not None
    assert (found.reference, found.hijri, found.is_signed_by_chair) == (
        "12/1447",
        "1447-02-11",
        True,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"gregorian_day": "4"}, "gregorian"),
        ({"gregorian_year": "2099", "hijri_day": "", "hijri_month": "", "hijri_year": ""}, None),
        ({"hijri_day": "30", "hijri_month": "2"}, "hijri"),
        ({"reference": ""}, "reference"),
    ],
)
def test_a_wrong_adoption_is_said_at_its_field(
    association: UUID, director: Actor, changes: dict[str, str], field: str | None
) -> None:
    version = given_draft(association)

    answer = browser_of(director).post(address(f"{version}/adopt/"), adoption(**changes))

    assert answer.status_code == 422
    assert (
        answer.context["form"].errors if field is None else field in answer.context["form"].errors
    )
    assert adoption_of(director, policy_version=version) is None


def test_checking_the_dates_records_nothing(association: UUID, director: Actor) -> None:
    version = given_draft(association)

    answer = browser_of(director).post(address(f"{version}/adopt/"), adoption() | {"check": "1"})

    assert answer.context["checked"]["agrees"]
    assert adoption_of(director, policy_version=version) is None


def test_what_was_compared_with_another_version_does_not_come_into_force(
    association: UUID, director: Actor
) -> None:
    old = given_in_force(association)
    version = given_draft(association)
    adopt_policy(
        director,
        policy_version=version,
        kind="decision",
        reference="13",
        adopted_on=timezone.localdate(),
    )
    browser = browser_of(director)

    browser.post(address(f"{version}/force/"), {"seen_against": "", "grace_days": "7"})
    unseen = policy_of(director, policy_version=version).stage
    browser.post(address(f"{version}/force/"), {"seen_against": str(old), "grace_days": "200"})
    too_long = policy_of(director, policy_version=version).stage
    browser.post(address(f"{version}/force/"), {"seen_against": str(old), "grace_days": "7"})

    assert (unseen, too_long) == ("adopted", "adopted")
    assert policy_of(director, policy_version=version).stage == "in_force"
    assert policy_of(director, policy_version=old).stage == "superseded"


def test_the_document_is_given_as_it_was_uploaded(director: Actor, draft: UUID) -> None:
    answer = browser_of(director).get(address(f"{draft}/source/"))

    assert answer.content.decode() == DOCUMENT
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_discarded_draft_stays_readable(director: Actor, draft: UUID) -> None:
    browser = browser_of(director)

    browser.post(address(f"{draft}/discard/"))

    assert policy_of(director, policy_version=draft).stage == "discarded"
    assert browser.get(address(f"{draft}/")).status_code == 200


def test_the_first_version_of_an_association_comes_into_force(
    association: UUID, director: Actor
) -> None:
    version = given_draft(association)
    adopt_policy(
        director,
        policy_version=version,
        kind="meeting",
        reference="1",
        adopted_on=timezone.localdate(),
    )
    browser = browser_of(director)

    page = browser.get(address(f"{version}/compare/"))
    browser.post(address(f"{version}/force/"), {"seen_against": "", "grace_days": "7"})

    assert page.context["offers_force"]
    assert policy_of(director, policy_version=version).stage == "in_force"


def test_words_of_ones_own_count_even_when_nobody_pressed_their_button(
    director: Actor, draft: UUID
) -> None:
    sheet = draft_sheet(director, policy_version=draft)
    number = [one.question.key for one in sheet.questions].index("promise.target")

    browser_of(director).post(
        address(f"{draft}/settle/"), {f"answer-{number}": "30", f"own-{number}": "25"}
    )

    after = draft_sheet(director, policy_version=draft)
    assert after.version.policy.promise.target_days == 25
