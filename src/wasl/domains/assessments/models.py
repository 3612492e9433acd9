"""Findings of each mechanism, and the recommendation drawn from them."""

from django.db import models

from wasl.foundation.fields import SealedJSONField, SealedTextField
from wasl.foundation.scoping import Scoped


class Assessment(Scoped):
    """One mechanism carried out for one application: administrative check, interview or visit.

    `findings` maps a question key to {"value", "source", "on"}: what was found, from what and
    when, beside what was stated. The key `documents` tells whether they are in order.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    mechanism = models.CharField(max_length=20)
    planned_on = models.DateField(null=True)
    assigned_to = models.UUIDField(null=True)
    findings = SealedJSONField(of="application_id")
    summary = SealedTextField(of="application_id")
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
        indexes = (
            models.Index(
                fields=["association", "assigned_to", "planned_on"],
                name="assessments_to_do",
                condition=models.Q(done_at__isnull=True),
            ),
        )


class Recommendation(Scoped):
    """The evaluation, criterion by criterion, and what the researcher recommends (R67).

    `results` holds a list of {"key", "met", "seen", "clause"} under "criteria"; values seen are
    sealed with it. It is taken back when the applicant is asked for something more.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    results = SealedJSONField(of="application_id")
    met = models.PositiveSmallIntegerField(default=0)
    unmet = models.PositiveSmallIntegerField(default=0)
    unknown = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10)
    reasons = SealedTextField(of="application_id")
    given_by = models.UUIDField()
    given_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=["accept", "reject", "partly"]),
                name="recommendation_is_known",
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="one_standing_recommendation",
                condition=models.Q(taken_back_at__isnull=True),
            ),
        )
