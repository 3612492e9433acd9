"""Parties that may be one: pairs to look at, and merges that can be undone."""

from django.db import models

from wasl.domains.parties.models.parties import Party
from wasl.foundation.fields import SealedJSONField
from wasl.foundation.scoping import Scoped


class DuplicateSearch(Scoped):
    """One search for duplicates through the whole registry: how far it is and what it found."""

    stage = models.CharField(max_length=10)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    parties = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=["waiting", "running", "done", "failed"]),
                name="duplicate_search_stage_is_known",
            ),
        )


class DuplicatePair(Scoped):
    """Two parties that look alike, and what a person said of them.

    `first` is the older of both, so that a pair is kept once. `reasons` is a list of
    {"kind", "weight", …} without personal data. "different" is remembered for ever; "moot" is a
    pair whose cause was corrected.
    """

    first = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    stage = models.CharField(max_length=10)
    found_by = models.CharField(max_length=12)
    found_at = models.DateTimeField()
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=["waiting", "different", "merged", "moot"]),
                name="pair_stage_is_known",
            ),
            models.UniqueConstraint(
                fields=["association", "first", "second"], name="one_pair_of_two"
            ),
        )
        indexes = (
            models.Index(fields=["association", "stage", "-score", "id"], name="pairs_waiting"),
            models.Index(fields=["second"], name="pairs_of_second"),
        )


class Merge(Scoped):
    """Two parties found to be one: which survived, what was chosen, and what stood before.

    Nothing is moved or deleted: the absorbed party points to the survivor, so a merge is undone by
    putting back what stood before.
    """

    survivor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(default=dict)
    before = SealedJSONField(of="survivor_id")
    merged_by = models.UUIDField()
    merged_at = models.DateTimeField()
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["absorbed"],
                name="absorbed_once",
                condition=models.Q(undone_at__isnull=True),
            ),
        )
        indexes = (models.Index(fields=["association", "survivor"], name="merges_of_survivor"),)
