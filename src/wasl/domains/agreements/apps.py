"""The room as a Django application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """What the association and a party owe each other."""

    name = "wasl.domains.agreements"
    label = "agreements"
