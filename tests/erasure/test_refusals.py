"""When nobody is erased, what holds him back, and what he is shown of himself."""

import json
import threading
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from wasl.domains.access.tests.given import given_staff
from wasl.domains.applications.models import Application, Declaration
from wasl.domains.applications.tests.given import (
    given_noura_visiting,
    given_ready_association,
    given_submitted,
)
from wasl.domains.notifications.actions import queue_message
from wasl.domains.notifications.messages import CODES
from wasl.domains.notifications.models import Message
from wasl.domains.parties.actions import know_party, merge_parties
from wasl.domains.parties.models import (
    ContactWay,
    DocumentKind,
    Fact,
    Guardianship,
    HouseholdMember,
    Party,
    PartyDocument,
)
from wasl.domains.parties.tests.given import NOURA_ID, given_noura, given_salem
from wasl.domains.privacy.actions import (
    destroy_due,
    erase_again,
    erase_person,
    forget_erased_files,
    lift_hold,
    place_hold,
)
from wasl.domains.privacy.models import Destruction
from wasl.domains.privacy.queries import (
    destruction_minutes,
    destructions_recorded,
    due_for_destruction,
    everything_about,
    holds_of,
    remains_of,
)
from wasl.domains.privacy.refusals import (
    AlreadyErased,
    CaseStillOpen,
    GroundUnknown,
    GroundUntold,
    HoldOver,
    NotYetDue,
    OnHold,
    StillToBeKept,
)
from wasl.foundation import personal_data
from wasl.foundation.actor import Actor
from wasl.foundation.keyring import NoLongerKept
from wasl.foundation.keys import blind_index
from wasl.foundation.personal_data import Retention, declared
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

WHY = "asked for it in person at the desk"


@pytest.fixture
def by():
    return Actor.system(given_ready_association())


@pytest.fixture
def noura(by):
    return given_noura(by).pk


def test_a_reason_is_asked_and_a_known_ground(by, noura):
    with pytest.raises(GroundUntold):
        erase_person(by, party=noura, why="x 1234567890")
    with pytest.raises(GroundUnknown):
        erase_person(by, party=noura, why=WHY, ground="anger")
    with pytest.raises(GroundUntold):
        place_hold(by, party=noura, ground="court", why="x")
    with pytest.raises(GroundUnknown):
        place_hold(by, party=noura, ground="anger", why=WHY)


def test_nobody_is_erased_twice_and_nothing_is_kept_of_him_afterwards(by, noura):
    first = erase_person(by, party=noura, why=WHY)

    assert remains_of(by, party=noura).is_erased
    with pytest.raises(AlreadyErased):
        erase_person(by, party=noura, why=WHY)
    with pytest.raises(AlreadyErased):
        place_hold(by, party=noura, ground="court", why=WHY)
    with entered_scope(by, writing=True):
        party = Party.objects.get(pk=noura)
        assert (party.name, party.phone, party.erased_at is None) == ("", "", False)
        party.phone = "+966500000001"
        with pytest.raises(NoLongerKept):
            Party._meta.get_field("phone").pre_save(party, False)
    assert [row.id for row in destructions_recorded(by)] == [first.pk]
    assert destructions_recorded(by, after=first.number) == ()


def test_a_register_played_late_erases_although_its_number_was_given_out_anew(by, noura):
    somebody_else = erase_person(by, party=given_salem(by).pk, why=WHY)

    def played():
        return erase_again(
            by,
            party=noura,
            number=somebody_else.number,
            parties=[noura],
            cases=[],
            ground="request",
            destroyed_at=timezone.now() - timedelta(days=3),
        )

    done = played()

    assert done is not None
    assert done.number == somebody_else.number + 1
    assert remains_of(by, party=noura).is_erased
    assert played() is None


def test_whoever_was_erased_may_come_again_as_a_new_person(by, noura):
    erase_person(by, party=noura, why=WHY)

    again = given_noura(by)

    assert again.pk != noura
    with entered_scope(by, writing=False):
        assert Party.objects.get(pk=again.pk).national_id == NOURA_ID


def test_a_running_case_keeps_its_person(by):
    sent = given_submitted(given_noura_visiting(by.house))
    with entered_scope(by, writing=False):
        party = Application.objects.get(pk=sent.application).beneficiary_id

    assert party is not None
    assert [str(one) for one in remains_of(by, party=party).open] == ["طلباتكم"]
    with pytest.raises(CaseStillOpen):
        erase_person(by, party=party, why=WHY)


def test_a_hold_keeps_its_person_until_it_is_lifted_or_over(by, noura):
    hold = place_hold(by, party=noura, ground="court", why=WHY)
    with pytest.raises(OnHold):
        erase_person(by, party=noura, why=WHY)
    with pytest.raises(GroundUntold):
        lift_hold(by, hold=hold.pk, why="")
    lift_hold(by, hold=hold.pk, why=WHY)
    with pytest.raises(HoldOver):
        lift_hold(by, hold=hold.pk, why=WHY)
    yesterday = timezone.localdate() - timedelta(days=1)
    place_hold(by, party=noura, ground="audit", why=WHY, until=yesterday)

    assert [row.is_standing for row in holds_of(by, party=noura)] == [False, False]
    assert remains_of(by, party=noura).may_erase
    erase_person(by, party=noura, why=WHY)


