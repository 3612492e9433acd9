"""Finding a party by whatever an officer has in hand, with the reason for each match."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from wasl.domains.parties.models import Party
from wasl.domains.parties.queries.candidates import Candidate, Probe, candidates, name_probes
from wasl.domains.parties.queries.reasons import reason_words, searched_words
from wasl.domains.parties.rules.knowing import masked_number
from wasl.domains.parties.rules.likeness import (
    Likeness,
    Reason,
    Traits,
    birth_level,
    births_near,
    likeness,
    name_reason,
)
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry, Precision, parse_date
from wasl.foundation.identifiers import (
    Malformed,
    ascii_digits,
    mobile,
    nearby_national_ids,
    saudi_iban,
)
from wasl.foundation.keys import blind_index
from wasl.foundation.names import LONGEST_COLUMN, folded, name_columns, name_parts, skeleton
from wasl.foundation.query import query
from wasl.foundation.scoping import Prepared

_MOST_SHOWN = 10
_MOST_COMPARED = 40


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A party that a search found, and why; numbers are masked. `score` is from 0 to 1."""

    id: UUID
    kind: str
    name: str
    reason: str
    score: float
    masked_id: str
    masked_phone: str
    city: str
    birth_on: date | None = None
    file_number: int | None = None


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A party that may be the one being registered: the score in bits, the reasons, and the
    reasons in words; numbers are masked."""

    id: UUID
    kind: str
    name: str
    score: float
    reasons: tuple[Reason, ...]
    words: tuple[str, ...]
    masked_id: str
    masked_phone: str
    city: str
    birth_on: date | None


@query
def likely_duplicates(
    by: Actor,
    *,
    kind: str = "person",
    name: str,
    national_id: str = "",
    phone: str = "",
    iban: str = "",
    birth_on: date | None = None,
    city: str = "",
    besides: UUID | None = None,
) -> tuple[LikelyDuplicate, ...]:
    """Parties of one kind that may be this one, the likeliest first, with reasons; at most ten.

    Numbers may be typed in any form; one that cannot be read is left out of the comparison. The
    party `besides` is not compared. Nobody is picked: from `ASK_FROM` on, a person decides.
    """
    near = tuple(_identities_near(by, national_id))
    numbers = _Numbers(
        identity=_index(by, "national_id", _id_as_kept(national_id)) if national_id else "",
        near=near,
        phone=_phone_index(by, phone),
        iban=_iban_index(by, iban),
    )
    sought = Traits(
        name=name_parts(name),
        identity=numbers.identity,
        identity_kind="national" if numbers.identity in near else _UNREAD,
        near_identities=frozenset(near),
        phones=frozenset({numbers.phone} - {""}),
        iban=numbers.iban,
        birth_on=birth_on,
        city=folded(city),
    )
    columns = name_columns(name)
    probes = list(name_probes([part for part in columns if part]))
    probes += _number_probes(numbers)
    if birth_on is not None and columns[0]:
        probes.append(Probe((("birth_on", births_near(birth_on)), ("name_1", columns[0])), 60))
        if columns[3]:
            probes.append(Probe((("birth_on", birth_on), ("name_4 among", columns[3])), 30))
    rows = candidates(probes, kind=kind, besides=besides)
    compared = [
        (likeness(sought, row.traits(way=numbers.phone)), row)
        for row in _closest(rows, columns, numbers, birth_on)
    ]
    compared.sort(key=lambda one: (-one[0].score, one[1].name))
    best = [one for one in compared if one[0].score > 0][:_MOST_SHOWN]
    kept = _masked(row for _, row in best)
    return tuple(_likely(alike, row, kept) for alike, row in best if row.id in kept)


_UNREAD = "unread"
"""The kind of a number that is no ID as it stands: that it differs says nothing."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Blind indexes of the numbers that were typed."""

    identity: str = ""
    near: tuple[str, ...] = ()
    phone: str = ""
    iban: str = ""


