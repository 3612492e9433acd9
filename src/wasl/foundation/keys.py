"""The keys under which personal data rests: master keys from outside, derived per association.

Master keys come from the environment, never from the database or its backups. From each, a key
per association is derived, for sealing (AES-256-GCM) and for blind indexes (HMAC-SHA-256).
"""

import base64
import hmac
from functools import lru_cache
from hashlib import sha256
from os import urandom
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_FORMAT = 1
_NONCE = 12


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


def _owner(association: UUID | None) -> str:
    return "installation" if association is None else str(association)


def seal(plain: bytes, *, association: UUID | None, bound_to: str) -> bytes:
    """Encrypt for one place: it opens only in the same association and with the same binding."""
    text = settings.WASL_MASTER_KEYS
    number = max(_masters(text))
    nonce = urandom(_NONCE)
    cipher = AESGCM(_derived(text, number, "seal", _owner(association)))
    return bytes([_FORMAT, number]) + nonce + cipher.encrypt(nonce, plain, bound_to.encode())


def unseal(sealed: bytes, *, association: UUID | None, bound_to: str) -> bytes:
    """Decrypt what `seal` made. Raises `InvalidTag` when it was moved or changed."""
    if sealed[0] != _FORMAT:
        raise ValueError("unknown format of sealed data")
    cipher = AESGCM(_derived(settings.WASL_MASTER_KEYS, sealed[1], "seal", _owner(association)))
    nonce, body = sealed[2 : 2 + _NONCE], sealed[2 + _NONCE :]
    return cipher.decrypt(nonce, body, bound_to.encode())


def blind_index(kind: str, value: str, *, association: UUID | None) -> str:
    """A keyed fingerprint for exact lookup of an ID, phone or IBAN; 32 hexadecimal digits.

    The value must be in its one stored form. Indexes of two associations never agree.
    """
    text = settings.WASL_MASTER_KEYS
    key = _derived(text, min(_masters(text)), "index", _owner(association))
    return hmac.new(key, f"{kind}|{value}".encode(), sha256).hexdigest()[:32]


def fingerprint(value: str, *, purpose: str) -> str:
    """A keyed fingerprint of a secret (a code, a link), so that the table does not hold it."""
    key = _derived(settings.WASL_MASTER_KEYS, min(_masters(settings.WASL_MASTER_KEYS)), purpose, "")
    return hmac.new(key, value.encode(), sha256).hexdigest()
