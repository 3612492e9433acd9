"""What delivery does when something happened below."""

from functools import partial

from django.db import transaction

from wasl.domains.applications.actions import close_application
from wasl.domains.decisions.events import DecisionIssued
from wasl.domains.delivery.actions import open_entitlement
from wasl.domains.delivery.ports import papers
from wasl.domains.privacy.events import PersonErased
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


def forget_papers_of_erased(by: Actor, event: PersonErased) -> None:
    """Forget the signed receipts of an erased person once that is committed."""
    for paper in event.files.get("delivery.Handover", ()):
        transaction.on_commit(partial(papers().forget, paper, association=by.house), robust=True)
