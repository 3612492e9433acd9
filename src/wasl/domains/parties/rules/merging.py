"""What becomes of two records of one party: chosen field by field, and put back as it was."""

from collections.abc import Mapping
from typing import Any, Final

Values = Mapping[str, Any]

SIDES: Final = ("survivor", "absorbed")

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "name_key", "name_1", "name_2", "name_3", "name_4"),
    "gender": ("gender",),
    "identity": (
        *("identity_kind", "identity_reason", "identity_expires_on"),
        *("national_id", "national_id_index"),
    ),
    "phone": ("phone", "phone_index", "phone_belongs_to"),
    "email": ("email",),
    "iban": ("iban", "iban_index", "payee"),
    "birth": ("birth_on", "birth_entry"),
    "died_on": ("died_on",),
    "city": ("city",),
    "address": ("address",),
    "national_address": ("national_address",),
    "language": ("language",),
    "licence": ("licence", "licence_expires_on"),
    "signatory": ("signatory_id", "signatory_capacity"),
    "file_number": ("file_number",),
}
"""What a person chooses between: columns that belong together are chosen together."""

_SHOWN_BY: Final[Mapping[str, str]] = {
    "identity": "national_id",
    "birth": "birth_on",
}
_ALIKE_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name",),
    "identity": ("identity_kind", "national_id"),
    "phone": ("phone",),
    "iban": ("iban", "payee"),
    "birth": ("birth_on",),
}
_SAID_BY: Final[Mapping[str, tuple[str, ...]]] = {"identity": ("national_id",)}
UNITED: Final = ("roles", "needs")
"""What one party may have several of: the survivor has those of both."""

PROTECTION: Final = ("is_protected", "protected_why")
"""Protection is never chosen away: who is protected on one record is protected."""

COLUMNS: Final = (*(name for names in FIELDS.values() for name in names), *UNITED, *PROTECTION)
"""Every column that a merge may change on the survivor."""

ONLY_ONE_MAY_HOLD: Final = ("national_id_index", "file_number")
"""What the database lets one party have: the absorbed gives it up before the survivor takes it."""

FORMER: Final[Mapping[str, str]] = {
    "former_id_index": "national_id_index",
    "former_phone_index": "phone_index",
}
"""Where the absorbed keeps a number that the survivor does not take, for whoever comes with it."""

CHOICES: Final = (*FIELDS, "household")
"""What may be chosen: the fields, and in which household somebody lives who heads two."""


def shown_by(field: str) -> str:
    """The column that stands for a field on the page."""
    return _SHOWN_BY.get(field, field)


def is_empty(values: Values, field: str) -> bool:
    """Whether a record says nothing of a field; why somebody has no ID is no ID."""
    return not any(values[name] for name in _SAID_BY.get(field, _compared(field)))


def is_alike(survivor: Values, absorbed: Values, field: str) -> bool:
    """Whether both records say the same of a field, in the columns that a person knows it by."""
    return all(survivor[name] == absorbed[name] for name in _compared(field))


def fields_to_choose(survivor: Values, absorbed: Values) -> tuple[str, ...]:
    """The fields in which both records say something, and not the same."""
    return tuple(
        field
        for field in FIELDS
        if not is_empty(survivor, field)
        and not is_empty(absorbed, field)
        and not is_alike(survivor, absorbed, field)
    )


def side_taken(survivor: Values, absorbed: Values, chosen: Mapping[str, str], field: str) -> str:
    """Whose value of a field stands: as chosen, else the survivor's unless it says nothing."""
    if field in chosen:
        return chosen[field]
    if is_empty(survivor, field) and not is_empty(absorbed, field):
        return "absorbed"
    return "survivor"


def merged_values(survivor: Values, absorbed: Values, chosen: Mapping[str, str]) -> dict[str, Any]:
    """All columns of the survivor once it stands for both.

    Roles and needs are those of both; who is protected on one record is protected, for the
    survivor's reason when both give one.
    """
    sides = {"survivor": survivor, "absorbed": absorbed}
    merged = {
        name: sides[side_taken(survivor, absorbed, chosen, field)][name]
        for field, names in FIELDS.items()
        for name in names
    }
    for name in UNITED:
        own = list(survivor[name])
        merged[name] = own + [one for one in absorbed[name] if one not in own]
    protected = next((one for one in (survivor, absorbed) if one["is_protected"]), survivor)
    return merged | {name: protected[name] for name in PROTECTION}


def former_numbers(survivor: Values, absorbed: Values, merged: Values) -> dict[str, str]:
    """The numbers of either record that the survivor does not have once it stands for both."""
    return {
        former: next(
            (
                one[column]
                for one in (absorbed, survivor)
                if one[column] and one[column] != merged[column]
            ),
            "",
        )
        for former, column in FORMER.items()
    }


def values_put_back(before: Values, merged: Values, now: Values) -> dict[str, Any]:
    """The survivor's columns once a merge is undone.

    What nobody touched since is as it was before the merge. A field that somebody corrected
    afterwards stays as corrected: it was said of this record, with a reason. Of roles and needs,
    those that came with the merge go and those given since stay.
    """
    back: dict[str, Any] = {}
    for names in (*FIELDS.values(), PROTECTION):
        is_untouched = all(now[name] == merged[name] for name in names)
        back |= {name: (before if is_untouched else now)[name] for name in names}
    for name in UNITED:
        gone = [one for one in merged[name] if one not in now[name]]
        since = [one for one in now[name] if one not in merged[name]]
        back[name] = [one for one in before[name] if one not in gone] + since
    return back


def fields_kept(merged: Values, now: Values) -> tuple[str, ...]:
    """The fields that were corrected after the merge, and so stay when it is undone."""
    return tuple(
        field for field, names in FIELDS.items() if any(now[name] != merged[name] for name in names)
    )


def _compared(field: str) -> tuple[str, ...]:
    return _ALIKE_BY.get(field, FIELDS[field])
