"""Services as the profiles state them."""

from typing import Any
from uuid import UUID

from wasl.domains.catalogue.actions import publish_service
from wasl.domains.catalogue.queries import ServiceRow, service_called, services_read
from wasl.domains.policies.tests.given import PROFILES
from wasl.foundation.actor import Actor


def given_service_definition(
    slug: str = "manarat", service: str = "", **changes: Any
) -> dict[str, Any]:
    """A service of a profile (its first unless named), as it is stored."""
    text = (PROFILES / f"{slug}.yaml").read_text()
    services = services_read(Actor.installation(), text=text, source=slug)
    chosen = next(one for one in services if not service or one.slug == service)
    return chosen.to_dict() | changes


def given_service(association: UUID, **changes: Any) -> ServiceRow:
    """A published service."""
    system = Actor.system(association)
    definition = given_service_definition(**changes)
    publish_service(system, definition=definition)
    return service_called(system, slug=definition["slug"])
