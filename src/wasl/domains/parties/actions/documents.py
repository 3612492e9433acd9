"""Documents seen in the original, copies kept on a recorded ground, and kinds of documents."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.parties.actions.facts import _held_party
from wasl.domains.parties.messages import DOCUMENT_ENDS
from wasl.domains.parties.models import DocumentKind, PartyDocument
from wasl.domains.parties.ports import CopyRefused, NoRoom, copy_files
from wasl.domains.parties.queries.documents import is_superseded
from wasl.domains.parties.queries.facts import _opened_party
from wasl.domains.parties.refusals import (
    KIND_MONTHS_MISSING,
    KIND_TITLE_MISSING,
    KIND_VALIDITY_MISSING,
    KIND_WARNING_TOO_LONG,
    BasisMissing,
    BasisNotEnough,
    CopyKindRefused,
    CopyNotStored,
    CopyOfNobody,
    CopyOfTooManyPixels,
    CopyPdfRefused,
    CopyTooLarge,
    CopyUnreadable,
    DocumentKindClosed,
    DocumentReplaced,
    ExpiryMissing,
    IssuedLater,
    IssueMissing,
    KindKeyTaken,
    KindUnsound,
)
from wasl.domains.parties.rules.documents import (
    BASES,
    LONGEST_MONTHS,
    LONGEST_WARNING,
    STARTING_KINDS,
    VALIDITIES,
    basis_suffices,
    good_until,
    kind_asked,
    last_four,
)
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.identifiers import Malformed, clean_file_name
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import NotAllowed, Refusal
from wasl.foundation.remembered import Remembered
from wasl.foundation.scoping import ScopeBroken, add_all, added, found, is_entered, locked
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.parties.ports import Trouble

LARGEST: Final = 10 * 1024 * 1024
BATCH: Final = 100
_SHORTEST_WHY: Final = 3
_ORPHANED_AFTER: Final = timedelta(hours=1)
_REFUSALS: "Final[Mapping[Trouble, type[Refusal]]]" = {
    "kind": CopyKindRefused,
    "size": CopyTooLarge,
    "pixels": CopyOfTooManyPixels,
    "unreadable": CopyUnreadable,
    "pdf": CopyPdfRefused,
}


@action
def see_document(
    by: Actor,
    *,
    party: UUID,
    kind: UUID,
    number: str = "",
    issued_on: date | None = None,
    valid_until: date | None = None,
    about: UUID | None = None,
    replaces: UUID | None = None,
) -> PartyDocument:
    """Record that the original of a document was seen: who, when, its last four digits, its end.

    Of an identity document only the last four digits are kept. How long it is good follows from
    its kind. Refuses with `DocumentKindClosed`, with `ExpiryMissing` or `IssueMissing` the date
    that the kind needs, with `IssuedLater` dates that contradict each other, with
    `DocumentReplaced` when `replaces` was replaced already, with `DataDestroyed`, with `NotFound`,
    and with `ConflictOfInterest`.
    """
    row, same = _held_party(by, party)
    chosen = found(DocumentKind.objects, pk=kind)
    if not chosen.is_open:
        raise DocumentKindClosed
    until = _good_until(chosen, issued_on, valid_until)
    now = timezone.now()
    if replaces is not None:
        _replace(replaces, same)
    typed = " ".join(number.split())
    seen = PartyDocument.objects.create(
        party=row,
        kind=chosen,
        number="" if chosen.is_identity else typed[:60],
        last_four=last_four(typed),
        issued_on=issued_on,
        valid_until=until,
        seen_by=by.staff,
        seen_at=now,
        about=about,
    )
    remark(row, document=str(seen.pk), kind=chosen.key, replaced=str(replaces or ""))
    return seen


def _good_until(
    kind: DocumentKind, issued_on: date | None, valid_until: date | None
) -> date | None:
    today = timezone.localdate()
    if issued_on is not None and issued_on > min(today, valid_until or today):
        raise IssuedLater
    try:
        return good_until(kind.validity, kind.months, issued_on=issued_on, valid_until=valid_until)
    except LookupError as missing:
        raise (IssueMissing if "issued_on" in missing.args else ExpiryMissing) from None


def _replace(document: UUID, same: Sequence[UUID]) -> None:
    former = locked(PartyDocument.objects.filter(party_id__in=same), pk=document)
    if former.replaced_at is not None:
        raise DocumentReplaced
    former.replaced_at = timezone.now()
    former.save(update_fields=["replaced_at"])


def keep_copy(
    by: Actor,
    *,
    document: UUID,
    content: bytes | Iterable[bytes],
    file_name: str,
    basis: str,
    why: str,
) -> PartyDocument:
    """Keep a copy of a document that was seen, on a recorded ground; a second takes its place.

    The file is known by its content, drawn anew in a limited process and kept encrypted for its
    person before any row speaks of it; all this with no transaction open. Refuses with
    `BasisMissing`, with `BasisNotEnough` a copy of an identity document that no law or authority
    asks for, with `DocumentReplaced`, with `CopyKindRefused`, `CopyTooLarge` (10 MB),
    `CopyOfTooManyPixels`, `CopyUnreadable`, `CopyPdfRefused`, with `CopyNotStored` when nothing
    can be written, with `NotFound`, and with `ConflictOfInterest`.
    """
    if is_entered():
        raise ScopeBroken("a file is drawn anew with no transaction open")
    if not by.may("parties.note_copy"):
        raise NotAllowed
    owner = may_copy(
        by.with_permissions("parties.may_copy"), document=document, basis=basis, why=why
    )
    whole = _whole(content)
    files = copy_files()
    try:
        kept = files.keep(whole, association=by.house, owner=owner)
    except CopyRefused as refused:
        raise _REFUSALS[refused.trouble] from None
    except NoRoom:
        raise CopyNotStored from None
    try:
        return note_copy(
            by,
            document=document,
            file=kept.id,
            file_name=_file_name(file_name, kept.extension),
            kind=kept.kind,
            size=kept.size,
            digest=scan_index(by.house, kept.digest),
            upload_digest=scan_index(by.house, hashlib.sha256(whole).hexdigest()),
            basis=basis,
            why=why,
        )
    except BaseException:
        files.forget(kept.id, association=by.house)
        raise


def scan_index(association: UUID, digest: str) -> str:
    """The keyed fingerprint by which a scan is known again within one association."""
    return blind_index("scan", digest, association=association)


def _whole(content: bytes | Iterable[bytes]) -> bytes:
    gathered = bytearray()
    for chunk in (content,) if isinstance(content, bytes) else content:
        gathered += chunk
        if len(gathered) > LARGEST:
            raise CopyTooLarge
    return bytes(gathered)


def _file_name(typed: str, extension: str) -> str:
    """The display name with the extension of what is stored, whatever it was called."""
    stem = clean_file_name(typed)
    stem = stem.rpartition(".")[0] or stem
    return f"{stem[: 119 - len(extension)]}.{extension}"


@action
def may_copy(by: Actor, *, document: UUID, basis: str, why: str) -> UUID:
    """Whose copy would be kept; asked before a file is drawn anew. Refuses as `keep_copy` does."""
    row = _copyable(by, document, basis, why)
    remark(document=str(document))
    return row.party_id


@action
def note_copy(
    by: Actor,
    *,
    document: UUID,
    file: UUID,
    file_name: str,
    kind: str,
    size: int,
    digest: str,
    upload_digest: str,
    basis: str,
    why: str,
) -> PartyDocument:
    """Note a copy that is kept already; `keep_copy` is the way to call this. Refuses as it does."""
    row = _copyable(by, document, basis, why)
    _forget_after_commit(by, row.file)
    row.file, row.file_name, row.file_kind, row.file_size = file, file_name, kind, size
    row.file_digest, row.upload_digest = digest, upload_digest
    row.copy_basis, row.copy_why = basis, " ".join(why.split())[:400]
    row.save(update_fields=_COPY)
    remark(row, basis=basis, digest=digest, size=size)
    return row


_COPY: Final = (
    *("file", "file_name", "file_kind", "file_size"),
    *("file_digest", "upload_digest", "copy_basis", "copy_why"),
)


def _copyable(by: Actor, document: UUID, basis: str, why: str) -> PartyDocument:
    if basis not in BASES or len(" ".join(why.split())) < _SHORTEST_WHY:
        raise BasisMissing
    _held_party(by, found(PartyDocument.objects, pk=document).party_id)
    row = locked(PartyDocument.objects, pk=document)
    if row.replaced_at is not None:
        raise DocumentReplaced
    if not basis_suffices(
        basis, is_identity=found(DocumentKind.objects, pk=row.kind_id).is_identity
    ):
        raise BasisNotEnough
    return row


@action
def forget_copy(by: Actor, *, document: UUID) -> PartyDocument:
    """Destroy the copy of a document once its ground is gone; that the original was seen stays.

    Refuses with `CopyOfNobody`, with `NotFound` and `ConflictOfInterest`.
    """
    row = locked(PartyDocument.objects, pk=document)
    _opened_party(by, row.party_id)
    if row.file is None:
        raise CopyOfNobody
    remark(row, basis=row.copy_basis, digest=row.file_digest)
    _forget_after_commit(by, row.file)
    row.file, row.file_size, row.copy_basis, row.copy_why = None, 0, "", ""
    row.file_name = row.file_kind = row.file_digest = row.upload_digest = ""
    row.save(update_fields=_COPY)
    return row


def _forget_after_commit(by: Actor, file: UUID | None) -> None:
    if file is not None:
        transaction.on_commit(partial(copy_files().forget, file, association=by.house), robust=True)


@action
def sweep_copies(by: Actor) -> int:
    """Delete copies of which no row speaks, an hour after they were stored; returns how many.

    Such are left when a worker is killed between storing a copy and noting it.
    """
    before = timezone.now() - _ORPHANED_AFTER
    files = copy_files()
    old = [one.id for one in files.listed(association=by.house) if one.kept_at < before]
    known = set(PartyDocument.objects.filter(file__isnull=False).values_list("file", flat=True))
    orphans = [one for one in old if one not in known]
    for one in orphans:
        files.forget(one, association=by.house)
    remark(orphans=len(orphans))
    return len(orphans)


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A required document of a service whose original an officer saw: its key, number and dates."""

    requirement: str
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


