"""What a column is: guessed from its heading, from last time, and from what stands in it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from wasl.foundation.identifiers import Malformed, ascii_digits, mobile, national_id, saudi_iban
from wasl.foundation.names import folded

KINDS: Final = ("people", "households", "assistance")

NAME_PARTS: Final = ("first_name", "father_name", "grandfather_name", "family_name")
_CONTACT: Final = ("phone", "phone_2", "email", "city", "address")
_PAID: Final = ("iban", "payee")
_KNOWN: Final = ("income", "household_size", "housing", "education", "work")

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "people": (
        *("name", *NAME_PARTS, "national_id", "identity_kind", "birth", "gender"),
        *(*_CONTACT, *_PAID, "file_number", *_KNOWN),
    ),
    "households": (
        *("family", "relation", "name", *NAME_PARTS, "national_id", "identity_kind"),
        *("birth", "gender", *_CONTACT, *_PAID, "file_number", *_KNOWN),
    ),
    "assistance": (
        *("national_id", "file_number", "phone", "name", "service", "given_on", "amount", "note"),
    ),
}
"""The fields that a column of each kind of spreadsheet may be, in the order they are offered."""

DATES: Final = frozenset({"birth", "given_on"})

_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        *("الاسم", "الاسم الكامل", "اسم المستفيد", "اسم المستفيدة", "الاسم الرباعي", "الاسم كاملا"),
        *("اسم المستفيد رباعي", "اسم رب الأسرة", "اسم العائل", "اسم الفرد", "اسم العضو"),
        *("الاسم الثلاثي", "اسم صاحب الطلب", "المستفيد", "اسم التابع", "الاسم كما في الهوية"),
        *("name", "full name", "beneficiary", "beneficiary name", "member name", "head name"),
    ),
    "first_name": ("الاسم الأول", "الأول", "first name", "given name"),
    "father_name": ("اسم الأب", "الأب", "الاسم الثاني", "father name", "second name", "father"),
    "grandfather_name": (
        *("اسم الجد", "الجد", "الاسم الثالث", "grandfather name", "third name", "grandfather"),
    ),
    "family_name": (
        *("اسم العائلة", "العائلة", "اللقب", "الاسم الأخير", "القبيلة", "اسم الأسرة"),
        *("family name", "last name", "surname"),
    ),
    "national_id": (
        *(
            "رقم الهوية",
            "الهوية",
            "رقم الهوية الوطنية",
            "السجل المدني",
            "رقم السجل المدني",
            "الإقامة",
        ),
        *(
            "رقم الإقامة",
            "رقم الهوية أو الإقامة",
            "الهوية الوطنية",
            "رقم السجل",
            "رقم البطاقة",
            "هوية",
        ),
        *("رقم الهوية/الإقامة", "هوية العضو", "رقم هوية الفرد", "رقم هوية المستفيد"),
        *(
            "national id",
            "id",
            "id number",
            "iqama",
            "national id or iqama",
            "civil id",
            "iqama number",
        ),
    ),
    "identity_kind": ("نوع الهوية", "نوع الوثيقة", "نوع الإثبات", "id type", "kind of document"),
    "birth": (
        *("تاريخ الميلاد", "الميلاد", "تاريخ الولادة", "ت الميلاد", "سنة الميلاد", "المواليد"),
        *(
            "تاريخ الميلاد هجري",
            "تاريخ الميلاد ميلادي",
            "date of birth",
            "birth date",
            "birth",
            "dob",
        ),
    ),
    "gender": ("الجنس", "النوع", "gender", "sex"),
    "phone": (
        *("الجوال", "رقم الجوال", "جوال", "الهاتف", "رقم الهاتف", "هاتف", "رقم التواصل", "المحمول"),
        *("جوال المستفيد", "جوال رب الأسرة", "الموبايل", "رقم الاتصال", "mobile", "phone"),
        *("mobile number", "phone number", "cell", "tel", "telephone"),
    ),
    "phone_2": (
        *("جوال آخر", "جوال 2", "رقم آخر", "هاتف آخر", "جوال إضافي", "رقم جوال آخر", "هاتف 2"),
        *("الهاتف الثابت", "جوال بديل", "another phone", "phone 2", "mobile 2", "other phone"),
    ),
    "email": (*("البريد الإلكتروني", "البريد", "الإيميل", "ايميل", "email", "e-mail", "mail"),),
    "city": ("المدينة", "مدينة", "المحافظة", "البلد", "القرية", "الهجرة", "city", "town"),
    "address": (
        *("العنوان", "العنوان الوطني", "السكن", "الحي", "عنوان السكن", "مكان السكن", "موقع السكن"),
        *("address", "national address", "district"),
    ),
    "iban": (
        *("الآيبان", "آيبان", "رقم الآيبان", "رقم الحساب", "الحساب البنكي", "رقم الحساب البنكي"),
        *("الايبان", "ايبان", "iban", "bank account", "account"),
    ),
    "payee": ("اسم صاحب الحساب", "صاحب الحساب", "المستفيد من الحساب", "payee", "account holder"),
    "file_number": (
        *("رقم الملف", "الملف", "رقم ملف المستفيد", "رقم المستفيد", "رقم العضوية", "file number"),
        *("file no", "file"),
    ),
    "family": (
        *("هوية رب الأسرة", "رقم هوية رب الأسرة", "رقم هوية العائل", "هوية العائل", "رقم الأسرة"),
        *("رقم ملف الأسرة", "ملف الأسرة", "سجل رب الأسرة", "رقم رب الأسرة", "رمز الأسرة"),
        *("رقم الأسرة أو هوية ربها", "family", "family number", "household", "household number"),
        *("head id", "family file", "head's id"),
    ),
    "relation": (
        *("صلة القرابة", "القرابة", "الصلة", "صلة القرابة برب الأسرة", "العلاقة", "صلته"),
        *("الصلة برب الأسرة", "relation", "relationship", "relation to head"),
    ),
    "household_size": (
        *(
            "عدد أفراد الأسرة",
            "عدد الأفراد",
            "أفراد الأسرة",
            "عدد التابعين",
            "عدد الأبناء",
            "التابعون",
        ),
        *("عدد المعالين", "household size", "family size", "number of dependants", "dependants"),
    ),
    "income": (
        *("الدخل", "الدخل الشهري", "إجمالي الدخل", "دخل الأسرة", "الراتب", "مقدار الدخل"),
        *("income", "monthly income", "salary"),
    ),
    "housing": ("نوع السكن", "حالة السكن", "ملكية السكن", "housing", "kind of housing"),
    "education": ("المؤهل", "المستوى التعليمي", "التعليم", "المرحلة الدراسية", "education"),
    "work": ("المهنة", "العمل", "الوظيفة", "حالة العمل", "جهة العمل", "work", "job", "occupation"),
    # Illness is kept only with the person's own consent, which no list can give: never brought in.
    "note": ("ملاحظات", "ملاحظة", "الملاحظات", "بيان", "notes", "note", "remarks", "comments"),
    "service": (
        *("الخدمة", "نوع المساعدة", "المساعدة", "نوع الدعم", "الدعم", "البرنامج", "المشروع"),
        *(
            "اسم الخدمة",
            "نوع الخدمة",
            "اسم البرنامج",
            "service",
            "assistance",
            "programme",
            "program",
        ),
    ),
    "given_on": (
        *("التاريخ", "تاريخ الصرف", "تاريخ المساعدة", "تاريخ التسليم", "تاريخ الاستلام"),
        *("تاريخ الدعم", "date", "date given", "paid on"),
    ),
    "amount": (
        "المبلغ",
        "القيمة",
        "مبلغ المساعدة",
        "المبلغ المصروف",
        "قيمة المساعدة",
        "amount",
        "value",
    ),
}
_SPACES: Final = re.compile(r"[\W_]+")


def heading(text: str) -> str:
    """A heading as headings are compared: folded, without marks; at most 120 letters."""
    return folded(_SPACES.sub(" ", ascii_digits(text, without_marks=True)))[:120]


_BY_HEADING: Final[Mapping[str, tuple[str, ...]]] = {
    folded(_SPACES.sub(" ", synonym)): tuple(
        field
        for field, others in _SYNONYMS.items()
        if folded(_SPACES.sub(" ", synonym)) in {folded(_SPACES.sub(" ", one)) for one in others}
    )
    for synonyms in _SYNONYMS.values()
    for synonym in synonyms
}
# A heading that says more than a synonym is judged by the words in it, the telling ones first.
_KEYWORDS: Final[tuple[tuple[str, str], ...]] = (
    ("بنك", ""),
    ("bank name", ""),
    ("صله", "relation"),
    ("قرابه", "relation"),
    ("ملف", "file_number"),
    ("هويه رب", "family"),
    ("هويه عايل", "family"),
    ("هويه", "national_id"),
    ("سجل مدني", "national_id"),
    ("اقامه", "national_id"),
    ("ايبان", "iban"),
    ("iban", "iban"),
    ("ميلاد", "birth"),
    ("birth", "birth"),
    ("جوال", "phone"),
    ("mobile", "phone"),
    ("بريد", "email"),
    ("mail", "email"),
    ("مدينه", "city"),
    ("city", "city"),
    ("عنوان", "address"),
    ("دخل", "income"),
    ("income", "income"),
    ("ملاحظ", "note"),
    ("تاريخ", "given_on"),
    ("مبلغ", "amount"),
    ("اسم", "name"),
    ("name", "name"),
)


def fields_named(text: str, kind: str) -> tuple[str, ...]:
    """The fields that a heading may mean, the likeliest first; none when it says nothing."""
    key = heading(text)
    if not key:
        return ()
    allowed = FIELDS[kind]
    exact = [field for field in _BY_HEADING.get(key, ()) if field in allowed]
    if exact:
        return tuple(exact)
    # The most telling word decides: the ID of another in the family is not this person's.
    said = next((field for word, field in _KEYWORDS if word in key), "")
    if said == "national_id" and key.startswith(("اسم", "name")):
        # “The name as it stands on the ID” is a name.
        said = "name"
    return (said,) if said in allowed else ()


def header_row_of(rows: Sequence[tuple[int, Sequence[str]]], kind: str) -> int:
    """The number of the row that holds the headings: the one that names the most fields.

    Where no row names two, it is the first row with at least three different texts, or the first.
    """
    best, most = 0, 1
    for number, cells in rows:
        named = {fields[0] for cell in cells if (fields := fields_named(cell, kind))}
        if len(named) > most:
            best, most = number, len(named)
    if best:
        return best
    for number, cells in rows:
        texts = {cell.strip() for cell in cells if cell.strip() and not cell.strip().isdigit()}
        if len(texts) >= 3:
            return number
    return rows[0][0] if rows else 1


def guessed_mapping(
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
    *,
    kind: str,
    remembered: Mapping[str, str],
) -> dict[str, str]:
    """What each column probably is: {"0": "name"}, each field once.

    What a person said of the same heading the last time comes first, then what the heading says,
    then what most cells of a column are; `columns` holds some cells of each column. A heading
    that a person left out the last time is remembered as the empty text.
    """
    chosen: dict[int, str] = {}
    settled: set[int] = set()

    def take(place: int, field: str) -> None:
        if field in FIELDS[kind] and field not in chosen.values():
            chosen[place] = field
            settled.add(place)

    for place, header in enumerate(headers):
        key = heading(header)
        if key and key in remembered:
            settled.add(place)
            take(place, remembered[key])
    candidates = {place: fields_named(header, kind) for place, header in enumerate(headers)}
    exact = {place for place, header in enumerate(headers) if heading(header) in _BY_HEADING}
    for wave in (exact, set(candidates) - exact):
        for place in sorted(wave):
            for field in candidates[place]:
                if place not in settled:
                    take(place, field)
    for place, cells in enumerate(columns):
        if place not in settled:
            take(place, field_of_cells(cells, kind))
    if "name" in chosen.values() and "first_name" in chosen.values():
        # Both a whole name and its parts: the whole name says what the parts say.
        chosen = {place: field for place, field in chosen.items() if field not in NAME_PARTS}
    return {str(place): field for place, field in sorted(chosen.items())}


def field_of_cells(cells: Iterable[str], kind: str) -> str:
    """What most cells of a column are by their shape, or the empty text."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2:
        return ""
    for field, reads in _SHAPES:
        if field in FIELDS[kind] and sum(map(reads, filled)) * 10 >= len(filled) * 6:
            return field
    return ""


