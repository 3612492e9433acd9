"""What the tests of the lower rooms begin with, made by real actions."""

from typing import Any

from wasl.domains.access.actions import hire_staff
from wasl.domains.access.queries import member_actor
from wasl.domains.associations.actions import open_association
from wasl.domains.notifications.actions import queue_message
from wasl.foundation.actor import Actor
from wasl.foundation.wording import Wording

NOURA_PHONE = "+966551234567"

REPLY = Wording(
    title={"ar": "رد على طلبك", "en": "A reply to your application"},
    body={
        "ar": "وصل رد على طلبك رقم {reference}. التفاصيل: {link}",
        "en": "There is a reply to application {reference}: {link}",
    },
)


def given_association(slug="manarat"):
    """The system of an association that has just been opened."""
    names = {"ar": "جمعية منارات", "en": "Manarat Association"}
    short = {"ar": "منارات", "en": "Manarat"}
    opened = open_association(Actor.installation(), slug=slug, name=names, short_name=short)
    return Actor.system(opened.pk)


def given_staff(system, name, *roles, **known):
    """A member of staff with these roles."""
    staff = hire_staff(
        system,
        email=f"{name}.{system.association.hex[-6:]}@example.org",
        name=name,
        password="a long enough password",
        roles=roles,
        **known,
    )
    return member_actor(system, association=system.association, staff=staff.pk)


def given_message(system, **changes):
    """A message to Noura that waits for the worker."""
    asked: dict[str, Any] = {
        "kind": "decision_ready",
        "wording": REPLY,
        "fields": {"reference": "3000-000-000", "link": "https://wasl.example/m/x"},
        "language": "ar",
        "phone": NOURA_PHONE,
    }
    return queue_message(system, **(asked | changes))
