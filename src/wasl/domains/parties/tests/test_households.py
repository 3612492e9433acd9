"""Members of a household come and go with dates, one head at a time."""

from dataclasses import replace
from datetime import date, timedelta
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
    add_member,
    end_membership,
    know_party,
    make_member_party,
    recognise_member,
    record_dependants,
    register_party,
)
from wasl.domains.parties.queries import party_sheet, party_strip
from wasl.domains.parties.refusals import (
    AlreadyKnown,
    AlreadyMember,
    DateInFuture,
    HeadAlready,
    IdentityReasonMissing,
    LeftBeforeJoined,
    LikelyKnown,
    MemberDiffers,
    MemberKnown,
    MemberTwice,
    NameMissing,
    NotAHousehold,
    OnlyPersons,
)
from wasl.domains.parties.tests.given import NOURA_ID, SALEM_ID, given_noura, given_salem
from wasl.foundation.calendar import parse_date
from wasl.foundation.identifiers import Malformed, uuid7
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotFound, Refusal

pytestmark = pytest.mark.django_db

CHILD_ID = "1000000008"


@pytest.fixture
def home(huda):
    return given_home(huda)


def given_home(by, national_id="1000000016", name="أسرة سالم الحربي"):
    return register_party(by, key=uuid7(), kind="household", name=name, national_id=national_id)


def test_a_household_has_a_head_a_spouse_and_those_they_support(system, huda, home):
    salem, noura = given_salem(system), given_noura(system)
    add_member(huda, household=home.pk, relation="head", member=salem.pk)
    add_member(huda, household=home.pk, relation="spouse", member=noura.pk)
    add_member(
        huda,
        household=home.pk,
        relation="daughter",
        name=" سارة  سالم ",
        gender="female",
        national_id=CHILD_ID,
        birth=parse_date("1440/5/1"),
    )

    sheet = party_sheet(huda, party=home.pk)
    assert sheet.head is not None
    assert sheet.head.party == salem.pk
    assert {one.relation for one in sheet.members} == {"head", "spouse", "daughter"}
    assert [one.name for one in party_strip(huda, party=home.pk).dependants] == ["سارة سالم"]
    daughter = next(one for one in sheet.members if one.relation == "daughter")
    assert (daughter.masked_id, daughter.birth) == ("•••• 0008", parse_date("1440/5/1"))
    assert party_sheet(huda, party=salem.pk).memberships[0].household == home.pk


def test_one_head_at_a_time(system, huda, home):
    first = add_member(huda, household=home.pk, relation="head", member=given_salem(system).pk)
    with pytest.raises(HeadAlready):
        add_member(huda, household=home.pk, relation="head", member=given_noura(system).pk)

    end_membership(huda, member=first.pk, why="moved")
    add_member(huda, household=home.pk, relation="head", member=given_noura(system).pk)
    sheet = party_sheet(huda, party=home.pk)
    assert [one.left_why for one in sheet.former_members] == ["moved"]


def test_who_belongs_to_another_household_does_so_here_only_when_confirmed(system, huda, home):
    other = given_home(huda, "1000000024", "أسرة نورة سعد القحطاني")
    noura = given_noura(system)
    add_member(huda, household=other.pk, relation="spouse", member=noura.pk)
    with pytest.raises(AlreadyMember) as refused:
        add_member(huda, household=home.pk, relation="spouse", member=noura.pk)
    assert refused.value.facts == {}

    add_member(huda, household=home.pk, relation="spouse", member=noura.pk, is_confirmed=True)
    assert len(party_sheet(huda, party=noura.pk).memberships) == 2


def test_a_child_is_known_by_his_id_in_two_households(huda, home):
    other = given_home(huda, "1000000024", "أسرة نورة سعد القحطاني")
    add_member(huda, household=other.pk, relation="son", name="عمر", national_id=CHILD_ID)
    with pytest.raises(AlreadyMember):
        add_member(huda, household=home.pk, relation="son", name="عمر", national_id=CHILD_ID)
    with pytest.raises(MemberTwice):
        add_member(huda, household=other.pk, relation="son", name="عمر", national_id=CHILD_ID)


def given_sara(by, home, **changes: Any):
    known: dict[str, Any] = {
        "name": "سارة سالم الحربي",
        "gender": "female",
        "national_id": CHILD_ID,
        "birth": parse_date("1440/5/1"),
    }
    return add_member(by, household=home.pk, relation="daughter", **(known | changes))


def test_a_member_becomes_a_person_of_her_own_without_being_written_again(huda, home):
    member, key = given_sara(huda, home), uuid7()
    person = make_member_party(huda, member=member.pk, key=key)
    assert make_member_party(huda, member=member.pk, key=key) == person

    sheet = party_sheet(huda, party=person.pk)
    assert (sheet.id, sheet.kind, sheet.name) == (key, "person", "سارة سالم الحربي")
    assert (sheet.gender, sheet.national_id) == ("female", CHILD_ID)
    assert sheet.birth == parse_date("1440/5/1")
    assert [one.household for one in sheet.memberships] == [home.pk]
    assert [one.party for one in party_sheet(huda, party=home.pk).members] == [key]


