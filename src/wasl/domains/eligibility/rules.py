"""Criteria as data: parse one, explain one. They recommend; people decide.

A criterion is a tree of `all`, `any`, `not` and comparisons of one fact with a fixed value.
What is not known stays unknown (Kleene's logic) and is never taken for yes or no.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from wasl.foundation.profile import (
    Entry,
    Words,
    did_you_mean,
    open_profile,
)

Value = Decimal | date | bool | str
"""What a fact or a threshold can be."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient that is compared without dividing: `top` × `times` against `bottom` × `per`."""

    top: str
    times: int
    bottom: str
    per: int


RATIOS: Final[Mapping[str, Ratio]] = {
    "income_per_head": Ratio("household_income", 1, "household_size", 1),
    "rent_percent_of_income": Ratio("rent_amount", 100, "household_income", 12),
}
"""Facts that follow from two answers: riyals a month per person; yearly rent in % of income."""

PARTY_FACTS: Final[Mapping[str, str]] = {
    "age": "number",
    "is_citizen": "yes_no",
    "is_registered": "yes_no",
}
"""Facts known of the party, not asked in the form; age in whole years at submission."""

_MEASURES: Final = {
    "number": "number",
    "money": "number",
    "ratio": "number",
    "date": "date",
    "yes_no": "flag",
    "choice": "word",
    "city": "word",
    "text": "word",
}
_OPERATORS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("eq", "ne", "lt", "le", "gt", "ge", "in", "between", "known"),
    "date": ("eq", "ne", "lt", "le", "gt", "ge", "in", "between", "known"),
    "flag": ("eq", "ne", "known"),
    "word": ("eq", "ne", "in", "known"),
}
_DEEPEST: Final = 20


class CriterionInvalid(ValueError):
    """A criterion that cannot be judged; `where` is the path inside of it, such as `all[1].fact`."""

    def __init__(self, key: str, where: str, sentence: str) -> None:
        super().__init__(f"the criterion “{key}”: {sentence}")
        self.key = key
        self.where = where
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Comparison:
    """One fact held against fixed values; `thresholds` is empty for `known` only."""

    fact: str
    operator: str
    thresholds: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Met when every part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Met when one part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Met when its part is not."""

    part: "Condition"


Condition = Comparison | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition of a service with its clause and the sentence for a letter when it is not met."""

    key: str
    title: Words
    clause: str
    unmet: Words
    condition: Condition

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it speaks of, each once, in order."""
        return tuple(dict.fromkeys(one.fact for one in _comparisons(self.condition)))


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact as it was seen; `value` is None when unknown, a ratio is rounded for show only."""

    fact: str
    value: Value | None
    operator: str
    thresholds: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """Whether a criterion is met (None: it cannot be told yet), what was seen, and its clause."""

    key: str
    met: bool | None
    seen: tuple[Seen, ...]
    clause: str
    unknown_facts: tuple[str, ...]


def usable_facts(form_kinds: Mapping[str, str]) -> dict[str, str]:
    """The facts that criteria of a form may name, with the kind of each.

    Free texts, phones and identifiers are not judged. A ratio is there when both its answers are
    asked as figures; what the form asks itself goes before what is known of the party.
    """
    facts = dict(PARTY_FACTS)
    facts.update({key: kind for key, kind in form_kinds.items() if kind in _MEASURES})
    for name, ratio in RATIOS.items():
        parts = (form_kinds.get(ratio.top), form_kinds.get(ratio.bottom))
        if all(part in ("number", "money") for part in parts):
            facts[name] = "ratio"
    return facts


def parse_criterion(data: Mapping[str, Any], form_kinds: Mapping[str, str]) -> Criterion:
    """The criterion written as `{key, title, clause, unmet, tree}`.

    Raises `CriterionInvalid` when a fact cannot be resolved from the form or the party, an
    operator does not fit its fact, a value has the wrong type, or an `all` or `any` is empty:
    an empty condition never means everybody.
    """
    key = str(data.get("key", ""))
    if unknown := set(data) - {"key", "title", "clause", "unmet", "tree"}:
        raise CriterionInvalid(key, "", f"“{min(map(str, unknown))}” is not known here.")
    return Criterion(
        key=key,
        title=dict(data["title"]),
        clause=str(data["clause"]),
        unmet=dict(data["unmet"]),
        condition=_Parser(key, usable_facts(form_kinds)).condition(data.get("tree"), "", 0),
    )


