"""Looking for duplicates through the whole registry, and among those who came without a face."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.actions.registering import _reasons_as_kept
from wasl.domains.parties.models import DuplicatePair, DuplicateSearch, Party
from wasl.domains.parties.queries.bringing import registry_to_compare
from wasl.domains.parties.queries.finding import likely_duplicates
from wasl.domains.parties.queries.newcomers import (
    newcomers,
    newcomers_to_ask_for,
    newcomers_waiting,
)
from wasl.domains.parties.queries.searching import searches_waiting, whole_registry
from wasl.domains.parties.rules import pair_order
from wasl.domains.parties.rules.likeness import SAME_FROM, Likeness
from wasl.domains.parties.rules.pairing import Alike, Registry
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import add_all, locked

_WRITTEN_AT_ONCE = 500
_NEWCOMERS_A_ROUND = 50_000
_ASKED_A_ROUND = 1_000
_ASKED_AT_ONCE = 100
"""So few newcomers are asked for one by one, however small the registry."""


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
    the API or an import; how many pairs were found that were not kept before.

    Few are asked for one by one, as at the desk; many are compared with the registry at once, but
    for those of whom its columns do not tell all. Who was looked at is marked, some hundred at a
    time, together with the pairs: a sweep that breaks off goes on from there.
    """
    rows = newcomers_waiting(by, most=_NEWCOMERS_A_ROUND)
    are_many = len(rows) > _ASKED_AT_ONCE
    # read after the newcomers, so that each of them is in it
    registry = registry_to_compare(by, rows=len(rows)) if are_many else None
    if registry is None:
        keys = [UUID(row[0]) for row in rows[:_ASKED_A_ROUND]]
        return sum(
            mark_compared(by, parties=some, pairs=_pairs_asked_for(by, some))
            for some in _in_slices(keys, _ASKED_AT_ONCE)
        )
    others = Registry()
    others.add(rows)
    alike: defaultdict[UUID, list[Alike]] = defaultdict(list)
    for pair in registry.pairs_with(others):
        if pair.first != pair.second:
            alike[UUID(pair.second)].append(pair)
    kept = 0
    for some in _in_slices([UUID(row[0]) for row in rows], _WRITTEN_AT_ONCE):
        asked = _pairs_asked_for(by, sorted(newcomers_to_ask_for(by, parties=some)))
        # what was asked for comes last: it knows more than the columns
        pairs = [*(pair for party in some for pair in alike[party]), *asked]
        kept += mark_compared(by, parties=some, pairs=pairs)
    return kept


def _in_slices(keys: Sequence[UUID], most: int) -> list[Sequence[UUID]]:
    return [keys[start : start + most] for start in range(0, len(keys), most)]


def _pairs_asked_for(by: Actor, parties: Sequence[UUID]) -> list[Alike]:
    return [
        Alike(str(party.id), str(match.id), Likeness(match.score, match.reasons))
        for party in newcomers(by, parties=parties)
        for match in likely_duplicates(
            by,
            kind=party.kind,
            name=party.name,
            national_id=party.national_id,
            phone=party.phone,
            iban=party.iban,
            birth_on=party.birth_on,
            birth_precision=party.birth_precision,
            city=party.city,
            gender=party.gender,
            besides=party.id,
        )
        if match.score >= SAME_FROM
    ]


@action
def mark_compared(by: Actor, *, parties: Sequence[UUID], pairs: Sequence[Alike]) -> int:
    """Keep the pairs found for some parties and mark those as compared, together; how many pairs
    were not kept before."""
    Party.objects.filter(pk__in=parties).update(compared_at=timezone.now())
    waiting, kept = iter(pairs), 0
    while some := list(islice(waiting, _WRITTEN_AT_ONCE)):
        kept += keep_pairs(by, pairs=some, found_by="newcomer")
    return kept
