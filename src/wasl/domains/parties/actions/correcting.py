"""What is kept of a party is put right, column by column, with what it said before and why."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from wasl.domains.parties.actions.majorities import _reckon_majorities
from wasl.domains.parties.actions.registering import _new_pair, _reasons_as_kept
from wasl.domains.parties.events import GuardianshipClosed, PartyCorrected, PartyDied
from wasl.domains.parties.models import (
    ContactWay,
    Correction,
    DuplicatePair,
    Guardianship,
    HouseholdMember,
    Party,
)
from wasl.domains.parties.queries.finding import likely_duplicates
from wasl.domains.parties.queries.knowing import _refuse_conflict, same_party
from wasl.domains.parties.refusals import (
    DataDestroyed,
    DateInFuture,
    DeathBeforeBirth,
    DeathRecorded,
    IdentityTaken,
    MergedAway,
    NameMissing,
    OnlyPersons,
    WhyMissing,
)
from wasl.domains.parties.rules import (
    MEMBER_COLUMNS,
    ROLES,
    TELLS_APART,
    as_corrected,
    as_stated,
    roles_with,
    shown_of,
    stated,
)
from wasl.domains.parties.rules.likeness import ASK_FROM, SAME_FROM, Likeness, Traits, likeness
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry
from wasl.foundation.events import publish
from wasl.foundation.identifiers import nearby_national_ids
from wasl.foundation.keys import blind_index
from wasl.foundation.names import folded, name_parts
from wasl.foundation.numbering import next_number
from wasl.foundation.refusal import Stale
from wasl.foundation.scoping import add_all, found, locked

_MOST_WHY = 500
_WAYS = frozenset({"phone", "email"})
_TOLD_BY_MEMBERSHIP = frozenset({"name", "gender", "national_id", "birth"})


@action
def correct_party(
    by: Actor, *, party: UUID, version: int, changes: Mapping[str, Any], why: str
) -> Party:
    """Put columns of a party right (R66); each keeps what it said before, and why it changed.

    `changes` maps the words of `rules.correcting.CORRECTED` to what they should say: dates as
    `date`, the birth as `DateEntry`, the National Address as its parts, the signatory as a
    party's key. Nothing happens when the party says so already, so sending twice is harmless.
    Pairs that waited to be told apart only because of what was wrong wait no more.

    Refuses with `WhyMissing`, with `Stale` and both values when somebody saved after `version`,
    with `IdentityTaken` when another party has the identity, with `IdentityReasonMissing`,
    `NameMissing`, `DateInFuture`, `DeathBeforeBirth` and `AddressIncomplete`, with `MergedAway`,
    `DataDestroyed` and `ConflictOfInterest` (`_changeable`), with `NotFound`; raises `Malformed`
    for what cannot be read.
    """
    reason = _said_why(why)
    row = _changeable(by, party)
    kept = _stated(row)
    said, columns = as_stated(by.association, kept, changes, party_kind=row.kind)
    if not said:
        trail.remark(row, fields=[])
        return row
    if row.version != version:
        shown = {key: shown_of(key, kept[key], is_protected=row.is_protected) for key in said}
        raise Stale(differences={key: (shown[key], value) for key, value in said.items()})
    _refuse_impossible(kept | said)
    if said.get("signatory"):
        found(Party.objects, pk=said["signatory"])
    _write(by, row, columns)
    _keep_corrections(by, row, {key: (kept[key], value) for key, value in said.items()}, reason)
    if _WAYS & said.keys():
        _end_ways_now_preferred(by, row)
    if _TOLD_BY_MEMBERSHIP & said.keys():
        _carry_to_memberships(row)
    if "birth" in said:
        _reckon_majorities([row.pk])
    if TELLS_APART & said.keys():
        _look_again(by, row)
    publish(by, PartyCorrected(party=row.pk, fields=tuple(sorted(said))))
    trail.remark(row, fields=sorted(said))
    return row


def _end_ways_now_preferred(by: Actor, row: Party) -> None:
    mail = row.email.lower()
    indexes = [row.phone_index, blind_index("email", mail, association=by.association)]
    same = ContactWay.objects.filter(party=row, value_index__in=indexes, ended_at=None)
    same.update(ended_at=timezone.now(), is_preferred=False)


def _carry_to_memberships(row: Party) -> None:
    for member in HouseholdMember.objects.filter(party=row):
        for column in MEMBER_COLUMNS:
            setattr(member, column, getattr(row, column))
        member.save(update_fields=MEMBER_COLUMNS)


def _look_again(by: Actor, row: Party) -> None:
    """Set aside the pairs whose cause was corrected, and keep those that now look alike."""
    now = timezone.now()
    own = _traits(by, row, with_near=True)
    alike_now = likely_duplicates(
        by.as_system(),
        kind=row.kind,
        name=row.name,
        national_id=row.national_id,
        phone=row.phone,
        iban=row.iban,
        birth_on=row.birth_on,
        birth_precision=row.birth_entry.get("precision", "day"),
        city=row.city,
        gender=row.gender,
        besides=row.pk,
    )
    by_former = {
        match.id: Likeness(match.score, match.reasons)
        for match in alike_now
        if any(reason.detail.get("is") == "former" for reason in match.reasons)
    }
    pairs = DuplicatePair.objects.filter(Q(first=row) | Q(second=row), stage="waiting")
    for pair in pairs.exclude(found_by="person").select_related("first", "second"):
        other = pair.second if pair.first_id == row.pk else pair.first
        alike = by_former.get(other.pk) or likeness(own, _traits(by, other))
        pair.score, pair.reasons = alike.score, _reasons_as_kept(alike.reasons)
        if alike.score < ASK_FROM:
            pair.stage, pair.settled_by, pair.settled_at = "moot", by.staff, now
        pair.save(update_fields=["score", "reasons", "stage", "settled_by", "settled_at"])
    add_all(
        [
            _new_pair(row.pk, match.id, match.score, match.reasons, found_by="correction", at=now)
            for match in alike_now
            if match.score >= SAME_FROM
        ],
        unless_there=True,
    )


def _traits(by: Actor, row: Party, *, with_near: bool = False) -> Traits:
    near = nearby_national_ids(row.national_id) if with_near and row.national_id else ()
    return Traits(
        name=name_parts(row.name),
        identity=row.national_id_index,
        identity_kind=row.identity_kind,
        near_identities=frozenset(
            blind_index("national_id", one.digits, association=by.association) for one in near
        )
        - {row.national_id_index},
        phones=frozenset({row.phone_index} - {""}),
        iban=row.iban_index,
        birth_on=row.birth_on,
        birth_precision=row.birth_entry.get("precision", "day"),
        city=folded(row.city),
        gender=row.gender,
    )


@action
def record_death(by: Actor, *, party: UUID, died_on: date, why: str) -> Party:
    """Record that a person has died; `why` says how it is known.

    Guardianships on either side and memberships end that day, and stay on record. Doing it twice
    changes nothing. Refuses with `OnlyPersons`, with `WhyMissing`, with `DateInFuture`, with
    `DeathBeforeBirth`, with `DeathRecorded` when another day was recorded, and as `correct_party`
    with `MergedAway`, `DataDestroyed`, `ConflictOfInterest` and `NotFound`.
    """
    reason = _said_why(why)
    row = _changeable(by, party)
    if row.kind != "person":
        raise OnlyPersons
    if row.died_on is not None:
        if row.died_on != died_on:
            raise DeathRecorded
        return row
    _refuse_impossible(_stated(row) | {"died_on": died_on})
    _write(by, row, {"died_on": died_on})
    _keep_corrections(by, row, {"died_on": (None, died_on)}, reason)
    ending = Guardianship.objects.filter(Q(guardian=row) | Q(ward=row), ended_on=None)
    ended = list(ending.order_by("pk").values_list("guardian_id", "ward_id"))
    ending.update(ended_on=died_on, ended_why="death")
    for guardian, ward in ended:
        publish(by, GuardianshipClosed(guardian=guardian, ward=ward, why="death"))
    HouseholdMember.objects.filter(party=row, left_on=None).update(
        left_on=died_on, left_why="death"
    )
    publish(by, PartyDied(party=row.pk))
    return row


@action
def protect_party(by: Actor, *, party: UUID, why: str) -> Party:
    """Hide where a person is: phone, e-mail and addresses are shown to nobody from now on.

    What is hidden stays kept, and messages still go out. Doing it twice changes nothing. Refuses
    with `WhyMissing` and as `_changeable` does.
    """
    return _protection(by, party, why, is_protected=True)


@action
def lift_protection(by: Actor, *, party: UUID, why: str) -> Party:
    """Show the phone, e-mail and addresses of a person again.

    Doing it twice changes nothing. Refuses with `WhyMissing` and as `_changeable` does.
    """
    return _protection(by, party, why, is_protected=False)


def _protection(by: Actor, party: UUID, why: str, *, is_protected: bool) -> Party:
    reason = _said_why(why)
    row = _changeable(by, party)
    if row.is_protected != is_protected:
        protected_why = reason if is_protected else ""
        _write(by, row, {"is_protected": is_protected, "protected_why": protected_why})
        _keep_corrections(by, row, {"is_protected": (not is_protected, is_protected)}, reason)
    trail.remark(row, is_protected=is_protected)
    return row


@action
def give_role(by: Actor, *, party: UUID, role: str) -> Party:
    """Let a party hold one more role (R1); one that it holds already changes nothing.

    Refuses as `_changeable` does.
    """
    if role not in ROLES:
        raise ValueError("no such role")
    row = _changeable(by, party)
    return _roles(by, row, roles_with(row.roles, role))


@action
def end_role(by: Actor, *, party: UUID, role: str) -> Party:
    """Let a party no longer hold a role; one that it does not hold changes nothing.

    Refuses as `_changeable` does.
    """
    row = _changeable(by, party)
    return _roles(by, row, [one for one in row.roles if one != role])


def _roles(by: Actor, row: Party, roles: list[str]) -> Party:
    if roles != row.roles:
        before = list(row.roles)
        _write(by, row, {"roles": roles})
        _keep_corrections(by, row, {"roles": (before, roles)}, "")
    trail.remark(row, roles=roles)
    return row


@action
def give_file_number(by: Actor, *, party: UUID) -> int:
    """The file number of a party: the one it has, else the next one (R61).

    An association may give it before any request. A party that was merged answers with the
    number of the one that survived. Refuses with `NotFound` and `DataDestroyed`.
    """
    return _numbered(locked(Party.objects, pk=party))


@action
def number_held_party(by: Actor, *, party: Party) -> int:
    """What `give_file_number` does for a party whose row the caller read and holds already.

    Refuses with `NotFound` and `DataDestroyed`.
    """
    return _numbered(party)


def _numbered(row: Party) -> int:
    while row.merged_into_id is not None:
        row = locked(Party.objects, pk=row.merged_into_id)
    if row.file_number is None:
        if row.erased_at is not None:
            raise DataDestroyed
        row.file_number = next_number("file")
        row.save(update_fields=["file_number"])
    trail.remark(row, file_number=row.file_number)
    return row.file_number


def _said_why(why: str) -> str:
    """The reason in one line. Refuses with `WhyMissing` when there is none."""
    reason = " ".join(why.split())[:_MOST_WHY]
    if not reason:
        raise WhyMissing
    return reason


def _changeable(by: Actor, party: UUID) -> Party:
    """The party, held until the action ends.

    Refuses with `NotFound`, with `MergedAway` naming the survivor, with `DataDestroyed`, and with
    `ConflictOfInterest` a member of staff whom it touches (R63).
    """
    row = locked(Party.objects, pk=party)
    if row.merged_into_id is not None:
        raise MergedAway(survivor=same_party(by.as_system(), party=row.pk)[0])
    if row.erased_at is not None:
        raise DataDestroyed
    _refuse_conflict(by, row.pk)
    return row


def _stated(row: Party) -> dict[str, Any]:
    return stated({field.attname: getattr(row, field.attname) for field in row._meta.fields})


def _refuse_impossible(said: Mapping[str, Any]) -> None:
    if not said["name"]:
        raise NameMissing
    birth: DateEntry | None = said["birth"]
    died_on: date | None = said["died_on"]
    born_on = birth.gregorian_on if birth else None
    if any(day and day > timezone.localdate() for day in (born_on, died_on)):
        raise DateInFuture
    if born_on and died_on and died_on < born_on:
        raise DeathBeforeBirth


def _write(by: Actor, row: Party, columns: Mapping[str, Any]) -> None:
    """Write columns of a held party. Refuses with `IdentityTaken`."""
    index = columns.get("national_id_index")
    others = Party.objects.filter(kind=row.kind, national_id_index=index).exclude(pk=row.pk)
    if index and (taken := others.first()) is not None:
        raise IdentityTaken(party=same_party(by.as_system(), party=taken.pk)[0])
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    if not index:
        row.save(update_fields=[*columns, "version"])
        return
    try:
        with transaction.atomic():
            row.save(update_fields=[*columns, "version"])
    except IntegrityError:  # somebody took the identity at this moment
        raise IdentityTaken(party=found(others).pk) from None


def _keep_corrections(
    by: Actor, row: Party, changed: Mapping[str, tuple[Any, Any]], why: str
) -> None:
    now = timezone.now()
    add_all(
        [
            Correction(
                party=row,
                field=field,
                before=as_corrected(before),
                after=as_corrected(after),
                why=why,
                corrected_by=by.staff,
                corrected_at=now,
            )
            for field, (before, after) in sorted(changed.items())
        ]
    )
