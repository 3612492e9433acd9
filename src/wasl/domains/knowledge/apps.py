"""The room as a Django application."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """What an officer answers from: the association's guides and forms, and articles."""

    name = "wasl.domains.knowledge"
    label = "knowledge"
