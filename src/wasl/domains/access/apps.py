"""The room as a Django application."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Staff and their roles, what each role may do, and the one-time codes of applicants."""

    name = "wasl.domains.access"
    label = "access"
