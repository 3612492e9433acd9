"""How parties are masked and completed."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.parties.refusals import AddressIncomplete, IdentityReasonMissing
from wasl.domains.parties.rules import (
    BEYOND_MAJORITY,
    CORRECTED,
    GENDERS,
    NEEDS,
    as_corrected,
    as_shown,
    as_stated,
    birth_as_entered,
    birth_columns,
    ends_at_majority,
    identity_columns,
    majority_on,
    masked_name,
    masked_number,
    may_act,
    missing_values,
    name_columns,
    national_address_as_kept,
    roles_with,
    stated,
)
from wasl.domains.parties.rules.correcting import HIDDEN_WHEN_PROTECTED
from wasl.foundation.calendar import (
    Calendar,
    DateEntry,
    Precision,
    age_on,
    days_in_hijri_month,
    to_gregorian,
    to_hijri,
)
from wasl.foundation.identifiers import Malformed

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


DAYS_BORN = st.dates(date(1930, 1, 1), date(2055, 1, 1))
CALENDARS = st.sampled_from(list(Calendar))


@given(DAYS_BORN, CALENDARS, st.integers(15, 21))
def test_majority_is_the_first_day_of_that_age(birth, calendar, years):
    on = majority_on(birth, years=years, calendar=calendar)

    assert age_on(birth, on, calendar) == years
    assert age_on(birth, on - timedelta(days=1), calendar) == years - 1


@given(DAYS_BORN, st.sampled_from(list(Precision)), CALENDARS)
def test_nobody_loses_his_guardian_before_he_is_certainly_of_age(birth, precision, entered_in):
    first = first_day(birth, precision, entered_in)
    on = majority_on(first, precision=precision, entered_in=entered_in)

    assert on >= majority_on(birth)


def first_day(day, precision, calendar):
    """The day as an entry of that precision keeps it."""
    if precision is Precision.DAY:
        return day
    year, month, _day = to_hijri(day) if calendar is Calendar.HIJRI else day.timetuple()[:3]
    month = 1 if precision is Precision.YEAR else month
    if calendar is Calendar.HIJRI:
        return to_gregorian(year, month, 1)
    return date(year, month, 1)


def test_who_was_born_on_a_day_that_the_year_lacks_is_of_age_the_day_after():
    years = [year for year in range(1415, 1475) if days_in_hijri_month(year, 9) == 30]
    lacking = [year for year in years if days_in_hijri_month(year + 18, 9) == 29]
    assert lacking
    for year in lacking:
        assert majority_on(to_gregorian(year, 9, 30)) == to_gregorian(year + 18, 10, 1)


def test_majority_in_gregorian_years_after_a_leap_day():
    of_age = majority_on(date(2004, 2, 29), calendar=Calendar.GREGORIAN)

    assert of_age == date(2022, 3, 1)
    assert majority_on(date(1920, 1, 1)) == date(1938, 1, 1)


MAYBE_DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.booleans(), *(MAYBE_DAYS for _ in range(4)))
def test_a_guardian_acts_only_between_all_his_days(
    on, is_verified, began_on, expires_on, ended_on, ends_at
):
    may = may_act(
        on,
        is_verified=is_verified,
        began_on=began_on,
        expires_on=expires_on,
        ended_on=ended_on,
        ends_at=ends_at,
    )

    assert may == (
        is_verified
        and (began_on or date.min) <= on <= (expires_on or date.max)
        and on < min(ended_on or date.max, ends_at or date.max)
    )


def test_what_majority_does_not_end():
    majority, before, after = date(2026, 1, 1), date(2025, 1, 1), date(2026, 1, 2)

    assert ends_at_majority(majority=majority, began_on=before, deed_kind="") == majority
    assert ends_at_majority(majority=majority, began_on=None, deed_kind="") == majority
    assert ends_at_majority(majority=majority, began_on=majority, deed_kind="") is None
    assert ends_at_majority(majority=majority, began_on=after, deed_kind="") is None
    assert ends_at_majority(majority=None, began_on=before, deed_kind="") is None
    for deed_kind in BEYOND_MAJORITY:
        assert ends_at_majority(majority=majority, began_on=before, deed_kind=deed_kind) is None


def test_a_name_is_kept_by_first_father_grandfather_and_family():
    columns = name_columns("نورة بنت عبد الله سعد آل حربي")
    latin = name_columns("Noura Abdullah Saad Alharbi")

    assert [columns[f"name_{place}"] for place in range(1, 5)] == [
        latin[f"name_{place}"] for place in range(1, 5)
    ]
    assert all(columns[f"name_{place}"] for place in range(1, 5))
    assert name_columns("نورة الحربي")["name_2"] == ""
    assert set(name_columns("…").values()) == {""}


def test_lists_are_in_the_order_of_the_alphabet():
    names = ["أحمد سعد", "إبراهيم سعد", "بدر سعد", "ثامر سعد", "خالد سعد", "نورة سعد", "هيا سعد"]
    listed = sorted(names, key=lambda name: name_columns(name)["name_key"])
    assert listed == ["إبراهيم سعد", "أحمد سعد", *names[2:]]


@given(st.text(max_size=300))
def test_the_columns_of_any_name_fit(name):
    columns = name_columns(name)

    assert len(columns["name_key"]) <= 200
    assert all(len(columns[f"name_{place}"]) <= 40 for place in range(1, 5))


def test_a_national_address_is_short_or_whole():
    whole = {
        "building": "٢٩٢٩",
        "street": " طريق  الملك ",
        "district": "النزهة",
        "city": "الرياض",
        "postal_code": "12345",
    }
    assert national_address_as_kept(whole)["building"] == "2929"
    assert national_address_as_kept(whole)["street"] == "طريق الملك"
    assert national_address_as_kept({"short": "rrrd 2929", "street": ""}) == {"short": "RRRD2929"}
    assert national_address_as_kept({}) == {}
    with pytest.raises(AddressIncomplete) as refused:
        national_address_as_kept(whole | {"district": " "})
    assert refused.value.missing == ("district",)
    with pytest.raises(Malformed):
        national_address_as_kept(whole | {"postal_code": "12"})


entries = st.builds(
    lambda day, text, calendar, precision: DateEntry(calendar, precision, text, day),
    DAYS_BORN,
    st.text(max_size=12),
    CALENDARS,
    st.sampled_from(list(Precision)),
)


@given(st.none() | entries)
def test_a_birth_is_read_as_it_was_entered(birth):
    columns = birth_columns(birth)

    assert birth_as_entered(columns["birth_entry"], columns["birth_on"]) == birth


NOBODY = stated(
    dict.fromkeys(CORRECTED, "")
    | {"birth_on": None, "birth_entry": {}, "signatory_id": None, "needs": []}
    | {"national_address": {}, "died_on": None}
    | {"identity_expires_on": None, "licence_expires_on": None}
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.text(max_size=30),
            "city": st.text(max_size=80),
            "needs": st.lists(st.sampled_from(NEEDS)),
            "gender": st.sampled_from(GENDERS),
            "birth": st.none() | entries,
            "phone": st.sampled_from(["", "0551234567", "٠٥٥٩٩٩٩٩٩٩"]),
            "national_id": st.sampled_from(["", "1012345672", "2000000006"]),
            "died_on": st.none() | DAYS_BORN,
        },
    )
)
def test_correcting_twice_changes_nothing_more(changes):
    association = UUID(int=1)
    if not changes.get("national_id"):
        changes.pop("national_id", None)
    said, columns = as_stated(association, NOBODY, changes, party_kind="person")
    again, nothing = as_stated(association, NOBODY | said, changes, party_kind="person")

    assert (again, nothing) == ({}, {})
    assert bool(said) == bool(columns)
    for key, value in said.items():
        assert key in changes or key == "identity_kind"
        assert as_corrected(value)["is"] is not None or value is None


@given(st.sampled_from(CORRECTED), st.text(min_size=5), st.booleans())
def test_nothing_hidden_or_masked_is_ever_shown(field, value, is_protected):
    shown = as_shown(field, {"is": value}, is_protected=is_protected)
    if is_protected and field in HIDDEN_WHEN_PROTECTED:
        assert shown == {"is": "", "hidden": True}
    elif field in ("national_id", "iban"):
        assert shown == {"is": f"•••• {value[-4:]}"}
    else:
        assert shown == {"is": value}


def test_what_stands_for_an_identity():
    def read(typed, kind="national", reason=""):
        return identity_columns(None, typed=typed, identity_kind=kind, reason=reason)

    assert read("2000000006")["identity_kind"] == "iqama"
    assert read("") == {}
    assert read("784-1990-1234567-1", "gcc", "هوية إماراتية")["national_id"] == "784-1990-1234567-1"
    assert read("", "none", " قيد  الإصدار ") == {
        "identity_kind": "none",
        "identity_reason": "قيد الإصدار",
    }
    for kind in ("gcc", "border", "passport", "none", "other"):
        with pytest.raises(IdentityReasonMissing):
            read("4012345678", kind)
    for kind, typed in (("border", "123"), ("passport", "A" * 21), ("gcc", "؟")):
        with pytest.raises(Malformed):
            read(typed, kind, "زائر")
