"""The `wasl` command: Django's own commands and those of the cli face."""

import os
import sys


def main() -> None:
    """Run `wasl …`; the settings are production's unless DJANGO_SETTINGS_MODULE says otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasl.project.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
