"""The room as a Django application."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """A party asks for a service: form, documents, checks, declaration and promise."""

    name = "wasl.domains.applications"
    label = "applications"
