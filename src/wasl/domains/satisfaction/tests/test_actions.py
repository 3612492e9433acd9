"""Everybody may say how it was, and nobody can be told from what was said."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.utils import timezone

from wasl.domains.access.queries import visitor_actor
from wasl.domains.access.tests.given import given_director, given_huda, given_ibrahim
from wasl.domains.assessments.tests.given import given_complete, given_studying_association
from wasl.domains.associations.tests.given import given_association
from wasl.domains.decisions.actions import conclude_item
from wasl.domains.decisions.tests.given import given_bench, given_votes
from wasl.domains.satisfaction.actions import (
    answer_survey,
    ask_for_call,
    offer_survey,
    settle_call,
)
from wasl.domains.satisfaction.models import SurveyAnswer, SurveyInvitation
from wasl.domains.satisfaction.queries import calls_asked, survey_by_token, survey_results
from wasl.domains.satisfaction.refusals import (
    CallAlreadyAsked,
    CallSettled,
    ScoreMissing,
    SurveyUsed,
)
from wasl.domains.satisfaction.tests.given import Asked, given_asked, token_sent
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

PHONES = [f"05512345{number:02}" for number in range(20, 40)]


def _visitor(asked: Asked) -> Actor:
    return visitor_actor(asked.association)


def _answered(association: UUID, scores: list[int], words: str = "") -> None:
    """So many answers to one service, kept as `answer_survey` keeps them."""
    first = given_asked(association, phone=PHONES[0])
    answer_survey(_visitor(first), token=first.token, score=scores[0], words=words)
    for phone, score in zip(PHONES[1:], scores[1:], strict=False):
        asked = given_asked(association, phone=phone)
        answer_survey(_visitor(asked), token=asked.token, score=score, words=words)


def test_the_refused_are_asked_like_everybody_else():
    bench = given_bench(survey_occasions=["decision"])
    given_votes(bench, "reject", "reject", "reject")
    conclude_item(bench.chair, item=bench.item, reason_key="above_limit", reasons="الدخل فوق الحد.")

    row = survey_by_token(
        visitor_actor(bench.association), token=token_sent(bench.association, bench.application)
    )
    assert (row.occasion, row.is_used) == ("decision", False)


def test_nobody_is_asked_twice_in_a_month_nor_where_the_service_does_not_ask():
    asked = given_asked()
    system = Actor.system(asked.association)

    assert offer_survey(system, application=asked.application, occasion="delivery") is None
    assert offer_survey(system, application=asked.application, occasion="reception") is None
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert offer_survey(system, application=asked.application, occasion="delivery")


def test_one_link_gives_one_answer():
    asked = given_asked()
    with pytest.raises(ScoreMissing):
        answer_survey(_visitor(asked), token=asked.token, score=None)
    with pytest.raises(ScoreMissing):
        answer_survey(_visitor(asked), token=asked.token, score=6)

    answer_survey(_visitor(asked), token=asked.token, score=4)

    with pytest.raises(SurveyUsed):
        answer_survey(_visitor(asked), token=asked.token, score=1)
    assert survey_by_token(_visitor(asked), token=asked.token).is_used


def test_a_guessed_link_opens_nothing():
    asked = given_asked()
    for attempt in (
        lambda: survey_by_token(_visitor(asked), token="x" * 43),
        lambda: answer_survey(_visitor(asked), token="x" * 43, score=5),
        lambda: ask_for_call(_visitor(asked), token="x" * 43, phone="0551234567"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_neither_the_answer_nor_the_trail_tells_who_answered():
    asked = given_asked()
    index = "the index of her phone"
    signed_in = visitor_actor(asked.association, phone_index=index)

    answer_survey(signed_in, token=asked.token, score=2, words="تأخر الرد")

    system = Actor.system(asked.association)
    with entered_scope(system, writing=False):
        answer = SurveyAnswer.objects.get()
        invitation = SurveyInvitation.objects.get()
    kept = {field.name for field in SurveyAnswer._meta.fields}
    assert kept == {
        *("id", "association", "service", "occasion", "quarter", "score", "words", "is_counted")
    }
    assert answer.id.version == 4
    assert {"score", "words", "answered_at"}.isdisjoint(vars(invitation))
    with entered_scope(system, writing=False):
        told = TrailEntry.objects.get(verb="satisfaction.take_answer")
    assert (told.actor_kind, told.actor, told.subject, told.details) == (
        "public",
        "public",
        "",
        "{}",
    )


def test_fewer_than_five_answers_show_nothing_at_all():
    association = given_studying_association("manarat", survey_occasions=["decision"])
    mona = given_director(association)
    _answered(association, [5, 4, 1, 2], words="شكرًا")

    results = survey_results(mona)

    assert (results.total, results.services, results.voices) == (None, (), ())
    assert results.withheld == 1


def test_two_looks_never_differ_by_one_answer():
    association = given_studying_association("manarat", survey_occasions=["decision"])
    mona = given_director(association)
    _answered(association, [5, 4, 1, 2, 3], words="شكرًا")
    before = survey_results(mona)

    another = given_asked(association, phone=PHONES[9])
    answer_survey(_visitor(another), token=another.token, score=1, words="سيئ")
    after = survey_results(mona)

    assert before.total is not None
    assert after.total == before.total
    assert after.voices == before.voices
    assert (before.total.answers, before.total.content, before.total.average) == (5, 2, 3.0)
    assert before.by_score == ((5, 1), (4, 1), (3, 1), (2, 1), (1, 1))


def test_results_of_what_is_no_quarter_are_not_found():
    association = given_studying_association("manarat")
    for quarter in ("2026-Q5", "x", "2026-Q1' OR 1=1"):
        with pytest.raises(NotFound):
            survey_results(
                given_director(association) if quarter == "x" else Actor.system(association),
                quarter=quarter,
            )


def test_officers_see_no_results():
    association = given_studying_association("manarat")
    with pytest.raises(NotAllowed):
        survey_results(given_huda(association))


def test_who_wants_a_call_is_called_once():
    asked = given_asked()
    huda = given_huda(asked.association)
    with pytest.raises(Malformed):
        ask_for_call(_visitor(asked), token=asked.token, phone="+442071234567")

    call = ask_for_call(_visitor(asked), token=asked.token, phone="٠٥٥ ٧٦٥ ٤٣٢١", words="متى؟")

    with pytest.raises(CallAlreadyAsked):
        ask_for_call(_visitor(asked), token=asked.token, phone="0557654321")
    assert [(row.phone, row.words) for row in calls_asked(huda)] == [("+966557654321", "متى؟")]
    settle_call(huda, call=call.pk)
    with pytest.raises(CallSettled):
        settle_call(huda, call=call.pk)
    assert [row.answered_by for row in calls_asked(huda)] == [huda.name]


def test_another_association_sees_no_answer_and_no_call():
    asked = given_asked()
    ibrahim = given_ibrahim(given_association("wahj"))
    call = ask_for_call(_visitor(asked), token=asked.token, phone="0557654321")
    stranger = visitor_actor(ibrahim.association)

    with pytest.raises(NotFound):
        answer_survey(stranger, token=asked.token, score=5)
    assert survey_results(ibrahim).withheld == 0
    assert calls_asked(replace(ibrahim, permissions=frozenset({"*"}))) == ()
    with pytest.raises(NotFound):
        settle_call(ibrahim, call=call.pk)


def test_nobody_without_a_phone_is_asked_by_link():
    association = given_studying_association("manarat", survey_occasions=["decision"])
    application = given_complete(association)
    system = Actor.system(association)
    with pytest.raises(NotFound):
        offer_survey(system, application=uuid4(), occasion="decision")
    assert offer_survey(system, application=application, occasion="decision") is not None
