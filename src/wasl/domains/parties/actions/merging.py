"""Telling parties apart and making two records one: always by a person, always reversible."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.parties.actions.majorities import _reckon_majorities
from wasl.domains.parties.events import MergeUndone, PartiesMerged
from wasl.domains.parties.models import (
    Correction,
    DuplicatePair,
    Guardianship,
    HouseholdMember,
    Merge,
    Party,
)
from wasl.domains.parties.queries.knowing import _all_records, _refuse_conflict
from wasl.domains.parties.refusals import (
    AlreadyMerged,
    AlreadyUndone,
    ChoicesMissing,
    ChoiceUnknown,
    GuardianOfOther,
    HeadsTwoHouseholds,
    KindsDiffer,
    LaterMergeStands,
    PairSettled,
    PartyErased,
    PlaceTaken,
    SameParty,
)
from wasl.domains.parties.rules import masked_number, pair_order
from wasl.domains.parties.rules.correcting import HIDDEN_WHEN_PROTECTED
from wasl.domains.parties.rules.merging import (
    CHOICES,
    COLUMNS,
    FORMER,
    ONLY_ONE_MAY_HOLD,
    SIDES,
    fields_kept,
    fields_to_choose,
    former_numbers,
    merged_values,
    values_put_back,
)
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.refusal import NotAllowed, NotFound, Stale
from wasl.foundation.scoping import add_all, found, locked

_MOST_WHY = 200


@action
def settle_as_different(by: Actor, *, pair: UUID, why: str = "") -> DuplicatePair:
    """Remember for ever that two records that look alike are two parties.

    No search and no registration brings the pair back. Refuses with `NotAllowed` anybody but a
    member of staff, with `NotFound`, with `PairSettled` when it does not wait any more, and with
    `ConflictOfInterest` when one of the two touches the one who says so.
    """
    _refuse_machines(by)
    row = locked(DuplicatePair.objects, pk=pair)
    if row.stage != "waiting":
        raise PairSettled
    _refuse_conflict(by, row.first_id, row.second_id)
    _settle(row, "different", by.member, " ".join(why.split())[:_MOST_WHY])
    trail.remark(row, has_reason=bool(row.why))
    return row


@action
def point_out_pair(by: Actor, *, one: UUID, other: UUID) -> DuplicatePair:
    """Put two records that somebody noticed himself before those who tell parties apart.

    A pair that was settled or set aside waits again: a person asks, not a search. Refuses with
    `NotAllowed` anybody but a member of staff, with `NotFound`, `SameParty`, `KindsDiffer`,
    `AlreadyMerged`, `PartyErased` and `ConflictOfInterest`.
    """
    _refuse_machines(by)
    first, second = _both(one, other)
    _refuse_pair(by, first, second)
    older, younger = pair_order(first.pk, second.pk)
    row = DuplicatePair(
        first_id=older,
        second_id=younger,
        score=0.0,
        stage="waiting",
        found_by="person",
        found_at=timezone.now(),
    )
    if not add_all([row], unless_there=True):
        row = locked(DuplicatePair.objects, first_id=older, second_id=younger)
        if row.stage != "waiting":
            row.stage, row.settled_by, row.settled_at, row.why = "waiting", None, None, ""
            row.save(update_fields=["stage", "settled_by", "settled_at", "why"])
    trail.remark(row)
    return row


@action
def merge_parties(
    by: Actor,
    *,
    survivor: UUID,
    absorbed: UUID,
    chosen: Mapping[str, str],
    versions: tuple[int, int],
) -> Merge:
    """Let one record stand for two of one party, with what was chosen field by field.

    `chosen` maps fields (`rules.merging.FIELDS`) to "survivor" or "absorbed"; where only one of
    the two says something, that stands unless chosen otherwise. Roles and needs are those of
    both, and protection is kept. `versions` are those of the survivor and of the absorbed as
    they were compared. Nothing of either is moved or deleted: the absorbed points to the
    survivor, and what pointed to the absorbed is read through it. A number that the survivor does
    not take still finds him.

    Refuses with `NotAllowed` anybody but a member of staff (no machinery merges), with
    `NotFound`, `SameParty`, `KindsDiffer`, `AlreadyMerged`, `PartyErased`, `GuardianOfOther`,
    with `ConflictOfInterest` when one of the two touches the actor, with `Stale` and both values
    when one was changed meanwhile, with `ChoiceUnknown`, `ChoicesMissing` naming the fields, and
    with `HeadsTwoHouseholds` unless `chosen["household"]` says in which of them he lives.
    """
    _refuse_machines(by)
    if not set(chosen) <= set(CHOICES) or not set(chosen.values()) <= set(SIDES):
        raise ChoiceUnknown
    kept, gone = _both(survivor, absorbed)
    _refuse_pair(by, kept, gone)
    _refuse_stale(kept, gone, versions)
    ours, theirs = _all_records(kept), _all_records(gone)
    acting = Guardianship.objects.filter(
        Q(guardian__in=ours, ward__in=theirs) | Q(guardian__in=theirs, ward__in=ours),
        ended_on=None,
    )
    if acting.exists():
        raise GuardianOfOther
    before = {"survivor": _values(kept), "absorbed": _values(gone)}
    open_choices = set(fields_to_choose(before["survivor"], before["absorbed"])) - set(chosen)
    if open_choices:
        raise ChoicesMissing(fields=tuple(sorted(open_choices)))
    if "household" not in chosen and _head_two_households(ours, theirs):
        raise HeadsTwoHouseholds
    merged = merged_values(before["survivor"], before["absorbed"], chosen)
    followers = theirs[1:]
    now = timezone.now()
    merge = Merge(
        survivor=kept,
        absorbed=gone,
        chosen=dict(chosen),
        before=before
        | {
            "merged": merged,
            "followers": [str(one) for one in followers],
            "pairs": _carry_pairs(kept, gone, by.member),
        },
        merged_by=by.member,
        merged_at=now,
    )
    # The absorbed gives up first what the database lets only one of them have.
    given_up: dict[str, Any] = {"national_id_index": ""}
    if merged["file_number"] == gone.file_number:
        given_up["file_number"] = None
    given_up |= former_numbers(before["survivor"], before["absorbed"], merged)
    _write(gone, given_up | {"merged_into": kept})
    _write(kept, merged)
    Party.objects.filter(pk__in=followers).update(merged_into=kept)
    merge.save(force_insert=True)
    _reckon_majorities([kept.pk])
    trail.remark(
        kept,
        merge=str(merge.pk),
        absorbed=str(gone.pk),
        chosen=dict(chosen),
        changed=sorted(name for name in COLUMNS if merged[name] != before["survivor"][name]),
    )
    publish(by, PartiesMerged(survivor=kept.pk, absorbed=gone.pk))
    return merge


@action
def undo_merge(by: Actor, *, merge: UUID) -> Party:
    """Let the two records of a merge stand by themselves again, each as it was.

    A field of the survivor that was corrected after the merge stays as corrected, because it was
    said of that record with a reason; all the rest is as it was before. The pair waits again to
    be told apart. Merges of one party are undone from the last to the first.

    Refuses with `NotAllowed` anybody but a member of staff, with `NotFound`, with
    `AlreadyUndone`, `LaterMergeStands`, `PartyErased`, with `PlaceTaken` when another record
    meanwhile has the ID or file number of one of them, and with `ConflictOfInterest`.
    """
    _refuse_machines(by)
    known = found(Merge.objects, pk=merge)
    kept, gone = _both(known.survivor_id, known.absorbed_id)
    # Read anew: whoever undid it meanwhile had the two parties locked.
    row = found(Merge.objects, pk=merge)
    if row.undone_at is not None:
        raise AlreadyUndone
    if kept.erased_at or gone.erased_at or not row.before:
        raise PartyErased
    if kept.merged_into_id or _later_merges(row).exists():
        raise LaterMergeStands
    _refuse_conflict(by, kept.pk, gone.pk)
    was, merged = _read(row.before["survivor"]), _read(row.before["merged"])
    now = _values(kept)
    back = values_put_back(was, merged, now)
    returned = {name: _read(row.before["absorbed"])[name] for name in ONLY_ONE_MAY_HOLD}
    _refuse_taken(kept, gone, back, returned)
    _write(kept, back)
    _write(gone, returned | dict.fromkeys(FORMER, "") | {"merged_into": None})
    Party.objects.filter(pk__in=row.before["followers"], merged_into=kept).update(merged_into=gone)
    _return_pairs(row)
    _reckon_majorities([kept.pk, gone.pk])
    row.undone_by, row.undone_at = by.member, timezone.now()
    row.save(update_fields=["undone_by", "undone_at"])
    trail.remark(
        kept,
        merge=str(row.pk),
        absorbed=str(gone.pk),
        corrected_since=list(fields_kept(merged, now)),
    )
    publish(by, MergeUndone(survivor=kept.pk, absorbed=gone.pk))
    return kept


def _refuse_machines(by: Actor) -> None:
    """Nothing but a person says whether two records are one."""
    if by.staff is None:
        raise NotAllowed


def _both(one: UUID, other: UUID) -> tuple[Party, Party]:
    """The two parties, held until the action ends.

    Always locked in the same order, so that A into B and B into A at once wait for each other
    instead of for ever.
    """
    if one == other:
        raise SameParty
    rows = Party.objects.select_for_update(of=("self",)).filter(pk__in=(one, other))
    both = {row.pk: row for row in rows.order_by("pk")}
    if len(both) < 2:
        raise NotFound
    return both[one], both[other]


def _refuse_pair(by: Actor, kept: Party, gone: Party) -> None:
    if kept.merged_into_id or gone.merged_into_id:
        raise AlreadyMerged
    if kept.erased_at or gone.erased_at:
        raise PartyErased
    if kept.kind != gone.kind:
        raise KindsDiffer
    _refuse_conflict(by, kept.pk, gone.pk)


def _refuse_stale(kept: Party, gone: Party, versions: tuple[int, int]) -> None:
    if (kept.version, gone.version) == versions:
        return
    is_protected = kept.is_protected or gone.is_protected
    differences = {
        f"{side}.{field}": said
        for side, row, seen in zip(SIDES, (kept, gone), versions, strict=True)
        for field, said in _said_since(row, seen).items()
        if not (is_protected and field in HIDDEN_WHEN_PROTECTED)
    }
    raise Stale(differences=differences)


def _said_since(row: Party, seen: int) -> dict[str, tuple[Any, Any]]:
    """What was corrected after a version: each field as it stands, and as it was seen then."""
    saved = max(row.version - seen, 0)
    corrections = Correction.objects.filter(party=row).order_by("-corrected_at", "-id")
    moments: list[datetime] = []
    said: dict[str, tuple[Any, Any]] = {}
    for one in corrections[: saved * len(COLUMNS)]:
        if one.corrected_at not in moments:
            moments.append(one.corrected_at)
        if len(moments) > saved:
            break
        now = said[one.field][0] if one.field in said else one.after.get("is")
        said[one.field] = (now, one.before.get("is"))
    if "iban" in said:
        now, was = said["iban"]
        said["iban"] = (masked_number(str(now or "")), masked_number(str(was or "")))
    return said


def _head_two_households(ours: list[UUID], theirs: list[UUID]) -> bool:
    heads = HouseholdMember.objects.filter(
        party__in=(*ours, *theirs), relation="head", left_on=None
    ).values_list("party_id", "household_id")
    homes: dict[bool, set[UUID]] = {True: set(), False: set()}
    for party, household in heads:
        homes[party in ours].add(household)
    return all(homes.values()) and homes[True] != homes[False]


def _values(row: Party) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}


def _read(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Columns as they were kept in the sealed record of a merge, as values of the model again."""
    fields: dict[str, Any] = {name: Party._meta.get_field(name) for name in stored}
    return {name: fields[name].to_python(value) for name, value in stored.items()}


