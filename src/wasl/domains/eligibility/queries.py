"""Eligibility explained: whether the facts of a case meet the criteria of its service edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wasl.domains.catalogue.queries import edition_of
from wasl.domains.eligibility.rules import (
    Criterion,
    Seen,
    check_criteria,
    explain,
    facts_from_answers,
    parse_criterion,
    questions_needed,
)
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.remembered import Remembered

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition


@dataclass(frozen=True, slots=True)
class ExplainedCriterion:
    """One criterion with its result: met, not met, or None while a fact is unknown.

    `title` and `unmet` (the sentence for a letter) are {"ar": …, "en": …}; `seen` are the values
    that were looked at; `clause` is the reference of the policy's clause.
    """

    key: str
    title: Mapping[str, str]
    met: bool | None
    seen: tuple[Seen, ...]
    clause: str
    unmet: Mapping[str, str]
    unknown_facts: tuple[str, ...]


@query
def criteria_checked(by: Actor, *, text: str, source: str) -> None:
    """Judge all criteria that a profile states: a criterion that cannot be resolved is refused.

    Raises `ProfileInvalid` with every mistake by `source` and line.
    """
    check_criteria(text, source)


_parsed: Remembered[tuple[UUID | None, UUID], tuple[Criterion, ...]] = Remembered()


@query
def questions_lacking(by: Actor, *, definition: "ServiceDefinition") -> dict[str, tuple[str, ...]]:
    """For each criterion of a service, the questions that it needs and the form does not ask."""
    asked = set(definition.fact_kinds)
    return {
        str(one["key"]): lacking
        for one in definition.criteria
        if (lacking := tuple(key for key in questions_needed(one["tree"]) if key not in asked))
    }


@query
def explain_criteria(
    by: Actor, *, edition: UUID, answers: Mapping[str, Any], party: Mapping[str, Any] | None = None
) -> tuple[ExplainedCriterion, ...]:
    """Judge every criterion of a service edition by a case's answers, in the edition's order.

    `answers` are the cleaned answers with what was found put over what was stated; `party` holds
    what the party's record knows. A criterion recommends; a person decides (R67). Refuses with
    `NotFound` an edition of another association.
    """
    definition = edition_of(by.as_system(), edition=edition)
    facts = facts_from_answers(definition.fact_kinds, answers, party or {})
    return tuple(
        ExplainedCriterion(
            key=criterion.key,
            title=criterion.title,
            met=result.met,
            seen=result.seen,
            clause=result.clause,
            unmet=criterion.unmet,
            unknown_facts=result.unknown_facts,
        )
        for criterion in _criteria(by, edition, definition)
        for result in (explain(criterion, facts),)
    )


def _criteria(by: Actor, edition: UUID, definition: "ServiceDefinition") -> tuple[Criterion, ...]:
    key = (by.association, edition)
    known = _parsed.get(key)
    if known is not None:
        return known
    kinds = definition.fact_kinds
    return _parsed.keep(key, tuple(parse_criterion(one, kinds) for one in definition.criteria))
