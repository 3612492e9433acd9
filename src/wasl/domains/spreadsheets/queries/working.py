"""What the worker and the bringing of a file ask."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wasl.domains.spreadsheets.models import Addition, SheetRow, Spreadsheet
from wasl.domains.spreadsheets.queries.reading import Patches, patches_of
from wasl.foundation.actor import Actor
from wasl.foundation.prepared import prepared_values
from wasl.foundation.query import query
from wasl.foundation.scoping import found

if TYPE_CHECKING:
    from wasl.domains.parties.actions import Prepared

_AT_WORK = ("trying", "bringing", "undoing")


@query
def spreadsheets_at_work(by: Actor) -> tuple[tuple[UUID, str], ...]:
    """The files that the worker has something to do for, the oldest first, with their stages."""
    rows = Spreadsheet.objects.filter(stage__in=_AT_WORK).order_by("uploaded_at", "pk")
    return tuple(rows.values_list("pk", "stage")[:20])


@query
def spreadsheets_to_forget(by: Actor) -> tuple[UUID, ...]:
    """The files that came in and are still kept."""
    rows = Spreadsheet.objects.filter(file__isnull=False, brought_at__isnull=False)
    return tuple(rows.values_list("pk", flat=True)[:20])


@query
def rows_kept(by: Actor, *, spreadsheet: UUID, numbers: Sequence[int]) -> Mapping[int, SheetRow]:
    """Those of some rows that come in, by their numbers."""
    rows = SheetRow.objects.filter(
        spreadsheet=spreadsheet,
        number__in=numbers,
        is_left_out=False,
        state__in=("good", "warned"),
    ).defer("shown")
    return {row.number: row for row in rows}


@query
def mendings_of(by: Actor, *, spreadsheet: UUID) -> Patches:
    """What was mended in a file, to be laid over its rows. Refuses with `NotFound`."""
    return patches_of(found(Spreadsheet.objects, pk=spreadsheet))


@query
def additions_sealed(by: Actor, *, spreadsheet: UUID, prepared: "Prepared") -> list[list[Any]]:
    """What a file will have added to parties known before, ready to be written: while rows are
    written nobody else may, so nothing is made ready then."""
    row = found(Spreadsheet.objects, pk=spreadsheet)
    filled = [
        Addition(
            spreadsheet=row,
            what="filled",
            party=one.party,
            version=one.version + 1,
            fields=list(one.columns),
        )
        for one in prepared.fillings
    ]
    members = [
        Addition(spreadsheet=row, what="member", party=party, thing=member)
        for party, member in prepared.members_added
    ]
    return [prepared_values(one) for one in (*filled, *members)]


@query
def additions_left(
    by: Actor, *, spreadsheet: UUID, most: int
) -> tuple[list[Addition], list[Addition]]:
    """Some of what a file filled into parties known before, and once nothing of that is left, some
    of the members it added to known households."""
    added = Addition.objects.filter(spreadsheet=spreadsheet).order_by("id")
    filled = list(added.filter(what="filled")[:most])
    return filled, [] if filled else list(added.filter(what="member")[:most])
