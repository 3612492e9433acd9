"""Drafts read: what the document said, what is still open, and the file itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wasl.domains.associations.queries import association_known
from wasl.domains.policies.models import PolicyAnswer, PolicyDocument
from wasl.domains.policies.ports import policy_files
from wasl.domains.policies.queries.versions import PolicyRow, policy_of
from wasl.domains.policies.rules.questions import Account, Question, questions_of
from wasl.domains.policies.rules.reading import Reading
from wasl.foundation.actor import Actor
from wasl.foundation.profile import from_plain
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import NotFound


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How a question was settled; `answer` is what was given, as `rules.questions` takes it."""

    answer: Any
    note: str
    answered_at: datetime
    answered_by: UUID | None


@dataclass(frozen=True, slots=True)
class SettledQuestion:
    """A question of the document, and its answer once a person gave one."""

    question: Question
    answer: AnswerRow | None


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """A version with the document it was read from. Without a document nothing is open."""

    version: PolicyRow
    reading: Reading | None
    file_name: str
    read_at: datetime | None
    questions: tuple[SettledQuestion, ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that nobody has settled."""
        return tuple(one.question for one in self.questions if one.answer is None)

    @property
    def open_count(self) -> int:
        """How many questions nobody has settled."""
        return len(self.open)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The document as it was uploaded."""

    file_name: str
    content: bytes


@query
def draft_sheet(by: Actor, *, policy_version: UUID) -> DraftSheet:
    """A version, what was read in its document, and what a person must settle or has settled.

    Refuses with `NotFound`.
    """
    row = policy_of(by.as_system(), policy_version=policy_version)
    document = PolicyDocument.objects.filter(policy_version_id=policy_version).first()
    if document is None:
        return DraftSheet(row, None, "", None, ())
    reading = from_plain(Reading, document.reading)
    given = {
        one.key: AnswerRow(one.answer, one.note, one.answered_at, one.answered_by)
        for one in PolicyAnswer.objects.filter(policy_version_id=policy_version)
    }
    return DraftSheet(
        row,
        reading,
        document.file_name,
        document.read_at,
        tuple(
            SettledQuestion(one, given.get(one.key))
            for one in questions_of(reading, account=account_of(by))
        ),
    )


def account_of(by: Actor) -> Account:
    """The association as it is known here, for comparing a document with it."""
    known = association_known(by.as_system(), association=by.house)
    return Account(name=known.name, licence=known.licence or None)


@recorded_query
def policy_source(by: Actor, *, policy_version: UUID) -> SourceFile:
    """The document that a version was read from. Refuses with `NotFound` when there is none."""
    document = PolicyDocument.objects.filter(policy_version_id=policy_version).first()
    if document is None:
        raise NotFound
    try:
        content = policy_files().get(document.file, association=by.house)
    except KeyError:
        raise NotFound from None
    return SourceFile(document.file_name, content)


def answers_given(policy_version: UUID) -> Mapping[str, Any]:
    """The answers to a version's questions, by their keys."""
    rows = PolicyAnswer.objects.filter(policy_version_id=policy_version)
    return dict(rows.values_list("key", "answer"))
