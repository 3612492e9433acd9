"""What notifications need from outside: somebody who carries an SMS, and somebody who mails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


class CarrierTrouble(Exception):
    """A carrier did not take a message. `is_temporary` troubles are tried again later.

    The words are for operators and hold neither the recipient nor what was to be said.
    """

    def __init__(self, words: str, *, is_temporary: bool) -> None:
        super().__init__(words)
        self.is_temporary = is_temporary


class ReceiptUnsigned(Exception):
    """What claims to be a carrier's receipt does not bear the carrier's signature."""


class ReceiptUnreadable(Exception):
    """A receipt bears the right signature and yet cannot be read."""


@dataclass(frozen=True, slots=True)
class ReceiptRead:
    """What a carrier told: which event, about which message, and the stage it reached.

    `stage` is "sent", "delivered" or "failed".
    """

    event: str
    client_reference: UUID | None
    provider_reference: str
    stage: str


class SmsCarrier(Protocol):
    """Carries short messages to phones."""

    def send(self, *, to: str, text: str, reference: UUID) -> str:
        """Hand over a message to +9665XXXXXXXX; returns the carrier's own reference.

        The same `reference` is given at each retry, so that the carrier may recognise a repeat.
        Raises `CarrierTrouble`, within 20 seconds at the latest.
        """
        ...

    def read_receipt(self, *, body: bytes, signature: str) -> ReceiptRead:
        """Read a receipt. Raises `ReceiptUnsigned` or `ReceiptUnreadable`."""
        ...


class EmailCarrier(Protocol):
    """Carries mail to mailboxes."""

    def send(self, *, to: str, title: str, text: str, html: str, reference: UUID) -> str:
        """Hand over a mail; returns its Message-ID, which is the same at each retry.

        Raises `CarrierTrouble`, within 20 seconds at the latest.
        """
        ...


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """What a simulator took instead of carrying it; `times` counts repeats of one reference."""

    carrier: str
    to: str
    title: str
    text: str
    html: str
    reference: UUID
    at: datetime
    times: int = 1


class Simulation(Protocol):
    """The simulators of a demonstration: what they kept and which trouble they make."""

    def kept(self) -> Sequence[KeptMessage]:
        """Every message, the newest first."""
        ...

    def troubles(self) -> dict[str, tuple[str, ...]]:
        """The troubles each carrier can make; the first, empty one is none."""
        ...

    def trouble(self, carrier: str) -> str:
        """The trouble that a carrier makes now."""
        ...

    def make_trouble(self, carrier: str, trouble: str) -> None:
        """Let a carrier make this trouble from now on."""
        ...

    def receipts_of(self, reference: UUID) -> Sequence[tuple[bytes, str]]:
        """The receipts that a provider would call back, each with its signature."""
        ...


class NoCarrier(RuntimeError):
    """A defect: nothing was connected to the port."""


_sms: list[SmsCarrier] = []
_email: list[EmailCarrier] = []
_simulation: list[Simulation] = []


def connect(*, sms: SmsCarrier, email: EmailCarrier, simulation: Simulation | None = None) -> None:
    """Say who carries messages from now on. Only the project's page of gateways calls this."""
    _sms[:] = [sms]
    _email[:] = [email]
    _simulation[:] = [] if simulation is None else [simulation]


def simulation() -> Simulation | None:
    """The simulators, or nothing where messages leave the house."""
    return _simulation[0] if _simulation else None


def sms_carrier() -> SmsCarrier:
    """Who carries short messages."""
    if not _sms:
        raise NoCarrier("sms")
    return _sms[0]


def email_carrier() -> EmailCarrier:
    """Who carries mail."""
    if not _email:
        raise NoCarrier("email")
    return _email[0]
