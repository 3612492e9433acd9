"""Dates in both calendars as people write and hear them, and the days on which we work.

Hijri dates are those of the Umm al-Qura table, 1343–1500 AH, never arithmetic.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple

import holidays
from django.utils.translation import gettext_lazy as _
from hijridate import Gregorian, Hijri

from wasl.foundation.identifiers import Digits, Malformed, ascii_digits, shown_digits
from wasl.foundation.names import folded

Language = Literal["ar", "en"]


class Calendar(StrEnum):
    """The calendar in which a date was entered or a rule counts."""

    HIJRI = "hijri"
    GREGORIAN = "gregorian"


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class HijriDate(NamedTuple):
    """A day of the Hijri calendar; compares and sorts as the calendar does."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class DateEntry:
    """A date as somebody entered it: its calendar, how much is known, and the text typed.

    `text` has ASCII digits and is otherwise as typed. `gregorian_on` is the day, or the first
    day of the month or year, and is what dates are sorted by.
    """

    calendar: Calendar
    precision: Precision
    text: str
    gregorian_on: date


FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500
FIRST_GREGORIAN_YEAR, LAST_GREGORIAN_YEAR = 1900, 2199
FIRST_IN_TABLE, LAST_IN_TABLE = date(1924, 8, 1), date(2077, 11, 16)
"""The Gregorian days for which the table knows a Hijri day."""


