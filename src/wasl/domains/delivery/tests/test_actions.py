"""Files registered and services handed over: once, with proof, and never to one's own kin."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.utils import timezone

from wasl.domains.access.refusals import CodeLocked, CodeWrong
from wasl.domains.access.tests.given import given_ibrahim
from wasl.domains.applications.queries import application_for_work
from wasl.domains.applications.tests.given import NOURA_PHONE, policy_definition
from wasl.domains.associations.tests.given import given_association
from wasl.domains.decisions.actions import conclude_item
from wasl.domains.decisions.tests.given import given_bench, given_votes
from wasl.domains.delivery.actions import (
    expire_entitlements,
    hand_over,
    record_handover,
    register,
    send_delivery_code,
)
from wasl.domains.delivery.models import Entitlement, Handover
from wasl.domains.delivery.ports import KeptPaper
from wasl.domains.delivery.queries import (
    deliveries_waiting,
    delivery_counts,
    delivery_sheet,
    handover_receipt,
    registrations_waiting,
)
from wasl.domains.delivery.refusals import (
    AlreadyDelivered,
    EntitlementExpired,
    NotReady,
    NotToBeRegistered,
    PaperUnreadable,
    ProofMissing,
    ProofNotTaken,
    RequirementsIncomplete,
)
from wasl.domains.delivery.tests.given import (
    Accepted,
    basket,
    codes_heard,
    given_accepted,
    given_registered,
    signed_receipt,
)
from wasl.domains.notifications.queries import messages_about
from wasl.foundation.actor import Actor
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

NOURA = "نورة بنت عبدالله الحربي"


def _on_paper(accepted: Accepted, **changes):
    asked: dict[str, Any] = {
        "entitlement": accepted.entitlement,
        "proof": "paper",
        "paper": signed_receipt(),
        "received_by": NOURA,
    }
    return hand_over(accepted.huda, **(asked | changes))


def _case(accepted: Accepted):
    system = Actor.system(accepted.association)
    return application_for_work(system, application=accepted.application)


def test_an_accepted_case_waits_for_its_file_number():
    accepted = given_accepted()

    assert [row.id for row in registrations_waiting(accepted.huda)] == [accepted.entitlement]
    assert deliveries_waiting(accepted.huda) == ()
    assert delivery_counts(accepted.huda) == {"waiting": 1, "ready": 0}
    with pytest.raises(NotReady):
        send_delivery_code(accepted.huda, entitlement=accepted.entitlement)
    with pytest.raises(NotReady):
        _on_paper(accepted)


def test_registration_gives_one_number_and_tells_the_applicant_no_decision():
    accepted = given_accepted()

    first = register(accepted.huda, application=accepted.application)
    again = register(accepted.huda, application=accepted.application)

    assert (again.pk, first.file_number) == (first.pk, 1)
    assert [row.id for row in deliveries_waiting(accepted.huda)] == [accepted.entitlement]
    told = messages_about(Actor.system(accepted.association), about=accepted.application)
    assert [row.kind for row in told].count("delivery.registered") == 1


def test_a_refused_case_is_closed_and_has_nothing_to_register():
    bench = given_bench(delivery=[basket()])
    given_votes(bench, "reject", "reject", "reject")
    conclude_item(bench.chair, item=bench.item, reason_key="above_limit", reasons="الدخل فوق الحد.")
    system = Actor.system(bench.association)

    assert application_for_work(system, application=bench.application).stage == "closed"
    with pytest.raises(NotToBeRegistered):
        register(replace(system, staff=uuid4()), application=bench.application)


def test_registration_names_what_is_missing():
    refusal = RequirementsIncomplete(lacking=["documents"])

    assert refusal.lacking == ("documents",)
    assert str(refusal.facts["missing"])


def test_without_the_step_in_the_policy_a_case_is_ready_at_once(monkeypatch):
    steps = [one for one in policy_definition()["steps"] if one["kind"] != "register"]
    monkeypatch.setattr(
        "wasl.domains.assessments.tests.given.given_policy",
        _policy_with(steps),
    )
    accepted = given_accepted(slug="durbah")

    assert [row.stage for row in deliveries_waiting(accepted.huda)] == ["ready"]
    with pytest.raises(NotToBeRegistered):
        register(accepted.huda, application=accepted.application)


def _policy_with(steps) -> Callable[..., object]:
    from wasl.domains.applications.tests.given import given_policy

    return lambda association, **changes: given_policy(association, **(changes | {"steps": steps}))


def test_a_code_from_the_phone_proves_the_handover_and_closes_the_case():
    accepted = given_registered()
    with codes_heard() as heard:
        send_delivery_code(accepted.huda, entitlement=accepted.entitlement)
        hand_over(
            accepted.huda, entitlement=accepted.entitlement, proof="code", code=f" {heard[0]} "
        )

    sheet = delivery_sheet(accepted.huda, application=accepted.application)
    assert sheet.handover is not None
    assert (sheet.handover.proof, sheet.handover.has_paper) == ("code", False)
    assert _case(accepted).stage == "closed"
    receipt = handover_receipt(accepted.huda, application=accepted.application)
    assert (receipt.file_number, receipt.beneficiary) == (1, NOURA)


def test_a_wrong_code_is_refused_counted_and_locked_after_five():
    accepted = given_registered()
    with codes_heard() as heard:
        send_delivery_code(accepted.huda, entitlement=accepted.entitlement)
        wrong = "000000" if heard[0] != "000000" else "111111"
        for _ in range(5):
            with pytest.raises(CodeWrong):
                hand_over(accepted.huda, entitlement=accepted.entitlement, proof="code", code=wrong)
        with pytest.raises(CodeLocked):
            hand_over(accepted.huda, entitlement=accepted.entitlement, proof="code", code=heard[0])

    assert _case(accepted).stage == "decided"


def test_no_proof_no_handover():
    accepted = given_registered()

    with pytest.raises(ProofMissing):
        hand_over(accepted.huda, entitlement=accepted.entitlement, proof="code")
    with pytest.raises(ProofMissing):
        _on_paper(accepted, received_by=" ")
    with pytest.raises(ProofMissing):
        _on_paper(accepted, paper=b"")
    with pytest.raises(ProofNotTaken):
        record_handover(accepted.huda, entitlement=accepted.entitlement, proof="word")


def test_a_signed_receipt_is_kept_with_the_name_of_whoever_received_it():
    accepted = given_registered()

    handover = _on_paper(accepted)

    assert handover.paper is not None
    assert len(handover.paper_digest) == 64
    sheet = delivery_sheet(accepted.huda, application=accepted.application)
    assert sheet.handover is not None
    assert (sheet.handover.received_by, sheet.handover.has_paper) == (NOURA, True)


def test_a_receipt_that_is_no_picture_is_refused_with_a_sentence():
    accepted = given_registered()

    with pytest.raises(PaperUnreadable):
        _on_paper(accepted, paper=b"<svg><script>alert(1)</script></svg>")


def test_money_is_handed_over_on_paper_alone():
    accepted = given_registered(
        delivery=[{"item": {"ar": "إيجار", "en": "Rent"}, "amount": 6000, "proof": ["paper"]}]
    )

    with pytest.raises(ProofNotTaken):
        send_delivery_code(accepted.huda, entitlement=accepted.entitlement)
    assert _on_paper(accepted).proof == "paper"


def test_what_was_handed_over_is_not_handed_over_again():
    accepted = given_registered()
    _on_paper(accepted)

    with pytest.raises(AlreadyDelivered):
        _on_paper(accepted)
    with pytest.raises(AlreadyDelivered):
        send_delivery_code(accepted.huda, entitlement=accepted.entitlement)


def test_after_its_last_day_nothing_is_handed_over_and_the_case_does_not_fall_silent():
    today = timezone.localdate()
    accepted = given_registered(valid_until=today + timedelta(days=3))

    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert [row.is_over for row in deliveries_waiting(accepted.huda)] == [True]
        with pytest.raises(EntitlementExpired):
            _on_paper(accepted)
        system = Actor.system(accepted.association)
        assert expire_entitlements(system) == 1
        assert expire_entitlements(system) == 0
        with pytest.raises(EntitlementExpired):
            _on_paper(accepted)

    assert _case(accepted).stage == "closed"


def test_nobody_registers_or_hands_over_to_himself_or_his_kin_and_the_attempt_is_kept():
    accepted = given_accepted()
    kin = {blind_index("phone", "+966551234567", association=accepted.association)}
    assert NOURA_PHONE.endswith("551234567")
    cousin = replace(accepted.huda, kin=frozenset(kin))

    with pytest.raises(ConflictOfInterest):
        register(cousin, application=accepted.application)
    with pytest.raises(ConflictOfInterest):
        delivery_sheet(cousin, application=accepted.application)
    register(accepted.huda, application=accepted.application)
    with pytest.raises(ConflictOfInterest):
        hand_over(cousin, entitlement=accepted.entitlement, proof="code", code="123456")
    with pytest.raises(ConflictOfInterest):
        send_delivery_code(cousin, entitlement=accepted.entitlement)
    assert deliveries_waiting(cousin) == ()

    with entered_scope(Actor.system(accepted.association), writing=False):
        refused = TrailEntry.objects.filter(details__contains="ConflictOfInterest")
        verbs = set(refused.values_list("verb", flat=True))
    assert {"delivery.register", "delivery.record_handover"} <= verbs


def test_a_researcher_neither_registers_nor_hands_over():
    accepted = given_accepted()
    majed = replace(accepted.huda, permissions=frozenset({"delivery.delivery_sheet"}))

    with pytest.raises(NotAllowed):
        register(majed, application=accepted.application)
    with pytest.raises(NotAllowed):
        hand_over(majed, entitlement=accepted.entitlement, proof="paper")


def test_another_association_sees_and_hands_over_nothing():
    accepted = given_registered()
    ibrahim = given_ibrahim(given_association("wahj"))

    assert deliveries_waiting(ibrahim) == ()
    assert registrations_waiting(ibrahim) == ()
    assert delivery_counts(ibrahim) == {"waiting": 0, "ready": 0}
    for attempt in (
        lambda: delivery_sheet(ibrahim, application=accepted.application),
        lambda: handover_receipt(ibrahim, application=accepted.application),
        lambda: register(ibrahim, application=accepted.application),
        lambda: send_delivery_code(ibrahim, entitlement=accepted.entitlement),
        lambda: hand_over(ibrahim, entitlement=accepted.entitlement, proof="code", code="123456"),
    ):
        with pytest.raises(NotFound):
            attempt()


def _both_at_once(attempt: Callable[[], object]) -> list[object]:
    """What two people get who act at the same moment: a result, or what was raised."""
    got: list[object] = []
    gate = threading.Barrier(2)

    def act() -> None:
        try:
            gate.wait(timeout=20)
            got.append(attempt())
        except Exception as trouble:
            got.append(trouble)
        finally:
            connection.close()

    people = [threading.Thread(target=act) for _ in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return got


@pytest.mark.django_db(transaction=True)
def test_two_at_two_doors_hand_one_entitlement_over_once():
    accepted = given_registered()
    paper = KeptPaper(uuid4(), "0" * 64)

    got = _both_at_once(
        lambda: record_handover(
            accepted.huda,
            entitlement=accepted.entitlement,
            proof="paper",
            paper=paper,
            received_by=NOURA,
        )
    )

    assert sorted(type(one).__name__ for one in got) == ["AlreadyDelivered", "Handover"]


@pytest.mark.django_db(transaction=True)
def test_control_reading_before_writing_lets_both_through_to_the_table_itself():
    accepted = given_registered()
    system = Actor.system(accepted.association)
    both_have_read = threading.Barrier(2)

    def without_the_lock() -> object:
        with entered_scope(system, writing=False):
            row = Entitlement.objects.get(pk=accepted.entitlement)
        assert row.stage == "ready"
        both_have_read.wait(timeout=20)
        with entered_scope(system, writing=True):
            return Handover.objects.create(
                entitlement_id=row.pk,
                proof="code",
                handed_by=uuid4(),
                handed_at=timezone.now(),
            )

    got = _both_at_once(without_the_lock)

    assert sorted(type(one).__name__ for one in got) == ["Handover", IntegrityError.__name__]
