"""How alike two parties are, as a sum of reasons that can be told one by one.

Every agreement and disagreement has a weight in bits: one more doubles the odds that both are one
person, one less halves them. A phone is shared by a family, so it says little; brothers and twins
have all but the first name in common, so another first name says much. Nobody is merged by this:
it decides who is shown to an officer.
"""

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import combinations
from operator import getitem
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from wasl.foundation.calendar import FIRST_IN_TABLE, LAST_IN_TABLE, to_gregorian, to_hijri
from wasl.foundation.identifiers import Malformed
from wasl.foundation.names import skeleton

_LEVELS = ("same", "common", "script", "near", "other", "none")


def _by_level(*weights: float) -> Mapping[str, float]:
    return dict(zip(_LEVELS, weights, strict=True))


WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "first": _by_level(6.9, 5.0, 3.1, 1.5, -20.0, -0.2),
    "father": _by_level(3.7, 1.8, 3.7, -0.7, -7.0, -1.0),
    "grandfather": _by_level(1.0, -0.9, 1.0, -3.6, -10.0, -2.4),
    "family": _by_level(1.4, 1.4, 1.4, -0.5, -7.3, 1.1),
    "order": {"moved": -2.0},
    "identity": {"same": 20.0, "near": 7.0, "other": -4.9},
    "phone": {"same": 6.0, "other": -1.8},
    "birth": {"same": 10.1, "near": 7.0, "year": 1.6, "other": -8.2},
    "city": {"same": 2.2, "other": -2.5},
    "gender": {"other": -9.1},
    "iban": {"same": 2.5},
    "rivals": {"one": -3.5, "several": -5.0},
}
"""Bits of evidence by trait and by how it compares; what is unknown on one side says nothing.

Learnt by `bench/learn.py` on 300 000 invented people of seed 7, among pairs that share a key of
the search through a registry, and rounded. By hand: the identity and the account, which the
invented do not share; another first name, so that no twins of one phone and one day of birth reach
`SAME_FROM`; and Latin letters, which weigh no more than the same spelling.
"""

COMMON = frozenset(
    {"mhmd", "hmd", "bdl", "bdrhmn", "bdzz", "xld", "l", "slh", "slm", "fhd", "sd", "brhm", "hsn"}
    | {"nr", "ftm", "sr", "mrm", "n", "hd", "shd", "sltn", "ysf", "mr", "bdr", "trk", "nsr"}
)
"""Skeletons of parts so usual that sharing one says less."""

ASK_FROM = 4.0
"""From this score an officer who registers somebody is asked to look first."""
SAME_FROM = 7.0
"""From this score a pair found by the search through the registry waits for a decision."""

PARTS = ("first", "father", "grandfather", "family")
"""What the parts of a whole name are."""

_ROLES = {
    1: ("first",),
    2: ("first", "family"),
    3: ("first", "father", "family"),
    4: PARTS,
}


MOVES = {
    2: ((1, 0),),
    3: ((1, 0, 2), (0, 2, 1), (1, 2, 0), (2, 0, 1)),
    4: ((1, 0, 2, 3), (0, 2, 1, 3), (0, 1, 3, 2), (1, 2, 3, 0), (3, 0, 1, 2)),
}
"""How parts of a name of so many parts are exchanged: which of them then stands at each place."""

_WEIGHTS_OF = {number: tuple(WEIGHTS[role] for role in roles) for number, roles in _ROLES.items()}


class Traits(NamedTuple):
    """What is compared of a party; empty or None for what is not known.

    `name` holds the folded parts. `identity`, `phones` and `iban` are numbers in their stored form
    or their blind indexes, as long as both sides are of one sort; `near_identities` are those one
    slip away from `identity`, as far as they were worked out. Numbers of two kinds of document say
    nothing when they differ: a resident is known by a border number first. `city` is folded.
    """

    name: tuple[str, ...]
    identity: str = ""
    identity_kind: str = ""
    near_identities: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    iban: str = ""
    birth_on: date | None = None
    birth_precision: str = "day"
    city: str = ""
    gender: str = ""


class Reason(NamedTuple):
    """One reason for or against two parties being one: what was compared (`kind`), its weight in
    bits, and how it compared, without personal data."""

    kind: str
    weight: float
    detail: dict[str, Any]


class Likeness(NamedTuple):
    """How alike two parties are: the sum of the weights of the reasons, strongest first."""

    score: float
    reasons: tuple[Reason, ...]


