"""What is known of a party: stated, verified and found side by side, and as it stood on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.parties.models import Fact, HouseholdMember, Party
from wasl.domains.parties.queries.knowing import _refuse_conflict, same_party
from wasl.domains.parties.rules.facts import (
    FACT_GROUPS,
    FACT_KEYS,
    FactChoice,
    FactGroup,
    FactKey,
    FactValue,
    Income,
    KnownFact,
    counting,
    derived_income,
    standing_values,
    values_differ,
)
from wasl.domains.privacy.queries import consents_of
from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found

HEAD = "head"


@dataclass(frozen=True, slots=True)
class FactCell(KnownFact):
    """One value with its source, the day it holds on, and who recorded it when and in which case.

    `is_withheld` is a value kept on a consent that was withdrawn since: it is not shown.
    `replaced_at` and `why` tell of a correction: when this one was replaced, and why it replaced
    another.
    """

    source_note: str
    about: UUID | None
    recorded_by: UUID | None
    replaces: UUID | None
    replaced_at: datetime | None
    why: str
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class FactRow:
    """What is known under one key: a value per column, and which of them counts.

    `cells` maps "stated", "verified" and "found" to what stands there. `recorded` is how often
    anything was recorded under this key, corrections included.
    """

    fact: FactKey
    cells: Mapping[str, FactCell]
    counts: FactCell
    differs: bool
    recorded: int


@dataclass(frozen=True, slots=True)
class FactGrid:
    """All that is known of a party on a day, by group; and the income that follows from it.

    `on` is None for what is known now. `withheld` names the purposes whose consent is missing.
    `members_listed` is how many the register counts in the household, None for a single person.
    """

    party: UUID
    on: date | None
    rows: tuple[FactRow, ...]
    income: Income
    members_listed: int | None
    withheld: tuple[str, ...]

    def row(self, key: str) -> FactRow | None:
        """What is known under a key, or nothing."""
        return next((one for one in self.rows if one.fact.key == key), None)

    def grouped(self) -> tuple[tuple[FactGroup, tuple[FactRow, ...]], ...]:
        """The rows under their groups; a group without rows is left out."""
        grouped = (
            (group, tuple(row for row in self.rows if row.fact.group == group.key))
            for group in FACT_GROUPS
        )
        return tuple((group, rows) for group, rows in grouped if rows)


@dataclass(frozen=True, slots=True)
class FactSheet:
    """One fact to be looked at or corrected, and whose it is."""

    party: UUID
    fact: FactKey
    cell: FactCell


def fact_keys_listed() -> tuple[FactKey, ...]:
    """All that may be known of a party, in the order of the page."""
    return tuple(FACT_KEYS.values())


def fact_groups_listed() -> tuple[FactGroup, ...]:
    """The groups in which facts are shown."""
    return FACT_GROUPS


def fact_key(key: str) -> FactKey:
    """What may be known under this key. Refuses with `NotFound` a key that the list lacks."""
    known = FACT_KEYS.get(key)
    if known is None:
        raise NotFound
    return known


def choice_words(fact: FactKey, value: FactValue) -> FactChoice | None:
    """The choice that a value of a fact means, with its words."""
    return next((one for one in fact.choices if one.key == value), None)


@recorded_query
def facts_of(by: Actor, *, party: UUID, on: date | None = None) -> FactGrid:
    """What is known of a party, with its sources; with `on`, what was known by that day's end.

    Of two values that of the stronger source counts: visit, authority, document, import,
    interview, statement; of one source the latest. Facts of parties that were found to be the
    same are shown as one. Refuses with `NotFound`, and with `ConflictOfInterest` a member of the
    staff whom the party touches.
    """
    row, same = _opened_party(by, party)
    trail.remark(row, **({"on": on.isoformat()} if on else {}))
    facts = Fact.objects.filter(party_id__in=same).order_by("recorded_at", "id")
    if on is not None:
        facts = facts.filter(recorded_at__lt=_end_of(on))
    kept = list(facts)
    consented = _consents(by, same, kept)
    cells = [_cell(one, consented) for one in kept]
    standing = [
        cell
        for cell in cells
        if cell.key in FACT_KEYS and (cell.replaced_at is None or _is_after(cell.replaced_at, on))
    ]
    rows = tuple(_rows(standing, cells))
    members = _members_listed(row, same, on or timezone.localdate())
    counted = {one.fact.key: one.counts for one in rows if not one.counts.is_withheld}
    return FactGrid(
        party=row.pk,
        on=on,
        rows=rows,
        income=derived_income(counted, members_listed=members),
        members_listed=members,
        withheld=tuple(
            dict.fromkeys(FACT_KEYS[cell.key].consent for cell in standing if cell.is_withheld)
        ),
    )


@recorded_query
def fact_history(by: Actor, *, party: UUID, key: str) -> tuple[FactCell, ...]:
    """All that was ever recorded of a party under one key, corrected values too, newest first.

    Refuses with `NotFound` and `ConflictOfInterest`.
    """
    fact_key(key)
    row, same = _opened_party(by, party)
    trail.remark(row, fact=key)
    kept = list(Fact.objects.filter(party_id__in=same, key=key).order_by("-recorded_at", "-id"))
    consented = _consents(by, same, kept)
    return tuple(_cell(one, consented) for one in kept)


@recorded_query
def fact_sheet(by: Actor, *, fact: UUID) -> FactSheet:
    """One fact. Refuses with `NotFound` and `ConflictOfInterest`."""
    kept = found(Fact.objects, pk=fact)
    row, same = _opened_party(by, kept.party_id)
    trail.remark(row, fact=kept.key)
    return FactSheet(row.pk, fact_key(kept.key), _cell(kept, _consents(by, same, [kept])))


@query
def consents_lacking(by: Actor, *, party: UUID, keys: Sequence[str]) -> tuple[str, ...]:
    """The purposes that facts under these keys need and to which the party has not consented.

    Refuses with `NotFound` and `ConflictOfInterest`.
    """
    _row, same = _opened_party(by, party)
    return _lacking_consents(by, same, keys)


def _lacking_consents(by: Actor, same: Sequence[UUID], keys: Iterable[str]) -> tuple[str, ...]:
    """As `consents_lacking`, for parties that are one and were opened already."""
    needed = dict.fromkeys(
        FACT_KEYS[key].consent for key in keys if key in FACT_KEYS and FACT_KEYS[key].consent
    )
    if not needed:
        return ()
    given = _consents_given(by, same)
    return tuple(purpose for purpose in needed if purpose not in given)


def _opened_party(by: Actor, party: UUID) -> tuple[Party, tuple[UUID, ...]]:
    """The party that stands for this one, and all records of it, its own first.

    Refuses with `NotFound`, and with `ConflictOfInterest` a member of the staff whom it touches.
    """
    same = same_party(by.as_system(), party=party)
    _refuse_conflict(by, same[0])
    return found(Party.objects, pk=same[0]), same


def _rows(standing: Sequence[FactCell], everything: Sequence[FactCell]) -> list[FactRow]:
    by_key: dict[str, list[FactCell]] = {}
    for cell in standing:
        by_key.setdefault(cell.key, []).append(cell)
    rows = []
    for key, fact in FACT_KEYS.items():
        counts = counting(by_key.get(key, ()))
        if counts is None:
            continue
        cells = standing_values(by_key[key])
        rows.append(
            FactRow(
                fact,
                cells,
                counts,
                differs=values_differ(cells.values()),
                recorded=sum(one.key == key for one in everything),
            )
        )
    return rows


def _cell(row: Fact, consented: frozenset[str]) -> FactCell:
    fact = FACT_KEYS.get(row.key)
    is_withheld = fact is not None and bool(fact.consent) and fact.consent not in consented
    return FactCell(
        id=row.pk,
        key=row.key,
        value="" if is_withheld else row.value.get("is", ""),
        source=row.source,
        holds_on=row.holds_on,
        recorded_at=row.recorded_at,
        source_note="" if is_withheld else row.source_note,
        about=row.about,
        recorded_by=row.recorded_by,
        replaces=row.replaces_id,
        replaced_at=row.replaced_at,
        why=row.why,
        is_withheld=is_withheld,
    )


def _consents(by: Actor, same: Sequence[UUID], facts: Sequence[Fact]) -> frozenset[str]:
    """The purposes consented to, asked only where a fact needs one."""
    needed = {FACT_KEYS[one.key].consent for one in facts if one.key in FACT_KEYS} - {""}
    return _consents_given(by, same) if needed else frozenset()


def _consents_given(by: Actor, same: Sequence[UUID]) -> frozenset[str]:
    reader = by.with_permissions("privacy.consents_of")
    given = consents_of(reader, subject=same[0], besides=same[1:])
    return frozenset(one.purpose for one in given if one.withdrawn_at is None)


def _members_listed(row: Party, same: Sequence[UUID], on: date) -> int | None:
    if row.kind != "household":
        return None
    present = Q(joined_on=None) | Q(joined_on__lte=on)
    stayed = Q(left_on=None) | Q(left_on__gt=on)
    members = HouseholdMember.objects.filter(present & stayed, household_id__in=same)
    relations = list(members.values_list("relation", flat=True))
    return len(relations) + (HEAD not in relations)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _is_after(moment: datetime, on: date | None) -> bool:
    return on is not None and moment >= _end_of(on)
