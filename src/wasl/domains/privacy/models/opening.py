"""Files opened out of turn."""

from django.db import models

from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped


class FileOpening(Scoped):
    """A case opened by somebody whom it is not assigned to ("break glass"): a reason, an hour."""

    staff = models.UUIDField()
    subject = models.UUIDField()
    reason = SealedTextField(of="subject")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["association", "staff", "subject", "until"], name="open_files"),
        )
