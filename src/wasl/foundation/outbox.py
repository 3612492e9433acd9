"""What must still go out: rows with attempts and a next try, swept by the worker.

A row is claimed in one transaction, handed to the outside world with no transaction open, and
settled in another. A worker killed in between leaves a claim that runs out, and the row goes out
again under the same client reference: at least once, never lost.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from uuid import uuid4

from django.db import models
from django.db.models import F

from wasl.foundation.scoping import Prepared, PreparedChange, Scoped

LEASE = timedelta(minutes=2)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)


class Outgoing(Scoped):
    """A row that must leave the house."""

    client_reference = models.UUIDField(default=uuid4, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Outgoing)


class Claim(Generic[Row]):
    """The way to take rows of one model that are due, and lease them; asked inside an action.

    Two workers never claim the same row: PostgreSQL skips rows that are held, SQLite has one
    writer at a time.
    """

    def __init__(self, waiting: "Callable[[], models.QuerySet[Row]]", *, most: int = 20) -> None:
        self._due = Prepared(
            lambda now: (
                waiting()
                .filter(next_try_at__lte=now)
                .order_by("next_try_at")
                .select_for_update(skip_locked=True)[:most]
            )
        )
        self._lease = PreparedChange(
            lambda keys, until: (
                waiting().filter(pk__in=keys),
                {"next_try_at": until, "attempts": F("attempts") + 1},
            )
        )

    def __call__(self, *, now: datetime) -> list[Row]:
        """The rows taken, the longest due first."""
        taken = self._due(now=now)
        if taken:
            self._lease(keys=[row.pk for row in taken], until=now + LEASE)
        for row in taken:
            row.attempts += 1
        return taken


def pause_after(attempts: int) -> timedelta:
    """How long to wait before the next try: doubling from thirty seconds to six hours."""
    doublings = max(0, min(attempts, 20) - 1)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
