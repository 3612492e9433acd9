"""Tools recorded, articles written, published and withdrawn, and uses counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.models import Max
from django.utils import timezone

from wasl.domains.knowledge.lifecycle import ARTICLE
from wasl.domains.knowledge.models import Article, ArticleEdition, ArticleUse, ToolVersion
from wasl.domains.knowledge.ports import GuideRefused, KeptGuide, NoRoom, guides
from wasl.domains.knowledge.queries import _has_changes, tools_listed
from wasl.domains.knowledge.refusals import (
    ArticleIncomplete,
    EffectiveOutOfReach,
    GuideActive,
    GuideNotKept,
    GuideOfTooManyPixels,
    GuideOfWrongKind,
    GuidePdfRefused,
    GuideTooLarge,
    GuideUnreadable,
    NothingNew,
    NotPublished,
    TextTooLong,
    TitleMissing,
    ToolNotNamed,
    VersionEmpty,
)
from wasl.domains.knowledge.rules import (
    ARTICLE_KINDS,
    CATEGORIES,
    FARTHEST,
    LONGEST_TEXT,
    LONGEST_TITLE,
    USES,
    Words,
    cleaned,
    parts_lacking,
    searchable,
)
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7
from wasl.foundation.numbering import next_number
from wasl.foundation.refusal import NotAllowed, Refusal
from wasl.foundation.remembered import Remembered
from wasl.foundation.scoping import current_association, found, locked, save_expecting

_TROUBLES: Final[Mapping[str, type[Refusal]]] = {
    "kind": GuideOfWrongKind,
    "size": GuideTooLarge,
    "pixels": GuideOfTooManyPixels,
    "unreadable": GuideUnreadable,
    "pdf": GuidePdfRefused,
    "active": GuideActive,
}


def upload_tool_version(
    by: Actor,
    *,
    tool: str,
    title: Words,
    content: bytes = b"",
    text: Words | None = None,
    effective_from: date | None = None,
) -> ToolVersion:
    """Keep a file, made harmless and encrypted, and record it as a version of a tool.

    Refuses as `record_tool_version`, with `NotAllowed` before the file is opened, and for the
    file with `GuideOfWrongKind`, `GuideTooLarge`, `GuideOfTooManyPixels`, `GuideUnreadable`,
    `GuidePdfRefused`, `GuideActive` or `GuideNotKept`; then nothing is kept.
    """
    if not by.may("knowledge.record_tool_version"):
        raise NotAllowed
    recorded: dict[str, Any] = {
        "tool": tool,
        "title": title,
        "text": text or {},
        "effective_from": effective_from,
    }
    if not content:
        return record_tool_version(by, **recorded)
    try:
        kept = guides().keep(content, association=by.house)
    except GuideRefused as refused:
        raise _TROUBLES[refused.trouble] from None
    except NoRoom:
        raise GuideNotKept from None
    try:
        return record_tool_version(by, file=kept, **recorded)
    except BaseException:
        guides().forget(kept.id, association=by.house)
        raise


@action
def record_tool_version(
    by: Actor,
    *,
    tool: str,
    title: Words,
    text: Words | None = None,
    file: KeptGuide | None = None,
    effective_from: date | None = None,
) -> ToolVersion:
    """Record the next version of a tool that the policy in force names; older ones stay.

    It counts from `effective_from`, today unless another day is said; a day that has passed is
    when it was really issued. Refuses with `ToolNotNamed`, `TitleMissing`, `VersionEmpty`,
    `TextTooLong`, and with `EffectiveOutOfReach` a day more than a year ahead.
    """
    known = {one.key: one for one in tools_listed(by.as_system()).tools}
    if tool not in known or not known[tool].is_named:
        raise ToolNotNamed
    said, words = cleaned(title), cleaned(text or {})
    _refuse_unfit(said, words)
    if not said["ar"]:
        raise TitleMissing
    if file is None and not any(words.values()):
        raise VersionEmpty
    today = timezone.localdate()
    from_day = effective_from or today
    if from_day > today + FARTHEST:
        raise EffectiveOutOfReach
    row = ToolVersion.objects.create(
        tool=tool,
        kind=known[tool].kind,
        number=next_number(f"knowledge.{tool}"),
        title=said,
        text=words,
        file=file.id if file else None,
        file_kind=file.kind if file else "",
        file_extension=file.extension if file else "",
        file_size=file.size if file else 0,
        file_digest=file.digest if file else "",
        effective_from=from_day,
        recorded_by=by.staff,
        recorded_at=timezone.now(),
    )
    trail.remark(row, tool=tool, number=row.number, digest=row.file_digest[:16])
    return row


@action
def write_article(
    by: Actor,
    *,
    kind: str,
    category: str,
    title: Words,
    body: Words,
    thought: Words | None = None,
    services: Sequence[str] = (),
) -> Article:
    """Begin an article; nobody reads it before it is published.

    Refuses with `TitleMissing` one without a title in Arabic and with `TextTooLong`.
    """
    return Article.objects.create(
        **_written(kind, category, title, thought or {}, body, services),
        written_by=by.staff,
        written_at=timezone.now(),
    )


@action
def revise_article(
    by: Actor,
    *,
    article: UUID,
    version: int,
    kind: str,
    category: str,
    title: Words,
    body: Words,
    thought: Words | None = None,
    services: Sequence[str] = (),
) -> Article:
    """Write on an article; what is published stays as it is until it is published again.

    Refuses with `NotFound`, `TitleMissing`, `TextTooLong`, and with `Stale` when a colleague
    saved in between.
    """
    row = locked(Article.objects, pk=article)
    changes = _written(kind, category, title, thought or {}, body, services)
    by_whom = {"written_by": by.staff, "written_at": timezone.now()}
    save_expecting(row, version, changes | (by_whom if row.version == version else {}))
    trail.remark(row, version=row.version)
    return row


@action
def publish_article(by: Actor, *, article: UUID) -> ArticleEdition:
    """Publish what is written as the article's next edition, for the desk and for everybody.

    A withdrawn article may be published again. Refuses with `NotFound`, `ArticleIncomplete`,
    and with `NothingNew` when the published edition says the same.
    """
    row = locked(Article.objects, pk=article)
    ARTICLE.check_move(row.stage, "published")
    lacking = parts_lacking(kind=row.kind, title=row.title, thought=row.thought, body=row.body)
    if lacking:
        raise ArticleIncomplete(missing="، ".join(lacking), lacking=lacking)
    if row.stage == "published" and not _has_changes(row):
        raise NothingNew
    newest = ArticleEdition.objects.filter(article=row).aggregate(newest=Max("number"))["newest"]
    edition = ArticleEdition.objects.create(
        article=row,
        number=(newest or 0) + 1,
        kind=row.kind,
        category=row.category,
        title=row.title,
        thought=row.thought,
        body=row.body,
        services=row.services,
        folded=searchable([row.title, row.thought, row.body]),
        published_by=by.staff,
        published_at=timezone.now(),
    )
    row.edition, row.stage = edition, "published"
    row.save(update_fields=["edition", "stage"])
    trail.remark(row, number=edition.number)
    return edition


@action
def withdraw_article(by: Actor, *, article: UUID) -> Article:
    """Take an article back: nobody finds it any more, and its editions are kept.

    Refuses with `NotFound`, and with `WrongStage` one that is withdrawn already.
    """
    row = locked(Article.objects, pk=article)
    ARTICLE.check_move(row.stage, "withdrawn")
    row.stage = "withdrawn"
    row.save(update_fields=["stage"])
    trail.remark(row)
    return row


@action
def answer_from_article(by: Actor, *, edition: UUID) -> ArticleEdition:
    """Count that somebody is being answered from these words; whoever keeps the answer calls it.

    An edition that a newer one has replaced still counts: it is what was said. Refuses with
    `NotFound`, and with `NotPublished` when the article was withdrawn.
    """
    row = found(ArticleEdition.objects.select_related("article"), pk=edition)
    if row.article.stage != "published":
        raise NotPublished
    _add({(row.article_id, "answered"): 1})
    trail.remark(row, article=str(row.article_id), number=row.number)
    return row


@action
def count_uses(by: Actor, *, uses: Mapping[tuple[UUID, str], int]) -> int:
    """Add uses to today's counts, one write each; returns how many uses. It says of nobody whose."""
    if any(use not in USES for _article, use in uses):
        raise ValueError("a use is opened, answered or read")
    _add(uses)
    total = sum(uses.values())
    trail.remark(uses=total)
    return total


