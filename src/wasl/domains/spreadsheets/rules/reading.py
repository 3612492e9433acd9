"""What the cells of one row say, and everything that is wrong with them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as filled_by
from datetime import date
from decimal import Decimal
from typing import Any, Final

from wasl.domains.spreadsheets.rules.columns import NAME_PARTS
from wasl.foundation.calendar import Calendar, DateEntry, Precision, parse_date
from wasl.foundation.identifiers import (
    Malformed,
    ascii_digits,
    document_number,
    mobile,
    national_id,
    saudi_iban,
)
from wasl.foundation.money import parse_amount
from wasl.foundation.names import folded

Cell = str | dict[str, str]

LONGEST_NAME: Final = 200
_LONGEST: Final[Mapping[str, int]] = {
    "name": LONGEST_NAME,
    "city": 60,
    "address": 300,
    "payee": 200,
    "email": 200,
    "service": 120,
    "housing": 200,
    "health": 200,
    "education": 200,
    "work": 200,
    "note": 1000,
    "family": 60,
}
_SHORTENED: Final = re.compile(r"[0-9](?:[.,٫][0-9]+)?[eE]\+?[0-9]{1,3}")
_POINT_ZERO: Final = re.compile(r"([0-9]+)[.٫]0+")
_ERRORS: Final = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!"})
_NOTHING: Final = frozenset(
    {"-", "--", "---", "—", "–", "_", ".", "x", "n/a", "na", "nil", "none", "null"}
    | {"لا يوجد", "لايوجد", "لا يوجد رقم", "بدون", "غير متوفر", "غير معروف", "مجهول"}
)
_PARTED: Final = re.compile(r"[/\\,،;|]|\s+-\s+|\s+و\s*(?=[0-9٠-٩+])|\n")
_GENDERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("ذكر", "ذكور", "رجل", "male", "m", "man", "boy", "ولد", "1"), "male"),
    **dict.fromkeys(
        ("انثي", "انثى", "إناث", "اناث", "امراه", "female", "f", "woman", "girl", "بنت", "2"),
        "female",
    ),
}
_IDENTITIES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("هويه وطنيه", "هويه", "بطاقه احوال", "احوال", "سعودي", "national id", "national"),
        "national",
    ),
    **dict.fromkeys(("اقامه", "مقيم", "هويه مقيم", "iqama", "residence permit"), "iqama"),
    **dict.fromkeys(("جواز", "جواز سفر", "passport"), "passport"),
    **dict.fromkeys(("رقم حدود", "حدود", "border number", "border"), "border"),
    **dict.fromkeys(
        ("هويه خليجيه", "خليجيه", "خليجي", "هويه احدي دول خليج", "gcc id", "gcc"), "gcc"
    ),
    **dict.fromkeys(("id of a gulf state",), "gcc"),
    **dict.fromkeys(("اخري", "وثيقه اخري", "تاشيره", "بطاقه تعريف", "other", "visa"), "other"),
    **dict.fromkeys(("another document",), "other"),
}
_EXCEPTIONS: Final = frozenset({"gcc", "border", "passport", "other"})
HEAD: Final = "head"
RELATIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("رب اسره", "رب الاسره", "ربه اسره", "ربه الاسره", "عايل", "نفسه", "نفسها", "رب"), HEAD
    ),
    **dict.fromkeys(
        ("راس اسره", "مستفيد", "مستفيده", "head", "self", "صاحب ملف", "head of the family"), HEAD
    ),
    **dict.fromkeys(("head of the household",), HEAD),
    **dict.fromkeys(("زوج او زوجه", "husband or wife"), "spouse"),
    **dict.fromkeys(("ابن او ابنه", "son or daughter"), "child"),
    **dict.fromkeys(("حفيد او حفيده",), "grandchild"),
    **dict.fromkeys(("جد او جده", "grandfather or grandmother"), "grandparent"),
    **dict.fromkeys(("زوجه", "wife", "ارمله"), "wife"),
    **dict.fromkeys(("زوج", "husband"), "husband"),
    **dict.fromkeys(("ابن", "ابنه ذكر", "ولد", "son"), "son"),
    **dict.fromkeys(("بنت", "ابنه", "daughter"), "daughter"),
    **dict.fromkeys(("اب", "والد", "father"), "father"),
    **dict.fromkeys(("ام", "والده", "mother"), "mother"),
    **dict.fromkeys(("اخ", "brother"), "brother"),
    **dict.fromkeys(("اخت", "sister"), "sister"),
    **dict.fromkeys(("حفيد", "حفيده", "حفيد او حفيده", "grandchild"), "grandchild"),
    **dict.fromkeys(("جد", "جده", "جد او جده", "grandparent"), "grandparent"),
    **dict.fromkeys(("grandfather or grandmother",), "grandparent"),
    **dict.fromkeys(("child", "طفل", "طفله", "ابن او ابنه", "son or daughter"), "child"),
    **dict.fromkeys(("spouse", "زوج او زوجه", "husband or wife"), "spouse"),
    **dict.fromkeys(("شخص اخر", "somebody else"), "other"),
    **dict.fromkeys(
        ("اخري", "قريب", "قريب اخر", "قريبه", "شخص اخر", "other", "relative", "other relative"),
        "other",
    ),
    **dict.fromkeys(("somebody else",), "other"),
}
_DESCENT: Final = re.compile(r"\s+")
# Cells in which another value would be another person or another sum stop the row; what merely
# adds to a person is left out of the row with a warning.
_STOPS: Final = frozenset({"name", "national_id", "family", "service", "amount", "given_on"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a row; `column` is None when it is not in one cell."""

    field: str
    code: str
    severity: str
    column: int | None = None
    cell: str = ""
    told: Mapping[str, Any] = filled_by(default_factory=dict)


