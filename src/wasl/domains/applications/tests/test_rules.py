"""Rules on plain values: reading people's data, what is lacking, the frozen copy, masking."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.applications.rules.cleaning import cleaned_applicant, plain_text
from wasl.domains.applications.rules.completeness import (
    CheckResult,
    HeldDocument,
    validity_at_submission,
    what_is_lacking,
)
from wasl.domains.applications.rules.frozen import digest
from wasl.domains.applications.rules.sight import masked_name, masked_phone
from wasl.foundation.identifiers import Malformed

TODAY = date(2026, 11, 21)


def document(key: str, **changes: Any) -> Any:
    asked = {
        "key": key,
        "required": True,
        "validity": "none",
        "max_age_days": None,
        "handling": "copy",
        "applies_as": ("self",),
    }
    return SimpleNamespace(**(asked | changes))


def lacking(asked: list[Any], stages: dict[str, str], checks: list[CheckResult]) -> set[Any]:
    definition: Any = SimpleNamespace(documents=tuple(asked))
    held = [HeldDocument(key, stage) for key, stage in stages.items()]
    found = what_is_lacking(definition, applies_as="self", documents=held, checks=checks)
    return {(one.key, one.why) for one in found}


@given(st.text(max_size=300))
def test_text_read_twice_is_read_the_same_and_never_steers(typed):
    try:
        once = plain_text(typed, most=200)
    except Malformed:
        return
    assert plain_text(once, most=200) == once
    assert not set(once) & set("\0\r\n\u202e\u2066")


@given(st.dictionaries(st.sampled_from(["name", "phone", "birth", "iban", "email"]), st.text()))
def test_whatever_is_typed_is_kept_emptied_or_told_at_its_field(typed):
    cleaned = cleaned_applicant(typed, today=TODAY)
    told = {path.removeprefix("applicant.") for path in cleaned.errors}
    assert set(typed) == set(cleaned.values) | set(cleaned.emptied) | told
    assert not cleaned.unknown


@pytest.mark.parametrize("bad", [{"x": 1}, [1], "text", 5])
def test_shapes_that_no_form_sends_are_told_not_crashed_on(bad):
    cleaned = cleaned_applicant(
        {"dependants": bad, "on_behalf_of": bad, "name": bad, "birth": bad}, today=TODAY
    )
    assert cleaned.errors or cleaned.unknown


def test_members_are_read_each_with_its_own_errors():
    members = [{"name": "سارة", "birth": "1440"}, {"name": "x", "national_id": "12"}, {"evil": "1"}]
    cleaned = cleaned_applicant({"dependants": members}, today=TODAY)
    assert set(cleaned.errors) == {
        "applicant.dependants.1.name",
        "applicant.dependants.1.national_id",
    }
    assert cleaned.unknown == ["applicant.dependants.2.evil"]


def test_nobody_is_born_tomorrow():
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert "applicant.birth" in cleaned_applicant({"birth": tomorrow}, today=TODAY).errors


def test_the_last_day_of_validity_counts_and_the_day_after_does_not():
    asked = document("id", validity="not_expired")
    for until, expected in ((TODAY, True), (TODAY - timedelta(days=1), False), (None, None)):
        assert validity_at_submission(
            asked, submitted_on=TODAY, issued_on=None, valid_until=until
        ) == (until, expected)


@given(st.integers(0, 200))
def test_a_document_of_limited_age_holds_for_exactly_so_many_days(age):
    asked = document("proof", validity="max_age_days", max_age_days=90)
    _until, was_valid = validity_at_submission(
        asked, submitted_on=TODAY, issued_on=TODAY - timedelta(days=age), valid_until=None
    )
    assert was_valid is (age <= 90)


def test_what_is_optional_and_not_given_lacks_nothing_but_a_mismatch_counts():
    asked = [document("lease", required=False)]
    assert lacking(asked, {}, []) == set()
    assert lacking(asked, {"lease": "uploaded"}, []) == set()
    bad = CheckResult("lease", matches=False, was_valid=None, original_seen=False)
    assert lacking(asked, {"lease": "uploaded"}, [bad]) == {("lease", "mismatch")}


def test_the_original_must_be_seen_where_no_copy_is_kept():
    asked = [document("id", handling="original_seen")]
    unseen = CheckResult("id", matches=True, was_valid=None, original_seen=False)
    seen = CheckResult("id", matches=True, was_valid=None, original_seen=True)
    assert lacking(asked, {"id": "seen"}, [unseen]) == {("id", "original")}
    assert lacking(asked, {}, [unseen, seen]) == set()


def test_a_later_check_stands_over_an_earlier_one():
    asked = [document("proof")]
    bad = CheckResult("proof", matches=False, was_valid=None, original_seen=True)
    good = CheckResult("proof", matches=True, was_valid=None, original_seen=True)
    assert lacking(asked, {}, [bad, good]) == set()
    assert lacking(asked, {}, [good, bad]) == {("proof", "mismatch")}


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), min_size=1))
def test_a_fingerprint_depends_on_content_and_not_on_order(content):
    turned = dict(reversed(list(content.items())))
    assert digest(turned) == digest(content)
    assert digest(content | {next(iter(content)): "other than before"}) != digest(content)


def test_names_and_phones_are_masked():
    assert masked_name("نورة بنت عبدالله الحربي") == "نورة ا…"
    assert masked_name("") == "—"
    assert "1234" not in masked_phone("+966551234567")
