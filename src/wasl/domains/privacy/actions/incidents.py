"""What happened to personal data: recorded, weighed, told, and closed with what was learned."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.privacy.actions.telling import tell_guardians_of_data
from wasl.domains.privacy.lifecycle import INCIDENT
from wasl.domains.privacy.messages import INCIDENT_NEAR, INCIDENT_OVERDUE
from wasl.domains.privacy.models import Incident
from wasl.domains.privacy.refusals import (
    AlreadyTold,
    AssessmentIncomplete,
    IncidentMalformed,
    KnownTooEarly,
    LateUnexplained,
    LessonsMissing,
    MomentToCome,
    NoticeNotOwed,
    NoticeOwed,
    ToldTooEarly,
)
from wasl.domains.privacy.rules.clocks import NEAR_HOURS, authority_due_at, incident_standing
from wasl.domains.privacy.rules.incidents import (
    RISKS,
    TOLD_HOW,
    owes_authority,
    owes_people,
)
from wasl.domains.privacy.rules.purposes import unknown_kinds
from wasl.domains.privacy.rules.reasons import is_reason
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import spoken_both
from wasl.foundation.numbering import next_number
from wasl.foundation.scoping import locked, save_expecting

_LONGEST = 8000


@action
def open_incident(
    by: Actor,
    *,
    title: str,
    happened: str,
    known_at: datetime,
    happened_at: datetime | None = None,
    kinds: Sequence[str] = (),
    people_count: int | None = None,
    is_estimate: bool = True,
    measures: str = "",
) -> Incident:
    """Record that something happened to personal data, and start the 72 hours from `known_at`.

    Refuses with `IncidentMalformed` without what happened and known kinds of data, with
    `MomentToCome` a moment that is still to come, and with `KnownTooEarly` what was known before
    it happened.
    """
    if not title.strip() or not happened.strip() or not kinds or unknown_kinds(kinds):
        raise IncidentMalformed
    now = timezone.now()
    if known_at > now or (happened_at is not None and happened_at > now):
        raise MomentToCome
    if happened_at is not None and known_at < happened_at:
        raise KnownTooEarly
    row = Incident.objects.create(
        number=next_number("privacy.incident"),
        title=" ".join(title.split())[:120],
        happened=happened.strip()[:_LONGEST],
        happened_at=happened_at,
        known_at=known_at,
        opened_at=now,
        opened_by=by.staff,
        kinds=sorted(set(kinds)),
        people_count=people_count,
        is_estimate=is_estimate,
        measures=measures.strip()[:_LONGEST],
        stage=INCIDENT.initial,
        authority_due_at=authority_due_at(known_at),
    )
    trail.remark(row, number=row.number, kinds=row.kinds)
    return row


@action
def assess_incident(
    by: Actor,
    *,
    incident: UUID,
    version: int,
    risk: str,
    consequences: str,
    measures: str,
    advice: str = "",
    kinds: Sequence[str] = (),
    people_count: int | None = None,
    is_estimate: bool = True,
) -> Incident:
    """Weigh an incident: its risk, what may follow from it, what was done, and what the people may
    do themselves. It may be weighed anew until it is closed.

    Refuses with `AssessmentIncomplete` without a risk, what may follow and what was done, with
    `WrongStage` a closed incident, and with `Stale`.
    """
    row = locked(Incident.objects, pk=incident)
    if row.stage != "assessed":
        INCIDENT.check_move(row.stage, "assessed")
    if risk not in RISKS or not consequences.strip() or not measures.strip():
        raise AssessmentIncomplete
    if unknown_kinds(kinds):
        raise IncidentMalformed
    changes: dict[str, Any] = {
        "stage": "assessed",
        "risk": risk,
        "consequences": consequences.strip()[:_LONGEST],
        "measures": measures.strip()[:_LONGEST],
        "advice": advice.strip()[:_LONGEST],
        "kinds": sorted(set(kinds)) or row.kinds,
        "people_count": people_count,
        "is_estimate": is_estimate,
    }
    save_expecting(row, version, changes)
    trail.remark(row, risk=risk, people=people_count)
    return row


@action
def tell_authority(
    by: Actor,
    *,
    incident: UUID,
    version: int,
    told_at: datetime,
    reference: str = "",
    late_why: str = "",
) -> Incident:
    """Record that the authority was told of an incident, when, and its number there.

    Refuses with `NoticeNotOwed` an incident not weighed yet or without risk, with `AlreadyTold`,
    with `MomentToCome`, with `ToldTooEarly` a moment before the incident was known, with
    `LateUnexplained` after the 72 hours without a reason, with `WrongStage` a closed incident, and
    with `Stale`.
    """
    row = _owing(incident, "authority_told_at", told_at)
    is_late = incident_standing(row.authority_due_at, told_at) == "overdue"
    if is_late and not is_reason(late_why):
        raise LateUnexplained
    changes = {
        "authority_told_at": told_at,
        "authority_told_by": by.staff,
        "authority_reference": reference.strip()[:60],
        "late_why": late_why.strip()[:_LONGEST] if is_late else "",
    }
    save_expecting(row, version, changes)
    trail.remark(row, in_time=not is_late)
    return row


@action
def tell_people(
    by: Actor, *, incident: UUID, version: int, how: str, count: int, told_at: datetime
) -> Incident:
    """Record that the people touched by an incident were told, how, how many, and when.

    Refuses with `NoticeNotOwed` an incident not weighed yet or without risk, with `AlreadyTold`,
    with `IncidentMalformed` an unknown way or nobody told, with `MomentToCome`, with
    `ToldTooEarly`, with `WrongStage` a closed incident, and with `Stale`.
    """
    row = _owing(incident, "people_told_at", told_at)
    if how not in TOLD_HOW or count < 1:
        raise IncidentMalformed
    changes = {
        "people_told_at": told_at,
        "people_told_by": by.staff,
        "people_told_how": how,
        "people_told_count": count,
    }
    save_expecting(row, version, changes)
    trail.remark(row, how=how, people=count)
    return row


@action
def close_incident(by: Actor, *, incident: UUID, version: int, lessons: str) -> Incident:
    """Close an incident with what will keep it from happening again.

    Refuses with `NoticeOwed` while the authority or the people must still be told, with
    `LessonsMissing` fewer than ten letters, with `WrongStage` and with `Stale`.
    """
    row = locked(Incident.objects, pk=incident)
    INCIDENT.check_move(row.stage, "closed")
    owes = owes_authority(row.risk) and row.authority_told_at is None
    if owes or (owes_people(row.risk) and row.people_told_at is None):
        raise NoticeOwed
    if not is_reason(lessons):
        raise LessonsMissing
    changes = {
        "stage": "closed",
        "lessons": lessons.strip()[:_LONGEST],
        "closed_at": timezone.now(),
        "closed_by": by.staff,
    }
    save_expecting(row, version, changes)
    trail.remark(row, stage="closed")
    return row


@action
def sweep_incidents(by: Actor) -> int:
    """Tell who guards personal data, once each, that the 72 hours of an incident are nearly over or
    have passed; how many incidents were told of. One found to be without risk is left alone."""
    now = timezone.now()
    near = Q(
        authority_due_at__gte=now,
        authority_due_at__lte=now + timedelta(hours=NEAR_HOURS),
        near_told_at=None,
    )
    late = Q(authority_due_at__lt=now, overdue_told_at=None)
    owing = Incident.objects.select_for_update(of=("self",)).filter(
        near | late, ~Q(stage="closed"), ~Q(risk="none"), authority_told_at=None
    )
    told = 0
    for row in owing.order_by("authority_due_at", "id"):
        is_late = incident_standing(row.authority_due_at, now) == "overdue"
        column = "overdue_told_at" if is_late else "near_told_at"
        setattr(row, column, now)
        row.save(update_fields=[column])
        due = timezone.localtime(row.authority_due_at)
        tell_guardians_of_data(
            by,
            kind="privacy.incident",
            wording=INCIDENT_OVERDUE if is_late else INCIDENT_NEAR,
            fields={
                "number": str(row.number),
                "date": spoken_both(due.date(), "ar"),
                "time": f"{due:%H:%M}",
            },
            path=f"desk/privacy/incidents/{row.pk}/",
            about=row.pk,
        )
        told += 1
    trail.remark(incidents=told)
    return told


def _owing(incident: UUID, told: str, told_at: datetime) -> Incident:
    """The incident, held, while this notice of it may be recorded for that moment."""
    row = locked(Incident.objects, pk=incident)
    if row.stage == "closed":
        INCIDENT.check_move(row.stage, "assessed")
    if row.stage == "known" or not owes_authority(row.risk):
        raise NoticeNotOwed
    if getattr(row, told) is not None:
        raise AlreadyTold
    if told_at > timezone.now():
        raise MomentToCome
    if told_at < row.known_at:
        raise ToldTooEarly
    return row
