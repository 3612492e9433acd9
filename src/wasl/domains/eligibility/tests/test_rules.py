"""Criteria keep exact boundaries, keep the unknown unknown, and refuse what cannot be resolved."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.eligibility.rules import (
    Criterion,
    CriterionInvalid,
    CriterionResult,
    Value,
    check_criteria,
    explain,
    explain_all,
    facts_from_answers,
    parse_criterion,
    recommended,
    usable_facts,
)
from wasl.foundation.profile import ProfileInvalid

PROFILES = Path(__file__).parents[5] / "profiles"
FORM = {
    "household_size": "number",
    "household_income": "money",
    "rent_amount": "money",
    "p": "yes_no",
    "q": "yes_no",
    "r": "yes_no",
    "event_on": "date",
    "work_state": "choice",
    "payee_iban": "iban",
}
Facts = Mapping[str, Value | None]
Tree = Mapping[str, Any]

TRUTHS = st.sampled_from([True, False, None])
FLAGS = st.fixed_dictionaries({"p": TRUTHS, "q": TRUTHS, "r": TRUTHS})
LEAVES = st.sampled_from([{"fact": name, "op": "eq", "value": True} for name in "pqr"])
TREES = st.recursive(
    LEAVES,
    lambda parts: (
        st.builds(lambda one: {"not": one}, parts)
        | st.builds(lambda many: {"all": many}, st.lists(parts, min_size=1, max_size=4))
        | st.builds(lambda many: {"any": many}, st.lists(parts, min_size=1, max_size=4))
    ),
    max_leaves=12,
)


def criterion(tree: object) -> Criterion:
    words = {"ar": "نص", "en": "text"}
    data = {"key": "c", "title": words, "clause": "steps.2", "unmet": words, "tree": tree}
    return parse_criterion(data, FORM)


def result(tree: Tree, facts: Facts) -> CriterionResult:
    return explain(criterion(tree), facts)


def met(tree: Tree, facts: Facts) -> bool | None:
    return result(tree, facts).met


def oracle(tree: Tree, facts: Facts) -> bool | None:
    """Kleene's logic as the least and greatest of three numbers."""

    def number(one: Tree) -> int:
        if "not" in one:
            return -number(one["not"])
        if "all" in one:
            return min(number(part) for part in one["all"])
        if "any" in one:
            return max(number(part) for part in one["any"])
        known = facts[one["fact"]]
        return 0 if known is None else 1 if known else -1

    return {1: True, -1: False, 0: None}[number(tree)]


@given(TREES, FLAGS)
def test_logic_is_kleenes(tree: Tree, facts: Facts) -> None:
    assert met(tree, facts) is oracle(tree, facts)


@given(st.lists(TREES, min_size=1, max_size=4), FLAGS)
def test_de_morgan(trees: list[Tree], facts: Facts) -> None:
    inverted = [{"not": tree} for tree in trees]
    assert met({"not": {"all": trees}}, facts) is met({"any": inverted}, facts)
    assert met({"not": {"any": trees}}, facts) is met({"all": inverted}, facts)


@given(TREES, FLAGS, st.lists(st.booleans(), min_size=3, max_size=3))
def test_learning_what_was_unknown_never_turns_an_answer(
    tree: Tree, facts: Facts, learnt: list[bool]
) -> None:
    known = {
        name: new if value is None else value
        for (name, value), new in zip(facts.items(), learnt, strict=True)
    }
    before = met(tree, facts)
    assert before is None or met(tree, known) is before
    assert met(tree, known) is not None


@given(TREES, FLAGS)
def test_the_unknown_facts_are_named(tree: Tree, facts: Facts) -> None:
    found = result(tree, facts)
    assert set(found.unknown_facts) == {one for one in criterion(tree).facts if facts[one] is None}
    assert {seen.fact for seen in found.seen} == set(criterion(tree).facts)


AMOUNTS = st.decimals(0, 100_000, places=2)


