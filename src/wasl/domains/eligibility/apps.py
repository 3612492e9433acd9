"""The room as a Django application."""

from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    """Whether a person fits a service, explained criterion by criterion."""

    name = "wasl.domains.eligibility"
    label = "eligibility"
