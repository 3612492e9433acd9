"""The face of the installation as a Django application."""

from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """Opening associations."""

    name = "wasl.faces.installation"
    label = "installation"
