"""People taken out to a list, some hundred at a time."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.queries import ExportedParty, parties_exported
from wasl.domains.spreadsheets.models import Export
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found

GOOD_FOR = timedelta(hours=1)
"""How long a list that was asked for may be fetched."""


@query
def export_of(by: Actor, *, export: UUID) -> Export:
    """A list that the asker himself asked for within the hour. Refuses with `NotFound` any other."""
    row = found(Export.objects, pk=export)
    if row.asked_by != by.member or timezone.now() - row.asked_at > GOOD_FOR:
        raise NotFound
    return row


@query
def rows_exported(
    by: Actor, *, export: UUID, after: UUID | None = None
) -> tuple[ExportedParty, ...]:
    """The next parties of a list that was asked for. Refuses as `export_of` does."""
    row = export_of(by, export=export)
    brought_by = row.filters.get("brought_by")
    return parties_exported(
        by.as_system(),
        kind="person" if row.kind == "people" else "household",
        city=row.filters.get("city", ""),
        role=row.filters.get("role", ""),
        brought_by=UUID(brought_by) if brought_by else None,
        after=after,
    )
