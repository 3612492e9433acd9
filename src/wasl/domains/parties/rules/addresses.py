"""Where and how somebody is reached: ways of contact, and the National Address with its parts."""

from collections.abc import Callable, Mapping
from uuid import UUID

from wasl.domains.parties.refusals import AddressIncomplete
from wasl.foundation.identifiers import (
    building_number,
    landline,
    mail_address,
    mobile,
    postal_code,
    short_address,
)
from wasl.foundation.keys import blind_index

WAYS = ("mobile", "landline", "email")
MOST_WAYS = 10
_WAY_READERS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "mobile": (mobile, "phone"),
    "landline": (landline, "phone"),
    "email": (mail_address, "email"),
}
ADDRESS_PARTS = ("short", "building", "street", "district", "city", "postal_code", "secondary")
_NEEDED_WITHOUT_SHORT = ("building", "street", "district", "city", "postal_code")
_LONGEST_WORDS = 80


def _words(typed: str) -> str:
    return " ".join(typed.split())[:_LONGEST_WORDS]


_READERS: Mapping[str, Callable[[str], str]] = {
    "short": short_address,
    "building": building_number,
    "postal_code": postal_code,
    "secondary": building_number,
}


def national_address_as_kept(typed: Mapping[str, str]) -> dict[str, str]:
    """The parts that were typed, each in its one stored form; nothing when nothing was.

    The short address says everything by itself. Without it, refuses with `AddressIncomplete`
    naming the parts that lack (all but the secondary number). Raises `Malformed` for a part of
    another shape. A part of another name is a defect.
    """
    if typed.keys() - set(ADDRESS_PARTS):
        raise ValueError("no such part of a National Address")
    given = {part: typed[part] for part in ADDRESS_PARTS if typed.get(part, "").strip()}
    kept = {part: _READERS.get(part, _words)(value) for part, value in given.items()}
    if kept and "short" not in kept:
        missing = [part for part in _NEEDED_WITHOUT_SHORT if part not in kept]
        if missing:
            raise AddressIncomplete(missing=missing)
    return kept


def way_as_kept(association: UUID | None, kind: str, typed: str) -> dict[str, str]:
    """A way of contact in its one stored form, with its blind index. Raises `Malformed`."""
    reader, indexed_as = _WAY_READERS[kind]
    value = reader(typed)
    index = blind_index(indexed_as, value.lower(), association=association)
    return {"value": value, "value_index": index}
