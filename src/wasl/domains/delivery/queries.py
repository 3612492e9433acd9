"""Deliveries read: what waits for registration, what waits to be handed over, and receipts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from wasl.domains.applications.queries import ApplicationCase, application_for_work
from wasl.domains.delivery.models import Entitlement, Handover, Registration
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import found


@dataclass(frozen=True, slots=True)
class EntitlementRow:
    """One thing to be handed over."""

    id: UUID
    application: UUID
    reference: str
    service_title: dict[str, str]
    party_name: str
    item: dict[str, object]
    amount: Decimal | None
    proof: str
    stage: str
    opened_at: datetime
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """The receipt of a handover."""

    id: UUID
    proof: str
    received_by: str
    handed_by: UUID
    handed_at: datetime


@dataclass(frozen=True, slots=True)
class DeliverySheet:
    """All there is to know of the delivery of one application."""

    needs_registration: bool
    file_number: int | None
    registered_at: datetime | None
    registered_by: UUID | None
    missing: tuple[str, ...]
    entitlement: EntitlementRow | None
    handover: HandoverRow | None

    @property
    def may_register(self) -> bool:
        """Whether the file can be registered now."""
        return self.needs_registration and self.file_number is None and not self.missing


@query
def deliveries_waiting(
    by: Actor, *, stage: str = "", after: UUID | None = None, most: int = 25
) -> tuple[EntitlementRow, ...]:
    """What is still to be registered or handed over, the longest waiting first.

    `stage` narrows to `waiting` (for registration) or `ready`; `after` is the last row seen.
    """
    rows = Entitlement.objects.filter(stage__in=[stage] if stage else ["waiting", "ready"])
    if after is not None:
        rows = rows.filter(pk__gt=after)
    rows = rows.select_related("application__service", "party").order_by("pk")
    return tuple(_row(entitlement) for entitlement in rows[:most])


@query
def delivery_counts(by: Actor) -> dict[str, int]:
    """How many entitlements wait for registration, and how many are ready to be handed over."""
    return {
        stage: Entitlement.objects.filter(stage=stage)[:1000].count()
        for stage in ("waiting", "ready")
    }


@recorded_query
def delivery_sheet(by: Actor, *, application: UUID) -> DeliverySheet:
    """The registration, entitlement and handover of one application.

    Refuses with `NotFound` when the application is not this association's.
    """
    case = application_for_work(by.as_system(), application=application)
    registration = Registration.objects.filter(application_id=application).first()
    entitlement = (
        Entitlement.objects.filter(application_id=application)
        .select_related("application__service", "party")
        .first()
    )
    handover = (
        None
        if entitlement is None
        else Handover.objects.filter(entitlement_id=entitlement.pk).first()
    )
    return DeliverySheet(
        needs_registration=case.policy.has_step("register"),
        file_number=registration.file_number if registration else None,
        registered_at=registration.registered_at if registration else None,
        registered_by=registration.registered_by if registration else None,
        missing=outstanding_requirements(case),
        entitlement=_row(entitlement) if entitlement else None,
        handover=_receipt(handover) if handover else None,
    )


@query
def case_of_entitlement(by: Actor, *, entitlement: UUID) -> ApplicationCase:
    """The case that an entitlement came from. Refuses with `NotFound`."""
    row = found(Entitlement.objects.all(), pk=entitlement)
    return application_for_work(by, application=row.application_id)


def outstanding_requirements(case: ApplicationCase) -> tuple[str, ...]:
    """What still keeps a file from being registered, as keys fit for a sentence.

    An accepted application was complete when it was decided; what can be missing afterwards is
    the party it belongs to and the completeness itself when a document was withdrawn.
    """
    missing = []
    if case.beneficiary is None:
        missing.append("party")
    if case.complete_at is None:
        missing.append("documents")
    return tuple(missing)


def _row(entitlement: Entitlement) -> EntitlementRow:
    return EntitlementRow(
        entitlement.pk,
        entitlement.application_id,
        entitlement.application.reference,
        dict(entitlement.application.service.title),
        entitlement.party.name,
        entitlement.item,
        entitlement.amount,
        entitlement.proof,
        entitlement.stage,
        entitlement.opened_at,
        entitlement.valid_until,
    )


def _receipt(handover: Handover) -> HandoverRow:
    return HandoverRow(
        handover.pk, handover.proof, handover.received_by, handover.handed_by, handover.handed_at
    )
