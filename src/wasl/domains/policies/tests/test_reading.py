"""Reading policy documents: all of them made up here, in the manner of the family."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wasl.domains.policies.rules.reading import (
    NotAPolicy,
    Reading,
    WordChange,
    read_policy,
    word_changes,
)
from wasl.domains.policies.rules.reading.dates import written_dates
from wasl.domains.policies.rules.reading.document import laid_out
from wasl.domains.policies.rules.reading.normalising import page_lines, repaired
from wasl.domains.policies.rules.reading.promise import Sentence, read_promise
from wasl.domains.policies.rules.reading.reader import DocumentReader
from wasl.domains.policies.rules.statements import BY_REQUIREMENT, STATEMENTS
from wasl.foundation.profile import as_plain, from_plain

BYLAW = """لائحة تنظيم العلاقة مع المستفيدين
جمعية سواعد الخير الأهلية بوادي النخيل
ترخيص رقم (٤٥٢١)

المادة (1): التعريفات
المستفيد: كل فرد أو أسرة ينتفع من خدمات الجمعية.

المادة (2): الأهداف التفصيلية
1. تبسيط الإجراءات وتقدير احتياج المستفيد دون عناء.
2. الرد على استفسارات المستفيدين وتزويدهم بالمعلومات من عدة قنوات.
3. قياس رضا المستفيدين عن الخدمات وتحسينها.

المادة (3): قنوات التواصل
يتم التواصل مع المستفيدين من خلال القنوات الآتية:
أ. المقابلة الشخصية في مقر الجمعية.
ب. الهاتف الموحد.
ج. حسابات الجمعية في وسائل التواصل الاجتماعي.
د. الموقع الإلكتروني.
هـ. الخطابات الرسمية.
و. خدمة التطوع.

المادة (4): الأدوات
يستعين أخصائي العلاقات بالأدوات الآتية:
1) اللائحة الأساسية.
2) نموذج طلب دعم مستفيد.

المادة (5): خطوات تقديم الخدمة
أولاً: يستقبل الموظف المراجع بلباقة ويجيب عن استفساراته.
ثانياً: يطابق الموظف بيانات المتقدم ويتحقق من صلاحية المستندات.
ثالثاً: تقدم الخدمة للمستفيد بعد صدور القرار.

المادة (6): مدة الرد
ترفع الطلبات إلى لجنة المساعدات لدراستها، ويرد على طلب المستفيد خلال ثلاثين يوماً من اكتماله.

المادة (7): سرية المعلومات
يلتزم العاملون بكتمان ما يطلعون عليه من أسرار الناس.

