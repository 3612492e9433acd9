"""The room as a Django application."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Every conversation with a person, on every channel."""

    name = "wasl.domains.contacts"
    label = "contacts"
