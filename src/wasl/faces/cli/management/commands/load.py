"""`wasl load profiles/manarat.yaml …`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wasl.faces.cli.profiles import Loaded, ProfilesUnusable, load_profiles


class Command(BaseCommand):
    """Load associations with their policies and services from profiles."""

    help = "Load profiles: the association, its policy and its services. All of them or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files to load."""
        parser.add_argument("profiles", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 and every mistake by file and line; then nothing was saved."""
        try:
            for one in load_profiles(options["profiles"]):
                self.stdout.write(told(one))
        except ProfilesUnusable as unusable:
            raise CommandError("\n".join(unusable.sentences)) from unusable


def told(loaded: Loaded) -> str:
    """What a profile changed, in one line."""
    said = [_("opened")] if loaded.is_new else []
    if loaded.is_in_force:
        said.append(_("policy in force"))
    elif loaded.has_new_policy:
        said.append(_("policy drafted, not yet adopted"))
    if loaded.services_published:
        said.append(_("services published: %(number)s") % {"number": loaded.services_published})
    return f"{loaded.slug}: {', '.join(said) or _('nothing new')}"
