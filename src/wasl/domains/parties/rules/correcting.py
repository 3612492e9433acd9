"""What of a party can be put right, what a correction is kept as, and who may read it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from wasl.domains.parties.rules.addresses import national_address_as_kept
from wasl.domains.parties.rules.knowing import (
    CHECKED_IDENTITIES,
    GENDERS,
    LANGUAGES,
    NEEDS,
    PHONE_OWNERS,
    birth_as_entered,
    birth_columns,
    iban_columns,
    identity_columns,
    masked_number,
    name_as_kept,
    name_columns,
    phone_columns,
)
from wasl.foundation.calendar import DateEntry
from wasl.foundation.identifiers import licence, mail_address

CORRECTED = (
    *("name", "gender", "birth", "died_on"),
    *("national_id", "identity_kind", "identity_reason", "identity_expires_on"),
    *("phone", "phone_belongs_to", "email", "iban", "payee"),
    *("city", "address", "national_address", "language", "needs"),
    *("licence", "licence_expires_on", "signatory", "signatory_capacity"),
)
"""What `correct_party` takes: the columns of a party as people speak of them."""
HIDDEN_WHEN_PROTECTED = frozenset({"phone", "email", "address", "national_address", "city"})
"""What nobody reads of a protected person (the phone and where he can be found)."""
MASKED = frozenset({"national_id", "iban"})
TELLS_APART = frozenset({"name", "birth", "national_id", "phone", "iban", "licence"})
"""What two records are thought to be one for: correcting it may settle a pair."""
_IDENTITY = ("national_id", "identity_kind", "identity_reason")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "gender": GENDERS,
    "language": LANGUAGES,
    "phone_belongs_to": ("", *PHONE_OWNERS),
}
_NUMBERS = {"email": mail_address, "licence": licence}
_LONGEST = {"payee": 200, "city": 60, "address": 500, "signatory_capacity": 60}


def stated(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a party's columns say, in the words of `CORRECTED`; `kept` maps columns to values."""
    said = {key: kept[key] for key in CORRECTED if key not in ("birth", "signatory", "needs")}
    said["birth"] = birth_as_entered(kept["birth_entry"], kept["birth_on"])
    said["signatory"] = kept["signatory_id"]
    said["needs"] = tuple(kept["needs"])
    return said


def as_stated(
    association: UUID | None,
    kept: Mapping[str, Any],
    changes: Mapping[str, Any],
    *,
    party_kind: str,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `changes` say once they are read, and the columns that hold it.

    `kept` is what `stated` gives. The columns hold only what differs from it. Refuses as
    `identity_columns` does, and raises `Malformed` for what cannot be read.
    """
    if unknown := changes.keys() - set(CORRECTED):
        raise ValueError(f"no such column of a party: {sorted(unknown)}")
    columns: dict[str, Any] = {}
    said: dict[str, Any] = {}
    for key, value in changes.items():
        if key not in _IDENTITY:
            columns_of_key, said[key] = _read(association, key, value)
            if said[key] != kept[key]:
                columns |= columns_of_key
    if any(changes.get(key, kept[key]) != kept[key] for key in _IDENTITY):
        identity = _identity(association, kept, changes, party_kind)
        columns |= identity
        said |= {key: identity[key] for key in _IDENTITY}
    return {key: value for key, value in said.items() if value != kept[key]}, columns


def _identity(
    association: UUID | None, kept: Mapping[str, Any], changes: Mapping[str, Any], party_kind: str
) -> dict[str, str]:
    wanted = {key: changes.get(key, kept[key]) or "" for key in _IDENTITY}
    number = wanted["national_id"]
    kind = wanted["identity_kind"] or "national"
    if kind in CHECKED_IDENTITIES and not number and party_kind != "organisation":
        # Without a number there is a reason, or there is no such correction.
        kind = "none"
    empty = dict.fromkeys((*_IDENTITY, "national_id_index"), "")
    return empty | identity_columns(
        association,
        typed=number,
        identity_kind=kind,
        reason=wanted["identity_reason"] if kind not in CHECKED_IDENTITIES else "",
        party_kind=party_kind,
    )


def _read(association: UUID | None, key: str, value: Any) -> tuple[dict[str, Any], Any]:
    if key == "name":
        name = name_as_kept(value)
        return {"name": name, **name_columns(name)}, name
    if key == "birth":
        return birth_columns(value), value
    if key == "phone":
        columns = phone_columns(association, value)
        return columns, columns["phone"]
    if key == "iban":
        columns = iban_columns(association, value)
        return columns, columns["iban"]
    if key in ("email", "licence"):
        text = _NUMBERS[key](value) if value.strip() else ""
        return {key: text}, text
    if key == "national_address":
        address = national_address_as_kept(value)
        return {key: address}, address
    if key == "signatory":
        return {"signatory_id": value}, value
    if key == "needs":
        return {key: needs_as_kept(value)}, tuple(needs_as_kept(value))
    if isinstance(value, str):
        text = " ".join(value.split())[: _LONGEST.get(key, 200)]
        if text not in _CHOICES.get(key, (text,)):
            raise ValueError(f"no such choice of {key}")
        return {key: text}, text
    return {key: value}, value


def needs_as_kept(needs: Any) -> list[str]:
    """The needs, each once and in their usual order. An unknown one is a defect."""
    asked = set(needs)
    if not asked <= set(NEEDS):
        raise ValueError("no such need")
    return [need for need in NEEDS if need in asked]


def as_corrected(value: Any) -> dict[str, Any]:
    """A value as a correction keeps it: plain JSON under "is", a date with its entry."""
    if isinstance(value, DateEntry):
        return {
            "is": value.gregorian_on.isoformat(),
            "text": value.text,
            "calendar": str(value.calendar),
            "precision": str(value.precision),
        }
    if isinstance(value, date | UUID):
        return {"is": str(value)}
    if isinstance(value, tuple | list):
        return {"is": list(value)}
    return {"is": value}


def shown_of(field: str, value: Any, *, is_protected: bool) -> Any:
    """What a reader may see of a value: numbers masked, a protected person's ways hidden."""
    if value and is_protected and field in HIDDEN_WHEN_PROTECTED:
        return {} if isinstance(value, Mapping) else ""
    return masked_number(value) if field in MASKED else value


def as_shown(field: str, kept: Mapping[str, Any], *, is_protected: bool) -> dict[str, Any]:
    """What a reader may see of a kept value; what is hidden says so."""
    value = kept.get("is")
    shown = shown_of(field, value, is_protected=is_protected)
    if shown == value:
        return dict(kept)
    return {"is": shown} if shown else {"is": "", "hidden": True}
