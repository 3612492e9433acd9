"""The clocks of the law, as plain functions."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.privacy.rules.clocks import (
    answer_due_on,
    authority_due_at,
    hours_left,
    incident_standing,
    request_standing,
)
from wasl.foundation.calendar import spoken_both, to_gregorian, to_hijri

RIYADH = ZoneInfo("Asia/Riyadh")
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2060, 1, 1))
moments = st.datetimes(
    min_value=datetime.combine(date(2024, 1, 1), time.min),
    max_value=datetime.combine(date(2060, 1, 1), time.min),
    timezones=st.just(RIYADH),
)


@given(days)
def test_the_answer_is_due_thirty_days_after_receipt_and_sixty_once_extended(day):
    assert (answer_due_on(day) - day).days == 30
    assert (answer_due_on(day, is_extended=True) - day).days == 60


@given(days, st.integers(min_value=0, max_value=90))
def test_a_request_is_open_then_near_then_overdue_and_never_back(day, later):
    order = ("open", "near", "overdue")
    due = answer_due_on(day)
    today, tomorrow = day + timedelta(days=later), day + timedelta(days=later + 1)

    assert order.index(request_standing(due, today)) <= order.index(request_standing(due, tomorrow))


def test_the_last_day_itself_is_in_time():
    due = answer_due_on(date(2026, 11, 21))

    assert due == date(2026, 12, 21)
    assert request_standing(due, due) == "near"
    assert request_standing(due, due - timedelta(days=8)) == "open"
    assert request_standing(due, due + timedelta(days=1)) == "overdue"


def test_the_days_are_those_of_the_calendar_although_nobody_works():
    assert answer_due_on(date(2027, 2, 8)) == date(2027, 3, 10)  # the holiday of Eid al-Fitr
    assert answer_due_on(date(2026, 11, 18)).weekday() == 4  # a Friday stays a Friday


@given(moments)
def test_seventy_two_hours_are_three_days_by_the_clock_of_riyadh(known):
    due = authority_due_at(known)

    assert due.astimezone(UTC) - known.astimezone(UTC) == timedelta(hours=72)
    assert due.timetz() == known.timetz()
    assert (due.date() - known.date()).days == 3


@given(moments, st.integers(min_value=0, max_value=100))
def test_an_incident_is_overdue_only_after_its_last_moment(known, hours):
    due = authority_due_at(known)
    now = known + timedelta(hours=hours)

    assert (incident_standing(due, now) == "overdue") is (hours > 72)
    assert (incident_standing(due, now) == "open") is (hours < 48)
    assert hours_left(due, now) == 72 - hours


def test_hours_left_never_promise_more_than_there_is():
    due = datetime(2026, 11, 24, 12, tzinfo=RIYADH)

    assert hours_left(due, due - timedelta(minutes=59)) == 0
    assert hours_left(due, due + timedelta(minutes=1)) == -1


@given(days)
def test_the_last_day_is_told_in_both_calendars(day):
    due = answer_due_on(day)
    hijri = to_hijri(due)

    assert to_gregorian(*hijri) == due
    assert str(hijri.year) in spoken_both(due, "ar")
    assert str(due.year) in spoken_both(due, "ar")
