"""The same scan in two files: which papers of a case came before in another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from wasl.domains.applications.models import ApplicationDocument
from wasl.domains.applications.queries.cases import application_for_work
from wasl.domains.applications.queries.of_party import _seen
from wasl.domains.parties.queries import ScanPlace, documents_with_scan
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


@dataclass(frozen=True, slots=True)
class ScannedCase:
    """A case in which a scan was handed in too. `is_open` says whether the reader may see whose."""

    application: UUID
    is_open: bool


@dataclass(frozen=True, slots=True)
class PaperSeenBefore:
    """A paper of a case, by its key, and where else the very same picture was handed in.

    `parties` are documents of people other than those of the case.
    """

    key: str
    cases: tuple[ScannedCase, ...]
    parties: tuple[ScanPlace, ...]


@query
def applications_with_scan(
    by: Actor, *, scans: Sequence[str]
) -> Mapping[str, tuple[ScannedCase, ...]]:
    """The cases in which these scans (keyed fingerprints) were handed in, by scan."""
    return {scan: cases for scan, cases in _cases(by, scans, besides=None).items() if cases}


@query
def papers_seen_before(by: Actor, *, application: UUID) -> tuple[PaperSeenBefore, ...]:
    """The papers of a case that came before in another case or in another person's file.

    Whose the other file is, is not said here. Refuses as `application_for_work` does.
    """
    case = application_for_work(by, application=application)
    papers = [
        (key, {one for one in scans if one})
        for key, *scans in ApplicationDocument.objects.filter(
            application=application, file__isnull=False
        ).values_list("key", "scan", "upload_scan")
    ]
    wanted = sorted(set().union(*(scans for _key, scans in papers)))
    if not wanted:
        return ()
    cases = _cases(by, wanted, besides=application)
    reader = by.with_permissions("parties.documents_with_scan")
    people = documents_with_scan(reader, scans=wanted)
    ours = {case.party, case.beneficiary}
    found = (
        PaperSeenBefore(
            key=key,
            cases=tuple(dict.fromkeys(case for scan in scans for case in cases.get(scan, ()))),
            parties=tuple(
                dict.fromkeys(
                    place
                    for scan in scans
                    for place in people.get(scan, ())
                    if place.party not in ours
                )
            ),
        )
        for key, scans in papers
    )
    return tuple(one for one in found if one.cases or one.parties)


def _cases(
    by: Actor, scans: Sequence[str], *, besides: UUID | None
) -> dict[str, tuple[ScannedCase, ...]]:
    wanted = {one for one in scans if one}
    if not wanted:
        return {}
    rows = list(
        ApplicationDocument.objects.filter(Q(scan__in=wanted) | Q(upload_scan__in=wanted))
        .exclude(application=besides)
        .select_related("application")
        .order_by("added_at", "id")
    )
    seen = _seen(by, [row.application for row in rows])
    cases: dict[str, tuple[ScannedCase, ...]] = {}
    for row in rows:
        case = ScannedCase(row.application_id, row.application_id in seen)
        for scan in {row.scan, row.upload_scan} & wanted:
            cases[scan] = (*cases.get(scan, ()), case)
    return cases
