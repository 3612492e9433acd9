"""Whom the cases of a party touch, once two of its records became one or were parted."""

from uuid import UUID

from django.db.models import Q

from wasl.domains.applications.actions.drafting import _indexes_of
from wasl.domains.applications.models import Application
from wasl.domains.parties.queries import conflict_indexes_of, same_party
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor


@action
def renew_conflicts(by: Actor, *, party: UUID) -> int:
    """Let every case of a party touch whoever any of its records touches (R63); how many changed.

    What the case itself states stays. Drafts are left alone: sending one works it out. Refuses
    with `NotFound` for a party of another association.
    """
    system = by.as_system()
    records = same_party(system, party=party)
    cases = Application.objects.select_for_update(of=("self",)).filter(
        Q(party__in=records) | Q(beneficiary__in=records), submitted_at__isnull=False
    )
    known: dict[UUID, set[str]] = {}
    changed = 0
    for row in cases.order_by("pk"):
        indexes = set(_indexes_of(system, row))
        for one in (row.party_id, row.beneficiary_id):
            if one is not None and one not in known:
                known[one] = set(conflict_indexes_of(system, party=one))
            indexes |= known[one] if one is not None else set()
        if indexes != set(row.conflict_indexes):
            row.conflict_indexes = sorted(indexes)
            row.save(update_fields=["conflict_indexes"])
            changed += 1
    trail.remark(party=str(party), changed=changed)
    return changed
