"""A key of his own for every person and every case: whoever destroys it destroys what it sealed.

The keys stand in a table, each wrapped under its association's key. What one of them sealed says
whose key that was, so that a row which changes hands stays readable, and so that the keys of a
whole list are fetched in one statement, when the first of them is needed.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import urandom
from threading import Lock, local
from typing import Final
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.foundation.actor import Actor
from wasl.foundation.masters import opened_for_house, sealed_for_house
from wasl.foundation.refusal import Refusal
from wasl.foundation.scoping import (
    Prepared,
    ScopeBroken,
    Scoped,
    add_all,
    current_association,
    entered_scope,
    is_entered,
)

KEPT_FOR: Final = 60.0
MOST_KEPT: Final = 4096
AT_ONCE: Final = 500


class OwnerKey(Scoped):
    """The key of one person or one case, by whose UUID it is found.

    A destroyed key leaves its row behind without the key, so that nothing new is ever sealed for
    somebody who was erased.
    """

    wrapped = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "foundation"


class KeyGone(LookupError):
    """The key that sealed this was destroyed: it can never be opened again."""


class NoLongerKept(Refusal):
    """Somebody was erased, so nothing more is kept about him."""

    sentence = _("This person's data was erased. Nothing more can be kept under this file.")


class _Recent:
    """Keys lately used, for a minute at most: a process keeps few, and none for long."""

    def __init__(self) -> None:
        self._keys: OrderedDict[tuple[UUID, UUID], tuple[bytes, float]] = OrderedDict()
        self._lock = Lock()

    def get(self, association: UUID, owner: UUID) -> bytes | None:
        kept = self._keys.get((association, owner))
        return kept[0] if kept is not None and kept[1] > time.monotonic() else None

    def keep(self, association: UUID, keys: Iterable[tuple[UUID, bytes]]) -> None:
        until = time.monotonic() + KEPT_FOR
        with self._lock:
            for owner, key in keys:
                self._keys[association, owner] = (key, until)
                self._keys.move_to_end((association, owner))
            while len(self._keys) > MOST_KEPT or self._oldest_is_over():
                self._keys.popitem(last=False)

    def _oldest_is_over(self) -> bool:
        oldest = next(iter(self._keys.values()), None)
        return oldest is not None and oldest[1] <= time.monotonic()

    def forget(self, association: UUID, owners: Iterable[UUID]) -> None:
        with self._lock:
            for owner in owners:
                self._keys.pop((association, owner), None)

    def clear(self) -> None:
        with self._lock:
            self._keys.clear()


class _Made:
    """Keys that the running transaction has made. They stand in the connection's own list of what
    follows a commit, so that a rolled back savepoint takes its keys with it."""

    def __init__(self, association: UUID, places: list[str]) -> None:
        self.association = association
        self.places = places
        self.keys: dict[UUID, bytes] = {}

    def __call__(self) -> None:
        _recent.keep(self.association, self.keys.items())


class _Awaited(local):
    """Owners of what was read and not opened yet, in this thread."""

    def __init__(self) -> None:
        self.owners: set[UUID] = set()


_recent = _Recent()
_awaited = _Awaited()
_keys_of: "Prepared[tuple[UUID, bytes | memoryview[int]]]" = Prepared(
    lambda owners: OwnerKey.objects.filter(pk__in=owners).values_list("id", "wrapped"),
    is_planned_once=True,
)


def await_key(owner: UUID) -> None:
    """Note that a row with something sealed for this owner was read: its key is fetched together
    with the next one that is needed."""
    if len(_awaited.owners) < MOST_KEPT:
        _awaited.owners.add(owner)


def await_no_key(owners: Iterable[UUID]) -> None:
    """Note that what was read of these owners will not be opened after all."""
    _awaited.owners.difference_update(owners)


def key_to_open(owner: UUID, *, association: UUID) -> bytes:
    """The key of an owner. Raises `KeyGone` when it was destroyed or never was."""
    key = _in_hand(owner, association)
    if key is not None:
        return key
    wanted = {one for one in _awaited.owners if _recent.get(association, one) is None}
    _awaited.owners.clear()
    key = _fetched({*wanted, owner}, association).get(owner)
    if not key:
        raise KeyGone(str(owner))
    return key


def key_to_seal(owner: UUID, *, association: UUID, is_new: bool) -> bytes:
    """The key under which something is sealed for an owner, made with the first of it.

    `is_new` says that the owner's own row is being written now, so that nobody can have made the
    key before. Refuses with `NoLongerKept` when the key was destroyed.
    """
    key = _in_hand(owner, association)
    if key is not None:
        return key
    if not is_new:
        stored = _fetched({owner}, association).get(owner)
        if stored == b"":
            raise NoLongerKept
        if stored is not None:
            return stored
    made = _made([owner], association).get(owner)
    if made is None:
        raise NoLongerKept
    return made


def key_for_file(owner: UUID, *, association: UUID) -> bytes | None:
    """The key of an owner for what lies outside of the database; nothing when he has none.

    It is never made here: whoever sends a file may name an owner that does not exist.
    """
    key = _in_hand(owner, association)
    if key is not None:
        return key
    with _inside(association):
        return _fetched({owner}, association).get(owner) or None


def keys_for_new(owners: Sequence[UUID]) -> None:
    """Make the keys of many new owners at once, before their rows are written."""
    association = current_association()
    for start in range(0, len(owners), AT_ONCE):
        _made(owners[start : start + AT_ONCE], association)


def destroy_keys(owners: Sequence[UUID]) -> int:
    """Destroy the keys of these owners, for ever; returns how many had one.

    An owner without a key gets the mark of a destroyed one, so that none is made for him later.
    """
    association = current_association()
    now = timezone.now()
    destroyed = 0
    for start in range(0, len(owners), AT_ONCE):
        some = owners[start : start + AT_ONCE]
        destroyed += OwnerKey.objects.filter(pk__in=some, destroyed_at=None).update(
            wrapped=b"", destroyed_at=now
        )
        add_all(
            [OwnerKey(pk=owner, made_at=now, destroyed_at=now) for owner in some],
            unless_there=True,
        )
    _forget(association, owners)
    # Another thread may have looked while the row was still there.
    transaction.on_commit(lambda: _recent.forget(association, owners))
    return destroyed


def forget_keys() -> None:
    """Forget every key that this process remembers."""
    _recent.clear()


def _in_hand(owner: UUID, association: UUID) -> bytes | None:
    for made in _made_here(association):
        if owner in made.keys:
            return made.keys[owner]
    return _recent.get(association, owner)


def _made_here(association: UUID) -> Iterator[_Made]:
    for waiting in connection.run_on_commit:
        function: object = waiting[1]
        if isinstance(function, _Made) and function.association == association:
            yield function


def _made(owners: Sequence[UUID], association: UUID) -> dict[UUID, bytes]:
    """The keys of owners who had none, written now; of one who had, his own, if it still is."""
    if association != current_association():
        raise ScopeBroken("a key is made within its association")
    now = timezone.now()
    keys = {owner: urandom(32) for owner in owners}
    rows = [
        OwnerKey(pk=owner, made_at=now, wrapped=_wrapped(owner, key, association))
        for owner, key in keys.items()
    ]
    if add_all(rows, unless_there=True) < len(rows):
        # Which of them were there before is not told, so what the table holds is what counts.
        stored = _looked_up(keys, association)
        keys = {owner: key for owner, key in stored.items() if key}
    _note(keys, association)
    return keys


def _note(keys: dict[UUID, bytes], association: UUID) -> None:
    """Remember keys made here for as long as the transaction lasts, and a while after it."""
    places = list(connection.savepoint_ids)
    for made in _made_here(association):
        if made.places == places:
            made.keys.update(keys)
            return
    made = _Made(association, places)
    made.keys.update(keys)
    transaction.on_commit(made)


def _fetched(owners: Iterable[UUID], association: UUID) -> dict[UUID, bytes]:
    """What the table holds of these owners, remembered for a while; empty for a destroyed key."""
    stored = _looked_up(owners, association)
    _recent.keep(association, ((owner, key) for owner, key in stored.items() if key))
    return stored


def _looked_up(owners: Iterable[UUID], association: UUID) -> dict[UUID, bytes]:
    if association != current_association():
        raise ScopeBroken("a key is looked up within its association")
    return {
        owner: _unwrapped(owner, bytes(wrapped), association)
        for owner, wrapped in _keys_of(owners=list(owners))
    }


def _wrapped(owner: UUID, key: bytes, association: UUID) -> bytes:
    return sealed_for_house(key, association=association, bound_to=f"key.{owner}")


def _unwrapped(owner: UUID, wrapped: bytes, association: UUID) -> bytes:
    if not wrapped:
        return b""
    return opened_for_house(wrapped, association=association, bound_to=f"key.{owner}")


def _forget(association: UUID, owners: Iterable[UUID]) -> None:
    owners = list(owners)
    for made in _made_here(association):
        for owner in owners:
            made.keys.pop(owner, None)
    _recent.forget(association, owners)


@contextmanager
def _inside(association: UUID) -> Iterator[None]:
    if is_entered():
        yield
        return
    with entered_scope(Actor.system(association), writing=False):
        yield
