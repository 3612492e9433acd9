"""Signing and sending an application: once, whatever the network does."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists
from django.utils import timezone

from wasl.domains.applications.actions.drafting import (
    _begun,
    _confirmed_phone,
    _indexes_of,
    _new_draft,
    _openable,
    _read,
)
from wasl.domains.applications.actions.opening import _check_conflict, _kept, _moved
from wasl.domains.applications.events import ApplicationSubmitted
from wasl.domains.applications.messages import DECLARATION, RECEIVED
from wasl.domains.applications.models import Application, ApplicationDocument, Declaration
from wasl.domains.applications.queries.cases import _check_sight
from wasl.domains.applications.refusals import AnswersMissing, KeyReused
from wasl.domains.applications.rules.cleaning import plain_text
from wasl.domains.applications.rules.completeness import answers_missing
from wasl.domains.applications.rules.frozen import declaration_wording, digest, frozen_copy
from wasl.domains.associations.queries import association_known
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.contacts.actions import record_contact
from wasl.domains.notifications.actions import queue_message
from wasl.domains.parties.actions import (
    know_party,
    record_dependants,
    record_guardianship,
    take_statement,
)
from wasl.domains.policies.queries import days_promised, policy_content
from wasl.domains.privacy.actions import give_consent
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.calendar import Calendar, DateEntry, Precision
from wasl.foundation.events import publish
from wasl.foundation.identifiers import Malformed, new_reference
from wasl.foundation.keys import fingerprint
from wasl.foundation.refusal import Refusal, WrongStage
from wasl.foundation.scoping import Prepared

METHODS = ("code", "name", "paper")
_PARTY_KINDS = {
    "self": "person",
    "household": "household",
    "organisation": "organisation",
    "on_behalf": "person",
}
_SLIP_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Submission:
    """What the applicant is told after sending.

    `secret` is the slip's secret when there is no phone to send codes to. The day assumes that
    the file was complete on the day of sending; `already` tells that this was sent before.
    """

    application: UUID
    reference: str
    secret: str | None = field(repr=False)
    reply_expected_on: date
    already: bool


@action
def submit_application(
    by: Actor,
    *,
    application: UUID,
    key: UUID,
    signed_name: str,
    method: str,
    witness: str = "",
    confirmed_items: bool = True,
) -> Submission:
    """Sign and send a draft; sending again with the same key gives the same reference.

    The applicant becomes a party of whom the answers are kept as statements, the declaration is
    kept over a frozen copy of answers, documents and wording, the promise is dated as if the file
    were complete today, and a message goes out. Refuses with `AnswersMissing` naming what must be answered or signed, with
    `KeyReused` when it was sent before with another key or signature, with
    `ConflictOfInterest` when it touches the member of staff who sends it, and with `WrongStage`
    a draft that was discarded.
    """
    signature = _signature(signed_name, method, witness, confirmed_items=confirmed_items)
    candidate = new_reference()
    row = _draft.one(application=application, candidate=candidate)
    _check_sight(by, row)
    trail.remark(row)
    content = digest(["draft", str(key), signature.as_list()])
    if row.submission_digest:
        return _sent_before(row, content)
    _check_conflict(by, row.pk, row.conflict_indexes)
    return _submitted(by, row, signature, content, _free(candidate, row))


@action
def submit_whole(
    by: Actor,
    *,
    key: UUID,
    service: str,
    channel: str,
    applies_as: str,
    phone: str,
    applicant: Mapping[str, Any],
    answers: Mapping[str, Any],
    signed_name: str,
    method: str,
    language: str = "ar",
    witness: str = "",
) -> Submission:
    """Begin, fill in, sign and send in one go; fifty at once with one key make one application.

    What counts as the same content is what was read, so the same ID in other digits is the same.
    Refuses as `start_application`, `save_answers` and `submit_application` do; with `KeyReused`
    when the key came before with other content, and then nothing is stored.
    """
    signature = _signature(signed_name, method, witness, confirmed_items=True)
    stored_phone, phone_index = _confirmed_phone(by, phone)
    try:
        offered, policy = _openable(by, service, channel)
    except Refusal:
        begun = Application.objects.filter(submission_key=key).first()
        if begun is None:
            raise
        return _sent_before(begun, _whole(by, begun, applies_as, applicant, answers, signature))
    row = _new_draft(by, key, offered, policy, channel, language)
    row.phone, row.phone_index = stored_phone or "", phone_index
    content = _whole(by, row, applies_as, applicant, answers, signature)
    row.conflict_indexes = _indexes_of(by, row)
    _check_conflict(by, row.pk, row.conflict_indexes)
    kept = _begun(row)
    if kept.pk != row.pk:
        return _sent_before(kept, content)
    trail.remark(kept)
    return _submitted(by, row, signature, content, new_reference(), has_documents=False)


# The candidate for a reference is asked for in the read that locks the draft.
_draft = Prepared(
    lambda application, candidate: (
        Application.objects.annotate(
            is_taken=Exists(Application.objects.filter(reference=candidate))
        )
        .filter(pk=application)
        .select_for_update(of=("self",))
    )
)
_digests = Prepared(
    lambda application: (
        ApplicationDocument.objects.filter(application=application)
        .exclude(file_digest="")
        .values_list("key", "file_digest")
    )
)


@dataclass(frozen=True, slots=True)
class _Signature:
    name: str = field(repr=False)
    method: str
    witness: str = field(repr=False)

    def as_list(self) -> list[str]:
        return [self.name, self.method, self.witness]


def _signature(signed_name: str, method: str, witness: str, *, confirmed_items: bool) -> _Signature:
    try:
        name = plain_text(signed_name, most=200)
        helper = plain_text(witness, most=120)
    except Malformed:
        raise AnswersMissing(missing=["signed_name"]) from None
    missing = [] if name else ["signed_name"]
    if method not in METHODS:
        missing.append("method")
    if not confirmed_items:
        missing.append("confirmed_items")
    if missing:
        raise AnswersMissing(missing=missing)
    return _Signature(name, method, helper)


def _whole(
    by: Actor,
    row: Application,
    applies_as: str,
    applicant: Mapping[str, Any],
    answers: Mapping[str, Any],
    signature: _Signature,
) -> str:
    """Read everything into a row that is not yet kept; the fingerprint of what was read."""
    draft = Application(edition_id=row.edition_id) if row.submission_digest else row
    _read(by, draft, applies_as, applicant, answers).put_into(draft)
    said = [draft.applies_as, draft.applicant, draft.answers, signature.as_list()]
    return digest(
        ["whole", str(row.service_id), str(row.taken_by), row.channel, row.phone_index, *said]
    )


def _sent_before(row: Application, content: str) -> Submission:
    """The answer to a repeat. Refuses with `KeyReused` when its content differs."""
    if row.submission_digest != content:
        raise KeyReused
    trail.remark(row, repeated=True)
    expected = row.reply_expected_on
    if expected is None:
        raise WrongStage(stage=row.stage)
    return Submission(row.pk, row.reference, _slip_secret(row), expected, already=True)


def _submitted(
    by: Actor,
    row: Application,
    signature: _Signature,
    content: str,
    reference: str,
    *,
    has_documents: bool = True,
) -> Submission:
    system = by.as_system()
    fields = _moved(row, "submitted")
    definition = edition_of(system, edition=row.edition_id)
    missing = answers_missing(
        definition, applies_as=row.applies_as, applicant=row.applicant, answers=row.answers
    )
    if missing:
        raise AnswersMissing(missing=missing)
    now = timezone.now()
    today = timezone.localdate(now)
    row.reference, row.submission_digest, row.submitted_at = reference, content, now
    row.reply_expected_on, row.missing_told_by_on = days_promised(
        system,
        policy_version=row.policy_version_id,
        submitted_on=today,
        target_days=definition.target_days,
    )
    secret = _slip_secret(row)
    row.secret_fingerprint = fingerprint(secret, purpose="slip") if secret else ""
    try:
        _know_people(system, row)
    except Malformed:
        # The kind of identity was changed after its number was typed.
        raise AnswersMissing(missing=["applicant.national_id"]) from None
    _check_conflict(by, row.pk, row.conflict_indexes)
    _kept(
        row,
        *fields,
        *("reference", "submission_digest", "submitted_at", "reply_expected_on"),
        *("missing_told_by_on", "secret_fingerprint", "party", "beneficiary", "conflict_indexes"),
        *("answers", "applicant", "applies_as", "phone", "phone_index"),
    )
    if row.beneficiary_id is not None:
        take_statement(
            system, party=row.beneficiary_id, answers=row.answers, about=row.pk, on=today
        )
    declared = _declare(system, row, signature, has_documents=has_documents)
    _consents(system, row)
    _tell(system, row)
    record_contact(
        by.with_permissions("contacts.record_contact"),
        channel=row.channel,
        direction="inward",
        purpose="application",
        party=row.party_id,
        about=row.pk,
    )
    publish(
        by, ApplicationSubmitted(application=row.pk, service=row.service_id, channel=row.channel)
    )
    trail.remark(row, reference=reference, declaration=declared, channel=row.channel)
    return Submission(row.pk, reference, secret, row.reply_expected_on, already=False)


def _free(candidate: str, row: Application) -> str:
    """A reference that nobody has yet; the locked read already asked for the candidate."""
    is_taken: bool = row.__dict__.get("is_taken", True)
    while is_taken:
        candidate = new_reference()
        is_taken = Application.objects.filter(reference=candidate).exists()
    return candidate


def _slip_secret(row: Application) -> str | None:
    """The secret on the printed slip, derived so that a repeated sending prints the same one."""
    if row.phone_index:
        return None
    made = bytes.fromhex(fingerprint(str(row.submission_key), purpose="slip secret"))
    return base64.b32encode(made).decode()[:_SLIP_LETTERS]


def _know_people(system: Actor, row: Application) -> None:
    given = row.applicant
    applying = know_party(
        system,
        kind=_PARTY_KINDS[row.applies_as],
        name=given["name"],
        national_id=given.get("national_id", ""),
        identity_kind=given.get("identity_kind", "national"),
        identity_reason=given.get("identity_reason", ""),
        phone=given.get("phone") or row.phone,
        email=given.get("email", ""),
        iban=given.get("iban", ""),
        payee=given.get("payee", ""),
        birth=_date_entry(given.get("birth")),
        city=given.get("city", ""),
        address=given.get("address", ""),
        language=row.language,
        licence=given.get("licence", ""),
        role="guardian" if row.applies_as == "on_behalf" else "beneficiary",
    )
    row.party_id = row.beneficiary_id = applying.pk
    touched = [applying]
    if row.applies_as == "on_behalf":
        other = given["on_behalf_of"]
        ward = know_party(
            system,
            kind="person",
            name=other["name"],
            national_id=other["national_id"],
            language=row.language,
        )
        touched.append(ward)
        row.beneficiary_id = ward.pk
        if ward.pk != applying.pk:
            record_guardianship(
                system, guardian=applying.pk, ward=ward.pk, relation=other["relation"]
            )
    members = given.get("dependants") or []
    if members:
        listed = [
            {
                "name": member.get("name", ""),
                "relation": member.get("relation", ""),
                "birth_on": _day(member.get("birth")),
            }
            for member in members
            if member.get("name")
        ]
        record_dependants(system, household=row.beneficiary_id, dependants=listed)
    known = {
        index
        for party in touched
        for index in (party.national_id_index, party.phone_index, party.iban_index)
        if index
    }
    row.conflict_indexes = sorted(known | set(_indexes_of(system, row)))


def _date_entry(stored: Mapping[str, str] | None) -> DateEntry | None:
    if not stored:
        return None
    return DateEntry(
        Calendar(stored["calendar"]),
        Precision(stored["precision"]),
        stored["text"],
        date.fromisoformat(stored["on"]),
    )


def _day(stored: Mapping[str, str] | None) -> date | None:
    return date.fromisoformat(stored["on"]) if stored else None


def _declare(system: Actor, row: Application, signature: _Signature, *, has_documents: bool) -> str:
    policy = policy_content(system, policy_version=row.policy_version_id)
    version = str(row.policy_version_id)
    wording, wording_version = declaration_wording(policy, DECLARATION, version)
    documents = dict(_digests(application=row)) if has_documents else {}
    frozen = frozen_copy(
        reference=row.reference,
        applies_as=row.applies_as,
        applicant=row.applicant,
        answers=row.answers,
        documents=documents,
        wording=wording,
        wording_version=wording_version,
        policy_version=str(row.policy_version_id),
        edition=str(row.edition_id),
    )
    made = Declaration.objects.create(
        application=row,
        wording=f"{wording['ar']}\n\n{wording['en']}",
        wording_version=wording_version,
        frozen=frozen,
        digest=digest(frozen),
        signed_name=signature.name,
        method=signature.method,
        witness=signature.witness,
        signed_at=timezone.now() if row.submitted_at is None else row.submitted_at,
    )
    return made.digest


def _consents(system: Actor, row: Application) -> None:
    """Answering a sensitive question under its words is the consent to hold the answer."""
    definition = edition_of(system, edition=row.edition_id)
    for question in definition.questions:
        if question.sensitive and question.consent and row.answers.get(question.key) is not None:
            give_consent(
                system,
                subject=row.party_id or row.pk,
                purpose=question.key[:40],
                wording=question.consent[row.language],
                wording_version=str(row.edition_id)[-12:],
                channel=row.channel,
            )


def _tell(system: Actor, row: Application) -> None:
    queue_message(
        system,
        kind="application_received",
        wording=RECEIVED,
        fields={"reference": row.reference, "link": _follow_link(system)},
        language=row.language,
        phone=row.phone or row.applicant.get("phone", ""),
        email=row.applicant.get("email", ""),
        about=row.pk,
        owner=row.pk,
    )


def _follow_link(system: Actor) -> str:
    """Where an applicant follows his case."""
    slug = association_known(system, association=system.house).slug
    return address(f"/{slug}/follow/")
