"""Agreements drafted, signed and ended; duties performed; disputes raised and followed to an end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from wasl.domains.agreements.lifecycle import AGREEMENT, DISPUTE, DISPUTE_ENDS, DUTY
from wasl.domains.agreements.models import Agreement, Dispute, DisputeStep, Duty
from wasl.domains.agreements.refusals import (
    AgreementOfAnother,
    DaysReversed,
    NextStepMissing,
    NextStepPassed,
    NobodyNamed,
    OutcomeMissing,
    PartsMissing,
    SignatureMissing,
    SignedLater,
    StepToCome,
    StepUnsaid,
    SubjectMissing,
    TitleMissing,
    WhyMissing,
)
from wasl.domains.agreements.rules import KINDS, LONGEST, SIDES, STEP_KINDS, parts_missing
from wasl.domains.parties.queries import conflict_indexes_of, same_party
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.numbering import next_number
from wasl.foundation.refusal import ConflictOfInterest
from wasl.foundation.scoping import add_all, found, locked, save_expecting


@dataclass(frozen=True, slots=True)
class DutyInput:
    """What a side is to owe, and until when if there is a day."""

    owed_by: str
    wording: str
    due_on: date | None = None


@action
def draft_agreement(
    by: Actor,
    *,
    title: str,
    kind: str,
    starts_on: date,
    party: UUID | None = None,
    service: str = "",
    subject: str = "",
    ends_on: date | None = None,
    default_consequence: str = "",
    liability_limit: str = "",
    settlement: str = "",
    duties: Sequence[DutyInput] = (),
) -> Agreement:
    """Begin an agreement with a party, or for all who take a service (R2); it binds nobody yet.

    Refuses with `TitleMissing`, `NobodyNamed`, `DaysReversed`, with `NotFound` for a party of
    another association and with `ConflictOfInterest`.
    """
    if party is None and not service:
        raise NobodyNamed
    _refuse_conflict(by, party)
    columns = _columns(
        title, kind, starts_on, ends_on, subject, default_consequence, liability_limit, settlement
    )
    row = Agreement.objects.create(
        number=next_number("agreement"),
        party_id=party,
        service="" if party else service,
        drafted_by=by.staff,
        drafted_at=timezone.now(),
        **columns,
    )
    _owe(row, duties)
    trail.remark(row, number=row.number, party=str(party or ""), duties=len(duties))
    return row


@action
def revise_agreement(
    by: Actor,
    *,
    agreement: UUID,
    version: int,
    title: str,
    kind: str,
    starts_on: date,
    subject: str = "",
    ends_on: date | None = None,
    default_consequence: str = "",
    liability_limit: str = "",
    settlement: str = "",
    duties: Sequence[DutyInput] = (),
) -> Agreement:
    """Write on a draft; its duties are those given now.

    What binds is never rewritten: refuses with `WrongStage` anything but a draft. Refuses with
    `NotFound`, `Stale`, `TitleMissing`, `DaysReversed` and `ConflictOfInterest`.
    """
    row = locked(Agreement.objects, pk=agreement)
    _refuse_conflict(by, row.party_id)
    AGREEMENT.check_move(row.stage, "discarded")
    columns = _columns(
        title, kind, starts_on, ends_on, subject, default_consequence, liability_limit, settlement
    )
    save_expecting(row, version, columns)
    Duty.objects.filter(agreement=row).delete()
    _owe(row, duties)
    trail.remark(row, version=row.version, duties=len(duties))
    return row


@action
def discard_agreement(by: Actor, *, agreement: UUID) -> Agreement:
    """Lay a draft aside. Refuses with `NotFound`, and with `WrongStage` what is in force."""
    return _moved(by, agreement, "discarded", {})


@action
def bring_agreement_into_force(
    by: Actor, *, agreement: UUID, version: int, signed_by: str = "", signed_on: date | None = None
) -> Agreement:
    """Let a draft bind both sides from now on, as it stood at `version` and was read.

    Refuses with `PartsMissing` while duties of both sides, the consequence of default, the limit
    of liability or the way to settle are not written (R2); an agreement with a party also with
    `SignatureMissing` and `SignedLater`. Refuses with `Stale` what a colleague wrote on meanwhile,
    with `NotFound`, `WrongStage` and `ConflictOfInterest`.
    """
    row = locked(Agreement.objects, pk=agreement)
    _refuse_conflict(by, row.party_id)
    AGREEMENT.check_move(row.stage, "in_force")
    sides = Duty.objects.filter(agreement=row).values_list("owed_by", flat=True)
    lacking = parts_missing(
        sides_owing=set(sides),
        default=row.default_consequence,
        liability=row.liability_limit,
        settlement=row.settlement,
    )
    if lacking:
        raise PartsMissing(missing="، ".join(lacking), lacking=lacking)
    if row.party_id and not (signed_by.strip() and signed_on):
        raise SignatureMissing
    if signed_on and signed_on > timezone.localdate():
        raise SignedLater
    signed = {"stage": "in_force", "signed_by": signed_by.strip()[:200], "signed_on": signed_on}
    save_expecting(row, version, signed)
    trail.remark(row, number=row.number)
    return row


@action
def terminate_agreement(by: Actor, *, agreement: UUID, why: str) -> Agreement:
    """Break an agreement off before its last day; what is still owed is released.

    Refuses with `WhyMissing`, `NotFound`, `WrongStage` and `ConflictOfInterest`.
    """
    if not why.strip():
        raise WhyMissing
    row = _moved(
        by,
        agreement,
        "terminated",
        {"ended_on": timezone.localdate(), "ended_why": why.strip()[:LONGEST]},
    )
    Duty.objects.filter(agreement=row, stage="owed").update(
        stage="released", settled_by=by.staff, settled_at=timezone.now()
    )
    return row


@action
def sweep_agreements(by: Actor) -> int:
    """End what came to its last day; returns how many. What is owed of it stays owed."""
    over = Agreement.objects.filter(stage="in_force", ends_on__lt=timezone.localdate())
    ended = over.update(stage="ended", ended_on=F("ends_on"), version=F("version") + 1)
    trail.remark(ended=ended)
    return ended


@action
def perform_duty(by: Actor, *, duty: UUID, note: str = "") -> Duty:
    """Record that what was owed was done, late or not.

    Refuses with `NotFound`, `WrongStage` and `ConflictOfInterest`.
    """
    return _settled(by, duty, "performed", note)


@action
def report_default(by: Actor, *, duty: UUID, note: str) -> Duty:
    """Record that a side did not do what it owed; the agreement says what follows from it.

    Refuses with `WhyMissing`, `NotFound`, `WrongStage` and `ConflictOfInterest`.
    """
    if not note.strip():
        raise WhyMissing
    return _settled(by, duty, "defaulted", note)


@action
def release_duty(by: Actor, *, duty: UUID, note: str) -> Duty:
    """Free a side from what it owed. Refuses as `report_default` does."""
    if not note.strip():
        raise WhyMissing
    return _settled(by, duty, "released", note)


@action
def raise_dispute(
    by: Actor,
    *,
    party: UUID,
    raised_by: str,
    channel: str,
    subject: str,
    next_step_on: date | None,
    agreement: UUID | None = None,
) -> Dispute:
    """Record that a side disputes something, and when the next step is due.

    Refuses with `SubjectMissing`, `NextStepMissing`, `NextStepPassed`, with `AgreementOfAnother`
    when the agreement binds somebody else, `NotFound` and `ConflictOfInterest`.
    """
    if raised_by not in SIDES:
        raise ValueError("a dispute is raised by the association or by the party")
    if not subject.strip():
        raise SubjectMissing
    _refuse_conflict(by, party)
    if agreement is not None:
        about = found(Agreement.objects, pk=agreement)
        if about.party_id not in (None, *same_party(by.as_system(), party=party)):
            raise AgreementOfAnother
    row = Dispute.objects.create(
        number=next_number("dispute"),
        party_id=party,
        agreement_id=agreement,
        raised_by=raised_by,
        channel=channel[:20],
        subject=subject.strip()[:LONGEST],
        next_step_on=_coming(next_step_on),
        raised_at=timezone.now(),
        recorded_by=by.staff,
    )
    trail.remark(row, number=row.number, party=str(party))
    return row


@action
def record_dispute_step(
    by: Actor,
    *,
    dispute: UUID,
    version: int,
    kind: str,
    words: str,
    taken_on: date,
    next_step_on: date | None,
) -> Dispute:
    """Record a step taken on the way to an end, and the day of the next.

    A step "referred" hands the dispute to somebody outside; any other step takes it back. Refuses
    with `StepUnsaid` a step without words, with `StepToCome` a step of a day to come, with
    `NextStepMissing`, `NextStepPassed`, `Stale`, `WrongStage`, `NotFound`, `ConflictOfInterest`.
    """
    if kind not in STEP_KINDS:
        raise ValueError("unknown kind of step")
    if not words.strip():
        raise StepUnsaid
    if taken_on > timezone.localdate():
        raise StepToCome
    row = locked(Dispute.objects, pk=dispute)
    _refuse_conflict(by, row.party_id)
    stage = "referred" if kind == "referred" else row.stage if kind == "noted" else "open"
    if stage != row.stage or row.stage in DISPUTE_ENDS:
        DISPUTE.check_move(row.stage, stage)
    save_expecting(row, version, {"stage": stage, "next_step_on": _coming(next_step_on)})
    _step(by, row, kind, words, taken_on)
    trail.remark(row, step=kind, stage=stage)
    return row


@action
def end_dispute(by: Actor, *, dispute: UUID, version: int, end: str, outcome: str) -> Dispute:
    """End a dispute: "settled" between both, "decided" by somebody outside, or "withdrawn".

    Refuses with `OutcomeMissing`, `Stale`, `NotFound`, `ConflictOfInterest`, and with `WrongStage`
    one that is ended, or "decided" while it lies with nobody outside.
    """
    if not outcome.strip():
        raise OutcomeMissing
    if end not in DISPUTE_ENDS:
        raise ValueError("unknown end of a dispute")
    row = locked(Dispute.objects, pk=dispute)
    _refuse_conflict(by, row.party_id)
    DISPUTE.check_move(row.stage, end)
    save_expecting(
        row,
        version,
        {
            "stage": end,
            "next_step_on": None,
            "outcome": outcome.strip()[:LONGEST],
            "ended_at": timezone.now(),
        },
    )
    trail.remark(row, stage=end)
    return row


def _refuse_conflict(by: Actor, party: UUID | None) -> None:
    if party is None:
        return
    # Asked of everybody: a party of another association is not found.
    if by.kin & set(conflict_indexes_of(by.as_system(), party=party)):
        raise ConflictOfInterest(subject=party)


def _columns(
    title: str,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    subject: str,
    default_consequence: str,
    liability_limit: str,
    settlement: str,
) -> dict[str, Any]:
    if kind not in KINDS:
        raise ValueError("unknown kind of agreement")
    if not title.strip():
        raise TitleMissing
    if ends_on is not None and ends_on < starts_on:
        raise DaysReversed
    texts = {
        "subject": subject,
        "default_consequence": default_consequence,
        "liability_limit": liability_limit,
        "settlement": settlement,
    }
    return {
        "title": " ".join(title.split())[:160],
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": ends_on,
        **{name: text.strip()[:LONGEST] for name, text in texts.items()},
    }


def _owe(row: Agreement, duties: Sequence[DutyInput]) -> None:
    add_all(
        [
            Duty(
                agreement=row,
                owed_by=one.owed_by,
                position=position,
                wording=one.wording.strip()[:LONGEST],
                due_on=one.due_on,
            )
            for position, one in enumerate(duties, start=1)
            if one.wording.strip()
        ]
    )


def _moved(by: Actor, agreement: UUID, to: str, changes: Mapping[str, Any]) -> Agreement:
    row = locked(Agreement.objects, pk=agreement)
    _refuse_conflict(by, row.party_id)
    AGREEMENT.check_move(row.stage, to)
    written = {"stage": to, "version": row.version + 1, **changes}
    for name, value in written.items():
        setattr(row, name, value)
    row.save(update_fields=list(written))
    trail.remark(row, stage=to)
    return row


def _settled(by: Actor, duty: UUID, stage: str, note: str) -> Duty:
    row = locked(Duty.objects.select_related("agreement"), pk=duty)
    _refuse_conflict(by, row.agreement.party_id)
    # A duty outlives its agreement's last day, but a draft binds nobody.
    if row.agreement.stage in ("draft", "discarded"):
        AGREEMENT.check_move(row.agreement.stage, "ended")
    DUTY.check_move(row.stage, stage)
    row.stage, row.note = stage, note.strip()[:LONGEST]
    row.settled_by, row.settled_at = by.staff, timezone.now()
    row.save(update_fields=["stage", "note", "settled_by", "settled_at"])
    trail.remark(row, stage=stage, agreement=str(row.agreement_id))
    return row


def _coming(day: date | None) -> date:
    if day is None:
        raise NextStepMissing
    if day < timezone.localdate():
        raise NextStepPassed
    return day


def _step(by: Actor, row: Dispute, kind: str, words: str, taken_on: date) -> None:
    DisputeStep.objects.create(
        dispute=row,
        kind=kind,
        words=words.strip()[:LONGEST],
        taken_on=taken_on,
        recorded_by=by.staff,
        recorded_at=timezone.now(),
    )
