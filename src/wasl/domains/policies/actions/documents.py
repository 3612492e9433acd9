"""Drafts made from a board's document, and the questions settled that it leaves open."""

import hashlib
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.policies.actions.versions import _content, _draft, draft_policy
from wasl.domains.policies.models import PolicyAnswer, PolicyDocument, PolicyVersion
from wasl.domains.policies.ports import NoRoom, policy_files
from wasl.domains.policies.queries.documents import document_read
from wasl.domains.policies.queries.drafts import account_of, answers_given
from wasl.domains.policies.refusals import AnswerUnknown, DocumentNotKept, NothingToSettle
from wasl.domains.policies.rules.drafting import policy_drafted
from wasl.domains.policies.rules.questions import is_an_answer, questions_of
from wasl.domains.policies.rules.reading import Reading
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import clean_file_name
from wasl.foundation.profile import as_plain, from_plain
from wasl.foundation.trail import remark


@action
def draft_from_document(
    by: Actor, *, content: bytes, file_name: str, reading: Reading | None = None
) -> PolicyVersion:
    """Read a board's document and record it as a draft, with the file and what was read in it.

    A face gives the `reading` of that content, taken by `document_read` beforehand: a long
    document would otherwise hold the database's write lock while it is read.

    Where the document leaves something open the draft follows what we recommend, until a person
    has settled it. Refuses as `document_read` does, and with `DocumentNotKept` when nothing can
    be written; then nothing is kept.
    """
    if reading is None:
        reading = document_read(by.as_system(), content=content, file_name=file_name)
    version = draft_policy(by.as_system(), definition=policy_drafted(reading, {}))
    try:
        file = policy_files().put(content, association=by.house)
    except NoRoom:
        raise DocumentNotKept from None
    PolicyDocument.objects.create(
        policy_version=version,
        file_name=clean_file_name(file_name)[:200],
        file=file,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        reading=as_plain(reading),
        read_at=timezone.now(),
        read_by=by.staff,
    )
    remark(version, size=len(content))
    return version


@action
def settle_question(
    by: Actor, *, policy_version: UUID, key: str, answer: dict[str, Any] | str, note: str = ""
) -> PolicyVersion:
    """Keep a person's answer to a question of the document, and let the draft follow it.

    An answer may be changed while it is a draft. What somebody wrote into the draft by hand stays,
    save where this answer decides. Refuses with `PolicyNotADraft`, with `NothingToSettle` a
    version without a document, and with `AnswerUnknown` an answer that is none.
    """
    row = _draft(policy_version)
    document = PolicyDocument.objects.filter(policy_version=row).first()
    if document is None:
        raise NothingToSettle
    reading = from_plain(Reading, document.reading)
    asked = {one.key: one for one in questions_of(reading, account=account_of(by))}
    if key not in asked or not is_an_answer(asked[key], answer):
        raise AnswerUnknown
    before = answers_given(row.pk)
    PolicyAnswer.objects.update_or_create(
        policy_version=row,
        key=key,
        defaults={
            "answer": answer,
            "note": " ".join(note.split())[:500],
            "answered_at": timezone.now(),
            "answered_by": by.staff,
        },
    )
    stood = policy_drafted(reading, before)
    follows = policy_drafted(reading, {**before, key: answer})
    decided = {name: value for name, value in follows.items() if stood.get(name) != value}
    for name, value in _content({**row.definition, **decided}).items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=["title", "definition", "digest", "version"])
    remark(row, question=key)
    return row
