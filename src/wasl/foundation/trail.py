"""The trail: what was done, by whom, in a chain that shows every later tampering.

Each association has a chain of its own. An entry holds the hash of the one before it; the head of
the chain is kept beside it, so that cutting off the end shows too. The database itself refuses to
change or delete an entry (`wasl.foundation.fences`).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from wasl.foundation.actor import Actor
from wasl.foundation.prepared import insert
from wasl.foundation.scoping import AssociationManager

GENESIS = "0" * 64
INSTALLATION = "installation"


class TrailHead(models.Model):
    """The end of a chain: how many entries it has, and the hash of the last."""

    chain = models.CharField(max_length=36, primary_key=True)
    association = models.ForeignKey(
        "associations.Association", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    objects: "models.Manager[TrailHead]" = AssociationManager()

    class Meta:
        app_label = "foundation"


class TrailEntry(models.Model):
    """One deed. `details` is canonical JSON of keys, stages and counts, never of personal data."""

    id = models.BigAutoField(primary_key=True)
    association = models.ForeignKey(
        "associations.Association", null=True, on_delete=models.PROTECT, related_name="+"
    )
    chain = models.CharField(max_length=36)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor = models.CharField(max_length=64)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    details = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: "models.Manager[TrailEntry]" = AssociationManager()

    class Meta:
        app_label = "foundation"
        constraints = (
            models.UniqueConstraint(fields=["chain", "sequence"], name="one_entry_per_place"),
        )
        indexes = (
            models.Index(fields=["association", "subject", "sequence"], name="trail_of_a_subject"),
        )

    def expected_hash(self) -> str:
        """The hash this entry must have, given what it says and the hash before it."""
        place = _json([self.previous, self.chain, self.sequence])
        text = f"{place[:-1]},{self.said()[1:]}"
        return hashlib.sha256(text.encode()).hexdigest()

    def said(self) -> str:
        """What the entry says by itself, whatever its place in the chain, as JSON."""
        return _json(
            [
                self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                self.actor_kind,
                self.actor,
                self.verb,
                self.subject_kind,
                self.subject,
                self.details,
            ]
        )


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_details = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str).encode


@dataclass(slots=True)
class Deed:
    """What the running action has to say for itself; written when the outermost action ends."""

    by: Actor
    verb: str
    at: datetime
    subject_kind: str = ""
    subject: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of checking a chain: how many entries were read, and the first bad one."""

    entries: int
    head: str
    first_bad: int | None = None
    reason: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, cut, inserted or reordered."""
        return self.first_bad is None


_deeds: ContextVar[list[Deed] | None] = ContextVar("wasl_deeds", default=None)
_running: ContextVar[Deed | None] = ContextVar("wasl_running", default=None)


@contextmanager
def recording(by: Actor, verb: str) -> Iterator[Deed]:
    """Keep the deed of an action; the outermost recording writes all of them as one statement."""
    deed = Deed(by, verb, timezone.now())
    deeds = _deeds.get()
    outermost = deeds is None
    if deeds is None:
        deeds = []
        outer_token = _deeds.set(deeds)
    deeds.append(deed)
    token = _running.set(deed)
    try:
        yield deed
        if outermost:
            append(by, deeds)
    finally:
        _running.reset(token)
        if outermost:
            _deeds.reset(outer_token)


def remark(subject: models.Model | None = None, **details: Any) -> None:
    """Say on what the running action acts, and what of it belongs in the trail.

    Details are keys, stages, counts and hashes; a person's words, names and numbers never are.
    """
    if subject is not None:
        remark_on(subject._meta.model_name or "", subject.pk, **details)
    elif (deed := _running.get()) is not None:
        deed.details.update(details)


def remark_on(kind: str, key: object, /, **details: Any) -> None:
    """As `remark`, for a subject that another room keeps and that is known by its key alone."""
    deed = _running.get()
    if deed is None:
        return
    deed.subject_kind, deed.subject = kind, str(key)
    deed.details.update(details)


def append(by: Actor, deeds: Iterable[Deed]) -> None:
    """Add deeds to the end of the association's chain, inside the running transaction."""
    chain = INSTALLATION if by.association is None else str(by.association)
    entries = [
        TrailEntry(
            association_id=by.association,
            chain=chain,
            at=deed.at,
            actor_kind=deed.by.kind,
            actor=deed.by.trail_name,
            verb=deed.verb,
            subject_kind=deed.subject_kind,
            subject=deed.subject,
            details=_details(deed.details),
        )
        for deed in deeds
    ]
    add = _added_at_once if connection.vendor == "postgresql" else _added_behind_head
    if add(chain, entries):
        return
    TrailHead.objects.bulk_create(
        [TrailHead(chain=chain, association_id=by.association)], ignore_conflicts=True
    )
    add(chain, entries)


