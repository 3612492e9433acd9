"""What delivery does when something happened below."""

from wasl.domains.applications.actions import close_application
from wasl.domains.decisions.events import DecisionIssued
from wasl.domains.delivery.actions import open_entitlement
from wasl.foundation.actor import Actor


def open_what_was_accepted(by: Actor, event: DecisionIssued) -> None:
    """Open the entitlement of an accepted application; a rejected one is closed.

    What belongs to nobody entitles nobody.
    """
    if event.outcome == "reject":
        close_application(by, application=event.application)
        return
    if event.beneficiary is None:
        return
    open_entitlement(
        by,
        application=event.application,
        beneficiary=event.beneficiary,
        edition=event.edition,
        policy_version=event.policy_version,
        has_phone=bool(event.phone),
        amount=event.amount,
        valid_until=event.valid_until,
    )