PERIOD: Final = 60.0
"""Seconds between two writes of what was read, in one process and one association."""


@dataclass(slots=True)
class _Pending:
    written_at: float | None = None
    uses: dict[tuple[UUID, str], int] = field(default_factory=dict)


_pending: Remembered[UUID, _Pending] = Remembered()
_lock = Lock()


def note_use(by: Actor, *, article: UUID, use: str) -> None:
    """Note that a page with an article was opened (`opened` at the desk, `read` by the public).

    A page that is read must not wait for a write: the first use is written at once, those of the
    next minute together with the first after them, or with `write_noted_uses`. So a busy day
    costs each process one write a minute, and a process that ends loses at most as much of a
    mere count. Where nothing can be written now, the page is shown all the same and the uses are
    kept for later.
    """
    now = timezone.now().timestamp()
    with _lock:
        mine = _pending.get(by.house) or _pending.keep(by.house, _Pending())
        mine.uses[article, use] = mine.uses.get((article, use), 0) + 1
        # A clock that was set back must not hold the counts back for ever.
        if mine.written_at is not None and 0 <= now - mine.written_at < PERIOD:
            return
        mine.written_at = now
    write_noted_uses(by)


def write_noted_uses(by: Actor) -> None:
    """Write the uses that this process has noted and not written yet, before somebody reads the
    counts; they are kept for later where nothing can be written now."""
    mine = _pending.get(by.house)
    if mine is None:
        return
    with _lock:
        due, mine.uses = mine.uses, {}
    if not due:
        return
    try:
        count_uses(by.as_system(), uses=due)
    except DatabaseError:
        with _lock:
            for key, number in due.items():
                mine.uses[key] = mine.uses.get(key, 0) + number


