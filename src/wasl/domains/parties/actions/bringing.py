"""Many people at once, as a list brings them in; and taken back again when it was a mistake."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wasl.domains.parties.actions.majorities import _reckon_majorities
from wasl.domains.parties.models import (
    ContactWay,
    Correction,
    DuplicatePair,
    Fact,
    HouseholdMember,
    Merge,
    Party,
    PartyDocument,
    PastAssistance,
)
from wasl.domains.parties.refusals import BroughtAnew
from wasl.domains.parties.rules import (
    birth_columns,
    iban_columns,
    identity_columns,
    missing_values,
    name_as_kept,
    name_columns,
    phone_columns,
    roles_with,
)
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry
from wasl.foundation.keyring import destroy_keys, keys_for_new
from wasl.foundation.keys import blind_index
from wasl.foundation.names import folded
from wasl.foundation.numbering import number_not_below
from wasl.foundation.prepared import (
    insert_prepared,
    many_writes,
    prepared_columns,
    prepared_values,
    update_prepared,
)

_AT_ONCE = 500
_FILLED = (
    *("identity_kind", "identity_reason", "national_id", "national_id_index", "gender"),
    *("phone", "phone_index", "phone_belongs_to", "email", "iban", "iban_index", "payee"),
    *("birth_on", "birth_entry", "city", "address", "file_number"),
)


@dataclass(frozen=True, slots=True)
class BroughtMember:
    """A member of a household as a list names him; the ID is in its stored form."""

    name: str
    relation: str
    gender: str = ""
    national_id: str = ""
    birth: DateEntry | None = None


@dataclass(frozen=True, slots=True)
class BroughtPerson:
    """A person or household of a list; numbers are in their stored form.

    `id` is the party to make, or with `is_known` the one that is known already: then only what it
    lacks is filled in. `facts` are values by the key of the fact.
    """

    id: UUID
    kind: str
    name: str
    is_known: bool = False
    identity_kind: str = "national"
    identity_reason: str = ""
    national_id: str = ""
    birth: DateEntry | None = None
    gender: str = ""
    phone: str = ""
    more_phones: tuple[str, ...] = ()
    email: str = ""
    iban: str = ""
    payee: str = ""
    city: str = ""
    address: str = ""
    file_number: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[BroughtMember, ...] = ()


@dataclass(frozen=True, slots=True)
class BroughtAssistance:
    """Help that a party received before; `party` is known."""

    party: UUID
    service_name: str
    given_on: date | None = None
    amount: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a known party lacked: the version that was seen, and the columns to fill with their
    values as the database takes them, sealed and all."""

    party: UUID
    version: int
    columns: tuple[str, ...]
    values: tuple[Any, ...]


@dataclass(slots=True)
class Prepared:
    """Rows sealed and ready to be written, by table, and what known parties lack."""

    rows: dict[type[models.Model], list[list[Any]]] = field(default_factory=dict)
    fillings: list[Filling] = field(default_factory=list)
    members_added: list[tuple[UUID, UUID]] = field(default_factory=list)
    highest_number: int = 0

    def take(self, rows: Iterable[models.Model]) -> None:
        """Seal rows and put them with the others."""
        for row in rows:
            self.rows.setdefault(type(row), []).append(prepared_values(row))

    def join(self, other: "Prepared") -> None:
        """Put all of another's with one's own."""
        for model, rows in other.rows.items():
            self.rows.setdefault(model, []).extend(rows)
        self.fillings += other.fillings
        self.members_added += other.members_added
        self.highest_number = max(self.highest_number, other.highest_number)

    def count(self, model: type[models.Model]) -> int:
        """How many rows of a table are ready."""
        return len(self.rows.get(model, ()))


@dataclass(frozen=True, slots=True)
class Brought:
    """What was written: how many of each, which known parties were filled in (with their version
    afterwards), and which members were added to known households."""

    parties: int
    filled: tuple[tuple[UUID, int, tuple[str, ...]], ...]
    members_added: tuple[tuple[UUID, UUID], ...]
    members: int
    assistance: int


@action
def prepare_people(by: Actor, *, brought_by: UUID, people: Sequence[BroughtPerson]) -> Prepared:
    """Seal some hundred people of a list, each under a key of his own, and write none of them.

    The keys are kept at once: preparing the same people again takes the same keys.
    """
    ready = Prepared()
    now = timezone.now()
    new = [one for one in people if not one.is_known]
    keys_for_new([one.id for one in new])
    for one in new:
        ready.take([_party(by, one, brought_by)])
        ready.highest_number = max(ready.highest_number, one.file_number or 0)
        _take_rest(ready, by, one, now, members=one.members, phones=one.more_phones)
    _prepare_known(ready, by, [one for one in people if one.is_known], now)
    return ready


