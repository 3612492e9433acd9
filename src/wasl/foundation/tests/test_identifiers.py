"""IDs, phones, IBANs, references and file names, as people type and mistype them."""

import re
import string
import threading
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.foundation.identifiers import (
    REFERENCES,
    Digits,
    Malformed,
    ascii_digits,
    building_number,
    clean_file_name,
    document_number,
    grouped,
    is_reference,
    landline,
    licence,
    mail_address,
    mobile,
    national_id,
    nearby_national_ids,
    new_reference,
    postal_code,
    reference,
    saudi_iban,
    secret_token,
    short_address,
    shown_digits,
    uuid7,
)

READERS = (
    national_id,
    mobile,
    saudi_iban,
    licence,
    short_address,
    postal_code,
    building_number,
    reference,
)


def with_check_digit(nine_digits: str) -> str:
    """A Luhn check digit computed the long way: the only one of ten that sums to a ten."""
    for check in "0123456789":
        total = 0
        for place, digit in enumerate(nine_digits + check):
            value = int(digit) * (2 if place % 2 == 0 else 1)
            total += value // 10 + value % 10
        if total % 10 == 0:
            return nine_digits + check
    raise AssertionError("every number has a check digit")


def iban_of(account: str) -> str:
    """The Saudi IBAN of 20 digits; S is 28 and A is 10 in the check number."""
    return f"SA{98 - int(account + '281000') % 97:02}{account}"


digits = st.text("0123456789", min_size=1)
ids = st.builds(
    lambda first, rest: with_check_digit(first + rest),
    st.sampled_from("12"),
    st.text("0123456789", min_size=8, max_size=8),
)
references = st.builds(new_reference, st.integers(0, REFERENCES - 1))
ibans = st.builds(iban_of, st.text("0123456789", min_size=20, max_size=20))


def refused(reader, text: str) -> str:
    with pytest.raises(Malformed) as trouble:
        reader(text)
    return trouble.value.code


def test_digits_of_every_keyboard_become_ascii() -> None:
    assert ascii_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0123456789") == "0123456789 " * 2 + "0123456789"


def test_marks_stay_unless_asked_away() -> None:
    assert ascii_digits("\u202b٥\u200f") == "\u202b5\u200f"
    assert ascii_digits("\u202b٥\u200f\ufeff", without_marks=True) == "5"


@given(digits)
def test_digits_shown_in_arabic_read_back_the_same(text: str) -> None:
    assert ascii_digits(shown_digits(text, Digits.ARABIC)) == text
    assert shown_digits(text, Digits.LATIN) == text


@given(ids, st.sampled_from(list(Digits)), st.sampled_from(["", " ", "-", "\u200f", "\u2013"]))
def test_an_id_reads_the_same_however_it_is_written(good, script, separator) -> None:
    written = separator.join(shown_digits(good, script))
    assert national_id(f" {written} ").digits == good
    assert national_id(written).is_citizen is (good[0] == "1")


@given(ids, st.integers(0, 9), st.integers(1, 9))
def test_an_id_with_one_wrong_digit_is_refused(good, place, shift) -> None:
    wrong = good[:place] + str((int(good[place]) + shift) % 10) + good[place + 1 :]
    assert refused(national_id, wrong) in ("national_id_check_digit", "national_id_first_digit")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "national_id_empty"),
        ("  ", "national_id_empty"),
        ("12345678A0", "national_id_not_digits"),
        ("²²²²²²²²²²", "national_id_not_digits"),
        ("१२३४५६७८९०", "national_id_not_digits"),
        ("123456789", "national_id_length"),
        ("12345678901", "national_id_length"),
        ("3234567890", "national_id_first_digit"),
        (with_check_digit("312345678"), "national_id_first_digit"),
    ],
)
def test_an_id_of_another_shape_is_refused(typed, code) -> None:
    assert refused(national_id, typed) == code


def test_printing_an_id_hides_all_but_its_last_four_digits() -> None:
    one = national_id(with_check_digit("101234567"))
    assert one.digits not in f"{one} {one!r} {[one]}"
    assert one.last_four in str(one)


@given(ids, st.integers(1, 9), st.integers(1, 9))
def test_a_mistyped_id_is_found_among_its_neighbours(good, place, shift) -> None:
    wrong = good[:place] + str((int(good[place]) + shift) % 10) + good[place + 1 :]
    near = nearby_national_ids(wrong)
    assert good in [one.digits for one in near]
    assert len(near) <= 20
    assert all(national_id(one.digits) == one for one in near)


@given(ids, st.integers(0, 8))
def test_an_id_with_two_neighbours_exchanged_is_found(good, place) -> None:
    typed = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    assert good in [one.digits for one in nearby_national_ids(typed)]


