"""The face as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The machines' face."""

    name = "wasl.faces.api"
    label = "api"
