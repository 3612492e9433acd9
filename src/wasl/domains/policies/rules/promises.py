"""The clocks of a policy: when the applicant is answered, and what he is told of it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from wasl.domains.policies.rules.policy import Promise


class WorkingCalendar(Protocol):
    """What the clocks ask of a calendar."""

    def due_on(self, start: date, *, days: int) -> date: ...

    def add_working_days(self, start: date, days: int) -> date: ...


@dataclass(frozen=True, slots=True)
class PromiseSentence:
    """What the applicant is told: the policy's own sentence and a concrete day.

    `earliest_on` is set only when the policy states a minimum; a decision may still come before.
    """

    verbatim: str
    translation: str
    kind: str
    days: int | None
    due_on: date
    earliest_on: date | None = None


def promise_due_on(promise: Promise, complete_on: date, calendar: WorkingCalendar) -> date:
    """The day by which the applicant is to be answered, counted from the complete file.

    A day on which nobody works moves to the next working day.

    Lateness is measured against it; it never holds back an earlier decision.
    """
    return _counted(complete_on, promise.target_days, promise.counting, calendar)


def telling_due_on(promise: Promise, submitted_on: date, calendar: WorkingCalendar) -> date:
    """The day by which the applicant is to be told what is missing."""
    return _counted(submitted_on, promise.telling_days, promise.counting, calendar)


def promise_sentence(
    promise: Promise, complete_on: date, calendar: WorkingCalendar
) -> PromiseSentence:
    """What to tell an applicant whose file is complete on that day."""
    earliest_on = None
    if promise.kind == "at_least" and promise.days is not None:
        earliest_on = _counted(complete_on, promise.days, promise.counting, calendar)
    return PromiseSentence(
        verbatim=promise.verbatim,
        translation=promise.translation,
        kind=promise.kind,
        days=promise.days,
        due_on=promise_due_on(promise, complete_on, calendar),
        earliest_on=earliest_on,
    )


def _counted(start: date, days: int, counting: str, calendar: WorkingCalendar) -> date:
    if counting == "working_days":
        return calendar.add_working_days(start, days)
    return calendar.due_on(start, days=days)