@dataclass(frozen=True, slots=True)
class _Parser:
    key: str
    facts: Mapping[str, str]

    def invalid(self, where: str, sentence: str) -> CriterionInvalid:
        return CriterionInvalid(self.key, where, sentence)

    def condition(self, tree: object, where: str, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise self.invalid(where, "the condition is nested too deeply.")
        if not isinstance(tree, Mapping) or not tree:
            raise self.invalid(where, "a condition is missing.")
        for word in ("all", "any", "not"):
            if word in tree and len(tree) > 1:
                raise self.invalid(where, f"“{word}” stands alone in its condition.")
        if "all" in tree:
            return AllOf(self.parts(tree["all"], _under(where, "all"), depth))
        if "any" in tree:
            return AnyOf(self.parts(tree["any"], _under(where, "any"), depth))
        if "not" in tree:
            return Not(self.condition(tree["not"], _under(where, "not"), depth + 1))
        return self.comparison(tree, where)

    def parts(self, parts: object, where: str, depth: int) -> tuple[Condition, ...]:
        if not isinstance(parts, list | tuple):
            raise self.invalid(where, "“all” and “any” hold a list of conditions.")
        if not parts:
            raise self.invalid(where, "an empty condition would match everybody or nobody.")
        return tuple(
            self.condition(part, f"{where}[{number}]", depth + 1)
            for number, part in enumerate(parts)
        )

    def comparison(self, tree: Mapping[str, Any], where: str) -> Comparison:
        for name in tree:
            if name not in ("fact", "op", "value"):
                hint = did_you_mean(str(name), ("fact", "op", "value", "all", "any", "not"))
                raise self.invalid(_under(where, str(name)), f"“{name}” is not known here{hint}")
        fact = tree.get("fact")
        if not isinstance(fact, str) or fact not in self.facts:
            hint = did_you_mean(str(fact), self.facts)
            raise self.invalid(
                _under(where, "fact"),
                f"the fact “{fact}” is neither asked in the form nor derived{hint}",
            )
        measure = _MEASURES[self.facts[fact]]
        operator = tree.get("op")
        if operator not in _OPERATORS[measure]:
            hint = did_you_mean(str(operator), _OPERATORS[measure])
            raise self.invalid(_under(where, "op"), f"“{operator}” does not compare “{fact}”{hint}")
        raw = tree.get("value")
        thresholds = self.thresholds(str(operator), raw, measure, _under(where, "value"))
        return Comparison(fact, str(operator), thresholds)

    def thresholds(self, operator: str, raw: object, measure: str, where: str) -> tuple[Value, ...]:
        if operator == "known":
            if raw is not None:
                raise self.invalid(where, "“known” compares with nothing.")
            return ()
        if operator not in ("in", "between"):
            return (self.value(raw, measure, where),)
        if not isinstance(raw, list | tuple) or not raw:
            raise self.invalid(where, f"“{operator}” needs a list of values.")
        values = tuple(self.value(one, measure, where) for one in raw)
        if operator == "between":
            if len(values) != 2:
                raise self.invalid(where, "“between” needs the lowest and the highest value.")
            if _compared(values[0], values[1]) > 0:
                raise self.invalid(where, "the lowest value is above the highest.")
        return values

    def value(self, raw: object, measure: str, where: str) -> Value:
        value = _typed(measure, raw)
        if value is None:
            raise self.invalid(where, f"“{raw}” is not {_IN_WORDS[measure]}.")
        return value


_IN_WORDS: Final = {
    "number": "a number",
    "date": "a day such as 2026-01-31",
    "flag": "true or false",
    "word": "a text",
}


def _under(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _typed(measure: str, raw: object) -> Value | None:
    if measure == "flag":
        return raw if isinstance(raw, bool) else None
    if isinstance(raw, bool) or raw is None:
        return None
    if measure == "number":
        return _finite(raw)
    if measure == "word":
        return raw if isinstance(raw, str) and raw else None
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def _finite(raw: object) -> Decimal | None:
    if not isinstance(raw, int | str | Decimal):
        return None
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def questions_needed(tree: object) -> tuple[str, ...]:
    """The questions whose answers a condition is judged by, each once, in order.

    What is known of the party needs no question.
    """
    return tuple(
        dict.fromkeys(
            key
            for fact in _facts_named(tree)
            if fact not in PARTY_FACTS
            for key in ((RATIOS[fact].top, RATIOS[fact].bottom) if fact in RATIOS else (fact,))
        )
    )


def _facts_named(tree: object) -> Iterable[str]:
    if isinstance(tree, Mapping):
        if "fact" in tree:
            yield str(tree["fact"])
        for word in ("all", "any", "not"):
            yield from _facts_named(tree.get(word))
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from _facts_named(part)


def facts_from_answers(
    form_kinds: Mapping[str, str], answers: Mapping[str, Any], party: Mapping[str, Any]
) -> dict[str, Value | None]:
    """The facts of one case, typed: what the form's answers say, else what the party's record says.

    An answer that is absent, “I don't know” or of the wrong type is unknown. Ratios are not
    worked out here: `explain` compares them exactly.
    """
    kinds = {key: kind for key, kind in usable_facts(form_kinds).items() if kind != "ratio"}
    facts: dict[str, Value | None] = {}
    for key, kind in kinds.items():
        raw = answers.get(key) if key in form_kinds else party.get(key)
        facts[key] = _typed(_MEASURES[kind], raw)
    return facts


def explain(criterion: Criterion, facts: Mapping[str, Value | None]) -> CriterionResult:
    """Whether the facts meet the criterion, with everything that was looked at.

    `met` is None when what is unknown could still turn the answer; `unknown_facts` names the
    facts that are missing. Boundaries belong to `le`, `ge` and `between`, never to `lt` and `gt`.
    """
    comparisons = _comparisons(criterion.condition)
    unknown: dict[str, None] = {}
    for one in comparisons:
        unknown.update(dict.fromkeys(_missing(one, facts)))
    return CriterionResult(
        key=criterion.key,
        met=_judged(criterion.condition, facts),
        seen=tuple(
            Seen(one.fact, _shown(one.fact, facts), one.operator, one.thresholds)
            for one in comparisons
        ),
        clause=criterion.clause,
        unknown_facts=tuple(unknown),
    )


def explain_all(
    criteria: Collection[Criterion], facts: Mapping[str, Value | None]
) -> tuple[CriterionResult, ...]:
    """The results of all criteria of a service, in its order."""
    return tuple(explain(criterion, facts) for criterion in criteria)


def recommended(results: Collection[CriterionResult]) -> bool | None:
    """What the criteria together recommend: True, False, or None while something is unknown.

    No criteria recommend nothing. A person decides in any case.
    """
    if not results:
        return None
    return _conjunction(result.met for result in results)


def _comparisons(condition: Condition) -> tuple[Comparison, ...]:
    if isinstance(condition, Comparison):
        return (condition,)
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return tuple(one for part in parts for one in _comparisons(part))


def _judged(condition: Condition, facts: Mapping[str, Value | None]) -> bool | None:
    if isinstance(condition, Comparison):
        return _held(condition, facts)
    if isinstance(condition, Not):
        return _negation(_judged(condition.part, facts))
    judged = [_judged(part, facts) for part in condition.parts]
    if isinstance(condition, AllOf):
        return _conjunction(judged)
    return _negation(_conjunction(_negation(one) for one in judged))


def _negation(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _conjunction(truths: Iterable[bool | None]) -> bool | None:
    together: bool | None = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            together = None
    return together


def _held(one: Comparison, facts: Mapping[str, Value | None]) -> bool | None:
    sides = _sides(one.fact, facts)
    if one.operator == "known":
        return sides is not None
    if sides is None:
        return None
    orders = [_order(sides, threshold) for threshold in one.thresholds]
    if one.operator == "in":
        return 0 in orders
    if one.operator == "between":
        return orders[0] >= 0 >= orders[1]
    return _VERDICTS[one.operator](orders[0])


_VERDICTS: Final[Mapping[str, Callable[[int], bool]]] = {
    "eq": lambda order: order == 0,
    "ne": lambda order: order != 0,
    "lt": lambda order: order < 0,
    "le": lambda order: order <= 0,
    "gt": lambda order: order > 0,
    "ge": lambda order: order >= 0,
}

Sides = tuple[Value, Decimal | None]


def _sides(fact: str, facts: Mapping[str, Value | None]) -> Sides | None:
    ratio = RATIOS.get(fact)
    if ratio is None:
        value = facts.get(fact)
        return None if value is None else (value, None)
    top, bottom = facts.get(ratio.top), facts.get(ratio.bottom)
    if not isinstance(top, Decimal) or not isinstance(bottom, Decimal) or bottom <= 0:
        return None
    return top * ratio.times, bottom * ratio.per


def _order(sides: Sides, threshold: Value) -> int:
    value, bottom = sides
    if bottom is not None and isinstance(threshold, Decimal):
        return _compared(value, threshold * bottom)
    return _compared(value, threshold)


def _compared(one: Value, other: Value) -> int:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return int(one > other) - int(one < other)
    if isinstance(one, date) and isinstance(other, date):
        return int(one > other) - int(one < other)
    return 0 if type(one) is type(other) and one == other else 1


def _missing(one: Comparison, facts: Mapping[str, Value | None]) -> tuple[str, ...]:
    if one.operator == "known" or _sides(one.fact, facts) is not None:
        return ()
    ratio = RATIOS.get(one.fact)
    if ratio is None:
        return (one.fact,)
    absent = tuple(name for name in (ratio.top, ratio.bottom) if facts.get(name) is None)
    return absent or (ratio.bottom,)


def _shown(fact: str, facts: Mapping[str, Value | None]) -> Value | None:
    sides = _sides(fact, facts)
    if sides is None:
        return None
    value, bottom = sides
    if bottom is None or not isinstance(value, Decimal):
        return value
    return (value / bottom).quantize(Decimal("0.01"))


def check_criteria(text: str, source: str) -> None:
    """Judge all criteria written in a profile.

    Raises `ProfileInvalid` with every criterion that cannot be resolved, each with the line in
    which its mistake stands. Mistakes of other parts are told by the rooms that own them.
    """
    root = open_profile(text, source)
    services = root.peek("services")
    for service in services.items() if services is not None and services.is_list else []:
        kinds = _form_kinds(service)
        criteria = service.peek("criteria")
        for entry in criteria.items() if criteria is not None and criteria.is_list else []:
            _check(entry, kinds)
    root.reading.finish()


def _form_kinds(service: Entry) -> dict[str, str]:
    questions = service.peek("questions")
    kinds: dict[str, str] = {}
    for question in questions.items() if questions is not None and questions.is_list else []:
        key, kind = question.peek("key"), question.peek("kind")
        if key is not None and kind is not None:
            kinds[str(key.node.value)] = str(kind.node.value)
    return kinds


def _check(entry: Entry, form_kinds: Mapping[str, str]) -> None:
    key, tree = entry.peek("key"), entry.peek("tree")
    if tree is None:
        return
    name = str(key.node.value) if key is not None else ""
    try:
        _Parser(name, usable_facts(form_kinds)).condition(tree.plain(), "", 0)
    except CriterionInvalid as invalid:
        _at(tree, invalid.where).mistake(str(invalid))


def _at(entry: Entry, where: str) -> Entry:
    for name in where.replace("[", ".[").split(".") if where else ():
        if name.startswith("["):
            below: Entry | None = entry.items()[int(name[1:-1])]
        else:
            below = entry.peek(name)
        if below is None:
            return entry
        entry = below
    return entry