def test_a_member_without_a_number_becomes_a_person_with_a_reason(huda, home):
    member = given_sara(huda, home, national_id="")
    with pytest.raises(IdentityReasonMissing):
        make_member_party(huda, member=member.pk, key=uuid7())
    person = make_member_party(
        huda, member=member.pk, key=uuid7(), identity_reason="مولودة لم تُسجّل بعد"
    )
    assert party_sheet(huda, party=person.pk).identity_kind == "none"


def test_a_member_is_not_made_a_person_twice(huda, home):
    member = given_sara(huda, home)
    person = make_member_party(huda, member=member.pk, key=uuid7())
    with pytest.raises(MemberKnown) as refused:
        make_member_party(huda, member=member.pk, key=uuid7())
    assert refused.value.party == person.pk
    with pytest.raises(MemberKnown):
        recognise_member(huda, member=member.pk, party=given_home(huda, "1000000024").pk)


def test_a_member_who_is_registered_is_recognised_instead(huda, home):
    member = given_sara(huda, home, name="سارة")
    sara = register_party(
        huda, key=uuid7(), kind="person", name="سارة سالم الحربي", national_id=CHILD_ID
    )
    with pytest.raises(AlreadyKnown) as refused:
        make_member_party(huda, member=member.pk, key=uuid7())
    recognise_member(huda, member=member.pk, party=refused.value.party)
    recognise_member(huda, member=member.pk, party=sara.pk)

    shown = party_sheet(huda, party=home.pk).members
    assert [(one.party, one.name) for one in shown] == [(sara.pk, "سارة سالم الحربي")]


def test_who_looks_like_a_member_is_asked_about_before_a_person_is_made(huda, home):
    member = given_sara(huda, home, national_id="1000000032")
    alike = register_party(
        huda,
        key=uuid7(),
        kind="person",
        name="سارة سالم الحربي",
        national_id="1000000040",
        birth=parse_date("1440/5/1"),
    )
    with pytest.raises(LikelyKnown):
        make_member_party(huda, member=member.pk, key=uuid7())
    make_member_party(huda, member=member.pk, key=uuid7(), seen_alike=[alike.pk])


def test_a_member_with_another_number_is_another_person(system, huda, home):
    member = given_sara(huda, home)
    with pytest.raises(MemberDiffers):
        recognise_member(huda, member=member.pk, party=given_noura(system).pk)
    with pytest.raises(OnlyPersons):
        recognise_member(huda, member=given_sara(huda, home, national_id="").pk, party=home.pk)


def test_who_belongs_to_a_household_already_is_not_recognised_in_another_member(system, huda, home):
    noura = given_noura(system)
    add_member(huda, household=home.pk, relation="spouse", member=noura.pk)
    member = given_sara(huda, home, national_id="")
    with pytest.raises(MemberTwice):
        recognise_member(huda, member=member.pk, party=noura.pk)


def test_a_member_of_another_association_is_not_found(huda, home):
    member = given_sara(huda, home)
    ibrahim = given_staff(given_association("elsewhere"), "ibrahim", "officer")
    with pytest.raises(NotFound):
        make_member_party(ibrahim, member=member.pk, key=uuid7())
    with pytest.raises(NotFound):
        recognise_member(ibrahim, member=member.pk, party=home.pk)


def test_who_left_may_come_back(huda, home):
    member = add_member(huda, household=home.pk, relation="son", name="عمر", national_id=CHILD_ID)
    end_membership(huda, member=member.pk, why="marriage")
    add_member(huda, household=home.pk, relation="son", name="عمر", national_id=CHILD_ID)

    sheet = party_sheet(huda, party=home.pk)
    assert (len(sheet.members), len(sheet.former_members)) == (1, 1)


def test_leaving_twice_keeps_what_was_said_first(huda, home):
    member = add_member(huda, household=home.pk, relation="son", name="عمر")
    end_membership(huda, member=member.pk, why="marriage")
    again = end_membership(huda, member=member.pk, why="mistake")

    assert again.left_why == "marriage"


def test_days_come_in_order(huda, home):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(DateInFuture):
        add_member(huda, household=home.pk, relation="son", name="عمر", joined_on=tomorrow)
    with pytest.raises(DateInFuture):
        add_member(
            huda, household=home.pk, relation="son", name="عمر", birth=parse_date("2090-01-01")
        )
    member = add_member(huda, household=home.pk, relation="son", name="عمر")
    with pytest.raises(DateInFuture):
        end_membership(huda, member=member.pk, why="moved", left_on=tomorrow)
    with pytest.raises(LeftBeforeJoined):
        end_membership(huda, member=member.pk, why="moved", left_on=date(2020, 1, 1))


