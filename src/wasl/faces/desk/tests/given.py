"""A desk for tests: an association with a case, and browsers of its staff."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.test import Client

from wasl.domains.access.tests.given import given_staff
from wasl.domains.applications.tests.given import (
    given_noura_visiting,
    given_submitted_whole,
)
from wasl.domains.assessments.tests.given import given_studying_association
from wasl.faces.edge.tests.given import given_browser
from wasl.foundation.actor import Actor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True, slots=True)
class Desk:
    """An association with Noura's new case, which nobody holds yet."""

    association: UUID
    case: UUID

    def address(self, rest: str = "") -> str:
        """An address of this desk."""
        return f"/manarat/desk/{rest}"

    def of_case(self, rest: str = "") -> str:
        """An address of the case."""
        return self.address(f"cases/{self.case}/{rest}")

    def member(self, *roles: str, **known: Any) -> Actor:
        """Somebody new at this desk, with a second factor."""
        return given_member(self.association, *roles, **known)


def given_desk() -> Desk:
    """The desk of Manarat."""
    association = given_studying_association()
    sent = given_submitted_whole(given_noura_visiting(association))
    return Desk(association, sent.application)


def given_member(association: UUID, *roles: str, **known: Any) -> Actor:
    """Somebody new in an association, with a second factor."""
    name = str(known.pop("name", "هدى السبيعي"))
    actor = given_staff(
        association, name, roles=roles or ("officer",), email=f"{uuid4()}@example.org", **known
    )
    TOTP.activate(get_user_model().objects.get(pk=actor.staff), SECRET)
    return actor


def browser_of(actor: Actor) -> Client:
    """A browser in which a member of staff has just signed in."""
    return given_browser(actor)
