"""Who acts for whom: a verified deed, until it expires or the ward comes of age."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    correct_party,
    end_guardianship,
    merge_parties,
    record_death,
    record_guardianship,
    sweep_majorities,
    undo_merge,
    verify_guardianship,
)
from wasl.domains.parties.queries import (
    guardianships_ending,
    guardianships_expired,
    majorities_due,
    may_act_for,
    party_sheet,
    party_strip,
)
from wasl.domains.parties.refusals import (
    DataDestroyed,
    DeedExpired,
    DeedMissing,
    GuardianshipEnded,
    GuardianUnderAge,
    MergedAway,
)
from wasl.domains.parties.rules import majority_on
from wasl.domains.parties.tests.given import given_noura, given_salem
from wasl.domains.privacy.actions import erase_person
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import Calendar, DateEntry, Precision, parse_date
from wasl.foundation.identifiers import uuid7
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

BORN = date(2012, 6, 15)
OF_AGE = majority_on(BORN)


@pytest.fixture
def system():
    return given_association()


@pytest.fixture
def huda(system):
    return given_staff(system, "huda", "officer")


def born(day):
    return DateEntry(Calendar.GREGORIAN, Precision.DAY, day.isoformat(), day)


def given_ward(by, day=BORN, **changes):
    return given_noura(by, birth=born(day), **changes)


def given_deed(huda, ward, guardian, *, is_verified=True, **changes):
    said = {"relation": "father", "deed_kind": "guardianship_deed", "deed_number": "4512"}
    made = record_guardianship(huda, guardian=guardian.pk, ward=ward.pk, **(said | changes))
    return verify_guardianship(huda, guardianship=made.pk) if is_verified else made


def test_a_guardian_acts_once_his_deed_is_verified(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    deed = given_deed(huda, noura, salem, is_verified=False)
    today = timezone.localdate()
    assert not may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=today)

    verified = verify_guardianship(huda, guardianship=deed.pk)
    assert verified.verified_by == huda.staff
    assert may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=today)
    assert not may_act_for(huda, guardian=noura.pk, ward=salem.pk, on=today)
    row = party_strip(huda, party=noura.pk).guardians[0]
    assert (row.is_verified, row.may_act, row.is_expired) == (True, True, False)
    assert party_sheet(huda, party=salem.pk).wards[0].other == noura.pk


def test_what_an_application_says_lets_nobody_act_and_keeps_the_deed(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    given_deed(huda, noura, salem)
    record_guardianship(system, guardian=salem.pk, ward=noura.pk, relation="father")

    row = party_sheet(huda, party=noura.pk).guardians[0]
    assert (row.deed_number, row.verified_by) == ("4512", huda.staff)


def test_another_deed_must_be_verified_anew(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    given_deed(huda, noura, salem)
    renewed = given_deed(huda, noura, salem, is_verified=False, deed_number="4513")

    assert renewed.verified_at is None


def test_an_expired_deed_lets_nobody_act_and_is_not_verified(system, huda, time_machine):
    noura, salem = given_ward(system), given_salem(system)
    expires_on = timezone.localdate() + timedelta(days=10)
    deed = given_deed(huda, noura, salem, expires_on=expires_on)
    assert may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=expires_on)
    after = expires_on + timedelta(days=1)
    assert not may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=after)

    time_machine.move_to(timezone.now() + timedelta(days=11))
    assert party_strip(huda, party=noura.pk).has_expired_guardian
    with pytest.raises(DeedExpired):
        verify_guardianship(huda, guardianship=deed.pk)


def test_a_deed_is_verified_once_it_is_recorded(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    deed = given_deed(huda, noura, salem, is_verified=False, deed_kind="", deed_number="")
    with pytest.raises(DeedMissing):
        verify_guardianship(huda, guardianship=deed.pk)

    given_deed(huda, noura, salem, deed_kind="family_register", deed_number="")


def test_a_minor_is_nobodys_guardian(system, huda):
    noura = given_ward(system)
    salem = given_salem(system, birth=born(timezone.localdate() - timedelta(days=12 * 365)))
    with pytest.raises(GuardianUnderAge):
        given_deed(huda, noura, salem)


def test_the_ward_takes_over_on_the_day_of_majority(system, huda, time_machine):
    noura, salem = given_ward(system), given_salem(system)
    given_deed(huda, noura, salem)
    assert may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=OF_AGE - timedelta(days=1))
    assert not may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=OF_AGE)

    time_machine.move_to(OF_AGE - timedelta(days=1))
    assert sweep_majorities(system) == 0
    time_machine.move_to(OF_AGE)
    assert sweep_majorities(system) == 1
    assert sweep_majorities(system) == 0
    ended = party_sheet(huda, party=noura.pk).guardians[0]
    assert (ended.ended_on, ended.ended_why) == (OF_AGE, "majority")
    assert party_strip(huda, party=noura.pk).guardians == ()


def test_a_deed_for_somebody_of_age_is_not_ended_by_majority(system, huda, time_machine):
    salem = given_salem(system)
    mother = given_ward(system, date(1950, 1, 1))
    given_deed(huda, mother, salem, relation="son", deed_kind="power_of_attorney")
    young = given_ward(system, national_id="1000000008", phone="")
    given_deed(huda, young, salem, deed_kind="incapacity_ruling")
    time_machine.move_to(OF_AGE + timedelta(days=400))

    assert sweep_majorities(system) == 0
    for ward in (mother, young):
        assert may_act_for(huda, guardian=salem.pk, ward=ward.pk, on=timezone.localdate())


def test_who_was_of_age_when_it_was_recorded_keeps_his_guardian(system, huda):
    father = given_ward(system, date(1950, 1, 1))
    given_deed(huda, father, given_salem(system))

    assert sweep_majorities(system) == 0
    assert party_strip(huda, party=father.pk).guardians[0].may_act


def test_an_unknown_birth_hands_nothing_over(system, huda, time_machine):
    noura = given_noura(system)
    given_deed(huda, noura, given_salem(system))
    time_machine.move_to(timezone.now() + timedelta(days=30 * 365))

    assert sweep_majorities(system) == 0


def test_a_year_of_birth_hands_over_when_it_is_certain(system, huda, time_machine):
    noura = given_noura(system, birth=parse_date("1433"))
    given_deed(huda, noura, given_salem(system))
    time_machine.move_to(majority_on(parse_date("1433/1/1").gregorian_on) + timedelta(days=30))
    assert sweep_majorities(system) == 0

    time_machine.move_to(majority_on(parse_date("1434/1/1").gregorian_on))
    assert sweep_majorities(system) == 1


def test_a_guardianship_that_ended_is_over(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    deed = given_deed(huda, noura, salem)
    end_guardianship(huda, guardianship=deed.pk, why="deed_ended")

    assert not may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=timezone.localdate())
    for act in (
        lambda: end_guardianship(huda, guardianship=deed.pk, why="mistake"),
        lambda: verify_guardianship(huda, guardianship=deed.pk),
    ):
        with pytest.raises(GuardianshipEnded):
            act()
    anew = given_deed(huda, noura, salem)
    assert anew.pk != deed.pk
    assert len(party_sheet(huda, party=noura.pk).guardians) == 2


def test_a_guardian_who_died_acts_no_more(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    given_deed(huda, noura, salem)
    record_death(huda, party=salem.pk, died_on=timezone.localdate(), why="شهادة الوفاة")

    assert not may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=timezone.localdate())


def test_what_ends_soon_is_listed_with_why(system, huda, time_machine):
    salem = given_salem(system)
    soon = timezone.localdate() + timedelta(days=20)
    expiring = given_noura(system, national_id="1000000008", phone="", birth=born(BORN))
    given_deed(huda, expiring, salem, expires_on=soon)
    given_deed(huda, given_ward(system), salem)

    assert [(row.why, row.ends_on) for row in guardianships_ending(huda, within_days=30)] == [
        ("expiry", soon)
    ]
    assert guardianships_ending(huda, within_days=10) == ()
    assert guardianships_expired(huda) == ()
    time_machine.move_to(OF_AGE - timedelta(days=15))
    assert [(row.why, row.ends_on) for row in guardianships_ending(huda, within_days=30)] == [
        ("majority", OF_AGE)
    ]
    assert [(row.why, row.ends_on) for row in guardianships_expired(huda)] == [("expiry", soon)]


def test_of_a_deed_and_majority_the_nearer_ends_a_guardianship(system, huda, time_machine):
    salem = given_salem(system)
    time_machine.move_to(OF_AGE - timedelta(days=20))
    noura = given_ward(system)
    for days, told in ((-5, "expiry"), (0, "expiry"), (5, "majority")):
        given_deed(huda, noura, salem, expires_on=OF_AGE + timedelta(days=days))
        [row] = guardianships_ending(huda, within_days=30)
        assert (row.why, row.ends_on) == (told, OF_AGE + timedelta(days=min(days, 0)))


def test_those_that_end_follow_page_by_page(system, huda):
    today = timezone.localdate()
    salem = given_salem(system)
    for days in (3, 1, 1, 2, -1, -3, -1):
        ward = given_noura(system, national_id="", phone="", birth=born(BORN))
        until = today + timedelta(days=days)
        given_deed(huda, ward, salem, is_verified=False, expires_on=until)
    for ask, order in (
        (partial(guardianships_ending, huda, within_days=30), [1, 1, 2, 3]),
        (partial(guardianships_expired, huda), [-1, -1, -3]),
    ):
        rows: list[Any] = []
        after = None
        while some := ask(after=after, most=1):
            rows += some
            after = (some[-1].ends_on, some[-1].id)
        assert [(row.ends_on - today).days for row in rows] == order
        assert tuple(rows) == ask(most=25)


def test_a_birth_that_is_put_right_moves_the_end_of_a_guardianship(system, huda, time_machine):
    noura, salem = given_ward(system), given_salem(system)
    given_deed(huda, noura, salem)
    later = given_noura(system, national_id="1000000008", phone="", birth=None)
    given_deed(huda, later, salem)
    time_machine.move_to(OF_AGE + timedelta(days=1))
    assert len(majorities_due(system)) == 1
    for party, birth in ((noura, born(BORN + timedelta(days=400))), (later, born(BORN))):
        correct_party(
            huda.with_permissions("parties.correct_party"),
            party=party.pk,
            version=1,
            changes={"birth": birth},
            why="من شهادة الميلاد",
        )

    assert sweep_majorities(system) == 1
    assert may_act_for(huda, guardian=salem.pk, ward=noura.pk, on=timezone.localdate())
    assert not may_act_for(huda, guardian=salem.pk, ward=later.pk, on=timezone.localdate())


def test_a_merge_gives_the_wards_birth_to_the_guardianships_of_both(system, huda, time_machine):
    noura, salem = given_ward(system), given_salem(system)
    again = given_noura(system, national_id="", phone="", birth=None)
    deed = given_deed(huda, again, salem)
    manager = given_staff(system, "salma", "director")
    done = merge_parties(manager, survivor=noura.pk, absorbed=again.pk, chosen={}, versions=(1, 1))
    time_machine.move_to(OF_AGE)
    assert majorities_due(system) == (deed.pk,)
    undo_merge(manager, merge=done.pk)

    assert majorities_due(system) == ()


def test_nobody_verifies_a_deed_of_his_relative(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    deed = given_deed(huda, noura, salem, is_verified=False)
    index = blind_index("phone", "+966551234567", association=system.association)
    majed = replace(huda, kin=frozenset({index}))
    with pytest.raises(ConflictOfInterest):
        verify_guardianship(majed, guardianship=deed.pk)


def test_another_association_sees_and_ends_nothing(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    deed = given_deed(huda, noura, salem, expires_on=timezone.localdate())
    ibrahim = given_staff(given_association("wahj"), "ibrahim", "officer")

    assert guardianships_ending(ibrahim, within_days=30) == ()
    for act in (
        lambda: verify_guardianship(ibrahim, guardianship=deed.pk),
        lambda: end_guardianship(ibrahim, guardianship=deed.pk, why="mistake"),
        lambda: may_act_for(ibrahim, guardian=salem.pk, ward=noura.pk, on=BORN),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotAllowed):
        verify_guardianship(Actor("public", system.association), guardianship=deed.pk)


class GuardianLife(RuleBasedStateMachine):
    """Deeds are recorded, verified and ended in any order; nobody acts without a standing one."""

    def __init__(self):
        super().__init__()
        self.system = given_association(f"deed{uuid7().hex[-10:]}")
        self.huda = given_staff(self.system, "huda", "officer")
        self.ward = given_ward(self.system)
        self.guardians = [given_salem(self.system), given_noura(self.system, national_id="")]
        self.standing: dict[int, tuple[UUID, str, bool]] = {}

    @rule(who=st.integers(0, 1), number=st.sampled_from(["", "1", "2"]))
    def record(self, who, number):
        made = given_deed(
            self.huda,
            self.ward,
            self.guardians[who],
            is_verified=False,
            deed_kind="guardianship_deed" if number else "",
            deed_number=number,
        )
        kept, before, is_verified = self.standing.get(who, (made.pk, "", False))
        assert made.pk == kept
        is_other = bool(number) and number != before
        self.standing[who] = (kept, number or before, is_verified and not is_other)

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def verify(self, data):
        who = data.draw(st.sampled_from(sorted(self.standing)))
        deed, number, _was = self.standing[who]
        try:
            verify_guardianship(self.huda, guardianship=deed)
        except DeedMissing:
            assert not number
        else:
            assert number
            self.standing[who] = (deed, number, True)

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def end(self, data):
        who = data.draw(st.sampled_from(sorted(self.standing)))
        deed, _number, _was = self.standing.pop(who)
        end_guardianship(self.huda, guardianship=deed, why="replaced")
        with pytest.raises(GuardianshipEnded):
            verify_guardianship(self.huda, guardianship=deed)

    @rule()
    def sweep(self):
        assert sweep_majorities(self.system) == 0

    @invariant()
    def who_may_act_has_a_verified_deed(self):
        today = timezone.localdate()
        for place, guardian in enumerate(self.guardians):
            may = may_act_for(self.huda, guardian=guardian.pk, ward=self.ward.pk, on=today)
            assert may == (place in self.standing and self.standing[place][2])
        shown = {row.guardianship for row in party_strip(self.huda, party=self.ward.pk).guardians}
        assert shown == {deed for deed, _number, _is in self.standing.values()}


def test_deeds_keep_their_rules_in_any_order():
    run_state_machine_as_test(
        GuardianLife, settings=settings(max_examples=12, stateful_step_count=10, deadline=None)
    )


def test_nobody_is_recorded_as_guardian_of_a_record_that_was_merged_or_erased(system, huda):
    noura, salem = given_ward(system), given_salem(system)
    gone, same = given_noura(system, national_id=""), given_noura(system, national_id="")
    merger = huda.with_permissions("parties.merge_parties", "privacy.erase_person")
    merge_parties(merger, survivor=same.pk, absorbed=gone.pk, chosen={}, versions=(1, 1))
    with pytest.raises(MergedAway):
        record_guardianship(huda, guardian=salem.pk, ward=gone.pk, relation="father")
    erase_person(merger, party=salem.pk, why="طلب ذلك صاحب البيانات")
    with pytest.raises(DataDestroyed):
        record_guardianship(huda, guardian=salem.pk, ward=noura.pk, relation="father")
