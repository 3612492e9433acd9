"""`wasl trail verify` and `wasl trail list`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from wasl.faces.cli.trails import REASONS, chains, last_lines, verdict
from wasl.foundation.refusal import NotFound


class Command(BaseCommand):
    """Check the trail from its beginning, or show its end."""

    help = "Check that nobody changed the trail (verify), or show its last entries (list)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`verify|list`, of one `--association` or of all."""
        parser.add_argument("what", choices=["verify", "list"])
        parser.add_argument("--association", default="", help="its address, such as manarat")
        parser.add_argument("--most", type=int, default=20, help="entries of each chain (list)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 when an entry is bad, naming the first and what is wrong with it."""
        try:
            found = list(chains(options["association"]))
        except NotFound as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["what"] == "list":
            for name, by in found:
                for line in last_lines(by, most=options["most"]):
                    at = timezone.localtime(line.at).isoformat(timespec="seconds")
                    words = (name, str(line.sequence), at, line.actor, line.verb, line.subject)
                    self.stdout.write("  ".join((*words, line.details)))
            return
        bad = 0
        for name, by in found:
            told = verdict(by)
            facts = {"chain": name, "entries": told.entries, "number": told.first_bad}
            if told.is_whole:
                self.stdout.write(_("%(chain)s: whole, %(entries)s entries") % facts)
                continue
            bad += 1
            reason = str(REASONS[told.reason])
            self.stderr.write(
                _("%(chain)s: broken at entry %(number)s: %(reason)s") % {**facts, "reason": reason}
            )
        if bad:
            raise CommandError(_("The trail is not whole."))
