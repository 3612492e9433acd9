"""What decisions do when something happened to an application."""

from wasl.domains.applications.events import ApplicationWithdrawn, MissingItemsAsked
from wasl.domains.decisions.actions import set_aside
from wasl.foundation.actor import Actor


def set_aside_what_was_withdrawn(by: Actor, event: ApplicationWithdrawn) -> None:
    """Nobody decides on a case that its applicant took back."""
    set_aside(by, application=event.application)


def set_aside_what_is_incomplete(by: Actor, event: MissingItemsAsked) -> None:
    """Nobody decides on a case whose applicant was asked for something more."""
    set_aside(by, application=event.application)
