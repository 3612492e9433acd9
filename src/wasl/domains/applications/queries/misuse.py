"""What in a case is worth a second look (R70): signals for people, never a verdict."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from wasl.domains.applications.lifecycle import OPEN
from wasl.domains.applications.models import Application
from wasl.domains.applications.queries.cases import application_for_work
from wasl.domains.parties.queries import pairs_waiting_of, same_party, shared_with
from wasl.foundation.actor import Actor
from wasl.foundation.query import query

_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing worth a second look before the case goes on.

    `kind` is "same_service" (another open case of the same people for the same service), "account",
    "phone" or "household" (as `parties.shared_with` says), or "likely_same" (a record that may be
    of the same person waits to be looked at). `cases` and `parties` are at most five of those
    meant, `number` is how many there are.
    """

    kind: str
    number: int
    cases: tuple[tuple[UUID, str], ...] = ()
    parties: tuple[UUID, ...] = ()


@query
def misuse_signals(by: Actor, *, application: UUID) -> tuple[Signal, ...]:
    """What in a case hints at a request made twice, or at help given twice (R70).

    It says nothing to the applicant and stops nothing: whoever works on the case looks and
    decides. Refuses as `application_for_work` does.
    """
    case = application_for_work(by, application=application)
    system = by.as_system()
    concerned = {one for one in (case.party, case.beneficiary) if one is not None}
    if not concerned:
        return ()
    records = {one for party in concerned for one in same_party(system, party=party)}
    meant = case.beneficiary or case.party
    found = [_same_service(case.id, case.service_id, records)]
    if meant is not None:
        found += [
            Signal(one.kind, one.number, parties=one.parties)
            for one in shared_with(system, party=meant)
        ]
        alike = pairs_waiting_of(system, parties=[meant])[meant]
        found.append(Signal("likely_same", alike, parties=(meant,)) if alike else None)
    return tuple(one for one in found if one is not None)


def _same_service(application: UUID, service: UUID, records: set[UUID]) -> Signal | None:
    others = (
        Application.objects.filter(service=service, stage__in=OPEN)
        .filter(Q(beneficiary__in=records) | Q(party__in=records, beneficiary=None))
        .exclude(pk=application)
        .order_by("-submitted_at")
        .values_list("pk", "reference")
    )
    rows = list(others)
    return Signal("same_service", len(rows), cases=tuple(rows[:_MOST])) if rows else None
