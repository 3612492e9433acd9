"""The rows come in, all or none; and are taken back when it was a mistake."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext, override

from wasl.domains.parties.actions import (
    BroughtAssistance,
    BroughtMember,
    BroughtPerson,
    Prepared,
    bring_parties,
    prepare_assistance,
    prepare_people,
    take_back,
    take_back_additions,
)
from wasl.domains.parties.refusals import BroughtAnew
from wasl.domains.spreadsheets.actions.taking import let_go
from wasl.domains.spreadsheets.actions.trying import CHUNK, carry_on_trying, try_again
from wasl.domains.spreadsheets.lifecycle import SPREADSHEET
from wasl.domains.spreadsheets.models import Addition, Mending, SheetRow, Spreadsheet
from wasl.domains.spreadsheets.queries.reading import (
    mended_block,
    sheet_of,
    spreadsheet_at,
)
from wasl.domains.spreadsheets.queries.working import (
    additions_left,
    additions_sealed,
    mendings_of,
    rows_kept,
    spreadsheets_at_work,
    spreadsheets_to_forget,
)
from wasl.domains.spreadsheets.refusals import (
    BroughtBefore,
    MatchesUnsettled,
    MendingsUntried,
    NothingToBring,
    RowsStillStopped,
)
from wasl.domains.spreadsheets.rules.reading import HEAD, ReadRow, read_row
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.prepared import insert_prepared
from wasl.foundation.scoping import add_all, locked
from wasl.foundation.trail import remark

_SEALED_AT_ONCE = 200
"""How many people get their keys in one transaction: a fifth of a second of SQLite's only lock."""
_FACTS = {
    "income": "income.total",
    "household_size": "household.size",
    "housing": "housing.kind",
    "education": "education.level",
    "work": "work.state",
}
_PLAIN = (
    *("name", "identity_kind", "national_id", "birth", "gender", "phone", "email", "iban"),
    *("payee", "city", "address"),
)


