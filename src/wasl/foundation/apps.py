"""The foundation as a Django application: it owns the trail and the counters."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _raise_fences_after_migrate(using: str, **_: Any) -> None:
    from wasl.foundation.fences import raise_fences

    raise_fences(using)


class FoundationConfig(AppConfig):
    """Hooks the fences to the end of every migration, so that no new table is left open."""

    name = "wasl.foundation"
    label = "foundation"

    def ready(self) -> None:
        """Raise the fences whenever the tables may have changed."""
        post_migrate.connect(_raise_fences_after_migrate, sender=self)
