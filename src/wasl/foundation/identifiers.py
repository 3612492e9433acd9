"""Numbers and names that people type and read aloud: digits, IDs, phones, IBANs, references.

Every reader of typed text answers with the one stored form or raises `Malformed`, whose sentence
says what to do next and never repeats what was typed.
"""

import os
import re
import secrets
import threading
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

import phonenumbers
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_97_10

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Malformed(ValueError):
    """Typed text that cannot be read: a machine `code` and a `sentence` that says what to do.

    Neither holds what was typed, so both may be logged.
    """

    def __init__(self, code: str, sentence: "str | Promise") -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence


class Digits(StrEnum):
    """The digits in which a reader wants to see numbers."""

    LATIN = "latin"
    ARABIC = "arabic"


_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_TO_ASCII = {
    ord(digit): str(value)
    for row in (_ARABIC_DIGITS, _PERSIAN_DIGITS)
    for value, digit in enumerate(row)
}
_TO_ARABIC = str.maketrans("0123456789", _ARABIC_DIGITS)
_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x034F,
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    ]
)
_TO_ASCII_VISIBLE = _TO_ASCII | _INVISIBLE
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—]+")


def ascii_digits(text: str, *, without_marks: bool = False) -> str:
    """The text with ٠–٩ and ۰–۹ written as 0–9; all else stays.

    `without_marks` also drops what cannot be seen: zero-width characters and the marks that
    steer text direction, which phones paste along with numbers.
    """
    return text.translate(_TO_ASCII_VISIBLE if without_marks else _TO_ASCII)


def shown_digits(text: str, digits: Digits) -> str:
    """The text with its ASCII digits in the reader's digits."""
    return text.translate(_TO_ARABIC) if digits is Digits.ARABIC else text


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", ascii_digits(text, without_marks=True))


def _is_digits(text: str) -> bool:
    # str.isdigit() also accepts superscripts and the digits of other scripts
    return text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True, repr=False)
class NationalId:
    """A national ID (first digit 1) or an Iqama (first digit 2) whose check digit is right.

    Printing it shows the last four digits only; the number itself is `digits`.
    """

    digits: str

    @property
    def is_citizen(self) -> bool:
        """Whether it belongs to a citizen; otherwise to a resident."""
        return self.digits[0] == "1"

    @property
    def last_four(self) -> str:
        """The last four digits, as kept when the original was seen."""
        return self.digits[-4:]

    def __repr__(self) -> str:
        return f"NationalId(…{self.last_four})"

    __str__ = __repr__


_DOUBLED = str.maketrans("0123456789", "0246813579")


def _luhn_holds(digits: str) -> bool:
    doubled = digits[-2::-2].translate(_DOUBLED)
    return (sum(map(int, doubled)) + sum(map(int, digits[-1::-2]))) % 10 == 0


def national_id(text: str) -> NationalId:
    """Read a national ID or Iqama: 10 digits of any script, first 1 or 2, Luhn check digit.

    Spaces and hyphens do not count. Refuses, each with its own sentence, when it holds anything
    but digits, has another length, begins with another digit, or fails the check digit.
    """
    digits = _compact(text)
    if not digits:
        raise Malformed("national_id_empty", _("Write the ten digits of the ID or Iqama."))
    if not _is_digits(digits):
        raise Malformed(
            "national_id_not_digits",
            _("An ID or Iqama number is made of digits only. Remove everything else."),
        )
    if len(digits) != 10:
        raise Malformed(
            "national_id_length",
            _("An ID or Iqama number has ten digits. Count them against the card."),
        )
    if digits[0] not in "12":
        raise Malformed(
            "national_id_first_digit",
            _(
                "An ID number begins with 1 and an Iqama number with 2. "
                "For another document, choose its kind first."
            ),
        )
    if not _luhn_holds(digits):
        raise Malformed(
            "national_id_check_digit",
            _("One digit of this ID number is wrong or misplaced. Compare it with the card."),
        )
    return NationalId(digits)


