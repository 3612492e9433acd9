"""The project as the last application: when it is ready, rooms, events and gateways are wired."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Wires what the rooms may not know of one another."""

    name = "wasl.project"
    label = "project"

    def ready(self) -> None:
        """Pair events with reactions, connect the gateways and gather what is held about people,
        once all rooms are loaded."""
        from wasl.project import gateways, personal_data, reactions

        reactions.pair_all()
        gateways.connect_all()
        personal_data.declare_all()
