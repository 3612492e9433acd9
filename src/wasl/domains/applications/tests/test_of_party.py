"""What a party's page shows of its cases and conversations, and what it keeps closed."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_scopes import scope

from wasl.domains.access.tests.given import given_huda, given_ibrahim, given_majed, given_staff
from wasl.domains.applications.actions import assign, withdraw
from wasl.domains.applications.queries import (
    application_for_work,
    applications_of_party,
    contacts_of_party,
    promises_to_party,
)
from wasl.domains.applications.tests.given import (
    SERVICE,
    given_complete,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    given_submitted_whole,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.contacts.tests.given import given_contact
from wasl.domains.parties.actions import (
    add_contact_way,
    correct_party,
    know_party,
    record_guardianship,
)
from wasl.domains.parties.queries import conflict_indexes_of, party_strip
from wasl.foundation.actor import Actor
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotFound
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_ready_association()


@pytest.fixture
def huda(association):
    return given_huda(association)


@pytest.fixture
def noura(association):
    return given_noura_visiting(association)


def party_of(association, sent):
    return application_for_work(Actor.system(association), application=sent.application).party


def test_the_cases_of_a_party_are_listed_the_newest_first_page_by_page(association, noura, huda):
    first = given_submitted_whole(noura)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        second = given_submitted_whole(noura)
    given_draft(noura)
    parties = [party_of(association, first)]
    cases = applications_of_party(huda, parties=parties)
    assert [case.row.id for case in cases] == [second.application, first.application]
    assert all(case.is_open and case.as_applicant for case in cases)
    page = applications_of_party(huda, parties=parties, after=cases[0].row.cursor)
    assert [case.row.id for case in page] == [first.application]
    assert applications_of_party(huda, parties=parties, after="nonsense") == ()
    assert applications_of_party(huda, parties=[]) == ()


def test_a_colleagues_case_is_listed_and_stays_closed(association, noura, huda):
    sent = given_submitted_whole(noura)
    colleague = given_staff(association, "منى", roles=("officer",), email="mona@example.org")
    assert colleague.staff is not None
    assign(huda, application=sent.application, to=colleague.staff)
    parties = [party_of(association, sent)]
    closed = [case.is_open for case in applications_of_party(huda, parties=parties)]
    opened = [case.is_open for case in applications_of_party(colleague, parties=parties)]
    assert (closed, opened) == ([False], [True])


def test_a_case_that_touches_the_reader_stays_closed(association, noura, huda):
    sent = given_submitted_whole(noura)
    system = Actor.system(association)
    case = application_for_work(system, application=sent.application)
    kin = replace(huda, kin=case.conflict_indexes)
    assert case.party is not None
    found = applications_of_party(kin, parties=[case.party])
    assert [(one.is_open, one.row.has_conflict) for one in found] == [(False, True)]


def test_what_was_said_about_a_closed_case_is_left_out(association, noura, huda):
    sent = given_submitted_whole(noura)
    party = party_of(association, sent)
    given_contact(huda, party=party, summary="سألت عن الموعد")
    given_contact(huda, party=party, about=sent.application, summary="أمر خاص", answer="جواب")
    majed = given_majed(association)
    told = contacts_of_party(majed, parties=[party])
    about = next(one for one in told if one.is_closed)
    assert (about.row.summary, about.row.answer, about.row.cited) == ("", "", None)
    assert "سألت عن الموعد" in [one.row.summary for one in told if not one.is_closed]
    seen = contacts_of_party(huda, parties=[party])
    assert {"أمر خاص", "سألت عن الموعد"} <= {one.row.summary for one in seen}
    with scope(association=association):
        entry = TrailEntry.objects.filter(verb="applications.contacts_of_party").first()
    assert entry is not None
    assert (entry.subject_kind, entry.subject) == ("party", str(party))


def test_what_a_relative_said_is_kept_from_the_reader(association, noura, huda):
    party = party_of(association, given_submitted_whole(noura))
    given_contact(huda, party=party, summary="كلام خاص")
    touched = conflict_indexes_of(Actor.system(association), party=party)

    with pytest.raises(ConflictOfInterest):
        contacts_of_party(replace(huda, kin=frozenset(touched)), parties=[party])


def test_conversations_come_page_by_page(association, noura, huda):
    party = party_of(association, given_submitted_whole(noura))
    for hour in range(3):
        with time_machine.travel(timezone.now() + timedelta(hours=hour + 1), tick=False):
            given_contact(huda, party=party, summary=str(hour))
    first = contacts_of_party(huda, parties=[party], most=2)
    assert [one.row.summary for one in first] == ["2", "1"]
    rest = contacts_of_party(huda, parties=[party], after=first[-1].row.cursor)
    assert rest[0].row.summary == "0"
    assert contacts_of_party(huda, parties=[party], after="nonsense") == ()


def test_another_association_sees_no_case_and_no_word(association, noura, huda):
    sent = given_submitted_whole(noura)
    party = party_of(association, sent)
    given_contact(huda, party=party)
    ibrahim = given_ibrahim(given_association("elsewhere"))
    assert applications_of_party(ibrahim, parties=[party]) == ()
    assert contacts_of_party(ibrahim, parties=[party]) == ()


def test_what_a_party_was_promised_is_told_until_it_is_answered(association, noura, huda):
    sent = given_complete(noura, huda)
    case = application_for_work(Actor.system(association), application=sent.application)
    party = party_of(association, sent)
    told = promises_to_party(huda, party=party)
    assert [(one.reference, one.due_on) for one in told] == [
        (case.reference, case.reply_expected_on)
    ]
    withdraw(huda, application=sent.application, reason="لم تعد تحتاج")
    assert promises_to_party(huda, party=party) == ()
    with pytest.raises(NotFound):
        promises_to_party(given_ibrahim(given_association("elsewhere")), party=party)


def test_thirty_cases_cost_no_more_statements_than_three(
    association, noura, huda, django_assert_max_num_queries
):
    parties = [party_of(association, given_submitted_whole(noura, service=SERVICE))]
    for _ in range(5):
        given_submitted_whole(noura)
    with django_assert_max_num_queries(6):
        assert len(applications_of_party(huda, parties=parties)) == 6


def test_a_relative_is_kept_from_a_case_once_its_number_or_guardian_was_put_right(
    association, noura, huda
):
    sent = given_submitted_whole(noura)
    party = party_of(association, sent)
    system = Actor.system(association)
    phone = blind_index("phone", "+966501112223", association=association)
    other = blind_index("phone", "+966501112224", association=association)
    kin = [replace(huda, kin=frozenset({index})) for index in (phone, other)]

    def has_conflict(one):
        return [row.row.has_conflict for row in applications_of_party(one, parties=[party])]

    assert [has_conflict(one) for one in kin] == [[False], [False]]
    version = party_strip(system, party=party).version
    correct_party(
        system, party=party, version=version, changes={"phone": "0501112223"}, why="خطأ في الكتابة"
    )
    assert [has_conflict(one) for one in kin] == [[True], [False]]
    guardian = know_party(system, kind="person", name="سالم الحربي", national_id="1000000016")
    record_guardianship(system, guardian=guardian.pk, ward=party, relation="father")
    add_contact_way(system, party=guardian.pk, kind="mobile", value="0501112224")
    assert [has_conflict(one) for one in kin] == [[True], [True]]
