"""`wasl destructions`: the register of destructions, to be kept outside of the database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wasl.faces.cli.backups import play_again, register


class Command(BaseCommand):
    """Write the register, or play one again over a restored database."""

    help = "Write which keys were destroyed and when, by keys alone, or play such a list again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """With `--play FILE` what stands there is erased again."""
        parser.add_argument("--play", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """What was erased already stays as it is."""
        if options["play"] is None:
            self.stdout.write(json.dumps(register(), indent=1))
            return
        played = play_again(json.loads(options["play"].read_text("utf-8")))
        self.stdout.write(_("Erased again: %(erased)s.") % {"erased": played})
