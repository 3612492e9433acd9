"""The names of parties, for lists in the rooms above."""

from collections.abc import Iterable
from uuid import UUID

from wasl.domains.parties.models import Party
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


@query
def party_names(by: Actor, *, parties: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those of `parties` that this association knows; others are simply absent."""
    wanted = set(parties)
    if not wanted:
        return {}
    return dict(Party.objects.filter(pk__in=wanted).values_list("pk", "name"))