def test_only_persons_are_members_and_only_of_households(system, huda, home):
    salem = given_salem(system)
    with pytest.raises(NotAHousehold):
        add_member(huda, household=salem.pk, relation="son", name="عمر")
    with pytest.raises(OnlyPersons):
        add_member(huda, household=home.pk, relation="other", member=home.pk)
    with pytest.raises(NameMissing):
        add_member(huda, household=home.pk, relation="son")
    with pytest.raises(Malformed):
        add_member(huda, household=home.pk, relation="son", name="عمر", national_id="12")


def test_nobody_changes_his_relatives_household(system, huda, home):
    index = blind_index("national_id", "1000000016", association=system.association)
    majed = replace(huda, kin=frozenset({index}))
    member = add_member(huda, household=home.pk, relation="son", name="عمر")
    with pytest.raises(ConflictOfInterest):
        add_member(majed, household=home.pk, relation="son", name="خالد")
    with pytest.raises(ConflictOfInterest):
        end_membership(majed, member=member.pk, why="moved")


def test_another_association_sees_and_changes_no_member(huda, home):
    ibrahim = given_staff(given_association("wahj"), "ibrahim", "officer")
    member = add_member(huda, household=home.pk, relation="son", name="عمر", national_id=CHILD_ID)
    with pytest.raises(NotFound):
        add_member(ibrahim, household=home.pk, relation="son", name="خالد")
    with pytest.raises(NotFound):
        end_membership(ibrahim, member=member.pk, why="moved")
    with pytest.raises(NotFound):
        party_sheet(ibrahim, party=home.pk)
    theirs = given_home(ibrahim)
    add_member(ibrahim, household=theirs.pk, relation="son", name="عمر", national_id=CHILD_ID)


def test_an_application_names_dependants_and_moves_no_head(system, huda, home):
    salem, noura = given_salem(system), given_noura(system)
    add_member(huda, household=home.pk, relation="head", member=salem.pk)
    add_member(huda, household=home.pk, relation="spouse", member=noura.pk)
    sara = {"name": "سارة", "relation": "ابنة", "birth_on": date(2018, 3, 1)}
    wife = {"name": noura_as_typed(), "relation": "زوجة", "birth_on": None}
    record_dependants(system, household=home.pk, dependants=[sara, wife])
    record_dependants(system, household=home.pk, dependants=[wife])

    sheet = party_sheet(huda, party=home.pk)
    assert sorted(one.relation for one in sheet.members) == ["head", "spouse"]
    assert [(one.name, one.left_why) for one in sheet.former_members] == [("سارة", "not_named")]
    assert party_strip(huda, party=home.pk).dependants == ()


def noura_as_typed():
    return "نوره بنت عبد الله الحربي"


class HouseholdLife(RuleBasedStateMachine):
    """People join and leave two households in any order; what the rules say holds throughout."""

    def __init__(self):
        super().__init__()
        slug = f"home{uuid7().hex[-10:]}"
        system = given_association(slug)
        self.huda = given_staff(system, "huda", "officer")
        self.homes = [given_home(self.huda, number) for number in ("1000000016", "1000000024")]
        self.people = [
            know_party(system, kind="person", name=f"فلان {place}", national_id=number).pk
            for place, number in enumerate((NOURA_ID, SALEM_ID, CHILD_ID))
        ]
        self.present: dict[tuple[int, int], tuple[str, UUID]] = {}

    @rule(
        home=st.integers(0, 1),
        person=st.integers(0, 2),
        relation=st.sampled_from(["head", "spouse", "son"]),
        is_confirmed=st.booleans(),
    )
    def join(self, home, person, relation, is_confirmed):
        heads = [told[0] for (where, _), told in self.present.items() if where == home]
        expected: type[Refusal] | None = None
        if relation == "head" and "head" in heads:
            expected = HeadAlready
        elif (home, person) in self.present:
            expected = MemberTwice
        elif (1 - home, person) in self.present and not is_confirmed:
            expected = AlreadyMember
        try:
            member = add_member(
                self.huda,
                household=self.homes[home].pk,
                relation=relation,
                member=self.people[person],
                is_confirmed=is_confirmed,
            )
        except (HeadAlready, MemberTwice, AlreadyMember) as refusal:
            assert type(refusal) is expected
        else:
            assert expected is None
            self.present[home, person] = (relation, member.pk)

    @precondition(lambda self: self.present)
    @rule(data=st.data())
    def leave(self, data):
        where = data.draw(st.sampled_from(sorted(self.present)))
        _relation, member = self.present.pop(where)
        end_membership(self.huda, member=member, why="moved")

    @invariant()
    def each_household_shows_who_is_present(self):
        for place, home in enumerate(self.homes):
            shown = party_sheet(self.huda, party=home.pk).members
            expected = {
                self.people[person]: told[0]
                for (where, person), told in self.present.items()
                if where == place
            }
            assert {one.party: one.relation for one in shown} == expected
            assert sum(one.relation == "head" for one in shown) <= 1


def test_households_keep_their_rules_whoever_comes_and_goes():
    run_state_machine_as_test(
        HouseholdLife,
        settings=settings(max_examples=15, stateful_step_count=12, deadline=None),
    )
