"""Invented people for the measurements: families, twins, shared phones, and the same person twice.

The same seed gives the same people. Names are common parts put together at random; IDs have valid
check digits; nobody here exists. A person who is recorded again is recorded with the errors that
happen at a desk: other spellings, Latin letters, missing or exchanged parts, no ID, another
phone, day and month exchanged, a year off. `truth` tells who is who and is never shown to what is
measured.

A file of people made elsewhere may take the place of these: UTF-8 CSV with the header
`truth,name,national_id,phone,birth_on,birth_precision,city,gender,asked`; `birth_on` is ISO and
may be empty, `birth_precision` is day, month or year, `gender` female, male or empty, and `asked`
is 1 for a record that is looked for instead of kept. An ID whose check digit is wrong cannot be kept,
so it counts as none for a record that is kept; whoever is looked for may have any.
"""

import csv
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from wasl.foundation.calendar import FIRST_IN_TABLE, to_gregorian, to_hijri
from wasl.foundation.identifiers import could_be_national_id

CITIES = (
    *("الرياض", "جدة", "مكة المكرمة", "المدينة المنورة", "الدمام", "الطائف", "تبوك", "بريدة"),
    *("خميس مشيط", "حائل", "نجران", "جازان", "أبها", "عرعر", "سكاكا", "الباحة"),
)