_kinds: Remembered[UUID, Mapping[str, UUID]] = Remembered()


@action
def take_documents(
    by: Actor,
    *,
    party: UUID,
    shown: Sequence[ShownDocument],
    identity_kind: str,
    about: UUID,
) -> int:
    """Keep what was shown in a case with the party, to be asked once and used again (R22).

    Returns how many. One statement, and one more where a process meets an association first.
    What the association has no kind for stays in the case alone. Nothing is kept twice for one
    case, unless its dates were corrected.
    """
    now = timezone.now()
    called = {kind_asked(one.requirement, identity_kind): one for one in shown}
    kinds = _kinds_called(by, called)
    seen = [
        PartyDocument(
            pk=uuid5(about, f"{key} {one.issued_on} {one.valid_until}"),
            party_id=party,
            kind_id=kinds[key],
            last_four=last_four(one.number),
            issued_on=one.issued_on,
            valid_until=one.valid_until,
            seen_by=by.staff,
            seen_at=now,
            about=about,
        )
        for key, one in called.items()
        if key in kinds
    ]
    taken = add_all(seen, unless_there=True)
    remark(about=str(about), documents=taken)
    return taken


def _kinds_called(by: Actor, keys: Iterable[str]) -> Mapping[str, UUID]:
    """The kinds of these names: a kind keeps its key for ever, so it is read once per process."""
    known = _kinds.get(by.house) or {}
    if not known.keys() >= set(keys):
        known = _kinds.keep(by.house, dict(DocumentKind.objects.values_list("key", "pk")))
    return known


