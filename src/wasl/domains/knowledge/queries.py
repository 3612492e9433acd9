"""What may be asked: the tools and their versions, gaps, articles, and how often they were of use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.knowledge.models import Article, ArticleEdition, ArticleUse, ToolVersion
from wasl.domains.knowledge.ports import guides
from wasl.domains.knowledge.rules import (
    USES,
    coming_version,
    current_version,
    fits_service,
    parts_lacking,
    tool_key,
    wanted_parts,
)
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found

Words = Mapping[str, str]
MOST: Final = 60
LARGEST_NUMBER: Final = 2_147_483_647


@dataclass(frozen=True, slots=True)
class ToolVersionRow:
    """One version of a tool. `file_size` is in bytes; `recorded_by_name` is empty for the system."""

    id: UUID
    tool: str
    number: int
    title: Words
    text: Words = field(repr=False)
    has_file: bool
    file_kind: str
    file_extension: str
    file_size: int
    file_digest: str
    effective_from: date
    recorded_by_name: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A tool of the officer: what the policy calls it, the version that counts today, and the next.

    `is_named` is false for a tool that an earlier policy named; `versions` counts all of them.
    """

    key: str
    kind: str
    wording: Words
    is_named: bool
    current: ToolVersionRow | None
    coming: ToolVersionRow | None
    versions: int

    @property
    def is_gap(self) -> bool:
        """Whether the policy in force names it and no version counts today (R42–R45)."""
        return self.is_named and self.current is None

    @property
    def last_effective_on(self) -> date | None:
        """Since when the current version counts."""
        return self.current.effective_from if self.current else None


@dataclass(frozen=True, slots=True)
class ToolList:
    """The tools, who holds them in the policy's words (R46), and the policy version that names them."""

    tools: tuple[ToolRow, ...]
    holder: Words | None
    policy_version: UUID | None


@dataclass(frozen=True, slots=True)
class ToolSheet:
    """A tool with all its versions, the newest first."""

    tool: ToolRow
    versions: tuple[ToolVersionRow, ...]


