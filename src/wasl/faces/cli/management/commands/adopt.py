"""`wasl adopt`: record that a board adopted a policy, and bring it into force."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wasl.domains.associations.queries import association_called
from wasl.domains.policies.actions import adopt_policy, bring_into_force
from wasl.domains.policies.queries import policy_versions_listed
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import Refusal


class Command(BaseCommand):
    """Record the adoption of the newest draft; cases can be opened from then on."""

    help = "Record the board's adoption of an association's newest policy draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The association, and what the signed document says of the adoption."""
        parser.add_argument("association")
        parser.add_argument("--kind", choices=["decision", "meeting"], required=True)
        parser.add_argument("--reference", required=True, help="number of decision or meeting")
        parser.add_argument("--on", required=True, type=date.fromisoformat, help="2024-10-13")
        parser.add_argument("--hijri", default="", help="1446-04-10, checked against --on")
        parser.add_argument("--term", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses when nothing waits for adoption, and when the two dates are not one day."""
        try:
            association = association_called(Actor.installation(), slug=options["association"])
            system = Actor.system(association.id)
            versions = [one for one in policy_versions_listed(system) if one.stage != "discarded"]
            newest = next(iter(versions), None)
            if newest is None:
                raise CommandError(_("Load the policy first: wasl load profiles/….yaml"))
            adopt_policy(
                system,
                policy_version=newest.id,
                kind=options["kind"],
                reference=options["reference"],
                adopted_on=options["on"],
                hijri=options["hijri"],
                term=options["term"],
            )
            current = next((one.id for one in versions if one.may_open_cases), None)
            bring_into_force(system, policy_version=newest.id, seen_against=current)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("The policy is in force; cases can be opened."))
