"""A made-up charity's workbook with all the mess that real ones have; the same for the same seed.

Nobody in it exists: names are drawn from lists, IDs have right check digits and are made up.
"""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from wasl.foundation.calendar import to_hijri

WOMEN = [
    "نورة",
    "سارة",
    "هند",
    "لطيفة",
    "منيرة",
    "أمل",
    "ريم",
    "جواهر",
    "حصة",
    "العنود",
    "فاطمة",
    "مريم",
    "عائشة",
    "خلود",
    "شهد",
    "رهف",
]
MEN = [
    "سالم",
    "فهد",
    "ماجد",
    "عبدالله",
    "محمد",
    "أحمد",
    "خالد",
    "سعد",
    "تركي",
    "ناصر",
    "إبراهيم",
    "يوسف",
    "علي",
    "بندر",
    "صالح",
    "راشد",
]
FAMILIES = [
    "الحربي",
    "القحطاني",
    "السبيعي",
    "العتيبي",
    "الشهري",
    "الغامدي",
    "المطيري",
    "الدوسري",
    "الزهراني",
    "العنزي",
    "الشمري",
    "البقمي",
    "الرشيدي",
    "الجهني",
    "السلمي",
    "المالكي",
]
CITIES = ("مكة المكرمة", "جدة", "الطائف", "رابغ", "الليث")
HEADINGS = (
    *("م", "اسم المستفيد رباعي", "السجل المدني", "ت. الميلاد", "الجنس", "رقم الجوال"),
    *("الايبان", "المدينة", "البريد الإلكتروني", "الدخل الشهري", "عدد أفراد الأسرة", "ملاحظات"),
)
NAME, ID, BIRTH, GENDER, PHONE, IBAN, CITY, EMAIL, INCOME, SIZE, NOTE = HEADINGS[1:]
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a row says once it is read rightly."""

    name: str
    national_id: str
    birth_on: date
    phone: str
    gender: str


@dataclass(slots=True)
class Charity:
    """A workbook, and what is true of it: its good rows, its damaged cells, its repeated rows.

    `damaged` is by row: the heading of the column, and whether the row cannot come in for it.
    """

    content: bytes = b""
    good: dict[int, Truth] = field(default_factory=dict)
    damaged: dict[int, tuple[str, bool]] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)
    passed_over: set[int] = field(default_factory=set)

    @property
    def coming(self) -> int:
        """How many rows come in when those that cannot are left out."""
        return len(self.good) + sum(not stops for _heading, stops in self.damaged.values())


def valid_id(chance: random.Random, first: str = "1") -> str:
    """Ten digits with the right check digit."""
    body = first + "".join(str(chance.randrange(10)) for _ in range(8))
    total = sum(
        sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit)
        for place, digit in enumerate(body)
    )
    return body + str(-total % 10)


def valid_iban(chance: random.Random) -> str:
    """A Saudi IBAN with the right check number."""
    account = "80" + "".join(str(chance.randrange(10)) for _ in range(18))
    return f"SA{98 - int(account + '281000') % 97:02}{account}"


def _name(chance: random.Random, gender: str) -> str:
    parts = [chance.choice(WOMEN if gender == "female" else MEN)]
    parts += [chance.choice(MEN), chance.choice(MEN), chance.choice(FAMILIES)]
    if chance.random() < 0.3:
        parts.insert(1, "بنت" if gender == "female" else "بن")
    return " ".join(parts)


def _digits(chance: random.Random, text: str) -> str:
    return text.translate(chance.choice([{}, {}, _ARABIC, _PERSIAN]))


def _written_id(chance: random.Random, number: str) -> Any:
    ways: list[Callable[[], Any]] = [
        lambda: int(number),
        lambda: number,
        lambda: float(number),
        lambda: _digits(chance, number),
        lambda: f" {number[:4]} {number[4:]}\u200f",
    ]
    return chance.choice(ways)()


def _written_phone(chance: random.Random, national: str) -> Any:
    ways: list[Any] = [
        int(national),
        f"0{national}",
        _digits(chance, f"0{national}"),
        f"+966{national}",
        f"00966{national}",
        f"966 {national[:2]} {national[2:]}",
        f"0{national[:2]}-{national[2:]}",
    ]
    return chance.choice(ways)


def _written_birth(chance: random.Random, day: date) -> Any:
    hijri = to_hijri(day)
    slashed = f"{hijri.year}/{hijri.month}/{hijri.day}"
    ways: list[Any] = [
        day,
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        slashed,
        _digits(chance, slashed),
        f"{hijri.day}/{hijri.month}/{hijri.year}هـ",
        f"{hijri.day}-{hijri.month}-{hijri.year} هـ",
    ]
    return chance.choice(ways)


def charity(seed: int, rows: int, *, damage: float = 0.04, repeats: float = 0.01) -> Charity:
    """A workbook of so many people; `damage` and `repeats` are shares of its rows."""
    chance = random.Random(seed)
    made = Charity()
    lines: list[list[Any]] = [
        ["كشف المستفيدين المعتمد لعام ١٤٤٦هـ"],
        [],
        ["آخر تحديث:", "محرم ١٤٤٦"],
        list(HEADINGS),
    ]
    ids: list[tuple[str, int, list[Any]]] = []
    seen: set[str] = set()
    for count in range(1, rows + 1):
        _clutter(chance, made, lines)
        number = len(lines) + 1
        if ids and chance.random() < repeats:
            _first_id, first_row, cells = chance.choice(ids)
            made.repeated[number] = first_row
            lines.append([count, *cells[1:]])
            continue
        truth, cells = _person(chance, count, seen)
        if chance.random() < damage:
            heading, stops, cell = _damage(chance)
            cells[HEADINGS.index(heading)] = cell
            made.damaged[number] = (heading, stops)
        else:
            made.good[number] = truth
            ids.append((truth.national_id, number, cells))
        lines.append(cells)
    lines += [[], [None, "الإجمالي", rows], ["إعداد: قسم خدمة المستفيدين"]]
    made.passed_over |= {len(lines) - 1, len(lines)}
    made.content = _workbook(lines)
    return made


def _clutter(chance: random.Random, made: Charity, lines: list[list[Any]]) -> None:
    """Blank rows, headings once more, and notes between the people."""
    if chance.random() < 0.01:
        lines.append([])
    if chance.random() < 0.003:
        lines.append(list(HEADINGS))
        made.passed_over.add(len(lines))
    if chance.random() < 0.003:
        lines.append([None, "ملاحظة: تم تحديث البيانات من قبل الباحث الاجتماعي"])
        made.passed_over.add(len(lines))


def _workbook(lines: list[list[Any]]) -> bytes:
    """The lines on the second of two sheets, under a merged title, with real dates as dates."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.add_worksheet("غلاف").write_string(0, 0, "جمعية الرواسي الخيرية (اسم مستعار)")
    sheet = book.add_worksheet("كشف ١٤٤٦")
    sheet.right_to_left()
    as_date = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, lines[0][0])
    for row, cells in enumerate(lines[1:], start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, as_date)
            elif isinstance(cell, int | float):
                sheet.write_number(row, column, cell)
            elif cell is not None:
                sheet.write_string(row, column, cell)
    book.close()
    return held.getvalue()