def test_what_is_no_id_has_no_neighbours() -> None:
    assert nearby_national_ids("12345") == ()
    assert nearby_national_ids("abcdefghij") == ()


@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.sampled_from(["05", "5", "9665", "009665", "+9665", "+96605", "+966 (0)5", "\u202a+966 5"]),
    st.sampled_from(list(Digits)),
)
def test_a_mobile_number_reads_the_same_however_it_is_written(rest, prefix, script) -> None:
    assert mobile(shown_digits(f"{prefix}{rest[:3]} {rest[3:5]}-{rest[5:]}", script)) == (
        f"+9665{rest}"
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "mobile_empty"),
        ("call me", "mobile_not_digits"),
        ("0501234567 ext 3", "mobile_not_digits"),
        ("+", "mobile_not_digits"),
        ("+447911123456", "mobile_foreign"),
        ("00447911123456", "mobile_foreign"),
        ("+882123456789", "mobile_foreign"),
        ("+9715012345678", "mobile_foreign"),
        ("+999123456789", "mobile_foreign"),
        ("+966112345678", "mobile_not_mobile"),
        ("0112345678", "mobile_not_mobile"),
        ("٠١١٢٣٤٥٦٧٨", "mobile_not_mobile"),
        ("920001234", "mobile_not_mobile"),
        ("8001234567", "mobile_not_mobile"),
        ("050123456", "mobile_too_short"),
        ("05", "mobile_too_short"),
        ("05012345678", "mobile_too_long"),
        ("+96650123456789012345", "mobile_too_long"),
        ("5" * 400, "mobile_too_long"),
    ],
)
def test_other_numbers_are_refused_each_for_its_reason(typed, code) -> None:
    assert refused(mobile, typed) == code


@given(st.text("+0123456789 ", max_size=20))
def test_what_passes_as_a_mobile_is_always_stored_in_one_form(text) -> None:
    try:
        stored = mobile(text)
    except Malformed:
        return
    assert re.fullmatch(r"\+9665\d{8}", stored)
    assert mobile(stored) == stored


@given(ibans)
def test_a_saudi_iban_reads_the_same_however_it_is_written(iban) -> None:
    in_fours = " ".join(iban[start : start + 4] for start in range(0, 24, 4))
    assert saudi_iban(iban) == saudi_iban(in_fours.lower()) == iban
    assert saudi_iban(shown_digits(iban, Digits.ARABIC)) == iban


@given(ibans, st.integers(2, 23), st.integers(1, 9))
def test_an_iban_with_one_wrong_digit_is_refused(iban, place, shift) -> None:
    wrong = iban[:place] + str((int(iban[place]) + shift) % 10) + iban[place + 1 :]
    assert refused(saudi_iban, wrong) == "iban_check_number"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "iban_empty"),
        ("GB82WEST12345698765432", "iban_foreign"),
        ("SA03", "iban_shape"),
        ("0380000000608010167519", "iban_shape"),
        ("SA03 8000 0000 6080 1016 75AB", "iban_shape"),
    ],
)
def test_an_iban_of_another_shape_is_refused(typed, code) -> None:
    assert refused(saudi_iban, typed) == code


@pytest.mark.parametrize(
    ("reader", "typed", "stored"),
    [
        (licence, "٠٤٢", "042"),
        (licence, "1 234 567 890", "1234567890"),
        (short_address, "rrrd ٢٩٢٩", "RRRD2929"),
        (postal_code, "١٢٣٤٥", "12345"),
        (building_number, "۲۹۲۹", "2929"),
    ],
)
def test_numbers_of_an_association_and_its_address_are_stored_plain(reader, typed, stored) -> None:
    assert reader(typed) == stored


@pytest.mark.parametrize(
    ("reader", "typed"),
    [
        (licence, "12"),
        (licence, "12345678901"),
        (licence, "12a"),
        (short_address, "RRR2929"),
        (short_address, "رررد2929"),
        (postal_code, "1234"),
        (building_number, "12345"),
    ],
)
def test_numbers_of_an_association_and_its_address_of_another_shape_are_refused(
    reader, typed
) -> None:
    assert refused(reader, typed).endswith("_shape")


@given(references, st.integers(0, 9), st.integers(1, 9))
def test_a_reference_with_one_wrong_digit_is_refused(good, place, shift) -> None:
    assert is_reference(good)
    wrong = good[:place] + str((int(good[place]) + shift) % 10) + good[place + 1 :]
    assert not is_reference(wrong)


@given(references)
def test_a_reference_with_two_neighbours_exchanged_is_refused(good) -> None:
    for place in range(9):
        wrong = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
        assert wrong == good or not is_reference(wrong)


