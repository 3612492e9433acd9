"""The rows of a file are tried: what is wrong with each, and who in it is known already."""

import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, F, Min, Q

from wasl.domains.parties.queries import (
    Named,
    PartyAlike,
    Sought,
    file_numbers_taken,
    parties_alike,
    parties_meant,
    registry_to_compare,
)
from wasl.domains.spreadsheets.lifecycle import SPREADSHEET
from wasl.domains.spreadsheets.models import (
    Mending,
    RowMatch,
    RowProblem,
    SheetRow,
    Spreadsheet,
)
from wasl.domains.spreadsheets.ports import NoRoom, SheetTrouble, sheet_files
from wasl.domains.spreadsheets.queries.reading import (
    BLOCK,
    block_of,
    packed,
    rows_below_headings,
    sheet_of,
    spreadsheet_at,
)
from wasl.domains.spreadsheets.queries.working import mendings_of
from wasl.domains.spreadsheets.rules.reading import (
    HEAD,
    Problem,
    ReadRow,
    read_row,
    who_column,
)
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry, Precision
from wasl.foundation.identifiers import uuid7
from wasl.foundation.keys import blind_index
from wasl.foundation.names import search_key, similarity
from wasl.foundation.scoping import add_all, locked
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.parties.queries import Registry

CHUNK = 1000
SECONDS_A_ROUND = 20.0
_AT_ONCE = 10
UNLIKE = 0.5
"""Below this likeness of names the holder of an ID is not taken for the one in the row."""
ASK_FROM = 14.0
"""From this score of likeness on a person says whether the row is somebody known."""
SAME_IDENTITY = 100.0
"""The score of a match by the ID itself."""
_MOST_MATCHES = 3


