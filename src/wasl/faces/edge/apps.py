"""The face as a Django application."""

from django.apps import AppConfig


class EdgeConfig(AppConfig):
    """What all faces share at the door: who asks, refusals as answers, limits, headers."""

    name = "wasl.faces.edge"
    label = "edge"
