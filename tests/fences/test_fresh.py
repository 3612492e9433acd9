"""What decides, what cannot be taken back and what leaves the house asks for a fresh sign-in.

Which doors are meant, and why the others are not, stands in
docs/decisions/0012-a-fresh-sign-in-where-it-decides.md. A new door whose name sounds like a decision or
which answers with a file is found here until somebody declares it or says why not.
"""

import inspect
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client

from wasl.domains.access.actions import change_roles
from wasl.domains.access.rules import STAFF_ROLES
from wasl.domains.access.tests.given import given_director, given_staff
from wasl.domains.applications.tests.given import given_ready_association
from wasl.domains.decisions.models import Vote
from wasl.domains.decisions.tests.given import Bench, given_bench
from wasl.domains.parties.tests.given import given_noura
from wasl.faces.edge.routes import Scope, declare, scopes_of, views_declared
from wasl.faces.edge.tests.given import (
    answered,
    asked_again,
    code_now,
    given_authenticator,
    given_browser,
)
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

MINUTE = 60

_DECIDING = re.compile(
    r"\.(accept|adopt|approve|answer|assess_incident|bring|cast|change|close|conclude|confirm"
    r"|decide|defer|destroy|discard|dissolve|end|erase|except|forget|form|invite|leave|lift|merge(?!_called)"
    r"|propose|refuse|reject|release|renew|retire|return|review|revoke|settle|terminate|undo)_"
)
_LEAVING = re.compile(r"Content-Disposition|attached\(")

_STEPS = "a step on the way: whoever decides comes later, and is asked"
_RECORDS = "records what others decided or said elsewhere; the paper bears it"
_AGAIN = "can be undone or done anew, and gives nobody anything"
_HASTE = "takes something away, and must never wait"
UNASKED_ACTS = {
    "access.leave_staff": _HASTE,
    "access.renew_invitation": "sends again what was given before",
    "agreements.bring_agreement_into_force": _RECORDS,
    "agreements.discard_agreement": _AGAIN,
    "agreements.end_dispute": _RECORDS,
    "agreements.release_duty": _RECORDS,
    "agreements.terminate_agreement": _RECORDS,
    "applications.answer_referral": _STEPS,
    "applications.answer_request": _STEPS,
    "applications.discard_application": _AGAIN,
    "catalogue.close_service": _AGAIN,
    "parties.close_document_kind": _AGAIN,
    "parties.end_contact_way": _AGAIN,
    "parties.end_guardianship": _RECORDS,
    "parties.end_membership": _RECORDS,
    "parties.end_role": _AGAIN,
    "parties.merge_parties": _AGAIN,
    "parties.settle_as_different": _AGAIN,
    "parties.undo_merge": _AGAIN,
    "policies.discard_draft": _AGAIN,
    "policies.retire_board_member": _RECORDS,
    "policies.settle_question": _STEPS,
    "privacy.end_purpose": _AGAIN,
    "privacy.review_opening": "says that a colleague has looked",
    "satisfaction.settle_call": "says that somebody was called",
    "spreadsheets.discard_spreadsheet": _AGAIN,
    "spreadsheets.leave_rows_out": _AGAIN,
    "spreadsheets.settle_match": _AGAIN,
    "spreadsheets.settle_matches": _AGAIN,
}

_ONE_PAPER = "one paper of one case, for the person it is about, who is waiting for it"
_NOBODY = "holds nothing about anybody whom we serve"
UNASKED_FILES = {
    "applications.document_content": _ONE_PAPER,
    "applications.empty_form_pdf": _NOBODY,
    "applications.filled_form_pdf": _ONE_PAPER,
    "decisions.letter_pdf": _ONE_PAPER,
    "knowledge.tool_file": _NOBODY,
    "parties.document_copy": _ONE_PAPER,
    "policies.policy_pdf": _NOBODY,
    "policies.policy_source": _NOBODY,
}
# Pages that are printed and given out of the house; no word in the source tells them.
PAGES_THAT_LEAVE = {"decisions.minutes_of", "privacy.everything_about"}


@dataclass(frozen=True)
class Door:
    """An address, its view, and what is written on it."""

    address: str
    view: Callable[..., Any]
    scope: Scope

    @property
    def line(self) -> str:
        return f"{','.join(self.scope.methods)} {self.address} {self.scope.written}"

    def at(self, key: UUID) -> str:
        path = self.address.replace("<slug:slug>", "manarat")
        path = re.sub(r"<uuid(?:str)?:\w+>", str(key), path)
        return re.sub(r"<\w+:\w+>", "xlsx", path)


