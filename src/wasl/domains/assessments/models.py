"""Findings of each mechanism, and the recommendation drawn from them."""

from django.db import models

from wasl.foundation.fields import SealedJSONField, SealedTextField
from wasl.foundation.scoping import Scoped


class Assessment(Scoped):
    """One mechanism carried out for one application: administrative check, interview or visit.

    `findings` maps a question key to {"value": …, "source": …}: what was found, beside what was
    stated.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    mechanism = models.CharField(max_length=20)
    planned_on = models.DateField(null=True)
    assigned_to = models.UUIDField(null=True)
    findings = SealedJSONField()
    summary = SealedTextField()
    done_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    mechanism__in=["administrative_check", "interview", "field_visit"]
                ),
                name="mechanism_is_known",
            ),
            models.UniqueConstraint(
                fields=["application", "mechanism"], name="one_assessment_per_mechanism"
            ),
        )


class Recommendation(Scoped):
    """The evaluation, criterion by criterion, and what the researcher recommends (R67).

    `results` is a list of {"key", "met", "seen", "clause"}; values seen are sealed with it.
    """

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    results = SealedJSONField()
    met = models.PositiveSmallIntegerField(default=0)
    unmet = models.PositiveSmallIntegerField(default=0)
    unknown = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10)
    reasons = SealedTextField()
    given_by = models.UUIDField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=["accept", "reject", "partly"]),
                name="recommendation_is_known",
            ),
        )
