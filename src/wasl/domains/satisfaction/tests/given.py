"""People who were asked, with the link that each received."""

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps

from wasl.domains.applications.tests.given import (
    NOURA_PHONE,
    given_noura_visiting,
    given_submitted_whole,
)
from wasl.domains.assessments.tests.given import given_studying_association
from wasl.domains.satisfaction.actions import offer_survey
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked about a case, and the secret of his link."""

    association: UUID
    application: UUID
    token: str


def token_sent(association: UUID, application: UUID) -> str:
    """The secret in the link that the last invitation about a case carried."""
    with entered_scope(Actor.system(association), writing=False):
        # No query tells the words of a message, and the link is told nowhere else.
        message = (
            apps.get_model("notifications", "Message")
            .objects.filter(kind="satisfaction.invitation", about=application)
            .order_by("-queued_at")
            .first()
        )
        assert message is not None
        return str(message.body.rsplit("/survey/", 1)[1].strip("/"))


def given_asked(association: UUID | None = None, *, phone: str = NOURA_PHONE) -> Asked:
    """A person who was asked after the decision on his case."""
    house = association or given_studying_association(
        "manarat", survey_occasions=["decision", "delivery"]
    )
    visitor = given_noura_visiting(house, phone)
    application = given_submitted_whole(visitor, phone=phone).application
    offered = offer_survey(Actor.system(house), application=application, occasion="decision")
    assert offered is not None
    return Asked(house, application, token_sent(house, application))
