"""Who belongs to a household: members come and go with dates, and nobody is deleted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.parties.actions.correcting import _changeable
from wasl.domains.parties.actions.registering import register_party
from wasl.domains.parties.models import HouseholdMember, Party
from wasl.domains.parties.queries.knowing import _all_records, _refuse_conflict
from wasl.domains.parties.refusals import (
    AlreadyMember,
    DateInFuture,
    HeadAlready,
    LeftBeforeJoined,
    MemberDiffers,
    MemberKnown,
    MemberTwice,
    NameMissing,
    NotAHousehold,
    OnlyPersons,
)
from wasl.domains.parties.rules import (
    GENDERS,
    HEADS,
    LEAVING,
    MEMBER_COLUMNS,
    RELATIONS,
    birth_as_entered,
    birth_columns,
    identity_columns,
    name_as_kept,
)
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry
from wasl.foundation.names import folded
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found, locked


@action
def add_member(
    by: Actor,
    *,
    household: UUID,
    relation: str,
    name: str = "",
    gender: str = "",
    national_id: str = "",
    birth: DateEntry | None = None,
    member: UUID | None = None,
    joined_on: date | None = None,
    is_confirmed: bool = False,
) -> HouseholdMember:
    """Let somebody belong to a household, from a day on (today when none is given).

    `member` is a person of the registry, whose own record then says name, ID and birth; anybody
    else is named. One head at a time. Who belongs to another household already does so here too
    only when the officer confirms it.

    Refuses with `NotAHousehold`, with `OnlyPersons` for a member that is no person, with
    `HeadAlready`, with `MemberTwice`, with `AlreadyMember` unless `is_confirmed`, with
    `NameMissing`, with `DateInFuture`, with `MergedAway`, `DataDestroyed` and
    `ConflictOfInterest` as `correct_party` does, with `NotFound`; raises `Malformed` for an ID
    that cannot be read.
    """
    if relation not in RELATIONS or gender not in GENDERS:
        raise ValueError("no such relation or gender")
    home = _changeable(by, household)
    if home.kind != "household":
        raise NotAHousehold
    today = timezone.localdate()
    joined_on = joined_on or today
    if joined_on > today or (birth is not None and birth.gregorian_on > today):
        raise DateInFuture
    row = HouseholdMember(household=home, relation=relation, joined_on=joined_on)
    if member is not None:
        _take_after(row, _changeable(by, member))
    else:
        columns = identity_columns(by.association, typed=national_id)
        row.name, row.gender = name_as_kept(name), gender
        row.national_id = columns.get("national_id", "")
        row.national_id_index = columns.get("national_id_index", "")
        row.birth_on, row.birth_entry = birth_columns(birth).values()
    if not row.name:
        raise NameMissing
    _refuse_double(row, is_confirmed=is_confirmed)
    row.save(force_insert=True)
    trail.remark(home, member=str(row.pk), relation=relation, confirmed=is_confirmed)
    return row


def _take_after(row: HouseholdMember, person: Party) -> None:
    if person.kind != "person":
        raise OnlyPersons
    row.party = person
    for column in MEMBER_COLUMNS:
        setattr(row, column, getattr(person, column))


def _refuse_double(row: HouseholdMember, *, is_confirmed: bool) -> None:
    present = HouseholdMember.objects.filter(left_on=None)
    here = present.filter(household=row.household_id)
    if row.relation == "head" and here.filter(relation="head").exists():
        raise HeadAlready
    same = Q()
    if row.party_id is not None:
        same |= Q(party=row.party_id)
    if row.national_id_index:
        same |= Q(national_id_index=row.national_id_index)
    if not same:
        return
    if here.filter(same).exists():
        raise MemberTwice
    if not is_confirmed and present.filter(same).exists():
        raise AlreadyMember


@action
def make_member_party(
    by: Actor,
    *,
    member: UUID,
    key: UUID,
    identity_reason: str = "",
    seen_alike: Sequence[UUID] = (),
) -> Party:
    """Register somebody of a household as a person of his own, with what the household says of him.

    The member is that person from then on. `key` is made when the page is opened: sent twice, it
    is one person. `identity_reason` says why he has no number where none is kept. Refuses with
    `MemberKnown` who is a person of the registry already, with `AlreadyKnown`, `LikelyKnown`,
    `KeyReused` and `IdentityReasonMissing` as `register_party` does, with `MergedAway`,
    `DataDestroyed` and `ConflictOfInterest` as `correct_party` does, and with `NotFound`.
    """
    _home, row = _member_of(by, member)
    if row.party_id is not None and row.party_id != key:
        raise MemberKnown(party=row.party_id)
    person = register_party(
        by.with_permissions("parties.register_party"),
        key=key,
        kind="person",
        name=row.name,
        national_id=row.national_id,
        identity_kind="national" if row.national_id else "none",
        identity_reason=identity_reason,
        birth=birth_as_entered(row.birth_entry, row.birth_on),
        gender=row.gender,
        seen_alike=seen_alike,
    )
    _become(row, person)
    return person


@action
def recognise_member(by: Actor, *, member: UUID, party: UUID) -> HouseholdMember:
    """Say that somebody of a household is a person whom the registry knows already.

    Name, ID and birth are then those of that record; saying it twice changes nothing. Refuses
    with `MemberKnown` who is another person of the registry, with `MemberDiffers` when both have
    an ID and not the same, with `MemberTwice` when that person belongs to the household as
    somebody else, with `OnlyPersons`, with `MergedAway`, `DataDestroyed` and `ConflictOfInterest`
    as `correct_party` does, and with `NotFound`.
    """
    _home, row = _member_of(by, member)
    if row.party_id == party:
        return row
    if row.party_id is not None:
        raise MemberKnown(party=row.party_id)
    here = HouseholdMember.objects.filter(household=row.household_id, left_on=None)
    if here.filter(party=party).exists():
        raise MemberTwice
    person = _changeable(by, party)
    numbers = {row.national_id_index, person.national_id_index} - {""}
    if len(numbers) > 1:
        raise MemberDiffers
    _become(row, person)
    return row


def _member_of(by: Actor, member: UUID) -> tuple[Party, HouseholdMember]:
    """The household and its member, held until the action ends. Refuses as `_changeable`."""
    home = _changeable(by, found(HouseholdMember.objects, pk=member).household_id)
    return home, locked(HouseholdMember.objects, pk=member)


def _become(row: HouseholdMember, person: Party) -> None:
    _take_after(row, person)
    row.save(update_fields=["party", *MEMBER_COLUMNS])
    trail.remark(person, household=str(row.household_id), member=str(row.pk))


@action
def end_membership(
    by: Actor, *, member: UUID, why: str, left_on: date | None = None
) -> HouseholdMember:
    """Record that somebody no longer belongs to a household, since a day (today when none).

    `why` is one of `rules.households.LEAVING`; the member stays on record. Ending twice keeps
    what was said first. Refuses with `DateInFuture`, with `LeftBeforeJoined`, with
    `ConflictOfInterest` when the household touches the one who says so, and with `NotFound`.
    """
    if why not in LEAVING:
        raise ValueError("no such reason")
    row = locked(HouseholdMember.objects.select_related("household"), pk=member)
    home = row.household
    _refuse_conflict(by, home.pk)
    today = timezone.localdate()
    left_on = left_on or today
    if row.left_on is None:
        if left_on > today:
            raise DateInFuture
        if row.joined_on is not None and left_on < row.joined_on:
            raise LeftBeforeJoined
        row.left_on, row.left_why = left_on, why
        row.save(update_fields=["left_on", "left_why"])
    trail.remark(home, member=str(row.pk), why=row.left_why)
    return row


@action
def name_head(by: Actor, *, member: UUID, former_relation: str = "") -> HouseholdMember:
    """Let a member head the household from now on.

    `former_relation` is what the head until now becomes. Naming the head again changes nothing.
    Refuses with `HeadAlready` while another is the head and nothing is said of him, with
    `NotFound` a member who left, and with `MergedAway`, `DataDestroyed` and `ConflictOfInterest`
    as `correct_party` does.
    """
    if former_relation not in ("", *RELATIONS) or former_relation == "head":
        raise ValueError("no such relation of a former head")
    home, row = _member_of(by, member)
    if row.left_on is not None:
        raise NotFound
    if row.relation != "head":
        heads = HouseholdMember.objects.filter(household=home, relation="head", left_on=None)
        if not former_relation and heads.exists():
            raise HeadAlready
        heads.update(relation=former_relation)
        row.relation = "head"
        row.save(update_fields=["relation"])
    trail.remark(home, member=str(row.pk), relation="head")
    return row


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
    records = _all_records(party)
    present = list(HouseholdMember.objects.filter(household__in=records, left_on=None))
    heads = {folded(one.name) for one in present if one.relation in HEADS}
    kept = {
        one.pk: (folded(one.name), one.relation) for one in present if one.relation not in HEADS
    }
    known = set(kept.values())
    named: dict[tuple[str, str], Mapping[str, Any]] = {
        (folded(str(one["name"])), str(one.get("relation", ""))): one
        for one in dependants
        if folded(str(one["name"])) not in heads
    }
    gone = [member for member, key in kept.items() if key not in named]
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
        if key not in known
    )
    trail.remark(party, dependants=len(named), left=len(gone))
    return party
