"""A person asks about his own data: received by any way, and answered within the lawful days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.privacy.actions.erasing import _hold_records, erase_person
from wasl.domains.privacy.actions.telling import tell_guardians_of_data
from wasl.domains.privacy.lifecycle import OPEN_STAGES, RIGHTS_REQUEST
from wasl.domains.privacy.messages import (
    REQUEST_ERASED,
    REQUEST_EXTENDED,
    REQUEST_NEAR,
    REQUEST_OVERDUE,
    REQUEST_RECEIVED,
    REQUEST_SETTLED,
)
from wasl.domains.privacy.models import Destruction, RightsRequest
from wasl.domains.privacy.queries.erasing import _people_of
from wasl.domains.privacy.refusals import (
    AlreadyAsked,
    AlreadyExtended,
    AnswerMissing,
    AskerMissing,
    ExtensionLate,
    ExtensionUnreasoned,
    GroundMissing,
    IdentityUnchecked,
    OutcomeUnknown,
    OwnWordsMissing,
    PersonUnsettled,
    ReceiptToCome,
    RightUnknown,
)
from wasl.domains.privacy.rules.asking import (
    ACTS_AS,
    GROUNDS,
    IDENTITY_CHECKS,
    KINDS,
    WAYS,
    is_identity_enough,
    is_outcome_of,
    names_nobody,
)
from wasl.domains.privacy.rules.clocks import (
    ANSWER_DAYS,
    EXTENSION_DAYS,
    NEAR_DAYS,
    answer_due_on,
    request_standing,
)
from wasl.domains.privacy.rules.reasons import is_reason
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.calendar import Language, spoken_both
from wasl.foundation.identifiers import grouped, mobile, new_reference
from wasl.foundation.keys import blind_index
from wasl.foundation.personal_data import People, everybody
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound
from wasl.foundation.scoping import locked, save_expecting
from wasl.foundation.wording import Wording

_LONGEST = 4000
_ALL_SEALED = ("name", "phone", "email", "words", "identity_note", "extension_why", "answer")


@action
def receive_rights_request(
    by: Actor,
    *,
    kind: str,
    way: str,
    words: str,
    name: str,
    phone: str = "",
    email: str = "",
    party: UUID | None = None,
    acts_as: str = "self",
    language: str = "ar",
    received_on: date | None = None,
    identity_check: str = "",
    identity_note: str = "",
) -> RightsRequest:
    """Record that somebody asks about his data, in his own words, and start the clock of 30 days.

    It may come by any way, spoken ones included; `received_on` is the day on which it reached any
    of us, today unless said. The person is told the number and the last day. At the portal the
    phone must be the one just confirmed. Refuses with `RightUnknown`, `OwnWordsMissing`,
    `AskerMissing`, `ReceiptToCome`, with `Malformed` a phone that is no Saudi mobile, with
    `AlreadyAsked` who has the same request open at the portal, with `NotAllowed` an applicant who
    did not confirm this phone, and with `NotFound` a person of another association or, at the
    portal, one to whom this phone does not belong.
    """
    if kind not in KINDS or way not in WAYS or acts_as not in ACTS_AS:
        raise RightUnknown
    if not words.strip():
        raise OwnWordsMissing
    if not name.strip():
        raise AskerMissing
    today = timezone.localdate()
    day = received_on or today
    if not today - timedelta(days=ANSWER_DAYS + EXTENSION_DAYS) <= day <= today:
        raise ReceiptToCome
    number = mobile(phone) if phone.strip() else ""
    index = blind_index("phone", number, association=by.association) if number else ""
    people = None if party is None else _people_of(party)
    if people is not None:
        # Who sends the same form twice at once waits here, and is found to have asked already.
        _hold_records(people)
    if by.staff is None:
        identity_check, identity_note = _checked_by_phone(by, way, index), ""
        if people is not None and index not in people.phones:
            raise NotFound
        _refuse_second(kind, party, index)
    elif identity_check and identity_check not in IDENTITY_CHECKS:
        raise RightUnknown
    now = timezone.now()
    row = RightsRequest.objects.create(
        reference=_free_reference(),
        party=party,
        kind=kind,
        way=way,
        acts_as=acts_as,
        name=" ".join(name.split())[:200],
        phone=number,
        phone_index=index,
        email=email.strip()[:254],
        language="en" if language == "en" else "ar",
        words=words.strip()[:_LONGEST],
        stage=RIGHTS_REQUEST.initial,
        received_on=day,
        received_at=now,
        received_by=by.staff,
        due_on=answer_due_on(day),
        identity_check=identity_check,
        identity_note=identity_note.strip()[:200],
        identity_checked_by=by.staff if identity_check else None,
        identity_checked_at=now if identity_check else None,
    )
    _tell(by, row, "privacy.received", REQUEST_RECEIVED)
    trail.remark(row, kind=kind, way=way, due_on=row.due_on.isoformat())
    return row


@action
def record_identity_check(
    by: Actor, *, request: UUID, version: int, check: str, note: str = ""
) -> RightsRequest:
    """Record how we made sure who asks: an original seen (its last four digits in `note`), a deed,
    or somebody known to the one who took the request.

    Refuses with `RightUnknown` another check, with `Stale`, with `WrongStage` a settled request and
    with `ConflictOfInterest`.
    """
    row = _open(by, request)
    if check not in IDENTITY_CHECKS or check == "phone_code":
        raise RightUnknown
    save_expecting(
        row,
        version,
        {
            "identity_check": check,
            "identity_note": note.strip()[:200],
            "identity_checked_by": by.staff,
            "identity_checked_at": timezone.now(),
        },
    )
    trail.remark(row, check=check)
    return row


@action
def link_rights_request(by: Actor, *, request: UUID, version: int, party: UUID) -> RightsRequest:
    """Say whose data a request is about.

    Refuses with `Stale`, with `WrongStage` a settled request, with `ConflictOfInterest` and with
    `NotFound` a person of another association.
    """
    row = _open(by, request)
    _refuse_kin(by, row, _people_of(party))
    # What is sealed rests under the key of the party: it is opened before the party changes.
    sealed = {name: getattr(row, name) for name in _ALL_SEALED}
    save_expecting(row, version, {"party": party, **sealed})
    trail.remark(row, party=str(party))
    return row


@action
def take_rights_request(by: Actor, *, request: UUID, version: int) -> RightsRequest:
    """Begin to answer a request. Refuses with `Stale`, `WrongStage` and `ConflictOfInterest`."""
    row = _open(by, request)
    RIGHTS_REQUEST.check_move(row.stage, "answering")
    save_expecting(
        row,
        version,
        {"stage": "answering", "taken_by": by.staff, "taken_at": timezone.now()},
    )
    trail.remark(row, stage="answering")
    return row


@action
def extend_rights_request(by: Actor, *, request: UUID, version: int, why: str) -> RightsRequest:
    """Take thirty days more, once, and tell the person why and until when.

    Refuses with `AlreadyExtended`, with `ExtensionLate` after the first day has passed, with
    `ExtensionUnreasoned` a reason under ten letters, and as above.
    """
    row = _open(by, request)
    if row.extended_at is not None:
        raise AlreadyExtended
    if timezone.localdate() > row.due_on:
        raise ExtensionLate
    if not is_reason(why):
        raise ExtensionUnreasoned
    save_expecting(
        row,
        version,
        {
            "due_on": answer_due_on(row.received_on, is_extended=True),
            "extended_at": timezone.now(),
            "extended_by": by.staff,
            "extension_why": why.strip()[:_LONGEST],
            "near_told_at": None,
        },
    )
    _tell(by, row, "privacy.extended", REQUEST_EXTENDED)
    trail.remark(row, due_on=row.due_on.isoformat())
    return row


@action
def answer_rights_request(
    by: Actor,
    *,
    request: UUID,
    version: int,
    outcome: str,
    answer: str,
    destruction: UUID | None = None,
) -> RightsRequest:
    """Record how a request was answered and what the person is told, and tell that it is there.

    Refuses with `OutcomeUnknown` an outcome that is not of this kind, with `IdentityUnchecked`
    while nobody made sure who asks, with `PersonUnsettled` while it is not said whose data it is
    about, with `AnswerMissing` fewer than ten letters, with `WrongStage` a request that nobody
    has taken or that is settled, with `Stale` and `ConflictOfInterest`.
    """
    row = _open(by, request)
    RIGHTS_REQUEST.check_move(row.stage, "answered")
    if not is_outcome_of(row.kind, outcome):
        raise OutcomeUnknown
    if not is_identity_enough(row.kind, row.identity_check):
        raise IdentityUnchecked
    if row.party is None and not names_nobody(outcome):
        raise PersonUnsettled
    if not is_reason(answer):
        raise AnswerMissing
    _settle(by, row, version, "answered", {"outcome": outcome, "destruction": destruction}, answer)
    return row


@action
def erase_as_requested(
    by: Actor, *, request: UUID, version: int, answer: str, why: str
) -> Destruction:
    """Erase the person who asked for it: answer the request, destroy what is held, and tell him.

    All at once: the answer is written while it can still be sealed for him, and the message that
    tells him is the only thing that outlives his key. `why` stands in the minutes and names nobody.
    Refuses as answering does, with `OutcomeUnknown` a request for anything else, and as
    `erase_person` does: then nothing has changed.
    """
    row = _open(by, request)
    RIGHTS_REQUEST.check_move(row.stage, "answered")
    if row.kind != "erasure":
        raise OutcomeUnknown
    if not is_identity_enough(row.kind, row.identity_check):
        raise IdentityUnchecked
    if row.party is None:
        raise PersonUnsettled
    if not is_reason(answer):
        raise AnswerMissing
    reached = _Reached(row.phone, row.email, row.language)
    save_expecting(row, version, _settled(by, "answered", {"outcome": "erased"}, answer))
    destruction = erase_person(
        by.with_permissions("privacy.erase_person"), party=row.party, why=why, request=row.pk
    )
    RightsRequest.objects.filter(pk=row.pk).update(destruction=destruction.pk)
    _send(by, row, "privacy.settled", REQUEST_ERASED, reached)
    trail.remark(row, stage="answered", in_time=timezone.localdate() <= row.due_on)
    return destruction


@action
def refuse_rights_request(
    by: Actor, *, request: UUID, version: int, ground: str, article: str, answer: str
) -> RightsRequest:
    """Refuse a request on a ground of the law or the policy, in words that the person reads.

    Refuses with `GroundMissing` without a known ground and its article or clause, with
    `AnswerMissing` fewer than ten letters, with `WrongStage`, `Stale` and `ConflictOfInterest`.
    """
    row = _open(by, request)
    RIGHTS_REQUEST.check_move(row.stage, "refused")
    if ground not in GROUNDS or not article.strip():
        raise GroundMissing
    if not is_reason(answer):
        raise AnswerMissing
    changes = {"ground": ground, "article": article.strip()[:160]}
    _settle(by, row, version, "refused", changes, answer)
    return row


@action
def withdraw_rights_request(
    by: Actor, *, request: UUID, version: int | None = None, why: str = ""
) -> RightsRequest:
    """End a request because the person takes it back.

    At the portal only the phone that asked may: refuses with `NotFound` any other, with
    `WrongStage` a settled request, and a colleague as above.
    """
    row = locked(RightsRequest.objects, pk=request)
    if by.staff is None and (not by.phone_index or row.phone_index != by.phone_index):
        raise NotFound
    _refuse_conflict(by, row)
    RIGHTS_REQUEST.check_move(row.stage, "withdrawn")
    save_expecting(
        row,
        row.version if version is None else version,
        {
            "stage": "withdrawn",
            "answer": why.strip()[:_LONGEST],
            "settled_at": timezone.now(),
            "settled_by": by.staff,
        },
    )
    trail.remark(row, stage="withdrawn")
    return row


@action
def sweep_rights_requests(by: Actor) -> int:
    """Tell who guards personal data, once each, that a request is near its last day or past it;
    how many requests were told of."""
    today = timezone.localdate()
    near = Q(due_on__gte=today, due_on__lte=today + timedelta(days=NEAR_DAYS), near_told_at=None)
    late = Q(due_on__lt=today, overdue_told_at=None)
    due = RightsRequest.objects.select_for_update(of=("self",)).filter(
        near | late, stage__in=OPEN_STAGES
    )
    told = 0
    for row in due.order_by("due_on", "id"):
        is_late = request_standing(row.due_on, today) == "overdue"
        column = "overdue_told_at" if is_late else "near_told_at"
        setattr(row, column, timezone.now())
        row.save(update_fields=[column])
        tell_guardians_of_data(
            by,
            kind="privacy.overdue" if is_late else "privacy.near",
            wording=REQUEST_OVERDUE if is_late else REQUEST_NEAR,
            fields={"reference": grouped(row.reference), "date": spoken_both(row.due_on, "ar")},
            path=f"desk/privacy/requests/{row.pk}/",
            about=row.pk,
        )
        told += 1
    trail.remark(requests=told)
    return told


def _checked_by_phone(by: Actor, way: str, index: str) -> str:
    if way != "portal" or not index or index != by.phone_index:
        raise NotAllowed
    return "phone_code"


def _refuse_second(kind: str, party: UUID | None, index: str) -> None:
    open_one = RightsRequest.objects.filter(
        kind=kind, party=party, phone_index=index, stage__in=OPEN_STAGES
    ).first()
    if open_one is not None:
        raise AlreadyAsked(reference=grouped(open_one.reference))


def _free_reference() -> str:
    reference = new_reference()
    while RightsRequest.objects.filter(reference=reference).exists():
        reference = new_reference()
    return reference


def _open(by: Actor, request: UUID) -> RightsRequest:
    """The request, locked, while it may still be worked on by this colleague."""
    row = locked(RightsRequest.objects, pk=request)
    _refuse_conflict(by, row)
    if row.stage not in OPEN_STAGES:
        RIGHTS_REQUEST.check_move(row.stage, "answering")
    return row


def _refuse_conflict(by: Actor, row: RightsRequest) -> None:
    """Refuse with `ConflictOfInterest` whom the one who asks, or whose data it is, touches."""
    if by.staff is None or not by.kin:
        return
    if row.phone_index in by.kin:
        raise ConflictOfInterest(subject=row.pk)
    if row.party is not None:
        _refuse_kin(by, row, everybody(row.party))


def _refuse_kin(by: Actor, row: RightsRequest, people: People) -> None:
    if by.kin & people.indexes:
        raise ConflictOfInterest(subject=row.pk)


@dataclass(frozen=True, slots=True)
class _Reached:
    """How a person is reached, read before his key is destroyed."""

    phone: str
    email: str
    language: str


def _settle(
    by: Actor,
    row: RightsRequest,
    version: int,
    stage: str,
    changes: Mapping[str, Any],
    answer: str,
) -> None:
    save_expecting(row, version, _settled(by, stage, changes, answer))
    _tell(by, row, "privacy.settled", REQUEST_SETTLED)
    trail.remark(row, stage=stage, in_time=timezone.localdate() <= row.due_on)


def _settled(by: Actor, stage: str, changes: Mapping[str, Any], answer: str) -> dict[str, Any]:
    return {
        **changes,
        "stage": stage,
        "answer": answer.strip()[:_LONGEST],
        "settled_at": timezone.now(),
        "settled_by": by.staff,
    }


def _tell(by: Actor, row: RightsRequest, kind: str, wording: Wording) -> None:
    reached = _Reached(row.phone, row.email, row.language)
    _send(by, row, kind, wording, reached, owner=row.party)


def _send(
    by: Actor,
    row: RightsRequest,
    kind: str,
    wording: Wording,
    reached: _Reached,
    owner: UUID | None = None,
) -> None:
    system = by.as_system()
    slug = association_known(system, association=by.house).slug
    language: Language = "en" if reached.language == "en" else "ar"
    queue_message(
        system,
        kind=kind,
        wording=wording,
        fields={
            "reference": grouped(row.reference),
            "date": spoken_both(row.due_on, language),
            "link": address(f"/{slug}/privacy/mine/"),
        },
        language=language,
        phone=reached.phone,
        email="" if reached.phone else reached.email,
        about=row.pk,
        owner=owner,
    )