def _number_probes(numbers: _Numbers) -> Iterator[Probe]:
    identities = tuple(dict.fromkeys([*numbers.near, *filter(None, [numbers.identity])]))
    if identities:
        yield Probe((("national_id_index", identities),), 40)
    if numbers.phone:
        yield Probe((("phone_index", numbers.phone),), 60)
        yield Probe((("way", numbers.phone),), 30)
    if numbers.iban:
        yield Probe((("iban_index", numbers.iban),), 30)


def _closest(
    rows: Sequence[Candidate],
    columns: Sequence[str],
    numbers: _Numbers,
    birth_on: date | None,
) -> list[Candidate]:
    """Those worth comparing closely, by a count of what agrees."""
    if len(rows) <= _MOST_COMPARED:
        return list(rows)
    first, _, _, family = columns
    sought = {part for part in columns if part}
    near = {numbers.identity, *numbers.near} - {""}

    def agreeing(row: Candidate) -> int:
        agree = 2 * len(sought.intersection(row.columns))
        agree += (row.columns[0] == first) + (row.columns[3] == family)
        agree += 9 * (row.identity in near) + 3 * bool(row.has_way or row.phone == numbers.phone)
        if birth_on is not None and row.birth_on is not None:
            agree += {"same": 5, "near": 4, "year": 2}.get(birth_level(birth_on, row.birth_on), -1)
        return agree

    return sorted(rows, key=agreeing, reverse=True)[:_MOST_COMPARED]


def _likely(alike: Likeness, row: Candidate, kept: dict[UUID, Party]) -> LikelyDuplicate:
    party = kept[row.id]
    return LikelyDuplicate(
        id=row.id,
        kind=row.kind,
        name=row.name,
        score=alike.score,
        reasons=alike.reasons,
        words=tuple(filter(None, map(reason_words, alike.reasons))),
        masked_id=masked_number(party.national_id),
        masked_phone=_phone_shown(party),
        city="" if party.is_protected else row.city,
        birth_on=row.birth_on,
    )


def _masked(rows: Iterable[Candidate]) -> dict[UUID, Party]:
    """The rows to be shown, whose numbers are opened to be masked."""
    keys = [row.id for row in rows]
    return {party.pk: party for party in _shown(keys=keys)} if keys else {}


_shown: Prepared[Party] = Prepared(
    lambda keys: Party.objects.filter(pk__in=keys).only(
        "id", "association_id", "national_id", "phone", "is_protected"
    )
)


def _phone_shown(party: Party) -> str:
    return "" if party.is_protected else masked_number(party.phone)


@dataclass(frozen=True, slots=True)
class PartiesFound:
    """What a search found: at most ten, whether there are more, and what would narrow it."""

    matches: tuple[PartyMatch, ...]
    has_more: bool
    advice: str


@query
def find_parties(by: Actor, *, text: str) -> tuple[PartyMatch, ...]:
    """Parties that may be meant by an ID, a phone, a file number, a date of birth or any part of
    a name, each with the reason; at most ten.

    One slip in an ID is forgiven. Everybody on a shared phone is listed and nobody is picked.
    Names meet across spellings and scripts, with parts missing or out of order, and while the last
    part is being typed. Merged and erased parties never appear.
    """
    return _found(by, text).matches


