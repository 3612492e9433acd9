"""What happened to a policy."""

from dataclasses import dataclass
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class PolicyCameIntoForce(Event):
    """From now on, new cases are opened under this version."""

    policy_version: UUID
