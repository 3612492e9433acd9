"""Every door of the installation, tried by everybody: nobody gets past what is written on it.

The reviewed list is tests/architecture/routes.txt. After a change of addresses, run
`wasl routes > tests/architecture/routes.txt` and read the difference.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from wasl.domains.access.actions import make_operator
from wasl.domains.access.queries import staff_names
from wasl.domains.access.rules import ROLES, STAFF_ROLES
from wasl.domains.access.tests.given import given_staff
from wasl.domains.applications.tests.given import (
    applicant_data,
    given_noura_visiting,
    given_ready_association,
    given_submitted_whole,
)
from wasl.faces.edge.routes import (
    Scope,
    declare,
    routes_declared,
    routes_written,
    scopes_of,
    views_declared,
)
from wasl.faces.edge.tests.given import given_authenticator, given_browser
from wasl.foundation.actor import Actor

REVIEWED = Path(__file__).parents[1] / "architecture/routes.txt"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Values that stand nowhere else, so that finding one is a leak.
NAME, NUMBER, PHONE = "رفيف بنت هذال السهلي", "1076543212", "0553219876"


@dataclass(frozen=True)
class Door:
    """One address with its view."""

    address: str
    view: Callable[..., Any] = field(repr=False)

    @property
    def is_of_association(self) -> bool:
        """Whether it lies under an association's own address."""
        return "<slug:slug>" in self.address

    def at(self, slug: str, key: UUID) -> str:
        """The address filled in: `key` stands for every object."""
        path = self.address.replace("<slug:slug>", slug)
        path = re.sub(r"<uuid(?:str)?:\w+>", str(key), path)
        path = re.sub(r"<int:\w+>", "1", path)
        path = re.sub(r"<slug:(service)>", "food-basket", path)
        path = re.sub(r"<(slug|str):\w+>", "members", path)
        path = re.sub(r"\(\?P<uidb36>.*\)/\$$", "1-set-password/", path)
        return path.replace("^", "").replace("$", "")


def _doors() -> list[Door]:
    return [Door(address, view) for address, _, view in views_declared()]


DOORS = _doors()


def _request(client: Client, method: str, path: str) -> Any:
    client.raise_request_exception = False
    # What an earlier act said must not show in the answer to this one.
    client.cookies.pop("messages", None)
    # Redirects are the answer here, and PUT and PATCH without a body are what a scanner sends.
    return client.generic(method, path)


def test_every_door_says_who_may_come_in():
    assert [route.address for route in routes_declared() if route.scope == "UNDECLARED"] == []


def test_a_door_that_says_nothing_would_be_found():
    def silent(request: Any) -> None:
        """A view on which nobody wrote anything."""

    patterns = get_resolver().url_patterns
    patterns.append(URLPattern(get_resolver().pattern, silent))
    try:
        assert "UNDECLARED" in routes_written()
    finally:
        patterns.pop()


def test_the_doors_are_those_that_were_reviewed():
    reviewed = REVIEWED.read_text(encoding="utf-8") if REVIEWED.is_file() else ""
    assert routes_written() == reviewed, "run: wasl routes > tests/architecture/routes.txt"


def test_every_permission_on_a_door_is_held_by_a_role():
    held = frozenset().union(*ROLES.values())
    asked = {
        permission
        for door in DOORS
        for scope in scopes_of(door.view)
        for permission in scope.permissions
    }
    assert sorted(asked - held) == []


def test_what_changes_something_is_not_opened_by_a_link():
    scope = Scope("staff", ("GET",), frozenset({"decisions.cast_vote"}))
    assert not scope.answers("POST")
    assert scope.answers("HEAD")
    for door in DOORS:
        last = door.address.strip("/").rpartition("/")[2]
        if last in {"logout", "vote", "discard", "open", "confirm", "return", "deliver"}:
            methods = {m for scope in scopes_of(door.view) for m in scope.methods}
            assert "POST" in methods, door.address


