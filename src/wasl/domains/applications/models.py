"""Applications with their documents, checks, declarations and referrals."""

from django.db import models

from wasl.domains.applications.lifecycle import APPLICATION
from wasl.foundation.fields import SealedJSONField, SealedTextField
from wasl.foundation.scoping import Scoped, Versioned


class Application(Versioned):
    """A party asks for a service, under one policy version and one edition of the service.

    `answers` maps question keys to cleaned values; `applicant` holds the personal data as given,
    until they become a party at submission. `submission_key` makes sending twice harmless.
    `handled_by` are the members of staff who took or checked it: they may not study or decide it.
    `promise_told` remembers whether a near or broken promise was told, so that it is told once.
    """

    service = models.ForeignKey("catalogue.Service", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(
        "catalogue.ServiceEdition", on_delete=models.PROTECT, related_name="+"
    )
    policy_version = models.ForeignKey(
        "policies.PolicyVersion", on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(max_length=12, default=APPLICATION.initial)
    reference = models.CharField(max_length=12, blank=True)
    submission_key = models.UUIDField()
    submission_digest = models.CharField(max_length=64, blank=True)
    secret_fingerprint = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=20)
    applies_as = models.CharField(max_length=16, blank=True)
    phone = SealedTextField(of="id")
    phone_index = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=2, default="ar")
    answers = SealedJSONField(of="id")
    applicant = SealedJSONField(of="id")
    party = models.ForeignKey(
        "parties.Party", null=True, on_delete=models.PROTECT, related_name="+"
    )
    beneficiary = models.ForeignKey(
        "parties.Party", null=True, on_delete=models.PROTECT, related_name="+"
    )
    conflict_indexes = models.JSONField(default=list)
    taken_by = models.UUIDField(null=True)
    assigned_to = models.UUIDField(null=True)
    researcher = models.UUIDField(null=True)
    handled_by = models.JSONField(default=list)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    complete_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.UUIDField(null=True)
    reply_expected_on = models.DateField(null=True)
    missing_told_by_on = models.DateField(null=True)
    promise_told = models.CharField(max_length=6, blank=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            APPLICATION.constraint("application_stage_is_known"),
            models.UniqueConstraint(
                fields=["association", "submission_key"], name="one_application_per_key"
            ),
            models.UniqueConstraint(
                fields=["association", "reference"],
                name="one_application_per_reference",
                condition=~models.Q(reference=""),
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["draft", "discarded"])
                | (~models.Q(reference="") & models.Q(submitted_at__isnull=False)),
                name="submitted_application_has_reference",
            ),
            models.CheckConstraint(
                condition=models.Q(promise_told__in=["", "near", "broken"]),
                name="promise_told_is_known",
            ),
        )
        indexes = (
            models.Index(fields=["association", "stage", "reply_expected_on"], name="promises_due"),
            models.Index(fields=["association", "stage", "-submitted_at"], name="queue_by_stage"),
            models.Index(fields=["association", "assigned_to", "stage"], name="queue_of_staff"),
            models.Index(fields=["association", "researcher", "stage"], name="queue_of_researcher"),
            models.Index(fields=["association", "party"], name="applications_of_party"),
            models.Index(fields=["association", "phone_index"], name="applications_of_phone"),
        )


class ApplicationDocument(Scoped):
    """One required document in one application: uploaded, shown at the desk, or still to come.

    `scan` is a keyed fingerprint of the file as it is kept and `upload_scan` of what was uploaded,
    by which the same scan is known again in another file.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    stage = models.CharField(max_length=10, default="missing")
    file = models.UUIDField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_kind = models.CharField(max_length=40, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    scan = models.CharField(max_length=32, blank=True)
    upload_scan = models.CharField(max_length=32, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=["missing", "later", "uploaded", "seen"]),
                name="document_stage_is_known",
            ),
            models.UniqueConstraint(
                fields=["application", "key"], name="one_document_per_requirement"
            ),
        )
        indexes = (
            models.Index(
                fields=["association", "scan"],
                name="case_documents_by_scan",
                condition=~models.Q(scan=""),
            ),
            models.Index(
                fields=["association", "upload_scan"],
                name="case_documents_by_upload",
                condition=~models.Q(upload_scan=""),
            ),
        )


class Check(Scoped):
    """What was compared with what, by whom (R52, R53). A document's validity is judged on the
    day of submission and the result is frozen."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60)
    compared_with = models.CharField(max_length=60)
    original_seen = models.BooleanField(default=False)
    valid_until = models.DateField(null=True)
    was_valid = models.BooleanField(null=True)
    matches = models.BooleanField()
    note = SealedTextField(of="application_id")
    checked_by = models.UUIDField()
    checked_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["application", "subject"], name="checks_of_application"),)


class Declaration(Scoped):
    """The applicant's signature over a frozen copy of answers, documents and wording (R55–R57)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    wording = models.TextField()
    wording_version = models.CharField(max_length=20)
    frozen = SealedJSONField(of="application_id")
    digest = models.CharField(max_length=64)
    signed_name = SealedTextField(of="application_id")
    method = models.CharField(max_length=8)
    witness = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(method__in=["code", "name", "paper"]),
                name="signature_method_is_known",
            ),
        )


class Referral(Scoped):
    """A question handed to the researcher (or whom the policy names), with an answer (R54)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    question = SealedTextField(of="application_id")
    asked_of = models.UUIDField(null=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    answer = SealedTextField(of="application_id")
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)


class CompletenessRequest(Scoped):
    """What the applicant was asked to complete, and until when the association had to ask."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    items = models.JSONField()
    note = SealedTextField(of="application_id")
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
