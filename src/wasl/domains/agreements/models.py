"""Agreements with their duties, and disputes with their steps."""

from django.db import models

from wasl.domains.agreements.lifecycle import AGREEMENT, DISPUTE, DUTY
from wasl.domains.agreements.rules import KINDS, SIDES, STEP_KINDS
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped, Versioned


class Agreement(Versioned):
    """What binds the association and a party, or whoever takes a service (R2)."""

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=12)
    party = models.ForeignKey(
        "parties.Party", null=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.CharField(max_length=60, blank=True)
    subject = SealedTextField(of="party_id")
    default_consequence = SealedTextField(of="party_id")
    liability_limit = SealedTextField(of="party_id")
    settlement = SealedTextField(of="party_id")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    signed_by = SealedTextField(of="party_id")
    signed_on = models.DateField(null=True)
    stage = models.CharField(max_length=10, default=AGREEMENT.initial)
    ended_on = models.DateField(null=True)
    ended_why = SealedTextField(of="party_id")
    drafted_by = models.UUIDField(null=True)
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = (
            AGREEMENT.constraint("agreement_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="agreement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(party__isnull=False) | ~models.Q(service=""),
                name="agreement_binds_somebody",
            ),
            models.UniqueConstraint(
                fields=["association", "number"], name="one_agreement_per_number"
            ),
        )
        indexes = (
            models.Index(fields=["association", "party"], name="agreements_of_party"),
            models.Index(fields=["association", "stage", "-number"], name="agreements_by_stage"),
            models.Index(fields=["association", "service"], name="agreements_of_service"),
        )


class Duty(Scoped):
    """What one side of an agreement owes; it is the other side's right."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    owed_by = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    wording = SealedTextField(of="agreement.party_id")
    due_on = models.DateField(null=True)
    stage = models.CharField(max_length=10, default=DUTY.initial)
    note = SealedTextField(of="agreement.party_id")
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            DUTY.constraint("duty_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(owed_by__in=SIDES), name="duty_side_is_known"
            ),
            models.UniqueConstraint(fields=["agreement", "position"], name="one_duty_per_place"),
        )
        indexes = (models.Index(fields=["association", "stage", "due_on"], name="duties_due"),)


class Dispute(Versioned):
    """Something on which the association and a party differ, followed to an end (R2).

    While it is not ended it has a next step with a day.
    """

    number = models.PositiveIntegerField()
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    raised_by = models.CharField(max_length=12)
    channel = models.CharField(max_length=20)
    subject = SealedTextField(of="party_id")
    stage = models.CharField(max_length=10, default=DISPUTE.initial)
    next_step_on = models.DateField(null=True)
    outcome = SealedTextField(of="party_id")
    raised_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            DISPUTE.constraint("dispute_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(raised_by__in=SIDES), name="dispute_side_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["settled", "decided", "withdrawn"])
                | models.Q(next_step_on__isnull=False),
                name="open_dispute_has_next_step",
            ),
            models.UniqueConstraint(
                fields=["association", "number"], name="one_dispute_per_number"
            ),
        )
        indexes = (
            models.Index(fields=["association", "party"], name="disputes_of_party"),
            models.Index(fields=["association", "stage", "next_step_on"], name="disputes_by_step"),
        )


class DisputeStep(Scoped):
    """One step on the way to settle a dispute."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    words = SealedTextField(of="dispute.party_id")
    taken_on = models.DateField()
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=STEP_KINDS), name="dispute_step_is_known"
            ),
        )
        indexes = (models.Index(fields=["dispute", "taken_on"], name="steps_of_dispute"),)
