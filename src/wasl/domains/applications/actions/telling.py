"""What the applicant is told, and what he takes back."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.applications.actions.opening import _kept, _moved, _opened
from wasl.domains.applications.actions.submission import _follow_link
from wasl.domains.applications.events import ApplicationWithdrawn
from wasl.domains.applications.messages import WITHDRAWN
from wasl.domains.applications.models import Application
from wasl.domains.contacts.actions import record_contact
from wasl.domains.notifications.actions import queue_message
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.refusal import WrongStage
from wasl.foundation.trail import remark


@action
def tell_applicant(by: Actor, *, application: UUID, channel: str) -> Application:
    """Record that the applicant was told who decides and when to expect a reply (R58).

    Refuses with `WrongStage` before it is sent, with `ChannelUnknown`, and with
    `ConflictOfInterest`.
    """
    row = _opened(by, application)
    if row.submitted_at is None:
        raise WrongStage(stage=row.stage)
    row.told_at, row.told_by = timezone.now(), by.staff
    _kept(row, "told_at", "told_by")
    record_contact(
        by.with_permissions("contacts.record_contact"),
        channel=channel,
        direction="outward",
        purpose="told_who_decides",
        party=row.party_id,
        about=row.pk,
    )
    remark(row, channel=channel)
    return row


@action
def withdraw(by: Actor, *, application: UUID, reason: str = "") -> Application:
    """Take an application back before it is decided.

    A message tells the applicant, in case it was not he. Refuses with `WrongStage` a draft or a
    case that is decided.
    """
    row = _opened(by, application)
    stood = row.stage
    _kept(row, *_moved(row, "withdrawn"))
    system = by.as_system()
    record_contact(
        by.with_permissions("contacts.record_contact"),
        channel=row.channel,
        direction="inward",
        purpose="withdrawal",
        party=row.party_id,
        about=row.pk,
        summary=reason,
    )
    queue_message(
        system,
        kind="application_withdrawn",
        wording=WITHDRAWN,
        fields={"reference": row.reference, "link": _follow_link(system)},
        language=row.language,
        phone=row.phone or row.applicant.get("phone", ""),
        email=row.applicant.get("email", ""),
        about=row.pk,
        owner=row.pk,
    )
    publish(by, ApplicationWithdrawn(application=row.pk, stage=stood))
    remark(row, was=stood)
    return row
