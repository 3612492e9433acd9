"""Services and their editions: a case keeps the edition under which it began."""

from django.db import models

from wasl.foundation.scoping import Scoped, Versioned


class Service(Versioned):
    """A service of the association. `places` counts what is left where capacity is limited."""

    slug = models.SlugField(max_length=60)
    title = models.JSONField()
    summary = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    places = models.PositiveIntegerField(null=True)
    edition = models.ForeignKey(
        "catalogue.ServiceEdition", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["association", "slug"], name="one_service_per_slug"),
        )


class ServiceEdition(Scoped):
    """What a service asks and requires, as `rules.ServiceDefinition` writes it; never changed."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["service", "number"], name="one_edition_per_number"),
        )
