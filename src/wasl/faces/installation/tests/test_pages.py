"""Opening an association in the browser, and who may not."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from wasl.domains.access.actions import make_operator
from wasl.domains.access.queries import direction_of, operator_actor
from wasl.domains.access.tests.given import PASSWORD, given_director
from wasl.domains.associations.queries import association_called
from wasl.domains.associations.tests.given import given_association
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_simulated
from wasl.faces.edge.tests.given import given_authenticator
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

ASKED = {
    "name_ar": "جمعية صدى للتنمية",
    "name_en": "Sadaa Development Association",
    "short_ar": "صدى",
    "short_en": "Sadaa",
    "slug": "",
    "licence": "٤٣٢١",
    "city_ar": "تبوك",
    "city_en": "Tabuk",
    "phone": "0144321000",
    "email": "hello@sadaa.example",
    "website": "",
    "hours_ar": "",
    "hours_en": "",
    "accent": "plum",
    "digits": "arabic",
    "director_name": "منى الحربي",
    "director_email": "mona@sadaa.example",
}


@pytest.fixture
def omar() -> Actor:
    staff = make_operator(
        Actor.installation(), email="omar@wasl.example", name="عمر", password=PASSWORD
    )
    actor = operator_actor(Actor.installation(), staff=staff.pk)
    assert actor is not None
    return actor


def _browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(pk=actor.staff))
    return client


@pytest.fixture
def browser(omar: Actor) -> Client:
    given_authenticator(omar)
    return _browser(omar)


def _open(browser: Client, **changes: str) -> Any:
    return browser.post("/installation/new/", ASKED | changes)


def _key(slug: str = "sadaa") -> UUID:
    return association_called(Actor.installation(), slug=slug).id


def _path_in_mail(association: UUID) -> str:
    send_due_messages(Actor.system(association))
    newest = messages_simulated(Actor.installation()).messages[0]
    text = "".join(piece for piece, _is_link in newest.pieces)
    found = re.search(r"/[a-z-]+/invitation/[\w-]+/", text)
    assert found, text
    return found.group(0)


def test_an_association_is_opened_and_its_director_takes_his_place(browser: Client):
    told = _open(browser)
    assert told.status_code == 302
    assert told["Location"] == "/installation/sadaa/"
    row = association_called(Actor.installation(), slug="sadaa")
    assert (row.licence, row.accent, row.city["en"]) == ("4321", "plum", "Tabuk")
    assert "منى الحربي" in browser.get(told["Location"]).content.decode()
    mona = Client()
    path = _path_in_mail(row.id)
    assert "منى الحربي" in mona.get(path).content.decode()
    for typed in (
        {"password": "short", "again": "short"},
        {"password": "نخلة باسقة هناك", "again": "x"},
    ):
        assert mona.post(path, typed).status_code == 422
    came = mona.post(path, {"password": "نخلة باسقة هناك", "again": "نخلة باسقة هناك"})
    assert came["Location"] == "/account/login/?next=/sadaa/desk/"
    assert mona.get(path).status_code == 404
    signed = mona.post(
        came["Location"], {"login": "mona@sadaa.example", "password": "نخلة باسقة هناك"}
    )
    assert signed["Location"] == "/sadaa/desk/"
    assert mona.get("/sadaa/desk/")["Location"].startswith("/account/authenticator/")
    assert direction_of(Actor.system(row.id)).has_come


def test_what_an_operator_does_is_in_a_trail(browser: Client, omar: Actor):
    _open(browser)
    with entered_scope(Actor.installation(), writing=False):
        deeds = TrailEntry.objects.filter(verb="associations.open_association")
        assert [(deed.chain, deed.actor) for deed in deeds] == [("installation", str(omar.staff))]
    with entered_scope(Actor.system(_key()), writing=False):
        deeds = TrailEntry.objects.filter(verb="access.name_first_director")
        assert [deed.actor for deed in deeds] == [str(omar.staff)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"licence": "12"}, "licence"),
        ({"licence": "x123"}, "licence"),
        ({"name_en": ""}, "name_en"),
        ({"slug": "Desk"}, "slug"),
        ({"slug": "api"}, "slug"),
        ({"slug": "two words"}, "slug"),
        ({"short_en": "صدى"}, "slug"),
        ({"city_en": ""}, "city_en"),
        ({"email": "no"}, "email"),
        ({"accent": "gold"}, "accent"),
    ],
)
def test_each_mistake_is_told_at_its_field(browser: Client, changes: dict[str, str], field: str):
    if field == "slug" and changes.get("slug") == "Desk":
        given_association("desk-of-others")
    answer = _open(browser, **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_an_id_is_asked_about_before_it_counts_as_a_licence(browser: Client):
    asked = _open(browser, licence="1012345672")
    assert asked.status_code == 422
    assert "is_licence" in asked.context["form"].errors
    assert _open(browser, licence="1012345672", is_licence="on").status_code == 302
    assert association_called(Actor.installation(), slug="sadaa").licence == "1012345672"


def test_nothing_is_half_opened(browser: Client, omar: Actor):
    answer = _open(browser, director_email="omar@wasl.example")
    assert answer.status_code == 422
    assert "director_email" in answer.context["first"].errors
    assert "sadaa" not in browser.get("/installation/").content.decode()


def test_an_address_serves_one_association(browser: Client):
    _open(browser)
    assert "slug" in _open(browser).context["form"].errors


def test_a_first_director_may_be_invited_anew_until_one_came(browser: Client):
    _open(browser)
    again = {"director_name": "سعاد الحربي", "director_email": "suad@sadaa.example"}
    assert browser.post("/installation/sadaa/director/", again).status_code == 302
    path = _path_in_mail(_key())
    Client().post(path, {"password": "نخلة باسقة هناك", "again": "نخلة باسقة هناك"})
    late = browser.post("/installation/sadaa/director/", again)
    assert late.status_code == 422


def test_the_link_is_handed_over_where_no_mail_is_carried(browser: Client, settings):
    settings.WASL_SIMULATORS = False
    settings.EMAIL_HOST = ""
    told = _open(browser)
    assert told.status_code == 200
    assert re.search(r"/sadaa/invitation/[\w-]+/", told.content.decode())
    assert "/invitation/" not in browser.get("/installation/sadaa/").content.decode()


def test_nobody_else_finds_these_pages(client: Client):
    manarat = given_association("manarat")
    for path in ("/installation/", "/installation/new/", "/installation/manarat/"):
        assert client.get(path)["Location"].startswith("/account/login/")
    mona = given_director(manarat)
    given_authenticator(mona)
    browser = _browser(mona)
    for path in ("/installation/", "/installation/new/", "/installation/manarat/"):
        assert browser.get(path).status_code == 404
    assert browser.post("/installation/new/", ASKED).status_code == 404


def test_an_operator_needs_a_second_factor_and_enters_no_desk(omar: Actor):
    given_association("manarat")
    browser = _browser(omar)
    assert browser.get("/installation/")["Location"].startswith("/account/authenticator/")
    given_authenticator(omar)
    assert browser.get("/installation/").status_code == 200
    assert browser.get("/desk/")["Location"] == "/installation/"
    assert browser.get("/manarat/desk/").status_code == 404
    assert browser.get("/manarat/desk/queue/").status_code == 404
