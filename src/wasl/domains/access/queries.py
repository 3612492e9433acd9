"""Who somebody is, and what he may do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.models import Invitation, Membership, OneTimeCode, Staff
from wasl.domains.access.refusals import InvitationInvalid
from wasl.domains.access.rules import ROLES, permissions_of
from wasl.foundation.actor import Actor
from wasl.foundation.keys import fingerprint
from wasl.foundation.personal_data import Words
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found

ROLE_WORDS: Final[Mapping[str, Words]] = {
    "officer": _("Beneficiary-relations officer"),
    "delegate": _("Branch delegate"),
    "researcher": _("Social researcher"),
    "committee_member": _("Committee member"),
    "committee_chair": _("Committee chair"),
    "department_head": _("Head of the department"),
    "reviewer": _("Reviewer"),
    "registrar": _("Registrar"),
    "director": _("Director"),
    "privacy_officer": _("Personal data protection officer"),
    "auditor": _("Auditor"),
}
"""The roles of staff as people call them, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff as colleagues see him. Who is pending was invited and has not yet come."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    is_active: bool
    is_pending: bool = False
    branch: UUID | None = None
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """A colleague as the director sees him: how many numbers of his and his relatives' are kept,
    and until when his invitation may be accepted."""

    row: StaffRow
    kin_count: int
    joined_at: datetime
    invited_at: datetime | None
    invited_until: datetime | None


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether an association has a director, or who was invited to be its first."""

    has_come: bool
    invited_name: str = ""
    invited_email: str = ""
    invited_at: datetime | None = None
    invited_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """What somebody invited reads before he accepts."""

    name: str
    email: str
    roles: tuple[str, ...]
    needs_password: bool


@query
def member_actor(by: Actor, *, association: UUID, staff: UUID) -> Actor | None:
    """The actor that a signed-in account is in an association.

    None when the account has no active membership there. `by` is the association's system: on
    PostgreSQL nobody else sees its memberships.
    """
    membership = (
        Membership.objects.filter(
            association_id=association,
            staff_id=staff,
            is_active=True,
            is_pending=False,
            staff__is_active=True,
        )
        .select_related("staff")
        .first()
    )
    if membership is None:
        return None
    return Actor(
        kind="staff",
        association=association,
        permissions=permissions_of(membership.roles),
        staff=staff,
        name=membership.staff.name,
        roles=frozenset(membership.roles),
        kin=frozenset(membership.kin),
    )


@query
def was_confirmed(by: Actor, *, purpose: str, subject: UUID) -> bool:
    """Whether a code sent for this very purpose and subject has been typed rightly."""
    return OneTimeCode.objects.filter(
        purpose=purpose, subject=subject, used_at__isnull=False
    ).exists()


@query
def has_left(by: Actor, *, staff: UUID) -> bool:
    """Whether the account once worked in this association and no longer does."""
    return Membership.objects.filter(staff_id=staff, is_active=False).exists()


@query
def staff_listed(by: Actor) -> tuple[StaffRow, ...]:
    """All who work or worked here, by name."""
    rows = Membership.objects.select_related("staff").order_by("staff__name", "id")
    return tuple(_staff_row(row) for row in rows)


def _staff_row(row: Membership) -> StaffRow:
    return StaffRow(
        id=row.staff_id,
        name=row.staff.name,
        email=row.staff.email,
        roles=tuple(row.roles),
        is_active=row.is_active and row.staff.is_active,
        is_pending=row.is_pending,
        branch=row.branch_id,
        joined_at=row.joined_at,
    )


@query
def joined_at(by: Actor, *, staff: UUID) -> datetime:
    """When a colleague began to work here. Refuses with `NotFound` who never worked here."""
    for moment in Membership.objects.filter(staff_id=staff).values_list("joined_at", flat=True):
        return moment
    raise NotFound


@query
def staff_sheet(by: Actor, *, staff: UUID) -> StaffSheet:
    """One colleague, for the director. Refuses with `NotFound` who never worked here."""
    membership = found(Membership.objects.select_related("staff"), staff_id=staff)
    invitation = (
        Invitation.objects.filter(staff_id=staff, used_at__isnull=True, is_withdrawn=False)
        .order_by("-sent_at")
        .first()
    )
    return StaffSheet(
        row=_staff_row(membership),
        kin_count=len(membership.kin),
        joined_at=membership.joined_at,
        invited_at=invitation.sent_at if invitation else None,
        invited_until=invitation.expires_at if invitation else None,
    )


@query
def direction_of(by: Actor) -> Direction:
    """Whether the association has a director, else who was invited to become the first."""
    rows = [
        row
        for row in Membership.objects.select_related("staff").filter(is_active=True)
        if "director" in row.roles
    ]
    if any(not row.is_pending for row in rows):
        return Direction(has_come=True)
    if not rows:
        return Direction(has_come=False)
    invitation = (
        Invitation.objects.filter(staff_id=rows[-1].staff_id, is_withdrawn=False)
        .order_by("-sent_at")
        .first()
    )
    return Direction(
        has_come=False,
        invited_name=rows[-1].staff.name,
        invited_email=rows[-1].staff.email,
        invited_at=invitation.sent_at if invitation else None,
        invited_until=invitation.expires_at if invitation else None,
    )


@query
def invitation_by_token(by: Actor, *, token: str) -> InvitationSheet:
    """What an invitation says to whoever holds its link.

    Refuses with `InvitationInvalid` a link that opens nothing, whatever the reason.
    """
    invitation = (
        Invitation.objects.select_related("staff")
        .filter(
            fingerprint=invitation_fingerprint(by.house, token),
            used_at__isnull=True,
            is_withdrawn=False,
            expires_at__gt=timezone.now(),
        )
        .first()
    )
    if invitation is None:
        raise InvitationInvalid
    membership = Membership.objects.filter(
        staff_id=invitation.staff_id, is_active=True, is_pending=True
    ).first()
    if membership is None:
        raise InvitationInvalid
    return InvitationSheet(
        name=invitation.staff.name,
        email=invitation.staff.email,
        roles=tuple(membership.roles),
        needs_password=not invitation.staff.has_usable_password()
        and invitation.staff.home_id == by.association,
    )


def invitation_fingerprint(association: UUID, token: str) -> str:
    """The fingerprint under which an invitation's link is kept."""
    return fingerprint(f"{association}|{token}", purpose="invitation")


