"""What a person asks about his own data, and the clock that runs from then."""

from django.db import models

from wasl.domains.privacy.lifecycle import OPEN_STAGES, RIGHTS_REQUEST
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Versioned


class RightsRequest(Versioned):
    """Somebody asks to see, copy, correct or erase his data, or to end its use.

    `words` are the person's own. `party` is whom the data is about; it may be found later, and the
    one who asks may act for another (`acts_as`). `due_on` is the last day for the answer, stored
    and not computed anew. `ground` and `article` say why a request was refused.
    """

    reference = models.CharField(max_length=10)
    party = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=8)
    acts_as = models.CharField(max_length=10, default="self")
    name = SealedTextField(of="party")
    phone = SealedTextField(of="party")
    phone_index = models.CharField(max_length=32, blank=True)
    email = SealedTextField(of="party")
    language = models.CharField(max_length=2, default="ar")
    words = SealedTextField(of="party")
    stage = models.CharField(max_length=10)
    received_on = models.DateField()
    received_at = models.DateTimeField()
    received_by = models.UUIDField(null=True)
    due_on = models.DateField()
    identity_check = models.CharField(max_length=16, blank=True)
    identity_note = SealedTextField(of="party")
    identity_checked_by = models.UUIDField(null=True)
    identity_checked_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    extended_by = models.UUIDField(null=True)
    extension_why = SealedTextField(of="party")
    answer = SealedTextField(of="party")
    outcome = models.CharField(max_length=16, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    article = models.CharField(max_length=160, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    destruction = models.UUIDField(null=True)
    near_told_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            RIGHTS_REQUEST.constraint("rights_request_stage_is_known"),
            models.UniqueConstraint(
                fields=["association", "reference"], name="one_rights_request_per_reference"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="refused") | ~models.Q(ground=""),
                name="refused_request_has_a_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("received_on")),
                name="rights_request_is_due_later",
            ),
        )
        indexes = (
            models.Index(fields=["association", "-id"], name="rights_requests_listed"),
            models.Index(fields=["association", "party"], name="rights_requests_of_party"),
            models.Index(fields=["association", "phone_index"], name="rights_requests_of_phone"),
            models.Index(
                fields=["association", "due_on", "id"],
                name="rights_requests_open",
                condition=models.Q(stage__in=OPEN_STAGES),
            ),
        )
