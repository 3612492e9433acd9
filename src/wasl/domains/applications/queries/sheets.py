"""A case whole, for the page on which it is worked on, and the content of its documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.models import (
    Application,
    ApplicationDocument,
    Check,
    CompletenessRequest,
    Declaration,
    Referral,
)
from wasl.domains.applications.ports import file_store
from wasl.domains.applications.queries.cases import ApplicationCase, _case, _check_reader
from wasl.domains.applications.rules.completeness import (
    CheckResult,
    HeldDocument,
    Lacking,
    documents_asked,
    what_is_lacking,
)
from wasl.foundation.actor import Actor
from wasl.foundation.query import recorded_query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import RequiredDocument


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One comparison, by whom and with what result."""

    subject: str
    compared_with: str
    original_seen: bool
    valid_until: date | None
    was_valid: bool | None
    matches: bool
    note: str = field(repr=False)
    checked_by: UUID
    checked_by_name: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that the service asks, where it stands, and its last check.

    `stage` is missing, later, uploaded, or seen (the original was shown). `id` is None while no
    row exists; `has_file` tells whether `document_content` gives something.
    """

    key: str
    asked: "RequiredDocument" = field(repr=False)
    id: UUID | None
    stage: str
    has_file: bool
    file_name: str
    file_kind: str
    file_size: int
    file_digest: str
    added_at: datetime | None
    check: CheckRow | None


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """What was signed, how and when; `digest` is the SHA-256 of the frozen copy."""

    wording: str
    wording_version: str
    digest: str
    signed_name: str = field(repr=False)
    method: str
    witness: str = field(repr=False)
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A question referred, and its answer."""

    id: UUID
    question: str = field(repr=False)
    asked_of: UUID | None
    asked_of_name: str
    asked_by_name: str
    asked_at: datetime
    answer: str = field(repr=False)
    answered_by_name: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What the applicant was asked to complete."""

    id: UUID
    items: tuple[str, ...]
    note: str = field(repr=False)
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """Everything on the page of a case.

    `names` maps staff to names.
    """

    case: ApplicationCase
    documents: tuple[DocumentRow, ...]
    checks: tuple[CheckRow, ...]
    declaration: DeclarationRow | None
    referrals: tuple[ReferralRow, ...]
    requests: tuple[RequestRow, ...]
    missing: tuple[Lacking, ...]
    names: Mapping[UUID, str]


@recorded_query
def application_sheet(by: Actor, *, application: UUID) -> ApplicationSheet:
    """The whole case, for whoever works on it; the reading is in the trail.

    Refuses with `NotFound` what is another association's, with `FileNotAssigned` a colleague's
    case that was not opened out of turn, and with `ConflictOfInterest`.
    """
    row = found(Application.objects, pk=application)
    _check_reader(by, row)
    remark(row)
    case = _case(by, row)
    referrals = list(Referral.objects.filter(application=row).order_by("id"))
    checks = list(Check.objects.filter(application=row).order_by("id"))
    names = _names(by, row, referrals, checks)
    check_rows = tuple(_check_row(check, names) for check in checks)
    documents = _documents_of(case, check_rows)
    declaration = Declaration.objects.filter(application=row).order_by("-id").first()
    return ApplicationSheet(
        case=case,
        documents=documents,
        checks=check_rows,
        declaration=None if declaration is None else _declaration_row(declaration),
        referrals=tuple(_referral_row(referral, names) for referral in referrals),
        requests=_requests_of(row.pk),
        missing=_lacking(case, documents, check_rows),
        names=names,
    )


def _names(
    by: Actor, row: Application, referrals: Sequence[Referral], checks: Sequence[Check]
) -> dict[UUID, str]:
    staff = {row.taken_by, row.assigned_to, row.researcher, row.told_by}
    staff |= {check.checked_by for check in checks}
    for referral in referrals:
        staff |= {referral.asked_by, referral.asked_of, referral.answered_by}
    return staff_names(by.as_system(), ids=[one for one in staff if one is not None])


def _name(names: Mapping[UUID, str], staff: UUID | None) -> str:
    return names.get(staff, "") if staff else ""


def _check_row(check: Check, names: Mapping[UUID, str]) -> CheckRow:
    return CheckRow(
        subject=check.subject,
        compared_with=check.compared_with,
        original_seen=check.original_seen,
        valid_until=check.valid_until,
        was_valid=check.was_valid,
        matches=check.matches,
        note=check.note,
        checked_by=check.checked_by,
        checked_by_name=_name(names, check.checked_by),
        checked_at=check.checked_at,
    )


def _documents_of(
    case: ApplicationCase, checks: Sequence[CheckRow] = ()
) -> tuple[DocumentRow, ...]:
    held = {row.key: row for row in ApplicationDocument.objects.filter(application_id=case.id)}
    last = {check.subject: check for check in checks}
    asked = (
        documents_asked(case.definition, case.applies_as)
        if case.applies_as
        else case.definition.documents
    )
    return tuple(
        _document_row(document, held.get(document.key), last.get(document.key))
        for document in asked
    )


def _document_row(
    asked: "RequiredDocument", row: ApplicationDocument | None, check: CheckRow | None
) -> DocumentRow:
    stage = "missing" if row is None else row.stage
    if stage != "uploaded" and check is not None and check.original_seen:
        stage = "seen"
    return DocumentRow(
        key=asked.key,
        asked=asked,
        id=None if row is None else row.pk,
        stage=stage,
        has_file=row is not None and row.file is not None,
        file_name="" if row is None else row.file_name,
        file_kind="" if row is None else row.file_kind,
        file_size=0 if row is None else row.file_size,
        file_digest="" if row is None else row.file_digest,
        added_at=None if row is None else row.added_at,
        check=check,
    )


def _declaration_row(row: Declaration) -> DeclarationRow:
    return DeclarationRow(
        wording=row.wording,
        wording_version=row.wording_version,
        digest=row.digest,
        signed_name=row.signed_name,
        method=row.method,
        witness=row.witness,
        signed_at=row.signed_at,
    )


def _referral_row(row: Referral, names: Mapping[UUID, str]) -> ReferralRow:
    return ReferralRow(
        id=row.pk,
        question=row.question,
        asked_of=row.asked_of,
        asked_of_name=_name(names, row.asked_of),
        asked_by_name=_name(names, row.asked_by),
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by_name=_name(names, row.answered_by),
        answered_at=row.answered_at,
    )


def _requests_of(application: UUID) -> tuple[RequestRow, ...]:
    rows = CompletenessRequest.objects.filter(application_id=application).order_by("id")
    return tuple(
        RequestRow(
            id=row.pk,
            items=tuple(row.items),
            note=row.note,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
        )
        for row in rows
    )


def _lacking(
    case: ApplicationCase, documents: Sequence[DocumentRow], checks: Sequence[CheckRow]
) -> tuple[Lacking, ...]:
    return what_is_lacking(
        case.definition,
        applies_as=case.applies_as,
        documents=[HeldDocument(document.key, document.stage) for document in documents],
        checks=[
            CheckResult(check.subject, check.matches, check.was_valid, check.original_seen)
            for check in checks
        ],
    )


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A document's file, to be served as an attachment."""

    content: bytes = field(repr=False)
    kind: str
    file_name: str


@recorded_query
def document_content(by: Actor, *, application: UUID, key: str) -> DocumentContent:
    """The file of a document; the reading is in the trail.

    Refuses with `NotFound` where there is none or it is another's, with `FileNotAssigned` a
    colleague's case, and with `ConflictOfInterest`.
    """
    row = found(Application.objects, pk=application)
    _check_reader(by, row)
    document = found(ApplicationDocument.objects, application=row, key=key)
    if document.file is None or by.association is None:
        raise NotFound
    remark(row, document=key)
    try:
        content = file_store().get(document.file, association=by.association)
    except KeyError:
        raise NotFound from None
    return DocumentContent(content, document.file_kind, document.file_name)
