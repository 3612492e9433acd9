"""What is kept of a party is put right: recorded, never over somebody else's change."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    add_member,
    correct_party,
    end_role,
    give_role,
    lift_protection,
    merge_parties,
    protect_party,
    record_death,
    record_guardianship,
    register_party,
)
from wasl.domains.parties.models import DuplicatePair
from wasl.domains.parties.queries import (
    corrections_of,
    find_parties,
    parties_listed,
    party_sheet,
    party_strip,
)
from wasl.domains.parties.refusals import (
    DateInFuture,
    DeathBeforeBirth,
    DeathRecorded,
    IdentityReasonMissing,
    IdentityTaken,
    MergedAway,
    NameMissing,
    OnlyPersons,
    WhyMissing,
)
from wasl.domains.parties.tests.given import (
    NOURA_IBAN,
    NOURA_ID,
    SALEM_ID,
    given_noura,
    given_salem,
)
from wasl.foundation.calendar import parse_date
from wasl.foundation.identifiers import Malformed, uuid7
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, Stale
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

OTHER_ID = "1000000008"
"""One slip away from nobody of the cast."""


@pytest.fixture
def noura(system):
    return given_noura(system)


def corrected(by, party, version=1, why="الهوية الأصلية", **changes):
    return correct_party(by, party=party.pk, version=version, changes=changes, why=why)


def test_a_correction_keeps_what_it_said_why_and_by_whom(huda, noura):
    kept = corrected(huda, noura, name="نورة بنت عبدالله سعد الحربي", city="جدة")

    assert kept.version == 2
    rows = {row.field: row for row in corrections_of(huda, party=noura.pk)}
    assert rows["name"].before == {"is": "نورة بنت عبدالله الحربي"}
    assert rows["name"].after == {"is": "نورة بنت عبدالله سعد الحربي"}
    assert rows["city"].after == {"is": "جدة"}
    assert {row.why for row in rows.values()} == {"الهوية الأصلية"}
    assert {row.corrected_by for row in rows.values()} == {huda.staff}
    assert party_strip(huda, party=noura.pk).city == "جدة"


def test_a_corrected_name_is_found_by_it(huda, noura):
    corrected(huda, noura, name="هيفاء عبدالله الحربي")

    assert find_parties(huda, text="هيفاء الحربي")[0].id == noura.pk
    assert find_parties(huda, text="نورة عبدالله") == ()


def test_a_corrected_phone_and_id_are_found_and_the_wrong_ones_not(huda, noura):
    corrected(huda, noura, phone="0559999999", national_id=SALEM_ID)

    assert find_parties(huda, text="0559999999")[0].id == noura.pk
    assert find_parties(huda, text=SALEM_ID)[0].id == noura.pk
    assert find_parties(huda, text="0551234567") == ()
    assert find_parties(huda, text=NOURA_ID) == ()


def test_every_column_can_be_put_right(huda, noura):
    changes = {
        "gender": "female",
        "birth": parse_date("15/9/1410"),
        "identity_expires_on": date(2031, 5, 1),
        "phone_belongs_to": "spouse",
        "email": "noura@example.org",
        "iban": NOURA_IBAN,
        "payee": "سارة الحربي",
        "address": "حي النزهة",
        "national_address": {"short": "RRRD2929"},
        "language": "en",
        "needs": ("mobility",),
    }
    corrected(huda, noura, **changes)

    sheet = party_sheet(huda, party=noura.pk)
    assert {name: getattr(sheet, name) for name in changes} == changes
    assert len(corrections_of(huda, party=noura.pk)) == len(changes)


def test_saying_what_is_kept_already_changes_nothing(huda, noura):
    corrected(huda, noura, city="جدة")
    again = corrected(huda, noura, version=1, city=" جدة ")

    assert again.version == 2
    assert len(corrections_of(huda, party=noura.pk)) == 1


def test_an_old_version_is_refused_with_both_values(huda, noura):
    corrected(huda, noura, city="جدة", phone="0559999999")
    with pytest.raises(Stale) as refused:
        corrected(huda, noura, version=1, city="الدمام", phone="0559999999")

    assert refused.value.differences == {"city": ("جدة", "الدمام")}
    assert party_strip(huda, party=noura.pk).city == "جدة"


def test_what_differs_of_a_protected_person_is_not_shown(huda, noura):
    protect_party(huda, party=noura.pk, why="خطر")
    with pytest.raises(Stale) as refused:
        corrected(huda, noura, version=1, phone="0559999999")

    assert refused.value.differences == {"phone": ("", "+966559999999")}


def test_an_identity_of_somebody_else_is_refused_and_says_whose(huda, noura, system):
    salem = given_salem(system)
    with pytest.raises(IdentityTaken) as refused:
        corrected(huda, noura, national_id=SALEM_ID)

    assert refused.value.party == salem.pk
    assert party_sheet(huda, party=noura.pk).national_id == NOURA_ID


def test_an_identity_taken_away_needs_a_reason(huda, noura):
    with pytest.raises(IdentityReasonMissing):
        corrected(huda, noura, national_id="")

    corrected(huda, noura, national_id="", identity_kind="none", identity_reason="بدل فاقد")
    sheet = party_sheet(huda, party=noura.pk)
    assert (sheet.national_id, sheet.identity_kind) == ("", "none")
    assert find_parties(huda, text=NOURA_ID) == ()


def test_an_iqama_is_told_from_an_id_by_its_first_digit(huda, noura):
    corrected(huda, noura, national_id="2000000006")

    assert party_sheet(huda, party=noura.pk).identity_kind == "iqama"


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (NameMissing, {"name": " "}),
        (DateInFuture, {"birth": parse_date("2090-01-01")}),
        (DateInFuture, {"died_on": date(2090, 1, 1)}),
        (DeathBeforeBirth, {"birth": parse_date("2000-01-01"), "died_on": date(1999, 1, 1)}),
        (Malformed, {"phone": "12"}),
        (Malformed, {"iban": "SA00"}),
        (Malformed, {"national_id": "1012345673"}),
    ],
)
def test_what_cannot_be_is_refused(huda, noura, refusal, changes):
    with pytest.raises(refusal):
        corrected(huda, noura, **changes)

    assert corrections_of(huda, party=noura.pk) == ()


def test_a_correction_says_why(huda, noura):
    for act in (
        lambda: corrected(huda, noura, why="  ", city="جدة"),
        lambda: protect_party(huda, party=noura.pk, why=""),
        lambda: record_death(huda, party=noura.pk, died_on=timezone.localdate(), why=""),
    ):
        with pytest.raises(WhyMissing):
            act()


def test_nobody_puts_his_relatives_record_right(system, noura):
    kin = frozenset({blind_index("phone", "+966551234567", association=system.association)})
    majed = given_staff(system, "majed", "officer")
    majed = replace(majed, kin=kin)
    with pytest.raises(ConflictOfInterest):
        corrected(majed, noura, city="جدة")
    with pytest.raises(ConflictOfInterest):
        protect_party(majed, party=noura.pk, why="خطر")


def test_another_association_corrects_nothing(noura):
    ibrahim = given_staff(given_association("wahj"), "ibrahim", "director")
    for act in (
        lambda: corrected(ibrahim, noura, city="جدة"),
        lambda: protect_party(ibrahim, party=noura.pk, why="خطر"),
        lambda: lift_protection(ibrahim, party=noura.pk, why="زال"),
        lambda: give_role(ibrahim, party=noura.pk, role="volunteer"),
        lambda: end_role(ibrahim, party=noura.pk, role="beneficiary"),
        lambda: record_death(ibrahim, party=noura.pk, died_on=date(2026, 1, 1), why="صك"),
        lambda: corrections_of(ibrahim, party=noura.pk),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_record_that_was_merged_is_corrected_where_it_survives(system, noura):
    reem = given_staff(system, "reem", "registrar")
    twin = given_noura(system, national_id="", phone="")
    merge_parties(reem, survivor=noura.pk, absorbed=twin.pk, chosen={}, versions=(1, 1))
    with pytest.raises(MergedAway) as refused:
        corrected(reem, twin, version=2, city="جدة")

    assert refused.value.survivor == noura.pk


def test_pairs_are_settled_by_the_id_that_caused_them(system, huda):
    """Drill: duplicate tickets stayed open for ever after the ID was corrected."""
    first = given_noura(system, name="نورة عبدالله سعد الحربي")
    second = register_party(
        huda,
        key=uuid7(),
        kind="person",
        name="نورة عبدالله سعد الحربي",
        identity_kind="none",
        identity_reason="قيد الإصدار",
        phone="0551234567",
        seen_alike=[first.pk],
    )
    assert pair_stages(huda) == ["waiting"]

    corrected(huda, second, national_id=SALEM_ID, identity_kind="national", phone="0550000000")
    assert pair_stages(huda) == ["moot"]


def test_a_correction_that_makes_two_alike_brings_them_together(system, huda):
    given_noura(system, name="نورة عبدالله سعد الحربي", birth=parse_date("1990-05-01"))
    second = given_noura(
        system,
        name="هيا ناصر علي الدوسري",
        national_id="",
        phone="",
        birth=parse_date("1990-05-01"),
    )
    corrected(huda, second, name="نورة عبدالله سعد الحربي")

    assert pair_stages(huda) == ["waiting"]


def pair_stages(by):
    with entered_scope(by, writing=False):
        return list(DuplicatePair.objects.values_list("stage", flat=True))


def test_what_is_put_right_is_right_in_the_household_too(system, huda, noura):
    home = given_noura(system, kind="household", national_id=SALEM_ID)
    add_member(huda, household=home.pk, relation="head", member=noura.pk)
    corrected(huda, noura, name="هيفاء الحربي", birth=parse_date("1990-05-01"))

    head = party_sheet(huda, party=home.pk).head
    assert head is not None
    assert (head.name, head.birth_on) == ("هيفاء الحربي", date(1990, 5, 1))


def test_protection_hides_where_somebody_is_everywhere(system, huda):
    noura = given_noura(system, city="الرياض", address="حي النزهة", email="noura@example.org")
    corrected(huda, noura, phone="0559999999", national_address={"short": "RRRD2929"})
    protect_party(huda, party=noura.pk, why="خطر عليها")

    strip, sheet = party_strip(huda, party=noura.pk), party_sheet(huda, party=noura.pk)
    for shown in (strip, sheet):
        assert (shown.phone, shown.email, shown.city, shown.address) == ("", "", "", "")
    assert sheet.national_address == {}
    assert sheet.protected_why == "خطر عليها"
    assert parties_listed(huda).rows[0].masked_phone == ""
    assert parties_listed(huda, city="الرياض").rows == ()
    said = repr(
        [strip, sheet, corrections_of(huda, party=noura.pk), find_parties(huda, text="نورة")]
    )
    for hidden in ("559999999", "551234567", "•• 9999", "الرياض", "النزهة", "RRRD2929", "noura@"):
        assert hidden not in said


def test_protection_is_lifted_by_whoever_may_and_stays_in_the_history(system, huda, noura):
    protect_party(huda, party=noura.pk, why="خطر")
    protect_party(huda, party=noura.pk, why="خطر")
    with pytest.raises(NotAllowed):
        lift_protection(huda, party=noura.pk, why="زال")

    lift_protection(given_staff(system, "reem", "registrar"), party=noura.pk, why="زال الخطر")
    assert party_strip(huda, party=noura.pk).phone == "+966551234567"
    told = [(row.field, row.after["is"]) for row in corrections_of(huda, party=noura.pk)]
    assert told == [("is_protected", False), ("is_protected", True)]


def test_roles_come_and_go(huda, noura):
    give_role(huda, party=noura.pk, role="volunteer")
    give_role(huda, party=noura.pk, role="volunteer")
    assert party_strip(huda, party=noura.pk).roles == ("beneficiary", "volunteer")

    end_role(huda, party=noura.pk, role="beneficiary")
    assert party_strip(huda, party=noura.pk).roles == ("volunteer",)
    assert len(corrections_of(huda, party=noura.pk)) == 2


def test_a_death_ends_guardianships_and_memberships(system, huda, noura):
    salem, home = given_salem(system), given_noura(system, kind="household", national_id=OTHER_ID)
    record_guardianship(huda, guardian=salem.pk, ward=noura.pk, relation="father")
    add_member(
        huda,
        household=home.pk,
        relation="head",
        member=salem.pk,
        joined_on=timezone.localdate() - timedelta(days=30),
    )
    day = timezone.localdate() - timedelta(days=3)
    record_death(huda, party=salem.pk, died_on=day, why="شهادة الوفاة")
    record_death(huda, party=salem.pk, died_on=day, why="شهادة الوفاة")

    assert party_strip(huda, party=salem.pk).died_on == day
    assert party_strip(huda, party=noura.pk).guardians == ()
    gone = party_sheet(huda, party=home.pk).former_members[0]
    assert (gone.left_on, gone.left_why) == (day, "death")
    with pytest.raises(DeathRecorded):
        record_death(huda, party=salem.pk, died_on=timezone.localdate(), why="شهادة الوفاة")
    with pytest.raises(OnlyPersons):
        record_death(huda, party=home.pk, died_on=day, why="شهادة الوفاة")


def test_the_history_goes_on_where_it_ended(huda, noura):
    for version, city in enumerate(("جدة", "أبها", "تبوك"), start=1):
        corrected(huda, noura, version=version, city=city)
    first = corrections_of(huda, party=noura.pk, most=2)
    rest = corrections_of(huda, party=noura.pk, after=first[-1].id)

    assert [row.after["is"] for row in (*first, *rest)] == ["تبوك", "أبها", "جدة"]


def test_the_trail_names_columns_and_no_values(huda, noura):
    corrected(huda, noura, phone="0559999999", name="هيفاء الفريدة")
    with entered_scope(huda, writing=False):
        last = TrailEntry.objects.filter(verb="parties.correct_party").get().details

    assert '"fields":["name","phone"]' in last.replace(" ", "")
    assert "الفريدة" not in last


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_at_once_one_is_told(system):
    huda, noura = given_staff(system, "huda", "officer"), given_noura(system)
    done, refused = [], []

    def correct(city):
        try:
            done.append(corrected(huda, noura, city=city).version)
        except Stale:
            refused.append(city)
        finally:
            connection.close()

    officers = [threading.Thread(target=correct, args=(f"مدينة {place}",)) for place in range(5)]
    for one in officers:
        one.start()
    for one in officers:
        one.join()

    assert done == [2]
    assert len(refused) == 4


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_one_identity_at_once_one_is_told_whose_it_is(system):
    huda = given_staff(system, "huda", "officer")
    people = [
        given_noura(system, name=f"شخص {place}", national_id="", phone="") for place in range(4)
    ]
    done, refused = [], []

    def take(party):
        try:
            done.append(corrected(huda, party, national_id=SALEM_ID).pk)
        except IdentityTaken as refusal:
            refused.append(refusal.party)
        finally:
            connection.close()

    officers = [threading.Thread(target=take, args=(party,)) for party in people]
    for one in officers:
        one.start()
    for one in officers:
        one.join()

    assert len(done) == 1
    assert refused == done * 3
