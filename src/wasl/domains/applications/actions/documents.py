"""Documents of an application: drawn anew, kept encrypted, to come later, or taken away."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wasl.domains.applications.actions.opening import _kept, _moved, _opened
from wasl.domains.applications.models import Application, ApplicationDocument, CompletenessRequest
from wasl.domains.applications.ports import FileRefused, StoreTrouble, file_cleaner, file_store
from wasl.domains.applications.refusals import (
    CopyNotKept,
    FileKindRefused,
    FileTooLarge,
    FileUnreadable,
    PdfRefused,
    PictureTooLarge,
    StorageFull,
)
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.parties.actions import scan_index
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import clean_file_name
from wasl.foundation.refusal import NotAllowed, NotFound, Refusal, WrongStage
from wasl.foundation.scoping import Prepared, ScopeBroken, added, is_entered
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.applications.ports import SafeFile, Trouble
    from wasl.domains.catalogue.rules import RequiredDocument

LARGEST: Final = 10 * 1024 * 1024
_OPEN_TO_DOCUMENTS: Final = ("draft", "submitted", "incomplete")
_ORPHANED_AFTER: Final = timedelta(hours=1)
_REFUSALS: "Final[dict[Trouble, type[Refusal]]]" = {
    "kind": FileKindRefused,
    "size": FileTooLarge,
    "pixels": PictureTooLarge,
    "unreadable": FileUnreadable,
    "pdf": PdfRefused,
}


def attach_document(
    by: Actor, *, application: UUID, key: str, file_name: str, content: bytes | Iterable[bytes]
) -> ApplicationDocument:
    """Attach a photo or a PDF of a required document; a second one takes the first one's place.

    The file is known by its content, drawn anew in a limited process and kept encrypted under a
    key of its own before any row speaks of it; all this with no transaction open. Refuses with
    `FileKindRefused`, `FileTooLarge` (10 MB), `PictureTooLarge`, `FileUnreadable`, `PdfRefused`,
    with `CopyNotKept` a document of which only the original is seen, with `StorageFull` when
    nothing can be written, with `NotFound` a key that the service does not ask, and with
    `WrongStage` once the officer found everything complete.
    """
    if is_entered():
        raise ScopeBroken("a file is drawn anew with no transaction open")
    if not by.may("applications.keep_document"):
        raise NotAllowed
    if by.kind in ("public", "applicant") and not by.phone_index and application not in by.held:
        raise NotFound
    if by.association is None:
        raise NotFound
    whole = _whole(content)
    safe = _made_safe(whole)
    try:
        file = file_store().put(safe.content, association=by.association, owner=application)
    except StoreTrouble:
        raise StorageFull from None
    try:
        return keep_document(
            by,
            application=application,
            key=key,
            file=file,
            file_name=_file_name(file_name, safe.extension),
            kind=safe.kind,
            digest=hashlib.sha256(safe.content).hexdigest(),
            upload_digest=hashlib.sha256(whole).hexdigest(),
            size=len(safe.content),
        )
    except BaseException:
        file_store().forget(file, association=by.association)
        raise


def _whole(content: bytes | Iterable[bytes]) -> bytes:
    if isinstance(content, bytes):
        if len(content) > LARGEST:
            raise FileTooLarge
        return content
    gathered = bytearray()
    for chunk in content:
        gathered += chunk
        if len(gathered) > LARGEST:
            raise FileTooLarge
    return bytes(gathered)


def _made_safe(content: bytes) -> "SafeFile":
    try:
        return file_cleaner().made_safe(content)
    except FileRefused as refused:
        raise _REFUSALS[refused.trouble] from None
    except StoreTrouble:
        raise StorageFull from None


def _file_name(typed: str, extension: str) -> str:
    """The display name with the extension of what is stored, whatever it was called."""
    stem = clean_file_name(typed)
    stem = stem.rpartition(".")[0] or stem
    return f"{stem[: 119 - len(extension)]}.{extension}"


@action
def keep_document(
    by: Actor,
    *,
    application: UUID,
    key: str,
    file: UUID,
    file_name: str,
    kind: str,
    digest: str,
    size: int,
    upload_digest: str = "",
) -> ApplicationDocument:
    """Note a file that the store already keeps; `attach_document` is the way to call this.

    Refuses as `attach_document` does. When all that was asked for is there, the request counts
    as answered and the case goes back to the officer.
    """
    row, asked = _for_document(by, application, key)
    if asked.handling == "original_seen":
        raise CopyNotKept
    document, replaced = _written(
        row,
        key,
        stage="uploaded",
        file=file,
        file_name=file_name,
        file_kind=kind,
        file_digest=digest,
        scan=scan_index(by.house, digest),
        upload_scan=scan_index(by.house, upload_digest) if upload_digest else "",
        file_size=size,
        added_at=timezone.now(),
    )
    _forget_after_commit(by, replaced)
    remark(row, document=key, digest=digest)
    if row.stage == "incomplete":
        _answer_if_all_there(by, row)
    return document


def _for_document(by: Actor, application: UUID, key: str) -> tuple[Application, "RequiredDocument"]:
    row = _opened(by, application)
    if row.stage not in _OPEN_TO_DOCUMENTS:
        raise WrongStage(stage=row.stage)
    asked = edition_of(by.as_system(), edition=row.edition_id).document(key)
    if asked is None:
        raise NotFound
    return row, asked


_document_of = Prepared(
    lambda application, key: ApplicationDocument.objects.filter(application=application, key=key)
)


def _written(row: Application, key: str, **columns: Any) -> tuple[ApplicationDocument, UUID | None]:
    """The document's row with these columns, and the file that it held before."""
    document = ApplicationDocument(application=row, key=key, **columns)
    # Most documents come once: the insert goes first, and only a second file reads the first.
    if added(document):
        return document, None
    known = _document_of.one(application=row, key=key)
    held = known.file
    for name, value in columns.items():
        setattr(known, name, value)
    known.save(update_fields=columns)
    return known, held


