"""Reading findings, what is outstanding, and how a criterion's result is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question

DOCUMENTS: Final = "documents"
OUTCOMES: Final = ("accept", "reject", "partly")
SHORTEST_REASON: Final = 3


def finding_kept(value: Any, source: str, on: date) -> dict[str, Any]:
    """A finding as it is kept: the value in its one stored form, its source and its day."""
    return {"value": value, "source": source, "on": on.isoformat()}


def as_fact(question: "Question | None", value: Any) -> Any:
    """A finding's value as criteria read it: amounts as Decimal, days as date."""
    if value is None or question is None:
        return value
    if question.kind == "money":
        return Decimal(value)
    if question.kind == "date":
        return date.fromisoformat(value)
    return value


def mechanisms_outstanding(required: Sequence[str], done: Iterable[str]) -> tuple[str, ...]:
    """The required mechanisms that were not carried out yet, in the service's order."""
    carried_out = set(done)
    return tuple(mechanism for mechanism in required if mechanism not in carried_out)


def facts_found(stated: Mapping[str, Any], found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What criteria judge: the stated answers, each overridden by what was found later.

    A question that was looked at and could not be answered stays as stated.
    """
    facts = dict(stated)
    for findings in found:
        facts.update(
            {
                key: value
                for key, value in findings.items()
                if value is not None and key != DOCUMENTS
            }
        )
    return facts


def counted(results: Iterable[bool | None]) -> tuple[int, int, int]:
    """How many criteria are met, not met, and unknown."""
    listed = list(results)
    return listed.count(True), listed.count(False), listed.count(None)
