"""The next review falls on the earlier of the Hijri and the Gregorian year."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.policies.rules.reviewing import hijri_of, review_day
from wasl.foundation.calendar import to_hijri

DAYS = st.dates(date(1990, 1, 1), date(2070, 12, 31))


def due(adopted_on, reviewed_on=None, today=date(2000, 1, 1)):
    return review_day(adopted_on=adopted_on, reviewed_on=reviewed_on, today=today)


@given(day=DAYS)
def test_it_is_due_within_a_year_and_not_before_a_hijri_year(day):
    found = due(day).due_on

    assert day + timedelta(days=353) <= found <= day + timedelta(days=366)
    # A day that a shorter month lacks becomes the last of its month, never one of the next.
    assert to_hijri(found).month in (to_hijri(day).month, to_hijri(day - timedelta(days=1)).month)


@given(adopted=DAYS, later=st.integers(0, 400))
def test_a_review_counts_from_its_own_day(adopted, later):
    reviewed = adopted + timedelta(days=later)

    assert due(adopted, reviewed).due_on == due(reviewed).due_on


@given(adopted=DAYS, earlier=st.integers(1, 400))
def test_a_review_of_before_the_adoption_does_not_bring_it_forward(adopted, earlier):
    assert due(adopted, adopted - timedelta(days=earlier)) == due(adopted)


def test_the_hijri_year_is_the_earlier_one():
    found = due(date(2024, 10, 13))

    assert (found.due_on, found.hijri) == (date(2025, 10, 2), "1447-04-10")


def test_the_thirtieth_of_a_month_that_is_shorter_next_year_is_its_last_day():
    found = due(date(2024, 9, 3))

    assert hijri_of(date(2024, 9, 3)) == "1446-02-30"
    assert found.hijri == "1447-02-29"


def test_the_twenty_ninth_of_february_does_not_fall_out_of_the_year():
    # Outside of the Umm al-Qura table, where the Gregorian year alone counts.
    assert due(date(2104, 2, 29)).due_on == date(2105, 2, 28)
    assert due(date(2024, 2, 29)).hijri == "1446-08-19"


def test_it_is_near_from_thirty_days_before_and_due_from_its_day():
    adopted = date(2024, 10, 13)
    day = date(2025, 10, 2)

    assert [
        (found.is_near, found.is_due)
        for found in (
            due(adopted, today=day - timedelta(days=31)),
            due(adopted, today=day - timedelta(days=30)),
            due(adopted, today=day - timedelta(days=1)),
            due(adopted, today=day),
        )
    ] == [(False, False), (True, False), (True, False), (False, True)]


def test_outside_of_the_table_the_gregorian_year_counts_alone():
    assert hijri_of(date(1900, 1, 1)) == ""
    assert due(date(2200, 5, 5)).due_on == date(2201, 5, 5)