@dataclass
class House:
    """Two associations, a case with its secrets in one of them, and people at the doors."""

    manarat: UUID
    wahj: UUID
    case: UUID
    reference: str
    clients: dict[str, Client] = field(default_factory=dict)

    def client_of(self, role: str) -> Client:
        """A browser of somebody new in Manarat who holds this role alone."""
        return _signed_in(given_staff(self.manarat, role, roles=[role]))

    def leaks(self, answer: Any, path: str) -> list[str]:
        """What an answer tells of the case that the address did not hold already."""
        if answer.streaming:
            text = b"".join(answer.streaming_content).decode(errors="replace")
        else:
            text = answer.content.decode(errors="replace")
        secrets = (NAME, NUMBER, PHONE, f"+966{PHONE[1:]}", self.reference)
        return [secret for secret in secrets if secret in text and secret not in path]


def _listed(wrong: list[Any]) -> str:
    return "\n".join(map(str, wrong))


def _signed_in(actor: Actor) -> Client:
    given_authenticator(actor)
    return given_browser(actor)


@pytest.fixture
def house(db: None) -> House:
    """The house with a case, a client for nobody and for Ibrahim."""
    manarat = given_ready_association("manarat")
    wahj = given_ready_association("wahj")
    sent = given_submitted_whole(
        given_noura_visiting(manarat, PHONE),
        phone=PHONE,
        signed_name=NAME,
        applicant=applicant_data(name=NAME, national_id=NUMBER),
    )
    house = House(manarat, wahj, sent.application, sent.reference)
    house.clients["nobody"] = Client()
    everything = sorted(STAFF_ROLES)
    ibrahim = given_staff(wahj, "إبراهيم", roles=everything)
    house.clients["Ibrahim"] = _signed_in(ibrahim)
    assert staff_names(ibrahim, ids=[]) == {}
    return house


def _tries(kinds: set[str]) -> Iterator[tuple[Door, Scope, str]]:
    for door in DOORS:
        for scope in scopes_of(door.view):
            if scope.kind in kinds:
                for method in scope.methods:
                    yield door, scope, method


def test_nobody_passes_a_staff_door_without_signing_in(house: House):
    wrong = []
    for door, _, method in _tries({"staff"}):
        path = door.at("manarat", house.case)
        answer = _request(house.clients["nobody"], method, path)
        is_led = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
        if not (is_led or (path.startswith("/api/") and answer.status_code == 401)):
            wrong.append((method, path, answer.status_code))
        wrong += [(method, path, leak) for leak in house.leaks(answer, path)]
    assert not wrong, _listed(wrong)


def test_nobody_passes_an_applicants_door_without_a_confirmed_phone(house: House):
    wrong = []
    for door, _, method in _tries({"applicant"}):
        path = door.at("manarat", house.case)
        answer = _request(house.clients["nobody"], method, path)
        if answer.status_code not in (302, 403):
            wrong.append((method, path, answer.status_code))
        wrong += [(method, path, leak) for leak in house.leaks(answer, path)]
    assert not wrong, _listed(wrong)


def test_ibrahim_finds_nothing_at_the_doors_of_another_association(house: House):
    wrong = []
    for door, _, method in _tries({"staff"}):
        path = door.at("manarat", house.case)
        answer = _request(house.clients["Ibrahim"], method, path)
        if answer.status_code != 404:
            wrong.append((method, path, answer.status_code))
        wrong += [(method, path, leak) for leak in house.leaks(answer, path)]
    assert not wrong, _listed(wrong)


def test_an_operator_finds_no_desk_and_nothing_of_anybody(house: House):
    operator = make_operator(
        Actor.installation(), email="omar@wasl.example", name="عمر", password="not asked here"
    )
    browser = _signed_in(Actor("installation", None, staff=operator.pk))
    wrong = []
    for door, scope, method in _tries({"staff", "public", "installation"}):
        path = door.at("manarat", house.case)
        answer = _request(browser, method, path)
        if scope.kind == "staff" and answer.status_code != 404:
            wrong.append((method, path, answer.status_code))
        wrong += [(method, path, leak) for leak in house.leaks(answer, path)]
        # Some doors sign out whoever passes them.
        browser.force_login(operator)
    assert not wrong, _listed(wrong)


def _plain(answer: Any, *keys: UUID) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", content.decode(errors="replace"))
    text = re.sub(r'"X-CSRFToken": "[^"]+"', "", text)
    for key in keys:
        text = text.replace(str(key), "KEY")
    return text


