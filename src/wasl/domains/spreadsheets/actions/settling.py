"""What a person says of the rows: which are left out, and which are somebody known."""

from collections.abc import Sequence
from uuid import UUID

from wasl.domains.spreadsheets.actions.trying import CHUNK, SAME_IDENTITY, counts_of
from wasl.domains.spreadsheets.models import RowMatch, SheetRow, Spreadsheet
from wasl.domains.spreadsheets.refusals import NoSuchMatch
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound, WrongStage
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


def in_settling(spreadsheet: UUID) -> Spreadsheet:
    """A file whose rows were just tried, held. Refuses with `NotFound` and `WrongStage`."""
    row = locked(Spreadsheet.objects, pk=spreadsheet)
    if row.stage != "tried":
        raise WrongStage
    return row


def counted(row: Spreadsheet) -> Spreadsheet:
    """The file with its figures as they are after a change."""
    row.counts = dict(counts_of(row))
    row.version += 1
    row.save(update_fields=["counts", "version"])
    return row


@action
def leave_rows_out(
    by: Actor, *, spreadsheet: UUID, numbers: Sequence[int] | None = None
) -> Spreadsheet:
    """Leave rows out of what comes in; without `numbers` all that cannot come in as they are.

    With the head of a family its members are left out. Refuses with `NotFound`, with `WrongStage`
    unless the rows were just tried, and with `NotFound` for a row that the file has not.
    """
    row = in_settling(spreadsheet)
    count = left_out(row, numbers)
    if numbers is not None and not count:
        raise NotFound
    remark(row, left_out=count)
    return counted(row)


def left_out(row: Spreadsheet, numbers: Sequence[int] | None) -> int:
    """Leave rows out, the members of a family with its head; how many."""
    rows = SheetRow.objects.filter(spreadsheet=row, is_left_out=False).exclude(state="skipped")
    chosen = rows.filter(state="stopped") if numbers is None else rows.filter(number__in=numbers)
    heads = list(chosen.filter(is_head=True).values_list("family", flat=True))
    count = chosen.update(is_left_out=True)
    for start in range(0, len(heads), CHUNK):
        count += rows.filter(family__in=heads[start : start + CHUNK]).update(is_left_out=True)
    return count


@action
def take_rows_in(
    by: Actor, *, spreadsheet: UUID, numbers: Sequence[int] | None = None
) -> Spreadsheet:
    """Take back that rows were left out; without `numbers` of all of them.

    Refuses with `NotFound`, and with `WrongStage` unless the rows were just tried.
    """
    row = in_settling(spreadsheet)
    remark(row, taken_in=taken_in(row, numbers))
    return counted(row)


def taken_in(row: Spreadsheet, numbers: Sequence[int] | None) -> int:
    """Take rows back in that were left out; how many."""
    rows = SheetRow.objects.filter(spreadsheet=row, is_left_out=True)
    return (rows if numbers is None else rows.filter(number__in=numbers)).update(is_left_out=False)


@action
def settle_match(
    by: Actor, *, spreadsheet: UUID, number: int, choice: str, party: UUID | None = None
) -> Spreadsheet:
    """Say of a row whether it is a party that is known: "same", "another", or "leave_out".

    Refuses with `NotFound` for a row that has no match, with `NoSuchMatch` when the party is none
    of those shown, and with `WrongStage` unless the rows were just tried.
    """
    row = in_settling(spreadsheet)
    one = locked(SheetRow.objects, spreadsheet=row.pk, number=number)
    if not one.has_match:
        raise NotFound
    if choice == "leave_out":
        one.is_left_out = True
        one.choice, one.same_as = "", None
    elif choice == "same":
        matches = RowMatch.objects.filter(spreadsheet=row, number=number)
        keys = list(matches.order_by("-score").values_list("party", flat=True))
        chosen = party or (keys[0] if len(keys) == 1 else None)
        if chosen not in keys:
            raise NoSuchMatch
        one.choice, one.same_as, one.is_left_out = "same", chosen, False
    elif choice == "another":
        if _has_same_identity(row, number):
            # Two parties of one kind never share an ID.
            raise NoSuchMatch
        one.choice, one.same_as, one.is_left_out = "another", None, False
    else:
        raise NoSuchMatch
    one.save(update_fields=["choice", "same_as", "is_left_out"])
    remark(row, row=number, choice=choice)
    return counted(row)


def _has_same_identity(row: Spreadsheet, number: int) -> bool:
    return RowMatch.objects.filter(
        spreadsheet=row, number=number, score__gte=SAME_IDENTITY
    ).exists()


@action
def settle_matches(by: Actor, *, spreadsheet: UUID, choice: str) -> Spreadsheet:
    """Say the same of all rows that nobody has settled yet: "another" or "leave_out".

    A row with the ID of somebody known cannot be another person: it is left out. Refuses with
    `NotFound`, with `NoSuchMatch` any other choice, and with `WrongStage` unless just tried.
    """
    row = in_settling(spreadsheet)
    if choice not in ("another", "leave_out"):
        raise NoSuchMatch
    open_rows = SheetRow.objects.filter(
        spreadsheet=row, has_match=True, choice="", is_left_out=False
    )
    count = 0
    if choice == "another":
        same = RowMatch.objects.filter(spreadsheet=row, score__gte=SAME_IDENTITY)
        count = open_rows.exclude(number__in=same.values("number")).update(choice="another")
    count += open_rows.update(is_left_out=True)
    remark(row, choice=choice, rows=count)
    return counted(row)