def _person(chance: random.Random, count: int, seen: set[str]) -> tuple[Truth, list[Any]]:
    gender = chance.choice(["female", "male"])
    number = valid_id(chance, chance.choice("1112"))
    while number in seen:
        number = valid_id(chance)
    seen.add(number)
    national = f"5{chance.randrange(10**8):08}"
    day = date(1945, 1, 1) + timedelta(days=chance.randrange(27_000))
    name = _name(chance, gender)
    truth = Truth(name, number, day, f"+966{national}", gender)
    cells = [
        count if chance.random() < 0.9 else None,
        f" {name}  " if chance.random() < 0.1 else name,
        _written_id(chance, number),
        _written_birth(chance, day),
        {"female": chance.choice(["أنثى", "انثى"]), "male": "ذكر"}[gender],
        _written_phone(chance, national),
        valid_iban(chance) if chance.random() < 0.5 else None,
        chance.choice(CITIES),
        "someone@example.org" if chance.random() < 0.1 else "لا يوجد",
        chance.choice([None, 3500, "4,200", "٢٥٠٠ ريال"]),
        chance.choice([None, 5, "٧", 3]),
        None,
    ]
    return truth, cells


def _damage(chance: random.Random) -> tuple[str, bool, Any]:
    """A damaged cell: its heading, whether the row cannot come in for it, and what it says."""
    wrong = valid_id(chance)
    return chance.choice(
        [
            (ID, True, wrong[:-1] + str((int(wrong[-1]) + 1) % 10)),
            (ID, True, wrong[:9]),
            (ID, True, "1.01235E+09"),
            (ID, True, "3" + wrong[1:]),
            (NAME, True, None),
            (NAME, True, "12345"),
            (PHONE, False, "0112345678"),
            (PHONE, False, "05512"),
            (BIRTH, False, "31/2/1999"),
            (BIRTH, False, "1405/13/2"),
            (BIRTH, False, "غير واضح"),
            (BIRTH, False, "1/1/2099"),
            (IBAN, False, "SA0380000000608010167510"),
            (EMAIL, False, "بريد"),
            (GENDER, False, "؟؟ذ"),
            (INCOME, False, "تقريبًا"),
            (SIZE, False, "كثير"),
            (ID, True, "#N/A"),
        ]
    )
