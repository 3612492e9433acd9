"""Results never tell one person: five at least, and no rest to be told by subtraction."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.satisfaction.rules import FEWEST, groups_to_show, quarter_of

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 12), max_size=6)


@given(COUNTS)
def test_no_group_of_fewer_than_five_is_shown(counts):
    assert all(counts[name] >= FEWEST for name in groups_to_show(counts))


@given(COUNTS)
def test_what_is_hidden_cannot_be_told_from_total_and_rest(counts):
    shown = groups_to_show(counts)
    rest = sum(counts.values()) - sum(counts[name] for name in shown)

    assert rest == 0 or rest >= FEWEST or not shown


@given(COUNTS)
def test_nothing_is_hidden_without_need(counts):
    if all(count == 0 or count >= FEWEST for count in counts.values()):
        assert groups_to_show(counts) == {name for name, count in counts.items() if count}


def test_an_answer_keeps_only_its_quarter():
    assert quarter_of(date(2026, 11, 21)) == "2026-Q4"
    assert quarter_of(date(2026, 1, 1)) == "2026-Q1"
