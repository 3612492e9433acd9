"""The `wasl` command: Django's own commands and those of the cli face."""

import os
import sys
from typing import Final

# What a document says is the same wherever it is read: no database and no secrets are needed.
_ALONE: Final = (["policy", "read"],)


def main() -> None:
    """Run `wasl …`; the settings are production's unless DJANGO_SETTINGS_MODULE says otherwise.

    `wasl policy read` needs no installation, and therefore no environment either.
    """
    settings = "alone" if sys.argv[1:3] in _ALONE else "production"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"wasl.project.settings.{settings}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
