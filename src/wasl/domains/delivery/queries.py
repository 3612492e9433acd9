"""Deliveries read: what waits for registration, what waits to be handed over, and receipts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.delivery.lifecycle import ENTITLEMENT
from wasl.domains.delivery.models import Entitlement, Handover, Registration
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import ConflictOfInterest, NotFound
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

Words = Mapping[str, str]

_AT_THE_DOOR = ("delivery.register", "delivery.record_handover", "applications.see_every_case")


@dataclass(frozen=True, slots=True)
class PartRow:
    """One of the things handed over together: a quantity in a unit, or an amount in riyals."""

    title: Words
    quantity: int | None
    unit: Words | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class EntitlementRow:
    """What is to be handed over; `proofs` are the kinds of proof that count."""

    id: UUID
    application: UUID
    reference: str
    service_title: Words
    party_name: str
    parts: tuple[PartRow, ...]
    amount: Decimal | None
    proofs: tuple[str, ...]
    stage: str
    opened_at: datetime
    valid_until: date | None
    lacking: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed without a handover."""
        is_late = self.valid_until is not None and self.valid_until < timezone.localdate()
        return self.stage == "expired" or (self.stage != "delivered" and is_late)


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A registration: the file number, when, and by whom."""

    file_number: int
    registered_at: datetime
    registered_by: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handover and its proof."""

    id: UUID
    proof: str
    received_by: str
    handed_by: str
    handed_at: datetime
    has_paper: bool


