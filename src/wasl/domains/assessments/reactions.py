"""What assessments do when something happened to an application."""

from wasl.domains.applications.events import ApplicationCompleted, MissingItemsAsked
from wasl.domains.assessments.actions import plan_assessments, take_back_recommendation
from wasl.foundation.actor import Actor


def plan_required_assessments(by: Actor, event: ApplicationCompleted) -> None:
    """Plan the mechanisms that the service requires, as soon as the file is complete."""
    plan_assessments(by, application=event.application, edition=event.edition)


def take_back_what_was_recommended(by: Actor, event: MissingItemsAsked) -> None:
    """A recommendation does not outlive the facts it was drawn from."""
    take_back_recommendation(by, application=event.application)
