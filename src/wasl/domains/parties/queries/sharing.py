"""What a party has in common with others who are not its kin: worth a question, never a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from wasl.domains.parties.models import Guardianship, HouseholdMember, Party
from wasl.domains.parties.queries.knowing import same_party
from wasl.foundation.actor import Actor
from wasl.foundation.query import query

MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """An account, a phone or a person shared with others (R70).

    `kind` is "account" (the same IBAN), "phone" (the same mobile under another family name) or
    "household" (somebody of this household is also counted in another). `parties` are at most five
    of the others, `number` is how many there are.
    """

    kind: str
    parties: tuple[UUID, ...]
    number: int


@query
def shared_with(by: Actor, *, party: UUID) -> tuple[Shared, ...]:
    """What others have in common with a party; nothing of it decides by itself (R70).

    Guardians and wards, the members of one household, an organisation's signatory and records
    merged into one are kin: what they share is normal. So is a phone in a family, which is why a
    phone counts only under another family name. Refuses with `NotFound`.
    """
    own = same_party(by.as_system(), party=party)
    rows = list(Party.objects.filter(pk__in=own).values_list("iban_index", "phone_index", "name_4"))
    accounts = {iban for iban, _phone, _family in rows if iban}
    phones = {phone for _iban, phone, _family in rows if phone}
    families = {family for _iban, _phone, family in rows}
    standing = Party.objects.filter(merged_into=None).exclude(pk__in=_kin(own))
    found = [
        _shared("account", standing.filter(iban_index__in=accounts)) if accounts else None,
        _shared("phone", standing.filter(phone_index__in=phones).exclude(name_4__in=families))
        if phones
        else None,
        _counted_twice(own),
    ]
    return tuple(one for one in found if one is not None)


def _kin(own: Sequence[UUID]) -> set[UUID]:
    touching = Q(guardian__in=own) | Q(ward__in=own)
    pairs = Guardianship.objects.filter(touching).values_list("guardian_id", "ward_id")
    houses = set(
        HouseholdMember.objects.filter(Q(party__in=own) | Q(household__in=own)).values_list(
            "household_id", flat=True
        )
    )
    members = HouseholdMember.objects.filter(household__in=houses, party__isnull=False)
    signing = Party.objects.filter(Q(pk__in=own) | Q(signatory__in=own))
    return {
        *own,
        *(one for pair in pairs for one in pair),
        *houses,
        *members.values_list("party_id", flat=True),
        *(
            one
            for pair in signing.values_list("pk", "signatory_id")
            for one in pair
            if one is not None
        ),
    }


def _shared(kind: str, rows: "QuerySet[Party]") -> Shared | None:
    others = list(rows.order_by("pk").values_list("pk", flat=True)[: MOST_NAMED + 1])
    if not others:
        return None
    number = len(others) if len(others) <= MOST_NAMED else rows.count()
    return Shared(kind, tuple(others[:MOST_NAMED]), number)


def _counted_twice(own: Sequence[UUID]) -> Shared | None:
    present = HouseholdMember.objects.filter(household__in=own, left_on=None)
    known = present.exclude(national_id_index="").values("national_id_index")
    elsewhere = (
        HouseholdMember.objects.filter(national_id_index__in=known, left_on=None)
        .exclude(household__in=own)
        .order_by("household_id")
        .values_list("household_id", flat=True)
        .distinct()
    )
    houses = list(elsewhere[: MOST_NAMED + 1])
    return Shared("household", tuple(houses[:MOST_NAMED]), len(houses)) if houses else None
