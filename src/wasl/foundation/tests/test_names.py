"""Names in the spellings in which people, cards and clerks write them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wasl.foundation.names import (
    folded,
    name_columns,
    name_parts,
    parts_similarity,
    search_key,
    similarity,
    skeleton,
    skeletons,
)

DIACRITICS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
MARKS = "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202e\u2066\u2069\ufeff"
FAMILIES = ("عتيبي", "قحطاني", "غامدي", "شهري", "حربي", "زهراني", "دوسري", "مطيري")
GIVEN = ("محمد", "سالم", "نورة", "هدى", "ماجد", "فهد", "إبراهيم", "عبدالله", "فاطمة", "رؤى")

arabic_names = st.lists(st.sampled_from(GIVEN + FAMILIES), min_size=1, max_size=4).map(" ".join)
any_text = st.text(st.characters() | st.sampled_from("اأإآٱةهىيؤئءلعبدنت ـ-'" + DIACRITICS + MARKS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إيمان", "ايمان"),
        ("آمنة", "امنه"),
        ("ٱلحسن", "الحسن"),
        ("فاطمة", "فاطمه"),
        ("هدى", "هدي"),
        ("رؤى", "روي"),
        ("عائشة", "عايشه"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("عبد الله", "عبدالله"),
        ("عبد رب النبي", "عبدربالنبي"),
        ("محمد بن سالم", "محمد سالم"),
        ("محمد ابن سالم", "محمد سالم"),
        ("نورة بنت فهد", "نورة فهد"),
        ("محمد العتيبي", "محمد عتيبي"),
        ("محمد آل سعود", "محمد السعود"),
        ("سعید کریم", "سعيد كريم"),
        ("مح\u200fمد\u202c", "محمد"),
        ("\ufee3\ufea4\ufee4\ufeaa", "محمد"),
        ("أبو بكر", "ابوبكر"),
        ("نور الدين", "نورالدين"),
        ("  محمد   سالم ", "محمد سالم"),
        ("محمد، سالم", "محمد سالم"),
        ("Al-Otaibi", "al otaibi"),
        ("Mohammed bin Salem", "MOHAMMED SALEM"),
        ("Noura’s", "nouras"),
        ("Sa'ad", "Saad"),
        ("José", "jose"),
        ("Ar-Rashid", "Al Rashid"),
        ("Abdur Rahman", "Abdul Rahman"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other) -> None:
    assert folded(one) == folded(other) != ""
    assert similarity(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "محمود"),
        ("سالم", "سليم"),
        ("نورة", "سارة"),
        ("عبدالله", "عبيدالله"),
        ("علي", "Ali"),
    ],
)
def test_different_names_stay_different(one, other) -> None:
    assert folded(one) != folded(other)
    assert similarity(one, other) < 1.0


@given(any_text)
def test_folding_twice_changes_nothing(name) -> None:
    once = folded(name)
    assert folded(once) == once
    assert " ".join(name_parts(name)) == once


@given(arabic_names, st.data())
def test_marks_and_diacritics_anywhere_change_nothing(name, data) -> None:
    place = data.draw(st.integers(0, len(name)))
    mark = data.draw(st.sampled_from(DIACRITICS + MARKS))
    assert folded(name[:place] + mark + name[place:]) == folded(name)


@given(st.sampled_from(GIVEN), st.sampled_from(GIVEN), st.sampled_from(FAMILIES))
def test_words_of_descent_and_the_article_change_nothing(name, father, family) -> None:
    plain = folded(f"{name} {father} {family}")
    assert folded(f"{name} بن {father} بن ال{family}") == plain
    assert folded(f"{name} بنت {father} آل {family}") == plain


@pytest.mark.parametrize("empty", ["", "   ", "\u200f", "--", "ـ"])
def test_a_name_without_letters_has_no_parts(empty) -> None:
    assert name_parts(empty) == ()
    assert folded(empty) == search_key(empty) == skeleton(empty) == ""
    assert similarity(empty, "محمد") == similarity(empty, empty) == 0.0


def test_a_name_made_only_of_a_word_of_descent_is_kept() -> None:
    assert folded("بن") == "بن"


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", ("Mohammed", "Muhammad", "Mohamed", "Mohammad")),
        ("نورة", ("Noura", "Norah", "Nora", "Noorah")),
        ("سالم", ("Salem", "Salim")),
        ("هدى", ("Huda", "Hoda")),
        ("ماجد", ("Majed", "Majid")),
        ("فهد", ("Fahad", "Fahd")),
        ("إبراهيم", ("Ibrahim", "Ebrahim", "Ibraheem")),
        ("فاطمة", ("Fatimah", "Fatma", "Fatima")),
        ("صالح", ("Saleh", "Salih")),
        ("خالد", ("Khalid", "Khaled")),
        ("عائشة", ("Aisha", "Aysha", "Aishah")),
        ("علي", ("Ali", "Aly")),
        ("طه", ("Taha",)),
        ("عثمان", ("Othman", "Uthman", "Othmaan")),
        ("ظافر", ("Dhafer", "Zafer")),
        ("رمضان", ("Ramadan",)),
        ("عبد الله", ("Abdullah", "Abdallah", "Abd Allah", "Abdulla")),
        ("عبد الرحمن", ("Abdulrahman", "Abdel Rahman", "Abdurrahman", "Abdur Rahman")),
        ("عبد العزيز", ("Abdulaziz", "Abdul Aziz", "Abdel-Aziz")),
        ("عبد السلام", ("Abdulsalam", "Abdus Salam", "Abdessalam")),
        ("العتيبي", ("Alotaibi", "Al-Otaibi", "Otaibi", "Al Otaiby")),
        ("القحطاني", ("Alqahtani", "Al-Qahtani", "Qahtani")),
        ("الغامدي", ("Alghamdi", "Al Ghamdi")),
        ("الشهري", ("Alshehri", "Ash-Shehri", "Al-Shahri")),
        ("الدوسري", ("Aldosari", "Ad-Dosari", "Al Dossary")),
        ("أبو بكر", ("Abu Bakr", "Abubakr")),
    ],
)
def test_arabic_and_latin_spellings_meet_in_one_skeleton(arabic, latin) -> None:
    assert {search_key(spelling) for spelling in latin} == {search_key(arabic)}
    for spelling in latin:
        assert 0.9 < similarity(arabic, spelling) < 1.0


def test_the_skeleton_keeps_unlike_consonants_apart() -> None:
    names = ("محمد", "حمد", "سعد", "سعيد", "خالد", "شادي", "غادة", "قاسم", "كريم", "جابر")
    pairs = {name: skeleton(name) for name in names}
    assert len(set(pairs.values())) == len(names) - 1, "only سعد and سعيد share a skeleton"


@given(any_text)
def test_the_skeleton_of_a_folded_name_is_that_of_the_name(name) -> None:
    assert search_key(folded(name)) == search_key(name)
    assert len(skeletons(name)) == len(name_parts(name))
    assert all(skeletons(name)) or any(not part.isalpha() for part in name_parts(name))


def test_the_search_key_of_a_beginning_begins_the_key_of_the_whole() -> None:
    assert search_key("محمد عبدالله العتيبي").startswith(search_key("Mohammed Abdullah"))


@given(arabic_names | any_text, arabic_names | any_text)
def test_similarity_is_symmetric_and_between_nought_and_one(a, b) -> None:
    assert similarity(a, b) == pytest.approx(similarity(b, a))
    assert 0.0 <= similarity(a, b) <= 1.0
    assert parts_similarity(name_parts(a), name_parts(b)) == similarity(a, b)


@given(arabic_names)
def test_a_name_is_wholly_like_itself(name) -> None:
    assert similarity(name, name) == 1.0


@given(st.lists(st.sampled_from(GIVEN), min_size=4, max_size=4, unique=True), st.integers(0, 3))
def test_a_missing_part_costs_less_than_another_person(parts, missing) -> None:
    whole = " ".join(parts)
    without = " ".join(part for place, part in enumerate(parts) if place != missing)
    assert similarity(whole, without) == pytest.approx(0.9)
    assert similarity(whole, " ".join(reversed(parts))) < 0.9


@given(st.lists(st.sampled_from(GIVEN), min_size=4, max_size=4, unique=True), st.integers(1, 2))
def test_one_slip_is_nearer_than_a_brother(parts, place) -> None:
    first, *rest = parts
    others = [name for name in GIVEN if name not in parts]
    assume(len(first) > place + 1)
    slipped = " ".join([first[:place] + first[place + 1 :], *rest])
    brothers = [similarity(" ".join(parts), " ".join([other, *rest])) for other in others]
    assert similarity(" ".join(parts), slipped) > max(brothers)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("", ("", "", "", "")),
        ("محمد", ("mhmd", "", "", "")),
        ("محمد الحربي", ("mhmd", "", "", "hrb")),
        ("محمد سالم الحربي", ("mhmd", "slm", "", "hrb")),
        ("محمد بن سالم بن فهد الحربي", ("mhmd", "slm", "fhd", "hrb")),
        ("محمد سالم فهد ماجد الحربي", ("mhmd", "slm", "fhd", "hrb")),
        ("Mohammed Salem Fahad Al-Harbi", ("mhmd", "slm", "fhd", "hrb")),
    ],
)
def test_the_columns_of_a_name_are_its_first_three_parts_and_its_last(name, columns) -> None:
    assert name_columns(name) == columns


def test_a_column_is_never_longer_than_its_place() -> None:
    assert max(map(len, name_columns("بتجدرس" * 20))) == 40
