"""`wasl setup_database`: everything a new or older database needs, safe to repeat."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Migrate, and make the table of the cache."""

    help = "Bring the database to the present state: migrations and the table of the cache."

    def handle(self, *args: Any, **options: Any) -> None:
        """Changes nothing when all is there."""
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        call_command("createcachetable", verbosity=0, stdout=self.stdout)
