"""Invitations, the first director, branches and relatives, and those who open associations."""

import threading
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from wasl.domains.access.actions import (
    Invited,
    accept_invitation,
    change_roles,
    declare_kin,
    hire_staff,
    invite_staff,
    leave_staff,
    make_operator,
    name_first_director,
    place_at_branch,
    renew_invitation,
    retire_operator,
)
from wasl.domains.access.events import StaffInvited
from wasl.domains.access.models import Invitation
from wasl.domains.access.queries import (
    direction_of,
    invitation_by_token,
    member_actor,
    operator_actor,
    operators_listed,
    staff_listed,
    staff_sheet,
    visitor_actor,
)
from wasl.domains.access.refusals import (
    AccountOfInstallation,
    AlreadyCame,
    AlreadyStaff,
    BranchUnknown,
    DirectionTaken,
    InvitationInvalid,
    InvitedTooOften,
    LastDirector,
    RoleUnknown,
)
from wasl.domains.access.tests.given import PASSWORD, given_director, given_huda, given_ibrahim
from wasl.domains.associations.actions import open_association, open_branch
from wasl.domains.associations.queries import associations_listed
from wasl.domains.associations.tests.given import given_association
from wasl.foundation import events
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def manarat() -> UUID:
    return given_association("manarat")


@pytest.fixture
def heard():
    """The invitations that would go out, heard as the rooms above hear them."""
    listened: list[StaffInvited] = []
    before = list(events._reactions[StaffInvited])
    events._reactions[StaffInvited][:] = [lambda by, event: listened.append(event)]
    yield listened
    events._reactions[StaffInvited][:] = before


def _invited(by: Actor, *, email: str = "huda@a.example", roles: tuple[str, ...] = ("officer",)):
    return invite_staff(by, email=email, name="هدى السبيعي", roles=roles)


def _came(association: UUID, invited: Invited) -> Actor:
    accept_invitation(visitor_actor(association), token=invited.token, password=PASSWORD)
    actor = member_actor(Actor.system(association), association=association, staff=invited.staff)
    assert actor is not None
    return actor


def _operator() -> Actor:
    staff = make_operator(
        Actor.installation(), email="omar@wasl.example", name="عمر", password=PASSWORD
    )
    actor = operator_actor(Actor.installation(), staff=staff.pk)
    assert actor is not None
    return actor


def test_roles_sleep_until_the_invitation_is_accepted(manarat: UUID):
    mona = given_director(manarat)
    invited = _invited(mona)
    system = Actor.system(manarat)
    assert member_actor(system, association=manarat, staff=invited.staff) is None
    sheet = invitation_by_token(visitor_actor(manarat), token=invited.token)
    assert (sheet.email, sheet.roles, sheet.needs_password) == (
        "huda@a.example",
        ("officer",),
        True,
    )
    huda = _came(manarat, invited)
    assert huda.may("applications.record_checks")
    assert not huda.may("access.invite_staff")
    assert [row.is_pending for row in staff_listed(mona) if row.id == huda.staff] == [False]


def test_the_link_goes_out_once_and_is_kept_as_a_fingerprint_only(manarat: UUID, heard):
    invited = _invited(given_director(manarat))
    assert [(event.email, event.token) for event in heard] == [("huda@a.example", invited.token)]
    with entered_scope(Actor.system(manarat), writing=False):
        kept = list(Invitation.objects.values_list("fingerprint", flat=True))
    assert len(kept) == 1
    assert invited.token not in kept[0]


def test_an_invitation_serves_once(manarat: UUID):
    invited = _invited(given_director(manarat))
    _came(manarat, invited)
    with pytest.raises(InvitationInvalid):
        accept_invitation(visitor_actor(manarat), token=invited.token, password="another one 12")
    with pytest.raises(InvitationInvalid):
        invitation_by_token(visitor_actor(manarat), token=invited.token)


def test_an_old_a_replaced_and_an_invented_link_are_refused_alike(manarat: UUID):
    mona = given_director(manarat)
    first = _invited(mona)
    second = renew_invitation(mona, staff=first.staff)
    late = timezone.now() + timedelta(days=7, minutes=1)
    for token, moment in (
        (first.token, timezone.now()),
        ("invented", timezone.now()),
        (second.token, late),
    ):
        with time_machine.travel(moment), pytest.raises(InvitationInvalid) as refused:
            accept_invitation(visitor_actor(manarat), token=token, password=PASSWORD)
        assert str(refused.value) == str(InvitationInvalid())
    _came(manarat, second)


