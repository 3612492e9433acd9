"""Looking for duplicates through the whole registry, and among those who came without a face."""

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.actions.registering import _reasons_as_kept
from wasl.domains.parties.models import DuplicatePair, DuplicateSearch, Party
from wasl.domains.parties.queries.finding import likely_duplicates
from wasl.domains.parties.queries.searching import (
    newcomers,
    searches_waiting,
    whole_registry,
)
from wasl.domains.parties.rules import pair_order
from wasl.domains.parties.rules.likeness import SAME_FROM, Likeness
from wasl.domains.parties.rules.pairing import Alike
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import add_all, locked

_WRITTEN_AT_ONCE = 500
_NEWCOMERS_A_ROUND = 100


@action
def ask_for_duplicate_search(by: Actor) -> DuplicateSearch:
    """Have the worker search the whole registry for duplicates.

    While one search waits or runs, that one is given instead of another.
    """
    under_way = DuplicateSearch.objects.filter(stage__in=["waiting", "running"])
    for search in under_way.order_by("asked_at", "id")[:1]:
        trail.remark(search, repeated=True)
        return search
    search = DuplicateSearch(stage="waiting", asked_by=by.staff, asked_at=timezone.now())
    search.save(force_insert=True)
    return search


def sweep_duplicate_searches(by: Actor) -> int:
    """Do the searches that were asked for; how many pairs were found that nobody had seen.

    The registry is read in slices and compared outside of any transaction. A search that breaks
    off is told as failed and changes nothing; one whose worker was killed is taken up again after
    two hours. Pairs are written in bulk and once: searching again adds only what is new.
    """
    kept = 0
    for search in searches_waiting(by):
        begin_duplicate_search(by, search=search)
        try:
            registry = whole_registry(by)
            pairs, found = registry.pairs_alike(), 0
            while some := list(islice(pairs, _WRITTEN_AT_ONCE)):
                found += len(some)
                kept += keep_pairs(by, pairs=some, found_by="search")
        except Exception as trouble:
            end_duplicate_search(by, search=search, trouble=type(trouble).__name__)
            raise
        end_duplicate_search(by, search=search, parties=len(registry), found=found)
    return kept


@action
def begin_duplicate_search(by: Actor, *, search: UUID) -> DuplicateSearch:
    """Take a search in hand. Refuses with `NotFound` when there is none."""
    row = locked(DuplicateSearch.objects, pk=search)
    row.stage, row.began_at = "running", timezone.now()
    row.save(update_fields=["stage", "began_at"])
    return row


@action
def end_duplicate_search(
    by: Actor, *, search: UUID, parties: int = 0, found: int = 0, trouble: str = ""
) -> DuplicateSearch:
    """Put down how a search ended; with `trouble` it failed. Refuses with `NotFound`."""
    row = locked(DuplicateSearch.objects, pk=search)
    row.stage, row.ended_at = "failed" if trouble else "done", timezone.now()
    row.parties, row.found, row.trouble = parties, found, trouble[:200]
    row.save(update_fields=["stage", "ended_at", "parties", "found", "trouble"])
    trail.remark(row, parties=parties, found=found)
    return row


@action
def keep_pairs(by: Actor, *, pairs: Sequence[Alike], found_by: str) -> int:
    """Keep pairs for a person to look at; how many were not kept before.

    What a person said stays said: a pair settled as different or merged is never opened again. A
    pair that was moot, because what made it alike was corrected, waits again when it is found
    again: then there is another cause.
    """
    now = timezone.now()
    rows = {}
    for pair in pairs:
        first, second = pair_order(UUID(pair.first), UUID(pair.second))
        rows[first, second] = DuplicatePair(
            first_id=first,
            second_id=second,
            score=pair.likeness.score,
            reasons=_reasons_as_kept(pair.likeness.reasons),
            stage="waiting",
            found_by=found_by,
            found_at=now,
        )
    written = add_all(list(rows.values()), unless_there=True)
    reopened = 0
    if written < len(rows):
        firsts = [first for first, _ in rows]
        for moot in DuplicatePair.objects.filter(stage="moot", first_id__in=firsts):
            again = rows.get((moot.first_id, moot.second_id))
            if again is not None:
                moot.stage, moot.score, moot.reasons = "waiting", again.score, again.reasons
                moot.found_by, moot.found_at = found_by, now
                moot.settled_by = moot.settled_at = None
                moot.save(
                    update_fields=[
                        *("stage", "score", "reasons", "found_by", "found_at"),
                        *("settled_by", "settled_at"),
                    ]
                )
                reopened += 1
    trail.remark(pairs=written, reopened=reopened)
    return written + reopened


def sweep_newcomers(by: Actor) -> int:
    """Look for those who resemble parties registered without a face having asked, by the portal,
    the API or an import; how many pairs were found.

    A hundred a round, each compared as at the desk and marked once it has been.
    """
    found: list[Alike] = []
    looked_at = []
    for party in newcomers(by, most=_NEWCOMERS_A_ROUND):
        looked_at.append(party.id)
        for match in likely_duplicates(
            by,
            kind=party.kind,
            name=party.name,
            national_id=party.national_id,
            phone=party.phone,
            iban=party.iban,
            birth_on=party.birth_on,
            city=party.city,
            besides=party.id,
        ):
            if match.score >= SAME_FROM:
                alike = Likeness(match.score, match.reasons)
                found.append(Alike(str(party.id), str(match.id), alike))
    return mark_compared(by, parties=looked_at, pairs=found) if looked_at else 0


@action
def mark_compared(by: Actor, *, parties: Sequence[UUID], pairs: Sequence[Alike]) -> int:
    """Keep the pairs found for some parties and mark those as compared, together; how many pairs
    were not kept before."""
    Party.objects.filter(pk__in=parties).update(compared_at=timezone.now())
    return keep_pairs(by, pairs=pairs, found_by="newcomer") if pairs else 0
