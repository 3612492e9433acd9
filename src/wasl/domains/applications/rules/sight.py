"""Who sees a case, and how much of a person shows in a list."""

from collections.abc import Collection
from uuid import UUID

from wasl.foundation.actor import Actor

SEE_EVERY_CASE = "applications.see_every_case"


def is_applicants_own(by: Actor, *, application: UUID, phone_index: str) -> bool:
    """Whether an applicant confirmed the case's phone, or holds the case in this session."""
    return application in by.held or bool(by.phone_index and by.phone_index == phone_index)


def is_assigned(by: Actor, *, assigned_to: UUID | None, others: Collection[UUID | None]) -> bool:
    """Whether a case is a member of staff's own, nobody's yet, or he sees every case.

    A case that nobody holds yet is open to officers, who pick it up, and to delegates only when
    they took it themselves.
    """
    if by.may(SEE_EVERY_CASE):
        return True
    if by.staff is not None and by.staff in (assigned_to, *others):
        return True
    return assigned_to is None and "officer" in by.roles


def masked_name(name: str) -> str:
    """A name for lists: the first part, and the first letter of the last."""
    parts = name.split()
    if not parts:
        return "—"
    return parts[0] if len(parts) == 1 else f"{parts[0]} {parts[-1][0]}…"


def masked_phone(phone: str) -> str:
    """A phone of which only the last three digits show."""
    return f"+966 5•• ••• {phone[-3:]}" if phone else ""
