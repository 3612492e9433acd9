"""How alike two parties are: a sum of reasons that treats both alike and knows families."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.parties.queries.reasons import reason_words, searched_words
from wasl.domains.parties.rules.likeness import (
    ASK_FROM,
    SAME_FROM,
    WEIGHTS,
    Traits,
    birth_level,
    births_near,
    is_one_slip,
    likeness,
    part_level,
)
from wasl.foundation.names import name_parts

NAMES = ("محمد", "أحمد", "نورة", "Noura", "فهد", "فهيد", "سالم", "Salem", "القحطاني", "الحربي")
parts = st.lists(st.sampled_from(NAMES), max_size=5).map(lambda names: name_parts(" ".join(names)))
days = st.dates(date(1930, 1, 1), date(2024, 12, 31))
traits = st.builds(
    Traits,
    name=parts,
    identity=st.sampled_from(["", "1012345672", "1098765439"]),
    identity_kind=st.sampled_from(["", "national", "iqama", "border"]),
    near_identities=st.sampled_from([frozenset(), frozenset({"1012345672"})]),
    phones=st.frozensets(st.sampled_from(["a", "b", "c"]), max_size=2),
    iban=st.sampled_from(["", "x", "y"]),
    birth_on=st.none() | days,
    birth_precision=st.sampled_from(["day", "month", "year"]),
    city=st.sampled_from(["", "رياض", "جده"]),
    gender=st.sampled_from(["", "male", "female"]),
)
MOST = sum(max(0.0, *levels.values()) for levels in WEIGHTS.values())
LEAST = sum(min(0.0, *levels.values()) for levels in WEIGHTS.values())

NOURA = Traits(
    name=name_parts("نورة سالم فهد الحربي"),
    identity="1012345672",
    identity_kind="national",
    phones=frozenset({"0551234567"}),
    birth_on=date(1989, 11, 29),
    city="رياض",
    gender="female",
)


@given(traits, traits)
def test_likeness_is_symmetric(a, b) -> None:
    assert likeness(a, b).score == likeness(b, a).score
    assert {one.kind for one in likeness(a, b).reasons} == {
        one.kind for one in likeness(b, a).reasons
    }


@given(traits, traits)
def test_the_reasons_add_up_to_the_score_within_bounds(a, b) -> None:
    alike = likeness(a, b)
    assert alike.score == pytest.approx(sum(reason.weight for reason in alike.reasons), abs=0.01)
    assert LEAST <= alike.score <= MOST


@given(traits, traits)
def test_every_reason_has_its_words(a, b) -> None:
    for reason in likeness(a, b).reasons:
        with override("en"):
            assert reason_words(reason)


@given(traits, traits)
def test_reasons_hold_no_personal_data(a, b) -> None:
    told = [str(value) for reason in likeness(a, b).reasons for value in reason.detail.values()]
    assert set(told) <= {level for levels in WEIGHTS.values() for level in levels}


@given(traits, traits)
def test_the_same_id_never_says_less_than_another(a, b) -> None:
    same = likeness(a._replace(identity="7"), b._replace(identity="7"))
    other = likeness(a._replace(identity="7"), b._replace(identity="8"))
    assert same.score >= other.score


@given(traits, traits, days)
def test_a_nearer_birth_never_says_less(a, b, day) -> None:
    def score(other: date) -> float:
        exact = {"birth_precision": "day"}
        return likeness(
            a._replace(birth_on=day, **exact), b._replace(birth_on=other, **exact)
        ).score

    same, near, far = score(day), score(day + timedelta(days=1)), score(day - timedelta(days=5000))
    assert same >= near >= far


@given(traits, traits)
def test_a_shared_mobile_never_says_less_than_another(a, b) -> None:
    shared = likeness(a._replace(phones=frozenset("x")), b._replace(phones=frozenset("xy")))
    apart = likeness(a._replace(phones=frozenset("x")), b._replace(phones=frozenset("y")))
    assert shared.score > apart.score


@pytest.mark.parametrize("role", ["first", "father", "grandfather", "family"])
def test_a_part_that_agrees_more_weighs_more(role) -> None:
    weights = WEIGHTS[role]
    assert weights["same"] >= weights["common"] >= weights["near"] > weights["other"]
    assert weights["same"] >= weights["script"] >= weights["near"]


def test_one_person_recorded_twice_is_found_alike() -> None:
    again = NOURA._replace(
        name=name_parts("نوره سالم الحربى"),
        identity="",
        phones=frozenset({"0559999999"}),
        birth_on=date(1990, 11, 29),
    )
    assert likeness(NOURA, again).score >= SAME_FROM


def test_latin_letters_meet_the_arabic_ones() -> None:
    again = NOURA._replace(name=name_parts("Noura Salem Fahad Alharbi"), identity="")
    assert likeness(NOURA, again).score >= SAME_FROM


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("سارة سالم فهد الحربي", 0),
        ("سارة سالم فهد الحربي", 400),
        ("هند سالم فهد الحربي", 900),
        ("محمد سالم فهد الحربي", 0),
    ],
)
@pytest.mark.parametrize("identity", ["", "1098765439"])
def test_twins_and_siblings_on_one_mobile_are_not_one(name, apart, identity) -> None:
    born = NOURA.birth_on
    assert born is not None
    sibling = NOURA._replace(
        name=name_parts(name),
        identity=identity,
        birth_on=born + timedelta(days=apart),
        gender="",
    )
    assert likeness(NOURA, sibling).score < ASK_FROM


def test_a_father_and_the_son_named_after_his_grandfather_are_not_one() -> None:
    father = Traits(
        name=name_parts("محمد أحمد محمد القحطاني"),
        phones=frozenset({"a"}),
        birth_on=date(1960, 1, 1),
    )
    son = Traits(
        name=name_parts("أحمد محمد أحمد القحطاني"),
        phones=frozenset({"a"}),
        birth_on=date(1990, 1, 1),
    )
    assert likeness(father, son).score < ASK_FROM


def test_namesakes_with_ids_of_their_own_are_not_one() -> None:
    namesake = NOURA._replace(
        identity="1098765439",
        phones=frozenset({"0559999999"}),
        birth_on=date(1971, 2, 3),
        city="جده",
    )
    assert likeness(NOURA, namesake).score < ASK_FROM


def test_numbers_of_two_kinds_of_document_say_nothing_when_they_differ() -> None:
    by_border_number = NOURA._replace(identity="3012345678", identity_kind="border")
    kinds = [reason.kind for reason in likeness(NOURA, by_border_number).reasons]
    assert "identity" not in kinds


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (date(1990, 3, 5), date(1990, 3, 5), "same"),
        (date(1990, 3, 5), date(1990, 5, 3), "near"),
        (date(1990, 3, 5), date(1991, 3, 5), "near"),
        (date(1990, 3, 5), date(1980, 3, 5), "near"),
        (date(1990, 3, 5), date(1990, 3, 6), "near"),
        (date(1990, 3, 5), date(1990, 9, 25), "year"),
        (date(1990, 3, 5), date(1974, 9, 25), "other"),
        (date(1990, 3, 5), None, ""),
    ],
)
def test_days_of_birth_compare_by_the_slips_that_are_made(a, b, level) -> None:
    assert birth_level(a, b) == birth_level(b, a) == level


def test_a_year_alone_agrees_with_a_day_in_it() -> None:
    assert birth_level(date(1990, 1, 1), date(1990, 9, 25), "year", "day") == "year"
    assert birth_level(date(1990, 1, 1), date(1993, 9, 25), "year", "day") == "other"


@given(st.dates(date(1930, 1, 1), date(2024, 12, 31)))
def test_whatever_day_a_birth_is_looked_for_under_compares_as_near(day) -> None:
    near = births_near(day)
    assert near[0] == day
    assert {birth_level(day, one) for one in near[1:]} == {"near"}


def test_one_slip_is_a_digit_or_an_exchange() -> None:
    assert is_one_slip("1012345672", "1012345673")
    assert is_one_slip("1012345672", "1012345627")
    assert not is_one_slip("1012345672", "1012345672")
    assert not is_one_slip("1012345672", "1012354627")
    assert not is_one_slip("1012345672", "101234567")


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("نوره", "نوره", "common"),
        ("منيره", "منيره", "same"),
        ("حربي", "harbi", "script"),
        ("سالم", "سليم", "near"),
        ("قحطاني", "قحطان", "near"),
        ("سالم", "ماجد", "other"),
        ("سعد", "فهد", "other"),
    ],
)
def test_parts_compare_by_spelling_and_script(a, b, level) -> None:
    assert part_level(a, b) == part_level(b, a) == level


def test_words_tell_which_parts_agree() -> None:
    alike = likeness(
        Traits(name=name_parts("نورة سالم فهد الحربي")),
        Traits(name=name_parts("نورة سليم ماجد الحربي")),
    )
    with override("en"):
        assert reason_words(alike.reasons[0]) == (
            "Same: first name, family name; nearly the same: father's name; "
            "different: grandfather's name"
        )
        assert searched_words(alike.reasons[0]) == reason_words(alike.reasons[0])
    with override("ar"):
        assert "اسم العائلة" in reason_words(alike.reasons[0])
