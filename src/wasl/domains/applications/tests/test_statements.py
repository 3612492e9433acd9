"""How many SQL statements each step costs; the pipeline's budget is the sum of such."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from wasl.domains.access.tests.given import given_huda
from wasl.domains.applications.actions import (
    attach_document,
    record_checks,
    save_answers,
    start_application,
    submit_application,
    submit_whole,
)
from wasl.domains.applications.queries import (
    application_for_work,
    applications_in_queue,
    queue_counts,
)
from wasl.domains.applications.tests.given import (
    NOURA_PHONE,
    SERVICE,
    answers_typed,
    applicant_data,
    checks_that_match,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    given_submitted,
    photo,
    submission_fields,
    whole_fields,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_ready_association()


@pytest.fixture
def noura(association):
    return given_noura_visiting(association)


@contextmanager
def counted(statements: list[str]) -> Iterator[None]:
    """Gather the statements of this room and those below.

    Not counted are savepoints, which only a test's own transaction causes, and what the rooms
    above do when they hear of it.
    """

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        is_above = any(f'"{room}_' in sql for room in ("assessments", "decisions", "delivery"))
        if not is_above and not sql.startswith(("SAVEPOINT", "RELEASE")):
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


def cost(deed: Callable[[], Any], record_property: Any, name: str) -> int:
    """The number of statements; on SQLite one less, since there is no association to tell it."""
    statements: list[str] = []
    with counted(statements):
        deed()
    record_property(name, len(statements))
    return len(statements)


def test_a_case_stays_within_its_budget_of_statements(association, noura, record_property):
    huda = given_huda(association)
    given_submitted(noura)  # the policy, the edition and the association's address are known now
    application = None

    def start() -> None:
        nonlocal application
        application = start_application(
            noura, key=uuid4(), service=SERVICE, channel="website", phone=NOURA_PHONE
        ).pk

    assert cost(start, record_property, "start") <= 7
    assert application is not None
    draft = application
    save = partial(
        save_answers,
        noura,
        application=draft,
        applies_as="self",
        applicant=applicant_data(),
        answers=answers_typed(),
    )
    assert cost(save, record_property, "save_answers") <= 6
    attach = partial(
        attach_document,
        noura,
        application=draft,
        key="income_proof",
        file_name="a.jpg",
        content=photo(),
    )
    assert cost(attach, record_property, "attach_document") <= 6
    submit = partial(submit_application, noura, application=draft, **submission_fields())
    assert cost(submit, record_property, "submit") <= 14
    check = partial(record_checks, huda, application=draft, checks=checks_that_match())
    assert cost(check, record_property, "record_checks") <= 9
    read = partial(application_for_work, huda, application=draft)
    assert cost(read, record_property, "application_for_work") <= 2


def test_one_sending_of_everything_costs_less_than_its_steps(noura, record_property):
    given_draft(noura)
    whole = partial(submit_whole, noura, **whole_fields())
    assert cost(whole, record_property, "submit_whole") <= 19


def test_lists_cost_the_same_whatever_their_length(association, noura, record_property):
    huda = given_huda(association)
    given_submitted(noura)
    queue = partial(applications_in_queue, huda)
    counts = partial(queue_counts, huda)
    first = cost(queue, record_property, "queue of one"), cost(counts, record_property, "counts")
    for _ in range(5):
        given_submitted(noura)
    assert (
        cost(queue, record_property, "queue of six"),
        cost(counts, record_property, "counts of six"),
    ) == first
