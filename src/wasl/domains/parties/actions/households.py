"""Who belongs to a household: members come and go with dates, and nobody is deleted."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.models import HouseholdMember, Party
from wasl.domains.parties.rules import HEADS, name_as_kept
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.names import folded
from wasl.foundation.scoping import locked


@action
def record_dependants(
    by: Actor, *, household: UUID, dependants: Sequence[Mapping[str, Any]]
) -> Party:
    """Record whom a household supports now; each is {"name", "relation", "birth_on"}.

    Who is no longer named left today, who is new joined today; nobody is deleted. The head and
    the spouse are members but no dependants: they neither leave by not being named nor join
    again by being named. Refuses with `NotFound` for a household of another association.
    """
    party = locked(Party.objects, pk=household)
    today = timezone.localdate()
    present = list(HouseholdMember.objects.filter(household=party, left_on=None))
    heads = {folded(one.name) for one in present if one.relation in HEADS}
    kept = {(folded(one.name), one.relation): one for one in present if one.relation not in HEADS}
    named: dict[tuple[str, str], Mapping[str, Any]] = {
        (folded(str(one["name"])), str(one.get("relation", ""))): one
        for one in dependants
        if folded(str(one["name"])) not in heads
    }
    gone = [one.pk for key, one in kept.items() if key not in named]
    if gone:
        HouseholdMember.objects.filter(pk__in=gone).update(left_on=today, left_why="not_named")
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=party,
            name=name_as_kept(str(one["name"])),
            relation=key[1],
            birth_on=one.get("birth_on"),
            joined_on=today,
        )
        for key, one in named.items()
        if key not in kept
    )
    trail.remark(party, dependants=len(named), left=len(gone))
    return party
