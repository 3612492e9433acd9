"""A service fitted to a policy: who may decide, which mechanisms, which clauses it cites."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from wasl.domains.catalogue.refusals import (
    CLAUSE_UNKNOWN,
    DECIDER_UNKNOWN,
    KIND_UNKNOWN,
    MECHANISM_MISSING,
    MECHANISM_UNKNOWN,
    NOBODY_MAY_APPLY,
    QUESTION_MISSING,
    WORDS_MISSING,
)
from wasl.domains.catalogue.rules.service import MECHANISMS, ServiceDefinition
from wasl.foundation.profile import LANGUAGES, Words

ALWAYS: Final = "administrative_check"
"""The mechanism that any policy allows: looking at what was handed in."""

# Where a policy does not state what a starter cites, the nearest statement that it may have.
_NEAREST: Final = ("R67", "R64", "R66", "R53", "R52", "R51", "R22", "R17")
_KIND_OF: Final[Mapping[str, str]] = {
    "self": "person",
    "household": "household",
    "organisation": "organisation",
}
_NUMBERS: Final = ("eq", "ne", "lt", "le", "gt", "ge")


@dataclass(frozen=True, slots=True)
class PolicyShape:
    """What a service may name of a policy: its clauses with the requirements each states."""

    clauses: Mapping[str, tuple[str, ...]]
    deciders: tuple[str, ...]
    mechanisms: tuple[str, ...]
    beneficiary_kinds: tuple[str, ...]

    @property
    def usable_mechanisms(self) -> tuple[str, ...]:
        """The mechanisms of the policy and the administrative check; all where it names none."""
        if not self.mechanisms:
            return MECHANISMS
        return tuple(one for one in MECHANISMS if one in self.mechanisms or one == ALWAYS)

    def clause_for(self, requirement: str) -> str | None:
        """The clause that states a requirement, else the nearest to it, else the first."""
        for wanted in (requirement, *_NEAREST):
            for ref, stated in self.clauses.items():
                if wanted in stated:
                    return ref
        return next(iter(self.clauses), None)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a service, at which part of it: `documents[2].title`, `decided_by`."""

    path: str
    sentence: Any


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of a criterion that may be set: `place` tells it from others of the criterion."""

    criterion: str
    place: int
    fact: str
    operator: str
    value: Decimal


def fitted(starter: ServiceDefinition, policy: PolicyShape) -> ServiceDefinition:
    """A starter as a service of this policy: only deciders, mechanisms and kinds that it names.

    A requirement cited by the starter becomes the clause that states it.
    """
    kinds = tuple(one for one in starter.beneficiary_kinds if one in policy.beneficiary_kinds)
    kinds = kinds or policy.beneficiary_kinds
    mechanisms = tuple(one for one in starter.mechanisms if one in policy.usable_mechanisms)
    applies_as = tuple(
        one for one in starter.applies_as if one not in _KIND_OF or _KIND_OF[one] in kinds
    )
    decider = starter.decided_by
    if decider not in policy.deciders:
        decider = next(iter(policy.deciders), decider)
    return replace(
        starter,
        beneficiary_kinds=kinds,
        applies_as=applies_as or starter.applies_as,
        decided_by=decider,
        mechanisms=mechanisms or (ALWAYS,),
        criteria=tuple(
            {**one, "clause": policy.clause_for(str(one["clause"])) or ""}
            for one in starter.criteria
        ),
        reasons=tuple(
            replace(one, clause=policy.clause_for(one.clause) if one.clause else None)
            for one in starter.reasons
        ),
        questions=tuple(one for one in starter.questions if set(one.applies_as) & set(applies_as)),
        documents=tuple(one for one in starter.documents if set(one.applies_as) & set(applies_as)),
    )


def troubles_of(definition: ServiceDefinition, policy: PolicyShape) -> tuple[Trouble, ...]:
    """All that keeps a service from being one of this policy, each at its place."""
    return tuple(_troubles(definition, policy))


def _troubles(definition: ServiceDefinition, policy: PolicyShape) -> Iterator[Trouble]:
    for name in ("title", "summary"):
        if not _is_whole(getattr(definition, name)):
            yield Trouble(name, WORDS_MISSING)
    if policy.deciders and definition.decided_by not in policy.deciders:
        yield Trouble("decided_by", DECIDER_UNKNOWN)
    if not definition.mechanisms:
        yield Trouble("mechanisms", MECHANISM_MISSING)
    elif not set(definition.mechanisms) <= set(policy.usable_mechanisms):
        yield Trouble("mechanisms", MECHANISM_UNKNOWN)
    if not definition.applies_as:
        yield Trouble("applies_as", NOBODY_MAY_APPLY)
    elif not set(definition.beneficiary_kinds) <= set(policy.beneficiary_kinds):
        yield Trouble("applies_as", KIND_UNKNOWN)
    if not definition.questions:
        yield Trouble("questions", QUESTION_MISSING)
    for number, document in enumerate(definition.documents):
        if not _is_whole(document.title):
            yield Trouble(f"documents[{number}].title", WORDS_MISSING)
    cited = {
        "criteria": [str(one.get("clause", "")) for one in definition.criteria],
        "reasons": [one.clause for one in definition.reasons if one.clause is not None],
    }
    for part, clauses in cited.items():
        if not set(clauses) <= set(policy.clauses):
            yield Trouble(part, CLAUSE_UNKNOWN)


def _is_whole(words: Words) -> bool:
    return all(str(words.get(language, "")).strip() for language in LANGUAGES)


def limits_of(criterion: Mapping[str, Any]) -> tuple[Limit, ...]:
    """The figures of a criterion that may be set: those its own sentence for letters states.

    A figure that the sentence says in words, or not at all, stays as it is: the letter would
    tell people another limit than the one they are held to.
    """
    return tuple(
        limit
        for limit in _figures(criterion)
        if all(_stands(limit.value, criterion["unmet"][language]) for language in LANGUAGES)
    )


def with_limits(criterion: Mapping[str, Any], values: Mapping[int, Decimal]) -> Mapping[str, Any]:
    """The criterion with other figures at these places, in its condition and in its words."""
    changed = {
        limit.place: values[limit.place] for limit in limits_of(criterion) if limit.place in values
    }
    before = {limit.place: limit.value for limit in _figures(criterion)}
    words = {
        name: {
            language: _reworded(text, [(before[place], value) for place, value in changed.items()])
            for language, text in criterion[name].items()
        }
        for name in ("title", "unmet")
    }
    tree, _next = _with_values(criterion["tree"], changed, 0)
    return {**criterion, **words, "tree": tree}


def _figures(criterion: Mapping[str, Any]) -> tuple[Limit, ...]:
    found = []
    place = 0
    for leaf in _leaves(criterion.get("tree")):
        operator = str(leaf.get("op"))
        raw = leaf.get("value")
        values = raw if operator == "between" and isinstance(raw, list | tuple) else [raw]
        for side, one in enumerate(values):
            value = _number(one)
            if value is not None and operator in (*_NUMBERS, "between"):
                said = ("ge", "le")[side] if operator == "between" else operator
                found.append(Limit(str(criterion["key"]), place, str(leaf["fact"]), said, value))
            place += 1
    return tuple(found)


def _leaves(tree: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(tree, Mapping):
        return
    for word in ("all", "any"):
        for part in tree.get(word) or ():
            yield from _leaves(part)
    if "not" in tree:
        yield from _leaves(tree["not"])
    if "fact" in tree:
        yield tree


def _with_values(tree: Any, values: Mapping[int, Decimal], place: int) -> tuple[Any, int]:
    for word in ("all", "any"):
        if word in tree:
            parts = []
            for part in tree[word]:
                made, place = _with_values(part, values, place)
                parts.append(made)
            return {**tree, word: parts}, place
    if "not" in tree:
        made, place = _with_values(tree["not"], values, place)
        return {**tree, "not": made}, place
    raw = tree.get("value")
    if tree.get("op") == "between" and isinstance(raw, list | tuple):
        sides = [_plain(values.get(place + side), one) for side, one in enumerate(raw)]
        return {**tree, "value": sides}, place + len(raw)
    return {**tree, "value": _plain(values.get(place), raw)}, place + 1


def _plain(value: Decimal | None, before: Any) -> Any:
    if value is None:
        return before
    return int(value) if value == value.to_integral_value() else str(value)


def _number(raw: Any) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal):
        return None
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _stands(value: Decimal, text: str) -> bool:
    return re.search(rf"(?<![0-9.]){re.escape(_written(value))}(?![0-9])", text) is not None


def _reworded(text: str, changes: Collection[tuple[Decimal, Decimal]]) -> str:
    wanted = {_written(before): _written(after) for before, after in changes}
    if not wanted:
        return text
    # All at once: one limit may become the figure that another one was.
    figures = "|".join(re.escape(one) for one in sorted(wanted, key=len, reverse=True))
    return re.sub(rf"(?<![0-9.])({figures})(?![0-9])", lambda hit: wanted[hit.group(1)], text)
