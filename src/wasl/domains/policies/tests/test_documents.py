"""A board's document becomes a draft, and what it leaves open is settled by people."""

import pytest
from django.db import connection
from django.utils import timezone

from wasl.domains.access.tests.given import given_director, given_huda, given_ibrahim
from wasl.domains.associations.tests.given import given_association
from wasl.domains.policies.actions import (
    adopt_policy,
    draft_from_document,
    revise_draft,
    settle_question,
    submit_to_board,
)
from wasl.domains.policies.models import PolicyDocument
from wasl.domains.policies.ports import NoRoom, connect_policy_files, policy_files
from wasl.domains.policies.queries import (
    draft_sheet,
    policy_of,
    policy_source,
    policy_versions_listed,
)
from wasl.domains.policies.refusals import (
    AnswerUnknown,
    DocumentNotKept,
    NothingToSettle,
    PolicyNotADraft,
    QuestionsOpen,
)
from wasl.domains.policies.tests.given import given_draft
from wasl.foundation.refusal import NotAllowed, NotFound, Refusal
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

DOCUMENT = """\
جمعية الغدير الأهلية
سياسة تنظيم العلاقة مع المستفيدين
اعتمدها رئيس المجلس: ناصر الغديري

الهدف العام
تقديم خدمات متقنة وسريعة للمستفيدين من جميع الشرائح.

القنوات المستخدمة للتواصل مع المستفيدين
1- المقابلة
2- الاتصالات الهاتفية
3- الخطابات

الأدوات المتاحة لموظف علاقات المستفيدين
- اللائحة الأساسية للجمعية

آلية التعامل مع المستفيد
1- استقبال المستفيد بلباقة واحترام والإجابة عن جميع الاستفسارات.
2- التأكد من تقديم المراجع كافة المعلومات المطلوبة ومطابقتها.
3- التوضيح للمستفيد بأن طلبه سيرفع للجنة البحث وإبلاغه بالرد خلال مدة لا تقل عن أسبوعين.
4- تقديم الخدمة اللازمة.

يُستقبل كبار السن في يوم مخصص لهم.
"""


@pytest.fixture
def association():
    return given_association()


@pytest.fixture
def mona(association):
    return given_director(association)


def uploaded(by):
    return draft_from_document(by, content=DOCUMENT.encode(), file_name="السياسة.txt").pk


def settle_all(by, version):
    for question in draft_sheet(by, policy_version=version).open:
        settle_question(by, policy_version=version, key=question.key, answer=question.recommended)


def test_a_document_becomes_a_draft_with_its_file_and_what_was_read(mona):
    version = uploaded(mona)
    sheet = draft_sheet(mona, policy_version=version)

    assert sheet.version.stage == "draft"
    assert sheet.reading is not None
    assert sheet.file_name == "السياسة.txt"
    assert {one.kind for one in sheet.version.policy.channels} >= {"interview", "phone"}
    assert sheet.open_count > 0
    assert policy_source(mona, policy_version=version).content == DOCUMENT.encode()


def test_nothing_goes_on_while_a_question_is_open(mona):
    version = uploaded(mona)

    with pytest.raises(QuestionsOpen) as refused:
        submit_to_board(mona, policy_version=version)
    assert refused.value.facts["count"] == draft_sheet(mona, policy_version=version).open_count
    with pytest.raises(QuestionsOpen):
        adopt_policy(
            mona,
            policy_version=version,
            kind="decision",
            reference="1",
            adopted_on=timezone.localdate(),
        )
    settle_all(mona, version)
    assert submit_to_board(mona, policy_version=version).stage == "before_board"


def test_the_draft_follows_an_answer_and_the_answer_is_kept(mona):
    version = uploaded(mona)
    settle_question(
        mona,
        policy_version=version,
        key="promise.meaning",
        answer="at_most",
        note="هكذا قصد المجلس",
    )

    assert policy_of(mona, policy_version=version).policy.promise.kind == "at_most"
    kept = {
        one.question.key: one.answer for one in draft_sheet(mona, policy_version=version).questions
    }
    answer = kept["promise.meaning"]
    assert answer is not None
    assert (answer.answer, answer.note) == ("at_most", "هكذا قصد المجلس")
    settle_question(mona, policy_version=version, key="promise.meaning", answer="at_least")
    assert policy_of(mona, policy_version=version).policy.promise.kind == "at_least"


def test_what_was_written_by_hand_survives_an_answer_to_something_else(mona):
    version = uploaded(mona)
    row = policy_of(mona, policy_version=version)
    title = {"ar": "سياسة الغدير", "en": "The policy of Ghadeer"}
    revise_draft(
        mona,
        policy_version=version,
        definition={**row.policy.as_dict(), "title": title},
        version=row.version,
    )
    settle_question(mona, policy_version=version, key="promise.meaning", answer="at_most")

    after = policy_of(mona, policy_version=version).policy
    assert dict(after.title) == title
    assert after.promise.kind == "at_most"


def test_an_answer_that_is_none_is_refused(mona):
    version = uploaded(mona)

    for key, answer in (("promise.meaning", "perhaps"), ("no.such", "x"), ("promise.meaning", {})):
        with pytest.raises(AnswerUnknown):
            settle_question(mona, policy_version=version, key=key, answer=answer)
    with pytest.raises(NothingToSettle):
        settle_question(mona, policy_version=given_draft(mona.house), key="x", answer="x")


def test_before_the_board_nothing_is_settled_anew(mona):
    version = uploaded(mona)
    settle_all(mona, version)
    submit_to_board(mona, policy_version=version)

    with pytest.raises(PolicyNotADraft):
        settle_question(mona, policy_version=version, key="promise.meaning", answer="at_most")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", "قائمة المشتريات\nخبز\nحليب".encode()])
def test_of_a_document_that_is_no_policy_nothing_is_kept(association, mona, content):
    with pytest.raises(Refusal):
        draft_from_document(mona, content=content, file_name="x.txt")

    assert policy_versions_listed(mona) == ()
    with entered_scope(mona, writing=False):
        assert not PolicyDocument.objects.exists()


class FullDisk:
    """A store on which nothing can be written."""

    def put(self, content, /, *, association):
        """Refuse everything."""
        raise NoRoom

    def get(self, file, /, *, association):
        """Nothing was ever kept."""
        raise KeyError(file)

    def forget(self, file, /, *, association):
        """There is nothing to forget."""


def test_on_a_full_disk_nothing_is_kept_and_it_is_said(mona):
    usual = policy_files()
    connect_policy_files(FullDisk())
    try:
        with pytest.raises(DocumentNotKept):
            uploaded(mona)
    finally:
        connect_policy_files(usual)
    assert policy_versions_listed(mona) == ()


def test_what_was_read_rests_sealed_and_out_of_the_trail(mona):
    uploaded(mona)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reading FROM policies_policydocument")
        stored = bytes(cursor.fetchone()[0])
    with entered_scope(mona, writing=False):
        said = " ".join(TrailEntry.objects.values_list("details", flat=True))

    assert "الغديري".encode() not in stored
    assert "الغديري" not in said


def test_ibrahim_and_officers_read_neither_the_draft_nor_its_file(association, mona):
    version = uploaded(mona)
    ibrahim, huda = given_ibrahim(given_association("wahj")), given_huda(association)

    for question in (draft_sheet, policy_source):
        with pytest.raises(NotFound):
            question(ibrahim, policy_version=version)
        with pytest.raises(NotAllowed):
            question(huda, policy_version=version)
