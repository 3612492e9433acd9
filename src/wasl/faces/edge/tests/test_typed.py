"""What an address carries is read, and never believed."""

from uuid import UUID

import pytest

from wasl.faces.edge.typed import (
    key_typed,
    number_typed,
    own_address_told,
    own_address_typed,
)

_KEY = UUID("01a1ffa7-45b3-7fec-ae19-3d78c75d2557")


@pytest.mark.parametrize("text", [str(_KEY), _KEY.hex, f"{{{_KEY}}}"])
def test_a_key_is_read(text: str) -> None:
    assert key_typed(text) == _KEY


@pytest.mark.parametrize("text", [None, "", "x", str(_KEY)[:-1], "\0", "٠" * 32 + "x"])
def test_what_is_no_key_is_passed_over(text: str | None) -> None:
    assert key_typed(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("9" * 11, 99_999_999_999)])
def test_a_number_is_read(text: str, number: int) -> None:
    assert number_typed(text) == number


@pytest.mark.parametrize("text", [None, "", "-1", "1.5", "٣", "²", " 1", "9" * 12, "9" * 5000])
def test_what_is_no_number_is_passed_over(text: str | None) -> None:
    assert number_typed(text) is None


def test_an_address_of_ours_is_read() -> None:
    assert own_address_typed("/manarat/desk/?page=2") == "/manarat/desk/?page=2"
    told = own_address_told("https://wasl.example/manarat/?page=2#top", host="wasl.example")
    assert told == "/manarat/?page=2"


@pytest.mark.parametrize(
    "text", [None, "", "x", "//evil.example", "/\\evil", "https://a/", "http://["]
)
def test_an_address_of_another_is_passed_over(text: str | None) -> None:
    assert own_address_typed(text) == ""
    assert own_address_told(text, host="wasl.example") == ""