@pytest.mark.django_db(transaction=True)
def test_of_a_hold_and_an_erasing_at_once_one_is_refused():
    by = Actor.system(given_ready_association())
    noura = given_noura(by).pk
    refused: list[type[Exception]] = []

    def attempt(deed):
        try:
            deed()
        except (AlreadyErased, OnHold, NoLongerKept) as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    both = [
        threading.Thread(target=attempt, args=(deed,))
        for deed in (
            lambda: place_hold(by, party=noura, ground="court", why=WHY),
            lambda: erase_person(by, party=noura, why=WHY),
        )
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(refused) == 1
    assert refused[0] in (AlreadyErased, OnHold)


def test_what_a_law_demands_until_a_day_keeps_its_person_until_then(by, noura):
    usual = declared()
    must = Retention(10, "created_at", "the law", "pk", must=True)
    personal_data.declare([replace(one, retention=must) if one.is_person else one for one in usual])
    try:
        with pytest.raises(StillToBeKept):
            erase_person(by, party=noura, why=WHY)
        with time_machine.travel(timezone.now() + timedelta(days=3654)):
            erase_person(by, party=noura, why=WHY)
    finally:
        personal_data.declare(usual)


def test_nobody_erases_himself_or_a_relative(by, noura):
    kin = frozenset({blind_index("national_id", NOURA_ID, association=by.association)})
    huda = Actor("staff", by.association, by.permissions, staff=uuid4(), kin=kin)

    for refused in (
        lambda: erase_person(huda, party=noura, why=WHY),
        lambda: everything_about(huda, party=noura),
        lambda: remains_of(huda, party=noura),
        lambda: place_hold(huda, party=noura, ground="court", why=WHY),
    ):
        with pytest.raises(ConflictOfInterest):
            refused()


def test_another_association_finds_nobody_and_an_officer_may_not(by, noura):
    ibrahim = Actor.system(given_ready_association("qabas"))
    minutes = erase_person(by, party=given_salem(by).pk, why=WHY)
    for asked in (
        lambda: erase_person(ibrahim, party=noura, why=WHY),
        lambda: everything_about(ibrahim, party=noura),
        lambda: destruction_minutes(ibrahim, destruction=minutes.pk),
    ):
        with pytest.raises(NotFound):
            asked()
    officer = given_staff(by.house, "officer")
    with pytest.raises(NotAllowed):
        erase_person(officer, party=noura, why=WHY)
    with pytest.raises(NotAllowed):
        everything_about(officer, party=noura)


def test_nothing_is_destroyed_by_age_before_its_time_and_only_by_confirmation(by, noura):
    assert due_for_destruction(by).rows == ()
    with pytest.raises(NotYetDue):
        destroy_due(by, party=noura)
    with time_machine.travel(timezone.now() + timedelta(days=3654)):
        given_salem(by)
        (row,) = due_for_destruction(by).rows
        assert row.party == noura
        assert due_for_destruction(by, after=noura).rows == ()
        destroy_due(by, party=noura)
        assert due_for_destruction(by).rows == ()
    with entered_scope(by, writing=False):
        assert Destruction.objects.get().ground == "retention"


def test_somebody_with_a_newer_fact_or_a_hold_is_not_due(by, noura):
    later = timezone.now() + timedelta(days=3654)
    with entered_scope(by, writing=True):
        Fact.objects.create(
            party_id=noura,
            key="income.salary",
            value={"is": "1"},
            source="statement",
            holds_on=timezone.localdate(),
            recorded_at=later - timedelta(days=30),
        )
    salem = given_salem(by).pk
    place_hold(by, party=salem, ground="court", why=WHY)
    with time_machine.travel(later):
        assert due_for_destruction(by).rows == ()


def test_an_old_record_of_somebody_served_lately_is_not_due_and_one_erased_never_again(by, noura):
    merging = given_staff(by.house, "huda").with_permissions("parties.merge_parties")
    later = timezone.now() + timedelta(days=3654)
    with time_machine.travel(later - timedelta(days=30)):
        newer = know_party(by, kind="person", name="نورة سعد القحطاني", role="beneficiary")
        merge_parties(
            merging,
            survivor=newer.pk,
            absorbed=noura,
            chosen={"name": "survivor"},
            versions=(newer.version, version_of(by, noura)),
        )
    with time_machine.travel(later):
        assert due_for_destruction(by).rows == ()
        with pytest.raises(NotYetDue):
            destroy_due(by, party=noura)
    with time_machine.travel(later + timedelta(days=3654)):
        (row,) = due_for_destruction(by).rows
        assert row.party == newer.pk
        destroy_due(by, party=newer.pk)
        assert due_for_destruction(by).rows == ()


def version_of(by, party):
    with entered_scope(by, writing=False):
        return Party.objects.get(pk=party).version


def test_a_guardian_is_taken_out_of_the_cases_of_others(by, noura):
    sent = given_submitted(given_noura_visiting(by.house))
    salem = given_salem(by).pk
    with entered_scope(by, writing=True):
        case = Application.objects.get(pk=sent.application)
        case.party_id, case.beneficiary_id, case.stage = salem, noura, "closed"
        case.applicant = {"name": "سالم", "on_behalf_of": {"name": "نورة"}}
        case.save()
        Guardianship.objects.create(guardian_id=salem, ward_id=noura, relation="father")
        HouseholdMember.objects.create(
            household_id=noura, party_id=salem, name="سالم", relation="father"
        )

    done = erase_person(by, party=salem, why=WHY)

    with entered_scope(by, writing=False):
        case = Application.objects.get(pk=sent.application)
        assert case.applicant == {"on_behalf_of": {"name": "نورة"}}
        assert (case.phone, case.phone_index) == ("", "")
        assert case.answers
        assert Declaration.objects.get(application=case).frozen
        assert not Guardianship.objects.exists()
        member = HouseholdMember.objects.get()
        assert (member.name, member.relation) == ("", "father")
        assert Party.objects.get(pk=noura).name
    told = {
        (one.model, one.deed): one for one in destruction_minutes(by, destruction=done.pk).counts
    }
    assert told["applications.Application", "emptied"].rows == 1


def test_everything_is_told_in_both_languages_and_the_reading_is_in_the_trail(by, noura):
    with entered_scope(by, writing=True):
        ContactWay.objects.create(
            party_id=noura, kind="mobile", value="+966500000009", recorded_at=timezone.now()
        )
    dossier = everything_about(by, party=noura)
    told = json.loads(json.dumps(dossier.as_json(), ensure_ascii=False))

    values = [v for s in told["sections"] for r in s["rows"] for v in r["values"]]
    assert NOURA_ID in [value["value"] for value in values]
    assert "+966500000009" in [value["value"] for value in values]
    assert all(value["label"]["ar"] != value["label"]["en"] for value in values)
    spoken = {value["name"]: value["words"] for value in values if "words" in value}
    assert spoken["identity_kind"] == [{"ar": "الهوية الوطنية", "en": "National ID"}]
    assert {section["title"]["ar"] for section in told["sections"]} >= {"من أنتم وكيف نصل إليكم"}
    with entered_scope(by, writing=False):
        (entry,) = TrailEntry.objects.filter(verb="privacy.everything_about")
        assert NOURA_ID not in entry.details


def test_what_stands_as_a_key_is_told_in_words(by, noura):
    with entered_scope(by, writing=True):
        kind = DocumentKind.objects.create(
            key="canary", title={"ar": "عقد إيجار", "en": "Lease"}, validity="unlimited"
        )
        PartyDocument.objects.create(party_id=noura, kind=kind, seen_at=timezone.now())
        Fact.objects.create(
            party_id=noura,
            key="housing.kind",
            value={"is": "rented"},
            source="interview",
            holds_on=timezone.localdate(),
            recorded_at=timezone.now(),
        )
    told = everything_about(by, party=noura).as_json()

    values = [v for s in told["sections"] for r in s["rows"] for v in r["values"]]
    spoken = {value["name"]: value["words"] for value in values if "words" in value}
    assert spoken["value"] == [{"ar": "مستأجر", "en": "Rented"}]
    assert spoken["source"] == [{"ar": "مقابلة", "en": "Interview"}]
    assert spoken["key"] == [{"ar": "نوع السكن", "en": "Kind of home"}]
    assert {"ar": "عقد إيجار", "en": "Lease"} in [value["value"] for value in values]


def test_the_last_message_is_emptied_once_it_has_left(by, noura):
    request = uuid4()
    erase_person(by, party=noura, why=WHY, request=request)
    queue_message(
        by,
        kind="privacy.settled",
        wording=CODES["apply"],
        fields={"code": "1", "association": "x"},
        language="ar",
        phone="0500000001",
        about=request,
    )

    assert forget_erased_files(by) == 0
    with entered_scope(by, writing=True):
        Message.objects.update(stage="sent", next_try_at=None)
    assert forget_erased_files(by) == 1
    with entered_scope(by, writing=False):
        left = Message.objects.get(about=request)
        assert (left.recipient, left.body, left.recipient_index) == ("", "", "")


def test_files_of_the_erased_are_told_again_until_they_are_gone(by, noura):
    erase_person(by, party=noura, why=WHY)
    with entered_scope(by, writing=True):
        Destruction.objects.update(
            files={"applications.ApplicationDocument": [str(uuid4())]}, files_gone_at=None
        )

    assert forget_erased_files(by) == 1
    assert forget_erased_files(by) == 0