@given(AMOUNTS)
def test_boundaries_are_exact(limit: Decimal) -> None:
    cent = Decimal("0.01")
    expected = {
        "lt": (True, False, False),
        "le": (True, True, False),
        "eq": (False, True, False),
        "ne": (True, False, True),
        "ge": (False, True, True),
        "gt": (False, False, True),
    }
    for operator, truths in expected.items():
        tree = {"fact": "household_income", "op": operator, "value": str(limit)}
        amounts = (limit - cent, limit, limit + cent)
        assert tuple(met(tree, {"household_income": one}) for one in amounts) == truths


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_between_holds_both_ends(one: Decimal, other: Decimal, seen: Decimal) -> None:
    low, high = sorted((one, other))
    tree = {"fact": "household_income", "op": "between", "value": [low, high]}
    assert met(tree, {"household_income": seen}) is (low <= seen <= high)
    assert met(tree, {"household_income": low}) is True
    assert met(tree, {"household_income": high}) is True


@given(AMOUNTS, st.integers(1, 40))
def test_income_per_head_is_compared_without_dividing(limit: Decimal, people: int) -> None:
    tree = {"fact": "income_per_head", "op": "le", "value": str(limit)}
    at_limit = limit * people
    size = Decimal(people)
    assert met(tree, {"household_income": at_limit, "household_size": size}) is True
    above = {"household_income": at_limit + Decimal("0.01"), "household_size": size}
    assert met(tree, above) is False


def test_a_third_of_a_riyal_is_not_rounded_away() -> None:
    tree = {"fact": "income_per_head", "op": "le", "value": "333.33"}
    facts = {"household_income": Decimal(1000), "household_size": Decimal(3)}
    found = result(tree, facts)
    assert found.met is False
    assert found.seen[0].value == Decimal("333.33")


def test_rent_is_a_share_of_the_years_income() -> None:
    tree = {"fact": "rent_percent_of_income", "op": "gt", "value": 25}
    income = {"household_income": Decimal(4000)}
    assert met(tree, {**income, "rent_amount": Decimal(12000)}) is False
    assert met(tree, {**income, "rent_amount": Decimal("12000.01")}) is True


def test_a_household_of_nobody_is_unknown_and_named() -> None:
    tree = {"fact": "income_per_head", "op": "le", "value": 1}
    found = result(tree, {"household_income": Decimal(5), "household_size": Decimal(0)})
    assert (found.met, found.unknown_facts) == (None, ("household_size",))


def test_an_unknown_income_names_the_answer_that_is_missing() -> None:
    tree = {"fact": "income_per_head", "op": "le", "value": 1}
    found = result(tree, {"household_income": None, "household_size": Decimal(2)})
    assert (found.met, found.unknown_facts) == (None, ("household_income",))


def test_dates_compare_as_dates() -> None:
    tree = {"fact": "event_on", "op": "ge", "value": "2026-02-10"}
    assert met(tree, {"event_on": date(2026, 2, 10)}) is True
    assert met(tree, {"event_on": date(2026, 2, 9)}) is False


def test_a_choice_is_in_a_list() -> None:
    tree = {"fact": "work_state", "op": "in", "value": ["seeking", "home"]}
    assert met(tree, {"work_state": "home"}) is True
    assert met(tree, {"work_state": "employed"}) is False
    assert met(tree, {"work_state": None}) is None


def test_known_is_never_unknown() -> None:
    tree = {"fact": "household_income", "op": "known"}
    assert met(tree, {}) is False
    assert result(tree, {}).unknown_facts == ()
    assert met(tree, {"household_income": Decimal(0)}) is True


