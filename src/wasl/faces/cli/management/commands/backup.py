"""`wasl backup FOLDER`: the database, the files and the register of destructions, as one folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wasl.faces.cli.backups import back_up
from wasl.foundation.refusal import Refusal


class Command(BaseCommand):
    """Write a backup of the whole installation."""

    help = "Write the database, the files and their checksums into a new folder; never the keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, which must not hold anything."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 and leaves nothing behind when it cannot be written."""
        try:
            written = back_up(options["folder"])
        except (Refusal, OSError) as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(
            _(
                "Written: the database and %(files)s files, %(size)s bytes. Keep the master keys apart."
            )
            % {"files": written.files, "size": written.size}
        )
