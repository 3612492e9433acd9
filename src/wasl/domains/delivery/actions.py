"""Deliveries changed: entitlements opened, files registered, services handed over."""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.actions import confirm_code, send_code
from wasl.domains.access.queries import was_confirmed
from wasl.domains.applications.actions import close_application
from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.associations.queries import association_known
from wasl.domains.delivery import messages
from wasl.domains.delivery.events import FileRegistered, ServiceDelivered
from wasl.domains.delivery.lifecycle import ENTITLEMENT
from wasl.domains.delivery.models import Entitlement, Handover, Registration
from wasl.domains.delivery.ports import papers
from wasl.domains.delivery.queries import case_of_entitlement, outstanding_requirements
from wasl.domains.delivery.refusals import (
    AlreadyDelivered,
    EntitlementExpired,
    NotReady,
    NotToBeRegistered,
    ProofMissing,
    RequirementsIncomplete,
)
from wasl.domains.notifications.actions import queue_message
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.numbering import next_number
from wasl.foundation.refusal import ConflictOfInterest
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def open_entitlement(
    by: Actor, *, application: UUID, amount: Decimal | None = None, valid_until: date | None = None
) -> Entitlement | None:
    """Open what an accepted application entitles to; nothing when the service hands nothing over.

    It waits for registration where the policy has that step, and is ready at once where not.
    """
    case = application_for_work(by, application=application)
    if not case.definition.delivery or case.beneficiary is None:
        return None
    first = case.definition.delivery[0]
    needs_registration = case.policy.has_step("register")
    return Entitlement.objects.create(
        application_id=application,
        party_id=case.beneficiary,
        item={
            "title": dict(first.item),
            "quantity": first.quantity,
            "unit": dict(first.unit) if first.unit else None,
        },
        amount=amount if amount is not None else first.amount,
        proof=first.proof[0],
        valid_until=valid_until,
        stage=ENTITLEMENT.initial if needs_registration else "ready",
        opened_at=timezone.now(),
    )


@action
def register(by: Actor, *, application: UUID) -> Registration:
    """Complete the registration of an accepted application and give its file number (R61).

    A person who has a file keeps its number. Refuses with `NotToBeRegistered` when the policy has
    no such step or nothing was accepted, with `RequirementsIncomplete` naming what is missing, and
    with `ConflictOfInterest`. Registering twice gives the same registration.
    """
    case = application_for_work(by.as_system(), application=application)
    _refuse_conflict(by, case)
    if not case.policy.has_step("register") or case.outcome not in ("accept", "partly"):
        raise NotToBeRegistered
    missing = outstanding_requirements(case)
    if missing or case.beneficiary is None:
        raise RequirementsIncomplete(missing=", ".join(missing))
    entitlement = (
        Entitlement.objects.select_for_update(of=("self",))
        .filter(application_id=application)
        .first()
    )
    known = Registration.objects.filter(party_id=case.beneficiary).order_by("registered_at").first()
    if known is not None and known.application_id == application:
        return known
    registration = Registration.objects.create(
        application_id=application,
        party_id=case.beneficiary,
        file_number=known.file_number if known else next_number("file"),
        registered_by=by.member,
        registered_at=timezone.now(),
    )
    if entitlement is not None and entitlement.stage == ENTITLEMENT.initial:
        entitlement.stage = "ready"
        entitlement.save(update_fields=["stage"])
    _tell(by, case, "registered", messages.REGISTERED, file_number=str(registration.file_number))
    publish(by, FileRegistered(application, registration.file_number))
    return registration


@action
def send_delivery_code(by: Actor, *, entitlement: UUID) -> None:
    """Send the code with which the beneficiary proves the handover to the phone of the case.

    Refuses with `NotReady` before registration and with `AlreadyDelivered` after the handover.
    """
    row = locked(Entitlement.objects.all(), pk=entitlement)
    remark(row)
    _refuse_unready(row)
    case = application_for_work(by.as_system(), application=row.application_id)
    _refuse_conflict(by, case)
    send_code(
        by.as_system(),
        phone=case.phone,
        purpose="deliver",
        subject=entitlement,
        language=case.language,
    )


def hand_over(
    by: Actor,
    *,
    entitlement: UUID,
    proof: str,
    code: str = "",
    paper: bytes = b"",
    received_by: str = "",
) -> Handover:
    """Record that the service was received (R62), with its proof.

    `proof` is `code` (what was sent to the phone of the case) or `paper` (the signed receipt,
    scanned, with the name of whoever received it). Refuses as `confirm_code` and
    `record_handover` do; a wrong code is counted although it is refused.
    """
    if proof == "code" and code.strip():
        case = case_of_entitlement(by.as_system(), entitlement=entitlement)
        confirm_code(
            by.as_system(), phone=case.phone, code=code, purpose="deliver", subject=entitlement
        )
    return record_handover(
        by, entitlement=entitlement, proof=proof, paper=paper, received_by=received_by
    )


@action
def record_handover(
    by: Actor, *, entitlement: UUID, proof: str, paper: bytes = b"", received_by: str = ""
) -> Handover:
    """Record a handover whose proof is there: a confirmed code, or the signed paper.

    Refuses with `AlreadyDelivered`, `NotReady`, `EntitlementExpired`, `ProofMissing` or
    `ConflictOfInterest`. One entitlement is handed over once, whoever stands at the other door.
    """
    row = locked(Entitlement.objects.all(), pk=entitlement)
    remark(row)
    _refuse_unready(row)
    if row.valid_until is not None and row.valid_until < timezone.localdate():
        raise EntitlementExpired(on=row.valid_until.isoformat())
    case = application_for_work(by.as_system(), application=row.application_id)
    _refuse_conflict(by, case)
    evidence: dict[str, Any] = {}
    if proof == "paper" and paper and received_by.strip():
        evidence = {
            "paper": papers().put(paper, association=by.house),
            "paper_digest": hashlib.sha256(paper).hexdigest(),
        }
    elif proof != "code" or not was_confirmed(
        by.as_system(), purpose="deliver", subject=entitlement
    ):
        raise ProofMissing
    # Here the lock lets one through; behind it stands the table's own "one to one".
    handover = Handover.objects.create(
        entitlement=row,
        proof=proof,
        received_by=received_by.strip(),
        handed_by=by.member,
        handed_at=timezone.now(),
        **evidence,
    )
    row.stage = "delivered"
    row.save(update_fields=["stage"])
    close_application(by.as_system(), application=row.application_id)
    publish(by, ServiceDelivered(row.application_id, row.pk))
    return handover


def _refuse_unready(row: Entitlement) -> None:
    if row.stage == "delivered":
        raise AlreadyDelivered
    if row.stage == ENTITLEMENT.initial:
        raise NotReady
    ENTITLEMENT.check_move(row.stage, "delivered")


def _refuse_conflict(by: Actor, case: ApplicationCase) -> None:
    if by.kin & set(case.conflict_indexes):
        raise ConflictOfInterest(subject=case.id)


def _tell(by: Actor, case: ApplicationCase, kind: str, wording: Any, **fields: str) -> None:
    association = association_known(by.as_system(), association=by.house)
    queue_message(
        by.as_system(),
        kind=f"delivery.{kind}",
        wording=wording,
        fields={
            "association": association.short_name[case.language],
            "reference": case.reference,
            **fields,
        },
        language=case.language,
        phone=case.phone,
        about=case.id,
    )
