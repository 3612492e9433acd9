"""Who signed in long ago proves anew that it is he, and goes on where he was."""

import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wasl.domains.access.actions import make_operator
from wasl.domains.access.queries import operator_actor
from wasl.domains.access.tests.given import PASSWORD
from wasl.domains.associations.tests.given import given_association
from wasl.faces.edge.tests.given import (
    answered,
    asked_again,
    code_now,
    given_account,
    given_authenticator,
    given_browser,
)
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wasl.faces.edge.tests.doors")]

MINUTE = 60
REASON = 'السطر الأول\r\nو"الثاني" <b>مهم</b> & باقٍ'


@pytest.fixture
def manarat() -> UUID:
    return given_association("manarat")


@pytest.fixture
def muna(manarat: UUID) -> Actor:
    """The director, who signed in with both factors."""
    return given_account(manarat, "منى", roles=("director",))[0]


@pytest.fixture
def secret(muna: Actor) -> str:
    return given_authenticator(muna)


@pytest.fixture
def browser(muna: Actor, secret: str) -> Client:
    return given_browser(muna)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(time.time(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def stale(clock: Any, browser: Client) -> Client:
    """Her browser twenty minutes later, in which she has gone on reading."""
    clock.shift(20 * MINUTE)
    assert browser.get("/manarat/desk/").status_code == 200
    return browser


def _noted(association: UUID | None) -> list[str]:
    by = Actor.installation() if association is None else Actor.system(association)
    with entered_scope(by, writing=False):
        rows = TrailEntry.objects.filter(verb="access.record_fresh_sign_in").order_by("sequence")
        return [row.details for row in rows]


RIGHT = '{"right": true, "way": "code"}'
WRONG = '{"right": false, "way": "code"}'


def test_who_signed_in_a_moment_ago_is_not_asked(clock: Any, browser: Client):
    clock.shift(14 * MINUTE)
    assert browser.get("/manarat/export/").content == b"a,b"
    assert browser.post("/manarat/decide/", {"reason": REASON}).status_code == 200


def test_what_is_only_read_is_never_asked_for(stale: Client):
    assert stale.get("/manarat/desk/").status_code == 200
    assert stale.get("/manarat/decide/").status_code == 200


def test_a_form_goes_on_with_all_that_was_typed(stale: Client, secret: str, manarat: UUID):
    typed = {"reason": REASON, "choice": ["1", "2"], "next": "https://evil.example/", "code": "7"}
    page = asked_again(stale, "post", "/manarat/decide/?case=3", typed)
    assert page.status_code == 200
    assert "ما كتبتموه محفوظ" in page.content.decode()
    done = answered(stale, page, code=code_now(secret))
    # Neither the code nor anything of the page that asked reaches the door.
    assert done.json()["sent"] == {
        "reason": [REASON],
        "choice": ["1", "2"],
        "next": ["https://evil.example/"],
        "code": ["7"],
    }
    assert done.request["QUERY_STRING"] == "case=3"
    assert stale.post("/manarat/decide/", typed).status_code == 200
    assert _noted(manarat) == [RIGHT]


def test_a_form_without_a_word_goes_on_too(stale: Client, secret: str):
    page = asked_again(stale, "post", "/manarat/sit/")
    assert answered(stale, page, code=code_now(secret)).json()["name"] == "منى"


def test_an_attached_file_is_said_to_be_chosen_again(stale: Client, secret: str):
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4")
    sent = {"reason": REASON, "scan": scan}
    led = stale.post("/manarat/decide/", sent)
    scan.seek(0)
    page = stale.post(led["Location"], sent)
    words = "الملف المرفق وحده يلزم اختياره مرة أخرى."
    assert words in page.content.decode()
    again = answered(stale, page, code="000000")
    assert words in again.content.decode()
    done = answered(stale, again, code=code_now(secret)).json()
    assert done == {"sent": {"reason": [REASON]}, "files": []}


def test_a_wrong_code_changes_nothing_and_keeps_what_was_typed(
    stale: Client, secret: str, manarat: UUID
):
    page = asked_again(stale, "post", "/manarat/decide/", {"reason": REASON})
    wrong = answered(stale, page, code="000000")
    assert wrong.status_code == 422
    assert "هذا الرمز غير صحيح" in wrong.content.decode()
    assert stale.post("/manarat/decide/").status_code == 307
    done = answered(stale, wrong, code=code_now(secret))
    assert done.json()["sent"] == {"reason": [REASON]}
    assert _noted(manarat) == [WRONG, RIGHT]


def test_nothing_typed_is_no_try(stale: Client, manarat: UUID):
    page = asked_again(stale, "post", "/manarat/decide/", {"reason": REASON})
    assert answered(stale, page, code="").status_code == 422
    assert _noted(manarat) == []


def test_the_codes_cannot_be_guessed_for_long(stale: Client, manarat: UUID):
    page = asked_again(stale, "get", "/manarat/export/")
    codes = [answered(stale, page, code="000000").status_code for _ in range(12)]
    assert codes == [422] * 10 + [429] * 2
    assert _noted(manarat) == [WRONG] * 10


def test_passwords_are_counted_as_at_signing_in(stale: Client):
    page = answered(stale, asked_again(stale, "get", "/manarat/export/"), way="password")
    codes = [answered(stale, page, password=f"wrong {number}").status_code for number in range(22)]
    assert codes == [422] * 20 + [429] * 2


def test_a_file_comes_after_the_code_beside_a_way_back(stale: Client, secret: str):
    page = asked_again(
        stale,
        "get",
        "/manarat/export/?stage=new",
        headers={"Referer": "http://testserver/manarat/desk/?page=2"},
    )
    assert "ائتمننا الناس عليه" in page.content.decode()
    thanks = answered(stale, page, code=code_now(secret))
    assert thanks.status_code == 200
    assert thanks["Refresh"] == "0; url=/manarat/export/?stage=new"
    assert 'href="/manarat/desk/?page=2"' in thanks.content.decode()
    assert stale.get("/manarat/export/?stage=new").content == b"a,b"


def test_a_file_asked_for_by_a_form_is_taken_by_one(stale: Client, secret: str):
    page = asked_again(stale, "post", "/manarat/dossier/", {"who": REASON})
    thanks = answered(stale, page, code=code_now(secret))
    assert 'action="/manarat/dossier/"' in thanks.content.decode()
    assert "&lt;b&gt;مهم" in thanks.content.decode()
    assert "Refresh" not in thanks.headers


def test_the_password_will_do_instead(stale: Client, manarat: UUID):
    page = asked_again(stale, "post", "/manarat/decide/", {"reason": REASON})
    page = answered(stale, page, code="", way="password")
    assert page.status_code == 200
    assert 'type="password"' in page.content.decode()
    done = answered(stale, page, password=PASSWORD)
    assert done.json()["sent"] == {"reason": [REASON]}
    assert PASSWORD not in done.content.decode()
    assert _noted(manarat) == ['{"right": true, "way": "password"}']


def test_a_recovery_code_opens_once(stale: Client, muna: Actor):
    account = get_user_model()._default_manager.get(pk=str(muna.staff))
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    page = asked_again(stale, "get", "/manarat/export/")
    assert answered(stale, page, code=code).status_code == 200
    assert answered(stale, page, code=code).status_code == 422


def test_after_the_proof_the_session_has_another_key(stale: Client, secret: str):
    before = stale.session.session_key
    answered(stale, asked_again(stale, "get", "/manarat/export/"), code=code_now(secret))
    assert stale.session.session_key != before


def test_a_committee_is_asked_once_in_a_sitting(clock: Any, stale: Client, secret: str):
    page = asked_again(stale, "post", "/manarat/sit/")
    assert "قرار اللجنة" in page.content.decode()
    assert answered(stale, page, code=code_now(secret)).status_code == 200
    for _ in range(11):
        clock.shift(20 * MINUTE)
        assert stale.post("/manarat/sit/").status_code == 200
    # The sitting opens nothing else, and ends.
    assert stale.get("/manarat/export/").status_code == 302
    clock.shift(21 * MINUTE)
    assert stale.post("/manarat/sit/").status_code == 307


def test_having_read_for_long_is_no_sitting(clock: Any, browser: Client):
    clock.shift(16 * MINUTE)
    assert browser.post("/manarat/sit/").status_code == 307


def test_half_an_hour_away_ends_a_sitting_too(clock: Any, browser: Client):
    assert browser.post("/manarat/sit/").status_code == 200
    clock.shift(31 * MINUTE)
    assert browser.post("/manarat/sit/")["Location"].startswith("/account/login/")


def test_a_clock_set_back_makes_nobody_fresh(clock: Any, browser: Client):
    clock.shift(-MINUTE)
    assert browser.get("/manarat/export/").status_code == 302


def test_a_fragment_is_led_as_a_whole_page_and_back(stale: Client):
    headers = {
        "HX-Request": "true",
        "HX-Current-URL": "http://testserver/manarat/desk/?page=2#top",
    }
    answer = stale.post("/manarat/decide/", {"reason": REASON}, headers=headers)
    assert answer.content == b""
    assert answer["HX-Redirect"] == "/account/again/?next=%2Fmanarat%2Fdesk%2F%3Fpage%3D2"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "https://testserver/manarat/export/",
        "/\\evil",
        "/manarat/sit/",
        "/nowhere/at/all/",
        "/x\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_the_proof_leads_to_no_foreign_and_no_closed_place(stale: Client, secret: str, target: str):
    page = stale.get("/account/again/", {"next": target})
    done = answered(stale, page, code=code_now(secret))
    assert (done.status_code, done["Location"]) == (302, "/desk/")


@pytest.mark.parametrize("referrer", ["https://evil.example/manarat/", "http://[evil.example", ""])
def test_a_foreign_referrer_is_no_way_back(stale: Client, referrer: str):
    headers = {"Referer": referrer, "HX-Current-URL": referrer}
    fragment = stale.get("/manarat/export/", headers={**headers, "HX-Request": "true"})
    assert fragment["HX-Redirect"] == "/account/again/"
    page = stale.get("/account/again/", {"next": "/manarat/export/"}, headers=headers)
    assert "evil.example" not in page.content.decode()


def test_somebody_else_at_the_machine_gets_nothing_that_was_under_way(
    clock: Any, stale: Client, manarat: UUID
):
    asked_again(stale, "post", "/manarat/decide/", {"reason": REASON})
    assert REASON not in str(dict(stale.session))
    stale.post("/account/logout/")
    other, _ = given_account(manarat, "لولوة", roles=("director",))
    key = given_authenticator(other)
    email = get_user_model()._default_manager.get(pk=str(other.staff)).email
    stale.post("/account/login/", {"login": email, "password": PASSWORD})
    stale.post("/account/code/", {"code": code_now(key)})
    clock.shift(MINUTE)
    page = stale.get("/account/again/", {"next": "/manarat/decide/"})
    assert REASON not in page.content.decode()
    done = answered(stale, page, code=code_now(key))
    assert done["Location"] == "/manarat/decide/"


def test_whose_code_it_is_counts(stale: Client, manarat: UUID):
    other, _ = given_account(manarat, "لولوة", roles=("director",))
    key = given_authenticator(other)
    page = asked_again(stale, "get", "/manarat/export/")
    assert answered(stale, page, code=code_now(key)).status_code == 422


def test_who_may_not_is_not_asked(clock: Any, manarat: UUID):
    huda, _ = given_account(manarat, "هدى", roles=("officer",))
    given_authenticator(huda)
    browser = given_browser(huda)
    clock.shift(20 * MINUTE)
    assert browser.get("/manarat/export/").status_code == 403


def test_a_stranger_is_led_to_sign_in(client: Client, manarat: UUID):
    assert client.get("/manarat/export/")["Location"].startswith("/account/login/")
    assert client.get("/account/again/")["Location"].startswith("/account/login/")


def test_the_token_of_a_form_is_asked_for_on_the_way(muna: Actor, secret: str, clock: Any):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = given_browser(muna).cookies
    clock.shift(20 * MINUTE)
    address = "/account/again/?next=/manarat/decide/"
    assert browser.post(address, {"reason": REASON}).status_code == 403


def test_an_operator_is_asked_too_and_noted_at_the_installation(clock: Any):
    operator = make_operator(
        Actor.installation(), email="omar@wasl.example", name="عمر", password=PASSWORD
    )
    actor = operator_actor(Actor.installation(), staff=operator.pk)
    assert actor is not None
    secret = given_authenticator(actor)
    browser = given_browser(actor)
    clock.shift(20 * MINUTE)
    page = asked_again(browser, "get", "/account/recovery-codes/")
    done = answered(browser, page, code=code_now(secret))
    assert done["Location"] == "/account/recovery-codes/"
    assert _noted(None) == [RIGHT]


def test_an_account_without_an_app_is_asked_for_its_password(clock: Any, manarat: UUID):
    huda, _ = given_account(manarat, "هدى")
    browser = given_browser(huda)
    clock.shift(20 * MINUTE)
    page = asked_again(browser, "post", "/account/authenticator/", {"code": "123456"})
    assert 'name="again-password"' in page.content.decode()
    assert "again-code" not in page.content.decode()
    assert answered(browser, page, password=PASSWORD).status_code == 200


def test_changing_the_phone_is_asked_for_at_the_same_page(stale: Client, secret: str):
    assert stale.get("/account/authenticator/remove/")["Location"].startswith("/account/again/")
    page = asked_again(stale, "post", "/account/authenticator/remove/")
    done = answered(stale, page, code=code_now(secret))
    assert done.status_code == 302
    assert stale.get("/manarat/desk/")["Location"].startswith("/account/authenticator/")