def nearby_national_ids(text: str) -> tuple[NationalId, ...]:
    """The valid IDs that differ from ten typed digits by one digit or one exchange of neighbours.

    At most 20, the typed one first when it is valid; none when these are not ten digits. The
    check digit leaves at most one valid digit for each place, so a search by blind index that
    forgives one slip costs at most 20 lookups.
    """
    digits = _compact(text)
    if len(digits) != 10 or not _is_digits(digits):
        return ()
    found = dict.fromkeys(
        near for near in _one_slip_from(digits) if near[0] in "12" and _luhn_holds(near)
    )
    return tuple(map(NationalId, found))


def _one_slip_from(digits: str) -> Iterator[str]:
    yield digits
    for place, old in enumerate(digits):
        for new in "0123456789":
            if new != old:
                yield digits[:place] + new + digits[place + 1 :]
    for place in range(len(digits) - 1):
        yield digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


_PHONE = re.compile(r"\+?[0-9]+")
_PHONE_PUNCTUATION = re.compile(r"[().]")


def mobile(text: str) -> str:
    """Read a Saudi mobile number written in any usual way; returns it as +9665XXXXXXXX.

    Accepts 05…, 5…, 966…, 00966… and +966… in any digits. Refuses, each with its own sentence,
    landlines and service numbers, numbers of other countries, and numbers too short or too long.
    """
    typed = _PHONE_PUNCTUATION.sub("", _compact(text))
    if not typed:
        raise Malformed("mobile_empty", _("Write a mobile number that begins with 05."))
    if not _PHONE.fullmatch(typed):
        raise Malformed(
            "mobile_not_digits",
            _("A mobile number is made of digits only. Write it like 05XXXXXXXX."),
        )
    try:
        number = phonenumbers.parse(typed, "SA")
    except phonenumbers.NumberParseException as trouble:
        raise _unreadable_mobile(typed) from trouble
    if number.country_code != 966:
        raise Malformed(
            "mobile_foreign",
            _("We can only send to Saudi mobile numbers. Write one that begins with 05."),
        )
    national = str(number.national_number)
    # the shape decides, not the library's list of ranges in use: new ranges open before it knows
    if national.startswith("5"):
        if len(national) != 9:
            raise _wrong_length_of_mobile(too_long=len(national) > 9)
        return f"+966{national}"
    raise Malformed(
        "mobile_not_mobile",
        _("This is not a mobile number. Write a mobile number, which begins with 05."),
    )


def _unreadable_mobile(typed: str) -> Malformed:
    if typed.startswith(("+", "00")) and not typed.startswith(("+966", "00966")):
        return Malformed(
            "mobile_foreign",
            _("We can only send to Saudi mobile numbers. Write one that begins with 05."),
        )
    return _wrong_length_of_mobile(too_long=len(typed) > 10)


def _wrong_length_of_mobile(*, too_long: bool) -> Malformed:
    if too_long:
        return Malformed(
            "mobile_too_long",
            _("This mobile number has too many digits. After 05 come eight digits."),
        )
    return Malformed(
        "mobile_too_short",
        _("This mobile number lacks digits. After 05 come eight digits."),
    )


_LANDLINE = re.compile(r"1[0-9]{8}")


def landline(text: str) -> str:
    """Read a Saudi landline written in any usual way; returns it as +9661XXXXXXXX.

    Refuses, with one sentence, whatever is not a landline of nine digits after the zero.
    """
    typed = _PHONE_PUNCTUATION.sub("", _compact(text))
    for code in ("+966", "00966", "966", "0"):
        if typed.startswith(code):
            typed = typed.removeprefix(code).removeprefix("0")
            break
    if not _LANDLINE.fullmatch(typed):
        raise Malformed(
            "landline_shape",
            _("A landline has nine digits after the zero, such as 011 234 5678. Count them."),
        )
    return f"+966{typed}"


_ADDRESS_OF_MAIL = re.compile(r"[^@\s,;<>]{1,64}@(?:[^@\s.,;<>]+\.)+[^@\s.,;<>0-9]{2,63}")


