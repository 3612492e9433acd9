"""Deliveries changed: entitlements opened, files registered, services handed over."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.actions import confirm_code, send_code
from wasl.domains.access.queries import was_confirmed
from wasl.domains.applications.actions import close_application
from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.associations.queries import association_known
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.delivery import messages
from wasl.domains.delivery.events import FileRegistered, ServiceDelivered
from wasl.domains.delivery.lifecycle import ENTITLEMENT, OPEN
from wasl.domains.delivery.models import Entitlement, Handover, Registration
from wasl.domains.delivery.ports import KeptPaper, NoRoom, PaperRefused, papers
from wasl.domains.delivery.queries import case_of_entitlement, outstanding_requirements
from wasl.domains.delivery.refusals import (
    AlreadyDelivered,
    EntitlementExpired,
    NoPhone,
    NotReady,
    NotToBeRegistered,
    PaperNotKept,
    PaperUnreadable,
    ProofMissing,
    ProofNotTaken,
    RequirementsIncomplete,
)
from wasl.domains.delivery.rules import amount_of, parts_of, proofs_of
from wasl.domains.notifications.actions import queue_message
from wasl.domains.parties.actions import give_file_number, number_held_party
from wasl.domains.policies.queries import policy_content
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.events import publish
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed
from wasl.foundation.scoping import Prepared, ScopeBroken, added, found, is_entered, locked
from wasl.foundation.trail import remark

MOST_EXPIRED_AT_ONCE = 200


@action
def open_entitlement(
    by: Actor,
    *,
    application: UUID,
    beneficiary: UUID,
    edition: UUID,
    policy_version: UUID,
    has_phone: bool,
    amount: Decimal | None = None,
    valid_until: date | None = None,
) -> Entitlement:
    """Open what an accepted application entitles its beneficiary to.

    It waits for registration where the policy has that step, and is ready at once where not. A
    granted `amount` (riyals) takes the place of the service's own. `edition` and
    `policy_version` are those of the application.
    """
    given = edition_of(by, edition=edition).delivery
    policy = policy_content(by, policy_version=policy_version)
    return Entitlement.objects.create(
        application_id=application,
        party_id=beneficiary,
        parts=parts_of(given),
        amount=amount if amount is not None else amount_of(given),
        proofs=proofs_of(given, has_phone=has_phone),
        valid_until=valid_until,
        stage=ENTITLEMENT.initial if policy.has_step("register") else "ready",
        opened_at=timezone.now(),
    )


@action
def register(by: Actor, *, application: UUID) -> Registration:
    """Complete the registration of an accepted application and give its file number (R61).

    A person who has a file keeps its number. Refuses with `NotToBeRegistered` when the policy has
    no such step or nothing was accepted, with `RequirementsIncomplete` naming what is missing,
    and with `ConflictOfInterest`. Registering twice gives the same registration.
    """
    case = application_for_work(by.as_system(), application=application)
    _refuse_conflict(by, case)
    if not case.policy.has_step("register") or case.outcome not in ("accept", "partly"):
        raise NotToBeRegistered
    lacking = outstanding_requirements(case)
    if lacking or case.beneficiary is None:
        raise RequirementsIncomplete(lacking=lacking)
    entitlement = _entitlement_with_person.first(application=application)
    registration = Registration(
        application_id=application,
        party_id=case.beneficiary,
        file_number=_file_number(by.as_system(), case.beneficiary, entitlement),
        registered_by=by.member,
        registered_at=timezone.now(),
    )
    if not added(registration):
        return found(Registration.objects, application=application)
    if entitlement is not None and entitlement.stage == ENTITLEMENT.initial:
        entitlement.stage = "ready"
        entitlement.save(update_fields=["stage"])
    _tell_news(by, case)
    publish(by, FileRegistered(application, registration.file_number))
    remark(registration, application=str(application))
    return registration


def _file_number(system: Actor, party: UUID, entitlement: Entitlement | None) -> int:
    """The person's number. Two accepted requests of his must not make two files, so his row is
    held: with the entitlement where there is one, which saves a read."""
    if entitlement is not None and entitlement.party_id == party:
        return number_held_party(system, party=entitlement.party)
    return give_file_number(system, party=party)


_entitlement_with_person = Prepared(
    lambda application: (
        Entitlement.objects.select_for_update(of=("self", "party"))
        .select_related("party")
        .filter(application_id=application, stage__in=[*OPEN, "delivered"])
        .order_by("pk")
    )
)


@action
def send_delivery_code(by: Actor, *, entitlement: UUID) -> None:
    """Send the code with which the beneficiary proves the handover to the phone of the case.

    Refuses with `NotReady` before registration, with `AlreadyDelivered` after the handover, with
    `EntitlementExpired`, with `ProofNotTaken` where only the signed receipt counts, and with
    `NoPhone` or `ConflictOfInterest`.
    """
    row = locked(Entitlement.objects, pk=entitlement)
    remark(row, application=str(row.application_id))
    _refuse_unready(row)
    if "code" not in row.proofs:
        raise ProofNotTaken
    case = application_for_work(by.as_system(), application=row.application_id)
    _refuse_conflict(by, case)
    if not case.phone:
        raise NoPhone
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
    `record_handover` do, and with `PaperUnreadable` or `PaperNotKept`; a wrong code is counted
    although it is refused. Call it with no transaction open.
    """
    if is_entered():
        raise ScopeBroken("a code is counted and a scan drawn anew with no transaction open")
    if not by.may("delivery.record_handover"):
        raise NotAllowed
    if proof == "paper":
        return _hand_over_on_paper(by, entitlement, paper, received_by)
    case = case_of_entitlement(by.as_system(), entitlement=entitlement)
    _refuse_conflict_recorded(by, entitlement, case)
    if code.strip():
        confirm_code(
            by.as_system(), phone=case.phone, code=code, purpose="deliver", subject=entitlement
        )
    return record_handover(by, entitlement=entitlement, proof=proof, received_by=received_by)


