"""Who somebody is, and what he may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from wasl.domains.access.models import Membership, OneTimeCode
from wasl.domains.access.rules import ROLES, permissions_of
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff as colleagues see him."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    is_active: bool


@query
def member_actor(by: Actor, *, association: UUID, staff: UUID) -> Actor | None:
    """The actor that a signed-in account is in an association.

    None when the account has no active membership there. `by` is the association's system: on
    PostgreSQL nobody else sees its memberships.
    """
    membership = (
        Membership.objects.filter(
            association_id=association, staff_id=staff, is_active=True, staff__is_active=True
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
    return tuple(
        StaffRow(
            id=row.staff_id,
            name=row.staff.name,
            email=row.staff.email,
            roles=tuple(row.roles),
            is_active=row.is_active and row.staff.is_active,
        )
        for row in rows
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
