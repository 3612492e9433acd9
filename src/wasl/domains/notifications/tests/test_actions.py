"""Messages are queued with what they tell, sent outside of transactions, and never go backwards."""

import itertools
import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.domains.access.actions import send_code
from wasl.domains.access.queries import visitor_actor
from wasl.domains.notifications import ports
from wasl.domains.notifications.actions import (
    CarrierAnswer,
    claim_due_messages,
    empty_messages,
    freeze_messages,
    record_callback,
    record_forged_receipt,
    record_receipt,
    release_messages,
    send_due_messages,
    settle_messages,
    simulate_trouble,
    take_simulated_receipts,
)
from wasl.domains.notifications.models import Message, Receipt
from wasl.domains.notifications.personal_data import HELD
from wasl.domains.notifications.queries import (
    has_due_messages,
    messages_about,
    messages_simulated,
    messages_stuck,
)
from wasl.domains.notifications.refusals import ReceiptForged, ReceiptMalformed
from wasl.domains.notifications.rules import MOST_ATTEMPTS
from wasl.domains.notifications.tests.given import (
    NOURA_PHONE,
    given_association,
    given_message,
)
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed, uuid7
from wasl.foundation.personal_data import People, let_go
from wasl.foundation.refusal import NotAllowed, NotFound
from wasl.foundation.scoping import ScopeBroken, entered_scope
from wasl.foundation.trail import TrailEntry
from wasl.foundation.wording import Wording

pytestmark = pytest.mark.django_db


class Carrier:
    """A carrier of a test: takes what it is given, and refuses what it is told to refuse."""

    def __init__(self):
        self.sent = []
        self.troubles = iter(())
        self.saw_transaction = []

    def send(self, *, to, reference, **mail):
        """Take one message."""
        self.saw_transaction.append(connection.in_atomic_block)
        self.sent.append((to, mail, reference))
        trouble = next(self.troubles, None)
        if trouble is not None:
            raise ports.CarrierTrouble("no", is_temporary=trouble)
        return f"p-{reference.hex[:8]}"

    def read_receipt(self, *, body, signature):
        """Read a receipt whose signature is "genuine"."""
        if signature != "genuine":
            raise ports.ReceiptUnsigned
        told = json.loads(body)
        if "event" not in told:
            raise ports.ReceiptUnreadable
        return ports.ReceiptRead(told["event"], None, told["id"], told["status"])


@pytest.fixture
def system():
    return given_association()


@pytest.fixture
def carrier():
    made = Carrier()
    before = ports.sms_carrier(), ports.email_carrier(), ports.simulation()
    ports.connect(sms=made, email=made)
    yield made
    sms, email, simulation = before
    ports.connect(sms=sms, email=email, simulation=simulation)


def stage_of(system, message):
    with entered_scope(system, writing=False):
        return Message.objects.get(pk=message.pk).stage


def test_a_message_goes_to_the_phone_else_to_the_mailbox(system, carrier):
    about = uuid7()
    given_message(system, about=about)
    given_message(system, about=about, phone="", email="noura@example.org")

    assert send_due_messages(system) == 2
    (to, sms, _), (box, mail, _) = carrier.sent
    assert (to, set(sms)) == (NOURA_PHONE, {"text"})
    assert (box, set(mail)) == ("noura@example.org", {"title", "text", "html"})
    rows = messages_about(system, about=about)
    assert {row.recipient for row in rows} == {"•••• 4567", "n•••@example.org"}
    assert {row.stage for row in rows} == {"sent"}


def test_who_cannot_be_reached_gets_no_message(system):
    assert given_message(system, phone="", email="") is None
    assert not has_due_messages(system)


def test_only_saudi_mobiles_get_a_message(system):
    for phone in ("+447700900123", "+966112345678", "+8821234567"):
        with pytest.raises(Malformed):
            given_message(system, phone=phone)
    assert not has_due_messages(system)


