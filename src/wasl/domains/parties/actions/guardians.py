"""Who acts for whom, with the deed that allows it."""

from datetime import date
from uuid import UUID

from wasl.domains.parties.models import Guardianship, Party
from wasl.domains.parties.refusals import OwnGuardian
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import added, found, locked


@action
def record_guardianship(
    by: Actor,
    *,
    guardian: UUID,
    ward: UUID,
    relation: str,
    deed_kind: str = "",
    deed_number: str = "",
    expires_on: date | None = None,
) -> Guardianship:
    """Record who acts for a party and the deed that allows it; a repeat renews the deed.

    A repeat without a deed leaves the one that is kept; one with another deed must be verified
    anew. Refuses with `OwnGuardian` when both are the same, with `NotFound` when one of them is
    not of this association.
    """
    if guardian == ward:
        raise OwnGuardian
    found(Party.objects, pk=guardian)
    locked(Party.objects, pk=ward)
    given = Guardianship(
        guardian_id=guardian,
        ward_id=ward,
        relation=relation,
        deed_kind=deed_kind,
        deed_number=deed_number,
        expires_on=expires_on,
    )
    if added(given):
        return given
    open_ones = Guardianship.objects.filter(ended_on=None)
    kept = locked(open_ones, guardian=guardian, ward=ward)
    kept.relation = relation
    if deed_kind or deed_number or expires_on:
        if (kept.deed_kind, kept.deed_number) != (deed_kind, deed_number):
            kept.verified_by = kept.verified_at = None
        kept.deed_kind, kept.deed_number, kept.expires_on = deed_kind, deed_number, expires_on
    kept.save(
        update_fields=[
            *("relation", "deed_kind", "deed_number", "expires_on"),
            *("verified_by", "verified_at"),
        ]
    )
    return kept
