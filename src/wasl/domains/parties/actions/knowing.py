"""How the association comes to know parties: whole persons, households and organisations."""

from typing import Any
from uuid import UUID

from wasl.domains.parties.actions.majorities import _reckon_majorities
from wasl.domains.parties.models import Party
from wasl.domains.parties.rules import KINDS, known_by, missing_values, roles_with
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry
from wasl.foundation.scoping import added, locked

_FILLED = (
    *("gender", "phone", "phone_index", "email", "iban", "iban_index", "payee"),
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
    gender: str = "",
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
    is missing is filled in; a party that was merged answers with the one that survived. Refuses
    with `IdentityReasonMissing` an identity other than the national ID and the Iqama without a
    reason, and with `Malformed` an ID, phone or IBAN that cannot be read.
    """
    if kind not in KINDS:
        raise ValueError("unknown kind of party")
    given = Party(
        gender=gender,
        email=email.strip(),
        payee=payee.strip(),
        city=city.strip(),
        address=address.strip(),
        language=language,
        licence=licence,
        signatory_id=signatory,
        roles=roles_with([], role),
        registered_by=by.staff,
        **known_by(
            by.association,
            kind=kind,
            name=name,
            national_id=national_id,
            identity_kind=identity_kind,
            identity_reason=identity_reason,
            phone=phone,
            iban=iban,
            birth=birth,
        ),
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
        kept = _survivor_of(kept)
        _fill(kept, given, role)
    return kept


def _organisation_licensed(given: Party) -> Party | None:
    if given.kind != "organisation" or not given.licence:
        return None
    same = Party.objects.select_for_update(of=("self",))
    return same.filter(kind="organisation", licence=given.licence).first()


def _survivor_of(kept: Party) -> Party:
    while kept.merged_into_id is not None:
        kept = locked(Party.objects, pk=kept.merged_into_id)
    return kept


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
    if "birth_on" in changes:
        _reckon_majorities([kept.pk])
