"""When the board must look at a policy again (R11)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wasl.foundation.calendar import review_due, to_hijri
from wasl.foundation.identifiers import Malformed

REMINDED_BEFORE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """The day by which a review is due, in both calendars, and how near it is."""

    due_on: date
    hijri: str
    is_near: bool
    is_due: bool


def review_day(*, adopted_on: date, reviewed_on: date | None, today: date) -> ReviewDay:
    """When the next review is due: a year after the adoption or the last recorded review.

    The year is the earlier of the Gregorian and the Hijri one; a day which that year lacks (29
    February, the 30th of a Hijri month of 29 days) becomes the last day of its month. It is near
    from thirty days before, and due from its day on.
    """
    start = adopted_on if reviewed_on is None else max(adopted_on, reviewed_on)
    due_on = review_due(start)
    return ReviewDay(
        due_on=due_on,
        hijri=hijri_of(due_on),
        is_near=due_on - REMINDED_BEFORE <= today < due_on,
        is_due=today >= due_on,
    )


def hijri_of(day: date) -> str:
    """The day in the Umm al-Qura calendar as 1446-04-10; nothing outside of its table."""
    try:
        own = to_hijri(day)
    except Malformed:
        return ""
    return f"{own.year:04}-{own.month:02}-{own.day:02}"