@query
def operator_actor(by: Actor, *, staff: UUID) -> Actor | None:
    """The actor that an operator is, outside of any association; None for any other account."""
    row = Staff.objects.filter(pk=staff, is_operator=True, is_active=True).first()
    if row is None:
        return None
    return Actor(
        kind="installation",
        association=None,
        permissions=permissions_of(["operator"]),
        staff=staff,
        name=row.name,
        roles=frozenset({"operator"}),
    )


@query
def operators_listed(by: Actor) -> tuple[StaffRow, ...]:
    """Everybody who opens associations here, or did, by e-mail."""
    return tuple(
        StaffRow(row.pk, row.name, row.email, ("operator",), row.is_active)
        for row in Staff.objects.filter(is_operator=True).order_by("email")
    )


@query
def staff_names(by: Actor, *, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those of `ids` who work or worked here; others are simply absent."""
    rows = Membership.objects.filter(staff_id__in=set(ids)).values_list("staff_id", "staff__name")
    return dict(rows)


def visitor_actor(
    association: UUID | None, *, phone_index: str = "", held: frozenset[UUID] = frozenset()
) -> Actor:
    """Somebody at the public pages: an applicant when he confirmed a phone or holds a draft."""
    kind: Literal["applicant", "public"] = "applicant" if phone_index or held else "public"
    return Actor(
        kind=kind,
        association=association,
        permissions=ROLES[kind],
        name=kind,
        phone_index=phone_index,
        held=held,
    )
