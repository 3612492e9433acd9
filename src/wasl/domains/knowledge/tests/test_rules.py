"""Which version counts on a day, what an article lacks, and how words are found."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.knowledge.rules import (
    cleaned,
    coming_version,
    current_version,
    fits_service,
    parts_lacking,
    searchable,
    tool_key,
    wanted_parts,
)


@dataclass(frozen=True)
class Version:
    effective_from: date
    number: int


OLD = Version(date(2026, 1, 1), 1)
NEW = Version(date(2026, 6, 1), 2)
MENDED = Version(date(2026, 6, 1), 3)


def test_a_version_counts_from_its_day():
    assert current_version([OLD, NEW], date(2026, 5, 31)) == OLD
    assert current_version([OLD, NEW], date(2026, 6, 1)) == NEW
    assert current_version([NEW], date(2026, 5, 31)) is None
    assert coming_version([OLD, NEW], date(2026, 5, 31)) == NEW
    assert coming_version([OLD, NEW], date(2026, 6, 1)) is None


def test_of_two_for_one_day_the_later_recorded_counts():
    assert current_version([MENDED, NEW, OLD], date(2026, 7, 1)) == MENDED
    assert coming_version([MENDED, NEW, OLD], date(2026, 5, 1)) == MENDED


@given(st.lists(st.builds(Version, st.dates(), st.integers(1, 9))), st.dates())
def test_what_counts_has_begun_and_nothing_newer_has(versions, on):
    current = current_version(versions, on)
    begun = [one for one in versions if one.effective_from <= on]

    assert (current is None) == (not begun)
    if current is not None:
        assert current.effective_from == max(one.effective_from for one in begun)


def test_a_tool_of_another_kind_is_known_by_its_wording():
    guide = tool_key("other", {"ar": "دليل الزيارات المنزليّة"})

    assert guide == tool_key("other", {"ar": "دليل  الزيارات المنزلية", "en": "Visits"})
    assert guide != tool_key("other", {"ar": "دليل الاستقبال"})
    assert len(guide) <= 40
    assert tool_key("support_form", {"ar": "طلب دعم مستفيد"}) == "support_form"


def test_a_misconception_has_two_sides():
    said, unsaid = {"ar": "نص", "en": ""}, {"ar": "  ", "en": "text"}

    assert parts_lacking(kind="misconception", title=said, thought=said, body=said) == ()
    assert parts_lacking(kind="article", title=said, thought=unsaid, body=said) == ()
    assert parts_lacking(kind="misconception", title=unsaid, thought=unsaid, body=unsaid) == (
        "title",
        "thought",
        "body",
    )


def is_found(asked: str, *texts: str) -> bool:
    words = searchable([{"ar": text, "en": ""} for text in texts])
    return all(part in words for part in wanted_parts(asked))


def test_words_are_found_in_any_spelling():
    text = "هل يُشترط للأيتام إحضار صكّ الولاية إلى فرع مكّة؟"

    assert is_found("الأيتام", text)
    assert is_found("ايتام مكه", text)
    assert is_found("صك", text)
    assert not is_found("ك", text)
    assert not is_found("ايتام جدة", text)
    assert is_found("", text)


def test_control_signs_and_blank_ends_are_left_out():
    assert cleaned({"ar": " ا\x00ب \r\nج\n"}) == {"ar": "اب\nج", "en": ""}


def test_an_article_without_services_is_about_all():
    assert fits_service([], "basket")
    assert fits_service(["basket"], "basket")
    assert not fits_service(["rent"], "basket")
