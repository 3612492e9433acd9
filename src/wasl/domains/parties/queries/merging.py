"""What waits to be told apart, two records side by side, and what was merged."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from wasl.domains.parties.models import DuplicatePair, Fact, HouseholdMember, Merge, Party
from wasl.domains.parties.queries.knowing import _refuse_conflict
from wasl.domains.parties.queries.reasons import reason_words
from wasl.domains.parties.rules import masked_number, pair_order
from wasl.domains.parties.rules.correcting import HIDDEN_WHEN_PROTECTED
from wasl.domains.parties.rules.likeness import SAME_FROM, Reason
from wasl.domains.parties.rules.merging import FIELDS, is_alike, is_empty, shown_by
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

_MASKED = frozenset({"iban"})
_MOST_COUNTED = 1000
_MOST_MERGES = 50
_STRONG_REASON = 5.0
_STRONG_PAIR = 20.0


@dataclass(frozen=True, slots=True)
class PairReason:
    """One reason for which two records look alike: in words, and how much it weighs."""

    kind: str
    weight: float
    words: str

    @property
    def says(self) -> str:
        """How it speaks: "strongly_for", "for", "neither", "against" or "strongly_against"."""
        if not self.weight:
            return "neither"
        strongly = "strongly_" if abs(self.weight) >= _STRONG_REASON else ""
        return f"{strongly}{'for' if self.weight > 0 else 'against'}"


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two records that wait to be told apart; numbers are masked."""

    id: UUID
    score: float
    reasons: tuple[PairReason, ...]
    first: UUID
    first_name: str
    second: UUID
    second_name: str
    kind: str
    found_by: str
    found_at: datetime

    @property
    def strength(self) -> str:
        """How alike the two are: "strong", "likely" or "possible"."""
        return _strength(self.score)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """What both records say of one field. `is_hidden` when protection keeps it from view."""

    field: str
    first: Any
    second: Any
    is_alike: bool
    first_says: bool
    second_says: bool
    is_hidden: bool

    @property
    def must_choose(self) -> bool:
        """Whether both say something, and not the same."""
        return self.first_says and self.second_says and not self.is_alike


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household that a person belongs to now, and as what."""

    household: UUID
    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of the two records, around its columns."""

    id: UUID
    version: int
    name: str
    is_protected: bool
    registered_at: datetime
    registered_by: UUID | None
    households: tuple[HouseholdRow, ...]
    facts: int
    merged_into: UUID | None
    is_erased: bool

    @property
    def heads(self) -> frozenset[UUID]:
        """The households that this person heads."""
        return frozenset(one.household for one in self.households if one.relation == "head")


