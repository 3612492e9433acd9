"""What is known of a party, with its source; and what was corrected."""

from django.db import models

from wasl.domains.parties.models.parties import Party
from wasl.foundation.fields import SealedJSONField, SealedTextField
from wasl.foundation.scoping import Scoped


class Fact(Scoped):
    """One thing known of a party, from one source; never overwritten (R66).

    `value` is {"is": …}. `source` says who vouches for it: the statement of the applicant in a
    form or an interview, a document, a visit, an authority, or a file that was brought in. `about` is the application
    or assessment in which it was learnt. A correction is a new fact that `replaces` the former,
    which is `replaced_at` that moment: what was known on a day can still be told.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    value = SealedJSONField(of="party_id")
    source = models.CharField(max_length=10)
    source_note = SealedTextField(of="party_id")
    about = models.UUIDField(null=True)
    holds_on = models.DateField()
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    why = SealedTextField(of="party_id")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    source__in=[
                        *("statement", "interview", "import", "document", "authority", "visit")
                    ]
                ),
                name="fact_source_is_known",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                name="fact_replaced_once",
                condition=models.Q(replaces__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["association", "party", "key"], name="facts_of_party"),)


class Correction(Scoped):
    """A column of a party that was put right: what it said, what it says, why, and by whom."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=40)
    before = SealedJSONField(of="party_id")
    after = SealedJSONField(of="party_id")
    why = SealedTextField(of="party_id")
    corrected_by = models.UUIDField(null=True)
    corrected_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["association", "party"], name="corrections_of_party"),)


class PastAssistance(Scoped):
    """Help that a party received before the association kept its cases here."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    service_name = models.CharField(max_length=120)
    given_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    note = SealedTextField(of="party_id")
    brought_by = models.UUIDField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["association", "party"], name="past_assistance_of_party"),
            models.Index(
                fields=["association", "brought_by"],
                name="past_assistance_brought",
                condition=models.Q(brought_by__isnull=False),
            ),
        )
