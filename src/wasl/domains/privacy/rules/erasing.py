"""On which grounds data is held or destroyed, and when its time is over."""

from datetime import date
from typing import Final

GROUNDS: Final = ("request", "retention", "mistake")
HOLD_GROUNDS: Final = ("dispute", "court", "inquiry", "audit", "other")


def last_day(began_on: date, years: int) -> date:
    """The last day on which something is kept that many years; 29 February ends on the 28th."""
    try:
        return began_on.replace(year=began_on.year + years)
    except ValueError:
        return began_on.replace(year=began_on.year + years, day=28)


def has_ended(began_on: date, years: int, *, today: date) -> bool:
    """Whether the years are over; on the last day itself they are not."""
    return last_day(began_on, years) < today
