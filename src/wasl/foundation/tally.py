"""Counting what comes too often: tries per phone, address, association and installation."""

import hashlib
from datetime import timedelta

from django.db import connection, models
from django.utils import timezone


class Tally(models.Model):
    """How often something happened within one window of time. Keys are hashed."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "foundation"


def tally(what: str, *, per: timedelta) -> int:
    """Count one more `what` in the present window and return the count.

    Commits with whatever transaction is open; call it outside of actions, so that a refused
    attempt still counts.
    """
    now = timezone.now()
    window = int(now.timestamp() // per.total_seconds())
    key = hashlib.sha256(f"{what}|{per.total_seconds()}|{window}".encode()).hexdigest()
    until = Tally._meta.get_field("until").get_db_prep_value(now + per, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_tally (key, count, until) VALUES (%s, 1, %s)"
            " ON CONFLICT (key) DO UPDATE SET count = foundation_tally.count + 1 RETURNING count",
            [key, until],
        )
        row = cursor.fetchone()
    return int(row[0])


def sweep_tallies() -> int:
    """Forget windows that are over; returns how many."""
    gone, _ = Tally.objects.filter(until__lt=timezone.now()).delete()
    return gone
