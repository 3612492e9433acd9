"""All that is kept of a party but its facts and documents, and how its record changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wasl.domains.parties.models import (
    ContactWay,
    Correction,
    Guardianship,
    Holds,
    HouseholdMember,
    Party,
)
from wasl.domains.parties.queries.knowing import (
    DependantRow,
    GuardianRow,
    PartyStrip,
    _all_records,
    _may_act_today,
    _survivor_of,
)
from wasl.domains.parties.rules import (
    HEADS,
    as_shown,
    birth_as_entered,
    ends_at_majority,
    majority_of,
    masked_number,
)
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import Prepared
from wasl.foundation.trail import remark

_MOST_GONE = 50


@dataclass(frozen=True, slots=True)
class ContactWayRow:
    """A further way to reach the party, and whose it is; empty for a protected person."""

    id: UUID
    kind: str
    value: str
    belongs_to: str
    is_preferred: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the household, present or gone; `party` when he is known by himself."""

    id: UUID
    party: UUID | None
    name: str
    relation: str
    gender: str
    masked_id: str
    birth_on: date | None
    birth: DateEntry | None
    joined_on: date | None
    left_on: date | None
    left_why: str


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A household to which the party belongs or belonged."""

    id: UUID
    household: UUID
    household_name: str
    relation: str
    joined_on: date | None
    left_on: date | None
    left_why: str


@dataclass(frozen=True, slots=True)
class GuardianshipRow:
    """A guardianship from either side: `other` is the guardian of the party, or its ward.

    `ends_on` is the first day of majority, None when majority does not end it.
    """

    id: UUID
    other: UUID
    other_name: str
    relation: str
    deed_kind: str
    deed_number: str
    began_on: date | None
    expires_on: date | None
    ends_on: date | None
    verified_by: UUID | None
    verified_at: datetime | None
    ended_on: date | None
    ended_why: str
    may_act: bool


@dataclass(frozen=True, slots=True)
class PartyLink:
    """Another party, by its name."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PartySheet:
    """What is kept of a party, but for its facts and documents.

    Of a protected person phone, e-mail, city, addresses and further ways are empty. The ID and
    the IBAN are whole: reading them is in the trail.
    """

    id: UUID
    version: int
    kind: str
    name: str
    gender: str
    identity_kind: str
    identity_reason: str
    identity_expires_on: date | None
    national_id: str
    masked_id: str
    phone: str
    phone_belongs_to: str
    email: str
    iban: str
    masked_iban: str
    payee: str
    birth_on: date | None
    birth: DateEntry | None
    majority_on: date | None
    died_on: date | None
    city: str
    address: str
    national_address: Mapping[str, str]
    language: str
    needs: tuple[str, ...]
    licence: str
    licence_expires_on: date | None
    signatory: PartyLink | None
    signatory_capacity: str
    roles: tuple[str, ...]
    file_number: int | None
    is_protected: bool
    protected_why: str
    registered_by: UUID | None
    created_at: datetime
    brought_by: UUID | None
    erased_at: datetime | None
    ways: tuple[ContactWayRow, ...]
    members: tuple[MemberRow, ...]
    former_members: tuple[MemberRow, ...]
    memberships: tuple[MembershipRow, ...]
    guardians: tuple[GuardianshipRow, ...]
    wards: tuple[GuardianshipRow, ...]
    signs_for: tuple[PartyLink, ...]
    absorbed: tuple[PartyLink, ...]

    @property
    def head(self) -> MemberRow | None:
        """The head of the household now."""
        return next((one for one in self.members if one.relation == "head"), None)

    @property
    def strip(self) -> PartyStrip:
        """What stands on top of every page about the party, as `party_strip` would answer."""
        today = timezone.localdate()
        return PartyStrip(
            id=self.id,
            kind=self.kind,
            name=self.name,
            roles=self.roles,
            identity_kind=self.identity_kind,
            masked_id=self.masked_id,
            phone=self.phone,
            email=self.email,
            city=self.city,
            address=self.address,
            language=self.language,
            needs=self.needs,
            birth_on=self.birth_on,
            is_protected=self.is_protected,
            masked_iban=self.masked_iban,
            payee=self.payee,
            signatory=self.signatory.id if self.signatory else None,
            dependants=tuple(
                DependantRow(one.name, one.relation, one.birth_on)
                for one in self.members
                if one.relation not in HEADS
            ),
            guardians=tuple(
                GuardianRow(
                    id=one.other,
                    name=one.other_name,
                    relation=one.relation,
                    expires_on=one.expires_on,
                    guardianship=one.id,
                    deed_kind=one.deed_kind,
                    is_verified=one.verified_at is not None,
                    is_expired=one.expires_on is not None and one.expires_on < today,
                    may_act=one.may_act,
                )
                for one in reversed(self.guardians)
                if one.ended_on is None
            ),
            version=self.version,
            gender=self.gender,
            identity_expires_on=self.identity_expires_on,
            phone_belongs_to=self.phone_belongs_to,
            file_number=self.file_number,
            died_on=self.died_on,
            is_erased=self.erased_at is not None,
        )