def test_the_result_carries_its_clause_and_thresholds() -> None:
    found = result({"fact": "age", "op": "ge", "value": 18}, {"age": Decimal(17)})
    assert (found.key, found.met, found.clause) == ("c", False, "steps.2")
    assert found.seen[0].thresholds == (Decimal(18),)


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ({"all": []}, "an empty condition"),
        ({"any": []}, "an empty condition"),
        ({"all": [{"any": []}]}, "an empty condition"),
        ({}, "a condition is missing"),
        (None, "a condition is missing"),
        ([], "a condition is missing"),
        ({"not": {}}, "a condition is missing"),
        ({"all": {"fact": "p"}}, "hold a list"),
        ({"fact": "househld_size", "op": "eq", "value": 1}, "did you mean “household_size”"),
        ({"fact": "payee_iban", "op": "known"}, "neither asked in the form nor derived"),
        ({"op": "eq", "value": 1}, "neither asked in the form nor derived"),
        ({"fact": "household_size", "op": "lte", "value": 1}, "does not compare"),
        ({"fact": "household_size", "op": "__class__", "value": 1}, "does not compare"),
        ({"fact": "p", "op": "gt", "value": True}, "does not compare"),
        ({"fact": "work_state", "op": "between", "value": ["a", "b"]}, "does not compare"),
        ({"fact": "p", "op": "eq", "value": "true"}, "is not true or false"),
        ({"fact": "p", "op": "eq", "value": 1}, "is not true or false"),
        ({"fact": "household_size", "op": "eq", "value": True}, "is not a number"),
        ({"fact": "household_size", "op": "eq", "value": "many"}, "is not a number"),
        ({"fact": "household_size", "op": "eq", "value": "NaN"}, "is not a number"),
        ({"fact": "household_size", "op": "eq"}, "is not a number"),
        ({"fact": "event_on", "op": "ge", "value": "2026-02-30"}, "is not a day"),
        ({"fact": "work_state", "op": "in", "value": []}, "needs a list"),
        ({"fact": "household_size", "op": "between", "value": [1]}, "lowest and the highest"),
        ({"fact": "household_size", "op": "between", "value": [2, 1]}, "above the highest"),
        ({"fact": "household_size", "op": "known", "value": 1}, "compares with nothing"),
        ({"fact": "p", "op": "eq", "value": True, "all": []}, "“all” stands alone"),
        ({"fact": "p", "op": "eq", "valu": True}, "did you mean “value”"),
        ({"any": [{"fact": "p", "op": "eq", "value": True}, {}]}, "a condition is missing"),
    ],
)
def test_what_cannot_be_resolved_is_refused(tree: object, sentence: str) -> None:
    with pytest.raises(CriterionInvalid, match=r"criterion “c”") as caught:
        criterion(tree)
    assert sentence in caught.value.sentence


def test_a_condition_without_end_is_refused() -> None:
    tree: dict[str, Any] = {"fact": "p", "op": "eq", "value": True}
    for _ in range(50):
        tree = {"not": tree}
    with pytest.raises(CriterionInvalid, match="too deeply"):
        criterion(tree)


def test_a_ratio_needs_both_its_answers_in_the_form() -> None:
    assert "income_per_head" in usable_facts(FORM)
    without = {key: kind for key, kind in FORM.items() if key != "household_size"}
    assert "income_per_head" not in usable_facts(without)


def test_facts_come_from_answers_typed_and_from_the_party() -> None:
    answers = {
        "household_size": 4,
        "household_income": "1500.00",
        "event_on": "2026-02-10",
        "p": True,
        "q": None,
        "r": "true",
        "work_state": "home",
    }
    facts = facts_from_answers(FORM, answers, {"age": 30, "is_citizen": True})
    assert facts["household_size"] == Decimal(4)
    assert facts["household_income"] == Decimal("1500.00")
    assert facts["event_on"] == date(2026, 2, 10)
    assert (facts["p"], facts["q"], facts["r"]) == (True, None, None)
    assert (facts["age"], facts["is_citizen"], facts["is_registered"]) == (30, True, None)
    assert "payee_iban" not in facts
    assert "income_per_head" not in facts


def test_a_recommendation_needs_every_criterion() -> None:
    yes = criterion({"fact": "p", "op": "eq", "value": True})
    also = criterion({"fact": "q", "op": "eq", "value": True})

    def outcome(facts: Facts) -> bool | None:
        return recommended(explain_all((yes, also), facts))

    assert outcome({"p": True, "q": True}) is True
    assert outcome({"p": True, "q": None}) is None
    assert outcome({"p": None, "q": False}) is False
    assert recommended(()) is None


@pytest.mark.parametrize("slug", ["manarat", "wahj", "qabas", "durbah", "baraah"])
def test_the_criteria_of_every_profile_resolve(slug: str) -> None:
    text = (PROFILES / f"{slug}.yaml").read_text(encoding="utf-8")
    assert "criteria:" in text
    check_criteria(text, slug)


def test_a_lost_fact_is_told_by_its_line() -> None:
    text = (PROFILES / "manarat.yaml").read_text(encoding="utf-8")
    before, after = text.split("fact: income_per_head", 1)
    with pytest.raises(ProfileInvalid) as caught:
        check_criteria(f"{before}fact: income_per_hed{after}", "profiles/manarat.yaml")
    (mistake,) = caught.value.mistakes
    assert mistake.line == before.count("\n") + 1
    assert str(mistake) == (
        f"profiles/manarat.yaml, line {mistake.line}: the criterion “income_limit”: the fact "
        "“income_per_hed” is neither asked in the form nor derived; "
        "did you mean “income_per_head”?"
    )
