"""Policy versions and the record of their adoption."""

from django.db import models

from wasl.domains.policies.lifecycle import POLICY_VERSION
from wasl.foundation.scoping import Scoped, Versioned


class PolicyVersion(Versioned):
    """What a board adopted, or is about to. `definition` holds the whole policy as
    `rules.Policy.as_dict` writes it; once adopted it never changes."""

    issue = models.PositiveIntegerField()
    title = models.JSONField()
    stage = models.CharField(max_length=12, default=POLICY_VERSION.initial)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    in_force_from = models.DateField(null=True)

    class Meta:
        constraints = (
            POLICY_VERSION.constraint("policy_stage_is_known"),
            models.UniqueConstraint(fields=["association", "issue"], name="one_version_per_issue"),
            models.UniqueConstraint(
                fields=["association"],
                name="one_policy_in_force",
                condition=models.Q(stage="in_force"),
            ),
        )


class Adoption(Scoped):
    """The board's adoption of a version: by decision or in a meeting, dated in both calendars."""

    policy_version = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    reference = models.CharField(max_length=40)
    adopted_on = models.DateField()
    hijri = models.CharField(max_length=10)
    weekday = models.CharField(max_length=10, blank=True)
    term = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=["decision", "meeting"]), name="adoption_kind_is_known"
            ),
        )
