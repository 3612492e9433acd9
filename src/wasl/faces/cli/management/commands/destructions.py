"""`wasl destructions`: the register of destructions, to be kept outside of the database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wasl.faces.cli.backups import play_again, read_register, register
from wasl.foundation.refusal import Refusal


class Command(BaseCommand):
    """Write the register, or play one again over a restored database."""

    help = "Write which keys were destroyed and when, by keys alone, or play such a list again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """With `--play FILE` what stands there is erased again."""
        parser.add_argument("--play", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """What was erased already stays as it is. Ends with 1 when the list cannot be read."""
        if options["play"] is None:
            self.stdout.write(json.dumps(register(), indent=1))
            return
        try:
            played = play_again(read_register(options["play"]))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("Erased again: %(erased)s.") % {"erased": played})