def _party(by: Actor, one: BroughtPerson, brought_by: UUID | None) -> Party:
    return Party(
        pk=one.id,
        kind=one.kind,
        name=name_as_kept(one.name),
        **name_columns(one.name),
        **_known_of(by, one),
        language="ar",
        roles=roles_with([], "beneficiary"),
        brought_by=brought_by,
    )


def _known_of(by: Actor, one: BroughtPerson) -> dict[str, Any]:
    return {
        **identity_columns(
            by.association,
            typed=one.national_id,
            identity_kind=one.identity_kind,
            reason=one.identity_reason,
            party_kind=one.kind,
        ),
        **phone_columns(by.association, one.phone),
        "phone_belongs_to": "own" if one.phone else "",
        **iban_columns(by.association, one.iban),
        **birth_columns(one.birth),
        "gender": one.gender,
        "email": one.email,
        "payee": one.payee,
        "city": one.city,
        "address": one.address,
        "file_number": one.file_number,
    }


def _take_rest(
    ready: Prepared,
    by: Actor,
    one: BroughtPerson,
    now: Any,
    *,
    members: Sequence[BroughtMember],
    phones: Sequence[str],
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Seal what stands in other tables about somebody."""
    ready.take(
        ContactWay(
            party_id=one.id,
            kind="mobile",
            value=phone,
            value_index=_index(by, "phone", phone),
            belongs_to="own",
            recorded_at=now,
        )
        for phone in phones
    )
    ready.take(
        Fact(
            party_id=one.id,
            key=key,
            value={"is": value},
            source="import",
            holds_on=timezone.localdate(now),
            recorded_at=now,
        )
        for key, value in (one.facts if facts is None else facts).items()
    )
    ready.take(_member(by, one.id, member) for member in members)


def _member(by: Actor, household: UUID, member: BroughtMember) -> HouseholdMember:
    has_id = bool(member.national_id)
    return HouseholdMember(
        household_id=household,
        name=name_as_kept(member.name),
        relation=member.relation,
        gender=member.gender,
        national_id=member.national_id,
        national_id_index=_index(by, "national_id", member.national_id) if has_id else "",
        **birth_columns(member.birth),
    )


def _index(by: Actor, kind: str, value: str) -> str:
    return blind_index(kind, value, association=by.association)


def _prepare_known(ready: Prepared, by: Actor, people: Sequence[BroughtPerson], now: Any) -> None:
    if not people:
        return
    keys = [one.id for one in people]
    kept = {row.pk: row for row in Party.objects.filter(pk__in=keys)}
    households = [one.id for one in people if one.members]
    members: dict[UUID, set[str]] = {key: set() for key in households}
    for present in HouseholdMember.objects.filter(household__in=households, left_on=None):
        members[present.household_id] |= {present.national_id_index, folded(present.name)} - {""}
    phones = set(
        ContactWay.objects.filter(party__in=keys, ended_at=None).values_list("party", "value_index")
    )
    facts = set(Fact.objects.filter(party__in=keys, replaced_at=None).values_list("party", "key"))
    for one in people:
        row = kept.get(one.id)
        if row is None or row.merged_into_id is not None or row.erased_at is not None:
            raise BroughtAnew
        given = _known_of(by, one)
        if row.national_id_index and row.national_id_index != given.get("national_id_index", ""):
            given = {name: value for name, value in given.items() if "identity" not in name}
            given.pop("national_id", None)
            given.pop("national_id_index", None)
        lacking: dict[str, Any] = missing_values(
            {name: getattr(row, name) for name in _FILLED},
            {name: given.get(name) for name in _FILLED},
        )
        if not lacking.get("phone"):
            lacking.pop("phone_belongs_to", None)
        if row.is_protected:
            lacking.pop("address", None)
        if lacking:
            ready.fillings.append(_filling(row, lacking))
            ready.highest_number = max(ready.highest_number, int(lacking.get("file_number") or 0))
        already = members.get(one.id, set())
        newcomers = [
            member
            for member in one.members
            if folded(member.name) not in already
            and (
                not member.national_id
                or _index(by, "national_id", member.national_id) not in already
            )
        ]
        for member in newcomers:
            made = _member(by, one.id, member)
            ready.take([made])
            ready.members_added.append((one.id, made.pk))
        wanted = [one.phone, *one.more_phones] if "phone" not in lacking else one.more_phones
        more = [
            phone
            for phone in wanted
            if phone and phone != row.phone and (one.id, _index(by, "phone", phone)) not in phones
        ]
        # What a party already says of itself is not said again by a list.
        news = {key: value for key, value in one.facts.items() if (one.id, key) not in facts}
        _take_rest(ready, by, one, now, members=(), phones=more, facts=news)


def _filling(row: Party, lacking: Mapping[str, Any]) -> Filling:
    for name, value in lacking.items():
        setattr(row, name, value)
    columns = tuple(lacking)
    return Filling(row.pk, row.version, columns, tuple(prepared_columns(row, columns)))


@action
def prepare_assistance(
    by: Actor, *, brought_by: UUID, assistance: Sequence[BroughtAssistance]
) -> Prepared:
    """Seal some hundred lines of past assistance, and write none of them."""
    ready = Prepared()
    ready.take(
        PastAssistance(
            party_id=one.party,
            service_name=one.service_name[:120],
            given_on=one.given_on,
            amount=one.amount,
            note=one.note,
            brought_by=brought_by,
        )
        for one in assistance
    )
    return ready


@action
def bring_parties(by: Actor, *, brought_by: UUID, prepared: Prepared) -> Brought:
    """Write all that was prepared, or nothing.

    Refuses with `BroughtAnew` when somebody was registered with the same ID or file number, or a
    party to fill in was changed, since the rows were prepared.
    """
    with many_writes():
        for model in (Party, ContactWay, HouseholdMember, Fact, PastAssistance):
            rows = prepared.rows.get(model, [])
            written = insert_prepared(model, rows, unless_there=model is Party)
            if written < len(rows):
                raise BroughtAnew
        filled = _filled(prepared.fillings)
        for some in _by_hundreds([party for party, _, columns in filled if "birth_on" in columns]):
            _reckon_majorities(some)
        number_not_below("file", prepared.highest_number)
    trail.remark(
        brought_by=str(brought_by),
        parties=prepared.count(Party),
        filled=len(filled),
        members=prepared.count(HouseholdMember),
        assistance=prepared.count(PastAssistance),
    )
    return Brought(
        prepared.count(Party),
        tuple(filled),
        tuple(prepared.members_added),
        prepared.count(HouseholdMember),
        prepared.count(PastAssistance),
    )


def _filled(fillings: Sequence[Filling]) -> list[tuple[UUID, int, tuple[str, ...]]]:
    alike: defaultdict[tuple[str, ...], list[Filling]] = defaultdict(list)
    for one in fillings:
        alike[one.columns].append(one)
    for columns, some in alike.items():
        rows = [(one.party, one.version, one.values) for one in some]
        if update_prepared(Party, columns, rows) < len(rows):
            raise BroughtAnew
    return [(one.party, one.version + 1, one.columns) for one in fillings]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back, and who is kept because he was used since, each with why."""

    parties: int
    assistance: int
    kept: tuple[tuple[UUID, str], ...]


@action
def take_back(by: Actor, *, brought_by: UUID, most: int) -> TakenBack:
    """Take back so many of the people and lines of past assistance that a list brought, as if
    they had never come; nothing when none is left.

    Who was used since is kept and told: somebody with a case, a conversation, a correction or
    anything else that did not come with the list, or whose own page was changed. The keys of
    those who go are destroyed.
    """
    lines = PastAssistance.objects.filter(brought_by=brought_by).values_list("pk", flat=True)
    help_taken = 0
    for some in _by_hundreds(list(lines[:most])):
        help_taken += _wiped(PastAssistance.objects.filter(pk__in=some))
    keys = list(Party.objects.filter(brought_by=brought_by).values_list("pk", flat=True)[:most])
    kept: dict[UUID, str] = {}
    gone: list[UUID] = []
    for some in _by_hundreds(keys):
        used = _used_since(some, brought_by)
        kept |= used
        # They stay as the association's own: no later undo touches them.
        Party.objects.filter(pk__in=list(used)).update(brought_by=None)
        going = [key for key in some if key not in used]
        if going:
            _wipe_parties(going)
        gone += going
    destroy_keys(gone)
    trail.remark(
        brought_by=str(brought_by), parties=len(gone), assistance=help_taken, kept=len(kept)
    )
    return TakenBack(len(gone), help_taken, tuple(kept.items()))


@dataclass(frozen=True, slots=True)
class Emptied:
    """How many parties known before were emptied of what a list filled in, and which are kept as
    they are because they were changed since."""

    parties: int
    kept: tuple[UUID, ...]


@action
def take_back_additions(
    by: Actor,
    *,
    filled: Sequence[tuple[UUID, int, Sequence[str]]],
    members_added: Sequence[tuple[UUID, UUID]],
) -> Emptied:
    """Empty what a list filled into parties known before, and let the members go whom it added to
    their households, unless those parties were changed since."""
    alike: defaultdict[tuple[str, ...], dict[UUID, int]] = defaultdict(dict)
    for party, version, columns in filled:
        alike[tuple(columns)][party] = version
    emptied = 0
    changed: set[UUID] = set()
    for names, versions in alike.items():
        for some in _by_hundreds(list(versions)):
            emptied += _emptied(names, {party: versions[party] for party in some}, changed)
    for some in _by_hundreds([thing for party, thing in members_added if party not in changed]):
        _wiped(HouseholdMember.objects.filter(pk__in=some, party=None))
    trail.remark(emptied=emptied, kept=len(changed))
    return Emptied(emptied, tuple(changed))


def _emptied(columns: Sequence[str], versions: Mapping[UUID, int], changed: set[UUID]) -> int:
    """Empty the same columns of some parties, but of those that were changed since."""
    rows = Party.objects.select_for_update(of=("self",)).filter(pk__in=list(versions))
    now = dict(rows.values_list("pk", "version"))
    changed |= {party for party, version in now.items() if version != versions[party]}
    blank = Party()
    emptied = Party.objects.filter(pk__in=set(now) - changed).update(
        **{name: getattr(blank, name) for name in columns}, version=F("version") + 1
    )
    if "birth_on" in columns:
        _reckon_majorities(list(versions))
    return emptied


# What a list brings with somebody is no use of him; neither are pairs that nobody looked at.
_COMES_ALONG: Mapping[type[models.Model], Q] = {
    Fact: Q(source="import", replaced_at=None, replaces=None),
    ContactWay: Q(recorded_by=None, ended_at=None),
    HouseholdMember: Q(left_on=None, party=None),
    DuplicatePair: Q(stage__in=["waiting", "moot"]),
}
_WHY: Mapping[type[models.Model], str] = {
    Correction: "changed",
    Fact: "facts",
    ContactWay: "changed",
    HouseholdMember: "changed",
    PartyDocument: "documents",
    DuplicatePair: "settled",
    Merge: "merged",
    Party: "merged",
    PastAssistance: "assistance",
}


def _used_since(keys: Sequence[UUID], brought_by: UUID) -> dict[UUID, str]:
    """At whom of those brought something points that did not come with them, and what it is.

    All tables that point at parties are asked, those of the rooms above included: a table that
    is new tomorrow is asked tomorrow.
    """
    changed = Party.objects.filter(pk__in=keys).exclude(version=1)
    used = dict.fromkeys(changed.values_list("pk", flat=True), "changed")
    for model, name in _pointing_at_parties():
        rows: Any = model._default_manager
        pointing = rows.filter(**{f"{name}__in": keys})
        if model is Party:
            pointing = pointing.exclude(brought_by=brought_by)
        elif model in _COMES_ALONG:
            pointing = pointing.exclude(_COMES_ALONG[model])
        for key in pointing.values_list(name, flat=True).distinct():
            used.setdefault(key, _WHY.get(model, "case"))
    return used


def _pointing_at_parties() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        for one in model._meta.local_fields:
            if isinstance(one, models.ForeignKey) and one.related_model is Party:
                yield model, one.name


def _wipe_parties(keys: Sequence[UUID]) -> None:
    for model in (Fact, ContactWay):
        _wiped(model.objects.filter(party__in=keys))
    _wiped(HouseholdMember.objects.filter(household__in=keys))
    _wiped(DuplicatePair.objects.filter(Q(first__in=keys) | Q(second__in=keys)))
    _wiped(Party.objects.filter(pk__in=keys))


def _wiped(rows: "models.QuerySet[Any]") -> int:
    """Delete rows without reading them: what hangs on them was deleted before."""
    wipe: Any = rows
    return int(wipe._raw_delete(wipe.db))


def _by_hundreds(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
