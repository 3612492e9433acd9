"""Mail over SMTP."""

import smtplib
import ssl
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from uuid import UUID

from wasl.domains.notifications.ports import CarrierTrouble
from wasl.gateways.deadline import ended_after

_RIGHT_TO_LEFT = "\u200f"


class SmtpEmailCarrier:
    """Hands mails to an SMTP server, with STARTTLS where `tls`.

    A mail has a text and a page; both read right to left where they begin in Arabic. Its
    Message-ID is made of the client reference, so a repeat is the same mail to mailboxes.
    `seconds` is the longest a whole call lasts.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        sender: str,
        user: str = "",
        password: str = "",
        tls: bool = False,
        seconds: float = 15,
    ) -> None:
        self._host, self._port = host, port
        self._sender = sender
        self._user, self._password = user, password
        self._tls = tls
        self._seconds = seconds

    def send(self, *, to: str, title: str, text: str, html: str, reference: UUID) -> str:
        """Hand over one mail; see the port."""
        message = mail(
            sender=self._sender, to=to, title=title, text=text, html=html, reference=reference
        )
        if not self._host:
            raise CarrierTrouble("WASL_SMTP_HOST is not set", is_temporary=True)
        try:
            self._handed_over(message)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = {code for code, _words in refused.recipients.values()}
            lasting = all(500 <= code < 600 for code in codes)
            raise CarrierTrouble(f"recipient refused: {codes}", is_temporary=not lasting) from None
        except smtplib.SMTPDataError as refused:
            lasting = 500 <= refused.smtp_code < 600
            words = f"mail refused: {refused.smtp_code}"
            raise CarrierTrouble(words, is_temporary=not lasting) from None
        except smtplib.SMTPNotSupportedError as unsupported:
            raise CarrierTrouble("the server cannot do this", is_temporary=True) from unsupported
        except (smtplib.SMTPException, OSError) as trouble:
            name = type(trouble).__name__
            raise CarrierTrouble(f"no whole answer: {name}", is_temporary=True) from trouble
        return str(message["Message-ID"])

    def _handed_over(self, message: EmailMessage) -> None:
        server = smtplib.SMTP(timeout=self._seconds)
        with ended_after(self._seconds, lambda: server.sock):
            try:
                server.connect(self._host, self._port)
                if self._tls:
                    server.starttls(context=ssl.create_default_context())
                if self._user:
                    server.login(self._user, self._password)
                server.send_message(message)
                # The server has taken the mail; a broken farewell must not send it again.
                with suppress(smtplib.SMTPException, OSError):
                    server.quit()
            finally:
                server.close()


def mail(
    *, sender: str, to: str, title: str, text: str, html: str, reference: UUID
) -> EmailMessage:
    """The mail itself. Raises a lasting `CarrierTrouble` for what is no single mailbox."""
    message = EmailMessage()
    try:
        recipient = Address(addr_spec=to)
        message["To"] = recipient
        message["From"] = sender
        host = Address(addr_spec=sender.rpartition("<")[2].rstrip("> ")).domain
    except (ValueError, IndexError, MessageError) as trouble:
        raise CarrierTrouble("not a mailbox", is_temporary=False) from trouble
    if not recipient.domain or not to.isascii():
        raise CarrierTrouble("not a mailbox", is_temporary=False)
    message["Subject"] = " ".join(title.split())
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = f"<{reference}@{host or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_steered(text), charset="utf-8", cte="base64")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    # Last, because setting the content drops what headers said about a former one.
    message["Content-Language"] = "ar" if _is_arabic(text) else "en"
    return message


def _steered(text: str) -> str:
    """Each line of an Arabic text begins with a mark: plain text has no other way to say so."""
    if not _is_arabic(text):
        return text
    return "\n".join(f"{_RIGHT_TO_LEFT}{line}" if line else line for line in text.splitlines())


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)
