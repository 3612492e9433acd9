"""Which room reacts to what happened in a room below: the only page not read straight down."""

from wasl.domains.access.events import CodeIssued, StaffLeft
from wasl.foundation.events import pair


def pair_all() -> None:
    """Pair every event with the reactions of the rooms above."""
    from wasl.domains.applications.reactions import release_cases_of_leaver
    from wasl.domains.notifications.reactions import send_issued_code

    pair(CodeIssued, send_issued_code)
    pair(StaffLeft, release_cases_of_leaver)