def _add(uses: Mapping[tuple[UUID, str], int]) -> None:
    fields = {one.name: one for one in ArticleUse._meta.concrete_fields}
    today = timezone.localdate()
    with connection.cursor() as cursor:
        # In one order everywhere, so that two processes that write at once do not wait in a ring.
        for (article, use), number in sorted(uses.items(), key=lambda one: str(one[0])):
            cursor.execute(
                "INSERT INTO knowledge_articleuse"
                " (id, association_id, article_id, day, use, count)"
                " VALUES (%s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (association_id, article_id, day, use)"
                " DO UPDATE SET count = knowledge_articleuse.count + excluded.count",
                [
                    fields["id"].get_db_prep_value(uuid7(), connection),
                    fields["association"].get_db_prep_value(current_association(), connection),
                    fields["article"].get_db_prep_value(article, connection),
                    fields["day"].get_db_prep_value(today, connection),
                    use,
                    number,
                ],
            )


def _written(
    kind: str, category: str, title: Words, thought: Words, body: Words, services: Sequence[str]
) -> dict[str, Any]:
    if kind not in ARTICLE_KINDS or category not in CATEGORIES:
        raise ValueError("no such kind or category of article")
    said, thinking, text = cleaned(title), cleaned(thought), cleaned(body)
    _refuse_unfit(said, thinking, text)
    if not said["ar"]:
        raise TitleMissing
    return {
        "kind": kind,
        "category": category,
        "title": said,
        "thought": thinking if kind == "misconception" else {"ar": "", "en": ""},
        "body": text,
        "services": sorted(set(services)),
    }


def _refuse_unfit(title: Words, *texts: Words) -> None:
    if max(map(len, title.values())) > LONGEST_TITLE:
        raise TextTooLong(most=LONGEST_TITLE)
    if any(len(words) > LONGEST_TEXT for text in texts for words in text.values()):
        raise TextTooLong(most=LONGEST_TEXT)