def test_a_link_of_one_association_opens_nothing_in_another(manarat: UUID):
    invited = _invited(given_director(manarat))
    wahj = given_association("wahj")
    with pytest.raises(InvitationInvalid):
        invitation_by_token(visitor_actor(wahj), token=invited.token)
    with pytest.raises(InvitationInvalid):
        accept_invitation(visitor_actor(wahj), token=invited.token, password=PASSWORD)


def test_who_left_before_coming_comes_no_more(manarat: UUID):
    mona = given_director(manarat)
    invited = _invited(mona)
    leave_staff(mona, staff=invited.staff)
    with pytest.raises(InvitationInvalid):
        accept_invitation(visitor_actor(manarat), token=invited.token, password=PASSWORD)


def test_a_known_account_keeps_its_password(manarat: UUID):
    first = _came(manarat, _invited(given_director(manarat)))
    wahj = given_association("wahj")
    again = _invited(given_director(wahj), roles=("auditor",))
    assert again.staff == first.staff
    visitor = visitor_actor(wahj)
    assert not invitation_by_token(visitor, token=again.token).needs_password
    staff = accept_invitation(visitor, token=again.token, password="taken over 123")
    assert staff.check_password(PASSWORD)


def test_another_association_gives_no_password_to_an_account_that_has_none(manarat: UUID):
    _invited(given_director(manarat))
    wahj = given_association("wahj")
    again = _invited(given_director(wahj), roles=("auditor",))
    staff = accept_invitation(visitor_actor(wahj), token=again.token, password="taken over 123")
    assert not staff.has_usable_password()
    assert member_actor(Actor.system(manarat), association=manarat, staff=staff.pk) is None


def test_an_invitation_is_sent_again_only_while_it_waits(manarat: UUID):
    mona = given_director(manarat)
    invited = _invited(mona)
    with pytest.raises(AlreadyStaff):
        _invited(mona)
    for _again in range(4):
        invited = renew_invitation(mona, staff=invited.staff)
    with pytest.raises(InvitedTooOften):
        renew_invitation(mona, staff=invited.staff)
    _came(manarat, invited)
    with pytest.raises(AlreadyCame):
        renew_invitation(mona, staff=invited.staff)
    with pytest.raises(NotFound):
        renew_invitation(mona, staff=uuid4())


def test_officers_and_ibrahim_invite_nobody_here(manarat: UUID):
    mona, huda = given_director(manarat), given_huda(manarat)
    invited = _invited(mona)
    ibrahim = given_ibrahim(given_association("wahj"))
    with pytest.raises(NotAllowed):
        _invited(huda, email="x@a.example")
    with pytest.raises(NotFound):
        renew_invitation(ibrahim, staff=invited.staff)
    with pytest.raises(NotFound):
        staff_sheet(ibrahim, staff=invited.staff)
    with pytest.raises(NotFound):
        declare_kin(ibrahim, staff=invited.staff, relatives=[{"phone": "0559876543"}])
    with pytest.raises(NotFound):
        place_at_branch(ibrahim, staff=invited.staff, branch=None)
    with pytest.raises(RoleUnknown):
        _invited(mona, email="x@a.example", roles=("operator",))


def test_a_branch_is_one_of_the_association(manarat: UUID):
    mona, huda = given_director(manarat), given_huda(manarat)
    assert huda.staff is not None
    branch = open_branch(mona, slug="jeddah", name={"ar": "جدة", "en": "Jeddah"}).pk
    place_at_branch(mona, staff=huda.staff, branch=branch)
    assert staff_sheet(mona, staff=huda.staff).row.branch == branch
    place_at_branch(mona, staff=huda.staff, branch=None)
    assert staff_sheet(mona, staff=huda.staff).row.branch is None
    with pytest.raises(BranchUnknown):
        place_at_branch(mona, staff=huda.staff, branch=uuid4())
    with pytest.raises(BranchUnknown):
        invite_staff(mona, email="b@a.example", name="x", roles=["delegate"], branch=uuid4())


