"""Votes become an outcome, quorum after recusals, readiness, and the parts of a letter."""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.decisions import messages
from wasl.domains.decisions.rules.letters import (
    amount_in_words,
    cited_clause,
    direction_of,
    steps_now,
)
from wasl.domains.decisions.rules.readiness import (
    has_wrong_terms,
    was_promise_kept,
    what_is_outstanding,
)
from wasl.domains.decisions.rules.votes import CHOICES, Bench, majority, tally
from wasl.foundation.addresses import qr_of
from wasl.foundation.identifiers import Digits

MEMBERS = tuple(UUID(int=number) for number in range(1, 6))
CHAIR = MEMBERS[0]


def _bench(size: int, *, quorum: int = 1, barred: int = 0, away: int = 0) -> Bench:
    members = MEMBERS[:size]
    return Bench(
        members,
        quorum,
        CHAIR,
        away=frozenset(members[size - barred - away : size - barred]),
        barred=frozenset(members[size - barred :]),
    )


def _votes(*choices: str) -> dict[UUID, str]:
    return dict(zip(MEMBERS, choices, strict=False))


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        (("accept", "accept", "reject"), "accept"),
        (("reject", "accept", "reject"), "reject"),
        (("accept", "reject", "partly"), None),
        (("accept", "reject"), "accept"),
        (("defer", "accept"), "defer"),
        (("partly", "accept", "accept", "reject"), None),
        (("reject", "accept", "accept", "reject"), "reject"),
        (("accept",), "accept"),
        ((), None),
    ],
)
def test_more_than_half_decides_and_at_half_the_side_of_the_chair(
    choices: tuple[str, ...], outcome: str | None
) -> None:
    assert majority(_bench(max(1, len(choices))), _votes(*choices)) == outcome


def test_a_vote_cast_before_a_recusal_no_longer_counts() -> None:
    bench = _bench(3, barred=1)
    votes = _votes("accept", "accept", "reject")
    assert (tally(bench, votes).cast, tally(bench, votes).counts["reject"]) == (2, 0)


@pytest.mark.parametrize(
    ("size", "quorum", "barred", "away", "has_quorum"),
    [(3, 3, 0, 0, True), (3, 3, 1, 0, False), (5, 3, 1, 1, True), (5, 3, 2, 1, False)],
)
def test_the_quorum_is_recounted_without_those_who_left(
    size: int, quorum: int, barred: int, away: int, has_quorum: bool
) -> None:
    assert _bench(size, quorum=quorum, barred=barred, away=away).has_quorum is has_quorum


def test_the_first_voter_presides_where_the_chair_left() -> None:
    assert Bench(MEMBERS[:3], 2, CHAIR, barred=frozenset({CHAIR})).presiding == MEMBERS[1]
    assert Bench(MEMBERS[:3], 2, CHAIR, away=frozenset(MEMBERS[:2])).presiding == MEMBERS[2]
    assert Bench(MEMBERS[:1], 1, CHAIR, barred=frozenset({CHAIR})).presiding is None


@given(st.lists(st.sampled_from(CHOICES), min_size=1, max_size=5), st.sets(st.integers(0, 4)))
def test_an_outcome_always_has_half_of_the_counted_votes(
    choices: list[str], left: set[int]
) -> None:
    barred = frozenset(MEMBERS[one] for one in left)
    bench = Bench(MEMBERS[: len(choices)], 1, CHAIR, barred=barred)
    votes = _votes(*choices)
    outcome = majority(bench, votes)
    counted = [votes[member] for member in bench.voters]
    if outcome is None:
        assert all(2 * counted.count(choice) <= len(counted) for choice in CHOICES)
    else:
        assert 2 * counted.count(outcome) >= len(counted) > 0


@given(st.lists(st.sampled_from(CHOICES), min_size=1, max_size=5), st.sampled_from(CHOICES))
def test_the_votes_of_strangers_change_nothing(choices: list[str], foreign: str) -> None:
    bench = _bench(len(choices))
    votes = _votes(*choices)
    assert majority(bench, votes | {uuid4(): foreign}) == majority(bench, votes)


