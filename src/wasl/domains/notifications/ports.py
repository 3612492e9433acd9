"""What notifications need from outside: somebody who carries an SMS, and somebody who mails."""

from dataclasses import dataclass
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


class NoCarrier(RuntimeError):
    """A defect: nothing was connected to the port."""


_sms: list[SmsCarrier] = []
_email: list[EmailCarrier] = []


def connect(*, sms: SmsCarrier, email: EmailCarrier) -> None:
    """Say who carries messages from now on. Only the project's page of gateways calls this."""
    _sms[:] = [sms]
    _email[:] = [email]


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
