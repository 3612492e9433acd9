"""The association itself; every other row of a room belongs to one."""

from typing import ClassVar

from django.db import models

from wasl.foundation.identifiers import uuid7
from wasl.foundation.scoping import Scoped


class Association(models.Model):
    """A non-profit association. `name` and `short_name` are {"ar": …, "en": …}."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.JSONField()
    short_name = models.JSONField()
    licence = models.CharField(max_length=10, blank=True)
    city = models.JSONField(default=dict)
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=120, blank=True)
    hours = models.JSONField(default=dict)
    accent = models.CharField(max_length=12, default="teal")
    digits = models.CharField(max_length=8, default="latin")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Association"]] = models.Manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(digits__in=["latin", "arabic"]), name="digits_are_known"
            ),
        )


class Branch(Scoped):
    """A branch office, with its delegates."""

    slug = models.SlugField(max_length=40)
    name = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["association", "slug"], name="one_branch_per_slug"),
        )


class Closure(Scoped):
    """Days on which the association is closed although the country works."""

    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="closure_ends_after_it_starts",
            ),
        )