def _doors() -> Iterator[Door]:
    for address, _, view in views_declared():
        for scope in scopes_of(view):
            yield Door(address, view, scope)


def _source(view: Callable[..., Any]) -> str:
    return inspect.getsource(inspect.unwrap(view))


def acts_not_asked(doors: Iterator[Door]) -> list[str]:
    """Doors of staff at which something that sounds like a decision is done without asking."""
    return [
        door.line
        for door in doors
        if door.scope.kind == "staff"
        and "POST" in door.scope.methods
        and not door.scope.fresh
        and any(_DECIDING.search(one) and one not in UNASKED_ACTS for one in door.scope.permissions)
    ]


def files_not_asked(doors: Iterator[Door]) -> list[str]:
    """Doors of staff through which a file or a page to hand over leaves without asking."""
    return [
        door.line
        for door in doors
        if door.scope.kind == "staff"
        and not door.scope.fresh
        and (door.scope.permissions & PAGES_THAT_LEAVE or _LEAVING.search(_source(door.view)))
        and not door.scope.permissions & UNASKED_FILES.keys()
    ]


def test_every_act_that_decides_asks_for_a_fresh_sign_in():
    assert acts_not_asked(_doors()) == []


def test_everything_that_leaves_the_house_asks_for_a_fresh_sign_in():
    assert files_not_asked(_doors()) == []


def test_no_exception_is_kept_for_a_door_that_is_gone():
    asked = {one for door in _doors() for one in door.scope.permissions}
    assert sorted({*UNASKED_ACTS, *UNASKED_FILES} - asked) == []


def test_committees_alone_are_asked_for_a_whole_sitting():
    rooms = {
        one.partition(".")[0]
        for door in _doors()
        if door.scope.fresh == "sitting"
        for one in door.scope.permissions
    }
    assert rooms == {"decisions"}


def test_machines_are_not_asked():
    assert [door.line for door in _doors() if door.scope.fresh and "/api/" in door.address] == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/<slug:slug>/desk/committee/cases/<uuid:item>/vote/", acts_not_asked),
        ("/<slug:slug>/desk/people/<uuid:party>/privacy/erase/", acts_not_asked),
        ("/<slug:slug>/desk/queue/export/<slug:kind>/", files_not_asked),
        ("/<slug:slug>/desk/spreadsheets/export/<uuid:export>/<slug:kind>/", files_not_asked),
        ("/<slug:slug>/desk/people/<uuid:party>/privacy/everything.json", files_not_asked),
        ("/<slug:slug>/desk/committee/<uuid:session>/minutes/", files_not_asked),
    ],
)
def test_a_door_that_lost_its_declaration_would_be_found(
    address: str, found: Callable[[Iterator[Door]], list[str]]
):
    (door,) = [one for one in _doors() if one.address == address]
    declare(door.view, replace(door.scope, fresh=""))
    try:
        (line,) = found(_doors())
    finally:
        declare(door.view, door.scope)
    assert address in line
    assert found(_doors()) == []


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(time.time(), tick=False) as traveller:
        yield traveller


def _stale(actor: Actor, clock: Any) -> tuple[Client, str]:
    """A browser in which somebody signed in twenty minutes ago, and the secret of his app."""
    secret = given_authenticator(actor)
    client = given_browser(actor)
    clock.shift(20 * MINUTE)
    return client, secret


@pytest.mark.django_db
def test_every_declared_door_asks_before_anything_is_looked_up_or_done(clock: Any):
    everything = given_staff(given_ready_association("manarat"), "منى", roles=sorted(STAFF_ROLES))
    client, _ = _stale(everything, clock)
    wrong, tried = [], 0
    for door in _doors():
        for method in door.scope.methods:
            if not door.scope.asks_who(method):
                continue
            tried += 1
            answer = getattr(client, method.lower())(door.at(uuid4()))
            led = answer.get("Location", "")
            status = 307 if method == "POST" else 302
            if answer.status_code != status or not led.startswith("/account/again/"):
                wrong.append((method, door.address, answer.status_code, led))
    assert wrong == []
    assert tried > 30


