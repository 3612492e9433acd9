"""What may be shown of answers: never fewer than five, and never so that a rest can be told."""

from collections.abc import Mapping
from datetime import date
from typing import Final

FEWEST: Final = 5
PAUSE_DAYS: Final = 30
MOST_WORDS: Final = 2000


def quarter_of(day: date) -> str:
    """The quarter of a day, as 2026-Q4: the most exact time that an answer keeps."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def quarters_until(day: date, *, number: int = 4) -> tuple[str, ...]:
    """The latest quarters up to that of the day, the latest first."""
    last = day.year * 4 + (day.month - 1) // 3
    return tuple(f"{one // 4}-Q{one % 4 + 1}" for one in range(last, last - number, -1))


def groups_to_show(counts: Mapping[str, int]) -> frozenset[str]:
    """The groups whose results may be shown beside their total.

    A group of fewer than five answers is hidden. Where the hidden ones together are fewer than
    five, subtracting the shown from the total would tell them: the smallest shown group is then
    hidden too (complementary suppression), and so on.
    """
    shown = {name for name, count in counts.items() if count >= FEWEST}
    hidden = {name for name, count in counts.items() if 0 < count < FEWEST}
    while hidden and sum(counts[name] for name in hidden) < FEWEST and shown:
        smallest = min(shown, key=lambda name: (counts[name], name))
        shown.discard(smallest)
        hidden.add(smallest)
    return frozenset(shown)
