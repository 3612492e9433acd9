"""What happened in this room."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from wasl.foundation.events import Event


@dataclass(frozen=True, slots=True)
class DecisionIssued(Event):
    """A decision has its number; `outcome` is accept, reject or partly.

    `edition` and `policy_version` are those of the application; `phone` is the one by which it is
    followed and `phone_index` its blind index, both empty without one. `amount` is in riyals where one was granted.
    """

    application: UUID
    decision: UUID
    number: int
    outcome: str
    service: UUID
    edition: UUID
    policy_version: UUID
    party: UUID | None
    beneficiary: UUID | None
    phone: str = field(repr=False)
    phone_index: str
    language: str
    amount: Decimal | None
    valid_until: date | None
    issued_at: datetime
