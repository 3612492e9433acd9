"""Applications changed: drafting, documents, sending, checks, referrals, progress."""

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
from wasl.domains.applications.actions.submission import (
    Submission,
    submit_application,
    submit_whole,
)

__all__ = [
    "Submission",
    "close_application",
    "discard_application",
    "mark_assessed",
    "mark_decided",
    "save_answers",
    "start_application",
    "submit_application",
    "submit_whole",
]
