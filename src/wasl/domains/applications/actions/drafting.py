"""Beginning an application and filling it in."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.applications.actions.opening import _check_conflict, _hand, _kept, _moved, _opened
from wasl.domains.applications.models import Application
from wasl.domains.applications.refusals import (
    AnswersMalformed,
    ChannelNotInPolicy,
    KeyReused,
    PhoneNotConfirmed,
    UnknownField,
    unreadable,
)
from wasl.domains.applications.rules.cleaning import Cleaned, cleaned_applicant
from wasl.domains.catalogue.queries import (
    CleanedAnswers,
    ServiceRow,
    answers_cleaned,
    edition_of,
    service_called,
)
from wasl.domains.catalogue.refusals import ServiceClosed
from wasl.domains.policies.queries import PolicyRow, may_open_cases, policy_in_force
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed, mobile
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import Refusal, Stale, WrongStage
from wasl.foundation.scoping import added, locked
from wasl.foundation.trail import remark

_LANGUAGES = ("ar", "en")
_EDITABLE_BY_APPLICANT = ("draft", "incomplete")
_EDITABLE_BY_STAFF = ("draft", "submitted", "incomplete")


@action
def start_application(
    by: Actor, *, key: UUID, service: str, channel: str, phone: str = "", language: str = "ar"
) -> Application:
    """Begin an application for a service; the same key gives the same draft again.

    Refuses with `ServiceClosed` a service that takes none now, with `NoPolicyInForce` before a
    policy is adopted, with `AcknowledgementOverdue` a member of staff whose time to acknowledge
    it is over, with `ChannelNotInPolicy` a channel that the policy does not list, with
    `AnswersMalformed` a phone that cannot be read, with `PhoneNotConfirmed` an applicant's phone
    other than the one he confirmed, and with `KeyReused` a key that somebody else used.
    """
    stored_phone, phone_index = _confirmed_phone(by, phone)
    try:
        offered, policy = _openable(by, service, channel)
    except Refusal:
        begun = Application.objects.filter(submission_key=key).first()
        if begun is None:
            raise
        return _own(by, begun, phone_index)
    row = _new_draft(by, key, offered, policy, channel, language)
    row.phone, row.phone_index = stored_phone, phone_index
    return _own(by, _begun(row), phone_index)


def _confirmed_phone(by: Actor, phone: str) -> tuple[str, str]:
    if not phone.strip():
        return "", by.phone_index
    try:
        stored = mobile(phone)
    except Malformed as trouble:
        raise AnswersMalformed(errors={"phone": trouble.sentence}) from None
    index = blind_index("phone", stored, association=by.association)
    if by.phone_index and index != by.phone_index:
        raise PhoneNotConfirmed
    return stored, index


def _openable(by: Actor, service: str, channel: str) -> tuple[ServiceRow, PolicyRow]:
    system = by.as_system()
    offered = service_called(system, slug=service)
    if not offered.takes_applications:
        raise ServiceClosed
    policy = policy_in_force(system)
    if by.staff is not None:
        may_open_cases(system, staff=by.staff, under=policy)
    if policy.policy.channel(channel) is None:
        raise ChannelNotInPolicy
    return offered, policy


def _new_draft(
    by: Actor, key: UUID, offered: ServiceRow, policy: PolicyRow, channel: str, language: str
) -> Application:
    if language not in _LANGUAGES:
        raise AnswersMalformed(errors={"language": unreadable("language_unknown").sentence})
    row = Application(
        service_id=offered.id,
        edition_id=offered.edition,
        policy_version_id=policy.id,
        submission_key=key,
        channel=channel,
        language=language,
        started_at=timezone.now(),
        taken_by=by.staff,
    )
    _hand(row, by.staff)
    return row


def _begun(row: Application) -> Application:
    """The one row with this key: ours, or that of whoever came first with the same key.

    The constraint decides, not a look beforehand: of fifty at once one inserts, and each of the
    others waits here until it has committed.
    """
    if added(row):
        return row
    return locked(Application.objects, submission_key=row.submission_key)


def _own(by: Actor, row: Application, phone_index: str) -> Application:
    if row.taken_by != by.staff or row.phone_index != phone_index:
        raise KeyReused
    remark(row, stage=row.stage)
    return row


@action
def save_answers(
    by: Actor,
    *,
    application: UUID,
    version: int | None = None,
    applies_as: str | None = None,
    applicant: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Application:
    """Keep what was typed so far; only what is sent changes, and an empty value empties.

    Values come as typed and are kept in their one stored form. Refuses with `AnswersMalformed`
    (each field with its sentence; nothing is kept), with `UnknownField`, with `Stale` (the
    differences by field) when `version` is given and somebody saved in between, with
    `WrongStage` once it is sent, unless something was asked for, and with
    `ConflictOfInterest` when a member of staff types his own or a relative's data.
    """
    row = _opened(by, application)
    editable = _EDITABLE_BY_APPLICANT if by.kind != "staff" else _EDITABLE_BY_STAFF
    if row.stage not in editable:
        raise WrongStage(stage=row.stage)
    read = _read(by, row, applies_as, applicant or {}, answers or {})
    changes = read.changes_of(row)
    if not changes:
        return row
    if version is not None and version != row.version:
        raise Stale(differences=changes)
    read.put_into(row)
    fields = ["answers", "applicant", "applies_as", "conflict_indexes"]
    fields += _adopt_phone(by, row)
    row.conflict_indexes = _indexes_of(by, row)
    _check_conflict(by, row.pk, row.conflict_indexes)
    remark(changed=sorted(changes))
    return _kept(row, *fields)


class _Read:
    """What was read from one sending: way of applying, personal data, answers."""

    def __init__(self, applies_as: str | None, applicant: Cleaned, answers: CleanedAnswers) -> None:
        self.applies_as = applies_as
        self.applicant = applicant
        self.answers = answers

    def changes_of(self, row: Application) -> dict[str, tuple[Any, Any]]:
        """What differs from the row: field → (as it stands, as sent)."""
        changes: dict[str, tuple[Any, Any]] = {}
        if self.applies_as is not None and self.applies_as != row.applies_as:
            changes["applies_as"] = (row.applies_as, self.applies_as)
        changes |= _differences("applicant.", row.applicant, self.applicant)
        changes |= _differences("", row.answers, self.answers)
        return changes

    def put_into(self, row: Application) -> None:
        """Write what was read into the row's columns."""
        if self.applies_as is not None:
            row.applies_as = self.applies_as
        row.applicant = _merged(row.applicant, self.applicant)
        row.answers = _merged(row.answers, self.answers)