@dataclass(slots=True)
class ReadRow:
    """What a row says: its values by field, what is wrong, and why it is no row of people."""

    number: int
    values: dict[str, Any] = filled_by(default_factory=dict)
    problems: list[Problem] = filled_by(default_factory=list)
    skipped: str = ""

    @property
    def is_stopped(self) -> bool:
        """Whether it cannot come in as it stands."""
        return any(one.severity == "stop" for one in self.problems)

    @property
    def state(self) -> str:
        """good, warned, stopped or skipped."""
        if self.skipped:
            return "skipped"
        if self.is_stopped:
            return "stopped"
        return "warned" if any(one.severity == "warn" for one in self.problems) else "good"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the rows of a spreadsheet are read."""

    kind: str
    mapping: Mapping[str, str]
    headers: Sequence[str]
    day_first: bool
    today: date
    layout: str = ""

    @property
    def column_of(self) -> dict[str, int]:
        """Which column each field stands in."""
        return {name: int(place) for place, name in self.mapping.items()}


def text_of(cell: Cell) -> str:
    """A cell as text: a real date as YYYY-MM-DD, one spelling of space, no sign at its start that
    only kept a spreadsheet from reading it as a formula."""
    if isinstance(cell, dict):
        return cell.get("date", "")
    text = " ".join(cell.replace("\u00a0", " ").split())
    return text[1:] if text.startswith("'") and text[1:2] in ("=", "+", "-", "@", "'") else text


def read_row(number: int, cells: Sequence[Cell], sheet: Sheet) -> ReadRow:
    """Read one row; each damaged cell is told, and the others are read all the same."""
    row = ReadRow(number)
    texts = {
        name: text_of(cells[place]) if place < len(cells) else ""
        for name, place in sheet.column_of.items()
    }
    row.skipped = why_skipped(cells, texts, sheet)
    if row.skipped:
        row.problems.append(Problem("", row.skipped, "note"))
        return row
    columns = sheet.column_of
    for name, text in texts.items():
        cell = cells[columns[name]] if columns[name] < len(cells) else ""
        if text.lower() in _ERRORS:
            _tell(row, name, "excel_error", columns[name], text)
        elif not _is_nothing(text):
            _read_cell(row, name, cell, text, columns[name], sheet)
    _name_of_parts(row, sheet)
    _identity_of(row, columns)
    _CHECKS[sheet.kind](row, columns, sheet)
    return row


def why_unread(name: str, text: str, sheet: Sheet) -> str:
    """Why a value cannot be read in the column of a field, by its code; nothing when it can."""
    if text.lower() in _ERRORS:
        return "excel_error"
    if _is_nothing(text):
        return ""
    try:
        _READERS.get(name, _plain)(name, text, text, sheet)
    except Malformed as trouble:
        return trouble.code
    return ""


def _is_nothing(text: str) -> bool:
    return not text or text.lower() in _NOTHING or set(text) <= set("-—–_. *")


def _read_cell(row: ReadRow, name: str, cell: Cell, text: str, column: int, sheet: Sheet) -> None:
    try:
        value = _READERS.get(name, _plain)(name, cell, text, sheet)
    except Malformed as trouble:
        _tell(row, name, trouble.code, column, text)
        return
    if isinstance(value, _Many):
        row.values[name] = value.first
        row.values[f"{name}_more"] = value.more
    else:
        row.values[name] = value


def _tell(
    row: ReadRow, name: str, code: str, column: int | None, cell: str = "", **told: Any
) -> None:
    severity = "stop" if name in _STOPS or name in NAME_PARTS else "warn"
    row.problems.append(Problem(name, code, severity, column, cell, told))


@dataclass(frozen=True, slots=True)
class _Many:
    first: str
    more: tuple[str, ...]


def _plain(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    most = _LONGEST.get(name, LONGEST_NAME)
    if len(text) > most:
        raise Malformed("text_too_long", "")
    return text


def _written_name(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    if len(text) > LONGEST_NAME:
        raise Malformed("text_too_long", "")
    if not folded(text) or not any(letter.isalpha() for letter in text):
        raise Malformed("name_no_letters", "")
    if could_be_number(text):
        raise Malformed("name_no_letters", "")
    return text


def could_be_number(text: str) -> bool:
    """Whether more digits than letters stand in it."""
    digits = sum(letter.isdigit() for letter in text)
    return digits > sum(letter.isalpha() for letter in text)


def _digits_kept(text: str) -> str:
    """A number whose digits all stand there. Raises for what a spreadsheet has shortened."""
    plain = ascii_digits(text, without_marks=True).strip()
    if _SHORTENED.fullmatch(plain.replace(" ", "")):
        raise Malformed("number_shortened", "")
    whole = _POINT_ZERO.fullmatch(plain)
    return whole[1] if whole else plain


def _identity(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    return _digits_kept(text)


def _phones(name: str, cell: Cell, text: str, sheet: Sheet) -> "str | _Many":
    parts = [part for part in _PARTED.split(_digits_kept(text)) if part.strip()]
    found: list[str] = []
    trouble: Malformed | None = None
    for part in parts:
        try:
            found.append(mobile(part))
        except Malformed as wrong:
            trouble = wrong
    if trouble is not None:
        # A number with signs in its midst is one number: as a whole it may be read.
        try:
            return mobile(text)
        except Malformed:
            raise trouble from None
    found = list(dict.fromkeys(found))
    return _Many(found[0], tuple(found[1:])) if len(found) > 1 else found[0]


def _email(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    before, at, after = text.rpartition("@")
    if not at or not before or "." not in after or " " in text or len(text) > 200:
        raise Malformed("email_shape", "")
    return text


def _account(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    return saudi_iban(text)


def _day(name: str, cell: Cell, text: str, sheet: Sheet) -> DateEntry:
    if isinstance(cell, dict):
        day = date.fromisoformat(cell["date"])
        entry = DateEntry(Calendar.GREGORIAN, Precision.DAY, day.isoformat(), day)
    else:
        entry = parse_date(_in_given_order(_without_time(text), day_first=sheet.day_first))
    if entry.gregorian_on > sheet.today:
        raise Malformed("date_in_future", "")
    if entry.gregorian_on.year < 1900:
        raise Malformed("date_too_old", "")
    return entry


_TIME: Final = re.compile(
    r"[T\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s*[AaPp][Mm])?$"
)
_THREE: Final = re.compile(r"([0-9]{1,2})(\s*[/\-.]\s*)([0-9]{1,2})(\s*[/\-.]\s*[0-9]{4}.*)")


def _without_time(text: str) -> str:
    return _TIME.sub("", ascii_digits(text, without_marks=True)).strip()


def _in_given_order(text: str, *, day_first: bool) -> str:
    """The date with its day before its month, where the file writes the month first."""
    parts = _THREE.fullmatch(text)
    if day_first or not parts or int(parts[1]) > 12:
        return text
    return f"{parts[3]}{parts[2]}{parts[1]}{parts[4]}"


def _gender(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    known = _GENDERS.get(text.lower()) or _GENDERS.get(folded(text))
    if known is None:
        raise Malformed("gender_unknown", "")
    return known


def _identity_kind(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    known = _IDENTITIES.get(folded(text))
    if known is None:
        raise Malformed("identity_kind_unknown", "")
    return known


def _relation(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    known = RELATIONS.get(text.lower().strip()) or RELATIONS.get(_relation_key(text))
    if known is None:
        raise Malformed("relation_unknown", "")
    return known


def _relation_key(text: str) -> str:
    # `folded` drops بن and بنت, which here say the relation.
    plain = text.strip().removeprefix("ال")
    for letter, other in (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("ى", "ي"), ("ئ", "ي")):
        plain = plain.replace(letter, other)
    return _DESCENT.sub(" ", plain)


_HOUSING: Final[Mapping[str, str]] = {
    **dict.fromkeys(("ملك", "تمليك", "مملوك", "owned", "own"), "owned"),
    **dict.fromkeys(("ايجار", "مستاجر", "اجار", "بالايجار", "rented", "rent"), "rented"),
    **dict.fromkeys(("مع اهل", "مع اسره", "عايلي", "بيت اهل", "family", "with family"), "family"),
    **dict.fromkeys(("خيري", "اسكان خيري", "اسكان تنموي", "وقف", "charity"), "charity"),
    **dict.fromkeys(("سكن خيري او تنموي",), "charity"),
    **dict.fromkeys(("اخري", "غير ذلك", "other"), "other"),
}
_WORKS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("موظف", "موظفه", "علي راس عمل", "يعمل", "تعمل", "employed"), "employed"),
    **dict.fromkeys(("عمل حر", "اعمال حره", "self employed"), "self_employed"),
    **dict.fromkeys(("عاطل", "عاطله", "باحث عن عمل", "باحثه عن عمل", "seeking"), "seeking"),
    **dict.fromkeys(("لا يعمل", "لا تعمل", "unemployed"), "seeking"),
    **dict.fromkeys(("باحث او باحثه عن عمل",), "seeking"),
    **dict.fromkeys(("متقاعد او متقاعده",), "retired"),
    **dict.fromkeys(("يتعذر عمل",), "unable"),
    **dict.fromkeys(("متفرغ او متفرغه للاسره", "متفرغ للاسره", "متفرغه للاسره"), "home"),
    **dict.fromkeys(("طالب او طالبه",), "studying"),
    **dict.fromkeys(("متقاعد", "متقاعده", "retired"), "retired"),
    **dict.fromkeys(("عاجز", "غير قادر", "unable"), "unable"),
    **dict.fromkeys(("ربه منزل", "ربه بيت", "home", "housewife"), "home"),
    **dict.fromkeys(("طالب", "طالبه", "studying", "student"), "studying"),
}
_LEVELS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("امي", "اميه", "بلا مؤهل", "بدون مؤهل", "يقرا ويكتب", "none"), "none"),
    **dict.fromkeys(("ابتدايي", "ابتدائي", "primary"), "primary"),
    **dict.fromkeys(("متوسط", "متوسطه", "كفاءه", "middle"), "middle"),
    **dict.fromkeys(("ثانوي", "ثانويه", "ثانويه عامه", "secondary"), "secondary"),
    **dict.fromkeys(("دبلوم", "diploma"), "diploma"),
    **dict.fromkeys(("جامعي", "جامعيه", "بكالوريوس", "bachelor", "university"), "bachelor"),
    **dict.fromkeys(("ماجستير", "دكتوراه", "دراسات عليا", "higher", "master"), "higher"),
}
_CHOICES: Final = {"housing": _HOUSING, "work": _WORKS, "education": _LEVELS}


def _choice(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    known = {_choice_key(word): value for word, value in _CHOICES[name].items()}
    found = known.get(_choice_key(text))
    if found is None:
        raise Malformed("choice_unknown", "")
    return found


def _choice_key(text: str) -> str:
    return folded(text.replace("_", " "))


def _money(name: str, cell: Cell, text: str, sheet: Sheet) -> Decimal:
    return parse_amount(text)


def _count(name: str, cell: Cell, text: str, sheet: Sheet) -> int:
    plain = _digits_kept(text)
    digits = plain.split()[0] if plain.split() else ""
    if not (digits.isascii() and digits.isdigit()) or int(digits) > 60:
        raise Malformed("count_unreadable", "")
    return int(digits)


def _file_number(name: str, cell: Cell, text: str, sheet: Sheet) -> int:
    digits = "".join(_digits_kept(text).split())
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits) < 2_000_000_000:
        raise Malformed("file_number_unreadable", "")
    return int(digits)


def _family(name: str, cell: Cell, text: str, sheet: Sheet) -> str:
    kept = "".join(_digits_kept(text).split()).upper()
    if len(kept) > 60:
        raise Malformed("text_too_long", "")
    return kept


_Reader = Callable[[str, Cell, str, Sheet], Any]
_READERS: Final[Mapping[str, _Reader]] = {
    "name": _written_name,
    **dict.fromkeys(NAME_PARTS, _written_name),
    "payee": _plain,
    "national_id": _identity,
    "identity_kind": _identity_kind,
    "birth": _day,
    "given_on": _day,
    "gender": _gender,
    "phone": _phones,
    "phone_2": _phones,
    "email": _email,
    "iban": _account,
    "relation": _relation,
    "income": _money,
    "amount": _money,
    "housing": _choice,
    "work": _choice,
    "education": _choice,
    "household_size": _count,
    "file_number": _file_number,
    "family": _family,
}


def _name_of_parts(row: ReadRow, sheet: Sheet) -> None:
    parts = [row.values.pop(part) for part in NAME_PARTS if part in row.values]
    if "name" not in row.values and parts:
        whole = " ".join(parts)
        if len(whole) <= LONGEST_NAME:
            row.values["name"] = whole
        else:
            _tell(row, "name", "text_too_long", None, whole)


def _identity_of(row: ReadRow, columns: Mapping[str, int]) -> None:
    """Judge the ID by the kind of document that the row names; no kind means a national ID."""
    typed = row.values.pop("national_id", "")
    kind = row.values.pop("identity_kind", "")
    if not typed:
        return
    try:
        if kind in _EXCEPTIONS:
            row.values["national_id"] = document_number(typed, kind=kind)
            row.values["identity_kind"] = kind
            return
        known = national_id(typed)
    except Malformed as trouble:
        _tell(row, "national_id", trouble.code, columns["national_id"], typed)
        return
    row.values["national_id"] = known.digits
    row.values["identity_kind"] = "national" if known.is_citizen else "iqama"


def _has_told(row: ReadRow, *names: str) -> bool:
    return any(one.field in names for one in row.problems)


def _check_person(row: ReadRow, columns: Mapping[str, int], sheet: Sheet) -> None:
    if not row.values.get("name") and not _has_told(row, "name", *NAME_PARTS):
        _tell(row, "name", "name_missing", columns.get("name", columns.get("first_name")))
    is_without_id = "national_id" in columns and not row.values.get("national_id")
    if is_without_id and not _has_told(row, "national_id"):
        row.problems.append(
            Problem("national_id", "identity_missing", "warn", columns["national_id"])
        )
    name = str(row.values.get("name", ""))
    if name and len(name.split()) == 1:
        row.problems.append(Problem("name", "name_single", "warn", columns.get("name"), name))


def _check_household(row: ReadRow, columns: Mapping[str, int], sheet: Sheet) -> None:
    if sheet.layout != "members":
        _check_person(row, columns, sheet)
        return
    if not row.values.get("name") and not _has_told(row, "name", *NAME_PARTS):
        _tell(row, "name", "name_missing", columns.get("name", columns.get("first_name")))
    if not row.values.get("family") and not _has_told(row, "family"):
        row.values["family"] = ""


def _check_assistance(row: ReadRow, columns: Mapping[str, int], sheet: Sheet) -> None:
    if not row.values.get("service") and not _has_told(row, "service"):
        _tell(row, "service", "service_missing", columns.get("service"))
    known = row.values
    has_who = known.get("national_id") or known.get("file_number")
    is_named = has_who or (known.get("name") and known.get("phone"))
    if not is_named and not _has_told(row, "national_id"):
        row.problems.append(Problem("who", "who_missing", "stop", who_column(sheet)))


def who_column(sheet: Sheet) -> int | None:
    """The column that says most surely who was helped."""
    columns = sheet.column_of
    return columns.get("national_id", columns.get("file_number", columns.get("name")))


_CHECKS: Final[Mapping[str, Callable[[ReadRow, Mapping[str, int], Sheet], None]]] = {
    "people": _check_person,
    "households": _check_household,
    "assistance": _check_assistance,
}

_TOTALS: Final = ("اجمالي", "مجموع", "عدد كلي", "total", "sum", "عدد مستفيدين", "عدد اسر")
_NOTES: Final = ("ملاحظ", "تنبيه", "توقيع", "اعداد", "مدير", "اعتماد", "note", "prepared", "مصدر")


def why_skipped(cells: Sequence[Cell], texts: Mapping[str, str], sheet: Sheet) -> str:
    """Why a row is none of people: "totals_row", "note_row", "header_again", "blank_row" or no.

    A row with an ID or a phone is never skipped: what may be a person is told, not passed over.
    """
    if any(_looks_known(texts.get(name, "")) for name in ("national_id", "phone", "family")):
        return ""
    filled = [text for cell in cells if (text := text_of(cell))]
    wanted = [text for text in texts.values() if not _is_nothing(text)]
    if not wanted and not filled:
        return "blank_row"
    start = folded(filled[0]) if filled else ""
    if filled and any(start.startswith(word) for word in _TOTALS):
        return "totals_row"
    same = sum(
        1
        for place, cell in enumerate(cells)
        if place < len(sheet.headers)
        and text_of(cell)
        and text_of(cell) == " ".join(sheet.headers[place].split())
    )
    if same >= 2 and same == len(filled):
        return "header_again"
    if len(filled) == 1:
        words = filled[0].split()
        if any(start.startswith(word) for word in _NOTES) or filled[0][0] in "*•":
            return "note_row"
        if len(words) > 8 or not wanted:
            return "note_row"
    return "" if wanted else "blank_row"


def _looks_known(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 6


def has_dates_of_two_orders(texts: Sequence[str]) -> tuple[bool, bool, bool]:
    """Of dates as text: whether some can only be day first, some only month first, some both."""
    day_first = month_first = either = False
    for text in texts:
        parts = _THREE.fullmatch(_without_time(text))
        if not parts:
            continue
        first, second = int(parts[1]), int(parts[3])
        day_first = day_first or (first > 12 and second <= 12)
        month_first = month_first or (second > 12 and first <= 12)
        either = either or (first <= 12 and second <= 12 and first != second)
    return day_first, month_first, either
