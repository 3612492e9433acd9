"""What every reader of documents promises: the text of an honest file, the reason for a bad one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasl.domains.policies.ports import DocumentText, DocumentTrouble
from wasl.gateways.documents import child
from wasl.gateways.documents import reader as reader_module
from wasl.gateways.documents.reader import LimitedReader
from wasl.gateways.documents.tests import given as sent
from wasl.gateways.packaged import LARGEST

READER: DocumentText = LimitedReader()


def text_of(content: bytes) -> str:
    """As the child process reads, but in this one: starting a child costs half a second."""
    return child.text_of(content, "")


def trouble_of(content: bytes) -> str:
    with pytest.raises(DocumentTrouble) as troubled:
        text_of(content)
    return troubled.value.kind


def trouble_of_reader(content: bytes, name: str = "policy.pdf") -> str:
    with pytest.raises(DocumentTrouble) as troubled:
        READER.text_of(content, name)
    return troubled.value.kind


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]
)
def test_a_text_file_is_read_in_the_encodings_of_arabic(encoding):
    assert text_of(f"{sent.SENTENCE}\r\nثانياً".encode(encoding)) == f"{sent.SENTENCE}\nثانياً"


def test_a_pdf_is_read_from_the_right_with_its_numbers_from_the_left():
    content = sent.pdf(
        f"""= سياسة الضيافة
{sent.SENTENCE}

