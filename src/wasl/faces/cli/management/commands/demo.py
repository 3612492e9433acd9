"""`wasl demo`: the demonstration's data, safe to repeat."""

import os
from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from wasl.domains.associations.queries import associations_listed
from wasl.domains.policies.queries import profile_read
from wasl.faces.cli.demo.adoption import given_adoption
from wasl.faces.cli.demo.cases import given_cases
from wasl.faces.cli.demo.knowledge import given_knowledge
from wasl.faces.cli.demo.policies import (
    LOADED_DAYS_AGO,
    given_first_weeks,
    given_later_days,
)
from wasl.faces.cli.demo.privacy import given_privacy
from wasl.faces.cli.demo.staff import PASSWORD, given_operator, given_staff
from wasl.faces.cli.demo.tables import prepare_tables
from wasl.faces.cli.demo.times import days_ago
from wasl.faces.cli.profiles import ProfilesUnusable, load_profiles
from wasl.foundation.actor import Actor

_PROFILES = ("manarat", "wahj", "qabas", "durbah", "baraah")
_KEPT = "demo.profiles"


def _mark(paths: list[Path]) -> str:
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _roles_kept(paths: list[Path]) -> dict[str, frozenset[str]] | None:
    """The roles of each association when these very profiles were loaded before."""
    # In the database's own cache, so it is forgotten together with what was loaded.
    mark, roles = cache.get(_KEPT, ("", None))
    return roles if mark == _mark(paths) else None


class Command(BaseCommand):
    """Load the five associations, their staff and their cases; print how to sign in."""

    help = "Fill the demonstration: five associations, their staff and people's cases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--migrate` prepares the database first, in the same process."""
        parser.add_argument("--migrate", action="store_true", help="prepare the database first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses where messages really leave the house: invented people must not be written to."""
        if not settings.WASL_SIMULATORS:
            raise CommandError(_("The demonstration runs only with simulators."))
        if options["migrate"]:
            prepare_tables()
        call_command("createcachetable", verbosity=0)
        folder = Path(settings.SOURCE).parents[1] / "profiles"
        paths = [folder / f"{name}.yaml" for name in _PROFILES]
        roles = _roles_kept(paths) or self._loaded(paths)
        known = {one.slug: one.id for one in associations_listed(Actor.installation())}
        places: dict[tuple[str, str], list[str]] = {}
        for slug, held in roles.items():
            with days_ago(LOADED_DAYS_AGO):
                signed_in = given_staff(Actor.system(known[slug]), slug=slug, roles=held)
            for one in signed_in:
                name = one.email.partition("@")[0]
                places.setdefault((name, ", ".join(one.roles)), []).append(slug)
        operator = given_operator()
        given_first_weeks()
        given_cases()
        given_later_days()
        given_privacy()
        # A terminal that is not set to Arabic seldom joins its letters.
        with translation.override("ar" if os.environ.get("LANG", "").startswith("ar") else "en"):
            self._tell(places, operator.email)

    def _loaded(self, paths: list[Path]) -> dict[str, frozenset[str]]:
        """Load the profiles; which roles each association has, kept for the next start."""
        try:
            with days_ago(LOADED_DAYS_AGO):
                load_profiles(paths)
        except ProfilesUnusable as unusable:
            raise CommandError("\n".join(unusable.sentences)) from unusable
        by = Actor.installation()
        roles = {}
        for path in paths:
            facts = profile_read(by, text=path.read_text(encoding="utf-8"), source=path.name)
            roles[path.stem] = frozenset(facts.association.staff_roles)
        for one in associations_listed(by):
            if one.slug in roles:
                with days_ago(LOADED_DAYS_AGO):
                    given_adoption(Actor.system(one.id))
                given_knowledge(Actor.system(one.id), slug=one.slug)
        cache.set(_KEPT, (_mark(paths), roles), timeout=None)
        return roles

    def _tell(self, places: dict[tuple[str, str], list[str]], operator: str) -> None:
        base = settings.WASL_BASE_URL.rstrip("/")
        names = [name for name, _roles in places]
        lines = [
            f"{_('Site')}   {base}/",
            *(
                f"       {base}/{slug + '/':<9} {_('desk')} {base}/{slug}/desk/"
                for slug in _PROFILES
            ),
            "",
            _("Codes and messages appear at %(address)s") % {"address": f"{base}/simulators/"},
            "",
            _("Sign in at a desk as NAME@ASSOCIATION.example, as huda@manarat.example:"),
            *(
                f"  {name:<8} {roles:<19} {' '.join(where)}"
                for (name, roles), where in sorted(
                    places.items(), key=lambda item: names.index(item[0][0])
                )
            ),
            _("Associations are opened at %(address)s by %(email)s")
            % {"address": f"{base}/installation/", "email": operator},
            _("Password of everybody: %(password)s") % {"password": PASSWORD},
            _("Authenticator secret of everybody: %(secret)s")
            % {"secret": settings.WASL_DEMO_TOTP},
        ]
        self.stdout.write("\n".join(lines))
