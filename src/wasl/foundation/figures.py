"""Figures: how often something was done, of how many, and when last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Figure:
    """`number` things, `of` how many where a share makes sense, and the day of the last one."""

    number: int = 0
    of: int | None = None
    last_on: date | None = None

    @property
    def percent(self) -> int | None:
        """The share in percent, rounded down so that 100 means all; nothing without a whole."""
        return self.number * 100 // self.of if self.of else None


def figures_of(rows: "QuerySet[Any]", at: str, **conditions: Q) -> dict[str, Figure]:
    """A figure for each condition, all in one statement: how many rows meet it, of all rows, and
    when the last of them was, by the column `at` (a day or a moment)."""
    asked: dict[str, Any] = {"all_rows": Count("pk")}
    for name, condition in conditions.items():
        asked[f"{name}_number"] = Count("pk", filter=condition)
        asked[f"{name}_last"] = Max(at, filter=condition)
    found = rows.order_by().aggregate(**asked)
    return {
        name: Figure(found[f"{name}_number"], found["all_rows"], day_of(found[f"{name}_last"]))
        for name in conditions
    }


def day_of(moment: datetime | date | None) -> date | None:
    """The day of a moment where we live; a day stays as it is."""
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment
