"""`wasl work`: send messages, watch promises and sweep, for every association, until stopped."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wasl.faces.cli.worker import Worker


class Command(BaseCommand):
    """Work until SIGTERM or Ctrl-C; what is in hand is finished first."""

    # The worker serves no pages: a page that is broken must not hold up messages.
    requires_system_checks = []

    help = "Send messages, watch promises and sweep, for every association, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--once` for one round, `--pause` seconds between rounds."""
        parser.add_argument("--once", action="store_true", help="do one round and end")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds between rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work; one round that broke anywhere ends with 1."""
        worker = Worker()

        def stop(_number: int, _frame: FrameType | None) -> None:
            worker.stop()

        if options["once"]:
            done = worker.work_once()
            for name, number in done.done.items():
                self.stdout.write(f"{name} {number}")
            if done.failures:
                raise CommandError(
                    "\n".join(
                        f"{one.association}: {one.duty}: {one.trouble}" for one in done.failures
                    )
                )
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        worker.work(pause=options["pause"])
