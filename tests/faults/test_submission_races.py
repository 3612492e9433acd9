"""The same application sent fifty times at once, and two editors of one file.

Each race has a control: the same race with the guard taken away must go wrong, or the race
proves nothing.
"""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, close_old_connections, connection

from wasl.domains.access.tests.given import given_huda
from wasl.domains.applications.actions import save_answers, submit_application, submit_whole
from wasl.domains.applications.models import Application, Declaration
from wasl.domains.applications.refusals import KeyReused
from wasl.domains.applications.tests.given import (
    applicant_data,
    case_of,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    submission_fields,
    whole_fields,
)
from wasl.domains.notifications.queries import messages_about
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import Refusal, Stale
from wasl.foundation.scoping import entered_scope

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AT_ONCE = 50


def all_at_once(deed: Callable[[int], Any], times: int = AT_ONCE) -> list[Any]:
    """What each of so many threads got, all let go at the same moment; a refusal is an answer."""
    start = threading.Barrier(times)
    answers: list[Any] = [None] * times

    def run(number: int) -> None:
        close_old_connections()
        try:
            start.wait(timeout=60)
            answers[number] = deed(number)
        except (Refusal, IntegrityError, OperationalError) as trouble:
            answers[number] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def rows_of(association: Any, model: Any) -> int:
    with entered_scope(Actor.system(association), writing=False):
        return int(model.objects.count())


def test_fifty_equal_submissions_make_one_application_one_message_one_reference():
    association = given_ready_association()
    noura = given_noura_visiting(association)
    fields = whole_fields()
    answers = all_at_once(lambda _: submit_whole(noura, **fields))
    references = {answer.reference for answer in answers}
    assert len(references) == 1
    assert [answer.already for answer in answers].count(False) == 1
    assert rows_of(association, Application) == 1
    assert rows_of(association, Declaration) == 1
    (one,) = {answer.application for answer in answers}
    assert len(messages_about(Actor.system(association), about=one)) == 1


def test_without_the_key_fifty_submissions_make_fifty_applications():
    """The control: what a phone that resends would do if each sending had a key of its own."""
    association = given_ready_association()
    noura = given_noura_visiting(association)
    answers = all_at_once(lambda _: submit_whole(noura, **whole_fields(key=uuid4())), 10)
    assert len({answer.reference for answer in answers}) == 10
    assert rows_of(association, Application) == 10


def test_fifty_sendings_of_one_draft_send_it_once():
    association = given_ready_association()
    noura = given_noura_visiting(association)
    draft = given_draft(noura)
    fields = submission_fields()
    answers = all_at_once(lambda _: submit_application(noura, application=draft.pk, **fields))
    assert len({answer.reference for answer in answers}) == 1
    assert [answer.already for answer in answers].count(False) == 1
    assert rows_of(association, Declaration) == 1


def test_without_the_lock_one_draft_is_signed_more_than_once():
    """The control: look whether it was sent, then sign, with nothing held in between."""
    association = given_ready_association()
    draft = given_draft(given_noura_visiting(association))
    system = Actor.system(association)
    everybody_looked = threading.Barrier(8)

    def sign_unguarded(_: int) -> bool:
        with entered_scope(system, writing=False):
            was_sent = bool(Application.objects.get(pk=draft.pk).submission_digest)
        everybody_looked.wait(timeout=60)
        with entered_scope(system, writing=True):
            if not was_sent:
                Declaration.objects.create(
                    application_id=draft.pk,
                    wording="x",
                    wording_version="x",
                    digest="0" * 64,
                    method="name",
                    signed_at=draft.started_at,
                )
        return True

    all_at_once(sign_unguarded, 8)
    assert rows_of(association, Declaration) > 1


def test_one_key_with_two_contents_keeps_the_first_alone():
    association = given_ready_association()
    noura = given_noura_visiting(association)
    first = whole_fields()
    second = first | {"applicant": applicant_data(national_id="1098765439")}
    answers = all_at_once(lambda n: submit_whole(noura, **(second if n % 2 else first)), 20)
    refused = [answer for answer in answers if isinstance(answer, KeyReused)]
    taken = [answer for answer in answers if not isinstance(answer, Exception)]
    assert (len(refused), len(taken)) == (10, 10)
    assert len({answer.reference for answer in taken}) == 1
    assert rows_of(association, Application) == 1


def test_of_two_editors_one_saves_and_the_other_sees_the_difference():
    association = given_ready_association()
    huda = given_huda(association)
    draft = given_draft(huda)

    def edit(number: int) -> Any:
        return save_answers(
            huda,
            application=draft.pk,
            version=draft.version,
            answers={"members": str(10 + number)},
        )

    answers = all_at_once(edit, 2)
    stale = [answer for answer in answers if isinstance(answer, Stale)]
    assert len(stale) == 1
    kept = case_of(association, draft.pk).answers["members"]
    theirs, mine = stale[0].differences["members"]
    assert {theirs, mine} == {10, 11}
    assert kept == theirs


def test_without_the_version_the_later_editor_overwrites_the_first():
    """The control: both saves are taken, and one editor's work is gone without a word."""
    association = given_ready_association()
    huda = given_huda(association)
    draft = given_draft(huda)
    answers = all_at_once(
        lambda n: save_answers(huda, application=draft.pk, answers={"members": str(10 + n)}), 2
    )
    assert not any(isinstance(answer, Exception) for answer in answers)
    assert case_of(association, draft.pk).answers["members"] in (10, 11)