@query
def parties_found(by: Actor, *, text: str) -> PartiesFound:
    """What `find_parties` finds, and whether there are more, with advice on how to narrow it."""
    return _found(by, text)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a typed text may mean."""

    name: tuple[str, ...] = ()
    numbers: _Numbers = _Numbers()
    file_number: int | None = None
    birth: DateEntry | None = None

    @property
    def births(self) -> tuple[date, date]:
        """The first and last day that the date of birth may mean."""
        assert self.birth is not None
        days = {Precision.DAY: 0, Precision.MONTH: 30, Precision.YEAR: 365}
        first = self.birth.gregorian_on
        return first, first + timedelta(days=days[self.birth.precision])


def _read(by: Actor, typed: str) -> _Sought:
    """What each word of a search may be: names are words of letters, the rest are numbers."""
    words = typed.split()
    letters = [word for word in words if not any(letter.isdigit() for letter in word)]
    digits = " ".join(word for word in words if any(letter.isdigit() for letter in word))
    birth = _date(typed)
    if birth is not None:
        letters = []
    elif digits:
        birth = _date(digits)
    if not digits:
        return _Sought(name=_begun(name_parts(typed)))
    near = tuple(_identities_near(by, digits))
    compact = "".join(digits.split())
    is_number = compact.isascii() and compact.isdigit()
    return _Sought(
        name=name_parts(" ".join(word for word in letters if word not in _NOT_NAMES)),
        numbers=_Numbers(
            identity=_index(by, "national_id", _id_as_kept(digits)),
            near=near,
            phone=_phone_index(by, digits),
            iban=_iban_index(by, digits),
        ),
        file_number=int(compact) if is_number and len(compact) < 10 else None,
        birth=birth,
    )


def _begun(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts, the last without an article of which only the next letter is typed yet."""
    if parts and parts[-1].startswith("ال") and len(parts[-1]) == 3:
        return (*parts[:-1], parts[-1][2:])
    return parts


_NOT_NAMES = frozenset({"ملف", "الملف", "رقم", "file", "no", "No", "File", "+"})


