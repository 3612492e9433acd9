"""What stands when two records become one, and what comes back when they part again."""

from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.parties.rules.merging import (
    COLUMNS,
    FIELDS,
    SIDES,
    UNITED,
    fields_kept,
    fields_to_choose,
    is_alike,
    merged_values,
    side_taken,
    values_put_back,
)

_WORDS = st.sampled_from(["", "a", "b", "c"])
_LISTS = st.lists(st.sampled_from(["beneficiary", "volunteer", "guardian"]), unique=True)


def _value(name):
    if name in UNITED:
        return _LISTS
    return st.booleans() if name == "is_protected" else _WORDS


RECORDS = st.fixed_dictionaries({name: _value(name) for name in COLUMNS})
CHOICES = st.dictionaries(st.sampled_from(list(FIELDS)), st.sampled_from(SIDES))


def record(**said):
    empty = {name: [] if name in UNITED else "" for name in COLUMNS} | {"is_protected": False}
    return empty | said


def test_the_one_who_says_something_stands_where_the_other_says_nothing():
    merged = merged_values(record(city=""), record(city="جدة"), {})

    assert merged["city"] == "جدة"


def test_the_survivor_stands_unless_somebody_chose_otherwise():
    survivor, absorbed = record(city="الرياض"), record(city="جدة")

    assert fields_to_choose(survivor, absorbed) == ("city",)
    assert merged_values(survivor, absorbed, {})["city"] == "الرياض"
    assert merged_values(survivor, absorbed, {"city": "absorbed"})["city"] == "جدة"


def test_columns_that_belong_together_are_taken_together():
    survivor = record(phone="1", phone_index="i1", phone_belongs_to="own")
    absorbed = record(phone="2", phone_index="i2", phone_belongs_to="neighbour")
    merged = merged_values(survivor, absorbed, {"phone": "absorbed"})

    assert [merged[name] for name in FIELDS["phone"]] == ["2", "i2", "neighbour"]


def test_roles_and_needs_are_those_of_both():
    merged = merged_values(
        record(roles=["beneficiary"], needs=["hearing"]),
        record(roles=["volunteer", "beneficiary"], needs=[]),
        {},
    )

    assert merged["roles"] == ["beneficiary", "volunteer"]
    assert merged["needs"] == ["hearing"]


def test_protection_is_never_chosen_away():
    merged = merged_values(record(), record(is_protected=True, protected_why="عنف"), {})

    assert (merged["is_protected"], merged["protected_why"]) == (True, "عنف")


def test_a_field_corrected_after_the_merge_stays_and_the_rest_goes_back():
    survivor, absorbed = record(city="الرياض", phone="1"), record(city="جدة", phone="2")
    merged = merged_values(survivor, absorbed, {"city": "absorbed", "phone": "absorbed"})
    corrected = merged | {"city": "أبها"}
    back = values_put_back(survivor, merged, corrected)

    assert fields_kept(merged, corrected) == ("city",)
    assert (back["city"], back["phone"]) == ("أبها", "1")


def test_roles_that_came_go_and_roles_given_since_stay():
    survivor, absorbed = record(roles=["beneficiary"]), record(roles=["volunteer"])
    merged = merged_values(survivor, absorbed, {})
    back = values_put_back(survivor, merged, merged | {"roles": ["volunteer", "guardian"]})

    assert back["roles"] == ["guardian"]


@given(RECORDS, RECORDS, CHOICES)
def test_a_merge_that_is_undone_at_once_changed_nothing(survivor, absorbed, chosen):
    merged = merged_values(survivor, absorbed, chosen)

    assert set(merged) == set(COLUMNS)
    assert values_put_back(survivor, merged, merged) == survivor


@given(RECORDS, RECORDS, CHOICES)
def test_every_column_of_a_merged_record_comes_from_one_of_the_two(survivor, absorbed, chosen):
    merged = merged_values(survivor, absorbed, chosen)
    sides = {"survivor": survivor, "absorbed": absorbed}

    for field, names in FIELDS.items():
        side = sides[side_taken(survivor, absorbed, chosen, field)]
        assert {name: merged[name] for name in names} == {name: side[name] for name in names}
    for name in UNITED:
        assert set(merged[name]) == set(survivor[name]) | set(absorbed[name])


@given(RECORDS, RECORDS)
def test_only_what_both_say_differently_has_to_be_chosen(survivor, absorbed):
    for field in fields_to_choose(survivor, absorbed):
        assert not is_alike(survivor, absorbed, field)
        assert side_taken(survivor, absorbed, {}, field) == "survivor"


@given(RECORDS, RECORDS, CHOICES, RECORDS)
def test_what_is_put_back_is_what_stood_before_or_what_was_said_since(
    survivor, absorbed, chosen, now
):
    merged = merged_values(survivor, absorbed, chosen)
    back = values_put_back(survivor, merged, now)

    for names in FIELDS.values():
        given_back = [back[name] for name in names]
        assert given_back in ([survivor[name] for name in names], [now[name] for name in names])


def test_an_id_on_one_record_alone_is_no_difference() -> None:
    empty = {name: [] if name in UNITED else "" for name in COLUMNS} | {"is_protected": False}
    known = empty | {"identity_kind": "national", "national_id": "1012345672"}
    without = empty | {"identity_kind": "other", "identity_reason": "ضاعت"}

    assert fields_to_choose(known, without) == fields_to_choose(without, known) == ()
    merged = merged_values(without, known, {})
    assert (merged["national_id"], merged["identity_reason"]) == ("1012345672", "")