@dataclass(frozen=True, slots=True)
class PairSheet:
    """Two records side by side, why they look alike, and what was said of them."""

    id: UUID
    kind: str
    stage: str
    score: float
    reasons: tuple[PairReason, ...]
    found_by: str
    found_at: datetime
    settled_by: UUID | None
    settled_at: datetime | None
    why: str
    first: PairSide
    second: PairSide
    rows: tuple[ColumnRow, ...]

    @property
    def strength(self) -> str:
        """How alike the two are: "strong", "likely" or "possible"."""
        return _strength(self.score)

    @property
    def is_open(self) -> bool:
        """Whether the two can still be made one."""
        sides = (self.first, self.second)
        return not any(one.merged_into or one.is_erased for one in sides)

    @property
    def head_two_households(self) -> bool:
        """Whether each heads a household that the other does not."""
        first, second = self.first.heads, self.second.heads
        return bool(first) and bool(second) and first != second


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge: who stands for whom since when, and whether it can be undone now."""

    id: UUID
    kind: str
    survivor: UUID
    survivor_name: str
    absorbed: UUID
    absorbed_name: str
    chosen: Mapping[str, str]
    merged_by: UUID
    merged_at: datetime
    undone_by: UUID | None
    undone_at: datetime | None
    is_last: bool

    @property
    def may_be_undone(self) -> bool:
        """Whether it stands and no later merge stands on it."""
        return self.undone_at is None and self.is_last


@query
def pairs_waiting(by: Actor, *, after: UUID | None = None, most: int = 25) -> tuple[PairRow, ...]:
    """Pairs of records that wait for somebody to tell them apart, the most alike first.

    `after` is the last pair seen. What touches the one who asks is not left out here, because a
    list shows names only; the pair itself refuses him.
    """
    rows = DuplicatePair.objects.filter(stage="waiting")
    if after is not None:
        last = rows.model.objects.filter(pk=after).values_list("score", "pk").first()
        if last is not None:
            rows = rows.filter(Q(score__lt=last[0]) | Q(score=last[0], pk__gt=last[1]))
    rows = rows.select_related("first", "second").order_by("-score", "id")
    return tuple(
        PairRow(
            id=row.pk,
            score=row.score,
            reasons=_reasons(row.reasons),
            first=row.first_id,
            first_name=row.first.name,
            second=row.second_id,
            second_name=row.second.name,
            kind=row.first.kind,
            found_by=row.found_by,
            found_at=row.found_at,
        )
        for row in rows[:most]
    )


@query
def pairs_waiting_count(by: Actor) -> int:
    """How many pairs wait; counted to a thousand at most."""
    waiting = DuplicatePair.objects.filter(stage="waiting").order_by()
    return int(waiting[:_MOST_COUNTED].count())


@recorded_query
def pair_sheet(by: Actor, *, pair: UUID) -> PairSheet:
    """Two records side by side, field by field, with the reasons in words.

    The phone and the addresses are hidden on both sides when one of the two is protected; an
    IBAN is masked for everybody. Refuses with `NotFound`, and with `ConflictOfInterest` when one
    of the two touches the one who asks.
    """
    related = DuplicatePair.objects.select_related("first__signatory", "second__signatory")
    row = found(related, pk=pair)
    remark(row)
    _refuse_conflict(by, row.first_id, row.second_id)
    records = _standing_for((row.first_id, row.second_id))
    homes = _households_of(records)
    facts = _facts_of(records)
    return PairSheet(
        id=row.pk,
        kind=row.first.kind,
        stage=row.stage,
        score=row.score,
        reasons=_reasons(row.reasons),
        found_by=row.found_by,
        found_at=row.found_at,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        why=row.why,
        first=_side(row.first, homes, facts),
        second=_side(row.second, homes, facts),
        rows=_compared(row.first, row.second),
    )


@query
def pair_of(by: Actor, *, one: UUID, other: UUID) -> UUID | None:
    """The pair that two records make, if anything was ever said of them."""
    first, second = pair_order(one, other)
    pairs = DuplicatePair.objects.filter(first=first, second=second)
    return pairs.values_list("pk", flat=True).first()


@query
def pairs_waiting_of(by: Actor, *, parties: Sequence[UUID]) -> dict[UUID, int]:
    """How many pairs wait in which each of these parties stands; none is left out of the answer."""
    asked = set(parties)
    counted = dict.fromkeys(parties, 0)
    pairs = DuplicatePair.objects.filter(
        Q(first__in=asked) | Q(second__in=asked), stage="waiting"
    ).values_list("first_id", "second_id")
    for pair in pairs:
        for party in asked & set(pair):
            counted[party] += 1
    return counted


@query
def records_of(by: Actor, *, parties: Iterable[UUID]) -> frozenset[UUID]:
    """All records of several parties, those merged with them included; one that is not known is
    simply absent."""
    asked = set(parties)
    if not asked:
        return frozenset()
    rows = Party.objects.filter(Q(pk__in=asked) | Q(merged_into__in=asked))
    found_ones = dict(rows.values_list("pk", "merged_into_id"))
    above = {root for root in found_ones.values() if root is not None} - asked
    return frozenset(found_ones) | (records_of(by, parties=above) if above else frozenset())


@query
def merges_listed(by: Actor, *, after: UUID | None = None, most: int = 25) -> tuple[MergeRow, ...]:
    """Merges that stand, the latest first; `after` is the last row seen."""
    rows = Merge.objects.filter(undone_at=None)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return _merge_rows(rows.select_related("survivor", "absorbed").order_by("-pk")[:most])


@recorded_query
def merges_of(by: Actor, *, party: UUID) -> tuple[MergeRow, ...]:
    """The merges in which a party took part, undone ones included, the latest first.

    For an absorbed party those of its survivor too. Refuses with `NotFound`.
    """
    row = found(Party.objects, pk=party)
    root = row.merged_into_id or row.pk
    rows = Merge.objects.filter(
        Q(survivor__in={root, row.pk}) | Q(absorbed__in={root, row.pk})
    ).select_related("survivor", "absorbed")
    return _merge_rows(rows.order_by("-pk")[:_MOST_MERGES])


@query
def merge_called(by: Actor, *, merge: UUID) -> MergeRow:
    """One merge. Refuses with `NotFound`."""
    row = found(Merge.objects.select_related("survivor", "absorbed"), pk=merge)
    return _merge_rows([row])[0]


def _merge_rows(rows: Iterable[Merge]) -> tuple[MergeRow, ...]:
    merges = list(rows)
    survivors = {one.survivor_id for one in merges}
    standing = Merge.objects.filter(
        Q(survivor__in=survivors) | Q(absorbed__in=survivors), undone_at=None
    ).values_list("pk", "survivor_id", "absorbed_id")
    last: dict[UUID, UUID] = {}
    for key, survivor, absorbed in standing:
        for party in (survivor, absorbed):
            last[party] = max(last.get(party, key), key)
    return tuple(
        MergeRow(
            id=one.pk,
            kind=one.survivor.kind,
            survivor=one.survivor_id,
            survivor_name=one.survivor.name,
            absorbed=one.absorbed_id,
            absorbed_name=one.absorbed.name,
            chosen=one.chosen,
            merged_by=one.merged_by,
            merged_at=one.merged_at,
            undone_by=one.undone_by,
            undone_at=one.undone_at,
            is_last=last.get(one.survivor_id, one.pk) == one.pk,
        )
        for one in merges
    )


def _strength(score: float) -> str:
    if score >= _STRONG_PAIR:
        return "strong"
    return "likely" if score >= SAME_FROM else "possible"


def _reasons(stored: Sequence[Mapping[str, Any]]) -> tuple[PairReason, ...]:
    """What was kept of the reasons, in words; the strongest first, as they were found."""
    kept = (
        Reason(
            str(one["kind"]),
            float(one["weight"]),
            {key: value for key, value in one.items() if key not in ("kind", "weight")},
        )
        for one in stored
    )
    return tuple(PairReason(one.kind, one.weight, reason_words(one)) for one in kept)


def _standing_for(parties: Sequence[UUID]) -> dict[UUID, UUID]:
    """Each record of these parties, those they absorbed included, with the one it is read as."""
    absorbed = Party.objects.filter(merged_into__in=parties).values_list("pk", "merged_into_id")
    return {key: root for key, root in absorbed if root} | {one: one for one in parties}


def _households_of(records: Mapping[UUID, UUID]) -> dict[UUID, list[HouseholdRow]]:
    homes: dict[UUID, list[HouseholdRow]] = {root: [] for root in records.values()}
    members = HouseholdMember.objects.filter(party__in=list(records), left_on=None)
    for one in members.select_related("household").order_by("joined_on", "pk"):
        if one.party_id is not None:
            homes[records[one.party_id]].append(
                HouseholdRow(one.household_id, one.household.name, one.relation)
            )
    return homes


def _facts_of(records: Mapping[UUID, UUID]) -> Counter[UUID]:
    facts: Counter[UUID] = Counter()
    counted = Fact.objects.filter(party__in=list(records), replaced_at=None).order_by()
    for party, number in counted.values_list("party_id").annotate(number=Count("pk")):
        facts[records[party]] += number
    return facts


def _side(row: Party, homes: Mapping[UUID, list[HouseholdRow]], facts: Counter[UUID]) -> PairSide:
    return PairSide(
        id=row.pk,
        version=row.version,
        name=row.name,
        is_protected=row.is_protected,
        registered_at=row.created_at,
        registered_by=row.registered_by,
        households=tuple(homes[row.pk]),
        facts=facts[row.pk],
        merged_into=row.merged_into_id,
        is_erased=row.erased_at is not None,
    )


def _compared(first: Party, second: Party) -> tuple[ColumnRow, ...]:
    """The fields of which at least one record says something."""
    names = [name for columns in FIELDS.values() for name in columns]
    one = {name: getattr(first, name) for name in names}
    other = {name: getattr(second, name) for name in names}
    is_protected = first.is_protected or second.is_protected
    rows = []
    for field in FIELDS:
        says = (not is_empty(one, field), not is_empty(other, field))
        if not any(says):
            continue
        is_hidden = is_protected and field in HIDDEN_WHEN_PROTECTED
        rows.append(
            ColumnRow(
                field=field,
                first=None if is_hidden else _shown(first, field),
                second=None if is_hidden else _shown(second, field),
                is_alike=is_alike(one, other, field),
                first_says=says[0],
                second_says=says[1],
                is_hidden=is_hidden,
            )
        )
    return tuple(rows)


def _shown(row: Party, field: str) -> Any:
    if field == "signatory":
        return "" if row.signatory is None else row.signatory.name
    value = getattr(row, shown_by(field))
    return masked_number(value) if field in _MASKED else value
