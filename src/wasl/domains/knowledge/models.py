"""Versions of the officer's tools, articles with their editions, and how often they were of use."""

from django.db import models

from wasl.domains.knowledge.lifecycle import ARTICLE
from wasl.domains.knowledge.rules import ARTICLE_KINDS, USES
from wasl.foundation.scoping import Scoped, Versioned


class ToolVersion(Scoped):
    """One version of a guide or form, as `rules.tool_key` names it; never changed, never removed.

    `text` is empty where there is only the file.
    """

    tool = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    title = models.JSONField()
    text = models.JSONField()
    file = models.UUIDField(null=True)
    file_kind = models.CharField(max_length=100, blank=True)
    file_extension = models.CharField(max_length=5, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    file_digest = models.CharField(max_length=64, blank=True)
    effective_from = models.DateField()
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "tool", "number"], name="one_tool_version_per_number"
            ),
        )
        indexes = (
            models.Index(
                fields=["association", "tool", "effective_from"], name="tool_versions_by_day"
            ),
        )


class Article(Versioned):
    """An article as it is being written. `edition` is what everybody reads, None before.

    `thought` is what people think, for a misconception; `body` then says how it is. `services`
    names those it is about, by their addresses; none means all.
    """

    kind = models.CharField(max_length=13)
    category = models.CharField(max_length=12)
    title = models.JSONField()
    thought = models.JSONField()
    body = models.JSONField()
    services = models.JSONField()
    stage = models.CharField(max_length=9, default=ARTICLE.initial)
    edition = models.ForeignKey(
        "knowledge.ArticleEdition", null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            ARTICLE.constraint("article_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(ARTICLE_KINDS)), name="article_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stage="draft")
                | models.Q(stage="withdrawn")
                | models.Q(edition__isnull=False),
                name="published_article_has_edition",
            ),
        )


class ArticleEdition(Scoped):
    """What an article said when it was published; never changed. `folded` is for the search."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=13)
    category = models.CharField(max_length=12)
    title = models.JSONField()
    thought = models.JSONField()
    body = models.JSONField()
    services = models.JSONField()
    folded = models.TextField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["article", "number"], name="one_article_edition_per_number"
            ),
        )


class ArticleUse(Scoped):
    """How often an article was opened at the desk, used as an answer, or read by the public in one
    day. It says of nobody that he did."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    use = models.CharField(max_length=8)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "article", "day", "use"], name="one_count_per_use_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(use__in=list(USES)), name="article_use_is_known"
            ),
        )
