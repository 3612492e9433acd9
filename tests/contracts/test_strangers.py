"""Every kind of object of an association, asked for by everybody of another: nothing is there."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.contracts.given import text_of
from wasl.domains.access.rules import STAFF_ROLES
from wasl.domains.associations.tests.given import given_association
from wasl.domains.decisions.models import Decision
from wasl.domains.decisions.tests.given import Bench, given_decision
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.faces.edge.routes import scopes_of, views_declared
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAME, REFERENCE_SHAPE = "نورة", re.compile(r"\d{4}-\d{3}-\d{3}")


@pytest.fixture
def decided() -> tuple[Bench, Decision]:
    """A case of Manarat with its session, its decision and its letter."""
    return given_decision()


def _keys(bench: Bench, decision: Decision) -> dict[str, object]:
    return {
        "application": bench.application,
        "session": bench.session,
        "item": bench.item,
        "decision": decision.pk,
    }


def _filled(address: str, slug: str, keys: dict[str, object]) -> str:
    path = address.replace("<slug:slug>", slug)
    for name, value in keys.items():
        path = re.sub(rf"<\w+:{name}>", str(value), path)
    path = re.sub(r"<uuid\w*:\w+>", str(keys["application"]), path)
    path = re.sub(r"<int:\w+>", "1", path)
    return re.sub(r"<\w+:\w+>", "identity", path)


def _plain(answer: Any, keys: dict[str, object]) -> str:
    text = text_of(answer)
    for value in keys.values():
        text = text.replace(str(value), "KEY")
    return text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_o5_no_object_of_ours_differs_from_none_for_another_association(
    decided: tuple[Bench, Decision], headers: dict[str, str]
) -> None:
    wahj = given_association("wahj")
    ibrahim = browser_of(given_member(wahj, *sorted(STAFF_ROLES), name="إبراهيم الزهراني"))
    ibrahim.raise_request_exception = False
    ours = _keys(*decided)
    wrong: list[object] = []
    walked = 0
    for address, _, view in views_declared():
        if "<uuid" not in address or "<slug:slug>" not in address:
            continue
        for one in scopes_of(view):
            for method in one.methods:
                for slug in ("manarat", "wahj"):
                    none: dict[str, object] = dict.fromkeys(ours, uuid4())
                    answers = []
                    for keys in (ours, none):
                        # Machines are answered like others; a message of before must not show.
                        ibrahim.cookies.pop("messages", None)
                        path = _filled(address, slug, keys)
                        answers.append(ibrahim.generic(method, path, headers=headers))
                    first, second = answers
                    walked += 1
                    if first.status_code != second.status_code:
                        wrong.append((method, path, first.status_code, second.status_code))
                    if one.kind == "staff" and slug == "manarat" and first.status_code != 404:
                        wrong.append((method, path, first.status_code))
                    if first.status_code >= 500 or (first.status_code == 200 and not headers):
                        wrong.append((method, path, first.status_code))
                    if _plain(first, ours) != _plain(second, none):
                        wrong.append((method, path, "differs"))
                    if NAME in text_of(first) or REFERENCE_SHAPE.search(text_of(first)):
                        wrong.append((method, path, "leaks"))
    assert wrong == []
    assert walked > 100


def test_o5_a_letter_of_ours_verifies_at_our_own_address_only(
    decided: tuple[Bench, Decision],
) -> None:
    bench, decision = decided
    given_association("wahj")
    with entered_scope(Actor.system(bench.association), writing=False):
        token = str(Decision.objects.get(pk=decision.pk).token)
    client = Client()
    ours = client.get(f"/manarat/letters/{token}/")
    elsewhere = client.get(f"/wahj/letters/{token}/")
    unknown = client.get("/wahj/letters/nothing-at-all/")
    assert ours.status_code == 200
    assert NAME not in text_of(ours)
    assert elsewhere.status_code == unknown.status_code == 404
    assert text_of(elsewhere).replace(token, "") == text_of(unknown).replace("nothing-at-all", "")


def test_nobody_of_the_public_reaches_any_object(decided: tuple[Bench, Decision]) -> None:
    ours = _keys(*decided)
    client = Client()
    wrong: list[object] = []
    for address, _, view in views_declared():
        if "<uuid" not in address or "<slug:slug>" not in address:
            continue
        for one in scopes_of(view):
            for method in one.methods:
                path = _filled(address, "manarat", ours)
                answer = client.generic(method, path)
                is_led = answer.status_code == 302 and re.match(
                    r"/account/login/|/manarat/phone/", answer["Location"]
                )
                # What is published for everybody is not there before it is published.
                is_unpublished = one.kind == "public" and answer.status_code == 404
                if not is_led and not is_unpublished and answer.status_code != 401:
                    wrong.append((method, path, answer.status_code))
                if NAME in text_of(answer):
                    wrong.append((method, path, "leaks"))
    assert wrong == []
