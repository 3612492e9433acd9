"""What this room does when something happened below."""

from wasl.domains.access.events import StaffLeft
from wasl.domains.applications.actions import release_cases
from wasl.foundation.actor import Actor


def release_cases_of_leaver(by: Actor, event: StaffLeft) -> None:
    """Give the cases of somebody who left back to his colleagues."""
    release_cases(by, staff=event.staff)
