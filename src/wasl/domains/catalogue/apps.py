"""The room as a Django application."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The services: for whom, what is asked, which documents, which criteria."""

    name = "wasl.domains.catalogue"
    label = "catalogue"