def test_an_sms_that_tells_a_name_or_an_amount_cannot_be_queued(system):
    telling = Wording(title={"ar": "ع", "en": "t"}, body={"ar": "{name} {amount}", "en": "{name}"})
    with pytest.raises(ValueError, match="amount, name"):
        given_message(system, wording=telling, fields={"name": "نورة", "amount": "500"})
    assert given_message(
        system,
        wording=telling,
        fields={"name": "نورة", "amount": "500"},
        phone="",
        email="noura@example.org",
    )


@pytest.mark.django_db(transaction=True)
def test_a_carrier_is_called_with_no_transaction_open(system, carrier):
    given_message(system)
    send_due_messages(system)

    assert carrier.saw_transaction == [False]
    with pytest.raises(ScopeBroken), entered_scope(system, writing=True):
        send_due_messages(system)


def test_a_passing_trouble_is_tried_again_under_the_same_reference(system, carrier):
    carrier.troubles = iter([True, True])
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        message = given_message(system)
        for _ in range(6):
            send_due_messages(system)
            clock.shift(timedelta(minutes=2))

    assert len(carrier.sent) == 3
    assert len({reference for *_rest, reference in carrier.sent}) == 1
    assert stage_of(system, message) == "sent"


def test_a_trouble_waits_before_it_is_tried_again(system, carrier):
    carrier.troubles = iter([True] * 9)
    given_message(system)

    assert send_due_messages(system) == 0
    assert send_due_messages(system) == 0
    assert len(carrier.sent) == 1


def test_one_bad_message_does_not_hold_up_the_others(system, carrier):
    carrier.troubles = iter([True, None, False, None])
    for _ in range(4):
        given_message(system)

    assert send_due_messages(system) == 2


def test_a_lasting_trouble_fails_at_once_and_a_passing_one_in_the_end(system, carrier):
    carrier.troubles = itertools.chain([False], itertools.repeat(True))
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        refused = given_message(system)
        send_due_messages(system)
        assert stage_of(system, refused) == "failed"
        tired = given_message(system)
        for _ in range(MOST_ATTEMPTS):
            assert stage_of(system, tired) == "queued"
            send_due_messages(system)
            clock.shift(timedelta(hours=7))

    assert stage_of(system, tired) == "failed"
    assert {row.id for row in messages_stuck(system)} == {refused.pk, tired.pk}


def test_two_workers_never_claim_the_same_message(system):
    message = given_message(system)

    assert [due.id for due in claim_due_messages(system)] == [message.pk]
    assert claim_due_messages(system) == ()


def test_a_claim_of_a_killed_worker_runs_out(system, carrier):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        given_message(system)
        (due,) = claim_due_messages(system)
        assert send_due_messages(system) == 0
        clock.shift(timedelta(minutes=3))
        assert send_due_messages(system) == 1

    assert carrier.sent[0][2] == due.reference


def test_what_was_accepted_and_dropped_is_found_within_the_hour(system, carrier):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        message = given_message(system)
        send_due_messages(system)
        assert messages_stuck(system) == ()
        clock.shift(timedelta(minutes=61))
        assert [row.id for row in messages_stuck(system)] == [message.pk]
        clock.shift(timedelta(days=31))
        assert messages_stuck(system) == ()


def test_a_receipt_that_overtakes_the_answer_is_kept(system, carrier):
    message = given_message(system)
    claim_due_messages(system)
    record_receipt(
        system, provider_event="e", stage="delivered", client_reference=message.client_reference
    )
    taken = CarrierAnswer(message.pk, provider_reference="p-1")
    (settled,) = settle_messages(system, answers=[taken])

    assert (settled.stage, settled.provider_reference) == ("delivered", "p-1")
    (settled,) = settle_messages(system, answers=[CarrierAnswer(message.pk, trouble="cut")])
    assert settled.stage == "delivered"
    assert not has_due_messages(system)


