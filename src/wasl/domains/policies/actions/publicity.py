"""Versions published, taken down, and sent round."""

from datetime import date
from uuid import UUID, uuid5

from django.db.models import F
from django.utils import timezone

from wasl.domains.access.queries import staff_listed
from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.policies.events import PolicyCirculated
from wasl.domains.policies.lifecycle import FROZEN
from wasl.domains.policies.messages import STAFF_TOLD
from wasl.domains.policies.models import Circulation, PolicyVersion, Publication
from wasl.domains.policies.refusals import (
    AlreadyWithdrawn,
    AudienceUnknown,
    CirculationRunning,
    DayToCome,
    PlaceUnknown,
    PolicyNotAdopted,
)
from wasl.domains.policies.rules.publicity import AUDIENCES, OWN_PAGES, PLACES
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address as full_address
from wasl.foundation.events import publish
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def publish_policy(
    by: Actor, *, policy_version: UUID, place: str, published_on: date, address: str = ""
) -> Publication:
    """Record where and since when a version is on show (R12); `place` is one of `PLACES`.

    Any version that a board adopted may hang somewhere: one that is not in force is a warning, not
    a refusal, because it hangs there. Refuses with `PolicyNotAdopted` a draft, with `PlaceUnknown`
    and with `DayToCome`.
    """
    version = _adopted(policy_version)
    if place not in PLACES:
        raise PlaceUnknown
    if published_on > timezone.localdate():
        raise DayToCome
    remark(version, place=place)
    if place in OWN_PAGES:
        # A page shows one version: the new one takes the place of the old.
        shown = Publication.objects.filter(place=place, withdrawn_on=None)
        shown.update(withdrawn_on=timezone.localdate())
    return Publication.objects.create(
        policy_version=version,
        place=place,
        address=address.strip()[:300],
        published_on=published_on,
        recorded_at=timezone.now(),
        recorded_by=by.staff,
    )


def _adopted(policy_version: UUID) -> PolicyVersion:
    version = locked(PolicyVersion.objects, pk=policy_version)
    if version.stage not in FROZEN:
        raise PolicyNotAdopted
    return version


@action
def withdraw_publication(by: Actor, *, publication: UUID) -> Publication:
    """Record that a version no longer hangs somewhere. Refuses with `AlreadyWithdrawn`."""
    row = locked(Publication.objects, pk=publication)
    if row.withdrawn_on is not None:
        raise AlreadyWithdrawn
    row.withdrawn_on = timezone.localdate()
    row.save(update_fields=["withdrawn_on"])
    return row


@action
def circulate_policy(
    by: Actor, *, policy_version: UUID, audience: str, note: str = ""
) -> Circulation:
    """Send a version round (تعميم, R5): to all who work here by e-mail, or to the beneficiaries.

    The beneficiaries are told in batches by those above, each person once. Refuses with
    `PolicyNotAdopted` a draft, with `AudienceUnknown`, and with `CirculationRunning` while the
    same version is still on its way to the beneficiaries.
    """
    version = _adopted(policy_version)
    if audience not in AUDIENCES:
        raise AudienceUnknown
    running = Circulation.objects.filter(policy_version=version, finished_at=None)
    if running.filter(audience=audience).exists():
        raise CirculationRunning
    row = Circulation.objects.create(
        policy_version=version,
        audience=audience,
        note=" ".join(note.split())[:500],
        circulated_at=timezone.now(),
        circulated_by=by.staff,
    )
    if audience == "staff":
        _tell_staff(by.as_system(), row)
    remark(row, audience=audience, told=row.told)
    publish(
        by,
        PolicyCirculated(circulation=row.pk, policy_version=version.pk, audience=audience),
    )
    return row


def _tell_staff(system: Actor, row: Circulation) -> None:
    association = association_known(system, association=system.house)
    title = row.policy_version.title
    for member in staff_listed(system):
        if not member.is_active or member.is_pending:
            continue
        queued = queue_message(
            system,
            kind="policy_circulated",
            wording=STAFF_TOLD,
            fields={
                "name": member.name,
                "title": title["ar"],
                "association": association.short_name["ar"],
                "note": row.note,
                "link": full_address(f"/{association.slug}/desk/"),
            },
            language="ar",
            email=member.email,
            about=row.pk,
            reference=uuid5(row.pk, str(member.id)),
        )
        row.told += queued is not None
        row.unreachable += queued is None
    row.finished_at = timezone.now()
    row.save(update_fields=["told", "unreachable", "finished_at"])


@action
def advance_circulation(
    by: Actor,
    *,
    circulation: UUID,
    cursor: UUID | None,
    told: int,
    unreachable: int,
    is_finished: bool,
) -> None:
    """Keep how far a circulation came: the last one told, and how many more were told or could
    not be reached. It commits together with the messages. Refuses with `NotFound`."""
    Circulation.objects.filter(pk=circulation).update(
        told=F("told") + told, unreachable=F("unreachable") + unreachable
    )
    row = locked(Circulation.objects, pk=circulation)
    row.cursor = cursor or row.cursor
    row.finished_at = timezone.now() if is_finished else None
    row.save(update_fields=["cursor", "finished_at"])
    remark(row, told=told, unreachable=unreachable, finished=is_finished)


@action
def take_circulation(by: Actor, *, circulation: UUID) -> UUID | None:
    """Hold an open circulation until this unit of work ends; gives the last one told.

    Two workers never carry the same batch. Refuses with `NotFound` one that has ended.
    """
    row = locked(Circulation.objects.filter(finished_at=None), pk=circulation)
    return row.cursor