@pytest.mark.parametrize(
    ("stage", "to_do", "has_recommendation", "lacking"),
    [
        ("assessed", (), True, ()),
        ("assessed", (), False, ("recommendation",)),
        ("submitted", (), False, ("check", "recommendation")),
        ("incomplete", (), True, ("items", "recommendation")),
        ("complete", ("field_visit",), False, ("field_visit", "recommendation")),
        ("decided", (), True, ("over",)),
        ("withdrawn", (), True, ("over",)),
    ],
)
def test_a_case_is_ready_when_nothing_is_lacking(
    stage: str, to_do: tuple[str, ...], has_recommendation: bool, lacking: tuple[str, ...]
) -> None:
    assert (
        what_is_outstanding(
            stage=stage, mechanisms_outstanding=to_do, has_recommendation=has_recommendation
        )
        == lacking
    )


DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("outcome", "amount", "conditions", "until", "wrong"),
    [
        ("accept", True, True, DAY, None),
        ("accept", False, False, None, None),
        ("accept", False, False, date(2026, 11, 20), "already_over"),
        ("partly", False, False, None, "part_unsaid"),
        ("partly", False, True, None, None),
        ("reject", True, False, None, "nothing_granted"),
        ("reject", False, False, DAY, "nothing_granted"),
        ("defer", False, False, None, "outcome_unknown"),
    ],
)
def test_what_is_granted_fits_the_outcome(
    outcome: str, amount: bool, conditions: bool, until: date | None, wrong: str | None
) -> None:
    assert (
        has_wrong_terms(
            outcome=outcome,
            has_amount=amount,
            has_conditions=conditions,
            valid_until=until,
            today=DAY,
        )
        == wrong
    )


def test_a_promise_is_kept_on_its_last_day_and_broken_after_it() -> None:
    assert was_promise_kept(expected_on=DAY, decided_on=DAY) is True
    assert was_promise_kept(expected_on=DAY, decided_on=date(2026, 11, 22)) is False
    assert was_promise_kept(expected_on=None, decided_on=DAY) is None


def test_a_letter_says_what_can_be_done_now() -> None:
    assert steps_now(outcome="accept", has_register_step=True, has_conditions=True) == (
        "conditions",
        "register",
        "deliver",
        "ask",
    )
    assert "register" not in steps_now(
        outcome="accept", has_register_step=False, has_conditions=False
    )
    assert steps_now(outcome="reject", has_register_step=True, has_conditions=False)[0] == "ask"


def test_amounts_stand_in_figures_and_in_words() -> None:
    written = amount_in_words(Decimal("1225.50"), Digits.ARABIC)
    assert "١٬٢٢٥٫٥٠" in written["ar"]
    assert "ألف ومئتان وخمسة وعشرون ريالًا وخمسون هللة" in written["ar"]
    assert "one thousand two hundred and twenty-five riyals" in written["en"]


def test_a_clause_is_cited_by_its_section_and_number() -> None:
    section = {"ar": "الإجراءات", "en": "Procedure"}
    assert cited_clause("steps.12", section, Digits.ARABIC) == {
        "ar": "الإجراءات ١٢",
        "en": "Procedure 12",
    }
    assert cited_clause("steps.integrity", section, Digits.LATIN)["en"] == "Procedure"


def test_words_stand_in_their_own_direction() -> None:
    assert direction_of("12 — needs help") == "ltr"
    assert direction_of("«نعم» yes") == "rtl"
    assert direction_of("123") == "rtl"


def test_a_code_is_drawn_without_styles_or_scripts() -> None:
    drawn = qr_of("https://wasl.example/manarat/letters/abc/")
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert "script" not in drawn


def test_messages_tell_neither_name_nor_outcome() -> None:
    for wording in (messages.DECISION_ISSUED, messages.DECISION_CORRECTED):
        body = "".join(wording.body.values())
        assert set(re.findall(r"{(\w+)}", body)) == {"reference", "link"}
        for outcome in messages.VERDICT.values():
            assert all(word not in wording.body["ar"] for word in outcome["ar"].split()[:1])
