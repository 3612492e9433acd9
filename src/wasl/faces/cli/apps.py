"""The face as a Django application."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """The operator's face: the commands of `wasl`."""

    name = "wasl.faces.cli"
    label = "cli"