@action
def open_starting_kinds(by: Actor) -> int:
    """Let an association begin with the usual kinds of documents; how many were new to it."""
    kinds = [
        DocumentKind(
            key=one.key,
            title=dict(one.title),
            is_identity=one.is_identity,
            validity=one.validity,
            months=one.months,
            warn_days=one.warn_days,
        )
        for one in STARTING_KINDS
    ]
    opened = add_all(kinds, unless_there=True)
    remark(kinds=opened)
    return opened


@action
def open_document_kind(
    by: Actor,
    *,
    title: Mapping[str, str],
    validity: str,
    months: int | None = None,
    warn_days: int = 30,
    is_identity: bool = False,
) -> DocumentKind:
    """Let the association ask for a further kind of document.

    Refuses with `KindUnsound` naming what is missing, with `KindKeyTaken` a second one of the
    same English name.
    """
    _check_kind(title, validity, months, warn_days)
    kind = DocumentKind(
        key=_key(title["en"]),
        title=_words(title),
        validity=validity,
        months=months if validity == "months" else None,
        warn_days=warn_days,
        is_identity=is_identity,
    )
    if not added(kind):
        raise KindKeyTaken
    remark(kind, validity=validity)
    return kind


@action
def revise_document_kind(
    by: Actor,
    *,
    kind: UUID,
    title: Mapping[str, str],
    validity: str,
    months: int | None = None,
    warn_days: int = 30,
    is_identity: bool = False,
) -> DocumentKind:
    """Change a kind of document; documents seen before keep the end that they were given.

    Refuses with `KindUnsound` and `NotFound`.
    """
    _check_kind(title, validity, months, warn_days)
    row = locked(DocumentKind.objects, pk=kind)
    row.title, row.validity, row.is_identity = _words(title), validity, is_identity
    row.months, row.warn_days = months if validity == "months" else None, warn_days
    row.save(update_fields=["title", "validity", "is_identity", "months", "warn_days"])
    remark(row, validity=validity)
    return row


