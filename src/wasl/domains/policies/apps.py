"""The room as a Django application."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """The board's policies: versions, clauses, adoption, and the procedure that they set."""

    name = "wasl.domains.policies"
    label = "policies"
