"""What a party has here: its cases and the conversations with it, as far as the reader sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from wasl.domains.applications.lifecycle import AWAITING_REPLY
from wasl.domains.applications.models import Application, Referral
from wasl.domains.applications.queries.queues import QueueRow, _following, _rows
from wasl.domains.applications.rules import sight
from wasl.domains.contacts.queries import ContactRow, contacts_with
from wasl.domains.parties.queries import conflict_indexes_of, same_party
from wasl.foundation.actor import Actor
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import ConflictOfInterest
from wasl.foundation.trail import remark_on

_MOST = 100
_MOST_PROMISES = 5


@dataclass(frozen=True, slots=True)
class PartyCase:
    """A case of a party. `is_open` says whether the reader may open it without a reason.

    `as_applicant` tells the party's own request from one that somebody else made for it.
    """

    row: QueueRow
    is_open: bool
    as_applicant: bool


@query
def applications_of_party(
    by: Actor, *, parties: Sequence[UUID], after: str | None = None, most: int = 25
) -> tuple[PartyCase, ...]:
    """The cases that these parties asked for or that are for them, the newest first.

    `parties` are all that were found to be one. A colleague's case is listed as the queue lists
    it, and `is_open` says that opening it takes a reason; so is a case that touches the reader,
    which stays closed. `after` is the `cursor` of the last row seen; drafts are nobody's case yet.
    """
    wanted = Q(party_id__in=parties) | Q(beneficiary_id__in=parties)
    rows = Application.objects.filter(wanted, submitted_at__isnull=False)
    if after:
        rows = _following(rows, after)
    found = list(rows.order_by("-submitted_at", "-id")[: min(most, _MOST)])
    seen = _seen(by, found)
    return tuple(
        PartyCase(listed, is_open=row.pk in seen, as_applicant=row.party_id in parties)
        for row, listed in zip(found, _rows(by, found), strict=True)
    )


@dataclass(frozen=True, slots=True)
class PartyPromise:
    """A reply that a party was promised and that has not come."""

    application: UUID
    reference: str
    due_on: date


@query
def promises_to_party(by: Actor, *, party: UUID) -> tuple[PartyPromise, ...]:
    """What a party waits for, the most urgent first; at most five.

    Any record of the party may be named. Refuses with `NotFound` for another association's.
    """
    parties = same_party(by.as_system(), party=party)
    rows = Application.objects.filter(
        Q(party_id__in=parties) | Q(beneficiary_id__in=parties),
        stage__in=AWAITING_REPLY,
        reply_expected_on__isnull=False,
    ).order_by("reply_expected_on", "id")
    waiting = rows.values_list("pk", "reference", "reply_expected_on")[:_MOST_PROMISES]
    return tuple(
        PartyPromise(application, reference, due_on)
        for application, reference, due_on in waiting
        if due_on is not None
    )


@dataclass(frozen=True, slots=True)
class PartyContact:
    """A conversation with a party. What was said about a case that the reader may not open is
    left out of `row`, and `is_closed` says so."""

    row: ContactRow
    reference: str
    is_closed: bool


@recorded_query
def contacts_of_party(
    by: Actor, *, parties: Sequence[UUID], after: str | None = None, most: int = 25
) -> tuple[PartyContact, ...]:
    """The conversations with these parties on whatever channel, the latest first.

    `after` is the `cursor` of the last row seen. Refuses with `ConflictOfInterest` a member of the
    staff whom the party touches: what a relative said is not his to read (R63).
    """
    if by.kin and parties and by.kin & set(conflict_indexes_of(by.as_system(), party=parties[0])):
        raise ConflictOfInterest(subject=parties[0])
    rows = contacts_with(by.as_system(), parties=parties, after=after, most=min(most, _MOST))
    about = {row.about for row in rows if row.about}
    cases = {row.pk: row for row in Application.objects.filter(pk__in=about)} if about else {}
    seen = _seen(by, cases.values())
    if parties:
        remark_on("party", parties[0], contacts=len(rows))
    return tuple(_told(row, cases.get(row.about) if row.about else None, seen=seen) for row in rows)


def _told(row: ContactRow, case: Application | None, *, seen: frozenset[UUID]) -> PartyContact:
    is_closed = case is not None and case.pk not in seen
    return PartyContact(
        row=row.without_words() if is_closed else row,
        reference=case.reference if case is not None else "",
        is_closed=is_closed,
    )


def _seen(by: Actor, cases: Iterable[Application]) -> frozenset[UUID]:
    """Which of the cases the reader may open without a reason; one statement at most."""
    rows = list(cases)
    if by.kind == "system":
        return frozenset(row.pk for row in rows)
    asked = _asked(by, [row.pk for row in rows])
    return frozenset(
        row.pk
        for row in rows
        if not by.kin & set(row.conflict_indexes)
        and (
            row.pk in asked
            or sight.is_assigned(
                by, assigned_to=row.assigned_to, others=(row.taken_by, row.researcher)
            )
        )
    )


def _asked(by: Actor, cases: list[UUID]) -> frozenset[UUID]:
    if not cases or not by.may("applications.answer_referral"):
        return frozenset()
    waiting = Referral.objects.filter(application__in=cases, answered_at=None)
    mine = waiting.filter(Q(asked_of=by.staff) | Q(asked_of=None))
    return frozenset(mine.values_list("application_id", flat=True))
