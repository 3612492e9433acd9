"""Invitations: a link by e-mail, once, by which somebody hired takes his place."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.actions.staff import hire_staff
from wasl.domains.access.events import StaffInvited
from wasl.domains.access.models import Invitation, Membership, Staff
from wasl.domains.access.queries import direction_of, invitation_fingerprint
from wasl.domains.access.refusals import (
    AlreadyCame,
    DirectionTaken,
    InvitationInvalid,
    InvitedTooOften,
)
from wasl.domains.access.rules import (
    INVITATION_DAYS,
    INVITATIONS_OF_ASSOCIATION_A_DAY,
    INVITATIONS_OF_SOMEBODY_A_DAY,
)
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.scoping import locked
from wasl.foundation.tally import tally


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody invited; `token` goes into the link, which is handed over where no mail is sent."""

    staff: UUID
    token: str


@action
def invite_staff(
    by: Actor,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    relatives: Iterable[Mapping[str, str]] = (),
    branch: UUID | None = None,
    language: str = "ar",
) -> Invited:
    """Hire somebody and invite him by e-mail; his roles sleep until he accepts.

    The link serves once, within seven days. Refuses as `hire_staff` does, and with
    `InvitedTooOften` after a hundred invitations of the association in a day.
    """
    hiring = by.with_permissions("access.hire_staff")
    staff = hire_staff(
        hiring,
        email=email,
        name=name,
        password=None,
        roles=roles,
        relatives=relatives,
        branch=branch,
    )
    Membership.objects.filter(staff_id=staff.pk).update(is_pending=True)
    return _invited(by, staff, language)


@action
def renew_invitation(by: Actor, *, staff: UUID, language: str = "ar") -> Invited:
    """Send a new link instead of the former one, which opens nothing any more.

    Refuses with `AlreadyCame` somebody who accepted, with `InvitedTooOften` after five on one
    day, and with `NotFound` somebody who does not work here.
    """
    membership = locked(Membership.objects, staff_id=staff, is_active=True)
    if not membership.is_pending:
        raise AlreadyCame
    return _invited(by, Staff.objects.get(pk=staff), language)


@action
def name_first_director(by: Actor, *, email: str, name: str, language: str = "ar") -> Invited:
    """Invite the first director of an association, who then invites everybody else.

    Somebody who was named before and never came loses the place. Refuses with `DirectionTaken`
    once a director came, and as `invite_staff` does.
    """
    if direction_of(by.as_system()).has_come:
        raise DirectionTaken
    address = email.strip().lower()
    waiting = Membership.objects.select_for_update(of=("self",)).filter(
        is_active=True, is_pending=True
    )
    for membership in waiting.select_related("staff"):
        if membership.staff.email == address:
            return _invited(by, membership.staff, language)
        membership.is_active = membership.is_pending = False
        membership.save(update_fields=["is_active", "is_pending"])
        Invitation.objects.filter(staff_id=membership.staff_id).update(is_withdrawn=True)
    return invite_staff(
        by.with_permissions("access.invite_staff"),
        email=email,
        name=name,
        roles=["director"],
        language=language,
    )


@action
def accept_invitation(by: Actor, *, token: str, password: str) -> Staff:
    """Take one's place: the roles wake, and an account without a password gets this one.

    An account that has a password keeps it, and one that another association opened gets none
    here: whoever handed over the link may be a stranger to that association. Refuses with `InvitationInvalid` a link that was
    used, is too old, was replaced, or never was one: nobody learns which.
    """
    mark = invitation_fingerprint(by.house, token)
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(fingerprint=mark).first()
    now = timezone.now()
    if (
        invitation is None
        or invitation.is_withdrawn
        or invitation.used_at is not None
        or invitation.expires_at <= now
    ):
        raise InvitationInvalid
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .filter(staff_id=invitation.staff_id, is_active=True, is_pending=True)
        .first()
    )
    if membership is None:
        raise InvitationInvalid
    staff: Staff = Staff.objects.select_for_update().get(pk=invitation.staff_id)
    if not staff.has_usable_password() and staff.home_id == by.association:
        staff.set_password(password)
        staff.save(update_fields=["password"])
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    membership.is_pending, membership.joined_at = False, now
    membership.save(update_fields=["is_pending", "joined_at"])
    trail.remark(staff, roles=sorted(membership.roles))
    return staff


def _invited(by: Actor, staff: Staff, language: str) -> Invited:
    day = timedelta(days=1)
    of_somebody = tally(f"invitation|{by.association}|{staff.pk}", per=day)
    of_association = tally(f"invitations|{by.association}", per=day)
    if (
        of_somebody > INVITATIONS_OF_SOMEBODY_A_DAY
        or of_association > INVITATIONS_OF_ASSOCIATION_A_DAY
    ):
        raise InvitedTooOften
    now = timezone.now()
    token = secrets.token_urlsafe(24)
    Invitation.objects.filter(staff_id=staff.pk, used_at__isnull=True).update(is_withdrawn=True)
    Invitation.objects.create(
        staff=staff,
        fingerprint=invitation_fingerprint(by.house, token),
        sent_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    trail.remark(staff, invited=True)
    publish(by, StaffInvited(staff.pk, staff.email, token, language))
    return Invited(staff=staff.pk, token=token)
