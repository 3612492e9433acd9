"""Parties are known once, completed, never overwritten, and unseen by other associations."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import know_party, record_dependants, record_guardianship
from wasl.domains.parties.queries import (
    conflict_indexes_of,
    find_parties,
    is_known_party,
    party_strip,
)
from wasl.domains.parties.refusals import IdentityReasonMissing, OwnGuardian
from wasl.domains.parties.tests.given import (
    NOURA_IBAN,
    NOURA_ID,
    given_noura,
    given_salem,
)
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import parse_date
from wasl.foundation.identifiers import Malformed, uuid7
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def ibrahim():
    return given_association("wahj")


def test_the_same_id_is_the_same_party_however_it_is_typed(system):
    first = given_noura(system)
    second = given_noura(system, national_id="١٠١٢ ٣٤٥٦٧٢", name="نوره الحربي")

    assert second.pk == first.pk
    assert second.name == "نورة بنت عبدالله الحربي"


def test_what_is_missing_is_filled_and_what_is_kept_stays(system):
    given_noura(system)
    noura = given_noura(
        system, phone="0559999999", iban=NOURA_IBAN, city="الرياض", birth=parse_date("1410/05/01")
    )

    strip = party_strip(system, party=noura.pk)
    assert strip.phone == "+966551234567"
    assert strip.masked_iban == "•••• 7519"
    assert strip.city == "الرياض"
    assert strip.birth_on == date(1989, 11, 29)
    assert noura.version == 2


def test_one_party_may_hold_several_roles(system):
    given_noura(system)
    noura = given_noura(system, role="volunteer")

    assert party_strip(system, party=noura.pk).roles == ("beneficiary", "volunteer")


def test_without_an_id_people_are_never_merged(system):
    first = given_noura(system, national_id="")
    second = given_noura(system, national_id="")

    assert first.pk != second.pk


def test_an_organisation_is_known_by_its_licence(system):
    first = know_party(system, kind="organisation", name="جمعية البر", licence="1234")
    second = know_party(
        system, kind="organisation", name="البر", licence="1234", email="a@example.org"
    )

    assert first.pk == second.pk
    assert second.email == "a@example.org"


def test_a_person_and_the_household_he_heads_are_two_parties(system):
    assert given_noura(system).pk != given_noura(system, kind="household").pk


def test_another_identity_needs_a_reason(system):
    with pytest.raises(IdentityReasonMissing):
        given_noura(system, national_id="", identity_kind="other")

    kept = given_noura(
        system, national_id="G-77", identity_kind="other", identity_reason="هوية خليجية"
    )
    assert kept.identity_kind == "other"


def test_an_id_that_cannot_be_read_is_refused(system):
    with pytest.raises(Malformed):
        given_noura(system, national_id="1012345673")

    assert find_parties(system, text="نورة") == ()


def test_the_table_holds_no_id_phone_or_iban_in_clear(system):
    given_noura(system, iban=NOURA_IBAN)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT set_config('wasl.association', %s, false)", [str(system.association)]
            )
        cursor.execute("SELECT * FROM parties_party")
        row = cursor.fetchone()
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('wasl.association', '', false)")

    text = b"|".join(
        bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in row
    )
    for secret in (NOURA_ID, "551234567", NOURA_IBAN[4:]):
        assert secret.encode() not in text


def test_an_officer_finds_by_id_phone_and_name_with_the_reason(system):
    huda = given_staff(system, "huda", "officer")
    noura = given_noura(system)
    salem = given_salem(system)

    with override("en"):
        by_id = find_parties(huda, text=NOURA_ID)
    assert [(match.id, match.reason) for match in by_id] == [(noura.pk, "same ID")]
    assert {m.id for m in find_parties(huda, text="٠٥٥١٢٣٤٥٦٧")} == {noura.pk, salem.pk}
    assert find_parties(huda, text="نوره عبد الله الحربى")[0].id == noura.pk
    assert find_parties(huda, text="Noura Abdullah Alharbi")[0].id == noura.pk
    assert find_parties(huda, text="…") == ()


def test_one_wrong_digit_in_an_id_is_forgiven(system):
    noura = given_noura(system)
    match = find_parties(system, text="1012345627")[0]

    assert match.id == noura.pk
    assert match.masked_id == "•••• 5672"


def test_another_association_sees_nothing(system, ibrahim):
    noura = given_noura(system)

    assert find_parties(ibrahim, text=NOURA_ID) == ()
    assert find_parties(ibrahim, text="نورة") == ()
    assert not is_known_party(ibrahim, party=noura.pk)
    for ask in (party_strip, conflict_indexes_of):
        with pytest.raises(NotFound):
            ask(ibrahim, party=noura.pk)
    with pytest.raises(NotFound):
        record_dependants(ibrahim, household=noura.pk, dependants=[])
    with pytest.raises(NotFound):
        record_guardianship(
            ibrahim, guardian=given_salem(ibrahim).pk, ward=noura.pk, relation="father"
        )
    assert given_noura(ibrahim).pk != noura.pk


def test_a_visitor_may_not_search(system):
    visitor = Actor("public", system.association)
    with pytest.raises(NotAllowed):
        find_parties(visitor, text=NOURA_ID)


def test_a_conflict_reaches_the_guardian_too(system):
    noura = given_noura(system, iban=NOURA_IBAN)
    salem = given_salem(system, phone="0557654321")
    record_guardianship(
        system,
        guardian=salem.pk,
        ward=noura.pk,
        relation="father",
        expires_on=timezone.localdate() + timedelta(days=300),
    )

    indexes = conflict_indexes_of(system, party=noura.pk)
    assert blind_index("iban", NOURA_IBAN, association=system.association) in indexes
    assert blind_index("phone", "+966557654321", association=system.association) in indexes
    assert len(indexes) == len(set(indexes)) == 5


def test_nobody_is_his_own_guardian(system):
    noura = given_noura(system)
    with pytest.raises(OwnGuardian):
        record_guardianship(system, guardian=noura.pk, ward=noura.pk, relation="self")


def test_renewing_a_deed_keeps_one_guardianship(system):
    noura, salem = given_noura(system), given_salem(system)
    for number in ("1", "2"):
        kept = record_guardianship(
            system, guardian=salem.pk, ward=noura.pk, relation="father", deed_number=number
        )

    assert kept.deed_number == "2"
    assert len(party_strip(system, party=noura.pk).guardians) == 1


def test_dependants_come_and_go_with_dates(system):
    house = given_noura(system, kind="household")
    sara = {"name": "سارة", "relation": "daughter", "birth_on": date(2018, 3, 1)}
    omar = {"name": "عمر", "relation": "son", "birth_on": None}
    record_dependants(system, household=house.pk, dependants=[sara, omar])
    record_dependants(system, household=house.pk, dependants=[sara | {"name": "ساره"}])

    names = [one.name for one in party_strip(system, party=house.pk).dependants]
    assert names == ["سارة"]


def test_a_party_of_nobody_has_no_conflicts_to_tell(system):
    with pytest.raises(NotFound):
        conflict_indexes_of(system, party=uuid7())


@pytest.mark.django_db(transaction=True)
def test_two_who_meet_the_same_person_at_once_know_one_party(system):
    met, troubles = [], []

    def meet():
        try:
            met.append(given_noura(system).pk)
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    people = [threading.Thread(target=meet) for _ in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert not troubles
    assert len(met) == 8
    assert len(set(met)) == 1
