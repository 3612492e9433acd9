"""Amounts as typed, shown and spelt out; the words are read back by an independent reader."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.foundation.identifiers import Digits, Malformed, shown_digits
from wasl.foundation.money import in_words_ar, in_words_en, parse_amount, shown_amount

amounts = st.decimals(0, Decimal("9999999.99"), places=2)
large_amounts = st.decimals(0, Decimal("999999999999.99"), places=2)

ARABIC = {
    **dict.fromkeys(("واحد", "واحدة", "إحدى", "أحد"), 1),
    **dict.fromkeys(("اثنان", "اثنتان", "اثنا", "اثنتا", "ريالان", "هللتان"), 2),
    **dict.fromkeys(("ثلاثة", "ثلاث"), 3),
    **dict.fromkeys(("أربعة", "أربع"), 4),
    **dict.fromkeys(("خمسة", "خمس"), 5),
    **dict.fromkeys(("ستة", "ست"), 6),
    **dict.fromkeys(("سبعة", "سبع"), 7),
    **dict.fromkeys(("ثمانية", "ثماني", "ثمانٍ"), 8),
    **dict.fromkeys(("تسعة", "تسع"), 9),
    **dict.fromkeys(("عشرة", "عشر"), 10),
    "عشرون": 20,
    "ثلاثون": 30,
    "أربعون": 40,
    "خمسون": 50,
    "ستون": 60,
    "سبعون": 70,
    "ثمانون": 80,
    "تسعون": 90,
    "مئة": 100,
    "مئتان": 200,
    "مئتا": 200,
    "ثلاثمئة": 300,
    "أربعمئة": 400,
    "خمسمئة": 500,
    "ستمئة": 600,
    "سبعمئة": 700,
    "ثمانمئة": 800,
    "تسعمئة": 900,
    "صفر": 0,
}
ARABIC_SCALES = {
    **dict.fromkeys(("ألف", "ألفًا", "آلاف"), 1_000),
    **dict.fromkeys(("مليون", "مليونًا", "ملايين"), 1_000_000),
    **dict.fromkeys(("مليار", "مليارًا", "مليارات"), 1_000_000_000),
}
ARABIC_TWO_OF_SCALE = {
    **dict.fromkeys(("ألفان", "ألفا"), 2_000),
    **dict.fromkeys(("مليونان", "مليونا"), 2_000_000),
    **dict.fromkeys(("ملياران", "مليارا"), 2_000_000_000),
}
NOUNS = {"ريال", "ريالات", "ريالًا", "هللة", "هللات"}
ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}


def heard_in_arabic(words: str) -> Decimal:
    """The amount heard: what ends with a riyal's noun, and a hundredth of what comes after."""
    riyals = re.match(r"(?:.*ريال(?:ان|ات|ًا)?(?: واحد)?(?= |$))?", words)
    assert riyals
    return added_up(riyals[0]) + added_up(words[riyals.end() :]) / 100


def added_up(words: str) -> Decimal:
    known = ARABIC.keys() | ARABIC_SCALES.keys() | ARABIC_TWO_OF_SCALE.keys() | NOUNS
    total = below_scale = 0
    for written in words.split():
        word = written if written in known else written.removeprefix("و")
        assert word in known, word
        if word in ARABIC_SCALES:
            total += (below_scale or 1) * ARABIC_SCALES[word]
            below_scale = 0
        elif word in ARABIC_TWO_OF_SCALE:
            assert below_scale == 0
            total += ARABIC_TWO_OF_SCALE[word]
        elif word in ARABIC:
            below_scale += ARABIC[word]
        # "a hundred thousand and a thousand": the next scale word counts for one again
    return Decimal(total + below_scale)


def heard_in_english(words: str) -> Decimal:
    total = Decimal(0)
    for part in re.findall(r".*?(?:riyals?|halalas?)", words):
        whole = below_scale = 0
        *numerals, noun = part.replace("-", " ").split()
        for word in numerals:
            if word == "hundred":
                below_scale *= 100
            elif word in ("thousand", "million", "billion"):
                power = ("thousand", "million", "billion").index(word) + 1
                whole += below_scale * 1000**power
                below_scale = 0
            elif word != "and":
                below_scale += ENGLISH[word]
        total += Decimal(whole + below_scale) / (100 if noun.startswith("halala") else 1)
    return total


@given(amounts | large_amounts | st.integers(0, 3000).map(Decimal))
def test_words_in_both_languages_give_the_amount_back(amount) -> None:
    assert heard_in_arabic(in_words_ar(amount)) == amount
    assert heard_in_english(in_words_en(amount)) == amount


