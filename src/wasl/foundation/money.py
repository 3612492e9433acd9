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
_CURRENCY = re.compile(r"sar|sr|ر\.?\s?س\.?|ريال(?:ا|اً)?(?: سعودي)?|riyals?|﷼|\u20c1", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED_FIGURES = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACED_FIGURES = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")


def parse_amount(text: str) -> Decimal:
    """Read an amount of riyals as typed: any digits, ٫ or . before the halalas, ٬ , ، or spaces
    between thousands, with or without the currency's name.

    Refuses, each with its own sentence, what is no number, a negative one, a comma that may
    stand for the halalas, more than two places, and a trillion or more.
    """
    typed = ascii_digits(text, without_marks=True).replace("٫", ".")
    typed = " ".join(re.sub("[٬،]", ",", typed).split())
    typed = _without_currency(typed)
    if not typed:
        raise Malformed("amount_empty", _("Write the amount in figures, such as 1500."))
    if typed[0] in "-−–(":
        raise Malformed("amount_negative", _("An amount cannot be less than zero."))
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
    return f"{figures}\N{NO-BREAK SPACE}ر.س" if language == "ar" else f"SAR\N{NO-BREAK SPACE}{figures}"


def _riyals_and_halalas(amount: Decimal) -> tuple[int, int]:
    in_halalas = amount * 100
    if not amount.is_finite() or not 0 <= amount < TOO_LARGE or in_halalas % 1:
        raise ValueError("an amount has two places and is from 0 to below a trillion")
    riyals, halalas = divmod(int(in_halalas), 100)
    return riyals, halalas


@dataclass(frozen=True, slots=True)
class _Noun:
    """The forms of a counted noun that follow Arabic numerals."""

    one: str
    two: str
    two_construct: str
    few: str
    many: str
    hundred: str
    feminine: bool = False


_RIYAL = _Noun("ريال واحد", "ريالان", "ريالا", "ريالات", "ريالاً", "ريال")
_HALALA = _Noun("هللة واحدة", "هللتان", "هللتا", "هللات", "هللة", "هللة", feminine=True)
_SCALES = (
    (10**9, _Noun("مليار", "ملياران", "مليارا", "مليارات", "ملياراً", "مليار")),
    (10**6, _Noun("مليون", "مليونان", "مليونا", "ملايين", "مليوناً", "مليون")),
    (10**3, _Noun("ألف", "ألفان", "ألفا", "آلاف", "ألفاً", "ألف")),
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
_UNITS_OF_MASCULINE = (
    "",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
)
_UNITS_OF_FEMININE = (
    "",
    "إحدى",
    "اثنتان",
    "ثلاث",
    "أربع",
    "خمس",
    "ست",
    "سبع",
    "ثمانٍ",
    "تسع",
    "عشر",
)


def in_words_ar(amount: Decimal) -> str:
    """The amount in Arabic words, the numerals agreeing with ريال and هللة.

    "ألف ومئتان وخمسة وعشرون ريالاً وخمسون هللة". Raises ValueError for what is no amount.
    """
    riyals, halalas = _riyals_and_halalas(amount)
    if not riyals and not halalas:
        return "صفر ريال"
    counted = ((riyals, _RIYAL), (halalas, _HALALA))
    return _and_ar(_counted(number, noun) for number, noun in counted if number)


def _and_ar(words: "list[str] | object") -> str:
    return " و".join(words)  # type: ignore[call-overload]


def _counted(number: int, noun: _Noun) -> str:
    """The number with its noun, from 1 up; the noun's form follows the last two digits."""
    last_two = number % 100
    if last_two in (1, 2):
        last = noun.one if last_two == 1 else noun.two
        return _and_ar([_counted(number - last_two, noun), last] if number > 2 else [last])
    if last_two == 0:
        return f"{_number(number, noun, before_noun=True)} {noun.hundred}"
    form = noun.few if last_two <= 10 else noun.many
    return f"{_number(number, noun, before_noun=True)} {form}"
