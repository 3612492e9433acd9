"""Operators: who may open associations on this installation, and sees no case of any."""

from uuid import UUID

from wasl.domains.access.models import Staff
from wasl.domains.access.refusals import AccountOfInstallation
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import locked


@action
def make_operator(by: Actor, *, email: str, name: str, password: str | None) -> Staff:
    """Let somebody open associations on this installation; a known operator gets the password.

    He signs in with a second factor like everybody, and without a password not before one was set
    for him. Refuses with `AccountOfInstallation` an
    account that works in an association: who opens associations sees no case of anybody.
    """
    address = email.strip().lower()
    staff = Staff.objects.select_for_update().filter(email=address).first()
    if staff is None:
        staff = Staff(email=address, is_operator=True)
    elif not staff.is_operator:
        raise AccountOfInstallation
    staff.name = name.strip() or staff.name or address
    staff.is_active = True
    staff.set_password(password)
    staff.save()
    trail.remark(staff)
    return staff


@action
def retire_operator(by: Actor, *, staff: UUID) -> None:
    """End an operator's work; he is refused at his next request. Refuses with `NotFound`."""
    row = locked(Staff.objects.all(), pk=staff, is_operator=True)
    row.is_active = False
    row.save(update_fields=["is_active"])
    trail.remark(row)
