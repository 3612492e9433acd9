"""Contacts: who spoke with whom, when, on which channel, about what."""

from django.db import models

from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped


class Contact(Scoped):
    """One conversation. `about` is the application it concerned, if any.

    `answer` is what was answered, and `answered_from` the very words of the article it came from.
    """

    channel = models.CharField(max_length=20)
    direction = models.CharField(max_length=8)
    purpose = models.CharField(max_length=20)
    party = models.ForeignKey(
        "parties.Party", null=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.UUIDField(null=True)
    summary = SealedTextField(of=("party_id", "about"))
    answer = SealedTextField(of=("party_id", "about"))
    answered_from = models.ForeignKey(
        "knowledge.ArticleEdition", null=True, on_delete=models.PROTECT, related_name="+"
    )
    staff = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(direction__in=["inward", "outward"]),
                name="contact_direction_is_known",
            ),
        )
        indexes = (
            models.Index(fields=["association", "about", "at"], name="contacts_about"),
            models.Index(fields=["association", "channel", "at"], name="contacts_by_channel"),
        )
