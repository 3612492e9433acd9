"""What keeps a person's data from being destroyed, and the minutes of its destruction."""

from django.db import models

from wasl.domains.privacy.rules.erasing import GROUNDS, HOLD_GROUNDS
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped


class Hold(Scoped):
    """Somebody's data must stay although its time is over or he asks otherwise: a dispute, a court,
    an inquiry. It holds until a person lifts it, or until the day in `until`, if there is one."""

    party = models.UUIDField()
    ground = models.CharField(max_length=12)
    why = SealedTextField(of="party")
    until = models.DateField(null=True)
    placed_by = models.UUIDField(null=True)
    placed_at = models.DateTimeField()
    lifted_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_why = SealedTextField(of="party")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground__in=HOLD_GROUNDS), name="hold_ground_is_known"
            ),
        )
        indexes = (models.Index(fields=["association", "party"], name="holds_of_party"),)


class Destruction(Scoped):
    """The numbered minutes of one destruction: whom it was about (by key only), on which ground,
    who did it when, and how many rows of which tables were deleted, emptied or kept.

    `parties` and `cases` are the owners whose keys were destroyed; with them the register of
    destructions is played again over a backup made before. `files` are the files that went, by
    table, until they are known to be gone. There is no personal data in it but what `why` says.
    """

    number = models.PositiveIntegerField()
    party = models.UUIDField()
    ground = models.CharField(max_length=12)
    request = models.UUIDField(null=True)
    why = SealedTextField()
    parties = models.JSONField(default=list)
    cases = models.JSONField(default=list)
    counts = models.JSONField(default=list)
    keys = models.PositiveIntegerField(default=0)
    files = models.JSONField(default=dict)
    files_count = models.PositiveIntegerField(default=0)
    files_gone_at = models.DateTimeField(null=True)
    destroyed_by = models.UUIDField(null=True)
    destroyed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground__in=GROUNDS), name="destruction_ground_is_known"
            ),
            models.UniqueConstraint(
                fields=["association", "number"], name="one_destruction_per_number"
            ),
        )
        indexes = (
            models.Index(fields=["association", "party"], name="destructions_of_party"),
            models.Index(
                fields=["association", "destroyed_at"],
                name="destructions_with_files",
                condition=models.Q(files_gone_at__isnull=True),
            ),
        )