@dataclass(frozen=True, slots=True)
class ToolFile:
    """The file of a version, and its media type."""

    content: bytes = field(repr=False)
    kind: str
    extension: str
    title: Words
    number: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A published article. `edition` names exactly these words; `number` counts its editions."""

    id: UUID
    edition: UUID
    number: int
    kind: str
    category: str
    title: Words
    thought: Words
    body: Words
    services: tuple[str, ...]
    published_at: datetime


@dataclass(frozen=True, slots=True)
class UseCount:
    """How often something was opened at the desk, used as an answer, read by the public."""

    opened: int = 0
    answered: int = 0
    read: int = 0

    @property
    def total(self) -> int:
        """All uses together."""
        return self.opened + self.answered + self.read


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in the list of those who write: its working title, its stage and its use."""

    id: UUID
    kind: str
    category: str
    title: Words
    stage: str
    number: int
    has_changes: bool
    has_english: bool
    use: UseCount


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition that was published once."""

    id: UUID
    number: int
    title: Words
    published_by_name: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """An article as it is being written, what it lacks, its editions and its use in all.

    `lacking` names what must be written before it can be published.
    """

    id: UUID
    version: int
    kind: str
    category: str
    title: Words
    thought: Words
    body: Words
    services: tuple[str, ...]
    stage: str
    lacking: tuple[str, ...]
    has_changes: bool
    edition: ArticleRow | None
    editions: tuple[EditionRow, ...]
    written_by_name: str
    written_at: datetime
    use: UseCount


@dataclass(frozen=True, slots=True)
class ArticleUseRow:
    """How often one article was of use since a day."""

    article: UUID
    kind: str
    title: Words
    stage: str
    use: UseCount


@dataclass(frozen=True, slots=True)
class CitedEdition:
    """The words from which somebody was answered."""

    id: UUID
    article: UUID
    number: int
    title: Words


@query
def tools_listed(by: Actor) -> ToolList:
    """Every tool that the policy in force names, in its order, each with the version that counts
    today or none; then those that only an earlier policy named."""
    kept: dict[str, list[ToolVersion]] = {}
    for version in ToolVersion.objects.order_by("number"):
        kept.setdefault(version.tool, []).append(version)
    names = _names_of(by, [one for versions in kept.values() for one in versions])
    try:
        policy = policy_in_force(by.as_system())
    except NoPolicyInForce:
        policy = None
    named = {}
    for tool in policy.policy.tools if policy else ():
        key = tool_key(tool.kind, tool.wording)
        named[key] = _tool(key, tool.kind, tool.wording, True, kept.get(key, []), names)
    others = [
        _tool(key, versions[-1].kind, versions[-1].title, False, versions, names)
        for key, versions in kept.items()
        if key not in named
    ]
    return ToolList(
        tools=(*named.values(), *others),
        holder=policy.policy.tools_holder if policy else None,
        policy_version=policy.id if policy else None,
    )


@query
def tool_gaps(by: Actor) -> tuple[ToolRow, ...]:
    """The tools that the policy in force names and of which no version counts today."""
    return tuple(one for one in tools_listed(by.as_system()).tools if one.is_gap)


@query
def tool_sheet(by: Actor, *, tool: str) -> ToolSheet:
    """A tool with all its versions. Refuses with `NotFound` what no policy named."""
    row = next((one for one in tools_listed(by.as_system()).tools if one.key == tool), None)
    if row is None:
        raise NotFound
    versions = list(ToolVersion.objects.filter(tool=tool).order_by("-number"))
    names = _names_of(by, versions)
    return ToolSheet(row, tuple(_version(one, names) for one in versions))


@query
def tool_file(by: Actor, *, tool: str, number: int) -> ToolFile:
    """The file of one version. Refuses with `NotFound` where there is none."""
    if number > LARGEST_NUMBER:
        raise NotFound
    row = found(ToolVersion.objects.all(), tool=tool, number=number)
    if row.file is None:
        raise NotFound
    try:
        content = guides().read(row.file, association=by.house)
    except KeyError:
        raise NotFound from None
    return ToolFile(content, row.file_kind, row.file_extension, row.title, row.number)


@query
def articles_found(by: Actor, *, text: str = "", service: str = "") -> tuple[ArticleRow, ...]:
    """Published articles that hold every word of `text`, whatever its spelling; at most sixty.

    With a service those about it come first, then those about all; those about others only when
    the words were asked for.
    """
    rows = _published(text)
    if not service:
        return tuple(rows[:MOST])
    fitting = [one for one in rows if fits_service(one.services, service)]
    others = [one for one in rows if one not in fitting] if text.strip() else []
    fitting.sort(key=lambda one: service not in one.services)
    return tuple([*fitting, *others][:MOST])


@query
def articles_published(by: Actor, *, text: str = "") -> tuple[ArticleRow, ...]:
    """What anybody may read: published articles, misconceptions first; at most sixty."""
    return tuple(_published(text)[:MOST])


@query
def article_published(by: Actor, *, article: UUID) -> ArticleRow:
    """One published article. Refuses with `NotFound` what is not published now."""
    row = found(_with_edition().filter(stage="published"), pk=article)
    return _article(row)


@query
def articles_listed(by: Actor) -> tuple[ArticleLine, ...]:
    """Every article for those who write, with its use of the last ninety days; drafts first."""
    rows = list(_with_edition().order_by("stage", "-written_at"))
    counts = _uses(ArticleUse.objects.filter(day__gte=timezone.localdate() - _RECENTLY))
    order = ("draft", "published", "withdrawn")
    rows.sort(key=lambda one: order.index(one.stage))
    return tuple(
        ArticleLine(
            id=row.pk,
            kind=row.kind,
            category=row.category,
            title=row.title,
            stage=row.stage,
            number=row.edition.number if row.edition else 0,
            has_changes=_has_changes(row),
            has_english=bool(row.title.get("en") and row.body.get("en")),
            use=counts.get(row.pk, UseCount()),
        )
        for row in rows
    )


@query
def article_sheet(by: Actor, *, article: UUID) -> ArticleSheet:
    """An article as it is being written, with its editions. Refuses with `NotFound`."""
    row = found(_with_edition(), pk=article)
    editions = list(ArticleEdition.objects.filter(article=row).order_by("-number"))
    writers = [one.published_by for one in editions if one.published_by]
    if row.written_by:
        writers.append(row.written_by)
    names = staff_names(by.as_system(), ids=writers) if writers else {}
    lacking = parts_lacking(kind=row.kind, title=row.title, thought=row.thought, body=row.body)
    return ArticleSheet(
        id=row.pk,
        version=row.version,
        kind=row.kind,
        category=row.category,
        title=row.title,
        thought=row.thought,
        body=row.body,
        services=tuple(row.services),
        stage=row.stage,
        lacking=lacking,
        has_changes=_has_changes(row),
        edition=_article(row) if row.edition else None,
        editions=tuple(
            EditionRow(
                id=one.pk,
                number=one.number,
                title=one.title,
                published_by_name=names.get(one.published_by, "") if one.published_by else "",
                published_at=one.published_at,
            )
            for one in editions
        ),
        written_by_name=names.get(row.written_by, "") if row.written_by else "",
        written_at=row.written_at,
        use=_uses(ArticleUse.objects.filter(article=row)).get(row.pk, UseCount()),
    )


@query
def article_use(by: Actor, *, since: date | datetime) -> tuple[ArticleUseRow, ...]:
    """How often each article was of use since that day, the most used first; unused ones too."""
    day = timezone.localdate(since) if isinstance(since, datetime) else since
    counts = _uses(ArticleUse.objects.filter(day__gte=day))
    rows = [
        ArticleUseRow(row.pk, row.kind, row.title, row.stage, counts.get(row.pk, UseCount()))
        for row in Article.objects.order_by("id")
    ]
    return tuple(sorted(rows, key=lambda one: -one.use.total))


@query
def editions_cited(by: Actor, *, editions: frozenset[UUID]) -> dict[UUID, CitedEdition]:
    """What the words were called from which people were answered."""
    if not editions:
        return {}
    rows = ArticleEdition.objects.filter(pk__in=editions).only("article_id", "number", "title")
    return {row.pk: CitedEdition(row.pk, row.article_id, row.number, row.title) for row in rows}


_RECENTLY: Final = timedelta(days=90)


def _names_of(by: Actor, versions: list[ToolVersion]) -> dict[UUID, str]:
    recorders = {one.recorded_by for one in versions if one.recorded_by}
    return staff_names(by.as_system(), ids=sorted(recorders)) if recorders else {}


def _tool(
    key: str,
    kind: str,
    wording: Words,
    is_named: bool,
    versions: list[ToolVersion],
    names: Mapping[UUID, str],
) -> ToolRow:
    today = timezone.localdate()
    current, coming = current_version(versions, today), coming_version(versions, today)
    return ToolRow(
        key=key,
        kind=kind,
        wording=wording,
        is_named=is_named,
        current=_version(current, names) if current else None,
        coming=_version(coming, names) if coming else None,
        versions=len(versions),
    )


def _version(row: ToolVersion, names: Mapping[UUID, str]) -> ToolVersionRow:
    return ToolVersionRow(
        id=row.pk,
        tool=row.tool,
        number=row.number,
        title=row.title,
        text=row.text,
        has_file=row.file is not None,
        file_kind=row.file_kind,
        file_extension=row.file_extension,
        file_size=row.file_size,
        file_digest=row.file_digest,
        effective_from=row.effective_from,
        recorded_by_name=names.get(row.recorded_by, "") if row.recorded_by else "",
        recorded_at=row.recorded_at,
    )


def _with_edition() -> "QuerySet[Article]":
    return Article.objects.select_related("edition")


def _published(text: str) -> list[ArticleRow]:
    rows = _with_edition().filter(stage="published")
    wanted = Q()
    for part in wanted_parts(text):
        wanted &= Q(edition__folded__contains=part)
    listed = [_article(row) for row in rows.filter(wanted).order_by("edition__published_at", "id")]
    return sorted(listed, key=lambda one: one.kind != "misconception")


def _article(row: Article) -> ArticleRow:
    edition = row.edition
    if edition is None:
        raise NotFound
    return ArticleRow(
        id=row.pk,
        edition=edition.pk,
        number=edition.number,
        kind=edition.kind,
        category=edition.category,
        title=edition.title,
        thought=edition.thought,
        body=edition.body,
        services=tuple(edition.services),
        published_at=edition.published_at,
    )


_WRITTEN: Final = ("kind", "category", "title", "thought", "body", "services")


def _has_changes(row: Article) -> bool:
    edition: Any = row.edition
    return edition is not None and any(
        getattr(row, name) != getattr(edition, name) for name in _WRITTEN
    )


def _uses(rows: "QuerySet[ArticleUse]") -> dict[UUID, UseCount]:
    summed = rows.order_by().values_list("article_id", "use").annotate(number=Sum("count"))
    counts: dict[UUID, dict[str, int]] = {}
    for article, use, number in summed:
        counts.setdefault(article, dict.fromkeys(USES, 0))[use] = number
    return {article: UseCount(**uses) for article, uses in counts.items()}
