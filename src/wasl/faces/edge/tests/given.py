"""People who sign in as people do: a password, then the code of an authenticator."""

import html
import re
import time
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory

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


def given_browser(actor: Actor) -> Client:
    """A browser in which somebody has just signed in, as after password and code."""
    client = Client()
    account = get_user_model()._default_manager.get(pk=str(actor.staff))
    client.force_login(account)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, account, "mfa", type="totp")
    request.session.save()
    return client


def asked_again(client: Client, method: str, path: str, data: Any = None, **how: Any) -> Any:
    """The page that asks, to which a browser is led from a door that wants a fresh sign-in."""
    led = getattr(client, method)(path, data, **how)
    assert led.status_code in (302, 307), led.status_code
    assert led["Location"].startswith("/account/again/?next=")
    # A 307 is sent on whole by the browser itself; any other redirect is opened.
    if led.status_code == 307:
        return client.post(led["Location"], data or {}, **how)
    return client.get(led["Location"], **how)


def answered(client: Client, page: Any, **typed: str) -> Any:
    """What comes of it when somebody types his code or password (`code`, `password`) and goes on;
    with `way`, of pressing the button for the other."""
    form = re.search(r'<form class="ui-form".*?</form>', page.content.decode(), re.DOTALL)
    assert form is not None
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    body: dict[str, list[str]] = {}
    for name, value in hidden:
        body.setdefault(html.unescape(name), []).append(html.unescape(value))
    for name, value in typed.items():
        body.setdefault(f"again-{name}", []).append(value)
    action = re.search(r'action="([^"]+)"', form[0])
    assert action is not None
    answer = client.post(html.unescape(action[1]), body)
    return client.post(answer["Location"], body) if answer.status_code == 307 else answer
