"""Other moments and a quicker disk, for writing down what never happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from django.db import connection
from django.utils import timezone


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let the product believe that it is another moment."""
    with patch.object(timezone, "now", lambda: moment):
        yield


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Let the product believe that it is so many days ago."""
    with as_of(timezone.now() - timedelta(days=days)):
        yield


@contextmanager
def quick_disk() -> Iterator[None]:
    """Let SQLite trust the system with the disk while invented data is written."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
