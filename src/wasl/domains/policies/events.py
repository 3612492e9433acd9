"""What happened to a policy."""

from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class PolicyCameIntoForce(Event):
    """From now on, new cases are opened under this version."""

    policy_version: UUID


@dataclass(frozen=True, slots=True)
class PolicyCirculated(Event):
    """A version is to be told to an audience, `staff` or `beneficiaries`."""

    circulation: UUID
    policy_version: UUID
    audience: str