@action
def ask_to_bring(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """Ask for the rows of a file to come in; the worker does it, all of them or none.

    Refuses with `NotFound`, with `MendingsUntried` while cells were mended and the rows not tried
    since, with `RowsStillStopped` while rows that cannot come in are not left
    out, with `MatchesUnsettled` while nobody has said who is known already, with
    `NothingToBring`, with `BroughtBefore` when the very same file came in meanwhile, and with
    `WrongStage` unless the rows were just tried. Asking twice is asking once.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage in ("bringing", "brought"):
        return row
    SPREADSHEET.check_move(row.stage, "bringing")
    if row.counts.get("untried"):
        raise MendingsUntried(count=row.counts["untried"])
    if row.counts["stopped"]:
        raise RowsStillStopped(count=row.counts["stopped"])
    if row.counts["unsettled"]:
        raise MatchesUnsettled(count=row.counts["unsettled"])
    if not row.counts["good"] + row.counts["warned"]:
        raise NothingToBring
    same = Spreadsheet.objects.filter(
        digest=row.digest, kind=row.kind, sheet=row.sheet, stage__in=("bringing", "brought")
    )
    if same.exclude(pk=row.pk).exists():
        raise BroughtBefore
    row.stage, row.asked_by, row.rows_done = "bringing", by.member, 0
    row.version += 1
    row.save(update_fields=["stage", "asked_by", "rows_done", "version"])
    remark(row, rows=row.counts["good"] + row.counts["warned"])
    return row


def carry_on_bringing(by: Actor, *, spreadsheet: UUID) -> int:
    """Prepare the rows of a file chunk by chunk and write them as one; how many came in.

    Preparing writes nothing but keys and how far it is. A worker killed at any moment leaves
    nothing half: the next begins anew with the same keys. When somebody was registered or changed
    meanwhile, the rows are tried anew.
    """
    row = spreadsheet_at(by, spreadsheet=spreadsheet)
    if row.stage != "bringing":
        return 0
    ready = Prepared()
    try:
        families = _families(by, row) if row.layout == "members" else {}
        for done, chunk in _chunks_to_bring(by, row):
            ready.join(_prepared(by, row, chunk, families))
            note_progress(by, spreadsheet=row.pk, rows=done)
        additions = additions_sealed(by, spreadsheet=row.pk, prepared=ready)
        return bring_rows(by, spreadsheet=row.pk, prepared=ready, additions=additions)
    except BroughtAnew:
        try_again(by, spreadsheet=row.pk, trouble="brought_anew")
        return 0


@action
def note_progress(by: Actor, *, spreadsheet: UUID, rows: int) -> int:
    """Note how many rows of a file are ready, for whoever watches."""
    Spreadsheet.objects.filter(pk=spreadsheet, stage="bringing").update(rows_done=rows)
    remark(spreadsheet=str(spreadsheet), rows=rows)
    return rows


@action
def bring_rows(
    by: Actor, *, spreadsheet: UUID, prepared: Prepared, additions: Sequence[list[Any]] = ()
) -> int:
    """Write what was prepared of a file, and what `additions_sealed` made of it, or nothing; how
    many rows came in.

    Refuses as `bring_parties` does. Nothing when the file is no longer being brought.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "bringing":
        return 0
    brought = bring_parties(by, brought_by=row.pk, prepared=prepared)
    hand_mendings_over(row)
    insert_prepared(Addition, additions)
    row.counts = {
        **row.counts,
        "brought": brought.parties,
        "filled": len(brought.filled),
        "members": brought.members,
        "assistance": brought.assistance,
    }
    row.stage, row.brought_at, row.rows_done = "brought", timezone.now(), row.rows_total
    row.version += 1
    row.save(update_fields=["stage", "brought_at", "rows_done", "counts", "version"])
    remark(row, parties=brought.parties, filled=len(brought.filled), rows=row.rows_total)
    return brought.parties + brought.assistance


def hand_mendings_over(row: Spreadsheet) -> None:
    """Give what was mended in a row to the party that it became, and forget what was mended in
    rows that did not come in."""
    kept = list(Mending.objects.filter(spreadsheet=row, number__isnull=False))
    numbers = {one.number for one in kept}
    rows = {one.number: one for one in _rows_in(row, number__in=numbers)}
    families = {one.family for one in rows.values() if one.family and not one.is_head}
    heads = {one.family: one for one in _rows_in(row, is_head=True, family__in=families)}
    for one in kept:
        came = rows.get(one.number or 0)
        if came is not None and row.layout == "members":
            came = heads.get(came.family)
        was, becomes = one.cell, one.becomes
        one.party = (came.same_as or party_of_row(row, came.number)) if came else None
        one.cell, one.becomes = (was, becomes) if came else ("", "")
        one.save(update_fields=["party", "cell", "becomes"])


def _rows_in(row: Spreadsheet, **lookup: Any) -> Iterable[SheetRow]:
    rows = SheetRow.objects.filter(
        spreadsheet=row, is_left_out=False, state__in=("good", "warned"), **lookup
    )
    return rows.defer("shown")


@action
def forget_brought_file(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """Delete a file that came in, and all that was read of it. Nothing for one that did not.

    Not while its rows are written: if those are refused in the end, the file is still needed.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.brought_at is not None:
        let_go(row)
        row.save(update_fields=["file", "outline", "headers", "blocks", "block_starts"])
    remark(row)
    return row


def _chunks_to_bring(
    by: Actor, row: Spreadsheet
) -> Iterator[tuple[int, list[tuple[ReadRow, SheetRow]]]]:
    """The rows that come in, read anew, a chunk at a time, with how many were looked at."""
    sheet, patches = sheet_of(row), mendings_of(by, spreadsheet=row.pk)
    done = 0
    for place in range(len(row.blocks)):
        block = mended_block(row, place, patches)
        done += len(block)
        kept = rows_kept(by, spreadsheet=row.pk, numbers=[number for number, _ in block])
        yield (
            done,
            [
                (read_row(number, cells, sheet), kept[number])
                for number, cells in block
                if number in kept
            ],
        )


def _families(by: Actor, row: Spreadsheet) -> dict[str, list[BroughtMember]]:
    """The members of each family but its head; they may stand far from one another in the file."""
    families: defaultdict[str, list[BroughtMember]] = defaultdict(list)
    for _done, chunk in _chunks_to_bring(by, row):
        for read, kept in chunk:
            if kept.family and not kept.is_head:
                families[kept.family].append(_member(read))
    return families


def _member(read: ReadRow) -> BroughtMember:
    values = read.values
    relation = values.get("relation", "")
    return BroughtMember(
        name=values["name"],
        relation="other" if relation in ("", HEAD) else relation,
        gender=values.get("gender", ""),
        national_id=values.get("national_id", ""),
        birth=values.get("birth"),
    )


def _prepared(
    by: Actor,
    row: Spreadsheet,
    chunk: Sequence[tuple[ReadRow, SheetRow]],
    families: Mapping[str, Sequence[BroughtMember]],
) -> Prepared:
    if row.kind == "assistance":
        help_given = [
            BroughtAssistance(
                party=kept.same_as,
                service_name=read.values["service"],
                given_on=read.values["given_on"].gregorian_on
                if "given_on" in read.values
                else None,
                amount=read.values.get("amount"),
                note=read.values.get("note", ""),
            )
            for read, kept in chunk
            if kept.same_as is not None
        ]
        return prepare_assistance(by, brought_by=row.pk, assistance=help_given)
    people = _people(row, chunk, families)
    ready = Prepared()
    for start in range(0, len(people), _SEALED_AT_ONCE):
        some = people[start : start + _SEALED_AT_ONCE]
        ready.join(prepare_people(by, brought_by=row.pk, people=some))
    return ready


def _people(
    row: Spreadsheet,
    chunk: Sequence[tuple[ReadRow, SheetRow]],
    families: Mapping[str, Sequence[BroughtMember]],
) -> list[BroughtPerson]:
    kind = "person" if row.kind == "people" else "household"
    return [
        _person(row, read, kept, kind, members=tuple(families.get(kept.family, ())))
        for read, kept in chunk
        if row.layout != "members" or kept.is_head
    ]


def _person(
    row: Spreadsheet,
    read: ReadRow,
    kept: SheetRow,
    kind: str,
    *,
    members: tuple[BroughtMember, ...],
) -> BroughtPerson:
    values = read.values
    known = {name: values[name] for name in _PLAIN if values.get(name)}
    phones = (*values.get("phone_more", ()), values.get("phone_2", ""))
    phones = (*phones, *values.get("phone_2_more", ()))
    if "phone" not in known and phones and phones[0]:
        known["phone"], phones = phones[0], phones[1:]
    more = tuple(dict.fromkeys(one for one in phones if one and one != known.get("phone")))
    facts = {
        key: str(values[name]) if name == "income" else values[name]
        for name, key in _FACTS.items()
        if values.get(name) is not None
    }
    if known.get("identity_kind") not in (None, "national", "iqama"):
        with override("ar"):
            known["identity_reason"] = gettext("As it stands in the file that was brought in")
    return BroughtPerson(
        id=kept.same_as or party_of_row(row, read.number),
        is_known=kept.same_as is not None,
        kind=kind,
        more_phones=more,
        # Another row or party has it when the trial took it from this one.
        file_number=kept.file_number,
        facts=facts,
        members=members,
        **known,
    )


def party_of_row(row: Spreadsheet, number: int) -> UUID:
    """The key of the party that a row becomes: the same however often it is prepared, and in the
    order of the rows among those that became known when the file was uploaded."""
    moment = int(row.uploaded_at.timestamp() * 1000)
    digest = blake2b(row.pk.bytes + number.to_bytes(8), digest_size=8).digest()
    tail = int.from_bytes(digest) & ((1 << 52) - 1)
    place = number & ((1 << 22) - 1)
    return UUID(
        int=moment << 80 | 7 << 76 | (place >> 10) << 64 | 2 << 62 | (place & 1023) << 52 | tail
    )


@action
def ask_to_undo(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """Ask for what a file brought to be taken back; the worker does it.

    Who was used since is kept and told. Refuses with `NotFound`, and with `WrongStage` for a file
    that was not brought in. Asking twice is asking once.
    """
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage in ("undoing", "undone"):
        return row
    SPREADSHEET.check_move(row.stage, "undoing")
    row.stage, row.undone_by, row.rows_done = "undoing", by.member, 0
    row.version += 1
    row.save(update_fields=["stage", "undone_by", "rows_done", "version"])
    remark(row)
    return row


def carry_on_undoing(by: Actor, *, spreadsheet: UUID) -> int:
    """Take back what a file brought, some hundred at a time; how many parties and lines of
    assistance went. A killed worker leaves nobody half taken back, and the next goes on."""
    rows = 0
    while taken := undo_rows(by, spreadsheet=spreadsheet):
        rows += taken
    while undo_additions(by, spreadsheet=spreadsheet):
        pass
    finish_undoing(by, spreadsheet=spreadsheet)
    return rows


@action
def undo_rows(by: Actor, *, spreadsheet: UUID) -> int:
    """Take back some of those whom a file brought and nobody has used since; how many were looked
    at. Nothing when none is left, or nobody asked for it."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "undoing":
        return 0
    taken = take_back(by, brought_by=row.pk, most=CHUNK)
    add_all(
        [Addition(spreadsheet=row, what="kept", party=party, why=why) for party, why in taken.kept]
    )
    counts = dict(row.counts)
    for name, more in (
        ("taken_back", taken.parties),
        ("assistance_taken_back", taken.assistance),
        ("kept", len(taken.kept)),
    ):
        counts[name] = counts.get(name, 0) + more
    looked_at = taken.parties + taken.assistance + len(taken.kept)
    row.counts, row.rows_done = counts, min(row.rows_done + looked_at, row.rows_total)
    row.save(update_fields=["counts", "rows_done"])
    remark(row, parties=taken.parties, kept=len(taken.kept))
    return looked_at


@action
def undo_additions(by: Actor, *, spreadsheet: UUID) -> int:
    """Take back some of what a file added to parties known before; how many additions were looked
    at. Nothing when none is left, or nobody asked for it."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "undoing":
        return 0
    filled, members = additions_left(by, spreadsheet=row.pk, most=CHUNK)
    emptied = take_back_additions(
        by,
        filled=[(one.party, one.version, one.fields) for one in filled],
        members_added=[(one.party, one.thing) for one in members if one.thing is not None],
    )
    add_all(
        [
            Addition(spreadsheet=row, what="kept", party=party, why="changed")
            for party in emptied.kept
        ]
    )
    looked_at = [one.pk for one in (*filled, *members)]
    additions = Addition.objects.filter(spreadsheet=row)
    additions.filter(pk__in=looked_at).delete()
    # somebody who was changed since keeps the members as well
    additions.filter(what="member", party__in=emptied.kept).delete()
    row.counts = {
        **row.counts,
        "emptied": row.counts.get("emptied", 0) + emptied.parties,
        "kept": row.counts.get("kept", 0) + len(emptied.kept),
    }
    row.save(update_fields=["counts"])
    remark(row, emptied=emptied.parties, kept=len(emptied.kept))
    return len(looked_at)


@action
def finish_undoing(by: Actor, *, spreadsheet: UUID) -> Spreadsheet:
    """Say that a file was taken back, once all that it brought and added was looked at, and forget
    the values that were put right in it. Nothing when nobody asked for it."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "undoing":
        return row
    # The values go with the people: that a cell was mended, by whom and when stays.
    for one in Mending.objects.filter(spreadsheet=row, party__isnull=False):
        one.cell, one.becomes, one.party = "", "", None
        one.save(update_fields=["cell", "becomes", "party"])
    row.stage, row.undone_at = "undone", timezone.now()
    row.version += 1
    row.save(update_fields=["stage", "undone_at", "version"])
    remark(row)
    return row


def sweep_spreadsheets(by: Actor) -> int:
    """Go on with the files that are being tried, brought in or taken back, and forget those that
    came in; how many rows.

    Composes `carry_on_trying`, `carry_on_bringing`, `carry_on_undoing` and `forget_brought_file`.
    """
    rows = 0
    for spreadsheet, stage in spreadsheets_at_work(by):
        if stage == "trying":
            rows += carry_on_trying(by, spreadsheet=spreadsheet)
        elif stage == "bringing":
            rows += carry_on_bringing(by, spreadsheet=spreadsheet)
        else:
            rows += carry_on_undoing(by, spreadsheet=spreadsheet)
    for spreadsheet in spreadsheets_to_forget(by):
        forget_brought_file(by, spreadsheet=spreadsheet)
    return rows
