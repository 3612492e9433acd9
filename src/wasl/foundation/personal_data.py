"""What a room holds about people, why, and for how long; declared beside its tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Columns of one table that are about people.

    `model` is "room.Model"; `purpose` says what for, `basis` on what ground of the law, and
    `kept_for` until when, all in words that a board member reads.
    """

    model: str
    fields: tuple[str, ...]
    purpose: str
    basis: str
    kept_for: str
