"""Who heads a household, and what the former head becomes."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django_scopes import scope

from wasl.domains.access.tests.given import given_huda, given_ibrahim
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import add_member, end_membership, know_party, name_head
from wasl.domains.parties.queries import conflict_indexes_of, party_sheet
from wasl.domains.parties.refusals import HeadAlready
from wasl.domains.parties.tests.given import SALEM_ID
from wasl.foundation.refusal import ConflictOfInterest, NotFound
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def huda():
    return given_huda(given_association("manarat"))


@pytest.fixture
def home(huda):
    return know_party(
        huda.as_system(), kind="household", name="أسرة سالم الحربي", national_id=SALEM_ID
    )


def member(huda, home, relation, name):
    return add_member(huda, household=home.pk, relation=relation, name=name)


def relations(huda, home):
    return {one.name: one.relation for one in party_sheet(huda, party=home.pk).members}


def test_a_member_heads_a_household_and_the_former_head_becomes_what_is_said(huda, home):
    salem = member(huda, home, "head", "سالم الحربي")
    noura = member(huda, home, "daughter", "نورة الحربي")
    with pytest.raises(HeadAlready):
        name_head(huda, member=noura.pk)
    assert relations(huda, home) == {"سالم الحربي": "head", "نورة الحربي": "daughter"}
    name_head(huda, member=noura.pk, former_relation="father")
    assert relations(huda, home) == {"سالم الحربي": "father", "نورة الحربي": "head"}
    name_head(huda, member=noura.pk)
    assert relations(huda, home)["سالم الحربي"] == "father"
    with scope(association=huda.house):
        entry = TrailEntry.objects.filter(verb="parties.name_head").last()
    assert entry is not None
    assert entry.subject == str(home.pk)
    assert "سالم" not in entry.details
    assert salem.pk != noura.pk


def test_when_the_head_has_left_anybody_present_may_head(huda, home):
    salem = member(huda, home, "head", "سالم الحربي")
    noura = member(huda, home, "spouse", "نورة الحربي")
    end_membership(huda, member=salem.pk, why="death")
    name_head(huda, member=noura.pk)
    assert relations(huda, home) == {"نورة الحربي": "head"}
    with pytest.raises(NotFound):
        name_head(huda, member=salem.pk, former_relation="spouse")
    with pytest.raises(NotFound):
        name_head(huda, member=uuid4())


def test_who_is_touched_or_of_another_association_names_no_head(huda, home):
    noura = member(huda, home, "daughter", "نورة الحربي")
    kin = replace(huda, kin=frozenset(conflict_indexes_of(huda, party=home.pk)))
    with pytest.raises(ConflictOfInterest):
        name_head(kin, member=noura.pk)
    with pytest.raises(NotFound):
        name_head(given_ibrahim(given_association("elsewhere")), member=noura.pk)
    assert relations(huda, home) == {"نورة الحربي": "daughter"}
