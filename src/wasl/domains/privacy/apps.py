"""The room as a Django application."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Who may look at a person's file and why: consents, and files opened out of turn."""

    name = "wasl.domains.privacy"
    label = "privacy"