المادة (8): الاعتماد والنشر
اعتمد مجلس الإدارة هذه اللائحة بقراره رقم (12/1446) في يوم الأحد 5 رجب 1446هـ الموافق 5 يناير 2025م.
تنشر هذه اللائحة داخل الجمعية وخارجها، وتراجع مرة كل سنتين.
"""

LAYER = """جمعية إشراق األهلية
ترخيص رقم )1000123456(
سياسة تنظيم العالقة مع المستفيدين
المادة )1( القنوات المستخدمة للتواصل مع المستفيدين
1
المقابلة.
2
االتصاالت الهاتفية.
3
وسائل التواصل االجتماعي.
المادة )2( األدوات المتاحة لموظف عالقات المستفيدين للتواصل مع المستفيدين
•
الالئحة األساسية للجمعية.
المادة )3( إجراءات التعامل مع المستفيد:
.1 استقبال المستفيد بلباقة واحترام واإلجابة على جميع االستفسارات وإعطاء
المراجع الوقت الكافي.
.2 التوضيح للمستفيد بأن طلبه سيرفع للجنة البحث لدراسة طلبه والرد عليه بشأن
قبوله أو رفضه خالل مدة ال تقل عن ثالثة أسابيع.
.3 تقديم الخدمة الالزمة.
المادة )4( اعتمادمجلساإلدارة
تم اعتماد هذه السياسة في اجتماع مجلس اإلدارة رقم )4( في دورته )الثانية( بتاريخ 12 / 03 / 1445 هـ
صفحة 1 من 2
"""

TABLES = """سياسة العلاقة مع المستفيدين لجمعية نبراس القرى
معلومات الوثيقة
الثانية	رقم الإصدار
مجلس إدارة جمعية نبراس القرى	مالك السياسة
	الأجهزة الاستشارية (إن وجدت)
كل عامين	تاريخ المراجعة
☑ داخلي ☐ خارجي	النشر
الأدوات المتاحة للموظف:
- خدمة المستفيدين للتواصل مع المستفيدين:
- اللائحة الأساسية للجمعية
- دليل إجراءات الشكاوى
قنوات التواصل مع المستفيدين: المقابلة، الاتصالات الهاتفية، الخطابات، الموقع الإلكتروني
خطوات التعامل مع المستفيد
- استقبال المستفيد بلباقة واحترام
- في حالة عدم وضوح الإجراءات يحال المستفيد إلى الباحث الاجتماعي لإيضاحها
- التأكد على صحة البيانات المقدمة من طال ب المساعدة والتوقيع عليها
- تسليم الخدمة
تم اعتماد هذه السياسة باجتماع مجلس الإدارة رقم (٣) بتاريخ ٣٠/٠٩/١٤٤٦هـ
م	الاسم	الصفة	التوقيع
١	(الاسم)	رئيس مجلس الإدارة
٢	(الاسم)	عضو مجلس الإدارة
نقر نحن موظفي الجمعية باطلاعنا على ما جاء في هذه السياسة
م	الاسم	التوقيع
١	(الاسم)
٢	(الاسم)
٣	(الاسم)
"""


def read_any(text: str) -> Any:
    """The reading, its values not narrowed: a test that misses one fails where it asks for it."""
    return read_policy(text)


def kinds(items):
    return [item.kind for item in items]


def test_a_bylaw_of_articles_is_read_with_its_own_lists():
    read = read_any(BYLAW)
    assert read.association.value == "جمعية سواعد الخير الأهلية بوادي النخيل"
    assert read.title.value == "لائحة تنظيم العلاقة مع المستفيدين"
    assert read.licence.value == "4521"
    assert kinds(read.objectives) == ["needs", "information", "satisfaction"]
    assert kinds(read.channels) == [
        *("interview", "phone", "social_media", "website", "letters", "volunteering"),
    ]
    assert kinds(read.tools) == ["basic_bylaw", "support_form"]
    assert read.tools_holder.value == "أخصائي العلاقات"
    assert kinds(read.steps) == ["receive", "match", "deliver"]
    assert [found.value for found in read.beneficiary_kinds] == ["person", "household"]
    assert read.publication == ("internal", "external")
    assert read.review.value == "تراجع مرة كل سنتين"


def test_the_decision_is_read_with_both_dates():
    adoption = read_any(BYLAW).adoption
    assert (adoption.reference, adoption.kind) == ("12/1446", "decision")
    assert (adoption.hijri, adoption.gregorian) == ("1446-07-05", "2025-01-05")
    assert (adoption.weekday, adoption.troubles) == ("الأحد", ())


def test_the_promise_keeps_its_sentence_and_counts_its_days():
    read = read_any(BYLAW)
    assert (read.promise.kind, read.promise.days) == ("at_most", 30)
    assert "خلال ثلاثين يوماً من اكتماله" in read.promise.verbatim
    assert [(found.value, found.verbatim) for found in read.deciders] == [
        ("committee", "لجنة المساعدات")
    ]


def test_what_no_policy_says_is_listed():
    unrecognised = [span.text for span in read_any(BYLAW).unrecognised]
    assert "يلتزم العاملون بكتمان ما يطلعون عليه من أسرار الناس." in unrecognised


def test_the_text_layer_of_a_pdf_is_undone():
    read = read_any(LAYER)
    assert read.association.value == "جمعية إشراق الأهلية"
    assert read.licence.value == "1000123456"
    assert [item.wording for item in read.channels] == [
        *("المقابلة", "الاتصالات الهاتفية", "وسائل التواصل الاجتماعي"),
    ]
    assert read.tools_holder.value == "موظف علاقات المستفيدين"
    assert kinds(read.steps) == ["receive", "explain", "deliver"]
    assert (read.promise.kind, read.promise.days) == ("at_least", 21)
    assert (read.adoption.reference, read.adoption.term) == ("4", "الثانية")
    assert read.unrecognised == ()


def test_values_of_tables_are_read_in_either_order_and_only_checked_boxes_count():
    read = read_any(TABLES)
    assert read.association.value == "جمعية نبراس القرى"
    assert (read.version.value, read.review.value) == ("الثانية", "كل عامين")
    assert read.owner.value == "مجلس إدارة جمعية نبراس القرى"
    assert read.advisory_bodies == ()
    assert read.publication == ("internal",)
    assert (read.signatures, read.acknowledgements) == (2, 3)


def test_a_list_in_one_sentence_and_an_unknown_tool_are_entries():
    read = read_any(TABLES)
    assert kinds(read.channels) == ["interview", "phone", "letters", "website"]
    assert kinds(read.tools) == ["basic_bylaw", "other"]
    assert read.tools[1].wording == "دليل إجراءات الشكاوى"


def test_roles_lose_what_is_joined_and_broken_words_are_whole():
    read = read_any(TABLES)
    assert read.tools_holder.value == "موظف خدمة المستفيدين"
    assert read.referral_role.value == "الباحث الاجتماعي"
    assert read.applicant.value == "طالب المساعدة"
    assert read.applicant.verbatim == "طال ب المساعدة"


@pytest.mark.parametrize(
    ("written", "trouble"),
    [
        ("بتاريخ 30/01/1446هـ", "no_such_day"),
        ("بتاريخ 31/04/2024م", "no_such_day"),
        ("بتاريخ 05/07/1446هـ الموافق 06/01/2025م", "dates_disagree"),
        ("في يوم الاثنين 05/07/1446هـ الموافق 05/01/2025م", "weekday_disagrees"),
    ],
)
def test_a_date_that_cannot_be_right_is_a_trouble(written, trouble):
    text = BYLAW.replace("في يوم الأحد 5 رجب 1446هـ الموافق 5 يناير 2025م", written)
    assert read_any(text).adoption.troubles == (trouble,)


def test_a_form_that_nobody_filled_in_adopts_nothing():
    text = BYLAW.replace(
        "رقم (12/1446) في يوم الأحد 5 رجب 1446هـ الموافق 5 يناير 2025م", "رقم (   )"
    )
    assert read_any(text).adoption is None


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("١٠ ربيع الآخر ١٤٤٦هـ", [(True, "1446-04-10")]),
        ("2024/10/13 الموافق 1446/04/10", [(False, "2024-10-13"), (True, "1446-04-10")]),
        ("13 /10 /2024م", [(False, "2024-10-13")]),
        ("5 من شهر ذي القعدة لعام 1445هـ", [(True, "1445-11-05")]),
        ("Date: / / 20", []),
        ("رقم (25/02)", []),
    ],
)
def test_dates_are_read_in_both_calendars_and_orders(written, days):
    assert [(found.is_hijri, found.iso) for found in written_dates(written)] == days


@pytest.mark.parametrize(
    ("said", "kind", "days"),
    [
        ("خلال مدة لا تقل عن أسبوعين", "at_least", 14),
        ("خلال خمسة عشر يوماً", "at_most", 15),
        ("خلال مدة لا تتجاوز 10 أيام عمل", "at_most", 10),
        ("بحد أقصى شهر", "at_most", 30),
        ("في غضون ٤٨ ساعة", "at_most", 2),
        ("في أقرب فرصة", "as_soon_as_possible", None),
    ],
)
def test_a_promise_means_what_it_says(said, kind, days):
    found = read_promise([Sentence(f"يتم الرد على طلب المستفيد {said}", 1)])
    assert found is not None
    assert (found[0].kind, found[0].days) == (kind, days)


def test_a_time_for_complaints_is_no_reply_promise():
    assert read_promise([Sentence("يرد على الشكاوى خلال ثلاثة أيام", 1)]) is None


@pytest.mark.parametrize("number", ["0112345678", "920001234"])
def test_a_telephone_is_no_licence(number):
    text = BYLAW.replace("ترخيص رقم (٤٥٢١)", f"هاتف {number}")
    assert read_any(text).licence is None


def test_a_licence_that_could_be_an_id_is_doubted():
    sure = read_any(BYLAW.replace("٤٥٢١", "1000742200")).licence
    doubted = read_any(BYLAW.replace("٤٥٢١", "1000000008")).licence
    assert sure.confidence == 1.0
    assert doubted.value == "1000000008"
    assert doubted.confidence == 0.5


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t…\n", "empty"),
        ("Minutes of a meeting on the roof of the old house.", "not_arabic"),
        ("اجتمعنا أمس في المزرعة وأكلنا التمر ثم عدنا إلى البيت.", "another_document"),
        (
            "سياسة تعارض المصالح\nيلتزم كل عضو بالإفصاح عن مصالحه قبل التصويت.",
            "another_policy",
        ),
    ],
)
def test_what_is_no_such_policy_is_refused_with_its_reason(text, why):
    with pytest.raises(NotAPolicy) as refused:
        read_any(text)
    assert refused.value.why == why


def test_a_contents_page_gives_neither_sections_nor_values():
    contents = "جدول المحتويات\n٢\tالأدوات المتاحة لموظف الأرشيف\n٣\tاعتماد مجلس الإدارة\n\n"
    read = read_any(contents + BYLAW)
    assert read.tools_holder.value == "أخصائي العلاقات"
    assert any("الأرشيف" in span.text for span in read.noise)


def test_letters_of_presentation_and_stretched_words_are_plain():
    assert page_lines("ﺳﻴﺎﺳﺔ اﻟﻌﻼﻗﺔ") == ("سياسة العلاقة",)
    assert page_lines("المقابـــلة\u200f ۱۲") == ("المقابلة ۱۲",)
    assert page_lines("نيديفتسملا عم ةقالعلا ميظنت ةسايس") == ("سياسة تنظيم العلاقة مع المستفيدين",)


def test_healthy_words_are_left_alone():
    line = "يحق للجمعية تصوير الفعاليات ومتابعة المعاملات العالقة"
    assert page_lines(line) == (line,)
    assert repaired("على مختل ف المستويات من طالب") == "على مختلف المستويات من طالب"


def test_the_difference_from_the_usual_wording_is_shown_in_runs():
    assert word_changes("زيادة ثقة وانتماء المستفيدين", "زيادة ثقة وانتفاء المستفيدين") == (
        WordChange("same", "زيادة ثقة"),
        WordChange("gone", "وانتماء"),
        WordChange("added", "وانتفاء"),
        WordChange("same", "المستفيدين"),
    )


def test_every_statement_has_its_usual_wording_and_ours():
    assert list(BY_REQUIREMENT) == [f"R{number}" for number in range(1, 72)]
    assert all(one.usual and one.words["ar"] and one.words["en"] for one in STATEMENTS)


@pytest.mark.parametrize("text", [BYLAW, LAYER, TABLES])
def test_a_reading_is_stored_and_printed_whole(text):
    read = read_any(text)
    assert from_plain(Reading, json.loads(json.dumps(as_plain(read)))) == read
    assert list(json.loads(json.dumps(read.as_json()))) == [
        *("association", "title", "licence", "version", "owner", "publication", "review"),
        *("adoption", "signatures", "acknowledgements", "objectives", "sub_objectives"),
        *("channels", "tools", "steps", "tools_holder", "referral_role", "applicant"),
        *("deciders", "promise", "eligibility", "beneficiary_kinds", "unrecognised"),
    ]
    assert all(0 < item["confidence"] <= 1 for item in asdict(read)["steps"])


FOREIGN = st.sampled_from(
    [
        "تُصان مركبات النقل كل ستة أشهر لدى ورشة متعاقدة.",
        "يفتح المستودع أبوابه للمتبرعين مساء كل خميس.",
        "وقد هطلت الأمطار على الوادي ثلاثة أيام متتالية.",
        "The lift is checked by an engineer twice every winter.",
    ]
)


@given(text=st.sampled_from([BYLAW, TABLES]), place=st.integers(0, 60), foreign=FOREIGN)
@settings(max_examples=20, deadline=None)
def test_a_foreign_sentence_is_listed_wherever_it_stands(text, place, foreign):
    lines = text.split("\n")
    place = min(place, len(lines))
    read = read_any("\n".join([*lines[:place], foreign, *lines[place:]]))
    listed = " ".join(span.text for span in read.unrecognised)
    assert foreign.rstrip(".") in listed


@given(text=st.sampled_from([BYLAW, TABLES]), foreign=FOREIGN, data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_foreign_sentence_behind_a_known_one_is_listed(text, foreign, data):
    lines = text.split("\n")
    ended = [place for place, line in enumerate(lines) if line.endswith(".")]
    ended = ended or [place for place, line in enumerate(lines) if line.startswith("- ")]
    place = data.draw(st.sampled_from(ended))
    lines[place] = f"{lines[place].rstrip('.')}. {foreign}"
    listed = " ".join(span.text for span in read_any("\n".join(lines)).unrecognised)
    assert foreign.rstrip(".") in listed


WORDS = sorted({word for one in STATEMENTS for word in one.usual.split()})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(BYLAW.split("\n")),
    st.text("ابتثجلمنوي٠١٢345ABc ()/:.-\t،", max_size=20),
    st.text(max_size=8),
)


@given(st.lists(st.lists(PIECES, max_size=6).map(" ".join), max_size=25).map("\n".join))
@example("")
@example(")1(\n\t\t|\n☑")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_word_has_one_place_and_none_is_lost(text):
    reader = DocumentReader(laid_out(text))
    try:
        read = reader.reading()
    except NotAPolicy:
        return
    assert_nothing_lost(reader, read)


@pytest.mark.parametrize("text", [BYLAW, LAYER, TABLES])
def test_no_word_of_a_policy_is_lost(text):
    reader = DocumentReader(laid_out(text))
    assert_nothing_lost(reader, reader.reading())


def assert_nothing_lost(reader, read):
    owners = reader.ledger.owners
    places = {"": 0, "noise": 0, "value": 0, "item": 0, "statement": 0, "heading": 0, "mark": 0}
    for owner in owners:
        places[owner] += 1
    for owner, spans in (("", read.unrecognised), ("noise", read.noise)):
        listed = sum(len(laid_out(span.text).tokens) for span in spans)
        assert listed >= places[owner]
    tokens = reader.document.tokens
    marks = [number for number, owner in enumerate(owners) if owner == "mark"]
    for number in marks:
        word = reader.document.text[tokens[number].start : tokens[number].end]
        assert len(word) <= 9


def test_two_hundred_pages_are_read_in_bounded_work():
    page = "\n".join(
        " ".join(WORDS[(line * 31 + column * 17) % len(WORDS)] for column in range(14)) + "."
        for line in range(28)
    )
    read = read_any(BYLAW + "\n".join([page] * 30))
    assert kinds(read.steps)[:3] == ["receive", "match", "deliver"]
    assert read.promise.days == 30
