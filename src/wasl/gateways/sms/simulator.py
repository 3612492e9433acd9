"""An SMS provider that keeps messages instead of carrying them, and makes trouble when told."""

import json
from pathlib import Path
from uuid import UUID

from wasl.domains.notifications.ports import CarrierTrouble, KeptMessage, ReceiptRead
from wasl.gateways.kept import KeptMessages, now
from wasl.gateways.sms.receipts import read_receipt, signature_of


class SimulatedSms:
    """Keeps messages in a file of `folder` and signs receipts as a provider does.

    Troubles: "down" and "5xx" take nothing, "refused" refuses for good, "cut" takes the message
    but its answer is lost, "drop" accepts and forgets, "duplicates" tells each receipt twice and
    in the wrong order, "late" withholds receipts.
    """

    troubles = ("", "down", "5xx", "refused", "cut", "drop", "duplicates", "late")

    def __init__(self, *, folder: Path, secret: str) -> None:
        self._secret = secret
        self.messages = KeptMessages(folder, "sms")

    def send(self, *, to: str, text: str, reference: UUID) -> str:
        """Keep one message; see the port."""
        trouble = self.messages.trouble()
        if trouble in {"down", "5xx"}:
            words = (
                "no whole answer: ConnectionRefusedError" if trouble == "down" else "answered 503"
            )
            raise CarrierTrouble(words, is_temporary=True)
        if trouble == "refused":
            raise CarrierTrouble("answered 422", is_temporary=False)
        identifier = f"sim-{reference.hex[:16]}"
        if trouble != "drop":
            kept = KeptMessage(
                carrier="sms", to=to, title="", text=text, html="", reference=reference, at=now()
            )
            self.messages.keep(kept)
        if trouble == "cut":
            raise CarrierTrouble("the answer was cut or unreadable", is_temporary=True)
        return identifier

    def read_receipt(self, *, body: bytes, signature: str) -> ReceiptRead:
        """Read a receipt; see the port."""
        return read_receipt(body, signature, secret=self._secret)

    def receipts_of(self, reference: UUID) -> tuple[tuple[bytes, str], ...]:
        """The receipts the provider calls back about one message, each with its signature."""
        trouble = self.messages.trouble()
        if trouble == "late":
            return ()
        if not any(message.reference == reference for message in self.messages.kept()):
            return ()
        stages = ["sent", "delivered"]
        if trouble == "duplicates":
            stages = ["delivered", "sent", "delivered"]
        bodies = [
            json.dumps(
                {
                    "event": f"{reference.hex}-{stage}",
                    "reference": str(reference),
                    "id": f"sim-{reference.hex[:16]}",
                    "status": stage,
                }
            ).encode()
            for stage in stages
        ]
        return tuple((body, signature_of(body, secret=self._secret)) for body in bodies)
