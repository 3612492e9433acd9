"""Staff register somebody: asked about who looks alike, whatever page they come from."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.parties.events import PartyRegistered
from wasl.domains.parties.models import DuplicatePair, Party
from wasl.domains.parties.queries.finding import LikelyDuplicate, likely_duplicates
from wasl.domains.parties.queries.knowing import same_party
from wasl.domains.parties.refusals import (
    AlreadyKnown,
    DateInFuture,
    IdentityReasonMissing,
    KeyReused,
    LikelyKnown,
    NameMissing,
)
from wasl.domains.parties.rules import (
    CHECKED_IDENTITIES,
    GENDERS,
    KINDS,
    LANGUAGES,
    PHONE_OWNERS,
    ROLES,
    known_by,
    name_as_kept,
    national_address_as_kept,
    needs_as_kept,
    pair_order,
    roles_with,
)
from wasl.domains.parties.rules.likeness import ASK_FROM, Reason
from wasl.foundation import identifiers, trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import DateEntry
from wasl.foundation.events import publish
from wasl.foundation.scoping import add_all, added, found


@action
def register_party(
    by: Actor,
    *,
    key: UUID,
    kind: str,
    name: str,
    national_id: str = "",
    identity_kind: str = "national",
    identity_reason: str = "",
    identity_expires_on: date | None = None,
    phone: str = "",
    phone_belongs_to: str = "own",
    email: str = "",
    iban: str = "",
    payee: str = "",
    birth: DateEntry | None = None,
    gender: str = "",
    city: str = "",
    address: str = "",
    national_address: Mapping[str, str] | None = None,
    language: str = "ar",
    needs: Sequence[str] = (),
    licence: str = "",
    licence_expires_on: date | None = None,
    signatory: UUID | None = None,
    signatory_capacity: str = "",
    role: str = "beneficiary",
    seen_alike: Sequence[UUID] = (),
) -> Party:
    """Register a person, a household or an organisation that a member of staff has before him.

    `key` is made when the page is opened and becomes the party's: sent twice, it is one party.
    Who looks alike is asked about here and not on the page, so that no page can forget it;
    `seen_alike` are those of whom the officer said that they are somebody else, and each of them
    is kept as a pair for a second look. Refuses with `AlreadyKnown` the same identity (or, for an
    organisation, the same licence), with `LikelyKnown` when others look alike and not all were
    seen, with `KeyReused` when the key brought somebody else before, with `NameMissing`, with
    `IdentityReasonMissing` a person without a number and without a reason, with `DateInFuture` a
    birth to come, with `AddressIncomplete`, with `NotFound` for a signatory of another
    association; raises `Malformed` for what cannot be read.
    """
    if not {kind} <= set(KINDS) or not {role} <= set(ROLES) or gender not in GENDERS:
        raise ValueError("unknown kind, role or gender")
    if language not in LANGUAGES or phone_belongs_to not in ("", *PHONE_OWNERS):
        raise ValueError("unknown language or owner of a phone")
    if not name.strip():
        raise NameMissing
    if birth is not None and birth.gregorian_on > timezone.localdate():
        raise DateInFuture
    if signatory is not None:
        found(Party.objects, pk=signatory)
    given = Party(
        id=key,
        gender=gender,
        identity_expires_on=identity_expires_on,
        phone_belongs_to=phone_belongs_to if phone.strip() else "",
        email=identifiers.mail_address(email) if email.strip() else "",
        payee=name_as_kept(payee),
        city=name_as_kept(city),
        address=name_as_kept(address),
        national_address=national_address_as_kept(national_address or {}),
        language=language,
        needs=needs_as_kept(needs),
        licence=identifiers.licence(licence) if licence.strip() else "",
        licence_expires_on=licence_expires_on,
        signatory_id=signatory,
        signatory_capacity=name_as_kept(signatory_capacity),
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
    if kind != "organisation" and not given.national_id and identity_kind in CHECKED_IDENTITIES:
        raise IdentityReasonMissing
    if (before := _sent_before(by, given)) is not None:
        return before
    alike = _alike(by, given)
    if any(match.id not in seen_alike for match in alike):
        # Of two who register one person at once, the second sees the first's record by now.
        if (before := _sent_before(by, given)) is not None:
            return before
        raise LikelyKnown(matches=alike)
    if not added(given):  # somebody registered the same identity at this moment
        return _sent_before(by, given) or _repeated(found(Party.objects, pk=key), given)
    _keep_pairs(given, alike)
    publish(by, PartyRegistered(party=given.pk, kind=kind))
    trail.remark(given, kind=kind, alike=len(alike))
    return given


def _sent_before(by: Actor, given: Party) -> Party | None:
    """The party that this page brought already, if it was sent before.

    Refuses with `AlreadyKnown` when another has the identity, naming the survivor when that one
    was merged, and with `KeyReused` when the page brought somebody else.
    """
    same = Party.objects.filter(kind=given.kind)
    if given.national_id_index:
        known = same.filter(national_id_index=given.national_id_index).first()
    elif given.kind == "organisation" and given.licence:
        known = same.filter(licence=given.licence).first()
    else:
        known = None
    if known is not None and known.pk != given.pk:
        raise AlreadyKnown(party=same_party(by.as_system(), party=known.pk)[0])
    before = known or Party.objects.filter(pk=given.pk).first()
    return None if before is None else _repeated(before, given)


def _repeated(before: Party, given: Party) -> Party:
    if (before.kind, before.name_key, before.national_id_index) != (
        given.kind,
        given.name_key,
        given.national_id_index,
    ):
        raise KeyReused
    trail.remark(before, repeated=True)
    return before


def _alike(by: Actor, given: Party) -> list[LikelyDuplicate]:
    alike = likely_duplicates(
        by.as_system(),
        kind=given.kind,
        name=given.name,
        national_id=given.national_id,
        phone=given.phone,
        iban=given.iban,
        birth_on=given.birth_on,
        birth_precision=given.birth_entry.get("precision", "day"),
        city=given.city,
        gender=given.gender,
    )
    return [match for match in alike if match.score >= ASK_FROM]


def _keep_pairs(given: Party, alike: Sequence[LikelyDuplicate]) -> None:
    now = timezone.now()
    pairs = [
        _new_pair(given.pk, match.id, match.score, match.reasons, found_by="registering", at=now)
        for match in alike
    ]
    add_all(pairs, unless_there=True)


def _new_pair(
    one: UUID,
    other: UUID,
    score: float,
    reasons: Sequence[Reason],
    *,
    found_by: str,
    at: datetime,
) -> DuplicatePair:
    first, second = pair_order(one, other)
    return DuplicatePair(
        first_id=first,
        second_id=second,
        score=score,
        reasons=_reasons_as_kept(reasons),
        stage="waiting",
        found_by=found_by,
        found_at=at,
    )


def _reasons_as_kept(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Each reason as a pair keeps it: {"kind", "weight", …}, without personal data."""
    return [{"kind": one.kind, "weight": one.weight, **one.detail} for one in reasons]
