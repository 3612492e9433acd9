"""Columns that rest encrypted, bound to their row: a value copied to another row does not open.

What belongs to a person or a case is sealed under his own key, so that erasing him is destroying
one key; see `wasl.foundation.keyring`.
"""

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from wasl.foundation.keyring import KeyGone, await_key, key_to_seal
from wasl.foundation.keys import owner_of, seal, seal_for, unseal
from wasl.foundation.scoping import ScopeBroken, current_association

if TYPE_CHECKING:
    TextBase = models.Field[str, str]
    JsonBase = models.Field[Any, Any]
else:
    TextBase = JsonBase = models.Field


class Ciphertext(bytes):
    """A sealed value as it came from the database, not yet opened."""


class _SealedAttribute(DeferredAttribute):
    """Opens the value when it is first read: only here is the row it is bound to known."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext):
            field: Any = self.field
            value = field.opened(instance, value)
            instance.__dict__[field.attname] = value
        return value

    # Without a setter, Python would find the ciphertext in the instance and never ask us.
    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _Sealed:
    """What sealed columns share: bytes in the database, opened when the attribute is read.

    `of` names the attribute of the row that tells whose key seals the column: the party or the
    case whose data it is; of several, the first that is set. A dot leads through a foreign key.
    With none, or none set, the association's own key seals it. Once an owner's key is destroyed,
    the column reads as empty.
    """

    descriptor_class: Any = _SealedAttribute

    def __init__(self, *args: Any, of: str | tuple[str, ...] = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = (of,) if isinstance(of, str) and of else tuple(of)

    if TYPE_CHECKING:
        model: Any
        name: str
        attname: str
        column: Any

    def get_internal_type(self) -> str:
        """Stored as bytes on both engines."""
        return "BinaryField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Ciphertext | None:
        """Hand out what is stored; it is opened when the attribute is read."""
        if value is None:
            return None
        sealed = Ciphertext(bytes(value))
        owner = owner_of(sealed) if sealed else None
        if owner is not None:
            await_key(owner)
        return sealed

    def opened(self, instance: models.Model, sealed: Ciphertext) -> Any:
        """The plain value of a row's column."""
        association = _association(instance)
        # A key may still be remembered here; that must not decide whether a row opens.
        if sealed and owner_of(sealed) is not None and association != current_association():
            raise ScopeBroken(f"{self.name} is opened outside of its association")
        return self._opened(sealed, association, self._binding(instance.pk))

    def opened_value(self, sealed: Ciphertext, *, key: UUID) -> Any:
        """The plain value of the row with this key, which was read as values and not as an
        instance, in the association that is entered."""
        return self._opened(sealed, current_association(), self._binding(key))

    def _opened(self, sealed: Ciphertext, association: UUID | None, bound_to: str) -> Any:
        if not sealed:
            return self.from_bytes(b"")
        try:
            plain = unseal(sealed, association=association, bound_to=bound_to)
        except KeyGone:
            plain = b""
        return self.from_bytes(plain)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal the value for this row; a value that was never opened goes back as it came."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Ciphertext):
            return value
        plain = self.to_bytes(value)
        if not plain:
            return Ciphertext(b"")
        association = _association(model_instance)
        bound_to = self._binding(model_instance.pk)
        owner = self._owner(model_instance)
        if owner is None or association is None:
            return Ciphertext(seal(plain, association=association, bound_to=bound_to))
        is_new = add and owner == model_instance.pk
        key = key_to_seal(owner, association=association, is_new=is_new)
        return Ciphertext(seal_for(plain, owner=owner, key=key, bound_to=bound_to))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Only sealed bytes reach the database; a bulk update has no row to bind to."""
        if value is None:
            return None
        if not value:  # the default of a column added later; there is nothing to seal
            value = Ciphertext(b"")
        if not isinstance(value, Ciphertext):
            raise FieldError(f"{self.name} is sealed per row: set it on the row and save the row")
        return connection.Database.Binary(value)

    def to_bytes(self, value: Any) -> bytes:
        """The plain value as bytes; nothing for an empty value."""
        return str(value or "").encode()

    def from_bytes(self, plain: bytes) -> Any:
        """The plain value from its bytes."""
        return plain.decode()

    def _owner(self, instance: models.Model) -> UUID | None:
        for place in self.of:
            owner: Any = instance
            for name in place.split("."):
                owner = getattr(owner, name, None)
            if owner is not None:
                return UUID(str(owner))
        return None

    def _binding(self, key: Any) -> str:
        return f"{self.model._meta.db_table}.{self.column}.{key}"


class SealedTextField(_Sealed, TextBase):
    """Text encrypted before storage (AES-256-GCM); the empty text stays empty."""

    def __init__(self, *args: Any, of: str | tuple[str, ...] = "", **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, of=of, **kwargs)


class SealedJSONField(_Sealed, JsonBase):
    """A JSON value encrypted before storage; an empty dictionary when there is none."""

    def __init__(self, *args: Any, of: str | tuple[str, ...] = "", **kwargs: Any) -> None:
        kwargs["default"] = dict
        kwargs.setdefault("blank", True)
        super().__init__(*args, of=of, **kwargs)

    def to_bytes(self, value: Any) -> bytes:
        """Canonical JSON, so that equal values give equal bytes before sealing."""
        if not value:
            return b""
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode()

    def from_bytes(self, plain: bytes) -> Any:
        """The JSON value, or an empty dictionary."""
        return json.loads(plain) if plain else {}


def _association(instance: models.Model) -> UUID | None:
    return getattr(instance, "association_id", None)
