"""From the officer's hands to a complete case: matched, asked for, referred, assigned, told."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from wasl.domains.access.actions import leave_staff
from wasl.domains.access.tests.given import given_huda, given_ibrahim, given_majed, given_staff
from wasl.domains.applications.actions import (
    CheckInput,
    answer_referral,
    answer_request,
    ask_for_missing,
    assign,
    assign_researcher,
    close_application,
    mark_assessed,
    mark_decided,
    record_checks,
    refer,
    save_answers,
    sweep_promises,
    tell_applicant,
    withdraw,
)
from wasl.domains.applications.queries import application_for_work, application_sheet
from wasl.domains.applications.refusals import (
    FileNotAssigned,
    NothingAsked,
    NothingChecked,
    ReferralAlreadyAnswered,
    SamePerson,
    WordsNeeded,
)
from wasl.domains.applications.tests.given import (
    NOURA_PHONE,
    case_of,
    checks_that_match,
    given_complete,
    given_noura_visiting,
    given_ready_association,
    given_submitted,
)
from wasl.domains.contacts.queries import contacts_about
from wasl.domains.notifications.queries import messages_about
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import WorkCalendar
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, WrongStage

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_ready_association()


@pytest.fixture
def noura(association):
    return given_noura_visiting(association)


@pytest.fixture
def huda(association):
    return given_huda(association)


@pytest.fixture
def majed(association):
    return given_majed(association)


@pytest.fixture
def system(association):
    return Actor.system(association)


def lacking(system, application):
    sheet = application_sheet(system, application=application)
    return {(one.key, one.why) for one in sheet.missing}


def test_a_case_is_complete_when_everything_is_there_matches_and_was_valid(
    noura, huda, association
):
    sent = given_complete(noura, huda)
    case = case_of(association, sent.application)
    assert case.stage == "complete"
    assert case.assigned_to == huda.staff
    assert case.handled_by == {huda.staff}


def test_the_promise_runs_from_the_day_of_completion(noura, huda, association):
    sent = given_submitted(noura)
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        record_checks(huda, application=sent.application, checks=checks_that_match())
        today = timezone.localdate()
    case = case_of(association, sent.application)
    open_on = WorkCalendar().next_working_day
    assert case.reply_expected_on == open_on(today + timedelta(days=30))
    assert sent.reply_expected_on == open_on(today + timedelta(days=20))


def test_validity_is_judged_on_the_day_of_submission_and_the_result_stays(noura, huda, system):
    sent = given_submitted(noura)
    _first, second, third = checks_that_match()
    expired = timezone.localdate() - timedelta(days=1)
    checks = [
        CheckInput("national_id", "the card", original_seen=True, valid_until=expired),
        second,
        third,
    ]
    record_checks(huda, application=sent.application, checks=checks)
    assert lacking(system, sent.application) == {("national_id", "expired")}
    # Valid on the day of sending, expired when it is looked at a month later: it counts.
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        valid_then = timezone.localdate() - timedelta(days=30)
        checks = [CheckInput("national_id", "the card", original_seen=True, valid_until=valid_then)]
        row = record_checks(huda, application=sent.application, checks=checks)
    assert row.stage == "complete"


def test_each_thing_that_is_lacking_has_its_reason(noura, huda, system):
    sent = given_submitted(noura)
    assert lacking(system, sent.application) == {
        ("national_id", "absent"),
        ("income_proof", "absent"),
    }
    record_checks(
        huda,
        application=sent.application,
        checks=[
            CheckInput("national_id", "the card", original_seen=True),
            CheckInput("income_proof", "the letter", original_seen=True, matches=False),
            CheckInput("identity", "the card", matches=False),
        ],
    )
    assert lacking(system, sent.application) == {
        ("national_id", "validity_unknown"),
        ("income_proof", "mismatch"),
        ("identity", "mismatch"),
    }


def test_a_check_of_what_nobody_asked_for_is_refused(noura, huda):
    sent = given_submitted(noura)
    for checks in ([], [CheckInput("passport", "x")]):
        with pytest.raises(NothingChecked):
            record_checks(huda, application=sent.application, checks=checks)


def test_a_complete_case_is_not_checked_again(noura, huda):
    sent = given_complete(noura, huda)
    with pytest.raises(WrongStage):
        record_checks(huda, application=sent.application, checks=checks_that_match())


def test_the_researcher_of_a_case_does_not_check_it_and_the_checker_does_not_study_it(
    noura, huda, association
):
    both: Any = given_staff(association, "ليلى", roles=["officer", "researcher"])
    sent = given_submitted(noura)
    assign_researcher(huda, application=sent.application, to=both.staff)
    with pytest.raises(SamePerson):
        record_checks(both, application=sent.application, checks=checks_that_match())
    other = given_submitted(noura)
    record_checks(both, application=other.application, checks=checks_that_match())
    with pytest.raises(SamePerson):
        assign_researcher(both, application=other.application, to=both.staff)


def test_an_officer_on_the_same_phone_handles_nothing_of_the_case(noura, huda, association):
    kin: Any = given_staff(association, "سعاد", roles=["officer"], phone=NOURA_PHONE)
    sent = given_submitted(noura)
    for deed in (
        lambda: record_checks(kin, application=sent.application, checks=checks_that_match()),
        lambda: ask_for_missing(kin, application=sent.application, items=["lease"]),
        lambda: refer(kin, application=sent.application, question="؟"),
        lambda: tell_applicant(kin, application=sent.application, channel="phone"),
        lambda: withdraw(kin, application=sent.application),
        lambda: save_answers(kin, application=sent.application, answers={"members": "9"}),
        lambda: assign(kin, application=sent.application, to=kin.staff),
    ):
        with pytest.raises(ConflictOfInterest):
            deed()
    with pytest.raises(ConflictOfInterest):
        application_sheet(kin, application=sent.application)
    assert assign(kin, application=sent.application, to=huda.staff).assigned_to == huda.staff


def test_asking_for_what_is_missing_tells_the_applicant_and_stops_the_clock(
    noura, huda, association, system
):
    sent = given_complete(noura, huda)
    ask_for_missing(huda, application=sent.application, items=["lease", "work"], note="صفحة ٢")
    case = case_of(association, sent.application)
    assert (case.stage, case.complete_at) == ("incomplete", None)
    kinds = [row.kind for row in messages_about(system, about=sent.application)]
    assert sorted(kinds) == ["application_received", "items_missing"]
    save_answers(noura, application=sent.application, answers={"work": "employed"})
    answer_request(noura, application=sent.application)
    assert answer_request(noura, application=sent.application).stage == "submitted"


@pytest.mark.parametrize("items", [[], ["passport"], ["lease", "stage"]])
def test_only_what_the_service_asks_is_asked_for(noura, huda, items):
    sent = given_submitted(noura)
    with pytest.raises(NothingAsked):
        ask_for_missing(huda, application=sent.application, items=items)


def test_a_referral_opens_the_case_to_whom_is_asked_until_it_is_answered(noura, huda, majed):
    sent = given_submitted(noura)
    with pytest.raises(FileNotAssigned):
        application_for_work(majed, application=sent.application)
    referral = refer(huda, application=sent.application, question="هل السكن مستقل؟", to=majed.staff)
    assert application_for_work(majed, application=sent.application).reference == sent.reference
    answer_referral(majed, referral=referral.pk, answer="نعم")
    with pytest.raises(FileNotAssigned):
        application_for_work(majed, application=sent.application)


def test_a_referral_is_answered_once_in_words_by_whom_was_asked(noura, huda, majed, association):
    sent = given_submitted(noura)
    with pytest.raises(WordsNeeded):
        refer(huda, application=sent.application, question="  ")
    with pytest.raises(SamePerson):
        refer(huda, application=sent.application, question="؟", to=huda.staff)
    referral = refer(huda, application=sent.application, question="؟", to=majed.staff)
    other = given_staff(association, "باحث", roles=["researcher", "director"])
    with pytest.raises(NotAllowed):
        answer_referral(other, referral=referral.pk, answer="نعم")
    with pytest.raises(WordsNeeded):
        answer_referral(majed, referral=referral.pk, answer=" ")
    answer_referral(majed, referral=referral.pk, answer="نعم")
    again = refer(huda, application=sent.application, question="؟")
    with pytest.raises(ReferralAlreadyAnswered):
        answer_referral(majed, referral=referral.pk, answer="لا")
    assert answer_referral(majed, referral=again.pk, answer="لا").answered_by == majed.staff


def test_a_case_goes_to_somebody_who_works_here_and_may(noura, huda, majed, association):
    sent = given_submitted(noura)
    ibrahim: Any = given_ibrahim(given_ready_association("wahj"))
    with pytest.raises(NotFound):
        assign(huda, application=sent.application, to=ibrahim.staff)
    with pytest.raises(NotAllowed):
        assign(huda, application=sent.application, to=majed.staff)
    assert assign_researcher(huda, application=sent.application, to=majed.staff).researcher == (
        majed.staff
    )


def test_cases_of_a_leaver_wait_for_a_colleague(noura, huda, association, system):
    sent = given_complete(noura, huda)
    leave_staff(system, staff=huda.staff)
    assert case_of(association, sent.application).assigned_to is None


def test_telling_the_applicant_is_kept_with_its_channel(noura, huda, association, system):
    sent = given_submitted(noura)
    tell_applicant(huda, application=sent.application, channel="phone")
    assert case_of(association, sent.application).told_by == huda.staff
    outward = [
        row for row in contacts_about(system, about=sent.application) if row.direction == "outward"
    ]
    assert [row.channel for row in outward] == ["phone"]


def test_a_withdrawn_case_is_told_and_stays_withdrawn(noura, huda, system):
    sent = given_submitted(noura)
    withdraw(noura, application=sent.application, reason="لم أعد محتاجة")
    assert len(messages_about(system, about=sent.application)) == 2
    with pytest.raises(WrongStage):
        withdraw(noura, application=sent.application)
    with pytest.raises(WrongStage):
        ask_for_missing(huda, application=sent.application, items=["lease"])


def test_a_decision_is_never_too_early_and_closes_once(noura, huda, system, association):
    sent = given_complete(noura, huda)
    mark_assessed(system, application=sent.application)
    mark_decided(system, application=sent.application, outcome="accept")
    close_application(system, application=sent.application)
    case = case_of(association, sent.application)
    assert (case.stage, case.outcome) == ("closed", "accept")
    with pytest.raises(WrongStage):
        close_application(system, application=sent.application)


def test_only_the_system_notes_what_upper_rooms_found(noura, huda):
    sent = given_complete(noura, huda)
    with pytest.raises(NotAllowed):
        mark_assessed(huda, application=sent.application)
    with pytest.raises(NotAllowed):
        mark_decided(huda, application=sent.application, outcome="accept")


def test_a_promise_is_told_once_as_near_and_once_as_broken(noura, system):
    sent = given_submitted(noura)
    assert sweep_promises(system) == 0
    with time_machine.travel(timezone.now() + timedelta(days=28)):
        assert sweep_promises(system) == 1
        assert sweep_promises(system) == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert sweep_promises(system) == 1
        assert sweep_promises(system) == 0
    assert sent.reference


def test_another_association_changes_nothing(noura, huda):
    ibrahim: Any = given_ibrahim(given_ready_association("wahj"))
    sent = given_submitted(noura)
    referral = refer(huda, application=sent.application, question="؟")
    for deed in (
        lambda: record_checks(ibrahim, application=sent.application, checks=checks_that_match()),
        lambda: ask_for_missing(ibrahim, application=sent.application, items=["lease"]),
        lambda: answer_request(ibrahim, application=sent.application),
        lambda: refer(ibrahim, application=sent.application, question="؟"),
        lambda: answer_referral(ibrahim, referral=referral.pk, answer="نعم"),
        lambda: assign(ibrahim, application=sent.application, to=ibrahim.staff),
        lambda: assign_researcher(ibrahim, application=sent.application, to=ibrahim.staff),
        lambda: tell_applicant(ibrahim, application=sent.application, channel="phone"),
        lambda: withdraw(ibrahim, application=sent.application),
        lambda: application_sheet(ibrahim, application=sent.application),
    ):
        with pytest.raises(NotFound):
            deed()