def test_relatives_are_added_and_never_read_again(manarat: UUID):
    mona, huda = given_director(manarat), given_huda(manarat)
    assert huda.staff is not None
    asked = [{"phone": "0559876543"}, {"national_id": "1000000008"}]
    assert declare_kin(mona, staff=huda.staff, relatives=asked) == 2
    assert declare_kin(mona, staff=huda.staff, relatives=asked[:1]) == 0
    assert staff_sheet(mona, staff=huda.staff).kin_count == 2
    with pytest.raises(Malformed):
        declare_kin(mona, staff=huda.staff, relatives=[{"national_id": "123"}])


def test_the_only_director_stays(manarat: UUID):
    mona = given_director(manarat)
    assert mona.staff is not None
    system = Actor.system(manarat)
    with pytest.raises(LastDirector):
        leave_staff(system, staff=mona.staff)
    with pytest.raises(LastDirector):
        change_roles(system, staff=mona.staff, roles=["officer"])
    invited = _invited(mona, roles=("director",))
    with pytest.raises(LastDirector):
        leave_staff(system, staff=mona.staff)
    _came(manarat, invited)
    leave_staff(system, staff=mona.staff)


@pytest.mark.django_db(transaction=True)
def test_two_directors_who_dismiss_each_other_leave_one():
    manarat = given_association("manarat")
    mona = given_director(manarat)
    second = _came(manarat, _invited(mona, roles=("director", "officer")))
    start, refused = threading.Barrier(2), []

    def dismiss(by: Actor, other: Actor) -> None:
        start.wait()
        try:
            leave_staff(by, staff=other.member)
        except LastDirector as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    pair = ((mona, second), (second, mona))
    threads = [threading.Thread(target=dismiss, args=one) for one in pair]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    left = [row for row in staff_listed(Actor.system(manarat)) if row.is_active]
    assert len(left) == len(refused) == 1


def test_an_operator_opens_an_association_and_invites_its_first_director():
    omar = _operator()
    opened = open_association(
        omar,
        slug="sadaa",
        name={"ar": "جمعية صدى", "en": "Sadaa Association"},
        short_name={"ar": "صدى", "en": "Sadaa"},
    )
    there = replace(omar, association=opened.pk)
    assert not direction_of(there).has_come
    wrong = name_first_director(there, email="typo@sadaa.example", name="منى الحربي")
    again = name_first_director(there, email="mona@sadaa.example", name="منى الحربي")
    assert direction_of(there).invited_email == "mona@sadaa.example"
    with pytest.raises(InvitationInvalid):
        accept_invitation(visitor_actor(opened.pk), token=wrong.token, password=PASSWORD)
    mona = _came(opened.pk, again)
    assert mona.may("access.invite_staff")
    assert direction_of(there).has_come
    with pytest.raises(DirectionTaken):
        name_first_director(there, email="other@sadaa.example", name="آخر")


def test_an_operator_sees_associations_and_nothing_inside_them(manarat: UUID):
    omar = _operator()
    assert [row.slug for row in associations_listed(omar)] == ["manarat"]
    inside = replace(omar, association=manarat)
    for asked in (omar, inside):
        with pytest.raises(NotAllowed):
            staff_listed(asked)
        with pytest.raises(NotAllowed):
            hire_staff(asked, email="a@b.example", name="x", password=None, roles=["director"])
        with pytest.raises(NotAllowed):
            invite_staff(asked, email="a@b.example", name="x", roles=["director"])
        assert not [one for one in asked.permissions if one.startswith("applications.")]


def test_nobody_is_both_operator_and_staff(manarat: UUID):
    mona = given_director(manarat)
    _operator()
    with pytest.raises(AccountOfInstallation):
        _invited(mona, email="OMAR@wasl.example")
    _invited(mona)
    with pytest.raises(AccountOfInstallation):
        make_operator(Actor.installation(), email="huda@a.example", name="هدى", password=PASSWORD)


def test_an_operator_who_is_retired_is_nobody():
    omar = _operator()
    assert omar.staff is not None
    retire_operator(Actor.installation(), staff=omar.staff)
    assert operator_actor(Actor.installation(), staff=omar.staff) is None
    assert [row.is_active for row in operators_listed(Actor.installation())] == [False]
    with pytest.raises(NotFound):
        retire_operator(Actor.installation(), staff=uuid4())