_REASONS = {
    kind: {
        level: (-abs(weight), kind, Reason(kind, weight, {"is": level}))
        for level, weight in levels.items()
    }
    for kind, levels in WEIGHTS.items()
}
"""Each reason behind what it is sorted by: the strongest first."""


def likeness(a: Traits, b: Traits) -> Likeness:
    """Compare two parties by all that is known of both; symmetric.

    The score is the sum of the weights, so it lies between the sums of the least and of the
    greatest of them.
    """
    found = []
    if a.name and b.name:
        reason = name_reason(a.name, b.name)
        found.append((-abs(reason.weight), reason.kind, reason))
    for kind, level in (
        ("identity", _identity_level(a, b)),
        ("phone", _shared_level(a.phones, b.phones)),
        ("birth", birth_level(a.birth_on, b.birth_on, a.birth_precision, b.birth_precision)),
        ("city", _equal_level(a.city, b.city)),
        ("gender", _equal_level(a.gender, b.gender)),
        ("iban", _equal_level(a.iban, b.iban)),
    ):
        if level in _REASONS[kind]:
            found.append(_REASONS[kind][level])
    found.sort()
    reasons = tuple([reason for _, _, reason in found])
    return Likeness(round(sum([reason.weight for reason in reasons]), 3), reasons)


def _identity_level(a: Traits, b: Traits) -> str:
    if not a.identity or not b.identity:
        return ""
    if a.identity == b.identity:
        return "same"
    if b.identity in a.near_identities or a.identity in b.near_identities:
        return "near"
    return "other" if _is_of_one_kind(a.identity_kind, b.identity_kind) else ""


ONE_KIND = {"national": "checked", "iqama": "checked"}


def _is_of_one_kind(a: str, b: str) -> bool:
    return not a or not b or ONE_KIND.get(a, a) == ONE_KIND.get(b, b)


