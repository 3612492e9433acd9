"""When somebody comes of age, in the calendar that the rule names.

The Civil Transactions Law (Royal Decree M/191 of 29/11/1444 AH), article 12, sets the age of
majority at eighteen complete Hijri years.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from wasl.foundation.calendar import (
    FIRST_IN_TABLE,
    LAST_HIJRI_YEAR,
    LAST_IN_TABLE,
    Calendar,
    Precision,
    days_in_hijri_month,
    to_gregorian,
    to_hijri,
)

MAJORITY_YEARS = 18
MAJORITY_CALENDAR = Calendar.HIJRI


def majority_on(
    birth_on: date,
    *,
    precision: Precision = Precision.DAY,
    entered_in: Calendar = Calendar.GREGORIAN,
    years: int = MAJORITY_YEARS,
    calendar: Calendar = MAJORITY_CALENDAR,
) -> date:
    """The first day on which somebody is of age.

    Of a birth known by its month or year only, the last day counts: nobody loses his guardian too
    early. Somebody born on a day which the year of majority lacks comes of age on the day after.
    A birth or a majority outside of the Umm al-Qura table counts in Gregorian years.
    """
    born_on = last_day_of(birth_on, precision, entered_in)
    if calendar is Calendar.HIJRI and FIRST_IN_TABLE <= born_on <= LAST_IN_TABLE:
        year, month, day = to_hijri(born_on)
        if year + years <= LAST_HIJRI_YEAR:
            return _hijri_or_next(year + years, month, day)
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:  # born on 29 February
        return date(born_on.year + years, 3, 1)


def _hijri_or_next(year: int, month: int, day: int) -> date:
    last = days_in_hijri_month(year, month)
    if day <= last:
        return to_gregorian(year, month, day)
    return to_gregorian(year, month, last) + timedelta(days=1)


def last_day_of(day: date, precision: Precision, entered_in: Calendar) -> date:
    """The last day that a date known by its day, month or year may mean."""
    if precision is Precision.DAY:
        return day
    if entered_in is Calendar.HIJRI:
        year, month, _day = to_hijri(day)
        month = 12 if precision is Precision.YEAR else month
        return to_gregorian(year, month, days_in_hijri_month(year, month))
    if precision is Precision.YEAR:
        return date(day.year, 12, 31)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def majority_of(birth_on: date | None, birth_entry: Mapping[str, str]) -> date | None:
    """`majority_on` of a birth as a party keeps it; None when it is not known."""
    if birth_on is None:
        return None
    return majority_on(
        birth_on,
        precision=Precision(birth_entry.get("precision", Precision.DAY)),
        entered_in=Calendar(birth_entry.get("calendar", Calendar.GREGORIAN)),
    )
