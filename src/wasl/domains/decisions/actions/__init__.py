"""Decisions taken: by committees in session, and by departments with a second pair of eyes."""

from wasl.domains.decisions.actions.committees import (
    close_session,
    dissolve_committee,
    form_committee,
    list_ready_cases,
    open_session,
    plan_session,
    put_on_agenda,
    record_attendance,
    renew_committee,
    set_aside,
)
from wasl.domains.decisions.actions.departments import (
    confirm_decision,
    correct_decision,
    propose_decision,
    return_decision,
)
from wasl.domains.decisions.actions.voting import (
    cast_vote,
    conclude_item,
    declare_recusal,
    defer_item,
)

__all__ = [
    "cast_vote",
    "close_session",
    "conclude_item",
    "confirm_decision",
    "correct_decision",
    "declare_recusal",
    "defer_item",
    "dissolve_committee",
    "form_committee",
    "list_ready_cases",
    "open_session",
    "plan_session",
    "propose_decision",
    "put_on_agenda",
    "record_attendance",
    "renew_committee",
    "return_decision",
    "set_aside",
]
