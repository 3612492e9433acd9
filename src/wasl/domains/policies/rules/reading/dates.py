"""Dates as documents write them, in both calendars: which day, and whether there is such a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hijridate import Gregorian, Hijri

from wasl.foundation.identifiers import ascii_digits

FIRST_HIJRI, LAST_HIJRI = 1343, 1500
FIRST_GREGORIAN, LAST_GREGORIAN = 1900, 2199

_HIJRI_MONTHS: Final = (
    ("محرم الحرام", "المحرم", "محرم"),
    ("صفر",),
    ("ربيع الأول", "ربيع أول"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع ثاني", "ربيع آخر"),
    ("جمادى الأولى", "جمادى الأول", "جماد الأول", "جماد أول", "جمادى أولى"),
    ("جمادى الآخرة", "جمادى الثانية", "جمادى الثاني", "جماد الثاني", "جماد الآخر", "جمادى الآخر", "جماد ثاني"),
    ("رجب",),
    ("شعبان",),
    ("رمضان المبارك", "رمضان"),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة", "ذوالقعدة", "ذيالقعدة"),
    ("ذو الحجة", "ذي الحجة", "ذوالحجة", "ذيالحجة"),
)  # fmt: skip
_GREGORIAN_MONTHS: Final = (
    ("يناير", "كانون الثاني"),
    ("فبراير", "شباط"),
    ("مارس", "آذار"),
    ("أبريل", "إبريل", "نيسان"),
    ("مايو", "أيار"),
    ("يونيو", "يونيه", "حزيران"),
    ("يوليو", "يوليه", "تموز"),
    ("أغسطس", "آب"),
    ("سبتمبر", "أيلول"),
    ("أكتوبر", "تشرين الأول"),
    ("نوفمبر", "تشرين الثاني"),
    ("ديسمبر", "كانون الأول"),
)
_SPELLINGS: Final = {"ا": "[اأإآ]", "ه": "[هة]", "ي": "[يىئ]", " ": r"\s*"}


def _spelt(name: str) -> str:
    plain = name.translate(str.maketrans("أإآةى", "اااهي"))
    return "".join(_SPELLINGS.get(letter, letter) for letter in plain)


_MONTHS: Final = {
    f"{calendar}{number}": "|".join(_spelt(name) for name in names)
    for calendar, months in (("h", _HIJRI_MONTHS), ("g", _GREGORIAN_MONTHS))
    for number, names in enumerate(months, start=1)
}
_NUMERIC: Final = re.compile(
    r"(?<![0-9/])([0-9]{1,4})\s*([/\\.\-–])\s*([0-9]{1,2})\s*[/\\.\-–]\s*([0-9]{1,4})(?![0-9])"
)
_NAMED: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2})\s*[/\-]?\s*(?:من\s+)?(?:شهر\s+)?(?:"
    + "|".join(f"(?P<{name}>{spelt})" for name, spelt in _MONTHS.items())
    + r")\s*[/\-،,]?\s*(?:من\s+)?(?:(?:ل?عام|ل?سن[ةه])\s*)?([0-9]{4})(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written at `start`-`end` of a text; `iso` is None when there is no such day."""

    is_hijri: bool
    iso: str | None
    start: int
    end: int


def written_dates(text: str) -> list[WrittenDate]:
    """The full dates of a text in its order; the year's range tells the calendar."""
    plain = ascii_digits(text)
    found = [*_numeric_dates(plain), *_named_dates(plain)]
    return sorted(found, key=lambda one: one.start)


def _numeric_dates(plain: str) -> Iterator[WrittenDate]:
    for match in _NUMERIC.finditer(plain):
        first, middle, last = match[1], match[3], match[4]
        if len(first) == 4 and len(last) <= 2:
            year, month, day = int(first), int(middle), int(last)
        elif len(last) == 4 and len(first) <= 2:
            year, month, day = int(last), int(middle), int(first)
        else:
            continue
        if month > 12 >= day:
            month, day = day, month
        written = _written(year, month, day, match.start(), match.end())
        if written is not None:
            yield written


def _named_dates(plain: str) -> Iterator[WrittenDate]:
    for match in _NAMED.finditer(plain):
        name = next(name for name, words in match.groupdict().items() if words is not None)
        year = int(match[match.re.groups])
        written = _written(year, int(name[1:]), int(match[1]), match.start(), match.end())
        if written is not None and written.is_hijri == (name[0] == "h"):
            yield written


def _written(year: int, month: int, day: int, start: int, end: int) -> WrittenDate | None:
    if FIRST_HIJRI <= year <= LAST_HIJRI:
        return WrittenDate(True, _hijri_iso(year, month, day), start, end)
    if FIRST_GREGORIAN <= year <= LAST_GREGORIAN:
        return WrittenDate(False, _gregorian_iso(year, month, day), start, end)
    return None


def _hijri_iso(year: int, month: int, day: int) -> str | None:
    try:
        return str(Hijri(year, month, day).isoformat())
    except (ValueError, OverflowError):
        return None


def _gregorian_iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def hijri_of(gregorian: str) -> str | None:
    """The Hijri day of a Gregorian one by the Umm al-Qura table, or None outside of it."""
    try:
        return str(Gregorian.fromisoformat(gregorian).to_hijri().isoformat())
    except (ValueError, OverflowError):
        return None


def gregorian_of(hijri: str) -> str | None:
    """The Gregorian day of a Hijri one by the Umm al-Qura table, or None outside of it."""
    try:
        return str(Hijri.fromisoformat(hijri).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None
