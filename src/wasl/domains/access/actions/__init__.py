"""What changes who somebody is here, and the codes that prove a phone."""

from wasl.domains.access.actions.codes import (
    CODES_OF_ASSOCIATION_PER_HOUR,
    confirm_code,
    forget_old_codes,
    send_code,
    try_code,
)
from wasl.domains.access.actions.invitations import (
    Invited,
    accept_invitation,
    invite_staff,
    name_first_director,
    renew_invitation,
)
from wasl.domains.access.actions.operators import make_operator, retire_operator
from wasl.domains.access.actions.signing_in import record_fresh_sign_in
from wasl.domains.access.actions.staff import (
    change_roles,
    declare_kin,
    hire_staff,
    leave_staff,
    place_at_branch,
)

__all__ = [
    "CODES_OF_ASSOCIATION_PER_HOUR",
    "Invited",
    "accept_invitation",
    "change_roles",
    "confirm_code",
    "declare_kin",
    "forget_old_codes",
    "hire_staff",
    "invite_staff",
    "leave_staff",
    "make_operator",
    "name_first_director",
    "place_at_branch",
    "record_fresh_sign_in",
    "renew_invitation",
    "retire_operator",
    "send_code",
    "try_code",
]