_YOUNGEST = date(2019, 6, 1)


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded of a person once; `truth` is who it is."""

    truth: int
    name: str
    national_id: str = ""
    phone: str = ""
    birth_on: date | None = None
    birth_precision: str = "day"
    city: str = ""
    gender: str = ""
    asked: bool = False


class _Skewed:
    """Names of which the first are the most usual, as in life."""

    def __init__(self, lines: Sequence[str], *, steepness: float) -> None:
        self.latin: dict[str, list[str]] = {}
        for line in lines:
            arabic, _, latin = line.partition(":")
            self.latin[arabic] = latin.split("/")
        self.names = list(self.latin)
        weights = [1 / (place + 2) ** steepness for place in range(len(self.names))]
        self._steps = list(accumulate(weights))

    def one(self, chance: random.Random) -> str:
        """One name, the usual ones more often."""
        return self.names[bisect(self._steps, chance.random() * self._steps[-1])]


def _names_listed(kind: str) -> list[str]:
    """The lines under one heading of the list of names: Arabic, a colon, Latin spellings."""
    text = Path(__file__).with_name("people_names.txt").read_text(encoding="utf-8")
    return text.split(f"# {kind}\n", 1)[1].split("\n#", 1)[0].strip().splitlines()


_MEN = _Skewed(_names_listed("men"), steepness=0.95)
_WOMEN = _Skewed(_names_listed("women"), steepness=0.8)
_FAMILIES = _Skewed(_names_listed("families"), steepness=0.75)
_LATIN = _MEN.latin | _WOMEN.latin | _FAMILIES.latin


def people(number: int, *, seed: int, again: float = 0.08) -> list[Record]:
    """About so many records in an order without meaning; `again` is the share recorded twice."""
    chance = random.Random(seed)
    records: list[Record] = []
    known: set[str] = set()
    truth = 0
    while len(records) < number:
        for person in _household(chance, truth, known):
            truth = person.truth + 1
            records.append(person)
            if chance.random() < again:
                records.append(recorded_again(person, chance, known))
                if chance.random() < 0.1:
                    records.append(recorded_again(person, chance, known))
    del records[number:]
    chance.shuffle(records)
    return records


def asked_for(records: Sequence[Record], number: int, *, seed: int) -> list[Record]:
    """So many of the people, as somebody who looks for them would write them down."""
    chance = random.Random(seed)
    asked = []
    for person in chance.sample(list(records), number):
        heard = recorded_again(person, chance, set(), keeps_id=0.6)
        if heard.national_id and chance.random() < 0.3:
            heard = replace(heard, national_id=_slip(heard.national_id, chance))
        asked.append(replace(heard, asked=True))
    return asked


def _household(chance: random.Random, truth: int, known: set[str]) -> Iterator[Record]:
    family = _FAMILIES.one(chance)
    father = (_MEN.one(chance), _MEN.one(chance), _MEN.one(chance), family)
    city = chance.choices(CITIES, weights=range(len(CITIES) * 2, len(CITIES), -1))[0]
    phone = _phone(chance)
    born = date(1945, 1, 1) + timedelta(days=chance.randrange(22_000))
    phones = [phone, phone if chance.random() < 0.45 else _phone(chance)]
    is_resident = chance.random() < 0.12

    def one(parts: tuple[str, ...], gender: str, birth: date, number: str) -> Record:
        nonlocal truth
        has_id = chance.random() < 0.86
        person = Record(
            truth=truth,
            name=" ".join(parts),
            national_id=_identity(chance, known, is_resident=is_resident) if has_id else "",
            phone=number if chance.random() < 0.93 else "",
            birth_on=birth if chance.random() < 0.96 else None,
            city=city,
            gender=gender,
        )
        truth += 1
        return person

    if chance.random() < 0.1:
        born = _first_of_rajab(born)
    yield one(father, "male", born, phones[0])
    if chance.random() < 0.75:
        mother = (_WOMEN.one(chance), _MEN.one(chance), _MEN.one(chance), _FAMILIES.one(chance))
        yield one(mother, "female", born + timedelta(days=chance.randrange(-1500, 5000)), phones[1])
    grown = born + timedelta(days=7300)
    if grown >= _YOUNGEST:
        return
    birth = grown + timedelta(days=chance.randrange(min(6000, (_YOUNGEST - grown).days)))
    siblings: set[str] = set()
    for _ in range(chance.choices((0, 1, 2, 3, 4, 5), weights=(25, 15, 20, 18, 12, 10))[0]):
        gender = chance.choice(("male", "female"))
        names = _MEN if gender == "male" else _WOMEN
        name = names.one(chance)
        while name in siblings:
            name = names.one(chance)
        siblings.add(name)
        shared = chance.choice(phones) if chance.random() < 0.8 else _phone(chance)
        yield one((name, *father[:2], family), gender, birth, shared)
        if chance.random() >= 0.03:  # otherwise the next is a twin
            birth += timedelta(days=chance.randrange(330, 700))


def _first_of_rajab(day: date) -> date:
    """Whose day is unknown is often recorded as born on the first of Rajab."""
    return to_gregorian(to_hijri(max(day, FIRST_IN_TABLE)).year, 7, 1)


def _phone(chance: random.Random) -> str:
    return f"05{chance.randrange(10**8):08d}"


def _identity(chance: random.Random, known: set[str], *, is_resident: bool) -> str:
    while True:
        body = f"{2 if is_resident else 1}{chance.randrange(10**8):08d}"
        number = body + str(_check_digit(body))
        if number not in known:
            known.add(number)
            return number


def _check_digit(body: str) -> int:
    doubled = (int(digit) * 2 for digit in body[::-2])
    total = sum(one - 9 if one > 9 else one for one in doubled) + sum(map(int, body[-2::-2]))
    return -total % 10


def _slip(number: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(number) - 1)
    if chance.random() < 0.5 and number[place] != number[place + 1]:
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    return (
        number[:place]
        + str((int(number[place]) + chance.randrange(1, 10)) % 10)
        + number[place + 1 :]
    )


def recorded_again(
    person: Record, chance: random.Random, known: set[str], *, keeps_id: float = 0.0
) -> Record:
    """The same person at another desk. The registry keeps an ID once, so that whoever is recorded
    twice had no ID with him once, or gave that of somebody else."""
    number = ""
    if chance.random() < keeps_id:
        number = person.national_id
    elif not person.national_id and not keeps_id:
        number = _identity(chance, known, is_resident=False) if chance.random() < 0.6 else ""
    elif chance.random() < 0.02 and not keeps_id:
        number = _identity(chance, known, is_resident=False)
    draw = chance.random()
    phone = person.phone if draw < 0.62 else (_phone(chance) if draw < 0.85 else "")
    birth_on, precision = _birth_again(person.birth_on, chance)
    return replace(
        person,
        name=_name_again(person.name, chance),
        national_id=number,
        phone=phone,
        birth_on=birth_on,
        birth_precision=precision,
        city=person.city if chance.random() < 0.85 else chance.choice(CITIES),
    )


def _birth_again(day: date | None, chance: random.Random) -> tuple[date | None, str]:
    draw = chance.random()
    if day is None or draw < 0.10:
        return None, "day"
    if draw < 0.16 and day.day <= 12:
        return date(day.year, day.day, day.month), "day"
    if draw < 0.24:
        return _moved_by_years(day, chance.choice((-1, 1))), "day"
    if draw < 0.26:
        return _moved_by_years(day, chance.choice((-10, 10))), "day"
    if draw < 0.30:
        return day + timedelta(days=chance.choice((-1, 1))), "day"
    if draw < 0.36:
        return date(day.year, 1, 1), "year"
    return day, "day"


def _moved_by_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


_SPELLINGS = (
    *(("أ", "ا"), ("إ", "ا"), ("ة", "ه"), ("ى", "ي"), ("ؤ", "و"), ("ئ", "ي")),
    *(("عبدال", "عبد ال"), ("ي", "ى"), ("ه", "ة")),
)
_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def _name_again(name: str, chance: random.Random) -> str:
    parts = _parts(name)
    if chance.random() < 0.12:
        parts = [chance.choice(_LATIN.get(part, [part])) for part in parts]
        is_latin = True
    else:
        is_latin = False
    draw = chance.random()
    if len(parts) == 4 and draw < 0.22:
        del parts[2 if chance.random() < 0.75 else 1]
    elif len(parts) == 4 and draw < 0.27:
        del parts[1:3]
    elif draw < 0.29:
        del parts[-1]
    elif draw < 0.33:
        place = chance.randrange(len(parts) - 1)
        parts[place], parts[place + 1] = parts[place + 1], parts[place]
    if not is_latin:
        if chance.random() < 0.35:
            for old, new in chance.sample(_SPELLINGS, 4):
                parts = [
                    part.replace(old, new)
                    if part[-1:] == old or len(old) > 1 or old in "أإؤئ"
                    else part
                    for part in parts
                ]
        if chance.random() < 0.12:
            parts = [part.removeprefix("ال") if part is parts[-1] else part for part in parts]
        if chance.random() < 0.15:
            parts = [word for part in parts for word in (part, "بن")][:-1]
    if chance.random() < 0.12:
        place = chance.randrange(len(parts))
        parts[place] = _mistyped(parts[place], chance, is_latin=is_latin)
    return " ".join(parts)


@cache
def _known_compounds() -> frozenset[str]:
    return frozenset(name for name in _LATIN if " " in name)


def _parts(name: str) -> list[str]:
    words = name.split()
    if len(words) > 4 and " ".join(words[-2:]) in _known_compounds():
        return [*words[:-2], " ".join(words[-2:])]
    return words


def _mistyped(part: str, chance: random.Random, *, is_latin: bool) -> str:
    if len(part) < 3:
        return part
    alphabet = "abcdefghijklmnopqrstuvwxyz" if is_latin else _ALPHABET
    place = chance.randrange(1, len(part))
    match chance.randrange(4):
        case 0:
            return part[:place] + part[place + 1 :]
        case 1:
            return part[:place] + chance.choice(alphabet) + part[place:]
        case 2:
            return part[:place] + chance.choice(alphabet) + part[place + 1 :]
        case _:
            return part[: place - 1] + part[place] + part[place - 1] + part[place + 1 :]


def from_file(path: Path) -> tuple[list[Record], list[Record]]:
    """Records to keep and records to look for, of a file made elsewhere."""
    kept: list[Record] = []
    asked: list[Record] = []
    with path.open(newline="", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            is_asked = row.get("asked", "") == "1"
            number = row.get("national_id", "")
            record = Record(
                truth=int(row["truth"]),
                name=row["name"],
                national_id=number if is_asked or could_be_national_id(number) else "",
                phone=row.get("phone", ""),
                birth_on=date.fromisoformat(row["birth_on"]) if row.get("birth_on") else None,
                birth_precision=row.get("birth_precision") or "day",
                city=row.get("city", ""),
                gender=row.get("gender", ""),
                asked=is_asked,
            )
            (asked if is_asked else kept).append(record)
    return kept, asked


def to_file(path: Path, records: Sequence[Record]) -> None:
    """Write records in the form that `from_file` reads."""
    with path.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(list(Record.__slots__))
        for one in records:
            writer.writerow(
                [
                    *(one.truth, one.name, one.national_id, one.phone, one.birth_on or ""),
                    *(one.birth_precision, one.city, one.gender, int(one.asked)),
                ]
            )
