"""The master keys from outside, and what is derived from them for each association.

Master keys come from the environment, never from the database or its backups. From each, a key
per association is derived, for sealing (AES-256-GCM) and for blind indexes (HMAC-SHA-256).
"""

import base64
from functools import lru_cache
from os import urandom
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

UNDER_ASSOCIATION: Final = 1
NONCE: Final = 12


@lru_cache(maxsize=8)
def _masters(text: str) -> dict[int, bytes]:
    masters = {}
    for part in filter(None, text.split(",")):
        number, _, key = part.partition(":")
        masters[int(number)] = base64.b64decode(key)
    if not masters or any(len(key) != 32 for key in masters.values()):
        raise ImproperlyConfigured("WASL_MASTER_KEYS must hold 32-byte keys as “1:BASE64,…”")
    return masters


@lru_cache(maxsize=4096)
def _derived(masters: str, number: int, purpose: str, owner: str) -> bytes:
    master = _masters(masters)[number]
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"{purpose}|{owner}".encode()).derive(master)


def newest() -> int:
    """The number of the master key under which new values are sealed."""
    return max(_masters(settings.WASL_MASTER_KEYS))


def first() -> int:
    """The number of the master key under which fingerprints are taken, so that they never move."""
    return min(_masters(settings.WASL_MASTER_KEYS))


def derived(number: int, purpose: str, association: UUID | None) -> bytes:
    """The key of an association for one purpose; of the installation itself without one."""
    owner = "installation" if association is None else str(association)
    return derived_for(number, purpose, owner)


def derived_for(number: int, purpose: str, owner: str) -> bytes:
    """The key for one purpose and whoever it is for."""
    return _derived(settings.WASL_MASTER_KEYS, number, purpose, owner)


def locked_up(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """The nonce and what it encrypts: it opens only with the same key and the same binding."""
    nonce = urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unlocked(key: bytes, locked: bytes, bound_to: str) -> bytes:
    """What `locked_up` took. Raises `InvalidTag` when it was moved or changed."""
    return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], bound_to.encode())


@lru_cache(maxsize=4096)
def _house(masters: str, number: int, association: UUID | None) -> AESGCM:
    return AESGCM(derived(number, "seal", association))


def sealed_for_house(plain: bytes, *, association: UUID | None, bound_to: str) -> bytes:
    """Encrypted under the association's own key."""
    number = newest()
    nonce = urandom(NONCE)
    house = _house(settings.WASL_MASTER_KEYS, number, association)
    locked = house.encrypt(nonce, plain, bound_to.encode())
    return bytes([UNDER_ASSOCIATION, number]) + nonce + locked


def opened_for_house(sealed: bytes, *, association: UUID | None, bound_to: str) -> bytes:
    """What `sealed_for_house` made, under whichever master key it was made."""
    house = _house(settings.WASL_MASTER_KEYS, sealed[1], association)
    return house.decrypt(sealed[2 : 2 + NONCE], sealed[2 + NONCE :], bound_to.encode())
