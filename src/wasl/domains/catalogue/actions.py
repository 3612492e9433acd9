"""Services changed: published in a new edition, opened, closed, and their places counted."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from wasl.domains.catalogue.models import Service, ServiceEdition
from wasl.domains.catalogue.queries import shape_in_force
from wasl.domains.catalogue.refusals import (
    EditionChanged,
    NoPlaceLeft,
    ServiceUnreadable,
    ServiceUnsound,
)
from wasl.domains.catalogue.rules import ServiceDefinition, troubles_of
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def publish_service(
    by: Actor, *, definition: Mapping[str, Any], position: int = 0, seen_edition: int | None = None
) -> ServiceEdition:
    """Publish a service, or a new edition of it; running cases keep the edition they began with.

    `definition` is what `ServiceDefinition.to_dict` writes. Places are set from its capacity when
    the service is first published; a later edition adds what it offers more, or takes off what it
    offers less. `seen_edition` is the number of the edition that was changed, 0 for a new service.

    Refuses with `ServiceUnreadable` what is no service, with `ServiceUnsound` what the policy in
    force does not allow, each part with its sentence, and with `EditionChanged` when another
    edition came in between.
    """
    try:
        service_definition = ServiceDefinition.from_dict(definition)
    except (ValueError, TypeError, KeyError) as error:
        raise ServiceUnreadable(why=str(error)) from error
    policy = shape_in_force(by.as_system())
    troubles = troubles_of(service_definition, policy) if policy is not None else ()
    if troubles:
        raise ServiceUnsound(errors={one.path: one.sentence for one in troubles})
    stored = service_definition.to_dict()
    canonical = json.dumps(stored, sort_keys=True, ensure_ascii=False)
    made, is_new = Service.objects.get_or_create(
        slug=service_definition.slug,
        defaults={
            "title": dict(service_definition.title),
            "summary": dict(service_definition.summary),
            "position": position,
            "places": service_definition.capacity,
        },
    )
    service = locked(Service.objects, pk=made.pk)
    before = 0 if is_new else ServiceEdition.objects.filter(service=service).count()
    if seen_edition is not None and seen_edition != before:
        raise EditionChanged
    edition = ServiceEdition.objects.create(
        service=service,
        number=before + 1,
        definition=stored,
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
        published_at=timezone.now(),
    )
    if not is_new:
        service.places = _places_now(service, service_definition.capacity)
    service.edition = edition
    service.title = dict(service_definition.title)
    service.summary = dict(service_definition.summary)
    service.save(update_fields=["edition", "title", "summary", "places"])
    remark(service, edition=edition.number)
    return edition


def _places_now(service: Service, capacity: int | None) -> int | None:
    if capacity is None:
        return None
    former = service.edition.definition.get("capacity") if service.edition else None
    if former is None or service.places is None:
        return capacity
    left: int = service.places + capacity - former
    return max(0, left)


@action
def close_service(by: Actor, *, service: UUID) -> Service:
    """Take no new applications; running cases go on."""
    return _opened(service, is_open=False)


@action
def open_service(by: Actor, *, service: UUID) -> Service:
    """Take applications again."""
    return _opened(service, is_open=True)


@action
def take_place(by: Actor, *, service: UUID) -> None:
    """Take one place where places are counted. Refuses with `NoPlaceLeft` after the last.

    One statement decides, so two acceptances never share the last place.
    """
    remark(place="taken")
    counted = Service.objects.filter(pk=service, places__isnull=False)
    if counted.filter(places__gt=0).update(places=F("places") - 1) == 0 and counted.exists():
        raise NoPlaceLeft


@action
def give_back_place(by: Actor, *, service: UUID) -> None:
    """Give back a place that was taken."""
    remark(place="given back")
    Service.objects.filter(pk=service, places__isnull=False).update(places=F("places") + 1)


def _opened(service: UUID, *, is_open: bool) -> Service:
    row = locked(Service.objects.all(), pk=service)
    row.is_open = is_open
    row.save(update_fields=["is_open"])
    return row