def test_o5_ibrahim_cannot_tell_our_case_from_none_at_his_own_doors(house: House):
    wrong: list[tuple[object, ...]] = []
    for door, _, method in _tries({"staff", "public"}):
        if "<uuid" not in door.address:
            continue
        other = uuid4()
        path = door.at("wahj", house.case)
        ours = _request(house.clients["Ibrahim"], method, path)
        none = _request(house.clients["Ibrahim"], method, door.at("wahj", other))
        if ours.status_code != none.status_code or ours.status_code >= 500:
            wrong.append((method, path, ours.status_code, none.status_code))
        elif _plain(ours, house.case, other) != _plain(none, house.case, other):
            wrong.append((method, path, "differs"))
        wrong += [(method, path, leak) for leak in house.leaks(ours, path)]
    assert not wrong, _listed(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_a_role_passes_its_own_doors_only_and_breaks_none(house: House, role: str):
    wrong: list[tuple[object, ...]] = []
    client, turn = house.client_of(role), sorted(STAFF_ROLES).index(role)
    for number, (door, scope, method) in enumerate(_tries({"staff"})):
        is_let_in = scope.permissions <= ROLES[role]
        keys = (house.case, uuid4())
        # Those who are refused try the case and the unknown by turns: every role at every door,
        # and every door with both.
        for key in keys if is_let_in else keys[(turn + number) % 2 :][:1]:
            path = door.at("manarat", key)
            answer = _request(client, method, path)
            if not is_let_in and answer.status_code != 403:
                wrong.append((method, path, answer.status_code, "let in"))
            if answer.status_code >= 500:
                wrong.append((method, path, answer.status_code))
    assert not wrong, _listed(wrong)


@pytest.mark.slow
def test_no_door_breaks_or_tells_anything_to_a_stranger(house: House):
    wrong: list[tuple[object, ...]] = []
    for door, _, method in _tries({"public", "installation"}):
        for key in (house.case, uuid4()):
            path = door.at("manarat", key)
            answer = _request(house.clients["nobody"], method, path)
            if answer.status_code >= 500:
                wrong.append((method, path, answer.status_code))
            wrong += [(method, path, leak) for leak in house.leaks(answer, path)]
    assert not wrong, _listed(wrong)


@pytest.mark.slow
def test_another_applicant_sees_nothing_of_our_case(house: House):
    other = Client()
    index = given_noura_visiting(house.manarat, phone="0559876543").phone_index
    session = other.session
    session["visits"] = {str(house.manarat): {"phone_index": index}}
    session.save()
    wrong: list[tuple[object, ...]] = []
    for door, _, method in _tries({"applicant"}):
        if "<uuid" not in door.address:
            continue
        unknown = uuid4()
        path = door.at("manarat", house.case)
        ours = _request(other, method, path)
        none = _request(other, method, door.at("manarat", unknown))
        if ours.status_code != none.status_code or ours.status_code >= 500:
            wrong.append((method, path, ours.status_code, none.status_code))
        wrong += [(method, path, leak) for leak in house.leaks(ours, path)]
    assert not wrong, _listed(wrong)


@pytest.mark.slow
def test_o39_methods_that_a_door_does_not_name_are_refused(house: House):
    director = house.client_of("director")
    wrong = []
    for door in DOORS:
        named = {m for scope in scopes_of(door.view) for m in scope.methods}
        path = door.at("manarat", house.case)
        for method in set(METHODS) - named:
            answer = _request(director, method, path)
            if answer.status_code != 405:
                wrong.append((method, path, answer.status_code))
    assert not wrong, _listed(wrong)


def test_a_leak_would_be_seen(house: House):
    class Answer:
        streaming = False
        content = f"… {NAME} …".encode()

    assert house.leaks(Answer(), "/manarat/") == [NAME]


def test_a_scope_is_written_on_a_view_and_read_back():
    def view(request: Any) -> None:
        """A view."""

    declare(view, Scope("installation", ("GET",), is_signed_in=True))
    assert [scope.written for scope in scopes_of(view)] == ["installation signed-in"]
