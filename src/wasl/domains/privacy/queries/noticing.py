"""What data is used for, and what people are told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.privacy.models import Notice, Purpose
from wasl.domains.privacy.rules.purposes import (
    BASES,
    DATA_KINDS,
    needs_explicit_consent,
)
from wasl.domains.privacy.rules.starting import NOTICE
from wasl.foundation.actor import Actor
from wasl.foundation.profile import Words
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound

GROUNDS_OF_USE: Final = BASES
KINDS_OF_DATA: Final = DATA_KINDS
FIRST_NOTICE: Final[Mapping[str, str]] = NOTICE


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """What data is used for: its ground, the kinds of data, how long, and who is given it."""

    id: UUID
    version: int
    key: str
    title: Words
    told: Words
    basis: str
    law: str
    kinds: tuple[str, ...]
    kept_for: Words
    given_to: Words
    ended_at: datetime | None
    needs_explicit_consent: bool


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A version of the notice; `until` is the day before the next one holds.

    `state` is "past", "holds" or "to_come". `published_by` is empty for people outside.
    """

    id: UUID
    number: int
    text: Words
    changes: Words
    published_from: date
    until: date | None
    state: str
    published_by: str


@query
def purposes_listed(by: Actor, *, ended: bool = False) -> tuple[PurposeRow, ...]:
    """The purposes for which data is used, in the order in which they were named; with `ended` also
    those that have ended."""
    rows = Purpose.objects.order_by("named_at", "id")
    return tuple(_purpose(row) for row in (rows if ended else rows.filter(ended_at=None)))


@query
def notices_listed(by: Actor) -> tuple[NoticeRow, ...]:
    """The versions of the notice, the latest first. People outside see those that hold or held."""
    rows = list(Notice.objects.order_by("-number"))
    today = timezone.localdate()
    current = next((row.number for row in rows if row.published_from <= today), 0)
    if by.staff is None:
        rows = [row for row in rows if row.number <= current]
        names: Mapping[UUID, str] = {}
    else:
        ids = [row.published_by for row in rows if row.published_by]
        names = staff_names(by.as_system(), ids=ids)
    following: dict[int, Notice] = {row.number - 1: row for row in rows}
    return tuple(_notice(row, following.get(row.number), current, names) for row in rows)


@query
def notice_in_force(by: Actor) -> NoticeRow | None:
    """What people are told about their data today; None while nothing was published."""
    return next((one for one in notices_listed(by.as_system()) if one.state == "holds"), None)


@query
def notice_called(by: Actor, *, number: int) -> NoticeRow:
    """A version of the notice by its number. Refuses with `NotFound`; people outside do not find
    one that is still to come."""
    for one in notices_listed(by):
        if one.number == number:
            return one
    raise NotFound


def _purpose(row: Purpose) -> PurposeRow:
    return PurposeRow(
        id=row.pk,
        version=row.version,
        key=row.key,
        title=row.title,
        told=row.told,
        basis=row.basis,
        law=row.law,
        kinds=tuple(row.kinds),
        kept_for=row.kept_for,
        given_to=row.given_to,
        ended_at=row.ended_at,
        needs_explicit_consent=needs_explicit_consent(row.kinds),
    )


def _notice(
    row: Notice, following: Notice | None, current: int, names: Mapping[UUID, str]
) -> NoticeRow:
    state = "holds" if row.number == current else "past" if row.number < current else "to_come"
    return NoticeRow(
        id=row.pk,
        number=row.number,
        text=row.text,
        changes=row.changes,
        published_from=row.published_from,
        until=following.published_from if following else None,
        state=state,
        published_by=names.get(row.published_by, "") if row.published_by else "",
    )
