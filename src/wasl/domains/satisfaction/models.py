"""Survey invitations and answers; nothing joins the one to the other."""

from uuid import uuid4

from django.db import models

from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped


class SurveyInvitation(Scoped):
    """One question offered to one person; it knows whether it was used, not when or how."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    occasion = models.CharField(max_length=10)
    recipient_index = models.CharField(max_length=32)
    token_fingerprint = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)
    has_asked_for_call = models.BooleanField(default=False)
    offered_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["application", "occasion"], name="one_invitation_per_occasion"
            ),
        )
        indexes = (
            models.Index(
                fields=["association", "recipient_index", "offered_on"], name="invitations_lately"
            ),
        )


class SurveyAnswer(Scoped):
    """What somebody said: no name, no case, no exact time; only the service and the quarter.

    It is counted only together with four others of its service and quarter, so that two looks at
    the results never differ by one answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    service = models.UUIDField()
    occasion = models.CharField(max_length=10)
    quarter = models.CharField(max_length=7)
    score = models.PositiveSmallIntegerField()
    words = SealedTextField()
    is_counted = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(score__gte=1, score__lte=5), name="score_is_one_to_five"
            ),
        )
        indexes = (
            models.Index(fields=["association", "quarter", "service"], name="answers_of_a_quarter"),
        )


class CallRequest(Scoped):
    """The other door of a survey: "have someone contact me". It carries no score."""

    phone = SealedTextField()
    phone_index = models.CharField(max_length=32, blank=True)
    words = SealedTextField()
    asked_on = models.DateField()
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["association", "phone_index"], name="calls_of_phone"),)
