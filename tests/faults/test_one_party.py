"""Failures that registries really had with people recorded twice; each is named after what the
user saw, and ours comes out whole.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.utils import timezone

from wasl.domains.applications.actions import attach_document, submit_application
from wasl.domains.applications.queries import (
    application_for_work,
    applications_found,
    applications_of_party,
    document_content,
)
from wasl.domains.applications.tests.given import (
    NOURA,
    applicant_data,
    given_draft,
    given_noura_visiting,
    given_submitted_whole,
    photo,
    submission_fields,
)
from wasl.domains.assessments.tests.given import (
    given_colleague,
    given_recommended,
    given_studying_association,
)
from wasl.domains.decisions.queries import case_to_decide
from wasl.domains.decisions.tests.given import Department, given_confirmed, given_department
from wasl.domains.delivery.actions import register
from wasl.domains.delivery.queries import delivery_sheet
from wasl.domains.parties.actions import (
    ask_for_duplicate_search,
    correct_party,
    know_party,
    merge_parties,
    point_out_pair,
    register_party,
    settle_as_different,
    sweep_duplicate_searches,
    sweep_newcomers,
    undo_merge,
)
from wasl.domains.parties.models import Merge, Party
from wasl.domains.parties.queries import (
    figures,
    find_parties,
    likely_duplicates,
    pair_of,
    pair_sheet,
    pairs_waiting,
    party_strip,
    same_party,
)
from wasl.domains.parties.refusals import AlreadyKnown, LikelyKnown
from wasl.domains.parties.tests.given import NOURA_ID, SALEM_ID
from wasl.domains.satisfaction.actions import offer_survey
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db

OTHER_PHONE = "0557654321"
SLIPPED_ID = "1908765439"
"""SALEM_ID with its second and third digit exchanged: the one slip that a check digit passes."""
FULL_NAME = "نورة بنت عبدالله بن فهد الحربي"


@pytest.fixture
def house() -> UUID:
    return given_studying_association("manarat", survey_occasions=["decision", "delivery"])


@pytest.fixture
def system(house: UUID) -> Actor:
    return Actor.system(house)


@pytest.fixture
def huda(house: UUID) -> Actor:
    return given_colleague(house, "officer", "registrar", "director")


def known(system: Actor, party: UUID) -> Party:
    with entered_scope(system, writing=False):
        return Party.objects.get(pk=party)


def merged(by: Actor, kept: UUID, gone: UUID, **chosen: str) -> Merge:
    """Merge two records; where they differ the survivor stands."""
    system = by.as_system()
    pair = point_out_pair(by, one=kept, other=gone).pk
    choices = {row.field: "survivor" for row in pair_sheet(by, pair=pair).rows if row.must_choose}
    return merge_parties(
        by,
        survivor=kept,
        absorbed=gone,
        chosen=choices | chosen,
        versions=(known(system, kept).version, known(system, gone).version),
    )


def applied(house: UUID, **changes: Any) -> UUID:
    """An application of somebody, at the portal."""
    phone = changes.pop("phone", OTHER_PHONE)
    applicant = applicant_data(**({"national_id": SALEM_ID, "iban": ""} | changes))
    visitor = given_noura_visiting(house, phone)
    return given_submitted_whole(visitor, phone=phone, applicant=applicant).application


def party_of(system: Actor, application: UUID) -> UUID:
    party = application_for_work(system, application=application).party
    assert party is not None
    return party


# people merged on an equal e-mail; direction could not be chosen (Chatwoot 2811, 5115)


def test_people_with_one_email_stay_two(house: UUID, system: Actor) -> None:
    first = party_of(system, applied(house, email="family@example.org"))
    second = party_of(
        system,
        applied(
            house,
            email="family@example.org",
            national_id=NOURA_ID,
            name="سارة بنت خالد الغامدي",
            phone="0551234567",
        ),
    )
    sweep_newcomers(system)
    ask_for_duplicate_search(system)
    sweep_duplicate_searches(system)

    assert first != second
    assert same_party(system, party=first) == (first,)
    assert pairs_waiting(system) == ()


@pytest.mark.parametrize("kept", [0, 1])
def test_the_direction_of_a_merge_is_chosen(system: Actor, huda: Actor, kept: int) -> None:
    two = [know_party(system, kind="person", name=NOURA).pk for _number in range(2)]
    merged(huda, two[kept], two[1 - kept])

    assert same_party(system, party=two[0]) == (two[kept], two[1 - kept])


# duplicate tickets stayed open for ever after the ID was corrected (HOPE 6138)


def test_a_pair_closes_when_the_id_that_caused_it_is_corrected(system: Actor, huda: Actor) -> None:
    first = know_party(system, kind="person", name=FULL_NAME, national_id=SALEM_ID).pk
    second = know_party(system, kind="person", name=FULL_NAME, national_id=SLIPPED_ID).pk
    sweep_newcomers(system)
    [waiting] = pairs_waiting(huda)
    assert {waiting.first, waiting.second} == {first, second}
    correct_party(
        huda,
        party=second,
        version=known(system, second).version,
        changes={"national_id": NOURA_ID},
        why="قُرئ الرقم من البطاقة",
    )

    assert pairs_waiting(huda) == ()
    assert pair_sheet(huda, pair=waiting.id).stage == "moot"


# duplicate check skipped when staff start the record themselves (OpenCRVS 10169)


def test_who_looks_alike_is_asked_about_when_staff_register(system: Actor, huda: Actor) -> None:
    noura = know_party(system, kind="person", name=FULL_NAME, phone=OTHER_PHONE).pk
    asked: dict[str, Any] = {"kind": "person", "name": FULL_NAME, "phone": OTHER_PHONE}
    asked |= {"identity_kind": "none", "identity_reason": "قيد الإصدار"}
    with pytest.raises(LikelyKnown):
        register_party(huda, key=uuid4(), **asked)
    other = register_party(huda, key=uuid4(), **asked, seen_alike=[noura])

    assert pair_of(huda, one=noura, other=other.pk) is not None


@pytest.mark.parametrize("by_import", [False, True])
def test_who_looks_alike_is_found_when_nobody_asked(
    house: UUID, system: Actor, huda: Actor, by_import: bool
) -> None:
    """The portal, the API and an import know people without a face that could ask."""
    noura = know_party(system, kind="person", name=FULL_NAME, national_id=SALEM_ID).pk
    if by_import:
        other = know_party(system, kind="person", name=FULL_NAME, national_id=SLIPPED_ID).pk
    else:
        other = party_of(system, applied(house, name=FULL_NAME, national_id=SLIPPED_ID))
    sweep_newcomers(system)

    [row] = pairs_waiting(huda)
    assert {row.first, row.second} == {noura, other}


def test_the_same_id_is_one_person_whatever_the_digits(system: Actor, huda: Actor) -> None:
    """O3: Arabic-Indic digits with spaces."""
    noura = know_party(system, kind="person", name=NOURA, national_id=NOURA_ID).pk
    typed = " ١٠١٢ ٣٤٥ ٦٧٢ "

    assert know_party(system, kind="person", name="نوره", national_id=typed).pk == noura
    with pytest.raises(AlreadyKnown) as refused:
        register_party(huda, key=uuid4(), kind="person", name=NOURA, national_id=typed)
    assert refused.value.party == noura
    assert [match.id for match in find_parties(huda, text=typed)] == [noura]
    assert likely_duplicates(huda, name="أخرى", national_id=typed)[0].id == noura


@pytest.mark.parametrize("typed", ["1012345673", "3012345672", "101234567", "10123A5672"])
def test_an_id_that_cannot_be_one_makes_nobody(system: Actor, huda: Actor, typed: str) -> None:
    """O4: wrong check digit, first digit 3, nine digits, letters."""
    with pytest.raises(Malformed):
        register_party(huda, key=uuid4(), kind="person", name=NOURA, national_id=typed)
    noura = know_party(system, kind="person", name=NOURA).pk
    with pytest.raises(Malformed):
        correct_party(
            huda, party=noura, version=1, changes={"national_id": typed}, why="من البطاقة"
        )
    assert known(system, noura).version == 1


# a repeated run undid a deliberate pause (OpenSPP 1117)


def test_not_the_same_person_outlives_searches_registrations_and_corrections(
    system: Actor, huda: Actor
) -> None:
    first = know_party(system, kind="person", name=FULL_NAME, national_id=SALEM_ID).pk
    second = know_party(system, kind="person", name=FULL_NAME, national_id=SLIPPED_ID).pk
    sweep_newcomers(system)
    [waiting] = pairs_waiting(huda)
    settle_as_different(huda, pair=waiting.id, why="ابنتا عم")
    for _round in range(2):
        ask_for_duplicate_search(system)
        sweep_duplicate_searches(system)
    with entered_scope(system, writing=True):
        Party.objects.update(compared_at=None)
    sweep_newcomers(system)
    correct_party(huda, party=first, version=1, changes={"city": "جدة"}, why="انتقلت")
    correct_party(huda, party=second, version=1, changes={"name": f"{FULL_NAME} "}, why="سهو")

    assert pairs_waiting(huda) == ()
    assert pair_sheet(huda, pair=waiting.id).stage == "different"


def test_a_search_after_a_merge_finds_neither_the_two_nor_the_absorbed(
    system: Actor, huda: Actor
) -> None:
    first = know_party(system, kind="person", name=FULL_NAME, national_id=SALEM_ID).pk
    second = know_party(system, kind="person", name=FULL_NAME, national_id=SLIPPED_ID).pk
    merge = merged(huda, first, second, identity="survivor")
    ask_for_duplicate_search(system)
    sweep_duplicate_searches(system)
    sweep_newcomers(system)
    assert pairs_waiting(huda) == ()
    assert [match.id for match in find_parties(huda, text=FULL_NAME)] == [first]
    assert figures(system)["parties"].number == 1
    undo_merge(huda, merge=merge.pk)

    assert {match.id for match in find_parties(huda, text=FULL_NAME)} == {first, second}
    assert figures(system)["parties"].number == 2


# attachments silently dropped (Zammad 5873)


@pytest.mark.django_db(transaction=True)
def test_attachments_open_after_a_merge_and_after_its_undoing(tmp_path: Any, settings: Any) -> None:
    settings.WASL_FILES = tmp_path
    house = given_studying_association()
    system = Actor.system(house)
    huda = given_colleague(house, "officer", "registrar", "director")
    visitor = given_noura_visiting(house)
    draft = given_draft(visitor)
    kept = attach_document(
        visitor, application=draft.pk, key="lease", file_name="عقد.jpg", content=photo()
    )
    sent = submit_application(visitor, application=draft.pk, **submission_fields()).application
    noura = party_of(system, sent)
    again = know_party(system, kind="person", name=NOURA).pk
    before = document_content(system, application=sent, key="lease").content
    merge = merged(huda, again, noura)
    assert document_content(system, application=sent, key="lease").content == before
    undo_merge(huda, merge=merge.pk)

    assert document_content(system, application=sent, key="lease").content == before
    assert kept.file is not None


# one person, several records: the rooms above read them as one


def test_the_cases_of_both_records_are_one_person_s(
    house: UUID, system: Actor, huda: Actor
) -> None:
    cases = [applied(house), applied(house, national_id=NOURA_ID, phone="0551234567")]
    first, second = (party_of(system, case) for case in cases)
    merge = merged(huda, first, second, identity="survivor", phone="survivor")

    def listed(party: UUID) -> set[UUID]:
        parties = same_party(huda, party=party)
        return {one.row.id for one in applications_of_party(huda, parties=parties)}

    assert listed(first) == listed(second) == set(cases)
    assert {row.id for row in applications_found(huda, text=NOURA)} == set(cases)
    assert party_strip(huda, party=second).id == first
    third = applied(house, phone="0550000009")
    assert party_of(system, third) == first
    undo_merge(huda, merge=merge.pk)

    assert listed(first) == {cases[0], third}
    assert listed(second) == {cases[1]}


def test_a_case_of_the_absorbed_touches_the_kin_of_the_survivor(
    house: UUID, system: Actor, huda: Actor
) -> None:
    case = applied(house)
    absorbed = party_of(system, case)
    survivor = know_party(system, kind="person", name=NOURA, phone="0550000001").pk
    index = blind_index("phone", "+966550000001", association=house)
    relative = replace(given_colleague(house, "officer"), kin=frozenset({index}))
    assert not application_for_work(system, application=case).has_conflict(relative)
    merge = merged(huda, survivor, absorbed)
    assert application_for_work(system, application=case).has_conflict(relative)
    undo_merge(huda, merge=merge.pk)

    assert not application_for_work(system, application=case).has_conflict(relative)


def test_help_given_under_the_other_record_is_seen_by_who_decides() -> None:
    department = given_department()
    system = Actor.system(department.association)
    huda = given_colleague(department.association, "officer", "registrar", "director")
    given_confirmed(department)
    later = given_recommended(
        department.association,
        applicant=applicant_data(national_id=SALEM_ID, iban=""),
    ).application_id
    now = Department(department.association, department.head, department.reviewer, later)
    assert case_to_decide(now.head, application=later).help_before == ()
    merged(
        huda,
        party_of(system, later),
        party_of(system, department.application),
        identity="survivor",
    )

    [help_before] = case_to_decide(now.head, application=later).help_before
    assert help_before.outcome == "accept"


def test_one_person_has_one_file_number() -> None:
    department = given_department()
    system = Actor.system(department.association)
    huda = given_colleague(department.association, "officer", "registrar", "director")
    given_confirmed(department)
    first = register(huda, application=department.application)
    later = given_recommended(
        department.association,
        applicant=applicant_data(national_id=SALEM_ID, iban=""),
    ).application_id
    given_confirmed(Department(department.association, department.head, department.reviewer, later))
    merged(
        huda,
        party_of(system, later),
        party_of(system, department.application),
        identity="survivor",
    )
    second = register(huda, application=later)

    assert second.file_number == first.file_number
    entitlement = delivery_sheet(huda, application=department.application).entitlement
    assert entitlement is not None
    assert entitlement.party_name == known(system, party_of(system, later)).name


def test_a_person_with_two_records_is_asked_once_a_month(
    house: UUID, system: Actor, huda: Actor
) -> None:
    cases = [applied(house), applied(house, national_id=NOURA_ID, phone="0551234567")]
    first, second = (party_of(system, case) for case in cases)
    merged(huda, first, second, identity="survivor", phone="survivor")
    assert offer_survey(system, application=cases[0], occasion="decision") is not None
    assert offer_survey(system, application=cases[1], occasion="decision") is None
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert offer_survey(system, application=cases[1], occasion="delivery") is not None


def test_no_other_association_takes_part(system: Actor, huda: Actor) -> None:
    ibrahims = given_studying_association("wahj")
    ibrahim = given_colleague(ibrahims, "officer", "registrar", "director")
    ours = [know_party(system, kind="person", name=NOURA).pk for _number in range(2)]
    his = know_party(Actor.system(ibrahims), kind="person", name=NOURA).pk
    for kept, gone in ((ours[0], his), (his, ours[0]), tuple(ours)):
        with pytest.raises(NotFound):
            merge_parties(ibrahim, survivor=kept, absorbed=gone, chosen={}, versions=(1, 1))
    with suppress(NotFound):
        same_party(ibrahim, party=ours[0])
    merged(huda, *ours)

    assert same_party(ibrahim, party=his) == (his,)
