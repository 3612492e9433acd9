"""People who sign in as people do: a password, then the code of an authenticator."""

import time
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.contrib.auth import get_user_model
from django.test import Client

from wasl.domains.access.queries import staff_listed
from wasl.domains.access.tests.given import PASSWORD, given_staff
from wasl.foundation.actor import Actor

PERIOD = 30


def given_account(
    association: UUID, name: str = "هدى", *, roles: tuple[str, ...] = ("officer",)
) -> tuple[Actor, str]:
    """A member of staff with a password, and his e-mail."""
    actor = given_staff(association, name, roles=roles, password=PASSWORD)
    rows = staff_listed(actor.as_system())
    return actor, next(row.email for row in rows if row.id == actor.staff)


def given_authenticator(actor: Actor) -> str:
    """The secret of an authenticator app that is connected to the account."""
    assert actor.staff is not None
    secret: str = generate_totp_secret()
    TOTP.activate(get_user_model()._default_manager.get(pk=actor.staff), secret)
    return secret


def code_now(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or `later` periods from now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + later))
    return code


def given_signed_in(
    client: Client, association: UUID, name: str = "هدى", *, roles: tuple[str, ...] = ("officer",)
) -> Actor:
    """A member of staff who signed in with password and code in this browser."""
    actor, email = given_account(association, name, roles=roles)
    secret = given_authenticator(actor)
    first = client.post("/account/login/", {"login": email, "password": PASSWORD})
    assert first.status_code == 302, first.content.decode()
    assert first["Location"].startswith("/account/code/")
    second = client.post("/account/code/", {"code": code_now(secret)})
    assert second.status_code == 302, second.content.decode()
    assert Authenticator.objects.filter(user_id=actor.staff).exists()
    return actor