def _forget_after_commit(by: Actor, file: UUID | None) -> None:
    if file is not None and by.association is not None:
        transaction.on_commit(
            partial(file_store().forget, file, association=by.association), robust=True
        )


def _answer_if_all_there(by: Actor, row: Application) -> None:
    waiting = CompletenessRequest.objects.filter(application=row, answered_at=None)
    items = {item for request in waiting for item in request.items}
    there = set(
        ApplicationDocument.objects.filter(
            application=row, key__in=items, stage="uploaded"
        ).values_list("key", flat=True)
    )
    if items and items == there:
        _answered(row)


def _answered(row: Application) -> Application:
    CompletenessRequest.objects.filter(application=row, answered_at=None).update(
        answered_at=timezone.now()
    )
    return _kept(row, *_moved(row, "submitted"))


@action
def answer_request(by: Actor, *, application: UUID) -> Application:
    """Say that what was asked for is now given; the case goes back to the officer.

    Refuses with `WrongStage` when nothing is asked; saying it twice is no trouble.
    """
    row = _opened(by, application)
    if row.stage == "submitted":
        return row
    if row.stage != "incomplete":
        raise WrongStage(stage=row.stage)
    return _answered(row)


@action
def postpone_document(by: Actor, *, application: UUID, key: str) -> ApplicationDocument:
    """Note that a document will come later. Refuses with `NotFound` and `WrongStage`."""
    row, _asked = _for_document(by, application, key)
    return _without_file(by, row, key, "later")


@action
def remove_document(by: Actor, *, application: UUID, key: str) -> ApplicationDocument:
    """Take an attached file away again. Refuses with `NotFound` and `WrongStage`.

    After sending, a file may be replaced but not removed: the declaration names it.
    """
    row, _asked = _for_document(by, application, key)
    if row.stage != "draft":
        raise WrongStage(stage=row.stage)
    return _without_file(by, row, key, "missing")


def _without_file(by: Actor, row: Application, key: str, stage: str) -> ApplicationDocument:
    if row.stage != "draft" and _holds_file(row, key):
        raise WrongStage(stage=row.stage)
    document, held = _written(
        row,
        key,
        stage=stage,
        file=None,
        file_name="",
        file_kind="",
        file_digest="",
        scan="",
        upload_scan="",
        file_size=0,
        added_at=None,
    )
    _forget_after_commit(by, held)
    remark(row, document=key, stage=stage)
    return document


def _holds_file(row: Application, key: str) -> bool:
    known = _document_of.first(application=row, key=key)
    return known is not None and known.file is not None


@action
def sweep_files(by: Actor) -> int:
    """Delete files of which no row speaks, an hour after they were stored; returns how many.

    Such are left when a worker is killed between storing a file and noting it.
    """
    if by.association is None:
        return 0
    before = timezone.now() - _ORPHANED_AFTER
    old = [
        kept.file
        for kept in file_store().listed(association=by.association)
        if kept.kept_at < before
    ]
    known = set(
        ApplicationDocument.objects.filter(file__isnull=False).values_list("file", flat=True)
    )
    orphans = [file for file in old if file not in known]
    for file in orphans:
        file_store().forget(file, association=by.association)
    remark(orphans=len(orphans))
    return len(orphans)
