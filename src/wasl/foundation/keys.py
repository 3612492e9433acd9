"""How personal data is sealed and opened, and how it is found again by exact lookup.

Everything is encrypted with AES-256-GCM for one place. What belongs to a person or a case is
sealed under a key of its own (`keyring`), all else under the key of its association (`masters`).
"""

import hmac
from hashlib import sha256
from typing import Final
from uuid import UUID

from wasl.foundation.keyring import KeyGone, key_for_file, key_to_open
from wasl.foundation.masters import (
    UNDER_ASSOCIATION,
    derived,
    derived_for,
    first,
    locked_up,
    opened_for_house,
    sealed_for_house,
    unlocked,
)

UNDER_OWNER: Final = 2
_OWNER: Final = slice(1, 17)
_BODY: Final = slice(17, None)


def seal(plain: bytes, *, association: UUID | None, bound_to: str) -> bytes:
    """Encrypt for one place: it opens only in the same association and with the same binding."""
    return sealed_for_house(plain, association=association, bound_to=bound_to)


def seal_for(plain: bytes, *, owner: UUID, key: bytes, bound_to: str) -> bytes:
    """Encrypt for one place under the key of an owner, whose UUID stands in front of it."""
    return bytes([UNDER_OWNER]) + owner.bytes + locked_up(key, plain, bound_to)


def owner_of(sealed: bytes) -> UUID | None:
    """Whose key sealed this; nobody's when it was the association's own."""
    return UUID(bytes=bytes(sealed[_OWNER])) if sealed[0] == UNDER_OWNER else None


def unseal(sealed: bytes, *, association: UUID | None, bound_to: str) -> bytes:
    """Decrypt what `seal` or `seal_for` made.

    Raises `KeyGone` when its owner's key was destroyed, and `InvalidTag` when it was moved or
    changed.
    """
    owner = owner_of(sealed)
    if owner is not None and association is not None:
        return unlocked(key_to_open(owner, association=association), sealed[_BODY], bound_to)
    if sealed[0] != UNDER_ASSOCIATION:
        raise ValueError("unknown format of sealed data")
    return opened_for_house(sealed, association=association, bound_to=bound_to)


def unseal_file(sealed: bytes, *, association: UUID, bound_to: str) -> bytes:
    """What `unseal` does, for what lies outside of the database; no scope need be entered."""
    owner = owner_of(sealed)
    if owner is None:
        return unseal(sealed, association=association, bound_to=bound_to)
    key = key_for_file(owner, association=association)
    if key is None:
        raise KeyGone(str(owner))
    return unlocked(key, sealed[_BODY], bound_to)


def blind_index(kind: str, value: str, *, association: UUID | None) -> str:
    """A keyed fingerprint for exact lookup of an ID, phone or IBAN; 32 hexadecimal digits.

    The value must be in its one stored form. Indexes of two associations never agree.
    """
    key = derived(first(), "index", association)
    return hmac.digest(key, f"{kind}|{value}".encode(), "sha256").hex()[:32]


def fingerprint(value: str, *, purpose: str) -> str:
    """A keyed fingerprint of a secret (a code, a link), so that the table does not hold it."""
    return hmac.new(derived_for(first(), purpose, ""), value.encode(), sha256).hexdigest()
