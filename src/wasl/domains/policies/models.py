"""Policy versions and what became of them: document, answers, adoption, publicity, reviews."""

from django.db import models

from wasl.domains.policies.lifecycle import POLICY_VERSION
from wasl.foundation.fields import SealedJSONField, SealedTextField
from wasl.foundation.scoping import Scoped, Versioned


class PolicyVersion(Versioned):
    """What a board adopted, or is about to. `definition` holds the whole policy as
    `rules.Policy.as_dict` writes it; once adopted it never changes. `grace_days` is the time that
    staff have to acknowledge it."""

    issue = models.PositiveIntegerField()
    title = models.JSONField()
    stage = models.CharField(max_length=12, default=POLICY_VERSION.initial)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    in_force_from = models.DateField(null=True)
    grace_days = models.PositiveSmallIntegerField(default=7)

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


class PolicyDocument(Scoped):
    """The file that a version was read from, and what was read in it. The reading is sealed,
    because a document names the members of the board."""

    policy_version = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.UUIDField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    reading = SealedJSONField()
    read_at = models.DateTimeField()
    read_by = models.UUIDField(null=True)


class PolicyAnswer(Scoped):
    """How a person settled a question that the document leaves open."""

    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    answer = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "policy_version", "key"], name="one_answer_per_question"
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


class AdoptionSignature(Scoped):
    """A member of the board signed an adoption; the name is sealed."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = SealedTextField()
    capacity = models.CharField(max_length=10)
    signed_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "adoption", "position"], name="one_signature_per_place"
            ),
        )


class BoardMember(Scoped):
    """Somebody who sits on the board, in a capacity, from a day and perhaps until a day."""

    name = SealedTextField()
    capacity = models.CharField(max_length=10)
    named_on = models.DateField()
    retired_on = models.DateField(null=True)


class Publication(Scoped):
    """A version is on show somewhere, from a day and perhaps until a day."""

    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=20)
    address = models.CharField(max_length=300, blank=True)
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)


class Circulation(Scoped):
    """A version was sent round (تعميم), to the staff or to the beneficiaries. Those above who
    carry it to the beneficiaries keep here how far they came: `cursor` is the last one told."""

    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=14)
    note = models.CharField(max_length=500, blank=True)
    circulated_at = models.DateTimeField()
    circulated_by = models.UUIDField(null=True)
    cursor = models.UUIDField(null=True)
    told = models.PositiveIntegerField(default=0)
    unreachable = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(audience__in=["staff", "beneficiaries"]),
                name="audience_is_known",
            ),
        )
        indexes = (
            models.Index(
                fields=["association", "circulated_at"],
                name="circulations_open",
                condition=models.Q(finished_at__isnull=True),
            ),
        )


class Acknowledgement(Scoped):
    """A member of staff read a version and said so; once per person and version."""

    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("access.Staff", on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "policy_version", "staff"],
                name="one_acknowledgement_per_version",
            ),
        )


class Review(Scoped):
    """The board looked at the policy again: unchanged, or the beginning of a new version."""

    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)
    kind = models.CharField(max_length=8)
    reference = models.CharField(max_length=40)
    reviewed_on = models.DateField()
    hijri = models.CharField(max_length=10)
    note = models.CharField(max_length=500, blank=True)
    new_draft = models.ForeignKey(
        PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=["unchanged", "new_draft"]),
                name="review_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["decision", "meeting"]), name="review_kind_is_known"
            ),
        )


class ReviewReminder(Scoped):
    """The directors were reminded of a review that falls due on a day; once."""

    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "policy_version", "due_on"], name="one_reminder_per_review"
            ),
        )