@given(references)
def test_a_reference_is_read_from_its_groups_in_any_digits(good) -> None:
    aloud = grouped(good)
    assert [len(group) for group in aloud.split("-")] == [4, 3, 3]
    assert reference(shown_digits(aloud, Digits.ARABIC)) == good
    assert reference(aloud.replace("-", " ")) == good


@given(references)
def test_a_reference_is_never_taken_for_an_id_or_a_phone(good) -> None:
    assert refused(national_id, good) == "national_id_first_digit"
    with pytest.raises(Malformed):
        mobile(good)


def test_references_differ_and_a_sequence_repeats_itself() -> None:
    assert len({new_reference() for _ in range(500)}) == 500
    assert new_reference(7) == new_reference(7) != new_reference(8)
    for outside in (-1, REFERENCES):
        with pytest.raises(ValueError, match="sequence"):
            new_reference(outside)


def test_uuids_increase_within_a_process() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_uuids_increase_though_the_clock_goes_back(monkeypatch) -> None:
    before = uuid7()
    monkeypatch.setattr("wasl.foundation.identifiers.time.time_ns", lambda: 10**18)
    assert uuid7() > before


def test_uuids_of_several_threads_never_repeat() -> None:
    made: list[UUID] = []
    threads = [
        threading.Thread(target=lambda: made.extend([uuid7() for _ in range(2_000)]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.int >> 64 for one in made}) == 8_000


def test_secrets_are_long_and_fit_a_link() -> None:
    made = {secret_token() for _ in range(200)}
    assert len(made) == 200
    allowed = set(string.ascii_letters + string.digits + "-_")
    assert all(len(one) == 32 and set(one) <= allowed for one in made)


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\هوية.pdf", "هوية.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf"),
        ("", "document"),
        ("...", "document"),
        ("../", "document"),
        ("\u200f\u202e", "document"),
        (".htaccess", "htaccess"),
        ("تقرير  الزيارة.docx", "تقرير الزيارة.docx"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
        ("x." + "y" * 300, "x." + "y" * 118),
        ('a"b<c>.png', "a_b_c_.png"),
    ],
)
def test_file_names_are_made_fit_to_show(given_name, clean) -> None:
    assert clean_file_name(given_name) == clean


@given(st.text(st.characters() | st.sampled_from("./\\\0\r\n\u202e\u200b:\ud800 ")))
def test_a_clean_file_name_is_short_visible_and_stays_the_same(text) -> None:
    clean = clean_file_name(text)
    assert 1 <= len(clean) <= 120
    assert clean.isprintable()
    assert not set(clean) & set('/\\<>:"|?*')
    assert not clean.startswith(".")
    assert clean_file_name(clean) == clean


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("typed", ["7777777", "zqzqzq 8", "+9 77 x 66", "0" * 44, "<b>'1"])
def test_a_refusal_never_repeats_what_was_typed(reader, typed) -> None:
    try:
        reader(typed)
    except Malformed as trouble:
        said = f"{trouble} {trouble.code} {trouble!r} {trouble.args} {trouble.sentence}"
        assert typed not in said
        assert str(trouble.sentence).endswith(".")
    else:
        assert reader is licence


@pytest.mark.parametrize(
    "typed", ["0112345678", "٠١١ ٢٣٤ ٥٦٧٨", "+966 11 234 5678", "00966112345678", "11-234-5678"]
)
def test_a_landline_has_one_stored_form(typed):
    assert landline(typed) == "+966112345678"


@pytest.mark.parametrize("typed", ["", "0551234567", "011234567", "01123456789", "+44 1123456789"])
def test_what_is_no_landline_is_refused(typed):
    with pytest.raises(Malformed) as refused:
        landline(typed)

    assert refused.value.code == "landline_shape"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" noura@example.org ", "noura@example.org"),
        ("Noura.S@Mail.Example.ORG", "Noura.S@mail.example.org"),
        ("\u200fnoura@example.org", "noura@example.org"),
    ],
)
def test_an_e_mail_address_has_one_stored_form(typed, kept):
    assert mail_address(typed) == kept


@pytest.mark.parametrize("typed", ["", "noura", "noura@", "@example.org", "a b@example.org", "a@b"])
def test_what_is_no_e_mail_address_is_refused(typed):
    with pytest.raises(Malformed) as refused:
        mail_address(typed)

    assert refused.value.code == "mail_address_shape"


def test_a_document_number_is_as_its_kind_asks():
    assert document_number("٤٠١٢ ٣٤٥٦٧٨", kind="border") == "4012345678"
    assert document_number(" a 12-345 ", kind="passport") == "A12-345"
    assert document_number("وثيقة/٧", kind="other") == "وثيقة/7"
    for kind, typed in (("border", "401234567"), ("border", "A012345678"), ("gcc", "وثيقة")):
        with pytest.raises(Malformed):
            document_number(typed, kind=kind)
