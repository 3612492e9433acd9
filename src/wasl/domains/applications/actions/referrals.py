"""Referring a question to the researcher, or whom the policy names, and its answer (R54)."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.access.queries import member_actor
from wasl.domains.applications.actions.opening import _check_conflict, _hand, _kept, _opened
from wasl.domains.applications.events import ReferralAnswered, ReferralMade
from wasl.domains.applications.lifecycle import AWAITING_REPLY
from wasl.domains.applications.models import Referral
from wasl.domains.applications.queries.cases import _check_sight
from wasl.domains.applications.refusals import ReferralAlreadyAnswered, SamePerson, WordsNeeded
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, WrongStage
from wasl.foundation.scoping import locked
from wasl.foundation.trail import remark


@action
def refer(by: Actor, *, application: UUID, question: str, to: UUID | None = None) -> Referral:
    """Refer a question about a case; without `to`, any researcher may answer it.

    Whoever is asked sees the case until he has answered. Refuses with `WordsNeeded` without a
    question, with `NotFound` somebody who does not work here, with `SamePerson` oneself, with
    `ConflictOfInterest` (oneself or whom is asked), and with `WrongStage` once it is decided.
    """
    if by.staff is None or by.association is None:
        raise NotAllowed
    row = _opened(by, application)
    if row.stage not in AWAITING_REPLY:
        raise WrongStage(stage=row.stage)
    if not question.strip():
        raise WordsNeeded
    if to is not None:
        if to == by.staff:
            raise SamePerson(subject=row.pk)
        asked = member_actor(by.as_system(), association=by.association, staff=to)
        if asked is None:
            raise NotFound
        if asked.kin & set(row.conflict_indexes):
            raise ConflictOfInterest(subject=row.pk)
    changed = _hand(row, by.staff)
    if changed:
        _kept(row, *changed)
    referral = Referral.objects.create(
        application=row,
        question=question.strip(),
        asked_of=to,
        asked_by=by.staff,
        asked_at=timezone.now(),
    )
    publish(by, ReferralMade(application=row.pk, referral=referral.pk, to=to))
    remark(row, referral=str(referral.pk))
    return referral


@action
def answer_referral(by: Actor, *, referral: UUID, answer: str) -> Referral:
    """Answer a referral. Refuses with `ReferralAlreadyAnswered` when it has its answer, with
    `WordsNeeded` an empty one, with `SamePerson` whoever asked, with `NotAllowed` when somebody
    else was asked, and with `ConflictOfInterest`.
    """
    row = locked(Referral.objects.select_related("application"), pk=referral)
    _check_sight(by, row.application)
    _check_conflict(by, row.application_id, row.application.conflict_indexes)
    if row.asked_by == by.staff:
        raise SamePerson(subject=row.application_id)
    if row.asked_of is not None and row.asked_of != by.staff:
        raise NotAllowed
    if row.answered_at is not None:
        raise ReferralAlreadyAnswered
    if not answer.strip():
        raise WordsNeeded
    row.answer, row.answered_by, row.answered_at = answer.strip(), by.staff, timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    publish(
        by,
        ReferralAnswered(application=row.application_id, referral=row.pk, asked_by=row.asked_by),
    )
    remark(row, application=str(row.application_id))
    return row
