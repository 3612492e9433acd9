"""Tools have versions and gaps, articles editions, and uses are counted of nobody."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from wasl.domains.knowledge import ports
from wasl.domains.knowledge.actions import (
    answer_from_article,
    count_uses,
    note_use,
    publish_article,
    record_tool_version,
    revise_article,
    upload_tool_version,
    withdraw_article,
    write_article,
    write_noted_uses,
)
from wasl.domains.knowledge.models import ArticleUse, ToolVersion
from wasl.domains.knowledge.queries import (
    article_published,
    article_sheet,
    article_use,
    articles_found,
    articles_listed,
    articles_published,
    editions_cited,
    tool_file,
    tool_gaps,
    tool_sheet,
    tools_listed,
)
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
from wasl.domains.knowledge.tests.given import (
    GUIDE,
    GUIDE_TEXT,
    MISCONCEPTION,
    given_article,
    given_draft_article,
    given_house,
    given_tool,
    pdf,
)
from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.policies.actions import adopt_policy, bring_into_force, draft_policy
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.tests.given import given_definition
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7
from wasl.foundation.refusal import NotAllowed, NotFound, Stale, WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def system():
    return given_house()


@pytest.fixture
def director(system):
    return given_staff(system, "latifa", "director")


@pytest.fixture
def huda(system):
    return given_staff(system, "huda", "officer")


def tool_of(by, key):
    return next(one for one in tools_listed(by).tools if one.key == key)


def test_a_tool_that_nobody_uploaded_is_a_gap(director):
    assert [one.key for one in tool_gaps(director)] == [
        "basic_bylaw",
        "research_guide",
        "support_guide",
        "support_form",
    ]
    given_tool(director)

    guide = tool_of(director, "research_guide")
    assert not guide.is_gap
    assert guide.current is not None
    assert (guide.current.number, guide.current.recorded_by_name) == (1, "latifa")
    assert guide.last_effective_on == timezone.localdate()
    assert "research_guide" not in [one.key for one in tool_gaps(director)]
    holder = tools_listed(director).holder
    assert holder is not None
    assert holder["ar"] == "موظف علاقات المستفيدين"


def test_a_version_to_come_leaves_the_gap_until_its_day(director):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        given_tool(director, effective_from=date(2026, 12, 1))
        assert tool_of(director, "research_guide").is_gap
        assert tool_of(director, "research_guide").coming.number == 1
        clock.move_to("2026-12-01 00:30+03:00")
        assert not tool_of(director, "research_guide").is_gap


def test_older_versions_are_kept(director):
    given_tool(director, effective_from=date(2025, 1, 1))
    given_tool(director, effective_from=date(2026, 1, 1))
    sheet = tool_sheet(director, tool="research_guide")

    assert [one.number for one in sheet.versions] == [2, 1]
    assert sheet.tool.current == sheet.versions[0]
    assert sheet.tool.versions == 2


def test_what_no_policy_names_is_no_tool(director):
    with pytest.raises(ToolNotNamed):
        given_tool(director, "cookbook")
    with pytest.raises(NotFound):
        tool_sheet(director, tool="cookbook")


def test_a_tool_of_an_earlier_policy_stays_listed(system, director):
    given_tool(director)
    tools = [one for one in given_definition()["tools"] if one["kind"] != "research_guide"]
    visits = {"kind": "other", "wording": {"ar": "دليل الزيارات", "en": "Visits guide"}}
    put_in_force(system, tools=[*tools, visits])

    guide = tool_of(director, "research_guide")
    assert (guide.is_named, guide.is_gap) == (False, False)
    other = next(one for one in tool_gaps(director) if one.kind == "other")
    assert other.wording["ar"] == "دليل الزيارات"
    given_tool(director, other.key)
    assert not tool_of(director, other.key).is_gap
    with pytest.raises(ToolNotNamed):
        given_tool(director, "research_guide")


def put_in_force(system, **changes):
    """A policy of these changes takes the place of the one in force."""
    before = policy_in_force(system).id
    version = draft_policy(system, definition=given_definition() | changes)
    adopt_policy(
        system,
        policy_version=version.pk,
        kind="meeting",
        reference="2/2026",
        adopted_on=date(2026, 11, 1),
    )
    bring_into_force(system, policy_version=version.pk, seen_against=before)


def test_a_version_is_a_file_or_a_text(director):
    with pytest.raises(VersionEmpty):
        record_tool_version(director, tool="research_guide", title=GUIDE, text={"ar": "  "})
    with pytest.raises(TitleMissing):
        given_tool(director, title={"ar": "", "en": "Guide"})
    with pytest.raises(TextTooLong):
        given_tool(director, text={"ar": "ا" * 40_001})
    with pytest.raises(TextTooLong):
        given_tool(director, title={"ar": "ا" * 201})
    with pytest.raises(EffectiveOutOfReach):
        given_tool(director, effective_from=timezone.localdate() + timedelta(days=367))


def test_a_file_is_kept_harmless_and_read_again(director):
    version = upload_tool_version(
        director, tool="basic_bylaw", title=GUIDE, content=pdf() + b"<script>"
    )
    file = tool_file(director, tool="basic_bylaw", number=1)

    assert (file.kind, file.extension) == ("application/pdf", "pdf")
    assert file.content.startswith(b"%PDF-")
    assert b"<script>" not in file.content
    assert version.file_size == len(file.content)
    with pytest.raises(NotFound):
        tool_file(director, tool="basic_bylaw", number=2)


def test_a_text_has_no_file(director):
    given_tool(director)
    with pytest.raises(NotFound):
        tool_file(director, tool="research_guide", number=1)


class FullDisk:
    """A place for guides where nothing fits, or whatever trouble is asked for."""

    def __init__(self, trouble: Exception):
        self.trouble = trouble
        self.kept: list[bytes] = []

    def keep(self, content, /, *, association):
        raise self.trouble

    def read(self, guide, /, *, association):
        raise KeyError(guide)

    def forget(self, guide, /, *, association):
        raise AssertionError("nothing was kept")


@pytest.mark.parametrize(
    ("trouble", "refusal"),
    [
        (ports.GuideRefused("kind"), GuideOfWrongKind),
        (ports.GuideRefused("size"), GuideTooLarge),
        (ports.GuideRefused("pixels"), GuideOfTooManyPixels),
        (ports.GuideRefused("unreadable"), GuideUnreadable),
        (ports.GuideRefused("pdf"), GuidePdfRefused),
        (ports.GuideRefused("active"), GuideActive),
        (ports.NoRoom(), GuideNotKept),
    ],
)
def test_each_refused_file_has_its_own_sentence(director, trouble, refusal):
    before = ports.guides()
    ports.connect_guides(FullDisk(trouble))
    try:
        with pytest.raises(refusal) as said:
            upload_tool_version(director, tool="basic_bylaw", title=GUIDE, content=b"x")
    finally:
        ports.connect_guides(before)
    assert str(said.value)
    assert tool_of(director, "basic_bylaw").is_gap


def test_a_refused_version_leaves_no_file_behind(director, settings):
    files = settings.WASL_FILES / str(director.association) / "guides"
    before = set(files.glob("*"))
    with pytest.raises(ToolNotNamed):
        upload_tool_version(director, tool="cookbook", title=GUIDE, content=pdf())
    assert set(files.glob("*")) == before


def test_a_reader_of_guides_uploads_none(system):
    majed = given_staff(system, "majed", "researcher")
    with pytest.raises(NotAllowed):
        upload_tool_version(majed, tool="basic_bylaw", title=GUIDE, content=pdf())
    with pytest.raises(NotAllowed):
        given_article(majed)
    assert tools_listed(majed).tools


def test_an_article_is_read_from_its_publication_on(huda, system):
    visitor = Actor("public", system.association, frozenset({"knowledge.articles_published"}))
    draft = given_draft_article(huda)
    assert articles_published(visitor) == ()
    with pytest.raises(NotFound):
        article_published(huda, article=draft.pk)

    edition = publish_article(huda, article=draft.pk)
    (row,) = articles_published(visitor)
    assert (row.edition, row.number, row.kind) == (edition.pk, 1, "misconception")
    withdraw_article(huda, article=draft.pk)
    assert articles_published(visitor) == ()
    assert articles_found(huda) == ()


def test_what_is_written_on_is_read_once_it_is_published_again(huda):
    edition = given_article(huda)
    article = edition.article_id
    again = MISCONCEPTION | {"body": {"ar": "غير ذلك", "en": "Otherwise"}}
    revise_article(huda, article=article, version=1, **again)

    assert article_published(huda, article=article).body == MISCONCEPTION["body"]
    assert article_sheet(huda, article=article).has_changes
    publish_article(huda, article=article)
    assert article_published(huda, article=article).body["ar"] == "غير ذلك"
    sheet = article_sheet(huda, article=article)
    assert [one.number for one in sheet.editions] == [2, 1]
    assert (sheet.has_changes, sheet.written_by_name) == (False, "huda")


def test_the_same_words_are_not_published_twice(huda):
    edition = given_article(huda)
    with pytest.raises(NothingNew):
        publish_article(huda, article=edition.article_id)


def test_a_withdrawn_article_can_come_back(huda):
    edition = given_article(huda)
    withdraw_article(huda, article=edition.article_id)
    with pytest.raises(WrongStage):
        withdraw_article(huda, article=edition.article_id)
    assert publish_article(huda, article=edition.article_id).number == 2
    assert len(articles_found(huda)) == 1


def test_half_a_misconception_is_not_published(huda):
    draft = given_draft_article(huda, thought={"ar": "", "en": "only English"})
    with pytest.raises(ArticleIncomplete) as refused:
        publish_article(huda, article=draft.pk)
    assert refused.value.facts["lacking"] == ("thought",)
    with pytest.raises(TitleMissing):
        given_draft_article(huda, title={"ar": " ", "en": "Title"})
    with pytest.raises(TextTooLong):
        given_draft_article(huda, body={"ar": "ا" * 40_001})


def test_a_second_save_overwrites_nothing(huda):
    draft = given_draft_article(huda)
    revise_article(huda, article=draft.pk, version=1, **(MISCONCEPTION | {"category": "general"}))
    with pytest.raises(Stale) as refused:
        revise_article(
            huda, article=draft.pk, version=1, **(MISCONCEPTION | {"category": "privacy"})
        )
    assert refused.value.differences == {"category": ("general", "privacy")}


def test_articles_are_found_by_words_and_by_service(huda):
    given_article(huda, title={"ar": "الواسطة"}, services=["rent"])
    given_article(huda, title={"ar": "مدة الرد"}, category="decision")
    given_article(huda, title={"ar": "السلة"}, services=["basket"], kind="article")

    def titles(**asked):
        return [one.title["ar"] for one in articles_found(huda, **asked)]

    assert titles(service="basket") == ["السلة", "مدة الرد"]
    assert titles(service="basket", text="واسطه") == ["الواسطة"]
    assert titles(text="ردّ مدّة") == ["مدة الرد"]
    assert titles(text="لا شيء كهذا") == []
    assert len(titles()) == 3


def test_a_withdrawn_article_is_no_answer(huda):
    edition = given_article(huda)
    answer_from_article(huda, edition=edition.pk)
    withdraw_article(huda, article=edition.article_id)
    with pytest.raises(NotPublished):
        answer_from_article(huda, edition=edition.pk)
    with pytest.raises(NotFound):
        answer_from_article(huda, edition=uuid7())
    assert counted(huda, edition.article_id).answered == 1


def counted(by, article):
    rows = article_use(by, since=timezone.localdate())
    return next(one.use for one in rows if one.article == article)


def test_a_busy_page_is_written_once_a_minute(system, huda):
    article = given_article(huda).article_id
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        note_use(huda, article=article, use="read")
        assert counted(huda, article).read == 1
        for _reading in range(5):
            note_use(huda, article=article, use="read")
        note_use(huda, article=article, use="opened")
        assert counted(huda, article).read == 1
        clock.shift(timedelta(minutes=1, seconds=1))
        note_use(huda, article=article, use="read")
        assert (counted(huda, article).read, counted(huda, article).opened) == (7, 1)
    with entered_scope(system, writing=False):
        assert ArticleUse.objects.count() == 2
        assert TrailEntry.objects.filter(verb="knowledge.count_uses").count() == 2


def test_what_was_noted_is_written_before_it_is_shown(huda):
    article = given_article(huda).article_id
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False):
        for _reading in range(3):
            note_use(huda, article=article, use="read")
        assert counted(huda, article).read == 1
        write_noted_uses(huda)
        write_noted_uses(huda)
        assert counted(huda, article).read == 3


@pytest.mark.django_db(transaction=True)
def test_a_page_is_shown_although_nothing_can_be_written(system, huda):
    def refusing(execute, sql, params, many, context):
        if "knowledge_articleuse" in sql:
            raise OperationalError("the disk is full")
        return execute(sql, params, many, context)

    article = given_article(huda).article_id
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        with connection.execute_wrapper(refusing):
            note_use(huda, article=article, use="read")
        assert counted(huda, article).read == 0
        clock.shift(timedelta(minutes=6))
        note_use(huda, article=article, use="read")
        assert counted(huda, article).read == 2


def test_counts_of_a_day_are_added_up(system, huda):
    article = given_article(huda).article_id
    with time_machine.travel("2026-11-22 23:50+03:00", tick=False) as clock:
        count_uses(system, uses={(article, "read"): 2})
        count_uses(system, uses={(article, "read"): 3})
        clock.shift(timedelta(minutes=20))
        count_uses(system, uses={(article, "read"): 4})
        assert counted(huda, article).read == 4
        since = date(2026, 11, 22)
        assert article_use(huda, since=since)[0].use.read == 9
    with pytest.raises(ValueError, match="a use is"):
        count_uses(system, uses={(article, "sold"): 1})
    with pytest.raises(NotAllowed):
        count_uses(huda, uses={(article, "read"): 1})


def test_lists_ask_as_much_for_many_articles_as_for_one(huda):
    def asked(read):
        with connection.execute_wrapper(counting):
            seen.clear()
            read()
        return len(seen)

    seen: list[str] = []

    def counting(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    given_article(huda)
    few = [asked(lambda: articles_listed(huda)), asked(lambda: articles_found(huda))]
    for number in range(5):
        given_article(huda, title={"ar": f"مقال {number}"})
    assert [asked(lambda: articles_listed(huda)), asked(lambda: articles_found(huda))] == few
    assert len(articles_listed(huda)) == 6


def test_the_database_keeps_one_number_a_version(system, director):
    given_tool(director)
    with entered_scope(system, writing=True):
        first = ToolVersion.objects.get()
        first.pk = uuid7()
        with pytest.raises(IntegrityError), transaction.atomic():
            first.save(force_insert=True)


def test_another_association_sees_nothing(system, director, huda):
    upload_tool_version(director, tool="basic_bylaw", title=GUIDE, content=pdf())
    edition = given_article(huda)
    ibrahim = given_staff(given_house("wahj"), "ibrahim", "officer", "director")

    assert all(one.is_gap for one in tools_listed(ibrahim).tools)
    assert tool_sheet(ibrahim, tool="basic_bylaw").versions == ()
    assert articles_found(ibrahim) == ()
    assert articles_listed(ibrahim) == ()
    assert article_use(ibrahim, since=date(2020, 1, 1)) == ()
    assert editions_cited(ibrahim, editions=frozenset({edition.pk})) == {}
    for attempt in (
        lambda: tool_file(ibrahim, tool="basic_bylaw", number=1),
        lambda: article_published(ibrahim, article=edition.article_id),
        lambda: article_sheet(ibrahim, article=edition.article_id),
        lambda: publish_article(ibrahim, article=edition.article_id),
        lambda: withdraw_article(ibrahim, article=edition.article_id),
        lambda: revise_article(ibrahim, article=edition.article_id, version=1, **MISCONCEPTION),
        lambda: answer_from_article(ibrahim, edition=edition.pk),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_what_is_written_is_in_the_trail_without_its_words(system, huda, director):
    given_tool(director)
    given_article(huda)
    with entered_scope(system, writing=False):
        entries = list(TrailEntry.objects.filter(verb__startswith="knowledge."))

    assert [one.verb for one in entries] == [
        "knowledge.record_tool_version",
        "knowledge.write_article",
        "knowledge.publish_article",
    ]
    assert all(GUIDE_TEXT["ar"][:10] not in one.details for one in entries)


def test_without_a_policy_there_are_no_gaps():
    system = given_association()
    director = given_staff(system, "latifa", "director")

    assert tools_listed(director).tools == ()
    assert tool_gaps(director) == ()


def test_what_is_no_kind_is_a_defect(huda):
    with pytest.raises(ValueError, match="no such kind"):
        write_article(huda, **(MISCONCEPTION | {"kind": "rumour"}))
