"""One contract for both sides: the provider over HTTP and its simulator."""

import json
import socket
import time
from uuid import uuid4

import pytest

from wasl.domains.notifications.ports import (
    CarrierTrouble,
    ReceiptUnreadable,
    ReceiptUnsigned,
)
from wasl.gateways.sms.real import HttpsSmsCarrier
from wasl.gateways.sms.receipts import signature_of
from wasl.gateways.sms.simulator import SimulatedSms
from wasl.gateways.sms.tests.provider import Provider

SECRET = "shared with the provider"
PHONE = "+966551234567"
TEXT = "وصل رد على طلبك رقم 3000-000-000"


class RealSide:
    """The real carrier before a provider on loopback."""

    def __init__(self, _folder):
        self.provider = Provider()
        self.carrier = HttpsSmsCarrier(
            url=self.provider.url, secret=SECRET, sender="Wasl", seconds=0.5
        )

    def arrived(self):
        """What reached the provider: (to, text, reference)."""
        return [(m["to"], m["text"], m["reference"]) for m in self.provider.arrived]

    def make(self, trouble):
        """Let the provider misbehave."""
        if trouble == "down":
            self.provider.stop()
        self.provider.trouble = trouble

    def stop(self):
        """Close the provider where it still runs."""
        if self.provider.trouble != "down":
            self.provider.stop()


class SimulatedSide:
    """The simulator."""

    def __init__(self, folder):
        self.carrier = SimulatedSms(folder=folder, secret=SECRET)

    def arrived(self):
        """What the simulator kept: (to, text, reference)."""
        return [(m.to, m.text, str(m.reference)) for m in self.carrier.messages.kept()]

    def make(self, trouble):
        """Let the simulator misbehave."""
        self.carrier.messages.make_trouble(trouble)

    def stop(self):
        """End its trouble."""
        self.carrier.messages.forget()


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


def sent(side, reference):
    return side.carrier.send(to=PHONE, text=TEXT, reference=reference)


def test_a_message_arrives_whole_under_our_reference(side):
    reference = uuid4()

    assert sent(side, reference)
    assert side.arrived() == [(PHONE, TEXT, str(reference))]


def test_a_retry_is_recognised_by_its_reference(side):
    reference = uuid4()

    assert sent(side, reference) == sent(side, reference)
    assert len(side.arrived()) == 1


@pytest.mark.parametrize("trouble", ["down", "5xx"])
def test_what_passes_is_worth_another_try(side, trouble):
    side.make(trouble)
    with pytest.raises(CarrierTrouble) as raised:
        sent(side, uuid4())

    assert raised.value.is_temporary
    assert PHONE not in str(raised.value)
    assert side.arrived() == []


def test_a_refused_message_is_not_tried_again(side):
    side.make("refused")
    with pytest.raises(CarrierTrouble) as raised:
        sent(side, uuid4())

    assert not raised.value.is_temporary


def test_a_message_whose_answer_was_cut_goes_again_under_the_same_reference(side):
    reference = uuid4()
    side.make("cut")
    with pytest.raises(CarrierTrouble) as raised:
        sent(side, reference)
    assert raised.value.is_temporary

    side.make("")
    assert sent(side, reference)
    assert [told for *_rest, told in side.arrived()] == [str(reference)]


def test_a_carrier_may_accept_and_lose(side):
    side.make("drop")

    assert sent(side, uuid4())
    assert side.arrived() == []


def receipt(**changes):
    told = {"event": "e-1", "reference": str(uuid4()), "id": "p-1", "status": "delivered"}
    return json.dumps(told | changes).encode()


def test_a_signed_receipt_is_read(side):
    reference = uuid4()
    body = receipt(reference=str(reference))
    read = side.carrier.read_receipt(body=body, signature=signature_of(body, secret=SECRET))

    assert (read.event, read.client_reference, read.stage) == ("e-1", reference, "delivered")


@pytest.mark.parametrize(
    "signature", ["", "sha256=", "sha256=" + "0" * 64, "é", signature_of(b"other", secret=SECRET)]
)
def test_a_forged_receipt_is_not_read(side, signature):
    with pytest.raises(ReceiptUnsigned):
        side.carrier.read_receipt(body=receipt(), signature=signature)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 9000,
        receipt(status="eaten"),
        receipt(reference="no uuid"),
        receipt(event=""),
        receipt(event="x" * 81),
        receipt(event="a\x00b"),
        receipt(id="x" * 20_000),
    ],
)
def test_a_receipt_that_makes_no_sense_is_unreadable(side, body):
    with pytest.raises(ReceiptUnreadable):
        side.carrier.read_receipt(body=body, signature=signature_of(body, secret=SECRET))


def test_without_a_secret_no_receipt_is_genuine(tmp_path):
    body = receipt()
    for carrier in (
        HttpsSmsCarrier(url="https://sms.example", secret="", sender="Wasl"),
        SimulatedSms(folder=tmp_path, secret=""),
    ):
        with pytest.raises(ReceiptUnsigned):
            carrier.read_receipt(body=body, signature=signature_of(body, secret=""))


@pytest.mark.parametrize("trouble", ["hang", "trickle"])
def test_a_provider_that_hangs_is_left_in_time(real, trouble):
    real.make(trouble)
    began = time.monotonic()
    with pytest.raises(CarrierTrouble) as raised:
        sent(real, uuid4())

    assert raised.value.is_temporary
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("trouble", ["unauthorised", "busy", "elsewhere", "unreadable"])
def test_what_is_no_fault_of_the_message_is_tried_again(real, trouble):
    real.make(trouble)
    with pytest.raises(CarrierTrouble) as raised:
        sent(real, uuid4())

    assert raised.value.is_temporary
    assert real.provider.calls == 1


def test_each_call_is_signed(real):
    sent(real, uuid4())
    ((body, signature),) = real.provider.signatures

    assert signature == signature_of(body, secret=SECRET)


@pytest.mark.parametrize("url", ["", "http://sms.example/", "ftp://127.0.0.1/", "https://"])
def test_nothing_goes_out_in_clear_or_to_nowhere(url):
    carrier = HttpsSmsCarrier(url=url, secret=SECRET, sender="Wasl")
    with pytest.raises(CarrierTrouble) as raised:
        carrier.send(to=PHONE, text=TEXT, reference=uuid4())

    assert raised.value.is_temporary


def test_a_server_that_speaks_no_http_is_a_passing_trouble():
    with socket.create_server(("127.0.0.1", 0)) as server:
        carrier = HttpsSmsCarrier(
            url=f"http://127.0.0.1:{server.getsockname()[1]}/",
            secret=SECRET,
            sender="Wasl",
            seconds=0.3,
        )
        with pytest.raises(CarrierTrouble) as raised:
            carrier.send(to=PHONE, text=TEXT, reference=uuid4())

    assert raised.value.is_temporary


def test_the_simulator_calls_back_as_a_provider_does(tmp_path):
    simulator = SimulatedSms(folder=tmp_path, secret=SECRET)
    reference = uuid4()
    simulator.send(to=PHONE, text=TEXT, reference=reference)

    def stages():
        return [
            simulator.read_receipt(body=body, signature=signature).stage
            for body, signature in simulator.receipts_of(reference)
        ]

    assert stages() == ["sent", "delivered"]
    simulator.messages.make_trouble("duplicates")
    assert stages() == ["delivered", "sent", "delivered"]
    simulator.messages.make_trouble("late")
    assert stages() == []
    assert simulator.receipts_of(uuid4()) == ()
