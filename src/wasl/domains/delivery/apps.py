"""The room as a Django application."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """From an accepted application to a service received, with proof."""

    name = "wasl.domains.delivery"
    label = "delivery"