@recorded_query
def party_sheet(by: Actor, *, party: UUID) -> PartySheet:
    """All that is kept of a party, the records that were merged into it included.

    A record that was merged answers with the one that survived. Refuses with `NotFound`.
    """
    row = _survivor_of(party)
    remark(row)
    records = _all_records(row)
    is_shown = not row.is_protected
    members = [_member(one) for one in _members_of(households=records)]
    today = timezone.localdate()
    return PartySheet(
        id=row.pk,
        version=row.version,
        kind=row.kind,
        name=row.name,
        gender=row.gender,
        identity_kind=row.identity_kind,
        identity_reason=row.identity_reason,
        identity_expires_on=row.identity_expires_on,
        national_id=row.national_id,
        masked_id=masked_number(row.national_id),
        phone=row.phone if is_shown else "",
        phone_belongs_to=row.phone_belongs_to,
        email=row.email if is_shown else "",
        iban=row.iban,
        masked_iban=masked_number(row.iban),
        payee=row.payee,
        birth_on=row.birth_on,
        birth=birth_as_entered(row.birth_entry, row.birth_on),
        majority_on=majority_of(row.birth_on, row.birth_entry),
        died_on=row.died_on,
        city=row.city if is_shown else "",
        address=row.address if is_shown else "",
        national_address=row.national_address if is_shown else {},
        language=row.language,
        needs=tuple(row.needs),
        licence=row.licence,
        licence_expires_on=row.licence_expires_on,
        signatory=_signatory(row),
        signatory_capacity=row.signatory_capacity,
        roles=tuple(row.roles),
        file_number=row.file_number,
        is_protected=row.is_protected,
        protected_why=row.protected_why,
        registered_by=row.registered_by,
        created_at=row.created_at,
        brought_by=row.brought_by,
        erased_at=row.erased_at,
        ways=_ways(records) if is_shown else (),
        members=tuple(one for one in members if one.left_on is None),
        former_members=tuple(one for one in members if one.left_on is not None)[-_MOST_GONE:],
        memberships=_memberships(records),
        guardians=tuple(
            _guardianship(one, one.guardian, today) for one in _guardians_of(wards=records)
        ),
        wards=tuple(_guardianship(one, one.ward, today) for one in _wards_of(guardians=records)),
        signs_for=_links(_signed_for_by(signatories=records)),
        absorbed=_links(_named(parties=records[1:])) if records[1:] else (),
    )


_members_of = Prepared(
    lambda households: (
        HouseholdMember.objects.filter(household__in=households)
        .select_related("party")
        .order_by("birth_on", "id")
    )
)
_guardians_of = Prepared(
    lambda wards: (
        Guardianship.objects.filter(ward__in=wards)
        .select_related("guardian", "ward")
        .order_by("-id")
    )
)
_wards_of = Prepared(
    lambda guardians: (
        Guardianship.objects.filter(guardian__in=guardians).select_related("ward").order_by("-id")
    )
)
_ways_of = Prepared(
    lambda parties: ContactWay.objects.filter(party__in=parties, ended_at=None).order_by(
        "kind", "id"
    )
)
_memberships_of = Prepared(
    lambda parties: (
        HouseholdMember.objects.filter(party__in=parties)
        .select_related("household")
        .order_by("-id")
    )
)
_signed_for_by = Prepared(
    lambda signatories: Party.objects.filter(signatory__in=signatories).values_list("pk", "name")
)
_named = Prepared(lambda parties: Party.objects.filter(pk__in=parties).values_list("pk", "name"))


def _member(one: HouseholdMember) -> MemberRow:
    return MemberRow(
        id=one.pk,
        party=one.party_id,
        name=one.party.name if one.party is not None else one.name,
        relation=one.relation,
        gender=one.gender,
        masked_id=masked_number(one.national_id),
        birth_on=one.birth_on,
        birth=birth_as_entered(one.birth_entry, one.birth_on),
        joined_on=one.joined_on,
        left_on=one.left_on,
        left_why=one.left_why,
    )


def _signatory(row: Party) -> PartyLink | None:
    if row.signatory_id is None:
        return None
    signatory = _survivor_of(row.signatory_id)
    return PartyLink(signatory.pk, signatory.name)


def _ways(records: list[UUID]) -> tuple[ContactWayRow, ...]:
    return tuple(
        ContactWayRow(
            id=one.pk,
            kind=one.kind,
            value=one.value,
            belongs_to=one.belongs_to,
            is_preferred=one.is_preferred,
            recorded_at=one.recorded_at,
        )
        for one in _ways_of(parties=records)
    )


def _memberships(records: list[UUID]) -> tuple[MembershipRow, ...]:
    return tuple(
        MembershipRow(
            id=one.pk,
            household=one.household.merged_into_id or one.household_id,
            household_name=one.household.name,
            relation=one.relation,
            joined_on=one.joined_on,
            left_on=one.left_on,
            left_why=one.left_why,
        )
        for one in _memberships_of(parties=records)
    )