def mail_address(text: str) -> str:
    """Read an e-mail address; returns it without spaces around it, the domain in lower case."""
    typed = ascii_digits(text, without_marks=True).strip()
    if len(typed) > 254 or not _ADDRESS_OF_MAIL.fullmatch(typed):
        raise Malformed(
            "mail_address_shape",
            _("This is not an e-mail address. Write it like name@example.com."),
        )
    name, _at, domain = typed.rpartition("@")
    return f"{name}@{domain.lower()}"


_DOCUMENT_NUMBER = re.compile(r"[A-Z0-9/-]{1,20}")


def document_number(text: str, *, kind: str) -> str:
    """Read the number of a document other than the ID and the Iqama, in its one stored form.

    A border number is ten digits; a GCC ID or a passport is up to 20 letters and digits, in
    capitals and without spaces. Any other document may have whatever number it has.
    """
    number = "".join(ascii_digits(text, without_marks=True).split()).upper()
    if kind == "border":
        if not _is_digits(number) or len(number) != 10:
            raise Malformed(
                "border_number_shape",
                _("A border number has ten digits. Copy it from the entry stamp or the visa."),
            )
    elif kind != "other" and not _DOCUMENT_NUMBER.fullmatch(number):
        raise Malformed(
            "document_number_shape",
            _("A document number has at most 20 English letters and digits. Copy it as it is."),
        )
    return number


_LOOKS_LIKE_IBAN = re.compile(r"[A-Z]{2}[0-9A-Z]+")
_SAUDI_IBAN = re.compile(r"SA[0-9]{22}")


def saudi_iban(text: str) -> str:
    """Read a Saudi IBAN: SA and 22 digits, mod 97; returns it without spaces.

    Refuses, each with its own sentence, an IBAN of another country, another length or shape, and
    a wrong check number.
    """
    iban = _compact(text).upper()
    if not iban:
        raise Malformed("iban_empty", _("Write the IBAN: SA and then 22 digits."))
    if _LOOKS_LIKE_IBAN.fullmatch(iban) and not iban.startswith("SA"):
        raise Malformed(
            "iban_foreign",
            _("This is not a Saudi IBAN. Write an account whose IBAN begins with SA."),
        )
    if not _SAUDI_IBAN.fullmatch(iban):
        raise Malformed(
            "iban_shape",
            _("A Saudi IBAN is SA and then 22 digits. Copy it from the bank's letter or app."),
        )
    # 02–98 are the only check numbers banks compute; 00, 01 and 99 pass mod 97 by accident
    if not mod_97_10.is_valid(iban[4:] + iban[:4]) or iban[2:4] in ("00", "01", "99"):
        raise Malformed(
            "iban_check_number",
            _("One digit of this IBAN is wrong or misplaced. Compare it with the bank's letter."),
        )
    return iban


def licence(text: str) -> str:
    """Read an association's licence number: 3–10 digits; leading zeros stay."""
    digits = _compact(text)
    if not _is_digits(digits) or not 3 <= len(digits) <= 10:
        raise Malformed(
            "licence_shape",
            _("A licence number has 3 to 10 digits. Copy it from the licence."),
        )
    return digits


def could_be_national_id(text: str) -> bool:
    """Whether a number, whatever it was meant to be, has the shape of an ID or Iqama."""
    try:
        national_id(text)
    except Malformed:
        return False
    return True


_SHORT_ADDRESS = re.compile(r"[A-Z]{4}[0-9]{4}")


def short_address(text: str) -> str:
    """Read a short National Address: four Latin letters and four digits, such as RRRD2929."""
    address = _compact(text).upper()
    if not _SHORT_ADDRESS.fullmatch(address):
        raise Malformed(
            "short_address_shape",
            _("A short address is four English letters and four digits, such as RRRD2929."),
        )
    return address


def postal_code(text: str) -> str:
    """Read a postal code: five digits."""
    digits = _compact(text)
    if not _is_digits(digits) or len(digits) != 5:
        raise Malformed(
            "postal_code_shape",
            _("A postal code has five digits. Copy it from the National Address."),
        )
    return digits


