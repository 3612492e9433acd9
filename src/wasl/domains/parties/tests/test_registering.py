"""Staff register people: once, and asked about who looks alike whatever page they come from."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    correct_party,
    give_file_number,
    know_party,
    register_party,
)
from wasl.domains.parties.models import DuplicatePair
from wasl.domains.parties.queries import (
    likely_duplicates,
    pairs_waiting,
    parties_listed,
    party_sheet,
    party_strip,
    same_party,
)
from wasl.domains.parties.refusals import (
    AddressIncomplete,
    AlreadyKnown,
    DateInFuture,
    IdentityReasonMissing,
    KeyReused,
    LikelyKnown,
    NameMissing,
)
from wasl.domains.parties.tests.given import NOURA_ID, SALEM_ID, given_noura, given_salem
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import parse_date
from wasl.foundation.identifiers import Malformed, uuid7
from wasl.foundation.refusal import NotAllowed, NotFound, Refusal
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

NAME = "نورة بنت عبدالله سعد الحربي"


def registered(by, **changes):
    known: dict[str, Any] = {
        "key": uuid7(),
        "kind": "person",
        "name": NAME,
        "national_id": NOURA_ID,
    }
    return register_party(by, **(known | changes))


def test_a_registered_person_is_kept_with_all_that_was_said(huda):
    noura = registered(
        huda,
        phone="٠٥٥١٢٣٤٥٦٧",
        phone_belongs_to="spouse",
        birth=parse_date("1410/05/01"),
        gender="female",
        city=" الرياض ",
        national_address={"short": "rrrd2929"},
        needs=["hearing", "interpreter"],
        identity_expires_on=date(2030, 1, 1),
    )

    sheet = party_sheet(huda, party=noura.pk)
    assert (sheet.phone, sheet.phone_belongs_to) == ("+966551234567", "spouse")
    assert sheet.needs == ("interpreter", "hearing")
    assert sheet.national_address == {"short": "RRRD2929"}
    assert sheet.birth == parse_date("1410/05/01")
    assert (sheet.city, sheet.gender, sheet.identity_kind) == ("الرياض", "female", "national")
    assert sheet.registered_by == huda.staff
    assert sheet.identity_expires_on == date(2030, 1, 1)


def test_sent_twice_it_is_one_party(huda):
    key = uuid7()

    assert registered(huda, key=key).pk == registered(huda, key=key).pk == key
    assert len(parties_listed(huda).rows) == 1


def test_a_key_that_brought_somebody_else_is_refused(huda):
    key = uuid7()
    registered(huda, key=key)
    with pytest.raises(KeyReused):
        registered(huda, key=key, name="سالم الحربي", national_id=SALEM_ID)

    assert len(parties_listed(huda).rows) == 1


def test_the_same_identity_is_refused_and_says_whose_it_is(huda):
    noura = registered(huda)
    with pytest.raises(AlreadyKnown) as refused:
        registered(huda, name="سارة خالد", national_id="١٠١٢٣٤٥٦٧٢")

    assert refused.value.party == noura.pk
    assert refused.value.status == 409


def test_an_organisation_is_known_by_its_licence(huda):
    said = {"kind": "organisation", "name": "جمعية البر", "licence": "1234", "national_id": ""}
    first = registered(huda, **said)
    with pytest.raises(AlreadyKnown) as refused:
        registered(huda, **said | {"name": "البر"})

    assert refused.value.party == first.pk


def test_who_looks_alike_is_asked_about_whatever_the_face(huda):
    noura = registered(huda, birth=parse_date("1990-05-01"))
    said = {"national_id": "", "identity_kind": "none", "identity_reason": "قيد الإصدار"}
    with pytest.raises(LikelyKnown) as refused:
        registered(huda, birth=parse_date("1990-05-01"), **said)

    assert [match.id for match in refused.value.matches] == [noura.pk]
    assert refused.value.matches[0].words
    assert len(parties_listed(huda).rows) == 1


def test_who_was_seen_and_is_somebody_else_waits_as_a_pair(huda):
    noura = registered(huda, birth=parse_date("1990-05-01"))
    twin = registered(
        huda,
        national_id="",
        identity_kind="none",
        identity_reason="قيد الإصدار",
        birth=parse_date("1990-05-01"),
        seen_alike=[noura.pk],
    )

    pair = pairs_waiting(given_staff(huda.as_system(), "reem", "registrar"))[0]
    assert {pair.first, pair.second} == {noura.pk, twin.pk}
    assert pair.first == noura.pk
    assert "تاريخ الميلاد نفسه" in {one.words for one in pair.reasons}


def test_somebody_who_looks_like_nobody_is_not_asked_about(huda):
    registered(huda)
    registered(huda, name="فهد ناصر علي الدوسري", national_id=SALEM_ID)

    assert len(parties_listed(huda).rows) == 2


def test_a_person_without_a_number_says_why(huda):
    for said in ({}, {"identity_kind": "none"}, {"identity_kind": "border"}):
        with pytest.raises(IdentityReasonMissing):
            registered(huda, national_id="", **said)

    kept = registered(
        huda, national_id="4012345678", identity_kind="border", identity_reason="زائر"
    )
    assert party_sheet(huda, party=kept.pk).identity_kind == "border"


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (NameMissing, {"name": "  "}),
        (DateInFuture, {"birth": parse_date("2099-01-01")}),
        (AddressIncomplete, {"national_address": {"building": "1234"}}),
        (Malformed, {"national_id": "1012345673"}),
        (Malformed, {"phone": "0112345678"}),
        (Malformed, {"email": "noura at home"}),
        (Malformed, {"licence": "12"}),
        (Malformed, {"national_address": {"short": "12"}}),
        (Malformed, {"identity_kind": "border", "identity_reason": "زائر", "national_id": "12"}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(huda, refusal, said):
    with pytest.raises(refusal):
        registered(huda, **said)

    assert parties_listed(huda).rows == ()


def test_a_signatory_is_known_here(huda):
    ibrahim = given_association("wahj")
    with pytest.raises(NotFound):
        registered(huda, kind="organisation", licence="12345", signatory=given_salem(ibrahim).pk)


def test_no_member_of_staff_goes_around_the_question(system, huda):
    """Drill: duplicate check skipped when staff start the record themselves."""
    for role in ("officer", "delegate", "researcher", "registrar", "director", "reviewer"):
        member = given_staff(system, role, role)
        with pytest.raises(NotAllowed):
            know_party(member, kind="person", name=NAME)


def test_a_visitor_may_not_register(system):
    with pytest.raises(NotAllowed):
        registered(Actor("public", system.association))


def test_another_association_registers_the_same_person_for_itself(huda):
    noura = registered(huda)
    ibrahim = given_staff(given_association("wahj"), "ibrahim", "officer")
    other = registered(ibrahim)

    assert other.pk != noura.pk
    assert likely_duplicates(ibrahim, name=NAME, besides=other.pk) == ()
    for ask in (party_sheet, same_party, party_strip):
        with pytest.raises(NotFound):
            ask(ibrahim, party=noura.pk)
    with pytest.raises(NotFound):
        give_file_number(ibrahim, party=noura.pk)
    with pytest.raises(NotFound):
        correct_party(ibrahim, party=noura.pk, version=1, changes={"city": "أبها"}, why="وثيقة")
    with pytest.raises(Refusal):
        registered(ibrahim, key=noura.pk, name="سالم", national_id=SALEM_ID)
    assert [row.id for row in parties_listed(ibrahim).rows] == [other.pk]


def test_a_party_has_one_file_number(huda):
    noura, salem = registered(huda), given_salem(huda.as_system())

    assert give_file_number(huda, party=noura.pk) == give_file_number(huda, party=noura.pk) == 1
    assert give_file_number(huda, party=salem.pk) == 2
    assert party_strip(huda, party=noura.pk).file_number == 1


def test_an_application_of_somebody_registered_meets_the_same_party(huda):
    noura = registered(huda)

    assert given_noura(huda.as_system()).pk == noura.pk


@pytest.mark.django_db(transaction=True)
def test_two_who_register_the_same_person_at_once_make_one_party(system):
    huda = given_staff(system, "huda", "officer")
    made, refused = [], []

    def register():
        try:
            made.append(registered(huda).pk)
        except AlreadyKnown as refusal:
            refused.append(refusal.party)
        finally:
            connection.close()

    officers = [threading.Thread(target=register) for _ in range(6)]
    for one in officers:
        one.start()
    for one in officers:
        one.join()

    assert len(made) == 1
    assert refused == made * 5


@pytest.mark.django_db(transaction=True)
def test_a_page_sent_twice_at_once_is_one_party_and_asks_nothing(system):
    huda, key = given_staff(system, "huda", "officer"), uuid7()
    made, refused = [], []

    def register():
        try:
            made.append(registered(huda, key=key, phone="0551234567").pk)
        except Refusal as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    clicks = [threading.Thread(target=register) for _ in range(6)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    assert (made, refused) == ([key] * 6, [])


def test_the_trail_of_a_registration_names_nobody(huda):
    registered(huda, phone="0551234567")
    with entered_scope(huda, writing=False):
        said = " ".join(TrailEntry.objects.values_list("details", flat=True))
        assert DuplicatePair.objects.count() == 0
    for secret in (NOURA_ID, "551234567", "نورة"):
        assert secret not in said


def test_registering_costs_the_same_in_a_larger_registry(huda, django_assert_max_num_queries):
    for place in range(30):
        know_party(huda.as_system(), kind="person", name=f"نورة عبدالله سعد {place}")

    with django_assert_max_num_queries(16):
        registered(huda)
