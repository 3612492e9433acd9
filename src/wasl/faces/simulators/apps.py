"""The face as a Django application."""

from django.apps import AppConfig


class SimulatorsConfig(AppConfig):
    """The page of the simulators; it answers only where simulators stand in."""

    name = "wasl.faces.simulators"
    label = "simulators"
