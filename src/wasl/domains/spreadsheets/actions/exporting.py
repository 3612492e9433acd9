"""A list of people is asked for, with a reason that stays."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.queries import parties_counted
from wasl.domains.spreadsheets.models import Export
from wasl.domains.spreadsheets.refusals import ExportReasonMissing
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.trail import remark

_LEAST_REASON = 10


@action
def ask_for_export(
    by: Actor,
    *,
    kind: str,
    why: str,
    city: str = "",
    role: str = "",
    brought_by: UUID | None = None,
) -> Export:
    """Ask for a list of people or households to take out; it may be fetched for an hour.

    The reason, the filters and the count are in the trail, as of any sensitive read. Refuses with
    `ExportReasonMissing` a reason of fewer than ten letters.
    """
    if kind not in ("people", "households"):
        raise ValueError("unknown kind of export")
    reason = " ".join(why.split())[:300]
    if len(reason) < _LEAST_REASON:
        raise ExportReasonMissing
    filters = {"city": city.strip()[:60], "role": role}
    if brought_by is not None:
        filters["brought_by"] = str(brought_by)
    count = parties_counted(
        by.as_system(),
        kind="person" if kind == "people" else "household",
        city=filters["city"],
        role=role,
        brought_by=brought_by,
    )
    row = Export(
        kind=kind,
        filters={name: value for name, value in filters.items() if value},
        why=reason,
        rows=count,
        asked_by=by.member,
        asked_at=timezone.now(),
    )
    row.save(force_insert=True)
    remark(row, kind=kind, rows=count)
    return row
