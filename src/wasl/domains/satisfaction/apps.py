"""The room as a Django application."""

from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    """What people say of the service, asked so that it can neither punish nor expose."""

    name = "wasl.domains.satisfaction"
    label = "satisfaction"