@pytest.mark.django_db
def test_without_its_declaration_a_door_opens_to_a_stale_session(clock: Any):
    muna = given_director(given_ready_association("manarat"))
    client, _ = _stale(muna, clock)
    address = "/<slug:slug>/desk/queue/export/<slug:kind>/"
    (door,) = [one for one in _doors() if one.address == address]
    assert client.get("/manarat/desk/queue/export/csv/").status_code == 302
    declare(door.view, replace(door.scope, fresh=""))
    try:
        assert client.get("/manarat/desk/queue/export/csv/").status_code == 200
    finally:
        declare(door.view, door.scope)


def _votes(bench: Bench) -> list[tuple[str, str]]:
    with entered_scope(bench.chair, writing=False):
        return [(vote.choice, vote.reason) for vote in Vote.objects.all()]


@pytest.mark.django_db
def test_a_vote_waits_for_the_code_and_is_cast_once_as_it_was_typed(clock: Any):
    bench = given_bench()
    client, secret = _stale(bench.chair, clock)
    path = f"/manarat/desk/committee/cases/{bench.item}/vote/"
    typed = {"choice": "partly", "reason": "يكفي الأسرة\r\nنصف السلة."}
    page = asked_again(client, "post", path, typed)
    assert _votes(bench) == []
    wrong = answered(client, page, code="000000")
    assert wrong.status_code == 422
    assert _votes(bench) == []
    done = answered(client, wrong, code=code_now(secret))
    assert done.status_code == 302, done.content.decode()
    ((choice, reason),) = _votes(bench)
    assert (choice, reason.splitlines()) == ("partly", ["يكفي الأسرة", "نصف السلة."])
    # The page sent once more from the same tab: nothing is asked, and nothing is counted twice.
    assert client.post(path, typed).status_code == 409
    assert len(_votes(bench)) == 1


@pytest.mark.django_db
def test_the_queue_leaves_once_the_code_is_right(clock: Any):
    muna = given_director(given_ready_association("manarat"))
    client, secret = _stale(muna, clock)
    path = "/manarat/desk/queue/export/csv/"
    page = asked_again(client, "get", path)
    assert answered(client, page, code="000000").status_code == 422
    assert client.get(path).status_code == 302
    assert _exports(muna) == 0
    thanks = answered(client, page, code=code_now(secret))
    assert thanks["Refresh"] == f"0; url={path}"
    assert _exports(muna) == 0
    assert client.get(path)["Content-Disposition"].startswith("attachment")
    assert _exports(muna) == 1


def _exports(by: Actor) -> int:
    with entered_scope(by.as_system(), writing=False):
        return TrailEntry.objects.filter(verb="applications.applications_exported").count()


@pytest.mark.django_db
def test_a_dossier_is_taken_as_a_file_after_the_code(clock: Any):
    association = given_ready_association("manarat")
    muna = given_director(association)
    person = given_noura(Actor.system(association)).pk
    client, secret = _stale(muna, clock)
    path = f"/manarat/desk/people/{person}/privacy/everything.json"
    page = asked_again(client, "post", path)
    thanks = answered(client, page, code=code_now(secret))
    assert f'action="{path}"' in thanks.content.decode()
    assert "sections" in json.loads(client.post(path).content)


@pytest.mark.django_db
def test_roles_taken_away_while_the_code_was_typed_stop_the_vote(clock: Any):
    bench = given_bench()
    client, secret = _stale(bench.chair, clock)
    path = f"/manarat/desk/committee/cases/{bench.item}/vote/"
    page = asked_again(client, "post", path, {"choice": "accept", "reason": ""})
    assert bench.chair.staff is not None
    change_roles(given_director(bench.association), staff=bench.chair.staff, roles=["auditor"])
    assert answered(client, page, code=code_now(secret)).status_code == 403
    assert _votes(bench) == []


@pytest.mark.django_db
def test_a_colleague_who_is_asked_instead_casts_no_vote_of_another(clock: Any):
    bench = given_bench()
    client, _ = _stale(bench.chair, clock)
    path = f"/manarat/desk/committee/cases/{bench.item}/vote/"
    asked_again(client, "post", path, {"choice": "reject", "reason": "لا حاجة ظاهرة في الملف."})
    colleague = next(one for one in bench.everybody if one.staff != bench.chair.staff)
    secret = given_authenticator(colleague)
    client.force_login(get_user_model()._default_manager.get(pk=str(colleague.staff)))
    page = client.get(f"/account/again/?next={path}")
    done = answered(client, page, code=code_now(secret))
    assert done["Location"] == "/desk/"
    assert _votes(bench) == []
