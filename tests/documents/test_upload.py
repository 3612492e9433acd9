"""A board's document sent through the upload page: each bad one its own sentence, nothing kept."""

import html
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wasl.domains.associations.tests.given import given_association
from wasl.domains.policies.queries import draft_sheet, policy_versions_listed
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.foundation.actor import Actor
from wasl.gateways.documents.tests import given as sent

pytestmark = pytest.mark.django_db

UPLOAD = "/manarat/desk/policy/upload/"
POLICY = """\
سياسة تنظيم العلاقة مع المستفيدين لجمعية رواسي الأهلية
ترخيص رقم {licence}
القنوات المستخدمة للتواصل مع المستفيدين
1- المقابلة.
2- الاتصالات الهاتفية.
ويتم التعامل مع المستفيد على مختلف المستويات لإنهاء معاملته بالشكل التالي
- استقبال المستفيد بلباقة واحترام والإجابة على جميع الاستفسارات.
- التوضيح للمستفيد بأن طلبه سيرفع للجنة البحث والرد عليه خلال مدة لا تقل عن أسبوعين.
- تقديم الخدمة اللازمة.
اعتماد مجلس الإدارة
تم اعتماد السياسة بقرار مجلس الإدارة رقم (م/12) في {day}.
"""


@pytest.fixture
def association() -> UUID:
    return given_association("manarat")


@pytest.fixture
def director(association: UUID) -> Actor:
    return given_member(association, "director")


def answer_to(director: Actor, content: bytes, name: str = "policy.pdf"):
    file = SimpleUploadedFile(name, content)
    return browser_of(director).post(UPLOAD, {"document": file})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "الملف فارغ"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "ليس وثيقة"),
        (b"MZ\x90\0" + b"\0" * 400, "ليس وثيقة"),
        (sent.locked_pdf(), "كلمة مرور"),
        (b"%PDF-1.7\nnothing", "تالف"),
        (sent.word()[:2000], "تالف"),
        (sent.pdf_of_pages(200), "150 صفحة"),
        (sent.word_that_unfolds(100_000_000), "أكبر"),
        (b"%PDF-" + b"\0" * (10 * 1024 * 1024), "أكبر"),
        ("كنا في نزهة على الشاطئ ولعب الأطفال بالرمل حتى المساء. ".encode() * 5, "ليست سياسة"),
        (b"The quick brown fox jumps over the lazy dog. " * 20, "كلمة عربية"),
    ],
    ids=[
        *("empty", "picture", "program", "locked", "broken", "cut off", "200 pages", "bomb"),
        *("too large", "no policy", "not Arabic"),
    ],
)
def test_a_bad_document_is_told_by_its_own_sentence_and_nothing_is_kept(
    director: Actor, content: bytes, sentence: str
) -> None:
    answer = answer_to(director, content)

    assert answer.status_code == 422
    assert sentence in html.unescape(answer.content.decode())
    assert policy_versions_listed(director) == ()


@pytest.mark.parametrize(
    ("day", "has_question"),
    [("1446/05/30هـ", True), ("29/02/2023م", True), ("1446/05/29هـ", False)],
    ids=["a month of 29 days", "no leap year", "a day there is"],
)
def test_a_day_that_does_not_exist_is_asked_for(
    director: Actor, day: str, has_question: bool
) -> None:
    text = POLICY.format(licence="4521", day=day)

    answer_to(director, text.encode(), "policy.txt")

    (version,) = policy_versions_listed(director)
    sheet = draft_sheet(director, policy_version=version.id)
    asked = {one.question.key for one in sheet.questions}
    assert ("adoption.day" in asked) is has_question


@pytest.mark.parametrize(
    ("licence", "is_like_a_person"),
    [("1000742218", False), ("1012345672", True)],
    ids=["licence", "ID"],
)
def test_a_licence_is_not_taken_for_a_national_number_nor_the_other_way_round(
    director: Actor, licence: str, is_like_a_person: bool
) -> None:
    text = POLICY.format(licence=licence, day="2024/10/13م")

    answer_to(director, text.encode(), "policy.txt")

    (version,) = policy_versions_listed(director)
    sheet = draft_sheet(director, policy_version=version.id)
    assert sheet.reading is not None
    assert sheet.reading.licence is not None
    assert sheet.reading.licence.value == licence
    asked = {one.question.key: one.question for one in sheet.questions}
    assert ("هوية وطنية" in asked["licence"].title["ar"]) is is_like_a_person


@pytest.mark.parametrize("make", [sent.pdf, lambda words: words.encode()], ids=["PDF", "text"])
def test_a_good_document_becomes_a_draft(director: Actor, make) -> None:
    text = POLICY.format(licence="4521", day="2024/10/13م")
    content = make(text if make is not sent.pdf else text.replace("\n", "\n\n"))

    answer = answer_to(director, content)

    assert answer.status_code == 302
    (version,) = policy_versions_listed(director)
    sheet = draft_sheet(director, policy_version=version.id)
    assert sheet.reading is not None
    assert [one.kind for one in sheet.reading.steps] == ["receive", "explain", "deliver"]
