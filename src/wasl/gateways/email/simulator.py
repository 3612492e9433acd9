"""A mail server that keeps mails instead of carrying them, and makes trouble when told."""

from pathlib import Path
from uuid import UUID

from wasl.domains.notifications.ports import CarrierTrouble, KeptMessage
from wasl.gateways.email.real import mail
from wasl.gateways.kept import KeptMessages, now


class SimulatedEmail:
    """Keeps mails in a file of `folder`.

    Troubles: "down" and "5xx" take nothing, "refused" refuses for good, "cut" takes the mail but
    its answer is lost, "drop" accepts and forgets.
    """

    troubles = ("", "down", "5xx", "refused", "cut", "drop")

    def __init__(self, *, folder: Path, sender: str) -> None:
        self._sender = sender
        self.messages = KeptMessages(folder, "email")

    def send(self, *, to: str, title: str, text: str, html: str, reference: UUID) -> str:
        """Keep one mail; see the port."""
        message = mail(
            sender=self._sender, to=to, title=title, text=text, html=html, reference=reference
        )
        trouble = self.messages.trouble()
        if trouble in {"down", "5xx"}:
            words = "no whole answer: ConnectionRefusedError" if trouble == "down" else "busy: 451"
            raise CarrierTrouble(words, is_temporary=True)
        if trouble == "refused":
            raise CarrierTrouble("recipient refused: {550}", is_temporary=False)
        if trouble != "drop":
            kept = KeptMessage(
                carrier="email",
                to=to,
                title=str(message["Subject"]),
                text=text,
                html=html,
                reference=reference,
                at=now(),
            )
            self.messages.keep(kept)
        if trouble == "cut":
            raise CarrierTrouble("no whole answer: TimeoutError", is_temporary=True)
        return str(message["Message-ID"])
