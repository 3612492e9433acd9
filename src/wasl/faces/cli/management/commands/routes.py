"""`wasl routes`: every address with its methods and who may come in."""

from typing import Any

from django.core.management.base import BaseCommand

from wasl.faces.edge.routes import routes_declared


class Command(BaseCommand):
    """Print the list of routes as the reviewed file has it."""

    help = "List every address with its methods and who may come in."

    def handle(self, *args: Any, **options: Any) -> None:
        """One route a line, in alphabetical order."""
        for route in routes_declared():
            self.stdout.write(route.line)
