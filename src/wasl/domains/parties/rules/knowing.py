"""How parties are identified, masked and told apart: plain rules on plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from wasl.domains.parties.refusals import IdentityReasonMissing
from wasl.foundation import identifiers, names
from wasl.foundation.calendar import Calendar, DateEntry, Precision
from wasl.foundation.keys import blind_index

KINDS = ("person", "household", "organisation")
IDENTITY_KINDS = ("national", "iqama", "gcc", "border", "passport", "none", "other")
"""What stands for an identity; all but the first two are exceptions and need a reason."""
CHECKED_IDENTITIES = frozenset({"national", "iqama"})
ROLES = (
    *("beneficiary", "supporter", "volunteer", "delegate", "staff_relative"),
    *("guardian", "signatory", "payee"),
)
GENDERS = ("", "female", "male")
NEEDS = (
    *("interpreter", "sign_language", "hearing", "sight", "mobility", "reading"),
    *("large_print", "female_staff", "companion"),
)
"""What somebody needs in order to be served: language, hearing, sight, getting about, reading."""
LANGUAGES = ("ar", "en")
PHONE_OWNERS = ("own", "guardian", "spouse", "family", "neighbour", "other")
_LONGEST_KEY = 200


def name_columns(name: str) -> dict[str, str]:
    """By what a name is listed and found: the folded name, whose order is the alphabet's, and the
    skeletons of first, father, grandfather and family."""
    parts = names.name_parts(name)
    first, father, grandfather, family = names.columns_of(parts)
    return {
        "name_key": " ".join(parts)[:_LONGEST_KEY],
        "name_1": first,
        "name_2": father,
        "name_3": grandfather,
        "name_4": family,
    }


def name_as_kept(name: str) -> str:
    """A name in one line, without spaces that nobody meant; otherwise as on the ID."""
    return " ".join(name.split())[:_LONGEST_KEY]


def identity_columns(
    association: UUID | None,
    *,
    typed: str,
    identity_kind: str = "national",
    reason: str = "",
    party_kind: str = "person",
) -> dict[str, str]:
    """The columns of an identity, read from what was typed; nothing when nothing was.

    The first digit tells a national ID from an Iqama. Any other kind is an exception that stands
    with a reason: refuses with `IdentityReasonMissing` without one, except for an organisation.
    Raises `Malformed` for a number that cannot be read.
    """
    if identity_kind not in IDENTITY_KINDS:
        raise ValueError("unknown kind of identity")
    reason = " ".join(reason.split())
    is_exception = identity_kind not in CHECKED_IDENTITIES
    if is_exception and not reason and party_kind != "organisation":
        raise IdentityReasonMissing
    number = "" if identity_kind == "none" else typed.strip()
    if not number:
        return {"identity_kind": identity_kind, "identity_reason": reason} if is_exception else {}
    if is_exception:
        stored = identifiers.document_number(number, kind=identity_kind)
    else:
        stored = identifiers.national_id(number).digits
        identity_kind = "national" if stored.startswith("1") else "iqama"
    return {
        "identity_kind": identity_kind,
        "identity_reason": reason,
        "national_id": stored,
        "national_id_index": blind_index("national_id", stored, association=association),
    }


def phone_columns(association: UUID | None, typed: str) -> dict[str, str]:
    """The preferred mobile and its blind index; both empty when nothing was typed.

    Raises `Malformed` for what is not a Saudi mobile.
    """
    if not typed.strip():
        return {"phone": "", "phone_index": ""}
    phone = identifiers.mobile(typed)
    return {"phone": phone, "phone_index": blind_index("phone", phone, association=association)}


def iban_columns(association: UUID | None, typed: str) -> dict[str, str]:
    """The IBAN and its blind index; both empty when nothing was typed. Raises `Malformed`."""
    if not typed.strip():
        return {"iban": "", "iban_index": ""}
    iban = identifiers.saudi_iban(typed)
    return {"iban": iban, "iban_index": blind_index("iban", iban, association=association)}


def birth_columns(birth: DateEntry | None) -> dict[str, Any]:
    """The day a date of birth is sorted by, and the entry as it was typed."""
    if birth is None:
        return {"birth_on": None, "birth_entry": {}}
    entry = {name: str(value) for name, value in asdict(birth).items()}
    return {"birth_on": birth.gregorian_on, "birth_entry": entry}


def known_by(
    association: UUID | None,
    *,
    kind: str,
    name: str,
    national_id: str,
    identity_kind: str,
    identity_reason: str,
    phone: str,
    iban: str,
    birth: DateEntry | None,
) -> dict[str, Any]:
    """The columns by which a party is known and found: name, identity, phone, account and birth.

    Refuses as `identity_columns` does, and raises `Malformed` for what cannot be read.
    """
    return {
        "kind": kind,
        "name": name_as_kept(name),
        **name_columns(name),
        **identity_columns(
            association,
            typed=national_id,
            identity_kind=identity_kind,
            reason=identity_reason,
            party_kind=kind,
        ),
        **phone_columns(association, phone),
        **iban_columns(association, iban),
        **birth_columns(birth),
    }


def birth_as_entered(entry: Mapping[str, str], birth_on: date | None) -> DateEntry | None:
    """The entry that `birth_columns` kept; a day known without one was read as Gregorian."""
    if birth_on is None:
        return None
    if not entry:
        text = birth_on.isoformat()
        return DateEntry(Calendar.GREGORIAN, Precision.DAY, text, birth_on)
    return DateEntry(
        Calendar(entry["calendar"]), Precision(entry["precision"]), entry["text"], birth_on
    )


def missing_values(kept: Mapping[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """What `given` knows and `kept` lacks; what is kept is never overwritten."""
    return {name: value for name, value in given.items() if value and not kept.get(name)}


def roles_with(roles: Sequence[str], role: str) -> list[str]:
    """The roles a party holds once it also holds `role`; one party may hold several (R1)."""
    return list(roles) if not role or role in roles else [*roles, role]


def masked_number(number: str) -> str:
    """An ID, phone or IBAN with all but its last four characters hidden; empty stays empty."""
    return f"•••• {number[-4:]}" if number else ""


def masked_name(name: str) -> str:
    """The first name and the initial of the last, as a committee or a queue may show it."""
    parts = name.split()
    return name if len(parts) < 2 else f"{parts[0]} {parts[-1][0]}."


def distinct(values: Iterable[str]) -> list[str]:
    """The values that are not empty, each once, in order."""
    return list(dict.fromkeys(value for value in values if value))


def pair_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two parties in the order in which a pair of them is kept: the older first."""
    return (one, other) if one < other else (other, one)
