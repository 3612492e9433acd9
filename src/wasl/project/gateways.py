"""Which gateway stands behind each port."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings

from wasl.domains.applications import ports as applications
from wasl.domains.decisions import ports as decisions
from wasl.domains.delivery import ports as delivery
from wasl.domains.knowledge import ports as knowledge
from wasl.domains.notifications import ports as notifications
from wasl.domains.parties import ports as parties
from wasl.domains.policies import ports as policies
from wasl.domains.spreadsheets import ports as spreadsheets
from wasl.gateways.documents.reader import LimitedReader
from wasl.gateways.email.real import SmtpEmailCarrier
from wasl.gateways.email.simulator import SimulatedEmail
from wasl.gateways.files.cleaner import LimitedProcess
from wasl.gateways.files.copies import DocumentCopies
from wasl.gateways.files.folder import EncryptedFolder
from wasl.gateways.files.guides import GuideFiles
from wasl.gateways.files.papers import SignedPapers
from wasl.gateways.files.shelf import Shelf
from wasl.gateways.printing.typesetter import Typesetter
from wasl.gateways.sms.real import HttpsSmsCarrier
from wasl.gateways.sms.simulator import SimulatedSms
from wasl.gateways.spreadsheets.reader import LimitedWorkbooks


class Simulators:
    """The simulators of messages as one, for the page that shows them."""

    def __init__(self, sms: SimulatedSms, email: SimulatedEmail) -> None:
        self._sms = sms
        self._both = {"sms": sms.messages, "email": email.messages}
        self._troubles = {"sms": sms.troubles, "email": email.troubles}

    def kept(self) -> Sequence[notifications.KeptMessage]:
        """What both kept, the newest first."""
        both = [message for one in self._both.values() for message in one.kept()]
        return sorted(both, key=lambda message: message.at, reverse=True)

    def troubles(self) -> dict[str, tuple[str, ...]]:
        """The troubles each can make."""
        return self._troubles

    def trouble(self, carrier: str) -> str:
        """The trouble that one makes now."""
        return self._both[carrier].trouble()

    def make_trouble(self, carrier: str, trouble: str) -> None:
        """Let one make this trouble from now on."""
        self._both[carrier].make_trouble(trouble)

    def receipts_of(self, reference: UUID) -> Sequence[tuple[bytes, str]]:
        """What the SMS provider would call back."""
        return self._sms.receipts_of(reference)


def connect_all() -> None:
    """Connect each room's ports with the real gateway, or its simulator where settings say so."""
    _connect_messages()
    printer = Typesetter()
    decisions.connect_letter_printer(printer)
    applications.connect_form_printer(printer)
    policies.connect_policy_printer(printer)
    _connect_files()
    policies.connect_documents(LimitedReader())


def _connect_messages() -> None:
    if settings.WASL_SIMULATORS:
        folder = Path(settings.VAR) / "simulators"
        sms = SimulatedSms(folder=folder, secret=settings.WASL_SMS_SECRET)
        email = SimulatedEmail(folder=folder, sender=settings.DEFAULT_FROM_EMAIL)
        notifications.connect(sms=sms, email=email, simulation=Simulators(sms, email))
        return
    notifications.connect(
        sms=HttpsSmsCarrier(
            url=settings.WASL_SMS_URL,
            secret=settings.WASL_SMS_SECRET,
            sender=settings.WASL_SMS_SENDER,
        ),
        email=SmtpEmailCarrier(
            host=settings.EMAIL_HOST,
            port=settings.EMAIL_PORT,
            sender=settings.DEFAULT_FROM_EMAIL,
            user=settings.EMAIL_HOST_USER,
            password=settings.EMAIL_HOST_PASSWORD,
            tls=settings.EMAIL_USE_TLS,
            seconds=settings.EMAIL_TIMEOUT,
        ),
    )


def _connect_files() -> None:
    store = EncryptedFolder(settings.WASL_FILES, "applications")
    cleaner = LimitedProcess()
    applications.connect_files(store, cleaner)
    copies = EncryptedFolder(settings.WASL_FILES, "copies")
    parties.connect_copies(DocumentCopies(copies, cleaner))
    papers = EncryptedFolder(settings.WASL_FILES, "papers")
    delivery.connect_papers(SignedPapers(papers, cleaner))
    documents = EncryptedFolder(settings.WASL_FILES, "policies")
    policies.connect_policy_files(Shelf(documents, full=policies.NoRoom))
    guides = EncryptedFolder(settings.WASL_FILES, "guides")
    knowledge.connect_guides(GuideFiles(guides, cleaner))
    sheets = EncryptedFolder(settings.WASL_FILES, "spreadsheets")
    kept = Shelf(sheets, full=spreadsheets.NoRoom)
    spreadsheets.connect_spreadsheets(LimitedWorkbooks(), kept)