@action
def close_document_kind(by: Actor, *, kind: UUID) -> DocumentKind:
    """No longer take documents of a kind; those seen before stay. Refuses with `NotFound`."""
    return _opened_or_closed(kind, is_open=False)


@action
def reopen_document_kind(by: Actor, *, kind: UUID) -> DocumentKind:
    """Take documents of a closed kind again. Refuses with `NotFound`."""
    return _opened_or_closed(kind, is_open=True)


def _opened_or_closed(kind: UUID, *, is_open: bool) -> DocumentKind:
    row = locked(DocumentKind.objects, pk=kind)
    row.is_open = is_open
    row.save(update_fields=["is_open"])
    remark(row, is_open=is_open)
    return row


def _check_kind(
    title: Mapping[str, str], validity: str, months: int | None, warn_days: int
) -> None:
    errors: dict[str, Any] = {}
    if not all(title.get(language, "").strip() for language in ("ar", "en")):
        errors["title"] = KIND_TITLE_MISSING
    if validity not in VALIDITIES:
        errors["validity"] = KIND_VALIDITY_MISSING
    if validity == "months" and not 1 <= (months or 0) <= LONGEST_MONTHS:
        errors["months"] = KIND_MONTHS_MISSING
    if not 0 <= warn_days <= LONGEST_WARNING:
        errors["warn_days"] = KIND_WARNING_TOO_LONG
    if errors:
        raise KindUnsound(errors=errors)


def _words(title: Mapping[str, str]) -> dict[str, str]:
    return {language: " ".join(title[language].split())[:120] for language in ("ar", "en")}


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", "_", title.strip().lower()).strip("_")[:40]


@action
def sweep_expiries(by: Actor) -> int:
    """Tell people, once a document and once a person, that something in their file ends soon.

    Returns how many people were told. At most a hundred documents a round. Who died, was merged
    or cannot be reached is not told.
    """
    rows = _ending(timezone.localdate())
    told = 0
    for _party, documents in groupby(rows, key=lambda one: one.party_id):
        told += _is_told(by, [*documents])
    PartyDocument.objects.filter(pk__in=[one.pk for one in rows]).update(
        expiry_told_at=timezone.now()
    )
    remark(documents=len(rows), told=told)
    return told


def _ending(today: date) -> list[PartyDocument]:
    """Documents of which their people must be told today, each person's together."""
    warned = Q(pk=None)
    for kind, days in DocumentKind.objects.values_list("pk", "warn_days"):
        warned |= Q(kind=kind, valid_until__lte=today + timedelta(days=days))
    return list(
        PartyDocument.objects.filter(
            warned,
            ~is_superseded(),
            expiry_told_at=None,
            replaced_at=None,
            valid_until__gte=today,
            valid_until__lte=today + timedelta(days=LONGEST_WARNING),
            party__merged_into=None,
            party__erased_at=None,
            party__died_on=None,
        )
        .select_related("party")
        .order_by("party_id", "id")[:BATCH]
    )


def _is_told(by: Actor, documents: Sequence[PartyDocument]) -> bool:
    party = documents[0].party
    association = association_known(by, association=by.house)
    try:
        queued = queue_message(
            by,
            kind="document_ends",
            wording=DOCUMENT_ENDS,
            fields={
                "association": association.short_name.get(
                    party.language, association.short_name["ar"]
                ),
                "link": address(f"/{association.slug}/"),
            },
            language=party.language,
            phone=party.phone,
            email=party.email,
            about=party.pk,
            owner=party.pk,
            reference=uuid5(documents[0].pk, "document_ends"),
        )
    except Malformed:
        # One unreadable phone must not keep all others from being told.
        remark(unreachable=str(party.pk))
        return False
    return queued is not None
