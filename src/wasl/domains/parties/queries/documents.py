"""Documents of a party, when each ends, and where the same scan came before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from wasl.domains.parties.models import DocumentKind, PartyDocument
from wasl.domains.parties.ports import copy_files
from wasl.domains.parties.queries.facts import _opened_party
from wasl.domains.parties.queries.knowing import same_party
from wasl.domains.parties.refusals import CopyOfNobody
from wasl.domains.parties.rules.documents import kind_asked, validity_on
from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import Prepared, found

_MOST_LAPSED = 5


@dataclass(frozen=True, slots=True)
class DocumentKindRow:
    """A kind of document that the association asks for, and how long one is good."""

    id: UUID
    key: str
    title: Mapping[str, str]
    is_identity: bool
    validity: str
    months: int | None
    warn_days: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class ScanPlace:
    """Where the same scan came before: a document of a party, which one may or may not open."""

    document: UUID
    party: UUID
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that was shown, and what it is on the day asked about.

    `state` is "good", "near" its end, or "expired"; `is_current` is false once a newer one of
    its kind took its place. `same_scan` is where else the very same picture was handed in.
    """

    id: UUID
    party: UUID
    kind: DocumentKindRow
    number: str
    last_four: str
    issued_on: date | None
    valid_until: date | None
    state: str
    is_current: bool
    seen_by: UUID | None
    seen_at: datetime
    about: UUID | None
    has_copy: bool
    file_name: str
    file_kind: str
    file_size: int
    copy_basis: str
    copy_why: str
    scans: tuple[str, ...]
    same_scan: tuple[ScanPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """A document that a service asks and that the person showed before, so it is known already."""

    last_four: str
    issued_on: date | None
    valid_until: date | None
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentCopy:
    """A copy to be downloaded; its content is what was drawn anew."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ExpiringRow:
    """A document that ends soon or has ended, and whose it is."""

    id: UUID
    party: UUID
    party_name: str
    kind: DocumentKindRow
    last_four: str
    ends_on: date
    state: str
    told_at: datetime | None


@query
def document_kinds_listed(by: Actor) -> tuple[DocumentKindRow, ...]:
    """The kinds of documents of the association, closed ones last."""
    kinds = DocumentKind.objects.order_by("-is_open", "id")
    return tuple(kind_row(one) for one in kinds)


@query
def document_kind(by: Actor, *, kind: UUID) -> DocumentKindRow:
    """One kind of document. Refuses with `NotFound`."""
    return kind_row(found(DocumentKind.objects, pk=kind))


@recorded_query
def documents_of(by: Actor, *, party: UUID, on: date | None = None) -> tuple[DocumentRow, ...]:
    """The documents that a party has shown, judged on a day (today): current ones first.

    Refuses with `NotFound`, and with `ConflictOfInterest` a member of the staff whom the party
    touches.
    """
    row, same = _opened_party(by, party)
    trail.remark(row)
    kept = list(_whole(PartyDocument.objects.filter(party_id__in=same)).order_by("-seen_at", "-id"))
    rows = [_row(one, row.pk, on or timezone.localdate()) for one in kept]
    places = _places(scan for one in rows for scan in one.scans)
    shown = (
        replace(
            one,
            same_scan=tuple(
                {
                    place.document: place
                    for scan in one.scans
                    for place in places.get(scan, ())
                    if place.document != one.id
                }.values()
            ),
        )
        for one in rows
    )
    return tuple(sorted(shown, key=lambda one: not one.is_current))


@recorded_query
def document_sheet(by: Actor, *, document: UUID) -> DocumentRow:
    """One document of a party. Refuses with `NotFound` and `ConflictOfInterest`."""
    kept = found(_whole(PartyDocument.objects.all()), pk=document)
    row, _same = _opened_party(by, kept.party_id)
    trail.remark(row, document=str(document))
    return _row(kept, row.pk, timezone.localdate())


@recorded_query
def document_copy(by: Actor, *, document: UUID) -> DocumentCopy:
    """The copy of a document; who reads it is in the trail.

    Refuses with `CopyOfNobody` where only the original was seen, with `NotFound`, and with
    `ConflictOfInterest`.
    """
    kept = found(PartyDocument.objects, pk=document)
    row, _same = _opened_party(by, kept.party_id)
    trail.remark(row, document=str(document))
    if kept.file is None:
        raise CopyOfNobody
    try:
        content = copy_files().read(kept.file, association=by.house)
    except KeyError:
        raise CopyOfNobody from None
    return DocumentCopy(kept.file_name, kept.file_kind, content)


@query
def documents_expiring(
    by: Actor,
    *,
    within_days: int,
    after: tuple[date, UUID] | None = None,
    most: int = 25,
) -> tuple[ExpiringRow, ...]:
    """Current documents that end within so many days from today, the nearest end first."""
    today = timezone.localdate()
    rows = _of_people_served(
        PartyDocument.objects.filter(
            valid_until__gte=today, valid_until__lte=today + timedelta(days=within_days)
        )
    ).order_by("valid_until", "id")
    if after is not None:
        day, key = after
        rows = rows.filter(Q(valid_until__gt=day) | Q(valid_until=day, id__gt=key))
    return _expiring(rows[:most], today)


@query
def documents_expired(
    by: Actor, *, after: tuple[date, UUID] | None = None, most: int = 25
) -> tuple[ExpiringRow, ...]:
    """Current documents that have ended, the latest end first."""
    today = timezone.localdate()
    rows = _of_people_served(PartyDocument.objects.filter(valid_until__lt=today)).order_by(
        "-valid_until", "-id"
    )
    if after is not None:
        day, key = after
        rows = rows.filter(Q(valid_until__lt=day) | Q(valid_until=day, id__lt=key))
    return _expiring(rows[:most], today)


@query
def papers_shown_before(
    by: Actor, *, party: UUID, requirements: Sequence[str], besides: UUID | None = None
) -> Mapping[str, ShownBefore]:
    """Which documents that a service asks the party showed before, good today (R22).

    `requirements` are the keys by which the service calls them, "identity" for any that
    identifies; `besides` is the case in hand. Refuses with `NotFound`.
    """
    same = same_party(by.as_system(), party=party)
    called = {
        kind: one
        for one in requirements
        for kind in {kind_asked(one), kind_asked(one, "iqama"), kind_asked(one, "passport")}
    }
    good = Q(valid_until=None) | Q(valid_until__gte=timezone.localdate())
    rows = (
        PartyDocument.objects.filter(
            good, party_id__in=same, kind__key__in=list(called), replaced_at=None
        )
        .exclude(Q(about__isnull=False) & Q(about=besides))
        .select_related("kind")
        .order_by("seen_at", "id")
    )
    return {
        called[row.kind.key]: ShownBefore(
            row.last_four, row.issued_on, row.valid_until, row.seen_at
        )
        for row in rows
    }


@query
def documents_lapsed(by: Actor, *, party: UUID) -> tuple[Mapping[str, str], ...]:
    """What current documents of a party have ended: the title of each kind, at most five.

    Any record of the party may be named. Refuses with `NotFound`.
    """
    same = same_party(by.as_system(), party=party)
    today = timezone.localdate()
    lapsed = [row for row in _current_of(parties=same) if row[0] is not None and row[0] < today]
    lapsed.sort(key=lambda row: row[:2])
    return tuple(title for _ended_on, _key, title in lapsed[:_MOST_LAPSED])


@query
def documents_with_scan(by: Actor, *, scans: Sequence[str]) -> Mapping[str, tuple[ScanPlace, ...]]:
    """Where these scans (keyed fingerprints) are among the documents of parties."""
    return _places(scans)


def kind_row(kind: DocumentKind) -> DocumentKindRow:
    """A kind as pages show it."""
    return DocumentKindRow(
        id=kind.pk,
        key=kind.key,
        title=kind.title,
        is_identity=kind.is_identity,
        validity=kind.validity,
        months=kind.months,
        warn_days=kind.warn_days,
        is_open=kind.is_open,
    )


def is_superseded() -> Q:
    """Whether a document of the same party and kind was seen later.

    Two that bear different numbers may both be good, such as two reports of two illnesses.
    """
    later = PartyDocument.objects.filter(
        party=OuterRef("party"),
        kind=OuterRef("kind"),
        replaced_at=None,
        seen_at__gt=OuterRef("seen_at"),
    )
    of_this_number = later.filter(Q(last_four="") | Q(last_four=OuterRef("last_four")))
    return Q(Exists(of_this_number)) | (Q(last_four="") & Q(Exists(later)))


# The day is compared by us: asked for it, SQLite walks through all that lapsed in the association.
_current_of = Prepared(
    lambda parties: PartyDocument.objects.filter(
        ~is_superseded(), party_id__in=parties, replaced_at=None
    ).values_list("valid_until", "pk", "kind__title")
)


def _whole(rows: "QuerySet[PartyDocument]") -> "QuerySet[PartyDocument]":
    told = Case(When(is_superseded(), then=Value(True)), default=Value(False))
    return rows.select_related("kind").annotate(is_superseded=told)


def _of_people_served(rows: "QuerySet[PartyDocument]") -> "QuerySet[PartyDocument]":
    return rows.filter(
        ~is_superseded(),
        replaced_at=None,
        party__merged_into=None,
        party__erased_at=None,
        party__died_on=None,
    ).select_related("kind", "party")


def _expiring(rows: "QuerySet[PartyDocument]", today: date) -> tuple[ExpiringRow, ...]:
    return tuple(
        ExpiringRow(
            id=one.pk,
            party=one.party_id,
            party_name=one.party.name,
            kind=kind_row(one.kind),
            last_four=one.last_four,
            ends_on=one.valid_until,
            state=validity_on(one.valid_until, today, one.kind.warn_days),
            told_at=one.expiry_told_at,
        )
        for one in rows
        if one.valid_until is not None
    )


def _row(row: PartyDocument, party: UUID, on: date) -> DocumentRow:
    is_past: bool = row.__dict__["is_superseded"] or row.replaced_at is not None
    return DocumentRow(
        id=row.pk,
        party=party,
        kind=kind_row(row.kind),
        number=row.number,
        last_four=row.last_four,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        state=validity_on(row.valid_until, on, row.kind.warn_days),
        is_current=not is_past,
        seen_by=row.seen_by,
        seen_at=row.seen_at,
        about=row.about,
        has_copy=row.file is not None,
        file_name=row.file_name,
        file_kind=row.file_kind,
        file_size=row.file_size,
        copy_basis=row.copy_basis,
        copy_why=row.copy_why,
        scans=tuple(dict.fromkeys(one for one in (row.file_digest, row.upload_digest) if one)),
    )


def _places(scans: Iterable[str]) -> dict[str, tuple[ScanPlace, ...]]:
    wanted = {one for one in scans if one}
    if not wanted:
        return {}
    places: dict[str, tuple[ScanPlace, ...]] = {}
    rows = PartyDocument.objects.filter(
        Q(file_digest__in=wanted) | Q(upload_digest__in=wanted)
    ).order_by("seen_at", "id")
    for row in rows.only("id", "party_id", "seen_at", "file_digest", "upload_digest"):
        place = ScanPlace(row.pk, row.party_id, row.seen_at)
        for scan in {row.file_digest, row.upload_digest} & wanted:
            places[scan] = (*places.get(scan, ()), place)
    return places
