"""What happened to personal data that should not have happened."""

from django.db import models

from wasl.domains.privacy.lifecycle import INCIDENT
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Versioned


class Incident(Versioned):
    """Data was lost, seen or changed by who had no right to it.

    `authority_due_at` is 72 hours after `known_at`, stored. `people_count` is how many are touched,
    `is_estimate` when nobody has counted them yet.
    """

    number = models.PositiveIntegerField()
    title = SealedTextField()
    happened = SealedTextField()
    happened_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    kinds = models.JSONField(default=list)
    people_count = models.PositiveIntegerField(null=True)
    is_estimate = models.BooleanField(default=True)
    risk = models.CharField(max_length=6, blank=True)
    consequences = SealedTextField()
    measures = SealedTextField()
    advice = SealedTextField()
    stage = models.CharField(max_length=10)
    authority_due_at = models.DateTimeField()
    authority_told_at = models.DateTimeField(null=True)
    authority_told_by = models.UUIDField(null=True)
    authority_reference = models.CharField(max_length=60, blank=True)
    late_why = SealedTextField()
    people_told_at = models.DateTimeField(null=True)
    people_told_by = models.UUIDField(null=True)
    people_told_how = models.CharField(max_length=12, blank=True)
    people_told_count = models.PositiveIntegerField(null=True)
    lessons = SealedTextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    near_told_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            INCIDENT.constraint("incident_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(risk__in=["", "none", "some", "high"]),
                name="incident_risk_is_known",
            ),
            models.UniqueConstraint(
                fields=["association", "number"], name="one_incident_per_number"
            ),
        )
        indexes = (models.Index(fields=["association", "-id"], name="incidents_listed"),)