def test_every_amount_of_halalas_and_small_riyals_has_words_of_its_own() -> None:
    small = [Decimal(n) / 100 for n in range(100)] + [Decimal(n) for n in range(1, 1300)]
    assert len({in_words_ar(amount) for amount in small}) == len(small)
    assert [heard_in_arabic(in_words_ar(amount)) for amount in small] == small


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "صفر ريال"),
        ("1", "ريال واحد"),
        ("2", "ريالان"),
        ("3", "ثلاثة ريالات"),
        ("10", "عشرة ريالات"),
        ("11", "أحد عشر ريالًا"),
        ("12", "اثنا عشر ريالًا"),
        ("18", "ثمانية عشر ريالًا"),
        ("20", "عشرون ريالًا"),
        ("21", "واحد وعشرون ريالًا"),
        ("99", "تسعة وتسعون ريالًا"),
        ("100", "مئة ريال"),
        ("101", "مئة ريال وريال واحد"),
        ("102", "مئة ريال وريالان"),
        ("103", "مئة وثلاثة ريالات"),
        ("111", "مئة وأحد عشر ريالًا"),
        ("200", "مئتا ريال"),
        ("250", "مئتان وخمسون ريالًا"),
        ("300", "ثلاثمئة ريال"),
        ("1000", "ألف ريال"),
        ("1001", "ألف ريال وريال واحد"),
        ("1200", "ألف ومئتا ريال"),
        ("2000", "ألفا ريال"),
        ("2003", "ألفان وثلاثة ريالات"),
        ("3000", "ثلاثة آلاف ريال"),
        ("11000", "أحد عشر ألف ريال"),
        ("11100", "أحد عشر ألفًا ومئة ريال"),
        ("100000", "مئة ألف ريال"),
        ("102000", "مئة ألف وألفا ريال"),
        ("103000", "مئة وثلاثة آلاف ريال"),
        ("200000", "مئتا ألف ريال"),
        ("1000000", "مليون ريال"),
        ("2000000", "مليونا ريال"),
        ("5000000", "خمسة ملايين ريال"),
        ("12000050", "اثنا عشر مليونًا وخمسون ريالًا"),
        ("0.01", "هللة واحدة"),
        ("0.02", "هللتان"),
        ("0.03", "ثلاث هللات"),
        ("0.08", "ثماني هللات"),
        ("0.10", "عشر هللات"),
        ("0.11", "إحدى عشرة هللة"),
        ("0.12", "اثنتا عشرة هللة"),
        ("0.18", "ثماني عشرة هللة"),
        ("0.21", "إحدى وعشرون هللة"),
        ("0.28", "ثمانٍ وعشرون هللة"),
        ("1225.50", "ألف ومئتان وخمسة وعشرون ريالًا وخمسون هللة"),
    ],
)
def test_arabic_numerals_agree_with_their_nouns(amount, words) -> None:
    assert in_words_ar(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zero riyals"),
        ("1.01", "one riyal and one halala"),
        ("0.50", "fifty halalas"),
        ("1225.50", "one thousand two hundred and twenty-five riyals and fifty halalas"),
        ("1000005", "one million and five riyals"),
    ],
)
def test_english_words_are_those_of_a_voucher(amount, words) -> None:
    assert in_words_en(Decimal(amount)) == words


@pytest.mark.parametrize("write", [in_words_ar, in_words_en, lambda a: shown_amount(a, "ar")])
@pytest.mark.parametrize("amount", ["-1", "0.001", "1e12", "NaN", "Infinity"])
def test_what_is_no_amount_is_not_written(write, amount) -> None:
    with pytest.raises(ValueError, match="amount"):
        write(Decimal(amount))


@given(large_amounts, st.sampled_from(["ar", "en"]), st.sampled_from(list(Digits)))
def test_what_is_shown_is_read_back(amount, language, digits) -> None:
    shown = shown_amount(amount, language, digits)
    read = parse_amount(shown)
    assert read == amount
    assert read.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500", "1500.00"),
        ("١٬٥٠٠٫٥٠", "1500.50"),
        ("۱۵۰۰", "1500.00"),
        ("1,500.5 ريال", "1500.50"),
        ("١٥٠٠ ريالاً سعودياً", "1500.00"),
        ("١٥٠٠ ريالًا سعوديًا", "1500.00"),
        ("SAR 12", "12.00"),
        ("ر.س ١٢", "12.00"),
        ("12 ر.س.", "12.00"),
        ("1،500", "1500.00"),
        ("1 500 000", "1500000.00"),
        ("\u200f007\u202c", "7.00"),
        ("0", "0.00"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, amount) -> None:
    read = parse_amount(typed)
    assert (read, str(read)) == (Decimal(amount), amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount_empty"),
        ("ريال", "amount_empty"),
        ("-3", "amount_negative"),
        ("−٣", "amount_negative"),
        ("12,5", "amount_comma"),
        ("12,50", "amount_comma"),
        ("1.234", "amount_places"),
        ("1,50,0", "amount_unreadable"),
        ("1.2.3", "amount_unreadable"),
        ("1e9", "amount_unreadable"),
        ("NaN", "amount_unreadable"),
        ("²", "amount_unreadable"),
        ("=1+1", "amount_unreadable"),
        ("1" + "0" * 12, "amount_too_large"),
        ("9" * 5000, "amount_too_large"),
    ],
)
def test_what_is_no_amount_is_refused_each_for_its_reason(typed, code) -> None:
    with pytest.raises(Malformed) as trouble:
        parse_amount(typed)
    assert trouble.value.code == code
    assert str(trouble.value.sentence).endswith(".")


@given(st.integers(0, 10**12 - 1))
def test_thousands_may_be_parted_in_either_script(number) -> None:
    typed = shown_digits(f"{number:,}", Digits.ARABIC).replace(",", "٬")
    assert parse_amount(typed) == parse_amount(f"{number:,}") == parse_amount(str(number)) == number
