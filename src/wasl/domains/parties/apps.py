"""The room as a Django application."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The people, households and organisations whom the association knows."""

    name = "wasl.domains.parties"
    label = "parties"
