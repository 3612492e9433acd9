"""The room as a Django application."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages to people: their words, the queue they leave by, and the receipts that come back."""

    name = "wasl.domains.notifications"
    label = "notifications"
