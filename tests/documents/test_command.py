"""`wasl policy read` tells what a document says, needs no installation, and keeps nothing."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from wasl.gateways.documents.tests import given as sent

# Alone the command has a database of its own, in memory; under a server's settings it enters a
# scope there as every query does, and reads nothing.
pytestmark = pytest.mark.django_db

DOCUMENT = """جمعية رواسي الأهلية
سياسة تنظيم العلاقة مع المستفيدين
ترخيص رقم ١٠٠٠٧٤٢٢١٥

القنوات المستخدمة للتواصل مع المستفيدين:
١. المقابلة.
٢. الاتصالات الهاتفية.
٣. وسائل التواصل الاجتماعي.
٤. الخطابات.
٥. خدمات طلب المساعدة.
٦. الموقع الإلكتروني للجمعية.

ويتم التعامل مع المستفيد على مختلف المستويات لإنهاء معاملته بالشكل التالي:
- استقبال المستفيد بلباقة واحترام والإجابة على جميع الاستفسارات.
- التوضيح للمستفيد بأن طلبه سيرفع للجنة البحث والرد عليه خلال مدة لا تقل عن أسبوعين.
- تقديم الخدمة اللازمة.

تُصان مركبات النقل كل ستة أشهر لدى ورشة متعاقدة.

اعتماد مجلس الإدارة
{adoption}
"""
ADOPTED = "تم اعتماد السياسة بقرار مجلس الإدارة رقم (م/12) في ١٤٤٦/٠٤/١٠هـ الموافق ٢٠٢٤/١٠/١٣م."
KEYS = {
    *("association", "title", "licence", "version", "owner", "publication", "review", "adoption"),
    *("signatures", "acknowledgements", "objectives", "sub_objectives", "channels", "tools"),
    *("steps", "tools_holder", "referral_role", "applicant", "deciders", "promise"),
    *("eligibility", "beneficiary_kinds", "unrecognised"),
}


def told(content: bytes, folder: Path, *options: str, name: str = "policy.txt") -> str:
    file = folder / name
    file.write_bytes(content)
    out = io.StringIO()
    call_command("policy", "read", str(file), *options, stdout=out)
    return out.getvalue()


def read(adoption: str, folder: Path, *options: str) -> Any:
    return json.loads(told(DOCUMENT.format(adoption=adoption).encode(), folder, "--json", *options))


def test_one_object_and_nothing_else_is_printed(tmp_path):
    said = read(ADOPTED, tmp_path)
    assert set(said) == KEYS
    assert said["adoption"] == {
        "reference": "م/12",
        "kind": "decision",
        "hijri": "1446-04-10",
        "gregorian": "2024-10-13",
        "weekday": None,
        "term": None,
    }
    assert said["promise"]["kind"] == "at_least"
    assert [one["kind"] for one in said["steps"]] == ["receive", "explain", "deliver"]
    assert any("مركبات النقل" in one for one in said["unrecognised"])


def test_a_licence_of_ten_digits_is_no_national_number(tmp_path):
    said = read(ADOPTED, tmp_path, "--evidence")
    assert said["licence"] == "1000742215"
    assert "licence" not in [one["key"] for one in said["evidence"]["questions"]]


def test_a_national_number_in_the_place_of_the_licence_is_asked_about(tmp_path):
    text = DOCUMENT.format(adoption=ADOPTED).replace("١٠٠٠٧٤٢٢١٥", "١٠١٢٣٤٥٦٧٢")
    said = json.loads(told(text.encode(), tmp_path, "--json", "--evidence"))
    (asked,) = [one for one in said["evidence"]["questions"] if one["key"] == "licence"]
    assert "هوية وطنية" in asked["title"]["ar"]


@pytest.mark.parametrize(
    ("adoption", "trouble"),
    [
        (
            ADOPTED.replace("١٤٤٦/٠٤/١٠", "١٤٤٦/٠٥/٣٠").replace("الموافق ٢٠٢٤/١٠/١٣م", ""),
            "no_such_day",
        ),
        (ADOPTED.replace("٢٠٢٤/١٠/١٣", "٢٠٢٣/٠٢/٢٩"), "no_such_day"),
        (ADOPTED.replace("١٤٤٦/٠٤/١٠", "١٤٤٦/٠٤/١٢"), "dates_disagree"),
    ],
    ids=["a month of 29 days", "no leap year", "two days"],
)
def test_a_date_that_cannot_be_is_told_by_its_own_sentence(tmp_path, adoption, trouble):
    said = read(adoption, tmp_path, "--evidence")["evidence"]
    assert trouble in said["adoption_troubles"]
    assert "adoption.day" in [one["key"] for one in said["questions"]]


def test_the_report_names_each_value_with_its_line_and_what_is_open(tmp_path):
    said = told(DOCUMENT.format(adoption=ADOPTED).encode(), tmp_path, "--language", "en")
    assert "Association: جمعية رواسي الأهلية  [line 1 · " in said
    assert "To be settled by a person" in said
    assert "مركبات النقل" in said
    assert "السطر 1" in told(DOCUMENT.format(adoption=ADOPTED).encode(), tmp_path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "الملف فارغ"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "ليس وثيقة"),
        (sent.locked_pdf(), "كلمة مرور"),
        (b"%PDF-1.7\nnothing", "تالف"),
        (sent.pdf_of_pages(200), "150 صفحة"),
        (sent.word_that_unfolds(100_000_000), "أكبر"),
        ("كنا في نزهة على الشاطئ ولعب الأطفال بالرمل حتى المساء. ".encode() * 5, "ليست سياسة"),
        (b"The quick brown fox jumps over the lazy dog. " * 20, "كلمة عربية"),
    ],
    ids=["empty", "kind", "locked", "broken", "200 pages", "bomb", "no policy", "not Arabic"],
)
def test_each_bad_file_has_its_own_sentence(tmp_path, content, sentence):
    with pytest.raises(CommandError, match=sentence):
        told(content, tmp_path, "--json", name="policy.pdf")


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="nothing-here"):
        call_command("policy", "read", "nothing-here.txt")


def test_it_works_without_any_installation(tmp_path):
    file = tmp_path / "policy.txt"
    file.write_text(DOCUMENT.format(adoption=ADOPTED))
    wasl = Path(sys.executable).with_name("wasl")
    # Nothing of an installation; only what is compiled already is found again.
    bare = {name: os.environ[name] for name in ("PYTHONPYCACHEPREFIX",) if name in os.environ}
    good = subprocess.run([wasl, "policy", "read", file, "--json"], capture_output=True, env=bare)
    assert good.returncode == 0
    assert set(json.loads(good.stdout)) == KEYS
    assert good.stderr == b""
    file.write_bytes(b"")
    bad = subprocess.run([wasl, "policy", "read", file, "--json"], capture_output=True, env=bare)
    assert bad.returncode == 1
    assert bad.stdout == b""
    assert "الملف فارغ" in bad.stderr.decode()
    assert list(tmp_path.iterdir()) == [file]