def _guardianship(one: Guardianship, other: Party, today: date) -> GuardianshipRow:
    return GuardianshipRow(
        id=one.pk,
        other=other.merged_into_id or other.pk,
        other_name=other.name,
        relation=one.relation,
        deed_kind=one.deed_kind,
        deed_number=one.deed_number,
        began_on=one.began_on,
        expires_on=one.expires_on,
        ends_on=ends_at_majority(
            majority=majority_of(one.ward.birth_on, one.ward.birth_entry),
            began_on=one.began_on,
            deed_kind=one.deed_kind,
        ),
        verified_by=one.verified_by,
        verified_at=one.verified_at,
        ended_on=one.ended_on,
        ended_why=one.ended_why,
        may_act=_may_act_today(one, one.ward, today),
    )


def _links(rows: list[tuple[UUID, str]]) -> tuple[PartyLink, ...]:
    return tuple(sorted((PartyLink(*row) for row in rows), key=lambda link: (link.name, link.id)))


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A column that was put right: {"is": …} before and after, why, when and by whom.

    IDs and IBANs are masked. What protection hides is {"is": "", "hidden": True}.
    """

    id: UUID
    field: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    why: str
    corrected_by: UUID | None
    corrected_at: datetime


@recorded_query
def corrections_of(
    by: Actor, *, party: UUID, after: UUID | None = None, most: int = 50
) -> tuple[CorrectionRow, ...]:
    """What was put right of a party, the latest first; `after` is the last one seen.

    The corrections of records that were merged into it are among them. Refuses with `NotFound`.
    """
    row = _survivor_of(party)
    remark(row)
    records = _all_records(row)
    is_protected = Party.objects.filter(pk__in=records, is_protected=True).exists()
    rows = Correction.objects.filter(party__in=records).order_by("-id")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return tuple(
        CorrectionRow(
            id=one.pk,
            field=one.field,
            before=as_shown(one.field, one.before, is_protected=is_protected),
            after=as_shown(one.field, one.after, is_protected=is_protected),
            why=one.why,
            corrected_by=one.corrected_by,
            corrected_at=one.corrected_at,
        )
        for one in rows[:most]
    )


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party in a list; numbers are masked, and hidden with the city of a protected person."""

    id: UUID
    kind: str
    name: str
    roles: tuple[str, ...]
    masked_id: str
    masked_phone: str
    city: str
    birth_on: date | None
    died_on: date | None
    file_number: int | None
    is_protected: bool


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A page of a list; `after` is where the next one begins, None on the last.

    A page may hold fewer rows than were asked for although another follows: who holds a role is
    looked for among so many parties at a time, so that a page costs the same in every registry.
    """

    rows: tuple[PartyRow, ...]
    after: UUID | None


_SCANNED = 2000
"""Of a role together with a kind or a city, so many rows are looked through for a page."""
_HELD_BY_MOST = "beneficiary"


@query
def parties_listed(
    by: Actor,
    *,
    kind: str = "",
    role: str = "",
    city: str = "",
    after: UUID | None = None,
    most: int = 25,
) -> PartyPage:
    """Parties in the order of their names; none that was merged into another or erased.

    `after` is the one with which the page before ended; one that is not known begins anew.
    """
    rows = Party.objects.filter(merged_into=None, erased_at=None).order_by("name_key", "id")
    last = (
        Party.objects.filter(pk=after).values_list("name_key", flat=True).first() if after else None
    )
    if last is not None:
        rows = rows.filter(Q(name_key__gt=last) | Q(pk__gt=after), name_key__gte=last)
    is_scanned = bool(role and (kind or city))
    is_rare = role not in ("", _HELD_BY_MOST)
    if is_rare or (role and not is_scanned):
        rows = rows.filter(Holds(role))
    if not (is_scanned and is_rare):
        rows = _narrowed(rows, kind, city)
    if not is_scanned:
        listed = list(rows[: most + 1])
        following = listed[most - 1].pk if len(listed) > most else None
        return PartyPage(tuple(_row(one) for one in listed[:most]), following)
    keys: list[UUID] = []
    following, scanned = None, 0
    asked = rows.values_list("pk", "roles", "kind", "city", "is_protected")
    for key, roles, its_kind, its_city, is_protected in asked[:_SCANNED]:
        following, scanned = key, scanned + 1
        is_here = not city or (its_city == city and not is_protected)
        if role in roles and kind in ("", its_kind) and is_here:
            keys.append(key)
        if len(keys) == most:
            break
    held = Party.objects.filter(pk__in=keys).order_by("name_key", "id")
    is_more = len(keys) == most or scanned == _SCANNED
    return PartyPage(tuple(_row(one) for one in held), following if is_more else None)


def _narrowed(rows: "QuerySet[Party]", kind: str, city: str) -> "QuerySet[Party]":
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(city=city, is_protected=False) if city else rows


def _row(one: Party) -> PartyRow:
    return PartyRow(
        id=one.pk,
        kind=one.kind,
        name=one.name,
        roles=tuple(one.roles),
        masked_id=masked_number(one.national_id),
        masked_phone="" if one.is_protected else masked_number(one.phone),
        city="" if one.is_protected else one.city,
        birth_on=one.birth_on,
        died_on=one.died_on,
        file_number=one.file_number,
        is_protected=one.is_protected,
    )
