"""Who belongs to a household, and who acts for whom."""

from django.db import models

from wasl.domains.parties.models.parties import Party
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped


class HouseholdMember(Scoped):
    """Somebody of a household; members come and go with dates. `party` is set for a member who
    is known as a party of his own."""

    household = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=20)
    gender = models.CharField(max_length=6, blank=True)
    national_id = SealedTextField(of="household_id")
    national_id_index = models.CharField(max_length=32, blank=True)
    birth_on = models.DateField(null=True)
    birth_entry = models.JSONField(default=dict)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_why = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["association", "national_id_index"], name="members_by_identity"),
            models.Index(
                fields=["association", "household", "left_on"], name="members_of_household"
            ),
            models.Index(fields=["association", "party"], name="memberships_of_party"),
        )


class Guardianship(Scoped):
    """A guardian or agent who acts for another party, with the deed that allows it.

    It begins on the day it is recorded; one that ended stays, with why. `majority_on` is the day on
    which it ends because the ward comes of age, where that ends it.
    """

    guardian = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20)
    deed_kind = models.CharField(max_length=40, blank=True)
    deed_number = models.CharField(max_length=40, blank=True)
    began_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    majority_on = models.DateField(null=True)
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "guardian", "ward"],
                name="one_guardianship_per_pair",
                condition=models.Q(ended_on__isnull=True),
            ),
        )
        indexes = (
            models.Index(fields=["association", "ward"], name="guardians_of_ward"),
            models.Index(fields=["association", "guardian"], name="wards_of_guardian"),
            models.Index(
                fields=["association", "expires_on", "id"],
                name="guardianships_by_expiry",
                condition=models.Q(ended_on__isnull=True, expires_on__isnull=False),
            ),
            models.Index(
                fields=["association", "majority_on", "id"],
                name="guardianships_by_majority",
                condition=models.Q(ended_on__isnull=True, majority_on__isnull=False),
            ),
        )
