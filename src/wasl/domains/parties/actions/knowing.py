"""How the association comes to know parties: whole persons, households and organisations."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.models import Guardianship, HouseholdMember, Party
from wasl.domains.parties.refusals import IdentityReasonMissing, OwnGuardian
from wasl.domains.parties.rules import IDENTITY_KINDS, KINDS, missing_values, roles_with
from wasl.foundation import identifiers, trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry
from wasl.foundation.keys import blind_index
from wasl.foundation.names import folded, search_key
from wasl.foundation.scoping import added, found, locked

_FILLED = (
    *("identity_kind", "identity_reason", "national_id", "national_id_index"),
    *("phone", "phone_index", "email", "iban", "iban_index", "payee"),
    *("birth_on", "birth_entry", "city", "address", "licence", "signatory_id"),
)


@action
def know_party(
    by: Actor,
    *,
    kind: str,
    name: str,
    national_id: str = "",
    identity_kind: str = "national",
    identity_reason: str = "",
    phone: str = "",
    email: str = "",
    iban: str = "",
    payee: str = "",
    birth: DateEntry | None = None,
    city: str = "",
    address: str = "",
    language: str = "ar",
    licence: str = "",
    signatory: UUID | None = None,
    role: str = "beneficiary",
) -> Party:
    """Find the party with this identity or come to know it; the same ID is the same party.

    An organisation without an ID is known by its licence; anybody else without an ID is a new
    party, because people are never merged automatically. What is kept is not overwritten, what
    is missing is filled in. Refuses with `IdentityReasonMissing` an identity of kind "other"
    without a reason, and with `Malformed` an ID, phone or IBAN that cannot be read.
    """
    if kind not in KINDS or identity_kind not in IDENTITY_KINDS:
        raise ValueError("unknown kind of party or of identity")
    given = Party(
        kind=kind,
        name=" ".join(name.split()),
        name_key=search_key(name)[:200],
        email=email.strip(),
        payee=payee.strip(),
        city=city.strip(),
        address=address.strip(),
        language=language,
        licence=licence,
        signatory_id=signatory,
        roles=roles_with([], role),
        **_identity(by, kind, national_id, identity_kind, identity_reason),
        **_reachable(by, phone, iban),
        **_birth(birth),
    )
    if given.national_id_index:
        # The insert comes first: of two who meet the same person at once, one waits here.
        kept = (
            given
            if added(given)
            else locked(Party.objects, national_id_index=given.national_id_index, kind=kind)
        )
    else:
        kept = _organisation_licensed(given) or given
        if kept is given:
            given.save(force_insert=True)
    if kept.pk != given.pk:
        _fill(kept, given, role)
    return kept


def _organisation_licensed(given: Party) -> Party | None:
    if given.kind != "organisation" or not given.licence:
        return None
    same = Party.objects.select_for_update(of=("self",))
    return same.filter(kind="organisation", licence=given.licence).first()


def _identity(by: Actor, kind: str, typed: str, identity_kind: str, reason: str) -> dict[str, str]:
    if identity_kind == "other" and not reason.strip() and kind != "organisation":
        raise IdentityReasonMissing
    if not typed.strip():
        no_identity = {"identity_kind": "other", "identity_reason": reason.strip()}
        return no_identity if identity_kind == "other" else {}
    if identity_kind == "other":
        stored = "".join(identifiers.ascii_digits(typed, without_marks=True).split()).upper()
    else:
        stored = identifiers.national_id(typed).digits
        identity_kind = "national" if stored.startswith("1") else "iqama"
    return {
        "identity_kind": identity_kind,
        "identity_reason": reason.strip(),
        "national_id": stored,
        "national_id_index": blind_index("national_id", stored, association=by.association),
    }


def _reachable(by: Actor, phone: str, iban: str) -> dict[str, str]:
    known = {}
    if phone.strip():
        known["phone"] = identifiers.mobile(phone)
        known["phone_index"] = blind_index("phone", known["phone"], association=by.association)
    if iban.strip():
        known["iban"] = identifiers.saudi_iban(iban)
        known["iban_index"] = blind_index("iban", known["iban"], association=by.association)
    return known


def _birth(birth: DateEntry | None) -> dict[str, Any]:
    if birth is None:
        return {}
    entry = {name: str(value) for name, value in asdict(birth).items()}
    return {"birth_on": birth.gregorian_on, "birth_entry": entry}


def _fill(kept: Party, given: Party, role: str) -> None:
    changes: dict[str, Any] = missing_values(
        {name: getattr(kept, name) for name in _FILLED},
        {name: getattr(given, name) for name in _FILLED},
    )
    roles = roles_with(kept.roles, role)
    if roles != kept.roles:
        changes["roles"] = roles
    trail.remark(kept, filled=sorted(changes))
    if not changes:
        return
    for name, value in changes.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save(update_fields=[*changes, "version"])


@action
def record_dependants(
    by: Actor, *, household: UUID, dependants: Sequence[Mapping[str, Any]]
) -> Party:
    """Record whom a household supports now; each is {"name", "relation", "birth_on"}.

    Who is no longer named left today, who is new joined today; nobody is deleted. Refuses with
    `NotFound` for a household of another association.
    """
    party = locked(Party.objects, pk=household)
    today = timezone.localdate()
    present = list(HouseholdMember.objects.filter(household=party, left_on=None))
    kept = {(folded(one.name), one.relation): one for one in present}
    named: dict[tuple[str, str], Mapping[str, Any]] = {
        (folded(str(one["name"])), str(one.get("relation", ""))): one for one in dependants
    }
    gone = [one.pk for key, one in kept.items() if key not in named]
    if gone:
        HouseholdMember.objects.filter(pk__in=gone).update(left_on=today)
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=party,
            name=" ".join(str(one["name"]).split()),
            relation=key[1],
            birth_on=one.get("birth_on"),
            joined_on=today,
        )
        for key, one in named.items()
        if key not in kept
    )
    trail.remark(party, dependants=len(named), left=len(gone))
    return party


@action
def record_guardianship(
    by: Actor,
    *,
    guardian: UUID,
    ward: UUID,
    relation: str,
    deed_kind: str = "",
    deed_number: str = "",
    expires_on: date | None = None,
) -> Guardianship:
    """Record who acts for a party and the deed that allows it; a repeat renews the deed.

    Refuses with `OwnGuardian` when both are the same, with `NotFound` when one of them is not
    of this association.
    """
    if guardian == ward:
        raise OwnGuardian
    found(Party.objects, pk=guardian)
    locked(Party.objects, pk=ward)
    deed = {
        "relation": relation,
        "deed_kind": deed_kind,
        "deed_number": deed_number,
        "expires_on": expires_on,
    }
    guardianship, _is_new = Guardianship.objects.update_or_create(
        guardian_id=guardian, ward_id=ward, defaults=deed
    )
    return guardianship
