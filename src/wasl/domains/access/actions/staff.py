"""Hiring and leaving, roles, branches and relatives."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.events import StaffHired, StaffLeft
from wasl.domains.access.models import Invitation, Membership, Staff
from wasl.domains.access.refusals import (
    AccountOfInstallation,
    AlreadyStaff,
    BranchUnknown,
    LastDirector,
    OwnRoles,
    RoleUnknown,
)
from wasl.domains.access.rules import STAFF_ROLES
from wasl.domains.associations.queries import branches_listed
from wasl.foundation import identifiers, trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.keys import blind_index
from wasl.foundation.scoping import locked


@action
def hire_staff(
    by: Actor,
    *,
    email: str,
    name: str,
    password: str | None,
    roles: Iterable[str],
    national_id: str = "",
    phone: str = "",
    iban: str = "",
    relatives: Iterable[Mapping[str, str]] = (),
    branch: UUID | None = None,
) -> Staff:
    """Let somebody work in the association, with roles and with what is his and his relatives'.

    An e-mail that is new in the installation gets an account; a known account gets a place here
    and keeps its own password and name. `national_id`, `phone`, `iban` and those of `relatives`
    (mappings with the same three keys) are kept only as blind indexes: he will handle no case
    that shares one. Without a password the account signs in once one was set by e-mail.

    Refuses an unknown role with `RoleUnknown`, an unknown branch with `BranchUnknown`, with
    `AlreadyStaff` somebody who works here, and with `AccountOfInstallation` an operator.
    Raises `Malformed` for a number that cannot be read.
    """
    chosen = _known_roles(roles)
    own = {"national_id": national_id, "phone": phone, "iban": iban}
    kin = sorted({index for person in (own, *relatives) for index in _indexes_of(by, person)})
    _check_branch(by, branch)
    address = email.strip().lower()
    staff = Staff.objects.filter(email=address).first()
    if staff is None:
        staff = Staff(email=address, name=name.strip(), home_id=by.association)
        if password is None:
            staff.set_unusable_password()
        else:
            staff.set_password(password)
        staff.save(force_insert=True)
    elif staff.is_operator:
        raise AccountOfInstallation
    membership = Membership.objects.select_for_update().filter(staff_id=staff.pk).first()
    if membership is None:
        Membership.objects.create(staff=staff, roles=chosen, kin=kin, branch_id=branch)
    elif membership.is_active:
        raise AlreadyStaff
    else:
        membership.roles, membership.kin, membership.is_active = chosen, kin, True
        membership.branch_id, membership.joined_at = branch, timezone.now()
        membership.save(update_fields=["roles", "kin", "is_active", "branch", "joined_at"])
    trail.remark(staff, roles=chosen)
    publish(by, StaffHired(staff=staff.pk))
    return staff


@action
def change_roles(by: Actor, *, staff: UUID, roles: Iterable[str]) -> None:
    """Give a colleague these roles instead of his former ones, from his next request on.

    Refuses with `OwnRoles` to change one's own, with `RoleUnknown` an unknown role, with
    `LastDirector` to take the role from the only director, and with `NotFound` somebody who does
    not work here.
    """
    if staff == by.staff:
        raise OwnRoles(subject=staff)
    chosen = _known_roles(roles)
    if "director" not in chosen:
        _check_direction_stays(staff)
    membership = locked(Membership.objects, staff_id=staff, is_active=True)
    trail.remark(membership, before=sorted(membership.roles), after=chosen)
    membership.roles = chosen
    membership.save(update_fields=["roles"])


@action
def leave_staff(by: Actor, *, staff: UUID) -> None:
    """End a colleague's work in this association; he is signed out at his next request.

    His account remains for other associations where he works, and an invitation that he did not
    accept is void. Refuses with `OwnRoles` oneself, with `LastDirector` the only director, and
    with `NotFound` somebody who does not work here.
    """
    if staff == by.staff:
        raise OwnRoles(subject=staff)
    _check_direction_stays(staff)
    membership = locked(Membership.objects, staff_id=staff, is_active=True)
    membership.is_active = membership.is_pending = False
    membership.save(update_fields=["is_active", "is_pending"])
    Invitation.objects.filter(staff_id=staff, used_at__isnull=True).update(is_withdrawn=True)
    trail.remark(membership)
    publish(by, StaffLeft(staff=staff))


@action
def place_at_branch(by: Actor, *, staff: UUID, branch: UUID | None) -> None:
    """Let a colleague work at a branch, or at the head office with None.

    Refuses with `BranchUnknown`, and with `NotFound` somebody who does not work here.
    """
    _check_branch(by, branch)
    membership = locked(Membership.objects, staff_id=staff, is_active=True)
    membership.branch_id = branch
    membership.save(update_fields=["branch"])
    trail.remark(membership, branch=str(branch or ""))


@action
def declare_kin(by: Actor, *, staff: UUID, relatives: Iterable[Mapping[str, str]]) -> int:
    """Add relatives whose cases a colleague will not handle (R63); returns how many are new.

    Only blind indexes are kept, so nobody reads the numbers again. Raises `Malformed` for a number
    that cannot be read; refuses with `NotFound` somebody who does not work here.
    """
    added = {index for person in relatives for index in _indexes_of(by, person)}
    membership = locked(Membership.objects, staff_id=staff, is_active=True)
    new = added - set(membership.kin)
    membership.kin = sorted(new | set(membership.kin))
    membership.save(update_fields=["kin"])
    trail.remark(membership, declared=len(new))
    return len(new)


def _check_direction_stays(leaving: UUID) -> None:
    # All places are held, so that two directors who dismiss each other wait for one another.
    held = Membership.objects.select_for_update(of=("self",)).filter(
        is_active=True, is_pending=False
    )
    directors = {row.staff_id for row in held.order_by("id") if "director" in row.roles}
    if directors == {leaving}:
        raise LastDirector


def _check_branch(by: Actor, branch: UUID | None) -> None:
    if branch is not None and branch not in {row.id for row in branches_listed(by)}:
        raise BranchUnknown


def _known_roles(roles: Iterable[str]) -> list[str]:
    chosen = sorted(set(roles))
    if not chosen or not set(chosen) <= STAFF_ROLES:
        raise RoleUnknown
    return chosen


def _indexes_of(by: Actor, person: Mapping[str, str]) -> list[str]:
    forms = {
        "national_id": lambda text: identifiers.national_id(text).digits,
        "phone": identifiers.mobile,
        "iban": identifiers.saudi_iban,
    }
    return [
        blind_index(kind, read(person[kind]), association=by.association)
        for kind, read in forms.items()
        if person.get(kind)
    ]
