"""How parties are masked and completed."""

from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.parties.rules import masked_name, masked_number, missing_values, roles_with

values = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "x", "y"]))


@given(values, values)
def test_what_is_kept_is_never_overwritten(kept, given_):
    changes = missing_values(kept, given_)

    assert all(not kept.get(name) for name in changes)
    assert all(given_[name] == value and value for name, value in changes.items())


@given(values, values)
def test_completing_twice_changes_nothing_more(kept, given_):
    once = kept | missing_values(kept, given_)

    assert missing_values(once, given_) == {}


def test_a_masked_number_shows_its_last_four():
    assert masked_number("1012345672") == "•••• 5672"
    assert masked_number("") == ""


def test_a_masked_name_hides_the_family():
    assert masked_name("نورة عبدالله الحربي") == "نورة ا."
    assert masked_name("نورة") == "نورة"


def test_a_party_holds_a_role_once():
    assert roles_with(["beneficiary"], "volunteer") == ["beneficiary", "volunteer"]
    assert roles_with(["beneficiary"], "beneficiary") == ["beneficiary"]
