"""What data is used for, what people are told of it, and to what they agreed."""

from django.db import models

from wasl.foundation.scoping import Scoped, Versioned


class Purpose(Versioned):
    """What the association uses personal data for, and on what ground of the law.

    `title`, `told` and `kept_for` are {"ar": …, "en": …}; `kinds` are kinds of data. A purpose that
    has ended stays for those whose data was used for it.
    """

    key = models.CharField(max_length=40)
    title = models.JSONField()
    told = models.JSONField(default=dict)
    basis = models.CharField(max_length=20)
    law = models.CharField(max_length=120, blank=True)
    kinds = models.JSONField(default=list)
    kept_for = models.JSONField(default=dict)
    given_to = models.JSONField(default=dict)
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["association", "key"], name="one_purpose_per_key"),
            models.CheckConstraint(
                condition=models.Q(
                    basis__in=["consent", "agreement", "law", "vital", "legitimate"]
                ),
                name="purpose_basis_is_known",
            ),
        )


class Notice(Scoped):
    """A version of what the association tells people about their data; never changed afterwards.

    `text` and `changes` are {"ar": …, "en": …}.
    """

    number = models.PositiveIntegerField()
    text = models.JSONField()
    changes = models.JSONField(default=dict)
    published_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["association", "number"], name="one_notice_per_number"),
        )


class Consent(Scoped):
    """A person's consent to one purpose, with the words that he saw.

    `subject` is the party, or the application while the party is not known yet.
    """

    subject = models.UUIDField()
    purpose = models.CharField(max_length=40)
    wording = models.TextField()
    wording_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    is_explicit = models.BooleanField(default=True)
    given_by = models.CharField(max_length=10, default="self")
    taken_by = models.UUIDField(null=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_how = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["association", "subject", "purpose"], name="consents_of_a_subject"
            ),
        )
