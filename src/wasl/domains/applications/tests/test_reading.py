"""What queues, searches, drafts and followers show, and what they never show."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from django_scopes import scope

from wasl.domains.access.queries import visitor_actor
from wasl.domains.access.tests.given import given_huda, given_ibrahim, given_majed
from wasl.domains.applications.actions import (
    ask_for_missing,
    mark_assessed,
    mark_decided,
    refer,
    save_answers,
)
from wasl.domains.applications.queries import (
    application_by_reference,
    application_sheet,
    applications_found,
    applications_held,
    applications_in_queue,
    draft_for_form,
    drafts_held,
    follow_application,
    promises_due,
    queue_counts,
    referrals_waiting,
    status_for_applicant,
)
from wasl.domains.applications.tests.given import (
    NOURA,
    given_complete,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    given_submitted,
    given_submitted_whole,
)
from wasl.domains.parties.tests.given import NOURA_ID
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import grouped, new_reference
from wasl.foundation.refusal import NotFound
from wasl.foundation.trail import TrailEntry

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
def ibrahim():
    return given_ibrahim(given_ready_association("wahj"))


def test_the_queue_is_walked_page_by_page_without_gap_or_repeat(noura, huda):
    sent = [given_submitted(noura).application for _ in range(5)]
    seen, after = [], None
    while page := applications_in_queue(huda, after=after, most=2):
        seen += [row.id for row in page]
        after = page[-1].cursor
    assert seen == sent[::-1]
    assert applications_in_queue(huda, after="nonsense") == ()


def test_the_queue_masks_names_and_filters(noura, huda, association):
    taken = given_complete(noura, huda)
    given_submitted(noura)
    (mine,) = applications_in_queue(huda, mine=True)
    assert mine.id == taken.application
    assert mine.masked_name == "نورة ا…"
    assert NOURA not in repr(applications_in_queue(huda))
    assert [row.stage for row in applications_in_queue(huda, stage="complete")] == ["complete"]
    counts = queue_counts(huda)
    assert counts.by_stage["submitted"] == 1
    assert (counts.mine, counts.overdue) == (1, 0)


def test_due_promises_come_with_the_most_urgent_first(noura, huda):
    first = given_submitted(noura)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        given_submitted(noura)
    assert promises_due(huda) == ()
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        due = promises_due(huda)
    assert [row.is_overdue for row in due] == [True, False]
    assert due[0].id == first.application


def test_a_case_is_found_by_reference_phone_id_and_name(noura, huda, ibrahim):
    sent = given_submitted(noura)
    arabic = grouped(sent.reference).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for text in (sent.reference, arabic, "0551234567", NOURA_ID, "نوره عبدالله الحربي"):
        assert [row.id for row in applications_found(huda, text=text)] == [sent.application], text
        assert applications_found(ibrahim, text=text) == ()
    assert applications_found(huda, text=new_reference()) == ()


def test_the_sheet_shows_all_and_its_reading_is_in_the_trail(noura, huda, association):
    sent = given_complete(noura, huda)
    refer(huda, application=sent.application, question="هل السكن مستقل؟")
    sheet = application_sheet(huda, application=sent.application)
    assert sheet.declaration is not None
    assert sheet.declaration.signed_name == NOURA
    assert len(sheet.declaration.digest) == 64
    assert [row.stage for row in sheet.documents] == ["seen", "seen", "missing"]
    assert sheet.referrals[0].asked_by_name == "هدى الشمري"
    assert sheet.missing == ()
    with scope(association=association):
        last = TrailEntry.objects.order_by("-sequence").first()
    assert last is not None
    assert (last.verb, last.subject) == (
        "applications.application_sheet",
        str(sent.application),
    )


def test_a_draft_is_reopened_where_it_was_left(noura, huda, association):
    draft = given_draft(noura, filled=False)
    save_answers(noura, application=draft.pk, applies_as="self", answers={"members": "3"})
    form = draft_for_form(noura, application=draft.pk)
    assert form.next_unanswered == "applicant.name"
    assert form.missing[-1] == "rents"
    assert "أقر" in form.declaration["ar"]
    assert "بند 4" in form.declaration["ar"]
    assert (form.promise.due_on - timezone.localdate()).days == 30
    assert [row.id for row in drafts_held(noura)] == [draft.pk]
    assert drafts_held(given_noura_visiting(association, "0559999999")) == ()
    assert drafts_held(huda) == ()


def test_one_without_a_phone_goes_on_in_his_session_only(association):
    public = visitor_actor(association)
    draft = given_draft(public, phone="", filled=False)
    holder = visitor_actor(association, held=frozenset({draft.pk}))
    assert draft_for_form(holder, application=draft.pk).id == draft.pk
    assert [row.id for row in drafts_held(holder)] == [draft.pk]
    with pytest.raises(NotFound):
        draft_for_form(visitor_actor(association, held=frozenset({uuid4()})), application=draft.pk)


def test_the_applicant_sees_the_next_step_and_who_holds_it(noura, huda, association):
    sent = given_submitted(noura)
    system = Actor.system(association)
    status = status_for_applicant(noura, application=sent.application)
    assert (status.next_key, status.is_promise_final) == ("check", False)
    assert status.holder == {
        "ar": "موظف علاقات المستفيدين",
        "en": "beneficiary-relations officer",
    }
    ask_for_missing(huda, application=sent.application, items=["lease"])
    status = status_for_applicant(noura, application=sent.application)
    assert (status.next_key, status.holder) == ("complete_items", None)
    assert status.requests[0].items == ("lease",)
    done = given_complete(noura, huda).application
    mark_assessed(system, application=done)
    assert status_for_applicant(noura, application=done).next_key == "decision"
    mark_decided(system, application=done, outcome="accept")
    status = status_for_applicant(noura, application=done)
    assert (status.next_key, status.may_withdraw, status.outcome) == ("delivery", False, "accept")
    assert [moment.key for moment in status.timeline] == ["submitted", "complete", "answered"]
    assert {key for key, _ in applications_held(noura)} == {sent.application, done}


def test_strangers_follow_nothing(noura, association, ibrahim):
    sent = given_submitted(noura)
    for other in (given_noura_visiting(association, "0559999999"), ibrahim):
        with pytest.raises(NotFound):
            status_for_applicant(other, application=sent.application)


def test_a_reference_answers_in_one_shape_whether_or_not_it_exists(noura, association, ibrahim):
    public = visitor_actor(association)
    sent = given_submitted(noura)
    hit = application_by_reference(public, reference=grouped(sent.reference))
    assert hit.application == sent.application
    assert hit.phone == "+966551234567"
    assert hit.phone not in repr(hit)
    for typed in (new_reference(), "12", "x" * 500, ""):
        assert application_by_reference(public, reference=typed).application is None
    elsewhere = visitor_actor(ibrahim.association)
    assert application_by_reference(elsewhere, reference=sent.reference).application is None


def test_a_slip_opens_its_case_and_no_other(association, huda):
    sent = given_submitted_whole(huda, phone="", channel="interview", method="paper")
    public = visitor_actor(association)
    assert sent.secret
    typed = f"{sent.secret[:4]}-{sent.secret[4:8]} {sent.secret[8:]}".lower()
    assert follow_application(public, reference=sent.reference, secret=typed) == sent.application
    for reference, secret in (
        (sent.reference, "AAAABBBBCCCC"),
        (new_reference(), sent.secret),
        (sent.reference, ""),
    ):
        with pytest.raises(NotFound):
            follow_application(public, reference=reference, secret=secret)
    assert (
        status_for_applicant(
            visitor_actor(association, held=frozenset({sent.application})),
            application=sent.application,
        ).reference
        == sent.reference
    )


def test_waiting_referrals_are_listed_for_whom_they_wait(noura, huda, association, ibrahim):
    majed = given_majed(association)
    sent = given_submitted(noura)
    refer(huda, application=sent.application, question="؟")
    assert [row.reference for row in referrals_waiting(majed)] == [sent.reference]
    assert referrals_waiting(huda) == ()
    assert referrals_waiting(ibrahim) == ()
