"""Documents of a party: seen in the original as a rule, copied only on a recorded basis."""

from django.db import models

from wasl.domains.parties.models.parties import Party
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped


class DocumentKind(Scoped):
    """A kind of document that the association asks for, and how long one is good.

    `validity` is "unlimited", "dated" (the document says until when) or "months" from its issue.
    """

    key = models.CharField(max_length=40)
    title = models.JSONField()
    is_identity = models.BooleanField(default=False)
    validity = models.CharField(max_length=10)
    months = models.PositiveSmallIntegerField(null=True)
    warn_days = models.PositiveSmallIntegerField(default=30)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["association", "key"], name="one_kind_per_key"),
            models.CheckConstraint(
                condition=models.Q(validity__in=["unlimited", "dated", "months"]),
                name="document_validity_is_known",
            ),
        )


class PartyDocument(Scoped):
    """A document that was shown: who saw it, its last four digits and until when it is good.

    `file` is a copy, kept only with `copy_basis`. `file_digest` is a keyed fingerprint of the copy
    as it was drawn anew and `upload_digest` of what was uploaded, so that the same scan in two
    files is noticed. `replaced_at` is when a newer document took its place.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, related_name="+")
    number = SealedTextField(of="party_id")
    last_four = models.CharField(max_length=4, blank=True)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    seen_by = models.UUIDField(null=True)
    seen_at = models.DateTimeField()
    about = models.UUIDField(null=True)
    file = models.UUIDField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_kind = models.CharField(max_length=40, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    file_digest = models.CharField(max_length=64, blank=True)
    upload_digest = models.CharField(max_length=64, blank=True)
    copy_basis = models.CharField(max_length=20, blank=True)
    copy_why = SealedTextField(of="party_id")
    replaced_at = models.DateTimeField(null=True)
    expiry_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(file__isnull=True) | ~models.Q(copy_basis=""),
                name="copy_has_a_basis",
            ),
        )
        indexes = (
            models.Index(fields=["association", "party"], name="documents_of_party"),
            models.Index(fields=["association", "valid_until", "id"], name="documents_by_expiry"),
            models.Index(
                fields=["association", "file_digest"],
                name="documents_by_scan",
                condition=~models.Q(file_digest=""),
            ),
            models.Index(
                fields=["association", "upload_digest"],
                name="documents_by_upload",
                condition=~models.Q(upload_digest=""),
            ),
        )