def _added_behind_head(chain: str, entries: list[TrailEntry]) -> bool:
    """Chain the entries to the head and write them; False when the chain has no head yet."""
    with connection.cursor() as cursor:
        # The action holds SQLite's only write lock already.
        cursor.execute("SELECT sequence, hash FROM foundation_trailhead WHERE chain = %s", [chain])
        head = cursor.fetchone()
    if head is None:
        return False
    sequence, previous = head
    for entry in entries:
        sequence += 1
        entry.sequence, entry.previous = sequence, previous
        entry.hash = previous = entry.expected_hash()
    insert(entries)
    return True


# Every action of an association waits for the head's row while another one holds it. So the lock,
# the hashes and the entries are one statement, and the hash is that of `expected_hash`.
_AT_ONCE = """
    WITH RECURSIVE head AS MATERIALIZED (
        SELECT association_id, chain, sequence, hash FROM foundation_trailhead
        WHERE chain = %s FOR UPDATE
    ), deed AS (
        SELECT * FROM ROWS FROM (json_to_recordset(%s::json) AS (at timestamptz, actor_kind text,
            actor text, verb text, subject_kind text, subject text, details text, said text)
        ) WITH ORDINALITY
            AS deed(at, actor_kind, actor, verb, subject_kind, subject, details, said, place)
    ), link AS (
        SELECT 0::bigint AS place, sequence, ''::text AS previous, hash::text FROM head
        UNION ALL
        SELECT deed.place, link.sequence + 1, link.hash, encode(sha256(convert_to(
            '["' || link.hash || '","' || head.chain || '",' || (link.sequence + 1) || ','
            || substr(deed.said, 2), 'UTF8')), 'hex')
        FROM link JOIN deed ON deed.place = link.place + 1 CROSS JOIN head
    )
    INSERT INTO foundation_trailentry (association_id, chain, sequence, at, actor_kind, actor,
        verb, subject_kind, subject, details, previous, hash)
    SELECT head.association_id, head.chain, link.sequence, deed.at, deed.actor_kind, deed.actor,
        deed.verb, deed.subject_kind, deed.subject, deed.details, link.previous, link.hash
    FROM link JOIN deed USING (place) CROSS JOIN head ORDER BY place
"""


def _added_at_once(chain: str, entries: list[TrailEntry]) -> bool:
    """What `_added_behind_head` does, for PostgreSQL, in one statement."""
    deeds = [
        {
            "at": entry.at.isoformat(),
            "actor_kind": entry.actor_kind,
            "actor": entry.actor,
            "verb": entry.verb,
            "subject_kind": entry.subject_kind,
            "subject": entry.subject,
            "details": entry.details,
            "said": entry.said(),
        }
        for entry in entries
    ]
    with connection.cursor() as cursor:
        cursor.execute(_AT_ONCE, [chain, _json(deeds)])
        return bool(cursor.rowcount == len(entries))


def verify(association: UUID | None) -> Verdict:
    """Read a chain from its beginning and tell the first entry that is not as it was written.

    Must be called inside the association's scope.
    """
    chain = INSTALLATION if association is None else str(association)
    previous, expected, count = GENESIS, 0, 0
    for entry in TrailEntry.objects.filter(chain=chain).order_by("sequence").iterator():
        expected += 1
        if entry.sequence != expected:
            return Verdict(count, previous, expected, "missing")
        if entry.previous != previous:
            return Verdict(count, previous, entry.sequence, "unchained")
        if entry.hash != entry.expected_hash():
            return Verdict(count, previous, entry.sequence, "altered")
        previous = entry.hash
        count += 1
    head = TrailHead.objects.filter(chain=chain).first()
    if head is not None and (head.sequence, head.hash) != (expected, previous):
        return Verdict(count, previous, expected + 1, "cut")
    return Verdict(count, previous)