@dataclass(frozen=True, slots=True)
class DeliverySheet:
    """All there is to know of the delivery of one application."""

    case: ApplicationCase
    needs_registration: bool
    registration: RegistrationRow | None
    lacking: tuple[str, ...]
    entitlement: EntitlementRow | None
    handover: HandoverRow | None

    @property
    def may_register(self) -> bool:
        """Whether the file can be registered now."""
        return (
            self.needs_registration
            and self.registration is None
            and self.case.outcome in ("accept", "partly")
            and not self.lacking
        )


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt as it is printed and shown to whoever received the service."""

    reference: str
    service_title: Words
    beneficiary: str
    file_number: int | None
    parts: tuple[PartRow, ...]
    amount: Decimal | None
    proof: str
    received_by: str
    handed_by: str
    handed_at: datetime


@query
def registrations_waiting(
    by: Actor, *, after: UUID | None = None, most: int = 25
) -> tuple[EntitlementRow, ...]:
    """Accepted applications that wait for their file number, the longest waiting first.

    `after` is the last row seen. What touches the one who asks is left out.
    """
    return _waiting(by, ENTITLEMENT.initial, after, most)


@query
def deliveries_waiting(
    by: Actor, *, after: UUID | None = None, most: int = 25
) -> tuple[EntitlementRow, ...]:
    """What is ready to be handed over, the longest waiting first.

    `after` is the last row seen. What touches the one who asks is left out.
    """
    return _waiting(by, "ready", after, most)


@query
def delivery_counts(by: Actor) -> dict[str, int]:
    """How many wait for registration, and how many are ready; counted to a thousand at most."""
    return {
        stage: Entitlement.objects.filter(stage=stage).order_by()[:1000].count()
        for stage in ("waiting", "ready")
    }


@recorded_query
def delivery_sheet(by: Actor, *, application: UUID) -> DeliverySheet:
    """The registration, entitlement and handover of one application.

    Who registers or hands over sees every decided case; others what they may see of the case.
    Refuses with `NotFound`, `FileNotAssigned` and `ConflictOfInterest`.
    """
    case = _case_seen(by, application)
    remark(application=str(application))
    entitlement = (
        Entitlement.objects.filter(application_id=application)
        .select_related("application__service", "party__merged_into")
        .order_by("-opened_at")
        .first()
    )
    registration = Registration.objects.filter(application_id=application).first()
    handover = None
    if entitlement is not None and entitlement.stage == "delivered":
        handover = Handover.objects.filter(entitlement_id=entitlement.pk).first()
    staff = [registration.registered_by] if registration else []
    staff += [handover.handed_by] if handover else []
    names = staff_names(by.as_system(), ids=staff) if staff else {}
    return DeliverySheet(
        case=case,
        needs_registration=case.policy.has_step("register"),
        registration=RegistrationRow(
            registration.file_number,
            registration.registered_at,
            names.get(registration.registered_by, ""),
        )
        if registration
        else None,
        lacking=outstanding_requirements(case),
        entitlement=_row(entitlement) if entitlement else None,
        handover=HandoverRow(
            handover.pk,
            handover.proof,
            handover.received_by,
            names.get(handover.handed_by, ""),
            handover.handed_at,
            handover.paper is not None,
        )
        if handover
        else None,
    )


@recorded_query
def handover_receipt(by: Actor, *, application: UUID) -> ReceiptRow:
    """The receipt of what was received, for whoever received it and for staff.

    Refuses with `NotFound` before the handover, and as `delivery_sheet` does.
    """
    case = _case_seen(by, application)
    remark(application=str(application))
    handover = found(
        Handover.objects.select_related("entitlement__party__merged_into"),
        entitlement__application_id=application,
    )
    registration = Registration.objects.filter(application_id=application).first()
    names = staff_names(by.as_system(), ids=[handover.handed_by])
    return ReceiptRow(
        reference=case.reference,
        service_title=case.service_title,
        beneficiary=_name(handover.entitlement),
        file_number=registration.file_number if registration else None,
        parts=_parts(handover.entitlement),
        amount=handover.entitlement.amount,
        proof=handover.proof,
        received_by=handover.received_by,
        handed_by=names.get(handover.handed_by, ""),
        handed_at=handover.handed_at,
    )


@query
def case_of_entitlement(by: Actor, *, entitlement: UUID) -> ApplicationCase:
    """The case that an entitlement came from. Refuses with `NotFound`."""
    row = found(Entitlement.objects.all(), pk=entitlement)
    return application_for_work(by, application=row.application_id)


def outstanding_requirements(case: ApplicationCase) -> tuple[str, ...]:
    """What still keeps a file from being registered, as keys of `refusals.LACKING`.

    An accepted application was complete when it was decided; what can be missing afterwards is
    the party it belongs to and the completeness itself when a document was withdrawn.
    """
    missing = []
    if case.beneficiary is None:
        missing.append("party")
    if case.complete_at is None:
        missing.append("documents")
    return tuple(missing)


def _case_seen(by: Actor, application: UUID) -> ApplicationCase:
    """The case: decided ones for whoever stands at the door, others as the case itself says."""
    if by.kind == "staff" and any(map(by.may, _AT_THE_DOOR)):
        case = application_for_work(by.as_system(), application=application)
        if case.stage not in ("decided", "closed"):
            raise NotFound
    else:
        seeing = by.with_permissions("applications.application_for_work")
        case = application_for_work(seeing, application=application)
    if case.has_conflict(by):
        raise ConflictOfInterest(subject=application)
    return case


def _waiting(by: Actor, stage: str, after: UUID | None, most: int) -> tuple[EntitlementRow, ...]:
    rows = Entitlement.objects.filter(stage=stage)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    rows = rows.select_related("application__service", "party__merged_into").order_by("pk")
    return tuple(
        _row(entitlement)
        for entitlement in rows[:most]
        if not by.kin & set(entitlement.application.conflict_indexes)
    )


def _row(entitlement: Entitlement) -> EntitlementRow:
    case = entitlement.application
    return EntitlementRow(
        id=entitlement.pk,
        application=entitlement.application_id,
        reference=case.reference,
        service_title=dict(case.service.title),
        party_name=_name(entitlement),
        parts=_parts(entitlement),
        amount=entitlement.amount,
        proofs=tuple(entitlement.proofs),
        stage=entitlement.stage,
        opened_at=entitlement.opened_at,
        valid_until=entitlement.valid_until,
        lacking=() if case.complete_at else ("documents",),
    )


def _name(entitlement: Entitlement) -> str:
    """Whose it is, by the record that stands for the party now."""
    party = entitlement.party
    return (party.merged_into or party).name


def _parts(entitlement: Entitlement) -> tuple[PartRow, ...]:
    """The parts as shown; a granted amount is told of the one part that is money."""
    amounts = [one for one in entitlement.parts if one["amount"] is not None]
    return tuple(
        PartRow(
            title=one["title"],
            quantity=one["quantity"],
            unit=one["unit"],
            amount=entitlement.amount
            if one["amount"] is not None and len(amounts) == 1
            else (None if one["amount"] is None else Decimal(one["amount"])),
        )
        for one in entitlement.parts
    )


@query
def figures(by: Actor, *, since: datetime) -> Mapping[str, Figure]:
    """What was brought to its end since then: `registrations`, and `handovers` with their proof."""
    return {
        **figures_of(
            Registration.objects.filter(registered_at__gte=since),
            "registered_at",
            registrations=Q(pk__isnull=False),
        ),
        **figures_of(
            Handover.objects.filter(handed_at__gte=since),
            "handed_at",
            handovers=Q(pk__isnull=False),
        ),
    }
