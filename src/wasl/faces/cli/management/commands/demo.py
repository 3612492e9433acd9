"""`wasl demo`: the demonstration's data, safe to repeat."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wasl.domains.associations.queries import associations_listed
from wasl.domains.policies.queries import profile_read
from wasl.faces.cli.demo.adoption import given_adoption
from wasl.faces.cli.demo.cases import given_cases
from wasl.faces.cli.demo.staff import PASSWORD, SignIn, given_staff
from wasl.faces.cli.profiles import ProfilesUnusable, load_profiles
from wasl.foundation.actor import Actor

_PROFILES = ("manarat", "wahj", "qabas", "durbah", "baraah")


class Command(BaseCommand):
    """Load the five associations, their staff and their cases; print how to sign in."""

    help = "Fill the demonstration: five associations, their staff and people's cases."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses where messages really leave the house: invented people must not be written to."""
        if not settings.WASL_SIMULATORS:
            raise CommandError(_("The demonstration runs only with simulators."))
        call_command("createcachetable", verbosity=0)
        folder = Path(settings.SOURCE).parents[1] / "profiles"
        paths = [folder / f"{name}.yaml" for name in _PROFILES]
        try:
            load_profiles(paths)
        except ProfilesUnusable as unusable:
            raise CommandError("\n".join(unusable.sentences)) from unusable
        by = Actor.installation()
        known = {one.slug: one.id for one in associations_listed(by)}
        for path in paths:
            facts = profile_read(by, text=path.read_text(encoding="utf-8"), source=path.name)
            system = Actor.system(known[path.stem])
            given_adoption(system)
            roles = frozenset(facts.association.staff_roles)
            self._tell(path.stem, given_staff(system, slug=path.stem, roles=roles))
        given_cases()
        base = settings.WASL_BASE_URL.rstrip("/")
        self.stdout.write("")
        self.stdout.write(_("Password of everybody: %(password)s") % {"password": PASSWORD})
        self.stdout.write(
            _("Authenticator secret of everybody: %(secret)s") % {"secret": settings.WASL_DEMO_TOTP}
        )
        self.stdout.write(
            _("Codes and messages appear at %(address)s") % {"address": f"{base}/simulators/"}
        )

    def _tell(self, slug: str, staff: tuple[SignIn, ...]) -> None:
        base = settings.WASL_BASE_URL.rstrip("/")
        self.stdout.write(f"\n{base}/{slug}/")
        for one in staff:
            self.stdout.write(f"  {one.email:<28} {', '.join(one.roles)}")
