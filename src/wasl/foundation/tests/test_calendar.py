"""Dates of both calendars, as typed and as heard, and working days against a naive count."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wasl.foundation.calendar import (
    FIRST_IN_TABLE,
    LAST_IN_TABLE,
    Calendar,
    HijriDate,
    Precision,
    WorkCalendar,
    age_on,
    dates_agree,
    days_in_hijri_month,
    month_name,
    parse_date,
    review_due,
    saudi_holidays,
    spoken,
    spoken_both,
    to_gregorian,
    to_hijri,
    weekday_name,
)
from wasl.foundation.identifiers import Digits, Malformed, shown_digits

in_table = st.dates(FIRST_IN_TABLE, LAST_IN_TABLE)
calendars = st.sampled_from(list(Calendar))
languages = st.sampled_from(["ar", "en"])
near = st.dates(date(2024, 1, 1), date(2027, 12, 31))
days_off = st.frozensets(st.dates(date(2024, 1, 1), date(2028, 12, 31)), max_size=40)
work_calendars = st.builds(
    WorkCalendar,
    weekend=st.sampled_from([frozenset({4, 5}), frozenset({4}), frozenset(), frozenset({5, 6})]),
    holidays=days_off,
    closures=days_off,
)


def parts_of(day: date, calendar: Calendar) -> tuple[int, ...]:
    return to_hijri(day) if calendar is Calendar.HIJRI else (day.year, day.month, day.day)


def refused(text: str, **asked) -> str:
    with pytest.raises(Malformed) as trouble:
        parse_date(text, **asked)
    assert str(trouble.value.sentence).endswith(".")
    return trouble.value.code


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1343, 1, 1), date(1924, 8, 1)),
        ((1445, 9, 1), date(2024, 3, 11)),
        ((1446, 9, 15), date(2025, 3, 15)),
        ((1500, 12, 30), date(2077, 11, 16)),
    ],
)
def test_known_days_agree_in_both_calendars(hijri, gregorian) -> None:
    assert to_gregorian(*hijri) == gregorian
    assert to_hijri(gregorian) == HijriDate(*hijri)
    assert dates_agree(HijriDate(*hijri), gregorian)
    assert not dates_agree(HijriDate(*hijri), gregorian - timedelta(days=1))


@given(in_table)
@example(date(1926, 12, 6))
def test_every_day_of_the_table_returns_to_itself(day) -> None:
    assert to_gregorian(*to_hijri(day)) == day


@given(st.integers(1343, 1500), st.integers(1, 12))
@example(1345, 5)
@example(1364, 8)
@example(1446, 1)
def test_months_have_the_days_of_the_table_and_no_more(year, month) -> None:
    last = days_in_hijri_month(year, month)
    assert last in ((29, 30) if year > 1364 else (28, 29, 30, 31))
    assert to_hijri(to_gregorian(year, month, last)) == (year, month, last)
    assert refused(f"{last + 1}/{month}/{year}") == (
        "date_no_thirtieth" if last == 29 else "date_no_such_day"
    )


@pytest.mark.parametrize("day", [date(1924, 7, 31), date(2077, 11, 17)])
def test_days_outside_of_the_table_are_refused(day) -> None:
    with pytest.raises(Malformed) as trouble:
        to_hijri(day)
    assert trouble.value.code == "date_outside_table"
    assert not dates_agree(HijriDate(1342, 12, 29), day)


@given(
    in_table,
    calendars,
    st.booleans(),
    st.sampled_from("/-. "),
    st.sampled_from(["", "\u200f"]),
    st.sampled_from(list(Digits)),
)
def test_a_date_reads_the_same_however_it_is_written(
    day, calendar, year_first, separator, mark, script
) -> None:
    year, month, number = parts_of(day, calendar)
    numbers = (year, month, number) if year_first else (number, month, year)
    typed = separator.join(map(str, numbers))
    entry = parse_date(mark + shown_digits(typed, script))
    assert (entry.calendar, entry.precision) == (calendar, Precision.DAY)
    assert entry.gregorian_on == day
    assert entry.text == typed
    assert parse_date(typed, calendar=calendar) == entry


@given(in_table, calendars, languages, st.sampled_from(list(Precision)))
def test_what_is_spoken_is_understood(day, calendar, language, precision) -> None:
    said = spoken(day, calendar, language, precision=precision, digits=Digits.ARABIC)
    entry = parse_date(said)
    assert (entry.calendar, entry.precision) == (calendar, precision)
    assert spoken(entry.gregorian_on, calendar, language, precision=precision) == entry.text
    assert entry.gregorian_on <= day


@pytest.mark.parametrize(
    ("typed", "precision", "on"),
    [
        ("1446", Precision.YEAR, date(2024, 7, 7)),
        ("2025م", Precision.YEAR, date(2025, 1, 1)),
        ("٩/١٤٤٦", Precision.MONTH, date(2025, 3, 1)),
        ("2025-03", Precision.MONTH, date(2025, 3, 1)),
        ("مارس 2025", Precision.MONTH, date(2025, 3, 1)),
        ("1 جمادى الثانية 1445 هـ", Precision.DAY, date(2023, 12, 14)),
        ("15 ذي الحجة 1445", Precision.DAY, date(2024, 6, 21)),
        ("١٥ رمضان، ١٤٤٦ هجري", Precision.DAY, date(2025, 3, 15)),
        ("1 Mar 2020", Precision.DAY, date(2020, 3, 1)),
        ("29/2/2024", Precision.DAY, date(2024, 2, 29)),
    ],
)
def test_dates_known_in_part_or_with_words_are_read(typed, precision, on) -> None:
    entry = parse_date(typed)
    assert (entry.precision, entry.gregorian_on) == (precision, on)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_unreadable"),
        ("yesterday", "date_unreadable"),
        ("1/2/3/2025", "date_unreadable"),
        ("2025/2025", "date_unreadable"),
        ("1/2025/3", "date_unreadable"),
        ("15/3/20255", "date_unreadable"),
        ("150/3/2025", "date_unreadable"),
        ("1446-09-15 25", "date_unreadable"),
        ("9" * 5000, "date_unreadable"),
        ("15/3/25", "date_short_year"),
        ("15 رمضان", "date_short_year"),
        ("1/1/1342", "date_year_out_of_range"),
        ("1/1/1600", "date_year_out_of_range"),
        ("1/1/3000", "date_year_out_of_range"),
        ("3/15/2025", "date_no_such_month"),
        ("1446/13/1", "date_no_such_month"),
        ("0/0/2025", "date_no_such_month"),
        ("31/4/2025", "date_no_such_day"),
        ("29/2/2023", "date_no_such_day"),
        ("31/1/1446", "date_no_such_day"),
        ("0/1/1446", "date_no_such_day"),
        ("15 رمضان 2025", "date_calendar_differs"),
        ("15/9/1446 م", "date_calendar_differs"),
        ("2025 هـ", "date_calendar_differs"),
    ],
)
def test_what_is_no_date_is_refused_each_for_its_reason(typed, code) -> None:
    assert refused(typed) == code


def test_a_date_of_the_other_calendar_than_asked_is_refused() -> None:
    assert refused("15/9/1446", calendar=Calendar.GREGORIAN) == "date_calendar_differs"
    assert refused("15/3/2025", calendar=Calendar.HIJRI) == "date_calendar_differs"


@given(st.text() | st.text("0123456789/- هـرمضان", max_size=14))
def test_any_text_is_either_read_or_refused(text) -> None:
    try:
        entry = parse_date(text)
    except Malformed:
        return
    assert parse_date(entry.text) == entry


def test_days_are_spoken_in_both_languages_and_calendars() -> None:
    day = date(2025, 3, 15)
    assert spoken(day, Calendar.HIJRI, "ar") == "15 رمضان 1446هـ"
    assert spoken(day, Calendar.GREGORIAN, "ar", digits=Digits.ARABIC) == "١٥ مارس ٢٠٢٥م"
    assert spoken(day, Calendar.HIJRI, "en") == "15 Ramadan 1446 AH"
    assert spoken(day, Calendar.GREGORIAN, "en") == "15 March 2025"
    assert spoken_both(day, "ar") == "\u206815 رمضان 1446هـ\u2069 الموافق \u206815 مارس 2025م\u2069"
    assert spoken_both(day, "en", first=Calendar.GREGORIAN) == (
        "\u206815 March 2025\u2069 (\u206815 Ramadan 1446 AH\u2069)"
    )
    assert spoken_both(date(2100, 1, 1), "en") == "1 January 2100"
    assert (weekday_name(day, "ar"), weekday_name(day, "en")) == ("السبت", "Saturday")
    assert month_name(Calendar.HIJRI, 12, "ar") == "ذو الحجة"


@given(work_calendars, near, st.integers(0, 60))
def test_working_days_are_counted_as_one_counts_on_the_fingers(calendar, start, days) -> None:
    off = calendar.holidays | calendar.closures
    day, counted = start, 0
    while counted < days or day.weekday() in calendar.weekend or day in off:
        day += timedelta(days=1)
        counted += day.weekday() not in calendar.weekend and day not in off
        if days == 0 and counted:
            break
    assert calendar.add_working_days(start, days) == day
    assert calendar.working_days_between(start, day) == counted


@given(work_calendars, near, st.integers(0, 120))
def test_a_promise_falls_due_on_the_first_working_day_from_its_end(calendar, start, days) -> None:
    due = calendar.due_on(start, days=days)
    end = calendar.add_days(start, days)
    assert end == start + timedelta(days=days)
    assert calendar.is_working_day(due)
    between = [end + timedelta(days=n) for n in range((due - end).days)]
    assert not any(calendar.is_working_day(day) for day in between)


def test_friday_and_saturday_and_the_national_day_are_no_working_days() -> None:
    calendar = WorkCalendar(holidays=frozenset(saudi_holidays([2026])))
    assert not calendar.is_working_day(date(2026, 11, 20))
    assert not calendar.is_working_day(date(2026, 11, 21))
    assert calendar.next_working_day(date(2026, 11, 20)) == date(2026, 11, 22)
    assert calendar.add_working_days(date(2026, 9, 22), 1) == date(2026, 9, 24)
    assert calendar.due_on(date(2026, 9, 20), days=3) == date(2026, 9, 24)


def test_a_closure_of_ones_own_moves_a_promise() -> None:
    plain = WorkCalendar()
    closed = WorkCalendar(closures=frozenset({date(2026, 11, 22)}), version=2)
    assert plain.due_on(date(2026, 11, 19), days=2) == date(2026, 11, 22)
    assert closed.due_on(date(2026, 11, 19), days=2) == date(2026, 11, 23)
    assert plain != closed


def test_a_week_without_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="weekend"):
        WorkCalendar(weekend=frozenset(range(7)))
    with pytest.raises(ValueError, match="weekend"):
        WorkCalendar(weekend=frozenset({9}))
    with pytest.raises(ValueError, match="forwards"):
        WorkCalendar().add_working_days(date(2026, 1, 1), -1)


def test_public_holidays_have_names_in_both_languages() -> None:
    assert saudi_holidays([2026])[date(2026, 9, 23)] == "اليوم الوطني"
    assert "National Day" in saudi_holidays([2026], "en")[date(2026, 9, 23)]
    assert {day.year for day in saudi_holidays([2026, 2027])} == {2026, 2027}


def test_the_same_day_may_be_of_age_in_one_calendar_only() -> None:
    birth = date(2008, 1, 1)
    on = to_gregorian(1446, 12, 22)
    assert to_hijri(birth) == (1428, 12, 22)
    assert age_on(birth, on, Calendar.HIJRI) == 18
    assert age_on(birth, on, Calendar.GREGORIAN) == 17


def test_one_born_on_a_leap_day_is_older_on_the_first_of_march() -> None:
    birth = date(2008, 2, 29)
    assert age_on(birth, date(2026, 2, 28), Calendar.GREGORIAN) == 17
    assert age_on(birth, date(2026, 3, 1), Calendar.GREGORIAN) == 18


@given(in_table, in_table, calendars)
def test_age_grows_by_one_on_each_birthday(one, other, calendar) -> None:
    birth, on = sorted((one, other))
    years = age_on(birth, on, calendar)
    born, now = parts_of(birth, calendar), parts_of(on, calendar)
    had_birthday = now[1:] >= born[1:]
    assert years == now[0] - born[0] - (0 if had_birthday else 1) >= 0
    assert age_on(birth, birth, calendar) == 0


def test_a_birth_in_the_future_is_refused() -> None:
    with pytest.raises(Malformed) as trouble:
        age_on(date(2026, 1, 2), date(2026, 1, 1), Calendar.GREGORIAN)
    assert trouble.value.code == "date_birth_later"


@given(st.dates(FIRST_IN_TABLE, date(2076, 11, 1)))
def test_a_review_is_due_a_hijri_year_later_while_the_table_lasts(adopted) -> None:
    due = review_due(adopted)
    assert 353 <= (due - adopted).days <= 356
    before, after = to_hijri(adopted), to_hijri(due)
    assert (after.year, after.month) == (before.year + 1, before.month)


@pytest.mark.parametrize(
    ("adopted", "due"),
    [
        (date(2025, 3, 15), date(2026, 3, 4)),
        (date(2077, 6, 1), date(2078, 6, 1)),
        (date(2080, 2, 29), date(2081, 2, 28)),
        (date(1920, 5, 5), date(1921, 5, 5)),
    ],
)
def test_a_review_is_due_on_the_earlier_of_both_years(adopted, due) -> None:
    assert review_due(adopted) == due
