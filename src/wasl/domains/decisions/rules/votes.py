"""Who may vote on a case, whether enough do, and what the majority wants."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

CHOICES: Final = ("accept", "reject", "partly", "defer")
OUTCOMES: Final = ("accept", "reject", "partly")


@dataclass(frozen=True, slots=True)
class Bench:
    """The members of a committee before one case.

    `away` did not come to the session; `barred` declared a conflict, or took, checked or studied
    the case themselves.
    """

    members: tuple[UUID, ...]
    quorum: int
    chair: UUID | None = None
    away: frozenset[UUID] = frozenset()
    barred: frozenset[UUID] = frozenset()

    @property
    def voters(self) -> tuple[UUID, ...]:
        """The members who may vote on this case, in the committee's order."""
        return tuple(member for member in self.members if member not in self.away | self.barred)

    @property
    def has_quorum(self) -> bool:
        """Whether enough members remain: whoever is barred does not count towards the quorum."""
        return len(self.voters) >= self.quorum

    @property
    def presiding(self) -> UUID | None:
        """Who concludes this case: the chair, or the first voter when the chair may not vote."""
        if self.chair in self.voters:
            return self.chair
        return self.voters[0] if self.voters else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What the voters said: a count for each choice, and how many have not voted."""

    counts: Mapping[str, int]
    outstanding: int

    @property
    def cast(self) -> int:
        """How many votes count."""
        return sum(self.counts.values())


def tally(bench: Bench, votes: Mapping[UUID, str]) -> Tally:
    """Count the votes of those who may vote; a vote cast before a recusal no longer counts."""
    counted = Counter(votes[member] for member in bench.voters if member in votes)
    return Tally(
        {choice: counted[choice] for choice in CHOICES},
        sum(member not in votes for member in bench.voters),
    )


def majority(bench: Bench, votes: Mapping[UUID, str]) -> str | None:
    """The choice of more than half of the voters who voted.

    When the votes stand exactly half to half, the side of the presiding member prevails. None
    when neither holds: then nothing has been decided.
    """
    counts = tally(bench, votes).counts
    cast = sum(counts.values())
    if not cast:
        return None
    strongest, number = max(counts.items(), key=lambda count: count[1])
    if 2 * number > cast:
        return strongest
    halves = [choice for choice, count in counts.items() if 2 * count == cast]
    deciding = votes.get(bench.presiding) if bench.presiding else None
    return deciding if len(halves) == 2 and deciding in halves else None
