"""What this room holds about people."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.parties.models import ContactWay, Correction, Fact, Party
from wasl.domains.parties.queries import (
    ADDRESS_WORDS,
    CONTACT_WORDS,
    COPY_WORDS,
    DEED_WORDS,
    ENDING_WORDS,
    GENDER_WORDS,
    IDENTITY_WORDS,
    LANGUAGE_WORDS,
    LEAVING_WORDS,
    NEED_WORDS,
    PAIR_WORDS,
    PHONE_OWNER_WORDS,
    RELATION_WORDS,
    ROLE_WORDS,
    SOURCE_WORDS,
)
from wasl.domains.parties.rules.facts import FACT_KEYS
from wasl.foundation.actor import Actor
from wasl.foundation.personal_data import (
    Part,
    People,
    PersonalData,
    Retention,
    Said,
    Words,
    titled,
)

_REQUEST: Final = _("the person's own request for a service")
_AS_CASES: Final = _("ten years after the last case of the party")
_CORRECT: Final = _("the duty to keep personal data correct")


def _same_person(people: People) -> People:
    """All records that were found to be one person, whichever of them was named."""
    found: set[UUID] = set(people.parties)
    while True:
        rows = Party.objects.filter(Q(pk__in=found) | Q(merged_into__in=found))
        linked = {
            key
            for pair in rows.values_list("pk", "merged_into_id")
            for key in pair
            if key is not None
        }
        if linked <= found:
            break
        found |= linked
    parties = (*people.parties, *sorted(found - set(people.parties)))
    return _with_numbers(people.with_more(parties=parties))


def _with_numbers(people: People) -> People:
    rows = list(Party.objects.filter(pk__in=people.parties))
    ways = list(ContactWay.objects.filter(party__in=people.parties))
    own = [row.phone_index for row in rows if row.phone_belongs_to in ("", "own")]
    own += [way.value_index for way in ways if way.belongs_to in ("", "own")]
    columns = (
        *("national_id_index", "phone_index", "iban_index"),
        *("former_id_index", "former_phone_index"),
    )
    return people.with_more(
        indexes=[
            *(getattr(row, column) for row in rows for column in columns),
            *(way.value_index for way in ways),
        ],
        phones=own,
    )


_OF_PARTY: Final = {
    "name": _("Name"),
    "gender": _("Gender"),
    "identity_kind": _("Kind of identity"),
    "identity_reason": _("Why there is no usual identity"),
    "identity_expires_on": _("Identity valid until"),
    "national_id": _("Identity number"),
    "phone": _("Mobile"),
    "phone_belongs_to": _("Whose mobile it is"),
    "email": _("E-mail"),
    "iban": _("IBAN"),
    "payee": _("Who receives payments"),
    "birth_on": _("Date of birth"),
    "died_on": _("Date of death"),
    "city": _("City"),
    "address": _("Address"),
    "national_address": _("National Address"),
    "is_protected": _("Protected"),
    "protected_why": _("Why it is protected"),
    "language": _("Language"),
    "needs": _("Needs"),
    "licence": _("Licence"),
    "licence_expires_on": _("Licence valid until"),
    "signatory_capacity": _("Capacity of who signs"),
    "roles": _("Roles"),
    "file_number": _("File number"),
    "created_at": _("Known since"),
}
_CORRECTED: Final = {
    **_OF_PARTY,
    "birth": _("Date of birth"),
    "signatory": _("Authorised signatory"),
}


def _situation_told(by: Actor, row: Fact) -> Mapping[str, Sequence[Said]]:
    """A value of a fact as its key has it: a choice, an amount, yes or no, a number."""
    fact = FACT_KEYS.get(row.key)
    value = row.value.get("is")
    if fact is None or value in (None, ""):
        return {}
    choices = {one.key: one.title for one in fact.choices}
    if value in choices:
        return {"value": (titled(choices[value]),)}
    return {"value": (Decimal(value) if fact.kind == "money" else value,)}


def _party_told(by: Actor, row: Party) -> Mapping[str, Sequence[Said]]:
    return {"national_address": _address_parts(row.national_address)}


def _correction_told(by: Actor, row: Correction) -> Mapping[str, Sequence[Said]]:
    return {name: _put_right(row.field, getattr(row, name)) for name in ("before", "after")}


def _put_right(field: str, kept: Mapping[str, Any]) -> tuple[Said, ...]:
    """A value as a correction keeps it, in words: what it said before or since."""
    value = kept.get("is")
    if value in (None, "", [], {}):
        return (pgettext_lazy("correction", "Nothing"),)
    if field == "national_address":
        return _address_parts(value)
    if field == "signatory":
        return (_("Somebody named"),)
    if field == "birth" and kept.get("precision") != "day":
        return (kept["text"],)
    if field in _DAYS:
        return (date.fromisoformat(value),)
    words = _OF_CHOICES.get(field, {})
    return tuple(words.get(one, one) for one in (value if isinstance(value, list) else [value]))


def _address_parts(address: Mapping[str, str]) -> tuple[Part, ...]:
    return tuple(
        Part(words, (address[name],)) for name, words in ADDRESS_WORDS.items() if address.get(name)
    )


_DAYS: Final = frozenset({"birth", "died_on", "identity_expires_on", "licence_expires_on"})
_OF_CHOICES: Final[Mapping[str, Mapping[str, Words]]] = {
    "gender": GENDER_WORDS,
    "phone_belongs_to": PHONE_OWNER_WORDS,
    "language": LANGUAGE_WORDS,
    "identity_kind": IDENTITY_WORDS,
    "roles": ROLE_WORDS,
    "needs": NEED_WORDS,
}

HELD = (
    PersonalData(
        model="parties.Party",
        fields=(
            *("name", "name_key", "name_1", "name_2", "name_3", "name_4", "gender"),
            *("identity_kind", "identity_reason", "identity_expires_on", "national_id"),
            *("national_id_index", "phone", "phone_index", "phone_belongs_to", "email"),
            *("iban", "iban_index", "payee", "birth_on", "birth_entry", "died_on", "city"),
            *("address", "national_address", "is_protected", "protected_why", "language", "needs"),
            *("licence", "licence_expires_on", "signatory", "signatory_capacity", "roles"),
            *("file_number", "former_id_index", "former_phone_index"),
        ),
        purpose=_("to know who asks for a service, to reach him and to pay him"),
        basis=_REQUEST,
        kept_for=_AS_CASES,
        title=_("Who you are and how we reach you"),
        labels=_OF_PARTY,
        values=_OF_CHOICES,
        said=_party_told,
        about=lambda people: Q(pk__in=people.parties),
        marked={"erased_at": timezone.now},
        kept_because=_("a row without a name, so that what others count stays right"),
        retention=Retention(10, "created_at", _("the rules of accounts and of the policy"), "pk"),
        widens=_same_person,
        is_person=True,
        survivor="merged_into",
    ),
    PersonalData(
        model="parties.ContactWay",
        fields=("kind", "value", "value_index", "belongs_to"),
        purpose=_("to reach a person in the way he prefers"),
        basis=_REQUEST,
        kept_for=_AS_CASES,
        title=_("Other ways to reach you"),
        labels={
            "kind": _("Kind"),
            "value": _("Number or address"),
            "belongs_to": _("Whose it is"),
            "recorded_at": _("Recorded"),
        },
        values={
            "belongs_to": PHONE_OWNER_WORDS,
            "kind": CONTACT_WORDS,
        },
        about=lambda people: Q(party__in=people.parties),
        on_erasure="delete",
    ),
    PersonalData(
        model="parties.HouseholdMember",
        fields=(
            *("name", "relation", "gender", "national_id", "national_id_index", "birth_on"),
            *("birth_entry", "joined_on", "left_on", "left_why"),
        ),
        purpose=_("to measure the need of a household"),
        basis=_("the request of the one who supports them"),
        kept_for=_("ten years after the last case of the household"),
        title=_("Members of your household"),
        labels={
            "name": _("Name"),
            "relation": _("Relation"),
            "gender": _("Gender"),
            "national_id": _("Identity number"),
            "birth_on": _("Date of birth"),
            "joined_on": _("Since"),
            "left_on": _("Until"),
            "left_why": _("Why it ended"),
        },
        values={
            "gender": GENDER_WORDS,
            "relation": RELATION_WORDS,
            "left_why": LEAVING_WORDS,
        },
        about=lambda people: Q(household__in=people.parties),
        on_erasure="delete",
    ),
    PersonalData(
        model="parties.HouseholdMember",
        fields=("name", "national_id", "national_id_index", "birth_on", "birth_entry"),
        purpose=_("to measure the need of a household"),
        basis=_("the request of the one who supports them"),
        kept_for=_("ten years after the last case of the household"),
        title=_("Households of others that you belong to"),
        labels={
            "name": _("Name"),
            "relation": _("Relation"),
            "joined_on": _("Since"),
            "left_on": _("Until"),
        },
        values={"relation": RELATION_WORDS},
        about=lambda people: (
            (Q(party__in=people.parties) | Q(national_id_index__in=people.indexes))
            & ~Q(household__in=people.parties)
        ),
        kept_because=_("the number of members and the relation belong to the other household"),
    ),
    PersonalData(
        model="parties.Guardianship",
        fields=(
            *("relation", "deed_kind", "deed_number", "expires_on", "majority_on"),
            *("ended_on", "ended_why"),
        ),
        purpose=_("to let a guardian or agent act for another, and nobody else"),
        basis=_("the deed that the guardian showed"),
        kept_for=_("ten years after the last case of the ward"),
        title=_("Who acts for you, and for whom you act"),
        labels={
            "relation": _("Relation"),
            "deed_kind": _("Kind of deed"),
            "deed_number": _("Number of the deed"),
            "expires_on": _("Valid until"),
            "majority_on": _("Ends with majority on"),
            "ended_on": _("Ended"),
            "ended_why": _("Why it ended"),
        },
        values={
            "relation": RELATION_WORDS,
            "deed_kind": DEED_WORDS,
            "ended_why": ENDING_WORDS,
        },
        about=lambda people: Q(guardian__in=people.parties) | Q(ward__in=people.parties),
        on_erasure="delete",
    ),
    PersonalData(
        model="parties.Fact",
        fields=("key", "value", "source", "source_note", "holds_on", "why"),
        purpose=_(
            "to measure the need of a person or household, with where each thing is known from"
        ),
        basis=_REQUEST,
        kept_for=_AS_CASES,
        title=_("What we know of your situation, and from where"),
        labels={
            "key": _("What is known"),
            "value": _("Value"),
            "source": _("Source"),
            "source_note": _("Note on the source"),
            "holds_on": _("As of"),
            "recorded_at": _("Recorded"),
            "why": _("Why it was put right"),
        },
        values={
            "key": {key: titled(one.title) for key, one in FACT_KEYS.items()},
            "source": SOURCE_WORDS,
        },
        said=_situation_told,
        about=lambda people: Q(party__in=people.parties),
        on_erasure="delete",
        retention=Retention(10, "recorded_at", _("the rules of accounts and of the policy")),
    ),
    PersonalData(
        model="parties.Correction",
        fields=("field", "before", "after", "why"),
        purpose=_("to tell what was put right in a record, when and why"),
        basis=_CORRECT,
        kept_for=_AS_CASES,
        title=_("What was put right in your record"),
        labels={
            "field": _("What was put right"),
            "before": _("Before"),
            "after": _("After"),
            "why": _("Why it was put right"),
            "corrected_at": _("When"),
        },
        values={"field": _CORRECTED},
        said=_correction_told,
        about=lambda people: Q(party__in=people.parties),
        on_erasure="delete",
    ),
    PersonalData(
        model="parties.PartyDocument",
        fields=(
            *("number", "last_four", "issued_on", "valid_until", "file", "file_name"),
            *("file_digest", "upload_digest", "copy_basis", "copy_why"),
        ),
        purpose=_("to tell which original was seen, by whom and until when it is good"),
        basis=_(
            "the person's own request for a service; a copy only on the basis recorded with it"
        ),
        kept_for=_AS_CASES,
        title=_("Documents that you showed"),
        labels={
            "kind.title": _("Document"),
            "number": _("Number"),
            "last_four": _("Last four digits"),
            "issued_on": _("Issued"),
            "valid_until": _("Valid until"),
            "seen_at": _("Seen"),
            "file_name": _("Name of the file"),
            "copy_basis": _("Why we keep a copy"),
            "copy_why": _("Reason for the copy"),
        },
        values={"copy_basis": COPY_WORDS},
        about=lambda people: Q(party__in=people.parties),
        on_erasure="delete",
        files=("file",),
        retention=Retention(10, "seen_at", _("the rules of accounts and of the policy")),
    ),
    PersonalData(
        model="parties.PastAssistance",
        fields=("service_name", "given_on", "amount", "note"),
        purpose=_("to know what a person received before the association kept its cases here"),
        basis=_REQUEST,
        kept_for=_AS_CASES,
        title=_("What you received in former times"),
        labels={
            "service_name": _("Service"),
            "given_on": _("Given on"),
            "amount": _("Amount"),
            "note": _("Note"),
        },
        about=lambda people: Q(party__in=people.parties),
        blanked=("note",),
        kept_because=_("what was given is counted in the accounts, without the person's name"),
    ),
    PersonalData(
        model="parties.DuplicatePair",
        fields=("score", "reasons", "why"),
        purpose=_("to keep one record for one person"),
        basis=_CORRECT,
        kept_for=_("as long as both records"),
        title=_("Records that looked like yours"),
        labels={"stage": _("State"), "found_at": _("Noticed"), "why": _("What was said of it")},
        values={"stage": PAIR_WORDS},
        about=lambda people: Q(first__in=people.parties) | Q(second__in=people.parties),
        on_erasure="delete",
    ),
    PersonalData(
        model="parties.Merge",
        fields=("chosen", "before"),
        purpose=_("to undo a merge of two records that were two people"),
        basis=_CORRECT,
        kept_for=_AS_CASES,
        title=_("Records of yours that became one"),
        labels={"merged_at": _("When"), "undone_at": _("Undone")},
        about=lambda people: Q(survivor__in=people.parties) | Q(absorbed__in=people.parties),
        kept_because=_("which records were one stays known, by their keys alone"),
    ),
)