def test_the_same_receipt_five_times_is_one_move(system):
    message = given_message(system)
    for _ in range(5):
        record_receipt(
            system, provider_event="e", stage="sent", client_reference=message.client_reference
        )

    with entered_scope(system, writing=False):
        assert Receipt.objects.count() == 1
    assert stage_of(system, message) == "sent"


def test_delivered_then_sent_stays_delivered(system):
    message = given_message(system)
    for number, stage in enumerate(["delivered", "sent", "failed"]):
        record_receipt(
            system,
            provider_event=f"e{number}",
            stage=stage,
            client_reference=message.client_reference,
        )

    assert stage_of(system, message) == "delivered"


ORDER = {"queued": 0, "sent": 1, "delivered": 2, "failed": 2}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    told=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["sent", "delivered", "failed"])))
)
def test_in_whatever_order_receipts_come_a_message_never_goes_backwards(system, told):
    message = given_message(system)
    before = "queued"
    for event, stage in told:
        record_receipt(
            system,
            provider_event=f"{message.pk}-{event}",
            stage=stage,
            client_reference=message.client_reference,
        )
        now = stage_of(system, message)
        assert now == before or ORDER[now] > ORDER[before]
        before = now


def test_a_receipt_about_nothing_we_know_is_kept_without_a_word(system):
    record_receipt(system, provider_event="e", stage="delivered", client_reference=uuid4())
    record_receipt(system, provider_event="f", stage="delivered", provider_reference="none")
    record_receipt(system, provider_event="g", stage="delivered")

    with entered_scope(system, writing=False):
        assert list(Receipt.objects.values_list("message", flat=True)) == [None] * 3


def test_a_receipt_of_another_association_changes_nothing(system):
    message = given_message(system)
    ibrahim = given_association("wahj")
    record_receipt(
        ibrahim, provider_event="e", stage="delivered", client_reference=message.client_reference
    )

    assert stage_of(system, message) == "queued"
    assert messages_stuck(ibrahim) == ()
    assert messages_about(ibrahim, about=message.pk) == ()
    with pytest.raises(NotFound):
        settle_messages(ibrahim, answers=[CarrierAnswer(message.pk)])


def test_a_receipt_of_no_known_stage_is_refused(system):
    for event, stage in (("e", "eaten"), ("", "sent")):
        with pytest.raises(ReceiptMalformed):
            record_receipt(system, provider_event=event, stage=stage)


def test_a_callback_moves_the_message_it_names(system, carrier):
    message = given_message(system)
    send_due_messages(system)
    visitor = visitor_actor(system.association)
    body = json.dumps(
        {"event": "e", "id": f"p-{message.client_reference.hex[:8]}", "status": "delivered"}
    ).encode()
    for _ in range(5):
        record_callback(visitor, body=body, signature="genuine")

    assert stage_of(system, message) == "delivered"


def test_a_forged_callback_changes_nothing_and_is_remembered(system, carrier):
    message = given_message(system)
    send_due_messages(system)
    with pytest.raises(ReceiptForged):
        record_callback(visitor_actor(system.association), body=b"{}", signature="forged")
    with pytest.raises(ReceiptMalformed):
        record_callback(visitor_actor(system.association), body=b"{}", signature="genuine")
    record_forged_receipt(visitor_actor(system.association), provider_event="e", stage="sent")

    assert stage_of(system, message) == "sent"
    with entered_scope(system, writing=False):
        assert Receipt.objects.filter(is_genuine=True).count() == 0
        refused = TrailEntry.objects.filter(verb="notifications.record_callback")
        assert [json.loads(entry.details)["refused"] for entry in refused] == ["ReceiptForged"]


def test_a_visitor_queues_no_message(system):
    with pytest.raises(NotAllowed):
        given_message(Actor("public", system.association))