def to_hijri(day: date) -> HijriDate:
    """The Hijri day of a Gregorian one. Refuses days outside of the Umm al-Qura table."""
    if not FIRST_IN_TABLE <= day <= LAST_IN_TABLE:
        raise _outside_table()
    return HijriDate(*Gregorian(day.year, day.month, day.day).to_hijri().datetuple())


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri one.

    Refuses, each with its own sentence, a year outside of the Umm al-Qura table, a month that is
    not 1–12, a day that the month has not, and day 30 of a month of 29 days.
    """
    if not FIRST_HIJRI_YEAR <= year <= LAST_HIJRI_YEAR:
        raise _outside_table()
    if not 1 <= month <= 12:
        raise _no_such_month()
    last = days_in_hijri_month(year, month)
    if day == 30 and last == 29:
        raise Malformed(
            "date_no_thirtieth",
            _(
                "This Hijri month has 29 days in the Umm al-Qura calendar. "
                "Check the day against the document."
            ),
        )
    if not 1 <= day <= last:
        raise _no_such_day()
    return date(*Hijri(year, month, day).to_gregorian().datetuple())


def days_in_hijri_month(year: int, month: int) -> int:
    """29 or 30 by the Umm al-Qura table; before 1365 it also has months of 28 and of 31."""
    return Hijri(year, month, 1).month_length()


def dates_agree(hijri: HijriDate, gregorian: date) -> bool:
    """Whether both name the same day in the Umm al-Qura table; a day it lacks never agrees."""
    try:
        return to_gregorian(*hijri) == gregorian
    except Malformed:
        return False


def _outside_table() -> Malformed:
    return Malformed(
        "date_outside_table",
        _(
            "The Umm al-Qura calendar covers the years 1343 to 1500. "
            "Check the year, or write the date in the Gregorian calendar."
        ),
    )


def _no_such_month() -> Malformed:
    return Malformed(
        "date_no_such_month",
        _("The month must be from 1 to 12. Write the date as day, month, year."),
    )


def _no_such_day() -> Malformed:
    return Malformed(
        "date_no_such_day",
        _("This month has no such day. Check the day against the document."),
    )


_MONTHS: dict[tuple[Calendar, Language], tuple[str, ...]] = {
    (Calendar.HIJRI, "ar"): (
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ),
    (Calendar.HIJRI, "en"): (
        "Muharram",
        "Safar",
        "Rabi al-Awwal",
        "Rabi al-Akhir",
        "Jumada al-Ula",
        "Jumada al-Akhirah",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ),
    (Calendar.GREGORIAN, "ar"): (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    (Calendar.GREGORIAN, "en"): (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_OTHER_MONTH_NAMES = {
    Calendar.HIJRI: {
        "محرم الحرام": 1,
        "المحرم": 1,
        "ربيع أول": 3,
        "ربيع الثاني": 4,
        "ربيع ثاني": 4,
        "Rabi al-Thani": 4,
        "جمادى الأول": 5,
        "جماد الأول": 5,
        "جماد أول": 5,
        "جمادى الثانية": 6,
        "جمادى الثاني": 6,
        "جماد الثاني": 6,
        "جمادى الآخر": 6,
        "جماد الآخر": 6,
        "Jumada al-Thani": 6,
        "ذي القعدة": 11,
        "Dhu al-Qidah": 11,
        "ذي الحجة": 12,
    },
    Calendar.GREGORIAN: {"إبريل": 4, "مايس": 5},
}
_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTH_BY_NAME: dict[str, tuple[Calendar, int]] = {
    **{
        folded(name): (calendar, number)
        for (calendar, _language), names in _MONTHS.items()
        for number, name in enumerate(names, start=1)
    },
    **{
        folded(name): (calendar, number)
        for calendar, names_too in _OTHER_MONTH_NAMES.items()
        for name, number in names_too.items()
    },
    **{
        name[:3].lower(): (Calendar.GREGORIAN, number)
        for number, name in enumerate(_MONTHS[Calendar.GREGORIAN, "en"], start=1)
    },
}
_ERAS = {
    "ه": Calendar.HIJRI,
    "هجري": Calendar.HIJRI,
    "h": Calendar.HIJRI,
    "ah": Calendar.HIJRI,
    "م": Calendar.GREGORIAN,
    "ميلادي": Calendar.GREGORIAN,
    "ad": Calendar.GREGORIAN,
    "ce": Calendar.GREGORIAN,
}
_WORD_OR_NUMBER = re.compile(r"[0-9]+|[^\W\d_][^\d]*")
_BETWEEN = re.compile(r"[\s/\\.,،\-‐‑–—]*")


def parse_date(text: str, *, calendar: Calendar | None = None) -> DateEntry:
    """Read a date, a month with its year, or a year alone, in either calendar.

    Any digits; day first or year first; between the numbers / - . or spaces; the month as a
    number or by its name in Arabic or English. A year of 1343–1500 is Hijri and one of 1900–2199
    Gregorian, with or without هـ or م after it. Refuses, each with its own sentence, what is not
    a date, a year not of four digits or in neither range, a calendar other than `calendar` or
    than the one written, a month not 1–12, a day the month has not, and day 30 of a Hijri month
    of 29 days.
    """
    kept = ascii_digits(text, without_marks=True).strip()
    numbers, named, era = _read(kept)
    year, month, day = _in_order(numbers, named)
    found = _calendar_of(year)
    if {calendar or found, era or found, named[0] if named else found} != {found}:
        raise _calendar_differs()
    if month is None:
        return DateEntry(found, Precision.YEAR, kept, _gregorian(found, year, 1, 1))
    if day is None:
        return DateEntry(found, Precision.MONTH, kept, _gregorian(found, year, month, 1))
    return DateEntry(found, Precision.DAY, kept, _gregorian(found, year, month, day))


def _read(text: str) -> tuple[list[str], tuple[Calendar, int] | None, Calendar | None]:
    """The numbers, the month named and the era written in a date; refuses anything else."""
    numbers: list[str] = []
    named: tuple[Calendar, int] | None = None
    era: Calendar | None = None
    place = 0
    while place < len(text):
        place = _end(_BETWEEN, text, place)
        if place == len(text):
            break
        found = _WORD_OR_NUMBER.match(text, place)
        if not found:
            raise _not_a_date()
        if found[0].isdigit():
            numbers.append(found[0])
        else:
            word = folded(found[0])
            if word in _ERAS and numbers and era is None:
                era = _ERAS[word]
            elif word in _MONTH_BY_NAME and named is None:
                named = _MONTH_BY_NAME[word]
            else:
                raise _not_a_date()
        place = found.end()
    return numbers, named, era


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _in_order(
    numbers: list[str], named: tuple[Calendar, int] | None
) -> tuple[int, int | None, int | None]:
    """Year, month and day from numbers written year first or year last."""
    if not 1 <= len(numbers) <= (2 if named else 3) or max(map(len, numbers)) > 4:
        raise _not_a_date()
    years = [place for place, number in enumerate(numbers) if len(number) == 4]
    if not years:
        raise Malformed("date_short_year", _("Write the year with its four digits."))
    has_odd_number = any(len(number) == 3 for number in numbers)
    if len(years) > 1 or years[0] not in (0, len(numbers) - 1) or has_odd_number:
        raise _not_a_date()
    values = [int(number) for number in numbers]
    year, *rest = values if years[0] == 0 else reversed(values)
    if named:
        return year, named[1], rest[0] if rest else None
    month, day = (*rest, None, None)[:2]
    return year, month, day


def _calendar_of(year: int) -> Calendar:
    if FIRST_HIJRI_YEAR <= year <= LAST_HIJRI_YEAR:
        return Calendar.HIJRI
    if FIRST_GREGORIAN_YEAR <= year <= LAST_GREGORIAN_YEAR:
        return Calendar.GREGORIAN
    raise Malformed(
        "date_year_out_of_range",
        _("The year must be from 1343 to 1500 Hijri or from 1900 Gregorian. Check the year."),
    )


def _gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    if calendar is Calendar.HIJRI:
        return to_gregorian(year, month, day)
    if not 1 <= month <= 12:
        raise _no_such_month()
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_day() from None


def _not_a_date() -> Malformed:
    return Malformed(
        "date_unreadable",
        _("This is not a date we can read. Write it as day, month, year, such as 15/9/1446."),
    )


def _calendar_differs() -> Malformed:
    return Malformed(
        "date_calendar_differs",
        _("This year belongs to the other calendar. Choose the calendar of the document."),
    )


def month_name(calendar: Calendar, month: int, language: Language) -> str:
    """The name of a month, 1–12."""
    return _MONTHS[calendar, language][month - 1]


def weekday_name(day: date, language: Language) -> str:
    """The name of the day of the week."""
    return _WEEKDAYS[language][day.weekday()]


_ERA_SHOWN: dict[tuple[Calendar, Language], str] = {
    (Calendar.HIJRI, "ar"): "هـ",
    (Calendar.GREGORIAN, "ar"): "م",
    (Calendar.HIJRI, "en"): " AH",
    (Calendar.GREGORIAN, "en"): "",
}
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def spoken(
    day: date,
    calendar: Calendar,
    language: Language,
    *,
    precision: Precision = Precision.DAY,
    digits: Digits = Digits.LATIN,
) -> str:
    """The date with its month by name: "15 رمضان 1446هـ", "15 March 2025", "Ramadan 1446 AH".

    Refuses a Hijri date outside of the Umm al-Qura table.
    """
    year, month, day_of_month = _parts_of(day, calendar)
    words = [str(year) + _ERA_SHOWN[calendar, language]]
    if precision is not Precision.YEAR:
        words.insert(0, month_name(calendar, month, language))
    if precision is Precision.DAY:
        words.insert(0, str(day_of_month))
    return shown_digits(" ".join(words), digits)


def _parts_of(day: date, calendar: Calendar) -> tuple[int, int, int]:
    return to_hijri(day) if calendar is Calendar.HIJRI else (day.year, day.month, day.day)


def spoken_both(
    day: date,
    language: Language,
    *,
    first: Calendar = Calendar.HIJRI,
    digits: Digits = Digits.LATIN,
) -> str:
    """The day in both calendars, each isolated so that their directions never mix.

    A day outside of the Umm al-Qura table is given in the Gregorian calendar alone.
    """
    if not FIRST_IN_TABLE <= day <= LAST_IN_TABLE:
        return spoken(day, Calendar.GREGORIAN, language, digits=digits)
    second = Calendar.GREGORIAN if first is Calendar.HIJRI else Calendar.HIJRI
    one, other = (
        _ISOLATE + spoken(day, calendar, language, digits=digits) + _END_ISOLATE
        for calendar in (first, second)
    )
    return f"{one} الموافق {other}" if language == "ar" else f"{one} ({other})"


_FRIDAY_AND_SATURDAY = frozenset({4, 5})


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days on which an association works.

    `weekend` holds weekdays with Monday as 0 and never all seven; `holidays` are public ones as
    corrected by hand, `closures` the association's own. `version` tells with which state of them
    a promise was made.
    """

    weekend: frozenset[int] = _FRIDAY_AND_SATURDAY
    holidays: frozenset[date] = frozenset()
    closures: frozenset[date] = frozenset()
    version: int = 1
    _off: frozenset[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.weekend < frozenset(range(7)):
            raise ValueError("a weekend is some weekdays 0-6, not all of them")
        off = (day for day in self.holidays | self.closures if day.weekday() not in self.weekend)
        object.__setattr__(self, "_off", frozenset(off))

    def is_working_day(self, day: date) -> bool:
        """Whether the association works on that day."""
        return day.weekday() not in self.weekend and day not in self._off

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def add_days(self, start: date, days: int) -> date:
        """The day so many calendar days later, whatever day it is."""
        return start + timedelta(days=days)

    def add_working_days(self, start: date, days: int) -> date:
        """The working day on which so many working days after `start` have come.

        The start itself does not count; zero days is the start or the next working day. Raises
        ValueError for fewer than zero.
        """
        if days < 0:
            raise ValueError("working days are counted forwards")
        if days == 0:
            return self.next_working_day(start)
        a_week = 7 - len(self.weekend)
        day, remaining = start, days
        while weeks := (remaining - 1) // a_week:
            landing = day + timedelta(weeks=weeks)
            remaining += sum(day < off <= landing for off in self._off) - weeks * a_week
            day = landing
        while remaining:
            day += timedelta(days=1)
            remaining -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after `start` up to and including `end`; 0 if none."""
        weeks, rest = divmod(max((end - start).days, 0), 7)
        tail = (start + timedelta(weeks=weeks, days=extra) for extra in range(1, rest + 1))
        worked = weeks * (7 - len(self.weekend))
        worked += sum(day.weekday() not in self.weekend for day in tail)
        return worked - sum(start < off <= end for off in self._off)

    def due_on(self, start: date, *, days: int) -> date:
        """The day on which a promise of so many calendar days falls due.

        A due day on which nobody works moves to the next working day.
        """
        return self.next_working_day(self.add_days(start, days))


def saudi_holidays(years: Iterable[int], language: Language = "ar") -> dict[date, str]:
    """The public holidays of Saudi Arabia in these Gregorian years, each with its name.

    Both Eids are estimates to be corrected by hand when they are announced.
    """
    named = holidays.country_holidays(
        "SA", years=years, language="ar" if language == "ar" else "en_US"
    )
    return dict(sorted(named.items()))


def age_on(birth: date, on: date, calendar: Calendar) -> int:
    """Full years lived on a day, counted in the calendar that the rule names.

    One born on a day that a year lacks (29 February, 30 of a Hijri month of 29 days) is older on
    the day after. Refuses a birth after `on`, and Hijri ages outside of the Umm al-Qura table.
    """
    if birth > on:
        raise Malformed(
            "date_birth_later", _("The birth date must not be in the future. Check the year.")
        )
    year_born, *birthday = _parts_of(birth, calendar)
    year_now, *today = _parts_of(on, calendar)
    return year_now - year_born - (today < birthday)


def review_due(adopted_on: date) -> date:
    """The day by which a policy adopted then must be reviewed (R11).

    The earlier of a Gregorian and a Hijri year later; a day which that year lacks becomes the
    last day of its month. Outside of the Umm al-Qura table the Gregorian year alone counts.
    """
    is_leap_day = (adopted_on.month, adopted_on.day) == (2, 29)
    gregorian = adopted_on.replace(
        year=adopted_on.year + 1, day=28 if is_leap_day else adopted_on.day
    )
    if not FIRST_IN_TABLE <= adopted_on <= LAST_IN_TABLE:
        return gregorian
    year, month, day = to_hijri(adopted_on)
    if year == LAST_HIJRI_YEAR:
        return gregorian
    last = days_in_hijri_month(year + 1, month)
    return min(gregorian, to_gregorian(year + 1, month, min(day, last)))
