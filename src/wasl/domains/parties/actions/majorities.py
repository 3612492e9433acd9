"""When guardianships end because the ward comes of age: reckoned whenever what it hangs on changes."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from wasl.domains.parties.models import Guardianship, Party
from wasl.domains.parties.rules import ends_at_majority, majority_of


def _majority_ending(row: Guardianship, ward: Party) -> date | None:
    """The day on which a guardianship ends because its ward, the record that survived, is of age."""
    return ends_at_majority(
        majority=majority_of(ward.birth_on, ward.birth_entry),
        began_on=row.began_on,
        deed_kind=row.deed_kind,
    )


def _reckon_majorities(parties: Collection[UUID]) -> None:
    """Write down anew when the guardianships of these parties, and of those merged into them, end."""
    wards = {*parties, *Party.objects.filter(merged_into__in=parties).values_list("pk", flat=True)}
    rows = Guardianship.objects.filter(ward__in=wards, ended_on=None)
    for row in rows.select_related("ward__merged_into"):
        majority_on = _majority_ending(row, row.ward.merged_into or row.ward)
        if row.majority_on != majority_on:
            row.majority_on = majority_on
            row.save(update_fields=["majority_on"])
