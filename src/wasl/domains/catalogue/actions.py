"""Services changed: published in a new edition, opened, closed, and their places counted."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from wasl.domains.catalogue.models import Service, ServiceEdition
from wasl.domains.catalogue.refusals import NoPlaceLeft, ServiceUnreadable
from wasl.domains.catalogue.rules import ServiceDefinition
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def publish_service(
    by: Actor, *, definition: Mapping[str, Any], position: int = 0
) -> ServiceEdition:
    """Publish a service, or a new edition of it; running cases keep the edition they began with.

    `definition` is what `ServiceDefinition.to_dict` writes. Places are set from its capacity when
    the service is first published. Refuses with `ServiceUnreadable`.
    """
    try:
        service_definition = ServiceDefinition.from_dict(definition)
    except (ValueError, TypeError, KeyError) as error:
        raise ServiceUnreadable(why=str(error)) from error
    stored = service_definition.to_dict()
    canonical = json.dumps(stored, sort_keys=True, ensure_ascii=False)
    service, is_new = Service.objects.get_or_create(
        slug=service_definition.slug,
        defaults={
            "title": dict(service_definition.title),
            "summary": dict(service_definition.summary),
            "position": position,
            "places": service_definition.capacity,
        },
    )
    number = 1 if is_new else 1 + ServiceEdition.objects.filter(service=service).count()
    edition = ServiceEdition.objects.create(
        service=service,
        number=number,
        definition=stored,
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
        published_at=timezone.now(),
    )
    service.edition = edition
    service.title = dict(service_definition.title)
    service.summary = dict(service_definition.summary)
    service.save(update_fields=["edition", "title", "summary"])
    remark(service, edition=number)
    return edition


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
