"""What satisfaction does when something happened below."""

from wasl.domains.decisions.events import DecisionIssued
from wasl.domains.delivery.events import ServiceDelivered
from wasl.domains.satisfaction.actions import Addressee, offer_survey
from wasl.foundation.actor import Actor


def ask_after_decision(by: Actor, event: DecisionIssued) -> None:
    """Ask after a decision, whichever way it went."""
    offer_survey(
        by, application=event.application, occasion="decision", addressee=_addressee(event)
    )


def ask_after_delivery(by: Actor, event: ServiceDelivered) -> None:
    """Ask after a service was received."""
    offer_survey(
        by, application=event.application, occasion="delivery", addressee=_addressee(event)
    )


def _addressee(event: DecisionIssued | ServiceDelivered) -> Addressee:
    return Addressee(event.edition, event.phone, event.phone_index, event.language, event.party)