def _found(by: Actor, text: str) -> PartiesFound:
    typed = " ".join(ascii_digits(text, without_marks=True).split())[:200]
    sought = _read(by, typed)
    probes = list(_number_probes(sought.numbers))
    if sought.file_number is not None:
        probes.append(Probe((("file_number", sought.file_number),), 2))
    if sought.birth is not None and not sought.name:
        probes.append(Probe((("birth_on<>", sought.births),), 60))
    parts = tuple(skeleton(part)[:LONGEST_COLUMN] for part in sought.name)
    probes += name_probes(parts, is_typing=True)
    scored = [_scored(sought, row) for row in _closest_to(candidates(probes), parts, sought)]
    if parts:
        scored = _fitting(scored, len(parts))
    scored.sort(key=lambda one: (-one.rank, one.row.name, str(one.row.row[0])))
    kept = _masked(one.row for one in scored[:_MOST_SHOWN])
    has_more = sum(one.misses == scored[0].misses for one in scored) > _MOST_SHOWN
    return PartiesFound(
        matches=tuple(
            _match(one, kept[one.row.id]) for one in scored[:_MOST_SHOWN] if one.row.id in kept
        ),
        has_more=has_more,
        advice=gettext("There are more. Add a part of the name, the date of birth or the mobile.")
        if has_more
        else "",
    )


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate with its reasons, each worth 0 to 1; `rank` to sort by, and how many typed
    parts of the name it lacks."""

    row: Candidate
    said: list[tuple[float, str | Reason]]
    rank: float
    misses: float

    @property
    def score(self) -> float:
        """The strongest of the reasons."""
        return max((score for score, _ in self.said), default=0.0)

    @property
    def reason(self) -> str:
        """The reasons in words, the strongest first."""
        ordered = sorted(self.said, key=lambda one: -one[0])
        words = [one if isinstance(one, str) else searched_words(one) for _, one in ordered]
        return gettext("; ").join(dict.fromkeys(words))


def _scored(sought: _Sought, row: Candidate) -> _Scored:
    said: list[tuple[float, str | Reason]] = list(_numbers_agreeing(sought, row))
    rank = sum(10 * score for score, _ in said)
    misses = 0.0
    if sought.name:
        parts = name_parts(row.name)
        typed = _completed(sought.name, parts)
        reason = name_reason(typed, parts)
        levels = [reason.detail[role] for role in reason.detail if role != "order"]
        others = levels.count("other")
        misses = others + max(0, len(typed) - len(parts)) / 2
        agreed = sum(_AGREEMENT.get(level, 0.0) for level in levels) / len(typed)
        said.append((min(agreed, 1.0), reason))
        rank += reason.weight
    return _Scored(row, said, rank, misses)


_AGREEMENT = {"same": 1.0, "common": 1.0, "script": 0.97, "near": 0.8}


def _completed(typed: tuple[str, ...], parts: tuple[str, ...]) -> tuple[str, ...]:
    """The typed parts, the last of them completed by the part that begins with it."""
    last = typed[-1]
    if last in parts:
        return typed
    start = skeleton(last)
    for part in reversed(parts):
        if part.startswith(last):
            return (*typed[:-1], part)
    for part in reversed(parts):
        if len(start) > 1 and skeleton(part).startswith(start) and part not in typed:
            return (*typed[:-1], part)
    return typed


def _numbers_agreeing(sought: _Sought, row: Candidate) -> Iterator[tuple[float, str]]:
    numbers = sought.numbers
    if numbers.identity and row.identity == numbers.identity:
        yield 1.0, gettext("same ID")
    elif row.identity and row.identity in numbers.near:
        yield 0.8, gettext("ID differs by one slip")
    if numbers.phone and (row.has_way or row.phone == numbers.phone):
        yield 0.9, gettext("same mobile")
    if numbers.iban and row.iban == numbers.iban:
        yield 0.9, gettext("same bank account")
    if row.has_file or (sought.file_number is not None and sought.file_number == row.file_number):
        yield 1.0, gettext("same file number")
    if sought.birth is not None and row.birth_on is not None:
        first, last = sought.births
        if first <= row.birth_on <= last:
            yield 0.7, gettext("same date of birth")


def _fitting(scored: list[_Scored], typed: int) -> list[_Scored]:
    """Those that lack few of the typed parts; if all lack more, those that lack the fewest."""
    if not scored:
        return []
    allowed = max({1: 0, 2: 0, 3: 1}.get(typed, 2), min(one.misses for one in scored))
    return [one for one in scored if one.misses <= allowed or one.score >= _BY_NUMBER]


_BY_NUMBER = 0.8


def _closest_to(rows: list[Candidate], parts: tuple[str, ...], sought: _Sought) -> list[Candidate]:
    if len(rows) <= _MOST_COMPARED or not parts:
        return rows
    last = parts[-1]
    wanted = set(parts)

    def agreeing(row: Candidate) -> int:
        columns = row.columns
        agree = 4 * len(wanted.intersection(columns)) + (columns[0] == parts[0])
        if last not in columns:
            agree += 3 * any(column.startswith(last) for column in columns)
        return agree + 2 * (columns[3] == last)

    return sorted(rows, key=agreeing, reverse=True)[:_MOST_COMPARED]


def _date(text: str) -> DateEntry | None:
    try:
        return parse_date(text)
    except (Malformed, ValueError):
        return None


def _id_as_kept(typed: str) -> str:
    return "".join(letter for letter in ascii_digits(typed, without_marks=True) if letter.isalnum())


def _identities_near(by: Actor, typed: str) -> Iterator[str]:
    for one in nearby_national_ids(typed):
        yield _index(by, "national_id", one.digits)


def _phone_index(by: Actor, typed: str) -> str:
    try:
        return _index(by, "phone", mobile(typed)) if typed.strip() else ""
    except Malformed:
        return ""


def _iban_index(by: Actor, typed: str) -> str:
    try:
        return _index(by, "iban", saudi_iban(typed)) if typed.strip() else ""
    except Malformed:
        return ""


def _index(by: Actor, kind: str, value: str) -> str:
    return blind_index(kind, value, association=by.association)


def _match(one: _Scored, party: Party) -> PartyMatch:
    row = one.row
    return PartyMatch(
        id=row.id,
        kind=row.kind,
        name=row.name,
        reason=one.reason,
        score=round(one.score, 3),
        masked_id=masked_number(party.national_id),
        masked_phone=_phone_shown(party),
        city="" if party.is_protected else row.city,
        birth_on=row.birth_on,
        file_number=row.file_number,
    )
