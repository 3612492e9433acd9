"""The room as a Django application."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Committees and departments decide: sessions, votes, minutes, letters."""

    name = "wasl.domains.decisions"
    label = "decisions"
