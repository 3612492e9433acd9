"""Registrations, entitlements and handovers."""

from django.db import models

from wasl.domains.delivery.lifecycle import ENTITLEMENT, PROOFS
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped, Versioned


class Registration(Scoped):
    """An accepted application whose requirements are complete gets its file number (R61)."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    file_number = models.PositiveIntegerField()
    registered_by = models.UUIDField()
    registered_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["association", "file_number"], name="registrations_by_number"),
        )


class Entitlement(Versioned):
    """What an accepted application entitles to, until when.

    `parts` lists what is handed over together: title, quantity with its unit, or amount as text.
    `proofs` are the kinds of proof that the service takes.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    parts = models.JSONField(default=list)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    proofs = models.JSONField(default=list)
    valid_until = models.DateField(null=True)
    stage = models.CharField(max_length=10, default=ENTITLEMENT.initial)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (
            ENTITLEMENT.constraint("entitlement_stage_is_known"),
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_entitlement_per_application",
                condition=models.Q(stage__in=["waiting", "ready"]),
            ),
        )
        indexes = (
            models.Index(fields=["association", "stage", "opened_at"], name="deliveries_waiting"),
        )


class Handover(Scoped):
    """The service received (R62), with its proof: a code from the phone or a signed paper."""

    entitlement = models.OneToOneField(Entitlement, on_delete=models.PROTECT, related_name="+")
    proof = models.CharField(max_length=8)
    received_by = SealedTextField(of="entitlement.application_id")
    paper = models.UUIDField(null=True)
    paper_digest = models.CharField(max_length=64, blank=True)
    handed_by = models.UUIDField()
    handed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(proof__in=list(PROOFS)), name="proof_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(proof="paper") | models.Q(paper__isnull=False),
                name="paper_proof_has_its_paper",
            ),
        )