def _is_identity(text: str) -> bool:
    return _is_read(national_id, text)


def _is_mobile(text: str) -> bool:
    return _is_read(mobile, text)


def _is_iban(text: str) -> bool:
    return _is_read(saudi_iban, text)


def _is_email(text: str) -> bool:
    return "@" in text and "." in text.rpartition("@")[2]


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except Malformed:
        return False
    return True


_SHAPES: Final = (
    ("national_id", _is_identity),
    ("phone", _is_mobile),
    ("iban", _is_iban),
    ("email", _is_email),
)


def mapping_lacks(mapping: Mapping[str, str], kind: str) -> tuple[str, ...]:
    """Which fields must still be given a column before the rows can be tried; "who" is a way to
    know the person: an ID, a file number, or a name with a phone."""
    fields = set(mapping.values())
    if kind == "assistance":
        has_who = fields & {"national_id", "file_number"} or {"name", "phone"} <= fields
        return (*(() if has_who else ("who",)), *(() if "service" in fields else ("service",)))
    return () if "name" in fields or "first_name" in fields else ("name",)


def layout_of(mapping: Mapping[str, str], kind: str) -> str:
    """How a spreadsheet of households is laid out: a row for each member when there is a column
    that holds the family together, otherwise a row for each household."""
    if kind != "households":
        return ""
    return "members" if "family" in mapping.values() else "families"
