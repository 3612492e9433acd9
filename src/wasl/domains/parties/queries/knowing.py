"""Who a party is, who belongs to it, and what it says to other rooms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone

from wasl.domains.parties.models import DuplicatePair, Guardianship, Holds, HouseholdMember, Party
from wasl.domains.parties.rules import (
    HEADS,
    distinct,
    ends_at_majority,
    majority_of,
    masked_number,
    may_act,
)
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import Calendar, age_on
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import ConflictOfInterest, NotFound
from wasl.foundation.scoping import Prepared, found
from wasl.foundation.trail import remark


@dataclass(frozen=True, slots=True)
class DependantRow:
    """Somebody whom a household supports now."""

    name: str
    relation: str
    birth_on: date | None


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """Who acts for the party, in which capacity and until when.

    `may_act` tells whether the deed allows it today: somebody verified it, it has not expired,
    and the ward has not come of age.
    """

    id: UUID
    name: str
    relation: str
    expires_on: date | None
    guardianship: UUID
    deed_kind: str
    is_verified: bool
    is_expired: bool
    may_act: bool


@dataclass(frozen=True, slots=True)
class PartyStrip:
    """Who stands there: what an officer sees on top of every page about a party.

    The phone, e-mail, city and address of a protected person are empty for everybody.
    `phone_belongs_to` is empty when nobody asked whose it is. Head and spouse are no dependants.
    """

    id: UUID
    kind: str
    name: str
    roles: tuple[str, ...]
    identity_kind: str
    masked_id: str
    phone: str
    email: str
    city: str
    address: str
    language: str
    needs: tuple[str, ...]
    birth_on: date | None
    is_protected: bool
    masked_iban: str
    payee: str
    signatory: UUID | None
    dependants: tuple[DependantRow, ...]
    guardians: tuple[GuardianRow, ...]
    version: int
    gender: str
    identity_expires_on: date | None
    phone_belongs_to: str
    file_number: int | None
    died_on: date | None
    is_erased: bool

    @property
    def has_expired_guardian(self) -> bool:
        """Whether a guardian stands there whose deed has expired."""
        return any(guardian.is_expired for guardian in self.guardians)


@recorded_query
def party_strip(by: Actor, *, party: UUID) -> PartyStrip:
    """Who a party is; a record that was merged answers with the one that survived.

    Refuses with `NotFound` for a party of another association.
    """
    row = _survivor_of(party)
    remark(row)
    return _strip(row)


@query
def strip_beside(by: Actor, *, party: UUID) -> PartyStrip:
    """The strip on top of a page whose own reading of the party stands in the trail already.

    Refuses with `NotFound` for a party of another association.
    """
    return _strip(_survivor_of(party))


def _strip(row: Party) -> PartyStrip:
    records = _all_records(row)
    today = timezone.localdate()
    guardians = _guardians_of(wards=records)
    dependants = _dependants_of(households=records)
    is_shown = not row.is_protected
    return PartyStrip(
        id=row.pk,
        kind=row.kind,
        name=row.name,
        roles=tuple(row.roles),
        identity_kind=row.identity_kind,
        masked_id=masked_number(row.national_id),
        phone=row.phone if is_shown else "",
        email=row.email if is_shown else "",
        city=row.city if is_shown else "",
        address=row.address if is_shown else "",
        language=row.language,
        needs=tuple(row.needs),
        birth_on=row.birth_on,
        is_protected=row.is_protected,
        masked_iban=masked_number(row.iban),
        payee=row.payee,
        signatory=row.signatory_id,
        dependants=tuple(DependantRow(one.name, one.relation, one.birth_on) for one in dependants),
        guardians=tuple(_guardian(one, row, today) for one in guardians),
        version=row.version,
        gender=row.gender,
        identity_expires_on=row.identity_expires_on,
        phone_belongs_to=row.phone_belongs_to,
        file_number=row.file_number,
        died_on=row.died_on,
        is_erased=row.erased_at is not None,
    )


_guardians_of = Prepared(
    lambda wards: (
        Guardianship.objects.filter(ward__in=wards, ended_on=None)
        .select_related("guardian")
        .order_by("id")
    )
)
_dependants_of = Prepared(
    lambda households: (
        HouseholdMember.objects.filter(household__in=households, left_on=None)
        .exclude(relation__in=HEADS)
        .order_by("birth_on", "id")
    )
)


def _guardian(one: Guardianship, ward: Party, today: date) -> GuardianRow:
    return GuardianRow(
        id=one.guardian_id,
        name=one.guardian.name,
        relation=one.relation,
        expires_on=one.expires_on,
        guardianship=one.pk,
        deed_kind=one.deed_kind,
        is_verified=one.verified_at is not None,
        is_expired=one.expires_on is not None and one.expires_on < today,
        may_act=_may_act_today(one, ward, today),
    )


def _may_act_today(one: Guardianship, ward: Party, on: date) -> bool:
    """Whether a guardianship lets its guardian act for the ward on a day."""
    return may_act(
        on,
        is_verified=one.verified_at is not None,
        began_on=one.began_on,
        expires_on=one.expires_on,
        ended_on=one.ended_on,
        ends_at=ends_at_majority(
            majority=majority_of(ward.birth_on, ward.birth_entry),
            began_on=one.began_on,
            deed_kind=one.deed_kind,
        ),
    )


def _survivor_of(party: UUID) -> Party:
    """The party, or the one it was merged into. Refuses with `NotFound`."""
    row = found(Party.objects, pk=party)
    while row.merged_into_id is not None:
        row = found(Party.objects, pk=row.merged_into_id)
    return row


def _all_records(survivor: Party) -> list[UUID]:
    """The keys of all records of one party, the survivor first.

    They are read before anything is asked about them: a query that looks for them within another
    one walks through the whole registry where the planner knows no better.
    """
    return [survivor.pk, *sorted(key for (key,) in _absorbed_by(survivor=survivor.pk))]


_absorbed_by = Prepared(
    lambda survivor: Party.objects.filter(merged_into=survivor).values_list("pk")
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many beneficiaries a message to all of them reaches, and how many have no address;
    `has_more` when there are more beneficiaries than were counted.

    A phone that several share counts once, as the message comes to it once.
    """

    reached: int
    unreachable: int
    has_more: bool


