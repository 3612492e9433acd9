"""A file opened out of turn has a reason, an hour and a reviewer."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.privacy.actions import (
    give_consent,
    open_file_out_of_turn,
    review_opening,
    withdraw_consent,
)
from wasl.domains.privacy.queries import (
    consents_of,
    has_open_file,
    openings_of,
    openings_to_review,
)
from wasl.domains.privacy.refusals import (
    AlreadyReviewed,
    ConsentMissing,
    OwnOpening,
    ReasonTooShort,
)
from wasl.domains.privacy.rules.reasons import is_reason
from wasl.domains.privacy.tests.given import REASON, given_opening
from wasl.foundation.identifiers import uuid7
from wasl.foundation.refusal import NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def director(system):
    return given_staff(system, "latifa", "director")


def test_a_reason_has_ten_letters():
    assert is_reason("طلبها اليوم عاجل")
    assert not is_reason("لا أعلم")
    assert not is_reason("12345678901234567890 ....")


def test_a_file_stays_open_for_an_hour(huda):
    subject = uuid7()
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        assert not has_open_file(huda, subject=subject)
        given_opening(huda, subject)
        clock.shift(timedelta(minutes=59))
        assert has_open_file(huda, subject=subject)
        clock.shift(timedelta(minutes=2))
        assert not has_open_file(huda, subject=subject)


def test_opening_opens_one_file_for_one_person(system, huda):
    majed = given_staff(system, "majed", "researcher")
    subject = uuid7()
    given_opening(huda, subject)

    assert not has_open_file(majed, subject=subject)
    assert not has_open_file(huda, subject=uuid7())
    assert not has_open_file(system, subject=subject)


def test_a_second_click_opens_nothing_more(huda):
    subject = uuid7()
    first, second = given_opening(huda, subject), given_opening(huda, subject)

    assert first.pk == second.pk
    assert len(openings_of(huda, subject=subject)) == 1


def test_an_opening_is_in_the_trail_without_its_words(system, huda):
    subject = uuid7()
    given_opening(huda, subject)
    with entered_scope(system, writing=False):
        entry = TrailEntry.objects.get(verb="privacy.open_file_out_of_turn")

    assert str(subject) in entry.details
    assert entry.actor == str(huda.staff)
    assert REASON not in entry.details


def test_a_short_reason_opens_nothing(huda):
    with pytest.raises(ReasonTooShort):
        open_file_out_of_turn(huda, subject=uuid7(), reason="لا أعلم")


def test_only_staff_open_files(system):
    with pytest.raises(NotAllowed):
        given_opening(system, uuid7())


def test_a_reviewer_sees_what_others_opened(huda, director):
    subject = uuid7()
    opening = given_opening(huda, subject)

    (waiting,) = openings_to_review(director)
    assert (waiting.name, waiting.roles, waiting.reason) == ("huda", ("officer",), REASON)
    review_opening(director, opening=opening.pk)
    assert openings_to_review(director) == ()
    assert openings_of(director, subject=subject)[0].reviewed_by == director.staff


def test_nobody_reviews_his_own_opening(director):
    opening = given_opening(director, uuid7())

    assert openings_to_review(director) == ()
    with pytest.raises(OwnOpening):
        review_opening(director, opening=opening.pk)


def test_an_opening_is_reviewed_once(huda, director):
    opening = given_opening(huda, uuid7())
    review_opening(director, opening=opening.pk)
    with pytest.raises(AlreadyReviewed):
        review_opening(director, opening=opening.pk)


def test_an_officer_does_not_review(huda, director):
    opening = given_opening(director, uuid7())
    with pytest.raises(NotAllowed):
        review_opening(huda, opening=opening.pk)


def test_another_association_sees_nothing(huda):
    subject = uuid7()
    opening = given_opening(huda, subject)
    ibrahim = given_staff(given_association("wahj"), "ibrahim", "director")

    assert openings_to_review(ibrahim) == ()
    assert openings_of(ibrahim, subject=subject) == ()
    assert not has_open_file(ibrahim, subject=subject)
    with pytest.raises(NotFound):
        review_opening(ibrahim, opening=opening.pk)


def test_a_consent_keeps_its_words_and_is_withdrawn_once(system, huda):
    subject = uuid7()
    give_consent(
        huda,
        subject=subject,
        purpose="health",
        wording="أوافق على حفظ التقرير الطبي",
        wording_version="1",
        channel="phone",
    )
    assert withdraw_consent(system, subject=subject, purpose="health") == 1

    (consent,) = consents_of(system, subject=subject)
    assert consent.wording == "أوافق على حفظ التقرير الطبي"
    assert consent.withdrawn_at is not None
    assert consent.withdrawn_at <= timezone.now()
    with pytest.raises(ConsentMissing):
        withdraw_consent(system, subject=subject, purpose="health")
