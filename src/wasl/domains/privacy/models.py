"""Consents, and files opened out of turn."""

from django.db import models

from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped


class Consent(Scoped):
    """A person's consent to one purpose, with the words that he saw."""

    subject = models.UUIDField()
    purpose = models.CharField(max_length=40)
    wording = models.TextField()
    wording_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    taken_by = models.UUIDField(null=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["association", "subject", "purpose"], name="consents_of_a_subject"
            ),
        )


class FileOpening(Scoped):
    """A case opened by somebody whom it is not assigned to ("break glass"): a reason, an hour."""

    staff = models.UUIDField()
    subject = models.UUIDField()
    reason = SealedTextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["association", "staff", "subject", "until"], name="open_files"),
        )