def test_a_code_reaches_its_phone_with_the_association_and_nothing_else(system, carrier):
    send_code(visitor_actor(system.association), phone="0551234567", purpose="apply")
    send_due_messages(system)
    ((to, told, _reference),) = carrier.sent

    assert to == NOURA_PHONE
    assert told["text"].endswith("رمز بدء طلبكم لدى منارات. صالح 10 دقائق، ولا تشاركوه أحدًا.")
    assert told["text"][:6].isdigit()


def test_the_trail_and_the_table_hold_neither_phone_nor_words(system):
    message = given_message(system)
    with entered_scope(system, writing=False):
        entry = TrailEntry.objects.get(verb="notifications.queue_message")
        with connection.cursor() as cursor:
            cursor.execute("SELECT recipient, body FROM notifications_message")
            stored = [bytes(value) for value in cursor.fetchone()]

    assert entry.subject == str(message.pk)
    assert "551234567" not in entry.details
    assert all(b"3000" not in value and b"551234567" not in value for value in stored)


def test_a_message_is_unsent_when_what_it_tells_did_not_happen(system):
    def queue_and_break():
        with entered_scope(system, writing=True):
            given_message(system)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        queue_and_break()

    assert not has_due_messages(system)


def test_the_simulators_show_what_phones_received_and_call_back(system):
    message = given_message(system)
    send_due_messages(system)
    shown = messages_simulated(Actor.installation())

    assert shown.messages[0].to == NOURA_PHONE
    assert ("https://wasl.example/m/x", True) in shown.messages[0].pieces
    assert take_simulated_receipts(system) == 2
    assert stage_of(system, message) == "delivered"
    assert take_simulated_receipts(system) == 0


@pytest.mark.parametrize(
    ("trouble", "stage"),
    [
        ("down", "queued"),
        ("cut", "queued"),
        ("refused", "failed"),
        ("drop", "sent"),
        ("duplicates", "delivered"),
    ],
)
def test_a_simulated_trouble_ends_as_a_real_one(system, trouble, stage):
    simulate_trouble(Actor.installation(), carrier="sms", trouble=trouble)
    try:
        message = given_message(system)
        send_due_messages(system)
        take_simulated_receipts(system)
    finally:
        simulate_trouble(Actor.installation(), carrier="sms", trouble="")

    assert stage_of(system, message) == stage


def test_there_is_no_such_simulator(system, carrier):
    with pytest.raises(NotFound):
        simulate_trouble(Actor.installation(), carrier="sms", trouble="")
    with pytest.raises(NotFound):
        messages_simulated(Actor.installation())
    assert take_simulated_receipts(system) == 0


def test_what_a_restore_held_back_leaves_when_it_is_released(system, carrier):
    message = given_message(system)

    assert freeze_messages(system) == 1
    assert send_due_messages(system) == 0
    assert release_messages(system) == 1
    assert send_due_messages(system) == 1
    assert stage_of(system, message) == "sent"


def test_a_message_held_back_by_a_restore_keeps_its_words_until_it_has_left(system, carrier):
    request = uuid7()
    given_message(system, about=request)
    freeze_messages(system)

    assert not empty_messages(system, about=request)
    release_messages(system)
    send_due_messages(system)
    assert "3000-000-000" in carrier.sent[0][1]["text"]
    assert empty_messages(system, about=request)


def test_an_emptied_message_of_somebody_erased_is_never_sent_and_never_stuck(system, carrier):
    person = uuid7()
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=True):
        given_message(system, owner=person)
    freeze_messages(system)
    with entered_scope(system, writing=True):
        (held,) = HELD
        let_go(held, People((person,)))

    assert release_messages(system) == 0
    assert send_due_messages(system) == 0
    assert messages_stuck(system) == ()


def test_a_message_of_somebody_erased_while_a_carrier_had_it_is_not_tried_again(system):
    person = uuid7()
    message = given_message(system, owner=person)
    claim_due_messages(system)
    with entered_scope(system, writing=True):
        (held,) = HELD
        let_go(held, People((person,)))

    settle_messages(system, answers=[CarrierAnswer(message.pk, trouble="down")])

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert not has_due_messages(system)
