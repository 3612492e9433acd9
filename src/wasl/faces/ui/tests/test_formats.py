"""Values are written for the reader: language, digits, dates, money, phones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from wasl.faces.ui import formats
from wasl.foundation.identifiers import Digits


@pytest.fixture(autouse=True)
def arabic() -> Iterator[None]:
    with translation.override("ar"):
        yield


def test_words_picks_the_readers_language() -> None:
    both = {"ar": "سلة", "en": "Basket"}
    assert formats.words(both) == "سلة"
    with translation.override("en"):
        assert formats.words(both) == "Basket"


@pytest.mark.parametrize(
    ("value", "shown"), [({"ar": "سلة"}, "سلة"), ("x", "x"), (None, ""), ({}, ""), (7, "7")]
)
def test_words_falls_back_to_arabic_and_leaves_plain_text(value: object, shown: str) -> None:
    with translation.override("en"):
        assert formats.words(value) == shown


def test_digits_come_out_in_one_setting_whatever_went_in() -> None:
    assert formats.digits("٣۴5") == "345"
    assert formats.digits("٣۴5", "arabic") == "٣٤٥"
    formats.use_digits(Digits.ARABIC)
    try:
        assert formats.digits(2026) == "٢٠٢٦"
    finally:
        formats.use_digits(Digits.LATIN)


def test_a_day_is_named_in_both_calendars() -> None:
    day = date(2026, 11, 21)
    assert "نوفمبر" in formats.gregorian(day)
    assert "جمادى الآخرة" in formats.hijri(day)
    assert formats.hijri(date(1800, 1, 1)) == ""
    assert formats.gregorian("no date") == ""


def test_a_moment_is_told_in_riyadh() -> None:
    shown = formats.moment(datetime(2026, 11, 20, 22, 5, tzinfo=UTC))
    assert "01:05" in shown
    assert "21" in shown


def test_money_and_numbers() -> None:
    with translation.override("en"):
        assert formats.money(Decimal("1250")).replace("\xa0", " ") == "SAR 1,250.00"
    assert formats.money("nothing") == "nothing"
    assert formats.number(12500) == "12,500"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("+966501234567", "050 123 4567"),
        ("٠٥٠١٢٣٤٥٦٧", "050 123 4567"),
        ("+4420", "+4420"),
        ("", ""),
    ],
)
def test_phones_read_as_people_write_them(given: str, shown: str) -> None:
    assert formats.phone(given) == shown


def test_a_reference_is_grouped_to_be_read_aloud() -> None:
    assert formats.grouped("4471208935") == "4471-208-935"
    assert formats.grouped("A-12") == "A-12"


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "يوم واحد"), (2, "يومان"), (3, "3 أيام"), (11, "11 يومًا")]
)
def test_days_take_the_plural_of_arabic(count: int, shown: str) -> None:
    assert formats.days_word(count) == shown