def _read(
    by: Actor,
    row: Application,
    applies_as: str | None,
    applicant: Mapping[str, Any],
    answers: Mapping[str, Any],
) -> _Read:
    system = by.as_system()
    definition = edition_of(system, edition=row.edition_id)
    if "identity_kind" not in applicant and row.applicant.get("identity_kind"):
        typed = {"identity_kind": row.applicant["identity_kind"], **applicant}
    else:
        typed = dict(applicant)
    read = _Read(
        applies_as,
        cleaned_applicant(typed, today=_today()),
        answers_cleaned(system, edition=row.edition_id, answers=answers),
    )
    unknown = [*read.applicant.unknown, *read.answers.unknown]
    if unknown:
        raise UnknownField(fields=unknown)
    errors = {**read.applicant.errors, **read.answers.errors}
    if applies_as is not None and applies_as not in definition.applies_as:
        errors["applies_as"] = unreadable("applies_as_unknown").sentence
    if errors:
        raise AnswersMalformed(errors=errors)
    return read


def _today() -> date:
    return timezone.localdate()


_ABSENT = object()


def _differences(
    prefix: str, kept: Mapping[str, Any], cleaned: Cleaned | CleanedAnswers
) -> dict[str, tuple[Any, Any]]:
    changes: dict[str, tuple[Any, Any]] = {}
    for key, value in cleaned.values.items():
        if kept.get(key, _ABSENT) != value:
            changes[f"{prefix}{key}"] = (kept.get(key), value)
    for key in cleaned.emptied:
        if key in kept:
            changes[f"{prefix}{key}"] = (kept[key], None)
    return changes


def _merged(kept: Mapping[str, Any], cleaned: Cleaned | CleanedAnswers) -> dict[str, Any]:
    left = {key: value for key, value in kept.items() if key not in cleaned.emptied}
    return {**left, **cleaned.values}


def _adopt_phone(by: Actor, row: Application) -> list[str]:
    """The phone by which the case is followed: staff may set it, an applicant confirmed his."""
    phone = row.applicant.get("phone", "")
    if not phone or phone == row.phone or by.phone_index:
        return []
    if row.phone and by.kind != "staff":
        return []
    row.phone = phone
    row.phone_index = blind_index("phone", phone, association=by.association)
    return ["phone", "phone_index"]


def _indexes_of(by: Actor, row: Application) -> list[str]:
    """Blind indexes of everything that identifies those whom the case touches."""
    definition = edition_of(by.as_system(), edition=row.edition_id)
    applicant = row.applicant
    people = [applicant, applicant.get("on_behalf_of") or {}, *(applicant.get("dependants") or [])]
    named = [("national_id", person.get("national_id")) for person in people]
    named += [("phone", row.phone), ("phone", applicant.get("phone"))]
    named.append(("iban", applicant.get("iban")))
    for question in definition.questions:
        if question.is_identifier:
            named.append((question.kind, row.answers.get(question.key)))
    indexes = {
        blind_index(kind, str(value), association=by.association) for kind, value in named if value
    }
    if row.phone_index:
        indexes.add(row.phone_index)
    return sorted(indexes)


@action
def discard_application(by: Actor, *, application: UUID) -> Application:
    """Throw a draft away, with all that was typed. Refuses with `WrongStage` once it is sent."""
    row = _opened(by, application)
    fields = _moved(row, "discarded")
    row.answers, row.applicant = {}, {}
    return _kept(row, *fields, "answers", "applicant")