def _refuse_conflict_recorded(by: Actor, entitlement: UUID, case: ApplicationCase) -> None:
    """Let the action itself refuse and record a conflict, before any code is spent."""
    if by.kin & set(case.conflict_indexes):
        record_handover(by, entitlement=entitlement, proof="code")


def _hand_over_on_paper(by: Actor, entitlement: UUID, paper: bytes, received_by: str) -> Handover:
    if not paper or not received_by.strip():
        raise ProofMissing
    try:
        kept = papers().keep(paper, association=by.house)
    except PaperRefused:
        raise PaperUnreadable from None
    except NoRoom:
        raise PaperNotKept from None
    try:
        return record_handover(
            by, entitlement=entitlement, proof="paper", paper=kept, received_by=received_by
        )
    except BaseException:
        papers().forget(kept.id, association=by.house)
        raise


@action
def record_handover(
    by: Actor,
    *,
    entitlement: UUID,
    proof: str,
    paper: KeptPaper | None = None,
    received_by: str = "",
) -> Handover:
    """Record a handover whose proof is there: a confirmed code, or the signed paper.

    Refuses with `AlreadyDelivered`, `NotReady`, `EntitlementExpired`, `ProofMissing`,
    `ProofNotTaken` or `ConflictOfInterest`. One entitlement is handed over once, whoever stands
    at the other door.
    """
    row = locked(Entitlement.objects, pk=entitlement)
    remark(row, application=str(row.application_id), proof=proof)
    _refuse_unready(row)
    case = application_for_work(by.as_system(), application=row.application_id)
    _refuse_conflict(by, case)
    if proof not in row.proofs:
        raise ProofNotTaken
    if proof == "paper":
        if paper is None or not received_by.strip():
            raise ProofMissing
    elif not was_confirmed(by.as_system(), purpose="deliver", subject=entitlement):
        raise ProofMissing
    # Here the lock lets one through; behind it stands the table's own "one to one".
    handover = Handover.objects.create(
        entitlement=row,
        proof=proof,
        received_by=received_by.strip(),
        paper=paper.id if paper else None,
        paper_digest=paper.digest if paper else "",
        handed_by=by.member,
        handed_at=timezone.now(),
    )
    row.stage = "delivered"
    row.save(update_fields=["stage"])
    close_application(by.as_system(), application=row.application_id)
    publish(
        by,
        ServiceDelivered(
            application=row.application_id,
            entitlement=row.pk,
            edition=case.edition,
            party=case.party,
            phone=case.phone,
            phone_index=case.phone_index,
            language=case.language,
        ),
    )
    return handover


@action
def expire_entitlements(by: Actor) -> int:
    """Close what nobody received by its last day, so that no case falls silent; returns how many.

    The worker does this every day. The applicant may apply again.
    """
    over = Entitlement.objects.select_for_update(of=("self",)).filter(
        stage__in=OPEN, valid_until__lt=timezone.localdate()
    )
    rows = list(over.order_by("pk")[:MOST_EXPIRED_AT_ONCE])
    for row in rows:
        close_application(by, application=row.application_id)
    Entitlement.objects.filter(pk__in=[row.pk for row in rows]).update(stage="expired")
    remark(expired=len(rows))
    return len(rows)


def _refuse_unready(row: Entitlement) -> None:
    if row.stage == "delivered":
        raise AlreadyDelivered
    is_over = row.valid_until is not None and row.valid_until < timezone.localdate()
    if row.stage == "expired" or is_over:
        raise EntitlementExpired(on=row.valid_until.isoformat() if row.valid_until else "")
    if row.stage == ENTITLEMENT.initial:
        raise NotReady


def _refuse_conflict(by: Actor, case: ApplicationCase) -> None:
    if case.has_conflict(by):
        raise ConflictOfInterest(subject=case.id)


def _tell_news(by: Actor, case: ApplicationCase) -> None:
    association = association_known(by.as_system(), association=by.house)
    queue_message(
        by.as_system(),
        kind="delivery.registered",
        wording=messages.REGISTERED,
        fields={
            "association": association.short_name[case.language],
            "reference": case.reference,
            "link": address(f"/{association.slug}/follow/"),
        },
        language=case.language,
        phone=case.phone,
        about=case.id,
        owner=case.id,
    )
