"""Messages and the receipts of those who carry them."""

from django.db import models

from wasl.domains.notifications.lifecycle import MESSAGE
from wasl.foundation.fields import SealedTextField
from wasl.foundation.outbox import Outgoing
from wasl.foundation.scoping import Scoped


class Message(Outgoing):
    """One message to one person. No name, need, amount or decision stands in an SMS.

    `owner` is the person or case it tells of, under whose key it is sealed.
    """

    kind = models.CharField(max_length=60)
    carrier = models.CharField(max_length=8)
    language = models.CharField(max_length=2, default="ar")
    recipient = SealedTextField(of="owner")
    recipient_index = models.CharField(max_length=32)
    title = SealedTextField(of="owner")
    body = SealedTextField(of="owner")
    about = models.UUIDField(null=True)
    owner = models.UUIDField(null=True)
    stage = models.CharField(max_length=10, default=MESSAGE.initial)
    provider_reference = models.CharField(max_length=80, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            MESSAGE.constraint("message_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(carrier__in=["sms", "email"]), name="carrier_is_known"
            ),
            models.UniqueConstraint(
                fields=["association", "client_reference"], name="one_message_per_reference"
            ),
        )
        indexes = (
            models.Index(
                fields=["association", "next_try_at"],
                name="messages_due",
                condition=models.Q(next_try_at__isnull=False),
            ),
            models.Index(fields=["association", "stage", "queued_at"], name="messages_by_stage"),
            models.Index(fields=["association", "about"], name="messages_about"),
            models.Index(fields=["association", "owner"], name="messages_of_owner"),
        )


class Receipt(Scoped):
    """What a provider told us about a message, kept even when it changes nothing."""

    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="+")
    provider_event = models.CharField(max_length=80)
    stage = models.CharField(max_length=10)
    is_genuine = models.BooleanField(default=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "provider_event"],
                name="one_receipt_per_event",
                condition=models.Q(is_genuine=True),
            ),
        )
