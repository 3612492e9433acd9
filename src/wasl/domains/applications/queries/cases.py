"""A case as work needs it: one read that joins, with its edition and policy from memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wasl.domains.applications.models import Application, Referral
from wasl.domains.applications.refusals import FileNotAssigned
from wasl.domains.applications.rules import cleaning, sight
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.policies.queries import policy_content
from wasl.domains.privacy.queries import has_open_file
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.refusal import ConflictOfInterest, NotFound
from wasl.foundation.scoping import found

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition
    from wasl.domains.policies.rules import Policy


@dataclass(frozen=True, slots=True)
class ApplicationCase:
    """An application with everything that working on it needs; personal data stay unprinted.

    `facts` are the answers as criteria read them: amounts as Decimal, dates as date, and what the
    applicant does not know as None. `handled_by` are those who took or checked it.
    """

    id: UUID
    reference: str
    stage: str
    version: int
    service_id: UUID
    service_title: Mapping[str, str]
    edition: UUID
    definition: "ServiceDefinition" = field(repr=False)
    policy: "Policy" = field(repr=False)
    policy_version: UUID
    party: UUID | None
    beneficiary: UUID | None
    applies_as: str
    channel: str
    language: str
    answers: Mapping[str, Any] = field(repr=False)
    applicant: Mapping[str, Any] = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)
    phone: str = field(repr=False)
    phone_index: str
    conflict_indexes: frozenset[str] = field(repr=False)
    taken_by: UUID | None
    assigned_to: UUID | None
    researcher: UUID | None
    handled_by: frozenset[UUID]
    started_at: datetime
    submitted_at: datetime | None
    complete_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    told_at: datetime | None
    told_by: UUID | None
    reply_expected_on: date | None
    missing_told_by_on: date | None
    outcome: str

    @property
    def applicant_name(self) -> str:
        """The applicant's name as given."""
        return str(self.applicant.get("name", ""))

    @property
    def masked_name(self) -> str:
        """The name as lists and the committee show it."""
        return sight.masked_name(self.applicant_name)

    @property
    def is_overdue(self) -> bool:
        """Whether the promised day has passed without a reply."""
        return (
            self.answered_at is None
            and self.reply_expected_on is not None
            and self.reply_expected_on < timezone.localdate()
        )

    def has_conflict(self, by: Actor) -> bool:
        """Whether the case touches the one who asks or a relative of his."""
        return bool(by.kin & self.conflict_indexes)


def _check_sight(by: Actor, row: Application) -> None:
    """Refuse what `by` may not see: NotFound for applicants, FileNotAssigned for colleagues."""
    if by.kind == "system":
        return
    if by.kind != "staff":
        if not sight.is_applicants_own(by, application=row.pk, phone_index=row.phone_index):
            raise NotFound
        return
    others = (row.taken_by, row.researcher)
    if sight.is_assigned(by, assigned_to=row.assigned_to, others=others):
        return
    if _is_asked(by, row):
        return
    if not has_open_file(by.with_permissions("privacy.has_open_file"), subject=row.pk):
        raise FileNotAssigned(application=row.pk)


def _check_reader(by: Actor, row: Application) -> None:
    """Refuse as `_check_sight`, and whoever the case touches, whoever holds it (R63)."""
    if by.kin & set(row.conflict_indexes):
        raise ConflictOfInterest(subject=row.pk)
    _check_sight(by, row)


def _is_asked(by: Actor, row: Application) -> bool:
    """Whether a question about the case waits for this member of staff."""
    if not by.may("applications.answer_referral"):
        return False
    waiting = Referral.objects.filter(application=row, answered_at=None)
    return waiting.filter(Q(asked_of=by.staff) | Q(asked_of=None)).exists()


def _case(by: Actor, row: Application) -> ApplicationCase:
    system = by.as_system()
    definition = edition_of(system, edition=row.edition_id)
    answers = row.answers
    return ApplicationCase(
        id=row.pk,
        reference=row.reference,
        stage=row.stage,
        version=row.version,
        service_id=row.service_id,
        service_title=definition.title,
        edition=row.edition_id,
        definition=definition,
        policy=policy_content(system, policy_version=row.policy_version_id),
        policy_version=row.policy_version_id,
        party=row.party_id,
        beneficiary=row.beneficiary_id,
        applies_as=row.applies_as,
        channel=row.channel,
        language=row.language,
        answers=answers,
        applicant=row.applicant,
        facts=cleaning.facts(definition, answers),
        phone=row.phone,
        phone_index=row.phone_index,
        conflict_indexes=frozenset(row.conflict_indexes),
        taken_by=row.taken_by,
        assigned_to=row.assigned_to,
        researcher=row.researcher,
        handled_by=frozenset(map(UUID, row.handled_by)),
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        complete_at=row.complete_at,
        answered_at=row.answered_at,
        closed_at=row.closed_at,
        told_at=row.told_at,
        told_by=row.told_by,
        reply_expected_on=row.reply_expected_on,
        missing_told_by_on=row.missing_told_by_on,
        outcome=row.outcome,
    )


@query
def application_for_work(by: Actor, *, application: UUID) -> ApplicationCase:
    """A case for the rooms above and for whoever works on it; one statement.

    Refuses with `NotFound` what is another association's or another applicant's, and with
    `FileNotAssigned` a colleague's case that was not opened out of turn; with
    `ConflictOfInterest` a member of staff whom it touches.
    """
    row = found(Application.objects, pk=application)
    _check_reader(by, row)
    return _case(by, row)
