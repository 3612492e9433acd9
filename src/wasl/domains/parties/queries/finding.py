"""Finding a party by whatever an officer has in hand, with the reason for each match."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext

from wasl.domains.parties.models import Party
from wasl.domains.parties.queries.candidates import (
    BY_FILE,
    BY_FORMER_ID,
    BY_FORMER_PHONE,
    BY_WAY,
    Brought,
    Candidates,
    Probe,
    candidates,
    moved_probes,
    name_probes,
    names_agreeing,
)
from wasl.domains.parties.queries.reasons import number_words, reason_words, searched_words
from wasl.domains.parties.rules.knowing import masked_number
from wasl.domains.parties.rules.likeness import (
    Likeness,
    Reason,
    Traits,
    births_near,
    likeness,
    name_reason,
)
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry, Precision, parse_date
from wasl.foundation.fields import Ciphertext
from wasl.foundation.identifiers import (
    Malformed,
    ascii_digits,
    mobile,
    nearby_national_ids,
    saudi_iban,
)
from wasl.foundation.keyring import await_no_key
from wasl.foundation.keys import blind_index
from wasl.foundation.names import LONGEST_COLUMN, folded, name_columns, name_parts, skeleton
from wasl.foundation.query import query
from wasl.foundation.scoping import Prepared

_MOST_SHOWN = 10
_MOST_COMPARED = 12


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
    birth_precision: str = "day",
    city: str = "",
    gender: str = "",
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
        birth_precision=birth_precision,
        city=folded(city),
        gender=gender,
    )
    columns = name_columns(name)
    parts = [part for part in columns if part]
    probes = list(_number_probes(numbers))
    if not probes and birth_on is None:
        # a number or a birth brings those whose parts were written out of order as well
        probes += moved_probes(parts)
    probes += name_probes(parts)
    if birth_on is not None and columns[0]:
        probes.append(Probe((("birth_on", births_near(birth_on)), ("name_1", columns[0])), 60))
        if columns[3]:
            probes.append(Probe((("birth_on", birth_on), ("name_4 among", columns[3])), 30))
    found = candidates(probes, kind=kind, besides=besides)
    worth = _likely_worth(parts, sought.name, numbers, birth_on)
    compared = [
        (_said_of_merged(likeness(sought, one.traits(numbers)), one.told_by), one)
        for one in _looked_at(found, worth)
    ]
    compared.sort(key=lambda one: (-one[0].score, one[1].row.name))
    best = [one for one in compared if one[0].score > 0][:_MOST_SHOWN]
    await_no_key({one.row.id for _, one in compared} - {one.row.id for _, one in best})
    return tuple(_likely(alike, one) for alike, one in best)


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
    if numbers.identity:
        yield Probe(((BY_FORMER_ID, numbers.identity),), 10)
    if numbers.phone:
        yield Probe((("phone_index", numbers.phone),), 60)
        yield Probe(((BY_FORMER_PHONE, numbers.phone),), 30)
        yield Probe((("way", numbers.phone),), 30)
    if numbers.iban:
        yield Probe((("iban_index", numbers.iban),), 30)


def _likely_worth(
    parts: Sequence[str], name: Sequence[str], numbers: _Numbers, birth_on: date | None
) -> Callable[[Brought], int]:
    """How to tell roughly which rows are worth comparing closely."""
    by_name = names_agreeing(parts, name)
    near = {numbers.identity, *numbers.near} - {""}
    days = [] if birth_on is None else [str(day) for day in births_near(birth_on)]

    def worth(row: Brought) -> int:
        agree = by_name(row)
        if row.identity in near or row.told_by == BY_FORMER_ID:
            agree += 50
        if row.told_by in (BY_WAY, BY_FORMER_PHONE) or (row.phone and row.phone == numbers.phone):
            agree += 8
        if days and row.birth_on is not None:
            born = str(row.birth_on)
            agree += 14 if born == days[0] else 10 if born in days else -8
        return agree

    return worth


class _Kept(NamedTuple):
    """What is kept of a party, as far as comparing and showing it needs it; the ID and the phone
    still sealed."""

    id: UUID
    kind: str
    name: str
    identity_kind: str
    identity: str
    national_id: Ciphertext
    phone_index: str
    phone: Ciphertext
    iban: str
    birth_on: date | None
    birth_entry: Mapping[str, Any]
    city: str
    gender: str
    file_number: int | None
    is_protected: bool


_kept: Prepared[tuple[Any, ...]] = Prepared(
    lambda keys: Party.objects.filter(pk__in=keys).values_list(
        *("id", "kind", "name", "identity_kind", "national_id_index", "national_id"),
        *("phone_index", "phone", "iban_index", "birth_on", "birth_entry", "city", "gender"),
        *("file_number", "is_protected"),
    ),
    is_planned_once=True,
)


_NATIONAL_ID: Any = Party._meta.get_field("national_id")
_PHONE: Any = Party._meta.get_field("phone")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Looked:
    """A party looked at closely, by what else than its own columns it was brought, and how well it
    agrees with what is sought, counted roughly."""

    row: _Kept
    told_by: frozenset[str]
    worth: int

    def traits(self, numbers: _Numbers) -> Traits:
        """What the rule of likeness compares; a number that brought the party is its own."""
        row = self.row
        is_further = not self.told_by.isdisjoint((BY_WAY, BY_FORMER_PHONE))
        return Traits(
            name=name_parts(row.name),
            identity=numbers.identity if BY_FORMER_ID in self.told_by else row.identity,
            identity_kind=row.identity_kind,
            phones=frozenset({row.phone_index, numbers.phone if is_further else ""} - {""}),
            iban=row.iban,
            birth_on=row.birth_on,
            birth_precision=(row.birth_entry or {}).get("precision") or "day",
            city=_folded_city(row.city),
            gender=row.gender,
        )

    @property
    def masked_id(self) -> str:
        """The ID with its last digits only."""
        return masked_number(_NATIONAL_ID.opened_value(self.row.national_id, key=self.row.id))

    @property
    def masked_phone(self) -> str:
        """The mobile with its last digits only; nothing of a protected person."""
        if self.row.is_protected:
            return ""
        return masked_number(_PHONE.opened_value(self.row.phone, key=self.row.id))

    @property
    def city(self) -> str:
        """The city; nothing of a protected person."""
        return "" if self.row.is_protected else self.row.city


@lru_cache(maxsize=1024)
def _folded_city(city: str) -> str:
    return folded(city)


def _looked_at(found: Candidates, worth: Callable[[Brought], int]) -> list[_Looked]:
    """The closest of those found, each with all that comparing and showing needs."""
    worths = found.closest(_MOST_COMPARED, worth)
    rows = map(_Kept._make, _kept(keys=list(worths)) if worths else ())
    return [_Looked(row, found.told_by.get(row.id, _NOTHING), worths[row.id]) for row in rows]


_FORMER = {BY_FORMER_ID: "identity", BY_FORMER_PHONE: "phone"}


def _said_of_merged(alike: Likeness, told_by: frozenset[str]) -> Likeness:
    """The same, with the numbers of merged records called what they are."""
    former = {_FORMER[one] for one in told_by & _FORMER.keys()}
    if not former:
        return alike
    return Likeness(
        alike.score,
        tuple(
            Reason(one.kind, one.weight, {"is": "former"})
            if one.kind in former and one.detail["is"] == "same"
            else one
            for one in alike.reasons
        ),
    )


def _likely(alike: Likeness, one: _Looked) -> LikelyDuplicate:
    return LikelyDuplicate(
        id=one.row.id,
        kind=one.row.kind,
        name=one.row.name,
        score=alike.score,
        reasons=alike.reasons,
        words=tuple(filter(None, map(reason_words, alike.reasons))),
        masked_id=one.masked_id,
        masked_phone=one.masked_phone,
        city=one.city,
        birth_on=one.row.birth_on,
    )


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
    part is being typed. Merged and erased parties never appear; an ID or a phone that a merge left
    without a record brings the one that survived, and says so.
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
    probes += [*name_probes(parts, is_typing=True), *moved_probes(parts)]
    found = _looked_at(candidates(probes), _worth(sought, parts))
    scored = [_scored(sought, one) for one in found]
    if parts:
        scored = _fitting(scored, len(parts))
    scored.sort(key=lambda one: (-one.of.worth, -one.weight, one.of.row.name, one.of.row.id))
    best = scored[:_MOST_SHOWN]
    await_no_key({one.row.id for one in found} - {one.of.row.id for one in best})
    has_more = sum(one.misses == scored[0].misses for one in scored) > _MOST_SHOWN
    return PartiesFound(
        matches=tuple(map(_match, best)),
        has_more=has_more,
        advice=gettext("There are more. Add a part of the name, the date of birth or the mobile.")
        if has_more
        else "",
    )


@dataclass(frozen=True, slots=True)
class _Scored:
    """A party with its reasons, each worth 0 to 1, the weight of its name, and how many typed parts
    of the name it lacks."""

    of: _Looked
    said: list[tuple[float, str | Reason]]
    weight: float
    misses: float

    @property
    def score(self) -> float:
        """The strongest of the reasons."""
        return max((score for score, _ in self.said), default=0.0)

    @property
    def reason(self) -> str:
        """The reasons in words, the strongest first."""
        ordered = sorted(self.said, key=lambda one: -one[0])
        words = [
            number_words(one) if isinstance(one, str) else searched_words(one) for _, one in ordered
        ]
        return gettext("; ").join(dict.fromkeys(words))


def _scored(sought: _Sought, one: _Looked) -> _Scored:
    said: list[tuple[float, str | Reason]] = list(_numbers_agreeing(sought, one))
    weight = misses = 0.0
    if sought.name:
        parts = name_parts(one.row.name)
        typed = _completed(sought.name, parts)
        reason = name_reason(typed, parts)
        levels = [reason.detail[role] for role in reason.detail if role != "order"]
        others = levels.count("other")
        misses = others + max(0, len(typed) - len(parts)) / 2
        agreed = sum(_AGREEMENT.get(level, 0.0) for level in levels) / len(typed)
        said.append((min(agreed, 1.0), reason))
        weight = reason.weight
    return _Scored(one, said, weight, misses)


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


def _numbers_agreeing(sought: _Sought, one: _Looked) -> Iterator[tuple[float, str]]:
    numbers, row = sought.numbers, one.row
    if numbers.identity and row.identity == numbers.identity:
        yield 1.0, "identity"
    elif row.identity and row.identity in numbers.near:
        yield 0.8, "identity near"
    if BY_FORMER_ID in one.told_by:
        yield 0.95, "identity former"
    if numbers.phone and (BY_WAY in one.told_by or row.phone_index == numbers.phone):
        yield 0.9, "phone"
    elif BY_FORMER_PHONE in one.told_by:
        yield 0.85, "phone former"
    if numbers.iban and row.iban == numbers.iban:
        yield 0.9, "iban"
    has_file = sought.file_number is not None and row.file_number == sought.file_number
    if has_file or BY_FILE in one.told_by:
        yield 1.0, "file number"
    if sought.birth is not None and row.birth_on is not None:
        first, last = sought.births
        if first <= row.birth_on <= last:
            yield 0.7, "birth"


def _fitting(scored: list[_Scored], typed: int) -> list[_Scored]:
    """Those that lack few of the typed parts; if all lack more, those that lack the fewest."""
    if not scored:
        return []
    allowed = max({1: 0, 2: 0, 3: 1}.get(typed, 2), min(one.misses for one in scored))
    return [one for one in scored if one.misses <= allowed or one.score >= _BY_NUMBER]


_BY_NUMBER = 0.8


def _worth(sought: _Sought, parts: Sequence[str]) -> Callable[[Brought], int]:
    """How to tell roughly which rows are worth looking at closely."""
    by_name = names_agreeing(parts, sought.name)
    numbers = sought.numbers
    told = {BY_WAY, BY_FILE, BY_FORMER_ID, BY_FORMER_PHONE}
    exact = {numbers.identity, numbers.phone, *told} - {""}
    first, last = map(str, sought.births) if sought.birth is not None else ("", "")

    def worth(row: Brought) -> int:
        agree = by_name(row)
        if not exact.isdisjoint((row.identity, row.phone, row.told_by)):
            agree += 50
        if first and first <= str(row.birth_on) <= last:
            agree += 15
        return agree

    return worth


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


def _match(one: _Scored) -> PartyMatch:
    row = one.of.row
    return PartyMatch(
        id=row.id,
        kind=row.kind,
        name=row.name,
        reason=one.reason,
        score=round(one.score, 3),
        masked_id=one.of.masked_id,
        masked_phone=one.of.masked_phone,
        city=one.of.city,
        birth_on=row.birth_on,
        file_number=row.file_number,
    )