def _shared_level(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return ""
    return "other" if a.isdisjoint(b) else "same"


def _equal_level(a: str, b: str) -> str:
    if not a or not b:
        return ""
    return "same" if a == b else "other"


def is_one_slip(a: str, b: str) -> bool:
    """Whether two numbers of one length differ by one digit or one exchange of neighbours."""
    return len(a) == len(b) and a != b and OSA.distance(a, b, score_cutoff=1) == 1


_NEAR_DAYS = frozenset({*range(1, 4), 353, 354, 355, 356, 365, 366})


@lru_cache(maxsize=65_536)
def birth_level(
    a: date | None, b: date | None, precision_a: str = "day", precision_b: str = "day"
) -> str:
    """How two days of birth compare: "same", "near", "year", "other", or empty for unknown.

    Near are days and months exchanged, a year or a decade too many or too few, and one to three
    days, in either calendar. A day of which only the month or year is known agrees as "year".
    """
    if a is None or b is None:
        return ""
    if a > b:
        a, b, precision_a, precision_b = b, a, precision_b, precision_a
    apart = (b - a).days
    if (precision_a, precision_b) != ("day", "day"):
        return "year" if apart <= 366 else "other"
    if not apart:
        return "same"
    if apart in _NEAR_DAYS or _is_slip_of_days(tuple(a.timetuple()[:3]), tuple(b.timetuple()[:3])):
        return "near"
    if apart > 10 * 366:
        return "other"
    if _is_in_table(a) and _is_in_table(b) and _is_slip_of_days(_hijri(a), _hijri(b)):
        return "near"
    return "year" if a.year == b.year else "other"


def _is_in_table(day: date) -> bool:
    return FIRST_IN_TABLE <= day <= LAST_IN_TABLE


def births_near(day: date) -> tuple[date, ...]:
    """The days that a birth on this day is often written down as, itself first: the day before
    and after, day and month exchanged, a year or a decade off, in either calendar."""
    near = [day, day - timedelta(days=1), day + timedelta(days=1)]
    for year, month, number in _slips_of((day.year, day.month, day.day)):
        if 1 <= month <= 12:
            with suppress(ValueError):
                near.append(date(year, month, number))
    if _is_in_table(day):
        for slip in _slips_of(_hijri(day)):
            with suppress(Malformed):
                near.append(to_gregorian(*slip))
    return tuple(dict.fromkeys(near))


def _slips_of(day: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    year, month, number = day
    yield year, number, month
    for years in (-1, 1, -10, 10):
        yield year + years, month, number


@lru_cache(maxsize=65_536)
def _hijri(day: date) -> tuple[int, ...]:
    return tuple(to_hijri(day))


def _is_slip_of_days(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    (year_a, month_a, day_a), (year_b, month_b, day_b) = a, b
    if year_a == year_b:
        return (month_a, day_a) == (day_b, month_b)
    return (month_a, day_a) == (month_b, day_b) and abs(year_a - year_b) in (1, 10)


@lru_cache(maxsize=262_144)
def part_level(a: str, b: str) -> str:
    """How two folded parts of names compare: "same", "common" (the same, but so usual that it
    says less), "script" (the same in the other script), "near" or "other"."""
    skeleton_a, skeleton_b = skeleton(a), skeleton(b)
    if a == b:
        return "common" if skeleton_a in COMMON else "same"
    if a.isascii() != b.isascii():
        if skeleton_a == skeleton_b:
            return "script"
        return "near" if JaroWinkler.similarity(skeleton_a, skeleton_b) >= 0.9 else "other"
    if skeleton_a == skeleton_b and len(skeleton_a) > 1:
        return "near"
    shorter = min(len(a), len(b))
    if shorter >= 3 and OSA.distance(a, b, score_cutoff=1) == 1:
        return "near"
    return "near" if shorter >= 4 and JaroWinkler.similarity(a, b) >= 0.92 else "other"


def name_reason(a: tuple[str, ...], b: tuple[str, ...]) -> Reason:
    """How two names compare, part by part, as one reason; neither may be empty."""
    weight, compared = _names_compared(_four(a), _four(b))
    return Reason("name", weight, dict(compared))


def _four(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts if len(parts) <= 4 else (*parts[:3], parts[-1])


def _names_compared(
    a: tuple[str, ...], b: tuple[str, ...]
) -> tuple[float, tuple[tuple[str, Any], ...]]:
    """The weight of two names and how each part of the longer compares.

    Missing parts are looked for wherever the rest then agrees best; parts out of order are tried
    only when the parts in order do not agree, and count as "moved".
    """
    longer, shorter = (a, b) if (len(a), a) >= (len(b), b) else (b, a)
    if len(longer) == len(shorter):
        levels = [part_level(part, other) for part, other in zip(longer, shorter, strict=True)]
        weight = sum(map(getitem, _WEIGHTS_OF[len(longer)], levels))
    else:
        weight, levels = _best_laid(longer, shorter, _in_order(len(longer), len(shorter)))
    agreeing = sum([level not in ("other", "none") for level in levels])
    order: tuple[tuple[str, str], ...] = ()
    if agreeing < len(shorter) - 1 and agreeing < _in_common(a, b):
        moved, so = _best_laid(longer, shorter, _out_of_order(len(longer), len(shorter)))
        if moved + WEIGHTS["order"]["moved"] > weight:
            weight, levels = moved + WEIGHTS["order"]["moved"], so
            order = (("order", "moved"),)
    return round(weight, 3), (*zip(_ROLES[len(longer)], levels, strict=True), *order)


def _in_common(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """How many parts have an equal skeleton somewhere on the other side."""
    others = [skeleton(part) for part in b]
    shared = 0
    for part in a:
        if (one := skeleton(part)) in others:
            others.remove(one)
            shared += 1
    return shared


def _best_laid(
    longer: tuple[str, ...], shorter: tuple[str, ...], ways: tuple[tuple[int, ...], ...]
) -> tuple[float, list[str]]:
    """The first of the ways of laying the shorter name along the longer one that weighs most, and
    how each part of the longer then compares."""
    levels = [[*[part_level(part, other) for other in shorter], "none"] for part in longer]
    weights = [
        [of_level[level] for level in row]
        for of_level, row in zip(_WEIGHTS_OF[len(longer)], levels, strict=True)
    ]
    totals = [sum(map(getitem, weights, places)) for places in ways]
    best = max(totals, default=-math.inf)
    return best, [*map(getitem, levels, ways[totals.index(best)])] if ways else []


@cache
def _in_order(longer: int, shorter: int) -> tuple[tuple[int, ...], ...]:
    """Each way to lay the parts of the shorter name along the longer one without moving any: which
    of them stands at each place of the longer, or -1 where none does."""
    return tuple(
        tuple(taken.index(place) if place in taken else -1 for place in range(longer))
        for taken in combinations(range(longer), shorter)
    )


@cache
def _out_of_order(longer: int, shorter: int) -> tuple[tuple[int, ...], ...]:
    """The ways to lay them along it after one of the moves."""
    return tuple(
        tuple(move[place] if place >= 0 else -1 for place in places)
        for move in MOVES.get(shorter, ())
        for places in _in_order(longer, shorter)
    )
