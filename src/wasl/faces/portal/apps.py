"""The face as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The beneficiary's face: ask for a service and follow it, on a cheap phone."""

    name = "wasl.faces.portal"
    label = "portal"
