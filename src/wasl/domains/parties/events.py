"""What happened to the parties that the association knows."""

from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class PartiesMerged(Event):
    """A person said that two records are one party; `survivor` stands for both from now on."""

    survivor: UUID
    absorbed: UUID


@dataclass(frozen=True, slots=True)
class MergeUndone(Event):
    """A person said that two merged records are two parties after all."""

    survivor: UUID
    absorbed: UUID


@dataclass(frozen=True, slots=True)
class PartyRegistered(Event):
    """A member of staff registered a person, a household or an organisation."""

    party: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class PartyCorrected(Event):
    """Columns of a party were put right; `fields` says which, in the words of the correction."""

    party: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyDied(Event):
    """The death of a person was recorded."""

    party: UUID


@dataclass(frozen=True, slots=True)
class GuardianshipRecorded(Event):
    """Somebody was recorded who acts for a party, whether or not his deed is verified yet."""

    guardian: UUID
    ward: UUID


@dataclass(frozen=True, slots=True)
class GuardianshipClosed(Event):
    """A guardian no longer acts for his ward; `why` is one of `rules.households.ENDING`."""

    guardian: UUID
    ward: UUID
    why: str
