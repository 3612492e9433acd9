"""One contract for both sides: a real SMTP server on loopback and the simulator."""

import email
import socket
import time
from email.policy import default
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller

from wasl.domains.notifications.ports import CarrierTrouble
from wasl.gateways.email.real import SmtpEmailCarrier
from wasl.gateways.email.simulator import SimulatedEmail

SENDER = "منارات <noreply@manarat.example>"
TO = "noura@example.org"
TITLE = "رد على طلبك"
TEXT = "وصل رد على طلبك رقم 3000.\n\nالتفاصيل: https://wasl.example/m/x"
PAGE = '<html dir="rtl"><body>وصل رد</body></html>'


class Mailbox:
    """What a mail server does with mail; `trouble` says how it misbehaves."""

    def __init__(self):
        self.mails = []
        self.trouble = ""

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  aiosmtpd calls it so
        if self.trouble == "refused":
            return "550 no such mailbox"
        if self.trouble == "5xx":
            return "451 busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802  aiosmtpd calls it so
        if self.trouble == "spam":
            return "554 looks like spam"
        if self.trouble != "drop":
            self.mails.append((envelope.rcpt_tos, envelope.content))
        if self.trouble == "cut":
            return "421 going away"
        return "250 taken"


class RealSide:
    """The real carrier before a real SMTP server."""

    def __init__(self, _folder):
        self.mailbox = Mailbox()
        self._server = Controller(self.mailbox, hostname="127.0.0.1", port=_free_port())
        self._server.start()
        self._is_running = True
        self.carrier = SmtpEmailCarrier(
            host="127.0.0.1", port=self._server.port, sender=SENDER, seconds=2
        )

    def arrived(self):
        """What the server took: (to, reference), each mail once."""
        return list(
            dict.fromkeys(
                (to[0], email.message_from_bytes(content, policy=default)["Message-ID"])
                for to, content in self.mailbox.mails
            )
        )

    def make(self, trouble):
        """Let the server misbehave."""
        if trouble == "down":
            self.stop()
        self.mailbox.trouble = trouble

    def stop(self):
        """Close the server where it still runs."""
        if self._is_running:
            self._server.stop()
        self._is_running = False


class SimulatedSide:
    """The simulator."""

    def __init__(self, folder):
        self.carrier = SimulatedEmail(folder=folder, sender=SENDER)

    def arrived(self):
        """What the simulator kept: (to, reference)."""
        kept = self.carrier.messages.kept()
        return [(one.to, f"<{one.reference}@manarat.example>") for one in kept]

    def make(self, trouble):
        """Let the simulator misbehave."""
        self.carrier.messages.make_trouble(trouble)

    def stop(self):
        """End its trouble."""
        self.carrier.messages.forget()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(params=[RealSide, SimulatedSide])
def side(request, tmp_path):
    made = request.param(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def real(tmp_path):
    made = RealSide(tmp_path)
    yield made
    made.stop()


def sent(side, reference, **changes):
    mail = {"to": TO, "title": TITLE, "text": TEXT, "html": PAGE}
    return side.carrier.send(**(mail | changes), reference=reference)


def test_a_mail_arrives_under_our_reference(side):
    reference = uuid4()

    assert sent(side, reference) == f"<{reference}@manarat.example>"
    assert side.arrived() == [(TO, f"<{reference}@manarat.example>")]


def test_a_retry_is_the_same_mail(side):
    reference = uuid4()

    assert sent(side, reference) == sent(side, reference)
    assert len(side.arrived()) == 1


@pytest.mark.parametrize("trouble", ["down", "5xx"])
def test_what_passes_is_worth_another_try(side, trouble):
    side.make(trouble)
    with pytest.raises(CarrierTrouble) as raised:
        sent(side, uuid4())

    assert raised.value.is_temporary
    assert TO not in str(raised.value)
    assert side.arrived() == []


def test_a_mailbox_that_is_not_there_is_not_tried_again(side):
    side.make("refused")
    with pytest.raises(CarrierTrouble) as raised:
        sent(side, uuid4())

    assert not raised.value.is_temporary


def test_a_mail_whose_answer_was_cut_goes_again_under_the_same_reference(side):
    reference = uuid4()
    side.make("cut")
    with pytest.raises(CarrierTrouble) as raised:
        sent(side, reference)
    assert raised.value.is_temporary

    side.make("")
    sent(side, reference)
    assert side.arrived() == [(TO, f"<{reference}@manarat.example>")]


@pytest.mark.parametrize(
    "to",
    ["", "noura", "a@x.example, b@x.example", "a@x.example\r\nBcc: b@x.example", "نورة@x.example"],
)
def test_what_is_no_single_mailbox_gets_no_mail(side, to):
    with pytest.raises(CarrierTrouble) as raised:
        sent(side, uuid4(), to=to)

    assert not raised.value.is_temporary
    assert side.arrived() == []


def test_a_title_adds_no_header(real):
    sent(real, uuid4(), title="رد\r\nBcc: spy@example.org")
    ((_to, content),) = real.mailbox.mails
    mail = email.message_from_bytes(content, policy=default)

    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]


def test_the_mail_reads_right_to_left_as_text_and_as_page(real):
    sent(real, uuid4())
    ((_to, content),) = real.mailbox.mails
    mail = email.message_from_bytes(content, policy=default)
    parts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
    text, page = parts["text/plain"], parts["text/html"]

    assert mail.get_content_type() == "multipart/alternative"
    assert mail["Subject"] == TITLE
    assert mail["Content-Language"] == "ar"
    assert all(line.startswith("\u200f") for line in text.splitlines() if line.strip())
    assert text.replace("\u200f", "").replace("\r\n", "\n").strip() == TEXT
    assert 'dir="rtl"' in page


def test_a_mail_the_server_calls_spam_is_not_tried_again(real):
    real.make("spam")
    with pytest.raises(CarrierTrouble) as raised:
        sent(real, uuid4())

    assert not raised.value.is_temporary


def test_a_server_that_hangs_is_left_in_time():
    with socket.create_server(("127.0.0.1", 0)) as server:
        carrier = SmtpEmailCarrier(
            host="127.0.0.1", port=server.getsockname()[1], sender=SENDER, seconds=0.4
        )
        began = time.monotonic()
        with pytest.raises(CarrierTrouble) as raised:
            carrier.send(to=TO, title=TITLE, text=TEXT, html=PAGE, reference=uuid4())

    assert raised.value.is_temporary
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("changes", [{"host": ""}, {"tls": True}, {"user": "wasl"}])
def test_a_server_set_up_wrongly_is_a_passing_trouble(real, changes):
    settings = {"host": "127.0.0.1", "port": real.carrier._port, "sender": SENDER}
    carrier = SmtpEmailCarrier(**(settings | changes))
    with pytest.raises(CarrierTrouble) as raised:
        carrier.send(to=TO, title=TITLE, text=TEXT, html=PAGE, reference=uuid4())

    assert raised.value.is_temporary
    assert real.arrived() == []
