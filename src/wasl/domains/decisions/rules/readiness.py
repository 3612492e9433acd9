"""When a case may be decided, and what keeps it from it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from wasl.domains.decisions.rules.votes import OUTCOMES

STANDING_BEFORE_ASSESSMENT: Final = ("submitted", "incomplete", "complete")


def what_is_outstanding(
    *, stage: str, mechanisms_outstanding: Sequence[str], has_recommendation: bool
) -> tuple[str, ...]:
    """What a case lacks before it can be decided, as keys; nothing when it is ready.

    `check` the officer has not found it complete · `items` the applicant was asked for something ·
    a mechanism's kind · `recommendation` · `over` it is no longer there to be decided.
    """
    if stage not in (*STANDING_BEFORE_ASSESSMENT, "assessed"):
        return ("over",)
    lacking: list[str] = []
    if stage == "submitted":
        lacking.append("check")
    if stage == "incomplete":
        lacking.append("items")
    lacking += mechanisms_outstanding
    if stage != "assessed" or not has_recommendation:
        lacking.append("recommendation")
    return tuple(lacking)


def was_promise_kept(*, expected_on: date | None, decided_on: date) -> bool | None:
    """Whether the applicant was answered by the day he was promised; None without a promise."""
    return None if expected_on is None else decided_on <= expected_on


def has_wrong_terms(
    *, outcome: str, has_amount: bool, has_conditions: bool, valid_until: date | None, today: date
) -> str | None:
    """What is wrong with what is granted, or None.

    `nothing_granted` a refusal grants neither amount nor term · `part_unsaid` a partial
    acceptance says which part, in an amount or in conditions · `already_over` it would have ended
    before it began.
    """
    if outcome not in OUTCOMES:
        return "outcome_unknown"
    if outcome == "reject" and (has_amount or valid_until):
        return "nothing_granted"
    if outcome == "partly" and not (has_amount or has_conditions):
        return "part_unsaid"
    if valid_until is not None and valid_until < today:
        return "already_over"
    return None
