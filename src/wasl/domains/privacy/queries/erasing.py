"""Everything about a person, what is held back, and what was destroyed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from wasl.domains.privacy.models import Destruction, Hold
from wasl.domains.privacy.rules.erasing import has_ended, last_day
from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.personal_data import (
    Cell,
    Part,
    People,
    PersonalData,
    Retention,
    Said,
    Words,
    declared,
    everybody,
    rows_about,
    told,
)
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import ConflictOfInterest, NotFound
from wasl.foundation.scoping import found

LANGUAGES: Final = ("ar", "en")
SCHEMA: Final = 1
MOST_LOOKED_AT: Final = 500


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One row: its key and its columns."""

    id: UUID
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DossierSection:
    """What one table holds about the person, what for, on what ground, and for how long."""

    room: str
    model: str
    title: Words
    purpose: Words
    basis: Words
    kept_for: Words
    rows: tuple[DossierRow, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one person: of all records found to be his, and of his cases."""

    party: UUID
    parties: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    made_at: datetime
    sections: tuple[DossierSection, ...]

    def as_json(self) -> dict[str, Any]:
        """The dossier for machines, as docs/operations/erasure.md describes it."""
        return {
            "schema": SCHEMA,
            "party": str(self.party),
            "records": [str(one) for one in self.parties],
            "cases": [str(one) for one in self.cases],
            "made_at": self.made_at.isoformat(),
            "sections": [_section_as_json(one) for one in self.sections],
        }


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold on a person's data."""

    id: UUID
    party: UUID
    ground: str
    why: str
    until: date | None
    placed_by: UUID | None
    placed_at: datetime
    lifted_by: UUID | None
    lifted_at: datetime | None
    lifted_why: str

    @property
    def is_standing(self) -> bool:
        """Whether it still holds today."""
        is_over = self.until is not None and self.until < timezone.localdate()
        return self.lifted_at is None and not is_over


@dataclass(frozen=True, slots=True)
class DestructionCount:
    """What became of the rows of one table: "deleted", "emptied" or "kept", and why they stay."""

    model: str
    title: Words
    deed: str
    rows: int
    because: Words


@dataclass(frozen=True, slots=True)
class DestructionRow:
    """The minutes of one destruction; there is no personal data in them."""

    id: UUID
    number: int
    party: UUID
    ground: str
    request: UUID | None
    why: str
    counts: tuple[DestructionCount, ...]
    keys: int
    files: int
    parties: tuple[UUID, ...]
    case_ids: tuple[UUID, ...]
    destroyed_by: UUID | None
    destroyed_at: datetime

    @property
    def cases(self) -> int:
        """How many cases went with the person."""
        return len(self.case_ids)


@dataclass(frozen=True, slots=True)
class Remains:
    """What stands in the way of erasing somebody: nothing, when all are empty."""

    is_erased: bool
    is_held: bool
    open: tuple[Words, ...]
    kept: tuple[tuple[Words, date], ...]

    @property
    def may_erase(self) -> bool:
        """Whether `erase_person` would go through now."""
        return not (self.is_erased or self.is_held or self.open or self.kept)


@dataclass(frozen=True, slots=True)
class DueRow:
    """Somebody whose data may stay no longer: since when nothing was recorded, and since when it
    is due."""

    party: UUID
    since_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class DueRows:
    """Those who are due, the oldest record first; `after` leads on where there may be more."""

    rows: tuple[DueRow, ...]
    after: UUID | None


@recorded_query
def everything_about(by: Actor, *, party: UUID) -> Dossier:
    """All that is held about a person in every room, opened; the reading is in the trail.

    Refuses with `NotFound` a person of another association, with `ConflictOfInterest` whoever is
    the person himself or a relative of his.
    """
    people = _known(by, party)
    trail.remark_on("party", party, what="everything")
    sections = []
    for held in declared():
        if held.about is None or not held.labels:
            continue
        rows = tuple(
            DossierRow(key, cells) for key, cells in told(by.as_system(), held, people) if cells
        )
        if rows:
            sections.append(
                DossierSection(
                    held.room,
                    held.model,
                    held.title,
                    held.purpose,
                    held.basis,
                    held.kept_for,
                    rows,
                )
            )
    return Dossier(party, people.parties, people.cases, timezone.now(), tuple(sections))


@query
def remains_of(by: Actor, *, party: UUID) -> Remains:
    """What stands in the way of erasing this person, before anybody tries.

    Refuses with `NotFound` and `ConflictOfInterest` as `everything_about` does.
    """
    people = _known(by, party)
    return Remains(
        is_erased=_is_erased(people),
        is_held=_is_held(people),
        open=_open_things(people),
        kept=_still_kept(people),
    )


@query
def holds_of(by: Actor, *, party: UUID) -> tuple[HoldRow, ...]:
    """Every hold on a person's data, lifted ones included; the latest first."""
    people = _known(by, party)
    rows = Hold.objects.filter(party__in=people.parties).order_by("-placed_at", "-id")
    return tuple(
        HoldRow(
            row.pk,
            row.party,
            row.ground,
            row.why,
            row.until,
            row.placed_by,
            row.placed_at,
            row.lifted_by,
            row.lifted_at,
            row.lifted_why,
        )
        for row in rows
    )


@query
def destructions_recorded(
    by: Actor, *, after: int | None = None, most: int = 25
) -> tuple[DestructionRow, ...]:
    """The minutes of destructions, the latest first; `after` is the number of the last one seen."""
    rows = Destruction.objects.order_by("-number")
    if after is not None:
        rows = rows.filter(number__lt=after)
    return tuple(_minutes(row) for row in rows[:most])


@query
def destruction_minutes(by: Actor, *, destruction: UUID) -> DestructionRow:
    """The minutes of one destruction. Refuses with `NotFound`."""
    return _minutes(found(Destruction.objects, pk=destruction))


@query
def destruction_register(by: Actor) -> tuple[DestructionRow, ...]:
    """The minutes of every destruction, the first one first: what is kept beside a backup."""
    return tuple(_minutes(row) for row in Destruction.objects.order_by("number"))


@query
def due_for_destruction(by: Actor, *, after: UUID | None = None, most: int = 25) -> DueRows:
    """People of whom nothing newer is kept than the retention allows, and who are not on hold.

    Records found to be one person are one, by whichever stands for all of them. It only lists:
    nobody is destroyed but by a person's confirmation. At most 500 records are looked at for one
    page, so a page may be short and still lead on.
    """
    person = _person_table()
    rule = person.retention
    if rule is None:
        return DueRows((), None)
    today = timezone.localdate()
    table = person.table._default_manager
    rows = table.filter(_is_old(rule, today), **{f"{person.survivor}__isnull": True})
    if after is not None:
        rows = rows.filter(pk__gt=after)
    looked_at = dict(rows.order_by("pk").values_list("pk", rule.after)[:MOST_LOOKED_AT])
    absorbed = list(
        table.filter(**{f"{person.survivor}__in": list(looked_at)}).values_list(
            "pk", person.survivor, rule.after
        )
    )
    stands_for = {key: key for key in looked_at} | {key: root for key, root, _at in absorbed}
    began = [*looked_at.items(), *((root, at) for _key, root, at in absorbed)]
    last = _last_of(stands_for, began, rule.years)
    due = [key for key in looked_at if key in last and has_ended(*last[key], today=today)]
    shown = due[:most]
    is_more = len(due) > most or len(looked_at) == MOST_LOOKED_AT
    following = None
    if is_more:
        following = shown[-1] if len(due) > most else next(reversed(looked_at), None)
    return DueRows(
        tuple(DueRow(key, last[key][0], last_day(*last[key])) for key in shown), following
    )


def _last_of(
    stands_for: Mapping[UUID, UUID], began: Iterable[tuple[UUID, Any]], years: int
) -> dict[UUID, tuple[date, int]]:
    """From when and for how many years each person is kept at the longest.

    `stands_for` tells of each record which one stands for it. Whoever is erased or on hold is
    left out, and whoever has something that has not begun to grow old.
    """
    records = list(stands_for)
    left_out = {
        stands_for[key]
        for rows in (Destruction.objects.all(), _standing_holds())
        for (key,) in rows.filter(party__in=records).values_list("party")
    }
    last: dict[UUID, tuple[date, int]] = {}
    for key, at in began:
        _prolong(last, key, at, years)
    for held in declared():
        rule = held.retention
        if rule is None or held.is_person or held.about is None:
            continue
        rows = held.table._default_manager.filter(**{f"{rule.party}__in": records})
        for key, at in rows.values_list(rule.party, rule.after):
            if at is None:
                left_out.add(stands_for[key])
            else:
                _prolong(last, stands_for[key], at, rule.years)
    return {key: value for key, value in last.items() if key not in left_out}


def _prolong(last: dict[UUID, tuple[date, int]], key: UUID, at: Any, years: int) -> None:
    if key not in last or last_day(_day(at), years) > last_day(*last[key]):
        last[key] = (_day(at), years)


def _is_old(rule: Retention, today: date) -> Q:
    before = today.replace(year=today.year - rule.years, day=1) + timedelta(days=31)
    return Q(**{f"{rule.after}__lt": timezone.make_aware(datetime.combine(before, time.min))})


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _person_table() -> PersonalData:
    return next(held for held in declared() if held.is_person)


def _people_of(party: UUID) -> People:
    """The person in every room. Refuses with `NotFound`."""
    if not _person_table().table._default_manager.filter(pk=party).exists():
        raise NotFound
    return everybody(party)


def _known(by: Actor, party: UUID) -> People:
    """As `_people_of`; refuses with `ConflictOfInterest` the person himself and his relatives."""
    people = _people_of(party)
    if by.kin & people.indexes:
        raise ConflictOfInterest(subject=party)
    return people


def _is_erased(people: People) -> bool:
    return Destruction.objects.filter(party__in=people.parties).exists()


def _standing_holds() -> Any:
    is_running = Q(until=None) | Q(until__gte=timezone.localdate())
    return Hold.objects.filter(is_running, lifted_at=None)


def _is_held(people: People) -> bool:
    held: bool = _standing_holds().filter(party__in=people.parties).exists()
    return held


def _open_things(people: People) -> tuple[Words, ...]:
    """The tables in which something of these people still runs."""
    return tuple(
        held.title
        for held in declared()
        if held.open_while is not None
        and held.table._default_manager.filter(held.open_while(people)).exists()
    )


def _still_kept(people: People) -> tuple[tuple[Words, date], ...]:
    """What a law or the policy still demands of these people, and until when."""
    today = timezone.localdate()
    kept: dict[str, tuple[Words, date]] = {}
    for held in declared():
        rule = held.retention
        if rule is None or not rule.must:
            continue
        for at in rows_about(held, people).values_list(rule.after, flat=True):
            until = last_day(_day(at), rule.years) if at is not None else date.max
            if until >= today and until > kept.get(held.model, (held.title, date.min))[1]:
                kept[held.model] = (held.title, until)
    return tuple(kept.values())


def _minutes(row: Destruction) -> DestructionRow:
    known: dict[str, list[PersonalData]] = defaultdict(list)
    for held in declared():
        known[held.model].append(held)
    counts = []
    for said in row.counts:
        of_model = known.get(said["model"], [])
        place = said.get("place", 0)
        about = of_model[place] if place < len(of_model) else None
        counts.append(
            DestructionCount(
                model=said["model"],
                title=about.title if about else said["model"],
                deed=said["deed"],
                rows=said["rows"],
                because=about.kept_because if about else "",
            )
        )
    return DestructionRow(
        id=row.pk,
        number=row.number,
        party=row.party,
        ground=row.ground,
        request=row.request,
        why=row.why,
        counts=tuple(counts),
        keys=row.keys,
        files=row.files_count,
        parties=tuple(UUID(one) for one in row.parties),
        case_ids=tuple(UUID(one) for one in row.cases),
        destroyed_by=row.destroyed_by,
        destroyed_at=row.destroyed_at,
    )


def _both(words: Words) -> dict[str, str]:
    told_in = {}
    for language in LANGUAGES:
        with override(language):
            told_in[language] = str(words)
    return told_in


def _section_as_json(section: DossierSection) -> dict[str, Any]:
    return {
        "room": section.room,
        "table": section.model,
        "title": _both(section.title),
        "purpose": _both(section.purpose),
        "basis": _both(section.basis),
        "kept_for": _both(section.kept_for),
        "rows": [
            {
                "id": str(row.id),
                "values": [_cell_as_json(cell) for cell in row.cells],
            }
            for row in section.rows
        ],
    }


def _cell_as_json(cell: Cell) -> dict[str, Any]:
    words = [_both(one) for one in cell.spoken if isinstance(one, str | Promise)]
    parts = [_part_as_json(one) for one in cell.spoken if isinstance(one, Part)]
    return {
        "name": cell.name,
        "label": _both(cell.label),
        "value": cell.value,
        **({"words": words} if words and words != [cell.value] else {}),
        **({"parts": parts} if parts else {}),
    }


def _part_as_json(part: Part) -> dict[str, Any]:
    return {"label": _both(part.label), "said": [_said_as_json(one) for one in part.said]}


def _said_as_json(said: Said) -> Any:
    if isinstance(said, Part):
        return _part_as_json(said)
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, Decimal):
        return str(said)
    return said if isinstance(said, bool | int) else _both(said)
