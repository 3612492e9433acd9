"""The room as a Django application."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """How the association finds out: administrative check, interview and field visit."""

    name = "wasl.domains.assessments"
    label = "assessments"