def building_number(text: str) -> str:
    """Read the building number or the secondary number of a National Address: four digits."""
    digits = _compact(text)
    if not _is_digits(digits) or len(digits) != 4:
        raise Malformed(
            "building_number_shape",
            _("This number has four digits. Copy it from the National Address."),
        )
    return digits


# H. Michael Damm, "Total anti-symmetrische Quasigruppen" (2004), of order 10
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_FIRST_BODY = 300_000_000
REFERENCES = 700_000_000


def _damm(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state


def new_reference(sequence: int | None = None) -> str:
    """A reference of ten digits, the last a Damm check digit.

    Without `sequence` it is random; with it (0 up to, not including, `REFERENCES`) it is the same
    for the same number. It begins with 3–9, so that it is never taken for an ID, an Iqama or a
    phone, and a spreadsheet never drops a leading zero. Raises ValueError outside that range.
    """
    number = secrets.randbelow(REFERENCES) if sequence is None else sequence
    if not 0 <= number < REFERENCES:
        raise ValueError("sequence outside the range of references")
    body = str(_FIRST_BODY + number)
    return f"{body}{_damm(body)}"


def is_reference(text: str) -> bool:
    """Whether the text is a reference as we give them out, in any digits, grouped or not.

    One wrong digit or two exchanged neighbours never pass.
    """
    digits = _compact(text)
    return len(digits) == 10 and _is_digits(digits) and digits[0] > "2" and _damm(digits) == 0


def reference(text: str) -> str:
    """Read a reference into its ten ASCII digits. Refuses when `is_reference` says no."""
    if not is_reference(text):
        raise Malformed(
            "reference_wrong",
            _("This reference does not look right. Compare its ten digits with your message."),
        )
    return _compact(text)


def grouped(reference: str) -> str:
    """The ten digits of a reference in groups to be read aloud: 4-3-3."""
    return f"{reference[:4]}-{reference[4:7]}-{reference[7:]}"


class _Clock:
    """Moments that strictly increase in one process: 48 bits of milliseconds and 12 of fraction."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next_moment(self) -> int:
        milliseconds, fraction = divmod(time.time_ns(), 1_000_000)
        moment = milliseconds << 12 | fraction * 4096 // 1_000_000
        with self._lock:
            # two within a quarter of a microsecond, or the clock was set back
            self._last = max(moment, self._last + 1)
            return self._last


_clock = _Clock()


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): ordered by time, and strictly increasing in one process.

    After the milliseconds come 12 bits of their fraction and 62 random ones.
    """
    moment = _clock.next_moment()
    tail = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return UUID(int=moment >> 12 << 80 | 7 << 76 | (moment & 0xFFF) << 64 | 2 << 62 | tail)


def secret_token() -> str:
    """A secret for a link: 32 url-safe characters, 192 random bits."""
    return secrets.token_urlsafe(24)


_LONGEST_FILE_NAME = 120
_LONGEST_EXTENSION = 16
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"|?*]')


def clean_file_name(text: str) -> str:
    """A file's name fit to show and to offer for download: never empty, at most 120 characters.

    Folders, control and invisible characters (among them those that turn the direction of text
    and so hide an extension) and leading dots are dropped; a long name keeps its extension.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", text))[-1]
    # categories: C* control, format, surrogate, private, unassigned; Z* all spaces
    name = "".join(
        " " if category[0] == "Z" else letter
        for letter in name
        if (category := unicodedata.category(letter))[0] != "C" and category not in ("Zl", "Zp")
    )
    name = " ".join(_NOT_IN_FILE_NAMES.sub("_", name).split()).strip(". ")
    if not name:
        return "document"
    if len(name) <= _LONGEST_FILE_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or not extension or len(extension) > _LONGEST_EXTENSION:
        return name[:_LONGEST_FILE_NAME].rstrip(". ")
    return stem[: _LONGEST_FILE_NAME - len(extension) - 1].rstrip(". ") + "." + extension