@action
def try_rows(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """Ask for the rows of a file to be tried; the worker does it and nothing comes in yet.

    Refuses with `NotFound`, and with `WrongStage` before the columns have their meaning and
    after the rows were brought.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    SPREADSHEET.check_move(row.stage, "trying")
    _begin_anew(row)
    remark(row)
    return row


def _begin_anew(row: Spreadsheet, trouble: str = "") -> None:
    # What a person said of the rows stays with them until they were tried anew.
    for model in (RowMatch, RowProblem):
        model.objects.filter(spreadsheet=row).delete()
    Mending.objects.filter(spreadsheet=row).exclude(rows=0).update(rows=0)
    row.rows_done, row.counts, row.trouble = 0, {}, trouble
    row.stage = "trying"
    row.version += 1
    row.save(update_fields=["stage", "version", "rows_done", "counts", "trouble"])


@action
def try_again(by: Actor, *, spreadsheet: UUID, trouble: str) -> Spreadsheet:
    """Try the rows of a file anew because somebody in it was changed while it was brought in."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    SPREADSHEET.check_move(row.stage, "trying")
    _begin_anew(row, trouble)
    remark(row)
    return row


def carry_on_trying(by: Actor, *, spreadsheet: UUID) -> int:
    """Try as many rows as a round of the worker allows; how many. Each chunk commits by itself
    through `keep_blocks`, `record_rows` and `finish_trying`, so that a killed worker goes on where
    it was."""
    until = time.monotonic() + SECONDS_A_ROUND
    row = spreadsheet_at(by, spreadsheet=spreadsheet)
    if row.stage != "trying":
        return 0
    if not row.blocks:
        row = _read(by, row)
        if row.stage != "trying":
            return 0
    registry = registry_to_compare(by, rows=row.rows_total) if _is_compared(row) else None
    tried = 0
    while row.rows_done < row.rows_total:
        tried += _try_some(by, row, registry)
        row = spreadsheet_at(by, spreadsheet=spreadsheet)
        if row.stage != "trying":
            return tried
        if time.monotonic() > until and row.rows_done < row.rows_total:
            return tried
    finish_trying(by, spreadsheet=spreadsheet)
    return tried


def _read(by: Actor, row: Spreadsheet) -> Spreadsheet:
    """Take all rows out of the file and keep them in blocks, outside of any transaction."""
    kept: list[str] = []
    starts: list[int] = []
    total = 0
    try:
        for block in rows_below_headings(row):
            total += len(block)
            starts.append(block[0][0])
            kept.append(str(sheet_files().put(packed(block), association=by.house)))
    except SheetTrouble as trouble:
        _forget(kept, by.house)
        return fail_spreadsheet(by, spreadsheet=row.pk, trouble=trouble.kind)
    except NoRoom:
        _forget(kept, by.house)
        raise
    if not total:
        return fail_spreadsheet(by, spreadsheet=row.pk, trouble="empty")
    return keep_blocks(
        by, spreadsheet=row.pk, version=row.version, blocks=kept, starts=starts, rows=total
    )


def _forget(blocks: Sequence[str], house: UUID) -> None:
    for block in blocks:
        sheet_files().forget(UUID(block), association=house)


@action
def fail_spreadsheet(by: Actor, *, spreadsheet: UUID, trouble: str) -> Spreadsheet:
    """Note that a file cannot be read after all, and why."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if SPREADSHEET.may_move(row.stage, "failed"):
        row.stage, row.trouble = "failed", trouble
        row.version += 1
        row.save(update_fields=["stage", "trouble", "version"])
    remark(row, trouble=trouble)
    return row


@action
def keep_blocks(
    by: Actor,
    *,
    spreadsheet: UUID,
    version: int,
    blocks: Sequence[str],
    starts: Sequence[int],
    rows: int,
) -> Spreadsheet:
    """Note where the rows of a file are kept, and with which number each block starts; another worker's reading of the same is let go."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "trying" or row.version != version or row.blocks:
        _forget(blocks, by.house)
        return row
    row.blocks, row.block_starts, row.rows_total = list(blocks), list(starts), rows
    row.save(update_fields=["blocks", "block_starts", "rows_total"])
    remark(row, rows=rows)
    return row


@dataclass(slots=True)
class Tried:
    """A row as it was tried: what it says, whom it may be, and which mendings changed it."""

    read: ReadRow
    matches: list[tuple[UUID, float, list[Any]]] = field(default_factory=list)
    choice: str = ""
    same_as: UUID | None = None
    is_left_out: bool = False
    mended_by: tuple[UUID, ...] = ()


def _is_compared(row: Spreadsheet) -> bool:
    """Whether its rows are compared with all who are known: a member's row says too little."""
    return row.kind != "assistance" and row.layout != "members"


def _try_some(by: Actor, row: Spreadsheet, registry: "Registry | None") -> int:
    """Try the next rows and note them a block at a time; how many. With the registry in hand many
    are read first, for comparing ten blocks costs hardly more than comparing one."""
    place, done = divmod(row.rows_done, BLOCK)
    places = range(place, min(place + (1 if registry is None else _AT_ONCE), len(row.blocks)))
    sheet, patches = sheet_of(row), mendings_of(by, spreadsheet=row.pk)
    tried = []
    for came in [one for place in places for one in block_of(row, place)][done:]:
        (number, cells), applied = patches.over(came)
        mended_by = tuple(patches.keys[order] for order in applied)
        tried.append(Tried(read_row(number, cells, sheet), mended_by=mended_by))
    _meet_known(by, row, [one for one in tried if not one.read.skipped], registry)
    for start in range(0, len(tried), BLOCK):
        some = tried[start : start + BLOCK]
        if not record_rows(by, spreadsheet=row.pk, done=row.rows_done + start, tried=some):
            return start
    return len(tried)


def _meet_known(
    by: Actor, row: Spreadsheet, tried: Sequence[Tried], registry: "Registry | None"
) -> None:
    """Note whom of those known each row may be."""
    kind = {"people": "person", "households": "household"}.get(row.kind, "")
    named = [
        Named(
            row=one.read.number,
            national_id=str(one.read.values.get("national_id", "")),
            file_number=one.read.values.get("file_number") if not kind else None,
            phone=str(one.read.values.get("phone", "")) if not kind else "",
            name=str(one.read.values.get("name", "")) if not kind else "",
        )
        for one in tried
        if not one.read.is_stopped
    ]
    meant = parties_meant(by, named=named)
    if not kind:
        for one in tried:
            if not one.read.is_stopped:
                _mean_one(one, meant.get(one.read.number, ()), who_column(sheet_of(row)))
        return
    numbers = [n for one in tried if (n := one.read.values.get("file_number")) is not None]
    taken = file_numbers_taken(by, numbers=numbers) if numbers else frozenset()
    is_by_member = row.layout == "members"
    strangers: dict[int, Tried] = {}
    for one in tried:
        if one.read.is_stopped or (is_by_member and not may_be_head(one.read)):
            continue
        same = [party for party in meant.get(one.read.number, ()) if party.kind == kind]
        if same:
            _same_identity(one, same[0].party, same[0].name)
        elif not is_by_member:
            strangers[one.read.number] = one
        if one.read.values.get("file_number") in taken:
            del one.read.values["file_number"]
            if not same:
                _add(one.read, "file_number", "file_number_taken", "warn", row)
    sought = [_sought(one.read) for one in strangers.values()]
    for number, alike in parties_alike(
        by, kind=kind, sought=sought, registry=registry, least=ASK_FROM
    ).items():
        strangers[number].matches = [_as_match(party) for party in alike[:_MOST_MATCHES]]


def may_be_head(read: ReadRow) -> bool:
    """Whether a member's row may be that of the head of the family."""
    values = read.values
    if values.get("relation"):
        return bool(values["relation"] == HEAD)
    return bool(values.get("national_id")) and values.get("family") == values.get("national_id")


def _add(read: ReadRow, name: str, code: str, severity: str, row: Spreadsheet) -> None:
    column = sheet_of(row).column_of.get(name)
    read.problems.append(Problem(name, code, severity, column))


def _mean_one(one: Tried, meant: Sequence[Any], column: int | None) -> None:
    """Whom past assistance was given to: one party, of a person and his household the household."""
    households = [party for party in meant if party.kind == "household"]
    chosen = meant if len(meant) == 1 else households if len(households) == 1 else ()
    if chosen:
        one.choice, one.same_as = "same", chosen[0].party
    else:
        code = "who_several" if meant else "who_unknown"
        one.read.problems.append(Problem("who", code, "stop", column))


def _same_identity(one: Tried, party: UUID, name: str) -> None:
    one.matches = [
        (party, SAME_IDENTITY, [{"kind": "identity", "detail": {"level": "same"}, "weight": 20}])
    ]
    if similarity(name, str(one.read.values.get("name", ""))) >= UNLIKE:
        # The same ID is the same party wherever we meet it; a person may still leave the row out.
        one.choice, one.same_as = "same", party
    else:
        one.read.problems.append(Problem("national_id", "identity_other_name", "warn"))


def _sought(read: ReadRow) -> Sought:
    values = read.values
    birth: DateEntry | None = values.get("birth")
    return Sought(
        row=read.number,
        name=str(values.get("name", "")),
        identity_kind=str(values.get("identity_kind", "national")),
        national_id=str(values.get("national_id", "")),
        phone=str(values.get("phone", "")),
        iban=str(values.get("iban", "")),
        birth_on=birth.gregorian_on if birth and birth.precision is Precision.DAY else None,
        city=str(values.get("city", "")),
    )


def _as_match(alike: PartyAlike) -> tuple[UUID, float, list[Any]]:
    reasons = [
        {"kind": reason.kind, "weight": reason.weight, "detail": dict(reason.detail)}
        for reason in alike.reasons
    ]
    return alike.party, float(alike.score), reasons


@action
def record_rows(by: Actor, *, spreadsheet: UUID, done: int, tried: Sequence[Tried]) -> int:
    """Keep what was found in the next rows of a file; how many. Nothing when another worker has
    been here, or the file was discarded meanwhile."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "trying" or row.rows_done != done:
        return 0
    if row.layout == "members":
        _carry_family_down(row, tried)
    _settle_as_before(row, tried)
    add_all([_sheet_row(by, row, one) for one in tried])
    for key, times in Counter(key for one in tried for key in one.mended_by).items():
        Mending.objects.filter(pk=key).update(rows=F("rows") + times)
    for rows in (
        [_problem(by, row, one, told) for one in tried for told in one.read.problems],
        [_match(row, one, *match) for one in tried for match in one.matches],
    ):
        for start in range(0, len(rows), CHUNK):
            add_all(rows[start : start + CHUNK])
    row.rows_done += len(tried)
    row.save(update_fields=["rows_done"])
    remark(row, rows=row.rows_done)
    return len(tried)


def _settle_as_before(row: Spreadsheet, tried: Sequence[Tried]) -> None:
    """Keep what a person said of these rows when they were tried before, as far as it still
    holds: who was left out stays out, and who was chosen stays chosen while he is still shown."""
    rows = {one.read.number: one for one in tried}
    before = SheetRow.objects.filter(spreadsheet=row, number__in=list(rows)).defer("shown")
    for said in before:
        one = rows[said.number]
        one.is_left_out = said.is_left_out
        if one.choice or not one.matches:
            continue
        known = {party: score for party, score, _ in one.matches}
        is_still_shown = said.choice == "same" and said.same_as in known
        may_be_another = said.choice == "another" and max(known.values()) < SAME_IDENTITY
        if is_still_shown or may_be_another:
            one.choice, one.same_as = said.choice, said.same_as
    before.delete()


def _carry_family_down(row: Spreadsheet, tried: Sequence[Tried]) -> None:
    """Give a member without a family that of the row above: charities merge such cells."""
    column = sheet_of(row).column_of["family"]
    above = ""
    before = SheetRow.objects.filter(spreadsheet=row, number__lt=tried[0].read.number)
    last = before.exclude(family="").order_by("-number").first()
    family: Any = ("kept", last.family) if last else None
    for one in tried:
        values = one.read.values
        if one.read.skipped:
            continue
        if values.get("family"):
            above = str(values["family"])
            family = ("read", above)
        elif family is not None:
            values["family_from"] = family
            one.read.problems.append(Problem("family", "family_from_above", "warn", column))
        elif not any(told.field == "family" for told in one.read.problems):
            one.read.problems.append(Problem("family", "family_missing", "stop", column))


def _sheet_row(by: Actor, row: Spreadsheet, one: Tried) -> SheetRow:
    values = one.read.values
    birth: DateEntry | None = values.get("birth")
    name = str(values.get("name", ""))
    told_apart = str(birth.gregorian_on) if birth else str(values.get("phone", ""))
    family = values.get("family") or ""
    came_from = values.get("family_from")
    if came_from:
        family = came_from[1] if came_from[0] == "read" else ""
    return SheetRow(
        spreadsheet=row,
        number=one.read.number,
        state=one.read.state,
        identity=_index(by, "national_id", str(values.get("national_id", ""))),
        alike=_index(by, "row", f"{search_key(name)}|{told_apart}" if name and told_apart else ""),
        family=came_from[1]
        if came_from and came_from[0] == "kept"
        else _index(by, "family", str(family)),
        file_number=values.get("file_number") if row.kind != "assistance" else None,
        is_head=row.layout == "members" and not one.read.skipped and may_be_head(one.read),
        is_left_out=one.is_left_out,
        has_match=bool(one.matches),
        choice=one.choice,
        same_as=one.same_as,
        shown=_shown(one) if one.matches else {},
    )


def _shown(one: Tried) -> dict[str, str]:
    values = one.read.values
    birth: DateEntry | None = values.get("birth")
    return {
        "name": str(values.get("name", "")),
        "national_id": str(values.get("national_id", "")),
        "phone": str(values.get("phone", "")),
        "birth": birth.text if birth else "",
        "city": str(values.get("city", "")),
    }


def _index(by: Actor, kind: str, value: str) -> str:
    return blind_index(kind, value, association=by.association) if value else ""


def _problem(by: Actor, row: Spreadsheet, one: Tried, told: Problem) -> RowProblem:
    return RowProblem(
        spreadsheet=row,
        number=one.read.number,
        column=told.column,
        field=told.field,
        code=told.code,
        severity=told.severity,
        cell=told.cell,
        likeness=_index(by, "cell", told.cell),
        told=dict(told.told),
    )


def _match(row: Spreadsheet, one: Tried, party: UUID, score: float, reasons: list[Any]) -> RowMatch:
    return RowMatch(
        id=uuid7(),
        spreadsheet=row,
        number=one.read.number,
        party=party,
        score=score,
        reasons=reasons,
    )


@action
def finish_trying(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """Compare the rows of a file with one another once all were tried, and count what was found.

    The same ID twice stops the later row; the same name and birth is told. A family needs one
    head: the first row stands for it where none is named. Nothing when it is not being tried.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "trying" or row.rows_done < row.rows_total:
        return row
    if row.kind != "assistance":
        _tell_repeated(row)
    if row.layout == "members":
        _tell_heads(row)
    Mending.objects.filter(spreadsheet=row, is_tried=False).update(is_tried=True)
    row.stage = "tried"
    row.version += 1
    row.counts = counts_of(row)
    row.save(update_fields=["stage", "version", "counts"])
    remark(row, rows=row.rows_total, stopped=row.counts["stopped"])
    return row


def _tell_repeated(row: Spreadsheet) -> None:
    columns = sheet_of(row).column_of
    rows = SheetRow.objects.filter(spreadsheet=row).exclude(state="skipped")
    for name, what, code, severity in (
        ("identity", "national_id", "identity_repeated", "stop"),
        ("alike", "name", "alike_in_file", "warn"),
        ("file_number", "file_number", "file_number_repeated", "warn"),
    ):
        if name == "file_number" and row.layout == "members":
            continue
        empty: Any = None if name == "file_number" else ""
        repeated = (
            rows.exclude(**{name: empty})
            .values(name)
            .annotate(first=Min("number"), times=Count("pk"))
            .filter(times__gt=1)
            .order_by("first")
        )
        firsts = {one[name]: one["first"] for one in repeated}
        later: list[SheetRow] = []
        values = list(firsts)
        for start in range(0, len(values), CHUNK):
            some = values[start : start + CHUNK]
            later += [
                one
                for one in rows.filter(**{f"{name}__in": some}).order_by("number")
                if one.number != firsts[getattr(one, name)]
            ]
        if name == "alike":
            told = set(
                RowProblem.objects.filter(spreadsheet=row, code="identity_repeated").values_list(
                    "number", flat=True
                )
            )
            later = [one for one in later if one.number not in told]
        problems = [
            RowProblem(
                spreadsheet=row,
                number=one.number,
                column=columns.get(what),
                field=what,
                code=code,
                severity=severity,
                told={"row": firsts[getattr(one, name)]},
            )
            for one in later
        ]
        _tell_all(row, problems)
        if name == "file_number":
            for start in range(0, len(later), CHUNK):
                numbers = [one.number for one in later[start : start + CHUNK]]
                rows.filter(number__in=numbers).update(file_number=None)


def _tell_all(row: Spreadsheet, problems: Sequence[RowProblem]) -> None:
    for start in range(0, len(problems), CHUNK):
        some = problems[start : start + CHUNK]
        add_all(some)
        rows = SheetRow.objects.filter(spreadsheet=row, number__in=[one.number for one in some])
        if some[0].severity == "stop":
            rows.update(state="stopped")
        else:
            rows.filter(state="good").update(state="warned")


def _tell_heads(row: Spreadsheet) -> None:
    """See that each family has one head."""
    column = sheet_of(row).column_of.get("relation", sheet_of(row).column_of.get("family"))
    families: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    members = SheetRow.objects.filter(spreadsheet=row).exclude(family="").exclude(state="skipped")
    for family, number, is_head in members.order_by("number").values_list(
        "family", "number", "is_head"
    ):
        families[family].append((number, is_head))
    first_heads: list[int] = []
    stops: list[RowProblem] = []
    warns: list[RowProblem] = []
    for rows in families.values():
        heads = [number for number, is_head in rows if is_head]
        if not heads:
            first_heads.append(rows[0][0])
            warns.append(_of_family(row, rows[0][0], column, "family_without_head", "warn", 0))
        for later in heads[1:]:
            stops.append(_of_family(row, later, column, "family_two_heads", "stop", heads[0]))
    for start in range(0, len(first_heads), CHUNK):
        SheetRow.objects.filter(
            spreadsheet=row, number__in=first_heads[start : start + CHUNK]
        ).update(is_head=True)
    _tell_all(row, stops)
    _tell_all(row, warns)


def _of_family(
    row: Spreadsheet, number: int, column: int | None, code: str, severity: str, first: int
) -> RowProblem:
    return RowProblem(
        spreadsheet=row,
        number=number,
        column=column,
        field="relation",
        code=code,
        severity=severity,
        told={"row": first} if first else {},
    )


def counts_of(row: Spreadsheet) -> Mapping[str, Any]:
    """What was found in a file, in figures: rows by state and choice, mendings, and problems by
    kind."""
    rows = SheetRow.objects.filter(spreadsheet=row)
    known = rows.aggregate(
        rows=Count("pk"),
        good=Count("pk", filter=Q(state="good", is_left_out=False)),
        warned=Count("pk", filter=Q(state="warned", is_left_out=False)),
        stopped=Count("pk", filter=Q(state="stopped", is_left_out=False)),
        skipped=Count("pk", filter=Q(state="skipped")),
        left_out=Count("pk", filter=Q(is_left_out=True)),
        matched=Count("pk", filter=Q(has_match=True)),
        same=Count("pk", filter=Q(choice="same", is_left_out=False)),
        unsettled=Count(
            "pk",
            filter=Q(has_match=True, choice="", is_left_out=False, state__in=["good", "warned"]),
        ),
    )
    problems = (
        RowProblem.objects.filter(spreadsheet=row)
        .values("severity", "field", "code")
        .annotate(times=Count("pk"))
        .order_by("severity", "-times")
    )
    mended = Mending.objects.filter(spreadsheet=row).aggregate(
        mended=Count("pk", filter=Q(withdrawn_at=None)),
        untried=Count("pk", filter=Q(is_tried=False)),
    )
    return {**known, **mended, "problems": [dict(one) for one in problems[:100]]}
