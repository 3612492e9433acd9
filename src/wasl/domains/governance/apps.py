"""The room as a Django application."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Evidence of what was done: the trail read and checked, for directors and auditors."""

    name = "wasl.domains.governance"
    label = "governance"