_MOST_COUNTED = 10_000


@query
def beneficiaries_reached(by: Actor) -> Reach:
    """Whom a circulation to the beneficiaries would reach now (R5), counted among ten thousand of
    them at most."""
    living = Party.objects.filter(Holds("beneficiary"), merged_into=None, died_on=None)
    rows = living.order_by("name_key", "id").values_list("phone_index", Length("email"))
    asked = list(rows[: _MOST_COUNTED + 1])
    phones, by_mail, unreachable = set(), 0, 0
    for phone_index, email in asked[:_MOST_COUNTED]:
        if phone_index:
            phones.add(phone_index)
        elif email:
            by_mail += 1
        else:
            unreachable += 1
    return Reach(len(phones) + by_mail, unreachable, len(asked) > _MOST_COUNTED)


@query
def is_known_party(by: Actor, *, party: UUID) -> bool:
    """Whether the association knows this party."""
    return Party.objects.filter(pk=party).exists()


@query
def conflict_indexes_of(by: Actor, *, party: UUID) -> list[str]:
    """The blind indexes (ID, phone, IBAN) of a party, its guardians and its signatory.

    Those of every record that was merged with one of them count too. A member of staff whose kin
    share one of them has a conflict of interest (R63). Refuses with `NotFound` for a party of
    another association.
    """
    own = _records_of({party})
    if not own:
        raise NotFound
    keys = {row.pk for row in own}
    guardians = Guardianship.objects.filter(ward__in=keys).values_list("guardian_id", flat=True)
    signatories = {row.signatory_id for row in own if row.signatory_id}
    others = _records_of({*guardians, *signatories} - keys)
    return distinct(index for row in (*own, *others) for index in _indexes_of(row))


def _refuse_conflict(by: Actor, *parties: UUID) -> None:
    """Refuse with `ConflictOfInterest` a member of staff whom one of the parties touches (R63)."""
    for party in parties if by.kin else ():
        if by.kin & set(conflict_indexes_of(by.as_system(), party=party)):
            raise ConflictOfInterest(subject=party)


@query
def parties_touched_by(by: Actor, *, party: UUID) -> tuple[UUID, ...]:
    """The parties whose conflicts of interest change with this one: itself, those for whom it
    acts and those for whom it signs. Refuses with `NotFound`."""
    same = same_party(by, party=party)
    wards = Guardianship.objects.filter(guardian__in=same).values_list("ward_id", flat=True)
    signed = Party.objects.filter(signatory__in=same).values_list("pk", flat=True)
    return (same[0], *sorted({*wards, *signed} - set(same)))


def _records_of(parties: Collection[UUID]) -> list[Party]:
    """All records of these parties, those merged with them included; asked by keys alone."""
    if not parties:
        return []
    asked = Party.objects.filter(pk__in=parties).values_list("pk", "merged_into_id")
    roots = {survivor or key for key, survivor in asked}
    records = Party.objects.filter(Q(pk__in=roots) | Q(merged_into__in=roots))
    return list(
        records.only(
            *("signatory_id", "national_id_index", "phone_index", "iban_index"),
            *("former_id_index", "former_phone_index"),
        )
    )


def _indexes_of(row: Party) -> tuple[str, ...]:
    former = (row.former_id_index, row.former_phone_index)
    return row.national_id_index, row.phone_index, row.iban_index, *former


@query
def same_party(by: Actor, *, party: UUID) -> tuple[UUID, ...]:
    """All records of one party: the one that survived first, then those merged into it.

    The same answer for any of them; a party that was never merged is alone. Refuses with
    `NotFound`.
    """
    records: dict[UUID, UUID | None] = {**dict(_records_with(party=party))}
    if party not in records:
        raise NotFound
    survivor = records[party]
    if survivor is not None:
        return same_party(by, party=survivor)
    return (party, *sorted(records.keys() - {party}))


_records_with = Prepared(
    lambda party: Party.objects.filter(Q(pk=party) | Q(merged_into=party)).values_list(
        "pk", "merged_into_id"
    )
)


@query
def roles_held(by: Actor, *, party: UUID) -> tuple[str, ...]:
    """What a party is to the association (R1). Refuses with `NotFound`."""
    return tuple(_survivor_of(party).roles)


@query
def party_facts(by: Actor, *, party: UUID, on: date) -> dict[str, int | bool | None]:
    """What the party's record says to criteria: `age` in whole Gregorian years on a day, and
    `is_citizen`; None for what is not known. Refuses with `NotFound`.
    """
    row = _survivor_of(party)
    return {
        "age": None if row.birth_on is None else age_on(row.birth_on, on, Calendar.GREGORIAN),
        "is_citizen": {"national": True, "iqama": False}.get(row.identity_kind),
    }


@query
def figures(by: Actor) -> Mapping[str, Figure]:
    """How many `parties` the association knows, and how many `pairs` that looked alike somebody
    settled."""
    known = figures_of(Party.objects.filter(merged_into=None), "created_at", parties=Q())
    settled = DuplicatePair.objects.filter(stage__in=["different", "merged"])
    return {**known, **figures_of(settled, "settled_at", pairs=Q())}
