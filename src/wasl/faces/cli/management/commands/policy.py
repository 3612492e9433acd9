"""`wasl policy read FILE`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from wasl.faces.cli.readings import evidence, reading_of, report
from wasl.foundation.refusal import Refusal


class Command(BaseCommand):
    """Read a board's document and tell what it says. Nothing is kept."""

    help = "Read a policy document (.txt, .md, .docx or .pdf) and tell what it says."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`read FILE`, for a person or as JSON."""
        parser.add_argument("what", choices=["read"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one object, and nothing else")
        parser.add_argument(
            "--evidence",
            action="store_true",
            help="also where each value came from, the statements, and what is open",
        )
        parser.add_argument("--language", choices=["ar", "en"], default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 and one sentence when the file cannot be read or is no policy."""
        if options["language"]:
            with override(options["language"]):
                self._tell(options)
        else:
            self._tell(options)

    def _tell(self, options: dict[str, Any]) -> None:
        try:
            reading, questions = reading_of(options["file"])
        except OSError as trouble:
            raise CommandError(
                _("%(file)s: this file cannot be read.") % {"file": options["file"]}
            ) from trouble
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            told = reading.as_json()
            if options["evidence"]:
                told["evidence"] = evidence(reading, questions)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for line in report(reading, questions, with_evidence=options["evidence"]):
            self.stdout.write(line)