def _write(row: Party, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])


def _refuse_taken(
    kept: Party, gone: Party, back: Mapping[str, Any], returned: Mapping[str, Any]
) -> None:
    others = Party.objects.exclude(pk__in=(kept.pk, gone.pk))
    for name in ONLY_ONE_MAY_HOLD:
        held = [value for value in (back[name], returned[name]) if value]
        same = {"kind": kept.kind} if name == "national_id_index" else {}
        if len(held) != len(set(held)) or (
            held and others.filter(**{f"{name}__in": held}, **same).exists()
        ):
            raise PlaceTaken


def _later_merges(row: Merge) -> Any:
    """Merges after this one in which its survivor took part and which still stand."""
    return Merge.objects.filter(
        Q(survivor=row.survivor_id) | Q(absorbed=row.survivor_id),
        undone_at=None,
        pk__gt=row.pk,
    )


def _settle(row: DuplicatePair, stage: str, staff: UUID, why: str) -> None:
    row.stage, row.settled_by, row.settled_at, row.why = stage, staff, timezone.now(), why
    row.save(update_fields=["stage", "settled_by", "settled_at", "why"])


def _carry_pairs(kept: Party, gone: Party, staff: UUID) -> dict[str, list[str]]:
    """Settle the pair of the two, and let the survivor stand in the pairs of the absorbed.

    What was said of the absorbed and a third is so said of the survivor, and what waited waits
    under the survivor's name. What changed is kept with the merge, to be put back when undone.
    """
    pairs = list(DuplicatePair.objects.filter(Q(first=gone) | Q(second=gone)))
    own = [one for one in pairs if kept.pk in (one.first_id, one.second_id)]
    for one in own:
        was = one.stage
        _settle(one, "merged", staff, one.why)
        one.stage = was
    carried = []
    for one in pairs:
        third = one.second_id if one.first_id == gone.pk else one.first_id
        if third == kept.pk or one.stage not in ("waiting", "different"):
            continue
        first, second = pair_order(kept.pk, third)
        carried.append(
            DuplicatePair(
                first_id=first,
                second_id=second,
                score=one.score,
                reasons=one.reasons,
                stage=one.stage,
                found_by="merge",
                found_at=one.found_at,
                settled_by=one.settled_by,
                settled_at=one.settled_at,
                why=one.why,
            )
        )
    there = set(
        DuplicatePair.objects.filter(
            Q(first=kept, second__in=_thirds(carried, kept))
            | Q(second=kept, first__in=_thirds(carried, kept))
        ).values_list("first_id", "second_id")
    )
    added = [one for one in carried if (one.first_id, one.second_id) not in there]
    add_all(added)
    waiting = [one.pk for one in pairs if one.stage == "waiting" and one not in own]
    DuplicatePair.objects.filter(pk__in=waiting).update(stage="moot")
    return {
        "own": [str(one.pk) for one in own],
        "added": [str(one.pk) for one in added],
        "set_aside": [str(one) for one in waiting],
    }


def _thirds(pairs: Iterable[DuplicatePair], kept: Party) -> list[UUID]:
    return [one.second_id if one.first_id == kept.pk else one.first_id for one in pairs]


def _return_pairs(merge: Merge) -> None:
    """The pair of the two waits again, and the survivor leaves the pairs of the absorbed.

    What a person said of the survivor after the merge stays said.
    """
    pairs = merge.before["pairs"]
    DuplicatePair.objects.filter(pk__in=pairs["own"], stage="merged").update(
        stage="waiting", settled_by=None, settled_at=None
    )
    inherited = Q(stage="waiting") | Q(stage="different", settled_at__lt=merge.merged_at)
    DuplicatePair.objects.filter(inherited, pk__in=pairs["added"]).update(stage="moot")
    DuplicatePair.objects.filter(pk__in=pairs["set_aside"], stage="moot").update(stage="waiting")
