"""Somebody who reads the results after every single answer, and subtracts what he read."""

import inspect
import random
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.contracts.given import basket as basket_asked
from tests.contracts.given import send
from wasl.domains.satisfaction.models import SurveyAnswer, SurveyInvitation
from wasl.domains.satisfaction.queries import (
    TOKEN_PURPOSE,
    ResultRow,
    SurveyResults,
    survey_results,
)
from wasl.domains.satisfaction.rules import FEWEST
from wasl.faces.portal.tests.given import given_association, given_basket_asked
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import secret_token
from wasl.foundation.keys import fingerprint
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db


def _invited(association: UUID, application: UUID, occasion: str) -> str:
    """The token of an invitation, as the message carries it."""
    token = secret_token()
    with entered_scope(Actor.system(association), writing=True):
        SurveyInvitation.objects.create(
            application_id=application,
            occasion=occasion,
            recipient_index=uuid4().hex,
            token_fingerprint=fingerprint(token, purpose=TOKEN_PURPOSE),
            offered_on=timezone.localdate(),
        )
    return token


def _sums(row: ResultRow) -> tuple[int, int, int]:
    """Answers, content answers, and the sum of scores of a line."""
    return row.answers, row.content, round(row.average * row.answers)


def _cells(found: SurveyResults) -> dict[str, tuple[int, int, int]]:
    """Every figure that the page shows, and what the shown services leave of the total."""
    services = {str(row.title): _sums(row) for row in found.services}
    if found.total is None:
        return services
    total = _sums(found.total)
    answers, content, scores = (
        whole - sum(row[place] for row in services.values()) for place, whole in enumerate(total)
    )
    return services | {"total": total, "rest": (answers, content, scores)}


def _tells(before: SurveyResults, after: SurveyResults) -> list[str]:
    """The groups of fewer than five that two looks tell by subtraction."""
    first, second = _cells(before), _cells(after)
    return [
        f"{name}: {second[name][0] - first.get(name, (0, 0, 0))[0]} answers"
        for name in second
        if 0 < abs(second[name][0] - first.get(name, (0, 0, 0))[0]) < FEWEST
        or (
            second[name][0] == first.get(name, (0, 0, 0))[0]
            and second[name] != first.get(name, second[name])
        )
    ]


@pytest.mark.slow
def test_subtracting_any_two_looks_tells_of_nobody() -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    manarat = given_association()
    system = Actor.system(manarat)
    sent = given_basket_asked(manarat)
    services = _two_more_services(manarat, sent.application)
    looks = [survey_results(system)]
    words: list[tuple[str, ...]] = [()]
    for number in range(40):
        case = chance.choice(services)
        token = _invited(manarat, case, f"{'decision' if number % 2 else 'delivery'[:4]}{number}")
        score = str(chance.randint(1, 5))
        answer = Client().post(
            f"/manarat/survey/{token}/answer/", {"score": score, "words": f"كلمة {number}"}
        )
        assert answer.status_code == 302
        looks.append(survey_results(system))
        words.append(looks[-1].voices)
    told = [(i, j, _tells(looks[i], looks[j])) for i, j in combinations(range(len(looks)), 2)]
    assert [one for one in told if one[2]] == []
    assert looks[-1].total is not None, "too few answers: nothing was tried"
    # Words appear five or more at once, in an order that says nothing.
    for before, after in pairwise(words):
        fresh = set(after) - set(before)
        assert not fresh or len(fresh) >= FEWEST
    assert list(words[-1]) != sorted(words[-1], key=lambda one: int(one.split()[1]))


def test_the_results_know_no_filter_but_the_quarter() -> None:
    asked = set(inspect.signature(survey_results).parameters) - {"by"}
    assert asked == {"quarter"}, "a new filter needs its own protection against subtraction"


def test_an_answer_keeps_nothing_that_leads_to_a_person() -> None:
    names = {field.name for field in SurveyAnswer._meta.get_fields()}
    assert names == {
        "id",
        "association",
        "service",
        "occasion",
        "quarter",
        "score",
        "words",
        "is_counted",
    }
    invited = {field.name for field in SurveyInvitation._meta.get_fields()}
    assert not {"answered_at", "answer", "used_at", "score"} & invited


def test_the_control_a_single_answer_more_would_be_told() -> None:
    def results(answers: int, content: int) -> SurveyResults:
        total = ResultRow(None, answers, content, 3.0)
        return SurveyResults("2026-Q4", total, (), (), 0, (), ())

    assert _tells(results(5, 3), results(6, 4)) == ["total: 1 answers", "rest: 1 answers"]
    assert _tells(results(5, 3), results(10, 4)) == []


def _two_more_services(association: UUID, basket: UUID) -> list[UUID]:
    answers: dict[str, Any] = {
        "event_kind": "fire",
        "event_on": "1448/05/05",
        "household_size": "4",
        "household_income": "3500",
        "other_support": "no",
        "city": "مكة المكرمة",
        "need": "x",
        "payee_iban": "?unknown",
        "payee_name": "?unknown",
    }
    other = send(Client(), basket_asked(service="urgent-aid", answers=answers))
    assert other.status_code == 201, other.content.decode()
    return [basket, UUID(other.json()["id"])]
