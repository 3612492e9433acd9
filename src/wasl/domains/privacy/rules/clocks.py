"""The clocks that the law starts: the answer to a request, and the notice of an incident."""

from datetime import date, datetime, timedelta
from typing import Final, Literal

ANSWER_DAYS: Final = 30
EXTENSION_DAYS: Final = 30
NEAR_DAYS: Final = 7
AUTHORITY_HOURS: Final = 72
NEAR_HOURS: Final = 24

Standing = Literal["open", "near", "overdue"]


def answer_due_on(received_on: date, *, is_extended: bool = False) -> date:
    """The last day for the answer: the thirtieth day after receipt, or the sixtieth once extended
    (Implementing Regulation of the PDPL, article 3). Calendar days: a due day on which nobody
    works does not move, because the law gives no more."""
    return received_on + timedelta(days=ANSWER_DAYS + (EXTENSION_DAYS if is_extended else 0))


def request_standing(due_on: date, today: date) -> Standing:
    """How an open request stands: overdue from the day after the last, near in the last seven."""
    if today > due_on:
        return "overdue"
    return "near" if today >= due_on - timedelta(days=NEAR_DAYS) else "open"


def authority_due_at(known_at: datetime) -> datetime:
    """Until when the authority must hear of an incident: 72 hours after it became known, nights and
    holidays included (Implementing Regulation of the PDPL, article 24)."""
    return known_at + timedelta(hours=AUTHORITY_HOURS)


def incident_standing(due_at: datetime, now: datetime) -> Standing:
    """How the notice to the authority stands: overdue after its moment, near in the last day."""
    if now > due_at:
        return "overdue"
    return "near" if now >= due_at - timedelta(hours=NEAR_HOURS) else "open"


def hours_left(due_at: datetime, now: datetime) -> int:
    """Whole hours until a moment, rounded down; negative once it has passed."""
    return (due_at - now) // timedelta(hours=1)
