"""Bad and abusive inputs at the doors that take codes, passwords and references."""

import json
import re
import statistics
import time
from typing import Any
from uuid import UUID

import pytest
import structlog
import time_machine
from django.test import Client

from tests.contracts.given import NOURA, NOURA_ID, NOURA_PHONE, text_of
from wasl.domains.access.actions import leave_staff
from wasl.domains.access.tests.given import PASSWORD, given_director
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_simulated
from wasl.faces.edge.tests.given import given_account, given_signed_in
from wasl.faces.portal.tests.given import given_association, given_basket_asked, last_code
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import mobile, new_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def manarat() -> UUID:
    """Manarat as its profile describes it."""
    return given_association()


def _texts_to(association: UUID, phone: str) -> list[str]:
    send_due_messages(Actor.system(association))
    return [
        "".join(piece for piece, _ in message.pieces)
        for message in messages_simulated(Actor.installation()).messages
        if message.to == phone
    ]


@pytest.mark.parametrize("path", ["/", "/manarat/", "/account/login/", "/api/v1/manarat/services"])
def test_o18_a_foreign_host_gets_400(manarat: UUID, path: str) -> None:
    answer = Client().get(path, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_o18_the_link_of_a_reset_names_our_own_host(
    manarat: UUID, mailoutbox: Any, settings: Any
) -> None:
    settings.WASL_BASE_URL = "https://wasl.example"
    _, email = given_account(manarat)
    forwarded = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    answer = Client().post("/account/password/reset/", {"email": email}, headers=forwarded)
    assert answer.status_code == 302
    (mail,) = mailoutbox
    assert "https://wasl.example/account/password/reset/key/" in mail.body
    assert "evil" not in mail.body + mail.subject


@pytest.mark.parametrize("is_known", [True, False])
def test_o19_fifty_wrong_passwords_end_in_429(manarat: UUID, is_known: bool) -> None:
    client = Client()
    _, known = given_account(manarat)
    email = known if is_known else "unknown@example.org"
    with structlog.testing.capture_logs() as logs:
        codes = [
            client.post(
                "/account/login/", {"login": email, "password": f"wrong {number}"}
            ).status_code
            for number in range(50)
        ]
    assert codes == [200] * 20 + [429] * 30
    assert [log["event"] for log in logs].count("too many tries") >= 1
    assert email not in json.dumps(logs, default=str)
    # From another address too: the name is counted as well.
    other = Client(REMOTE_ADDR="10.0.0.9")
    answer = other.post("/account/login/", {"login": email, "password": PASSWORD})
    assert answer.status_code == 429


def test_o19_known_and_unknown_get_the_same_page_in_the_same_time(
    manarat: UUID, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    client = Client()
    _, known = given_account(manarat)
    took: dict[str, list[float]] = {known: [], "unknown@example.org": []}
    pages = set()
    for _ in range(6):
        for email, times in took.items():
            started = time.perf_counter()
            answer = client.post("/account/login/", {"login": email, "password": "wrong"})
            times.append(time.perf_counter() - started)
            pages.add(re.sub(r'value="[^"]*@[^"]*"', "", text_of(answer)))
    first, second = (statistics.median(times) for times in took.values())
    assert max(first, second) < 2 * min(first, second)
    assert len(pages) == 1


def test_o20_a_hundred_requests_for_one_phone_send_three_and_look_alike(manarat: UUID) -> None:
    answers = set()
    before = len(_texts_to(manarat, mobile(NOURA_PHONE)))
    for number in range(100):
        # Somebody who changes his address with every request.
        client = Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")
        answer = client.post("/manarat/phone/", {"phone": NOURA_PHONE})
        answers.add((answer.status_code, answer["Location"], answer.content))
    assert len(answers) == 1
    assert len(_texts_to(manarat, mobile(NOURA_PHONE))) == before + 3


@pytest.mark.parametrize(
    "phone", ["+447911123456", "+8821612345678", "+966112345678", "0112345678", "0551234", "٠٥٥"]
)
def test_o21_a_code_to_a_foreign_number_or_a_landline_is_422_and_not_sent(
    manarat: UUID, phone: str
) -> None:
    before = len(messages_simulated(Actor.installation()).messages)
    answer = Client().post("/manarat/phone/", {"phone": phone})
    assert answer.status_code == 422
    assert 'href="#id_phone"' in answer.content.decode()
    assert send_due_messages(Actor.system(manarat)) == 0
    assert len(messages_simulated(Actor.installation()).messages) == before


@pytest.mark.slow
def test_o22_random_references_miss_alike_then_429_and_an_alarm(manarat: UUID) -> None:
    client = Client()
    misses, codes = set(), []
    with structlog.testing.capture_logs() as logs:
        # Nothing changes after the first refusal, so a hundred tell as much as ten thousand.
        for _ in range(100):
            answer = client.post("/manarat/follow/", {"reference": new_reference()})
            codes.append(answer.status_code)
            if answer.status_code == 302:
                misses.add((answer["Location"], answer.content))
    assert len(misses) == 1
    assert set(codes[:60]) == {302}
    assert set(codes[60:]) == {429}
    (alarm,) = [log for log in logs if log["event"] == "too many tries"]
    assert alarm["what"] == "follow a reference"
    assert not re.search(r"\d{10}", json.dumps(logs, default=str))


def test_o23_six_wrong_codes_for_a_right_reference_lock_it_and_show_nothing(manarat: UUID) -> None:
    sent = given_basket_asked(manarat)
    client = Client()
    client.post("/manarat/follow/", {"reference": sent.reference})
    right = last_code(manarat)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(6):
        answer = client.post("/manarat/follow/code/", {"code": wrong})
        assert answer.status_code == 422
        for fact in (NOURA, NOURA_ID, NOURA_PHONE[-4:], "3500"):
            assert fact not in text_of(answer)
    # The right code opens nothing now, also not for somebody with another address.
    assert client.post("/manarat/follow/code/", {"code": right}).status_code == 422
    other = Client(REMOTE_ADDR="10.0.0.9")
    other.post("/manarat/follow/", {"reference": sent.reference})
    assert other.post("/manarat/follow/code/", {"code": right}).status_code == 422
    with time_machine.travel(time.time() + 16 * 60):
        later = Client()
        later.post("/manarat/follow/", {"reference": sent.reference})
        answer = later.post("/manarat/follow/code/", {"code": last_code(manarat)})
        assert answer.status_code == 302


def test_o38_who_was_shut_out_a_second_ago_is_signed_out_at_the_next_request(
    manarat: UUID,
) -> None:
    client = Client()
    huda = given_signed_in(client, manarat)
    assert client.get("/manarat/desk/").status_code == 200
    assert huda.staff is not None
    leave_staff(given_director(manarat), staff=huda.staff)
    answer = client.get("/manarat/desk/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    assert "_auth_user_id" not in client.session
    assert client.post("/manarat/desk/intake/", {}).status_code == 302