+ اللائحة الأولى (المادة 12)
+ بقرار رقم (م/٢٦٠) في ١٠/٠٤/١٤٤٦هـ الموافق 13/10/2024م
- info\\@example.org ثم هاتف 0110000000
"""
    )
    assert text_of(content).split("\n") == [
        "سياسة الضيافة",
        sent.SENTENCE,
        "1. اللائحة الأولى (المادة 12)",
        "2. بقرار رقم (م/٢٦٠) في ١٠/٠٤/١٤٤٦هـ الموافق 13/10/2024م",
        "• info@example.org ثم هاتف 0110000000",
    ]


def test_lines_broken_by_the_page_are_one_paragraph_again():
    assert text_of(sent.pdf(" ".join([sent.SENTENCE] * 4))) == " ".join([sent.SENTENCE] * 4)


def test_a_table_in_a_pdf_is_told_row_by_row():
    long = "خلية طويلة من الكلام تلتف إلى السطر الذي يليها لأن العمود ضيق"
    content = sent.pdf(
        f"#table(columns: (3cm, 5cm), [رقم الإصدار], [الأولى], [المالك والمسؤول عنها], [{long}])"
    )
    assert text_of(content).split("\n") == [
        "رقم الإصدار\tالأولى",
        f"المالك والمسؤول عنها\t{long}",
    ]


def test_columns_of_prose_are_read_one_after_the_other():
    first, second = "كلام العمود الأول في الضيافة " * 9, "وكلام العمود الثاني في الوداع " * 9
    content = sent.pdf(f"#columns(2)[{first}\n#colbreak()\n{second}]")
    assert " ".join(text_of(content).split()) == " ".join(f"{first} {second}".split())


def test_a_page_whose_letters_stand_from_the_left_is_turned_around():
    drawn = "".join(f"\u202d{one} {number}\u202c\n\n" for number, one in enumerate(_WORDS, 20))
    assert [line for line in text_of(sent.pdf(drawn)).split("\n") if line] == [
        f"{one} {number}" for number, one in enumerate(_WORDS, 20)
    ]


_WORDS = ("قاعة الضيافة الأولى", "جمعية رواسي الأهلية", "القهوة العربية", "لجنة الضيافة")


def test_pages_come_in_their_order():
    numbers = [line.split()[-1] for line in text_of(sent.pdf_of_pages(12)).split("\n") if line]
    assert numbers == [str(number) for number in range(1, 13)]


def test_a_pdf_that_opens_without_a_password_is_read():
    assert text_of(sent.pdf_with_empty_password()) == sent.SENTENCE


def test_a_word_document_is_read_with_all_that_stands_on_its_pages():
    lines = [line for line in text_of(sent.word()).split("\n") if line]
    assert lines == [
        "جمعية رواسي",
        "سياسة الضيافة",
        "1. استقبال الضيف",
        "2. تقديم القهوة",
        "- كرسي للكبير",
        "3. توديع الضيف",
        "رقم الإصدار\tالأولى",
        "مالك السياسة\tمجلس الإدارة",
        "سطر أول",
        "سطر ثان",
        "☑ داخلي ☐ خارجي",
        "بقي",
        "حي النخيل",
    ]


@pytest.mark.parametrize(
    ("pattern", "kind", "marks"),
    [
        ("%1-", "arabicAlpha", ("أ-", "ب-", "ت-")),
        ("%1-", "arabicAbjad", ("أ-", "ب-", "ج-")),
        ("(%1)", "hindiNumbers", ("(١)", "(٢)", "(٣)")),
        ("المادة %1:", "decimal", ("المادة 1:", "المادة 2:", "المادة 3:")),
        ("%1.", "upperRoman", ("I.", "II.", "III.")),
    ],
)
def test_numbers_that_word_draws_itself_are_told(pattern, kind, marks):
    lines = text_of(sent.word_with_own_numbers(pattern, kind)).split("\n")
    assert [line.rsplit(" ", 1)[0] for line in lines] == list(marks)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (sent.pdf("#v(1cm)"), "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "kind_refused"),
        (b"MZ\x90\0" + b"\0" * 400, "kind_refused"),
        (bytes(range(256)) * 20, "kind_refused"),
        (b"<!doctype html><p>x</p>", "kind_refused"),
        (b"{\\rtf1 x}", "kind_refused"),
        (sent.spreadsheet(), "kind_refused"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "kind_refused"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected",
        ),
        (sent.locked_pdf(), "protected"),
        (sent.pdf(sent.SENTENCE)[:900], "broken"),
        (b"%PDF-1.7\nnothing", "broken"),
        (sent.word()[:2000], "broken"),
        (sent.pdf_of_pages(200), "too_long"),
        (sent.word_of_pages(200), "too_long"),
        ("سطر من الكلام الطويل\n".encode() * 30_000, "too_long"),
        (b"a" * (LARGEST + 1), "too_large"),
        (sent.word_that_unfolds(200_000_000), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_told_by_its_reason(content, kind):
    assert trouble_of(content) == kind


def test_a_file_is_known_by_its_content_and_not_by_its_name():
    assert READER.text_of(sent.pdf(sent.SENTENCE), "policy.txt") == sent.SENTENCE
    assert READER.text_of(sent.SENTENCE.encode(), "policy.docx") == sent.SENTENCE
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    assert trouble_of_reader(picture, "policy.docx") == "kind_refused"


def test_the_child_tells_the_same_troubles():
    assert trouble_of_reader(b"") == "empty"
    assert trouble_of_reader(sent.locked_pdf()) == "protected"
    assert trouble_of_reader(b"%PDF-1.7\nnothing") == "broken"
    assert trouble_of_reader(sent.word()[:2000]) == "broken"
    assert trouble_of_reader(b"a" * (LARGEST + 1)) == "too_large"


def test_a_child_that_needs_too_much_memory_ends_alone(monkeypatch):
    monkeypatch.setattr(reader_module, "_CHILD", "wasl.gateways.documents.tests.greedy")
    assert trouble_of_reader(sent.SENTENCE.encode()) == "too_large"


def test_a_scanned_page_is_told_where_nothing_recognises_writing(monkeypatch):
    monkeypatch.setattr(reader_module, "_recogniser", lambda: "")
    assert trouble_of_reader(sent.scanned_pdf()) == "scanned"


def test_entities_are_never_followed():
    try:
        text = READER.text_of(sent.word_with_entities(), "policy.docx")
    except DocumentTrouble as troubled:
        assert troubled.kind in ("broken", "empty", "kind_refused")
    else:
        assert "root:" not in text
        assert len(text) < 1000


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", sent.word()[:3000], sent.pdf("ا")[:700]]),
    st.binary(max_size=300),
)
def test_whatever_bytes_follow_a_header_the_answer_is_a_reason(head, tail):
    assert trouble_of(head + tail) in ("broken", "kind_refused", "empty", "protected")
