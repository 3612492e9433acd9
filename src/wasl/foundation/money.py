"""Amounts of Saudi riyals: read as typed, shown, and written in words on vouchers.

An amount is a `Decimal` of riyals with two places, never negative, below a trillion.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from wasl.foundation.identifiers import Digits, Malformed, ascii_digits

Language = Literal["ar", "en"]

TOO_LARGE = Decimal(10) ** 12
"""Amounts are below this many riyals."""

_TWO_PLACES = Decimal("0.01")
_CURRENCY = re.compile(
    r"sar|sr|ر\.?\s?س\.?|ريال(?:اً|ًا|ا)?(?: سعودي(?:اً|ًا|ا)?)?|riyals?|﷼|\u20c1", re.IGNORECASE
)
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED_FIGURES = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACED_FIGURES = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")


def parse_amount(text: str) -> Decimal:
    """Read an amount of riyals as typed, with or without the currency's name.

    Any digits; ٫ or . before the halalas; ٬ , ، or spaces between thousands.

    Refuses, each with its own sentence, what is no number, a negative one, a comma that may
    stand for the halalas, more than two places, and a trillion or more.
    """
    typed = ascii_digits(text, without_marks=True).replace("٫", ".")
    typed = " ".join(re.sub("[٬،]", ",", typed).split())
    typed = _without_currency(typed)
    if not typed:
        raise Malformed("amount_empty", _("Write the amount in figures, such as 1500."))
    if typed[0] in "-−–(":
        raise Malformed(
            "amount_negative",
            _("An amount cannot be less than zero. Write it without the minus sign."),
        )
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", typed):
        raise Malformed(
            "amount_comma",
            _("Use a point before the halalas and a comma only between thousands."),
        )
    if not any(p.fullmatch(typed) for p in (_FIGURES, _GROUPED_FIGURES, _SPACED_FIGURES)):
        raise Malformed(
            "amount_unreadable",
            _("This is not an amount we can read. Write it in figures, such as 1500 or 1500.50."),
        )
    figures = typed.replace(",", "").replace(" ", "")
    if len(figures.partition(".")[2]) > 2:
        raise Malformed(
            "amount_places", _("A riyal has 100 halalas: write at most two digits after the point.")
        )
    if len(figures.partition(".")[0].lstrip("0")) > 12:
        raise Malformed("amount_too_large", _("This amount is too large. Check its zeros."))
    return Decimal(figures).quantize(_TWO_PLACES)


def _without_currency(typed: str) -> str:
    for found in _CURRENCY.finditer(typed):
        if found.start() == 0:
            return typed[found.end() :].strip()
        if found.end() == len(typed):
            return typed[: found.start()].strip()
    return typed


def shown_amount(amount: Decimal, language: Language, digits: Digits = Digits.LATIN) -> str:
    """The amount in figures with its currency: "1,234.50 ر.س", "١٬٢٣٤٫٥٠ ر.س", "SAR 1,234.50".

    Always two places. Raises ValueError for what is no amount.
    """
    riyals, halalas = _riyals_and_halalas(amount)
    figures = f"{riyals:,}.{halalas:02}"
    if digits is Digits.ARABIC:
        figures = figures.translate(str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫"))
    space = "\N{NO-BREAK SPACE}"
    return f"{figures}{space}ر.س" if language == "ar" else f"SAR{space}{figures}"


def _riyals_and_halalas(amount: Decimal) -> tuple[int, int]:
    in_halalas = amount * 100
    if not amount.is_finite() or not 0 <= amount < TOO_LARGE or in_halalas % 1:
        raise ValueError("an amount has two places and is from 0 to below a trillion")
    riyals, halalas = divmod(int(in_halalas), 100)
    return riyals, halalas


@dataclass(frozen=True, slots=True)
class _Noun:
    """The forms of a counted noun that Arabic numerals ask for."""

    one: str
    two: str
    few: str
    many: str
    hundred: str
    feminine: bool = False
    two_before_noun: str = ""


_RIYAL = _Noun("ريال واحد", "ريالان", "ريالات", "ريالًا", "ريال")
_HALALA = _Noun("هللة واحدة", "هللتان", "هللات", "هللة", "هللة", feminine=True)
_SCALES = (
    (10**9, _Noun("مليار", "ملياران", "مليارات", "مليارًا", "مليار", two_before_noun="مليارا")),
    (10**6, _Noun("مليون", "مليونان", "ملايين", "مليونًا", "مليون", two_before_noun="مليونا")),
    (10**3, _Noun("ألف", "ألفان", "آلاف", "ألفًا", "ألف", two_before_noun="ألفا")),
)
_HUNDREDS = (
    "",
    "مئة",
    "مئتان",
    "ثلاثمئة",
    "أربعمئة",
    "خمسمئة",
    "ستمئة",
    "سبعمئة",
    "ثمانمئة",
    "تسعمئة",
)
_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
_UNITS = {
    False: ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"),
    True: ("", "إحدى", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"),
}
_ELEVEN_AND_TWELVE = {False: ("أحد", "اثنا"), True: ("إحدى", "اثنتا")}


def in_words_ar(amount: Decimal) -> str:
    """The amount in Arabic words, the numerals agreeing with ريال and هللة.

    "ألف ومئتان وخمسة وعشرون ريالًا وخمسون هللة". Raises ValueError for what is no amount.
    """
    riyals, halalas = _riyals_and_halalas(amount)
    if not riyals and not halalas:
        return "صفر ريال"
    counted = ((riyals, _RIYAL), (halalas, _HALALA))
    return " و".join(_counted(number, noun) for number, noun in counted if number)


def _counted(number: int, noun: _Noun) -> str:
    """The number, from 1 up, with its noun, whose form follows the last two digits."""
    last_two = number % 100
    if last_two in (1, 2):
        last = noun.one if last_two == 1 else noun.two
        return f"{_counted(number - last_two, noun)} و{last}" if number > 2 else last
    words = []
    rest = number
    for scale, name in _SCALES:
        count, rest = divmod(rest, scale)
        if count:
            words.append(_scaled(count, name, before_noun=not rest))
    if rest:
        words.append(_below_thousand(rest, feminine=noun.feminine))
    return f"{' و'.join(words)} {_form(noun, last_two)}"


def _form(noun: _Noun, last_two: int) -> str:
    if last_two == 0:
        return noun.hundred
    return noun.few if last_two <= 10 else noun.many


def _scaled(count: int, scale: _Noun, *, before_noun: bool) -> str:
    """So many thousands, millions or milliards; `before_noun` when the counted noun follows."""
    last_two = count % 100
    if last_two in (1, 2):
        two = scale.two_before_noun if before_noun else scale.two
        last = scale.one if last_two == 1 else two
        if count == last_two:
            return last
        return f"{_below_thousand(count - last_two, feminine=False)} {scale.hundred} و{last}"
    # a noun that is itself followed by its noun loses its tanween: أحد عشر ألف ريال
    form = scale.hundred if before_noun and last_two > 10 else _form(scale, last_two)
    return f"{_below_thousand(count, feminine=False)} {form}"


def _below_thousand(number: int, *, feminine: bool) -> str:
    """The numeral as it stands before its noun, which is feminine or not."""
    hundreds, last_two = divmod(number, 100)
    if not last_two:
        return "مئتا" if hundreds == 2 else _HUNDREDS[hundreds]
    below = _below_hundred(last_two, feminine=feminine)
    return f"{_HUNDREDS[hundreds]} و{below}" if hundreds else below


def _below_hundred(number: int, *, feminine: bool) -> str:
    units = _UNITS[feminine]
    if number <= 10:
        return units[number]
    if number < 20:
        ten = "عشرة" if feminine else "عشر"
        unit = _ELEVEN_AND_TWELVE[feminine][number - 11] if number < 13 else units[number - 10]
        return f"{unit} {ten}"
    tens, unit_value = divmod(number, 10)
    if not unit_value:
        return _TENS[tens]
    # alone before و the eight of feminine nouns loses its ي
    unit = "ثمانٍ" if feminine and unit_value == 8 else units[unit_value]
    return f"{unit} و{_TENS[tens]}"


_ENGLISH_UNITS = (
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
)
_ENGLISH_TENS = (
    "-",
    "-",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)
_ENGLISH_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def in_words_en(amount: Decimal) -> str:
    """The amount in English words: "one thousand two hundred and five riyals and fifty halalas".

    Raises ValueError for what is no amount.
    """
    riyals, halalas = _riyals_and_halalas(amount)
    words = []
    if riyals or not halalas:
        words.append(f"{_english(riyals)} {'riyal' if riyals == 1 else 'riyals'}")
    if halalas:
        words.append(f"{_english(halalas)} {'halala' if halalas == 1 else 'halalas'}")
    return " and ".join(words)


def _english(number: int) -> str:
    words = []
    rest = number
    for scale, name in _ENGLISH_SCALES:
        count, rest = divmod(rest, scale)
        if count:
            words.append(f"{_english_below_thousand(count)} {name}")
    if rest and words and rest < 100:
        words.append("and")
    if rest or not words:
        words.append(_english_below_thousand(rest))
    return " ".join(words)


def _english_below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        hundred = f"{_ENGLISH_UNITS[hundreds]} hundred"
        return f"{hundred} and {_english_below_thousand(rest)}" if rest else hundred
    if number < 20:
        return _ENGLISH_UNITS[number]
    tens, unit = divmod(number, 10)
    return f"{_ENGLISH_TENS[tens]}-{_ENGLISH_UNITS[unit]}" if unit else _ENGLISH_TENS[tens]
