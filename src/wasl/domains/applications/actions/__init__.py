"""Applications changed: drafting, documents, sending, checks, referrals, progress."""

from wasl.domains.applications.actions.assignment import assign, assign_researcher, release_cases
from wasl.domains.applications.actions.checks import CheckInput, ask_for_missing, record_checks
from wasl.domains.applications.actions.documents import (
    answer_request,
    attach_document,
    keep_document,
    postpone_document,
    remove_document,
    sweep_files,
)
from wasl.domains.applications.actions.drafting import (
    discard_application,
    save_answers,
    start_application,
)
from wasl.domains.applications.actions.progress import (
    close_application,
    mark_assessed,
    mark_decided,
)
from wasl.domains.applications.actions.promises import sweep_promises
from wasl.domains.applications.actions.referrals import answer_referral, refer
from wasl.domains.applications.actions.submission import (
    Submission,
    submit_application,
    submit_whole,
)
from wasl.domains.applications.actions.telling import tell_applicant, withdraw
from wasl.domains.applications.actions.touching import renew_conflicts

__all__ = [
    "CheckInput",
    "Submission",
    "answer_referral",
    "answer_request",
    "ask_for_missing",
    "assign",
    "assign_researcher",
    "attach_document",
    "close_application",
    "discard_application",
    "keep_document",
    "mark_assessed",
    "mark_decided",
    "postpone_document",
    "record_checks",
    "refer",
    "release_cases",
    "remove_document",
    "renew_conflicts",
    "save_answers",
    "start_application",
    "submit_application",
    "submit_whole",
    "sweep_files",
    "sweep_promises",
    "tell_applicant",
    "withdraw",
]
