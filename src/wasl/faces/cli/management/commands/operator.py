"""`wasl operator EMAIL`: let somebody open associations on this installation."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from wasl.domains.access.actions import make_operator, retire_operator
from wasl.domains.access.queries import operators_listed
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import Refusal


class Command(BaseCommand):
    """Make an operator, give one a new password, or end his work with `--retire`."""

    help = "Let somebody open associations: asks for a password, or reads it from the input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--retire", action="store_true", help="end this operator's work")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a weak password, and an account that works in an association."""
        by = Actor.installation()
        email = options["email"].strip().lower()
        try:
            validate_email(email)
            if options["retire"]:
                known = {row.email: row.id for row in operators_listed(by)}
                if email not in known:
                    raise CommandError(_("There is no such operator."))
                retire_operator(by, staff=known[email])
                self.stdout.write(_("This operator opens no more associations."))
                return
            password = _typed_password()
            validate_password(password, get_user_model()(email=email, name=options["name"]))
            make_operator(by, email=email, name=options["name"], password=password)
        except ValidationError as invalid:
            raise CommandError("\n".join(invalid.messages)) from invalid
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("Ready. Sign in at /account/login/; a second factor is asked for the first time.")
        )


def _typed_password() -> str:
    # Never an argument: it would stay in the history of the shell.
    if sys.stdin.isatty():
        return getpass(_("Password: "))
    return sys.stdin.readline().rstrip("\n")
