"""The last values asked for are kept, and no more of them than agreed."""

from hypothesis import given
from hypothesis import strategies as st

from wasl.foundation.remembered import Remembered


def test_what_was_kept_is_remembered():
    remembered: Remembered[str, int] = Remembered(2)

    assert remembered.keep("a", 1) == 1
    assert remembered.get("a") == 1
    assert remembered.get("b") is None


def test_what_was_not_asked_for_the_longest_is_forgotten():
    remembered: Remembered[str, int] = Remembered(2)
    remembered.keep("a", 1)
    remembered.keep("b", 2)
    remembered.get("a")
    remembered.keep("c", 3)

    assert [remembered.get(key) for key in "abc"] == [1, None, 3]


@given(st.lists(st.integers(0, 20), max_size=60))
def test_never_more_than_agreed_and_always_the_last(keys):
    remembered: Remembered[int, int] = Remembered(5)
    for key in keys:
        remembered.keep(key, key)

    last = list(dict.fromkeys(reversed(keys)))[:5]
    assert {key for key in range(21) if remembered.get(key) is not None} == set(last)
