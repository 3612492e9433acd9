"""`wasl restore FOLDER`: a backup opened in an empty place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wasl.faces.cli.backups import restore
from wasl.foundation.refusal import Refusal


class Command(BaseCommand):
    """Restore a backup, check it, and play again what was erased since."""

    help = "Open a backup where there is no database yet, and check the trail and every file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and the register of destructions when it is at hand."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--destructions", type=Path, help="what `wasl destructions` wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 when something does not match."""
        try:
            told = restore(options["folder"], destructions=options["destructions"])
        except (Refusal, OSError) as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(
            _("Restored: %(files)s files, %(chains)s whole trails with %(entries)s entries.")
            % {"files": told.files, "chains": told.chains, "entries": told.entries}
        )
        self.stdout.write(
            _(
                "Erased again: %(erased)s. Messages that wait for `wasl release_messages`: %(frozen)s."
            )
            % {"erased": told.erased, "frozen": told.frozen}
        )
        if options["destructions"] is None:
            self.stdout.write(
                _(
                    "Without a register of destructions from after the backup, people erased since "
                    "then are back. Run `wasl destructions --play FILE` when it is at hand."
                )
            )
