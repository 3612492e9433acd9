"""Signing in: one sentence for every wrong pair, a second factor, and an end to trying."""

import re
import statistics
import time
from uuid import UUID

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.test import Client

from wasl.domains.access.tests.given import PASSWORD
from wasl.domains.associations.tests.given import given_association
from wasl.faces.edge.tests.given import (
    code_now,
    given_account,
    given_authenticator,
    given_signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wasl.faces.edge.tests.doors")]


@pytest.fixture
def manarat() -> UUID:
    return given_association("manarat")


def _words(answer) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r'value="[^"]*@[^"]*"', "", text)


def test_the_first_sign_in_leads_to_the_second_factor_and_the_desk(client: Client, manarat: UUID):
    _, email = given_account(manarat)
    first = client.post(
        "/account/login/?next=/manarat/desk/", {"login": email.upper(), "password": PASSWORD}
    )
    assert first["Location"] == "/manarat/desk/"
    led = client.get("/manarat/desk/")["Location"]
    page = client.get(led)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert "<svg" in page.content.decode()
    assert 'style="' not in page.content.decode()
    arabic = code_now(secret).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    kept = client.post(led, {"code": f"{arabic[:3]} {arabic[3:]}"})
    assert kept["Location"] == "/account/recovery-codes/"
    codes = client.get(kept["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert client.get("/manarat/desk/").status_code == 200
    assert client.get("/desk/")["Location"] == "/manarat/desk/"


def test_the_secret_of_the_second_factor_rests_encrypted(client: Client, manarat: UUID):
    actor, _ = given_account(manarat)
    secret = given_authenticator(actor)
    kept = Authenticator.objects.get(user_id=actor.staff, type="totp")
    assert secret not in str(kept.data)


def test_a_wrong_code_opens_nothing_and_a_right_one_serves_once(client: Client, manarat: UUID):
    actor, email = given_account(manarat)
    secret = given_authenticator(actor)
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    assert client.post("/account/code/", {"code": "000000"}).status_code == 200
    assert client.get("/manarat/desk/")["Location"].startswith("/account/login/")
    assert client.post("/account/code/", {"code": code_now(secret)}).status_code == 302
    other = Client()
    other.post("/account/login/", {"login": email, "password": PASSWORD})
    assert other.post("/account/code/", {"code": code_now(secret)}).status_code == 200


def test_codes_cannot_be_guessed_for_long(client: Client, manarat: UUID):
    actor, email = given_account(manarat)
    given_authenticator(actor)
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    answers = [client.post("/account/code/", {"code": "000000"}).status_code for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2


def test_a_wrong_pair_an_unknown_and_a_closed_account_get_one_sentence(
    client: Client, manarat: UUID
):
    actor, email = given_account(manarat)
    wrong = client.post("/account/login/", {"login": email, "password": "wrong"})
    unknown = client.post("/account/login/", {"login": "u@example.org", "password": "wrong"})
    assert actor.staff is not None
    get_user_model()._default_manager.filter(pk=actor.staff).update(is_active=False)
    closed = client.post("/account/login/", {"login": email, "password": PASSWORD})
    assert wrong.status_code == unknown.status_code == closed.status_code == 200
    assert _words(wrong) == _words(unknown) == _words(closed)


@pytest.mark.parametrize("is_known", [True, False])
def test_o19_fifty_wrong_passwords_end_in_429(client: Client, manarat: UUID, is_known: bool):
    _, known = given_account(manarat)
    email = known if is_known else "unknown@example.org"
    answers = [
        client.post("/account/login/", {"login": email, "password": f"wrong {number}"})
        for number in range(50)
    ]
    codes = [answer.status_code for answer in answers]
    assert codes == [200] * 20 + [429] * 30
    assert int(answers[-1]["Retry-After"]) > 0
    right = client.post("/account/login/", {"login": email, "password": PASSWORD})
    assert right.status_code == 429


def test_o19_known_and_unknown_take_the_same_time(client: Client, manarat: UUID, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    _, known = given_account(manarat)
    took: dict[str, list[float]] = {known: [], "unknown@example.org": []}
    for _ in range(5):
        for email, times in took.items():
            started = time.perf_counter()
            client.post("/account/login/", {"login": email, "password": "wrong"})
            times.append(time.perf_counter() - started)
    first, second = (statistics.median(times) for times in took.values())
    assert max(first, second) < 2 * min(first, second)


def test_nobody_signs_up(client: Client):
    assert client.get("/account/signup/").status_code == 404


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "https://testserver/x", "/\\evil"]
)
def test_signing_in_leads_to_no_foreign_place(client: Client, manarat: UUID, target: str):
    _, email = given_account(manarat)
    answer = client.post("/account/login/", {"login": email, "password": PASSWORD, "next": target})
    assert answer["Location"] == "/desk/"


def test_signing_out_is_a_post(client: Client, manarat: UUID):
    given_signed_in(client, manarat)
    answer = client.post("/account/logout/")
    assert answer["Location"] == "/"
    assert client.get("/manarat/desk/")["Location"].startswith("/account/login/")


def test_a_session_ends_after_half_an_hour_away(client: Client, manarat: UUID):
    given_signed_in(client, manarat)
    with time_machine.travel(time.time() + 29 * 60, tick=False):
        assert client.get("/manarat/desk/").status_code == 200
    with time_machine.travel(time.time() + (29 + 31) * 60, tick=False):
        assert client.get("/manarat/desk/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/account/security/",
        "/account/password/change/",
        "/account/authenticator/",
        "/account/recovery-codes/",
        "/desk/",
    ],
)
def test_pages_of_an_account_need_a_sign_in(client: Client, path: str):
    assert client.get(path)["Location"].startswith("/account/login/")


def test_a_phone_is_changed_after_a_fresh_sign_in(client: Client, manarat: UUID):
    given_signed_in(client, manarat)
    assert client.get("/account/security/").status_code == 200
    assert client.get("/account/password/change/").status_code == 200
    assert client.get("/account/recovery-codes/new/").status_code == 200
    assert client.get("/account/authenticator/remove/").status_code == 200
    assert client.post("/account/authenticator/remove/").status_code == 302
    assert client.get("/manarat/desk/")["Location"].startswith("/account/authenticator/")
