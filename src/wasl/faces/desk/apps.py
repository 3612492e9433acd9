"""The face as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's face: queue, intake, assessment, decision, delivery."""

    name = "wasl.faces.desk"
    label = "desk"
