"""The room as a Django application."""

from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    """The non-profits of this installation: who they are, their branches, licences and closures."""

    name = "wasl.domains.associations"
    label = "associations"
