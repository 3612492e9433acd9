"""What people said, shown only where nobody can be told from it (R31)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import application_for_work
from wasl.domains.catalogue.queries import services_offered
from wasl.domains.satisfaction.models import CallRequest, SurveyAnswer, SurveyInvitation
from wasl.domains.satisfaction.rules import FEWEST, groups_to_show, quarters_until
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.keys import fingerprint
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found

if TYPE_CHECKING:
    from django.db.models import QuerySet

QUARTER: Final = re.compile(r"\d{4}-Q[1-4]")

TOKEN_PURPOSE = "survey"  # noqa: S105 - names what the fingerprint is for


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """The question behind a link."""

    occasion: str
    is_used: bool
    service_title: dict[str, str]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The answers of one service, or of all: how many, how many were content, and the average."""

    title: Mapping[str, str] | None
    answers: int
    content: int
    average: float

    @property
    def content_percent(self) -> int:
        """Those who chose 4 or 5, of a hundred."""
        return round(100 * self.content / self.answers) if self.answers else 0


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """Results of a quarter. `total` is nothing while there are fewer than five answers.

    `withheld` counts the services whose answers are too few to show; `voices` are people's own
    words, without service or order. `by_score` counts the answers of each score, 5 to 1.
    """

    quarter: str
    total: ResultRow | None
    by_score: tuple[tuple[int, int], ...]
    services: tuple[ResultRow, ...]
    withheld: int
    voices: tuple[str, ...]
    quarters: tuple[str, ...]
    fewest: int = FEWEST


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody who wished to be called."""

    id: UUID
    phone: str
    words: str
    asked_on: date
    answered_by: str
    answered_at: datetime | None


@query
def survey_by_token(by: Actor, *, token: str) -> SurveyRow:
    """The question behind a link. Refuses with `NotFound`; the token is the only key."""
    invitation = found(
        SurveyInvitation.objects.all(),
        token_fingerprint=fingerprint(token, purpose=TOKEN_PURPOSE),
    )
    case = application_for_work(by.as_system(), application=invitation.application_id)
    return SurveyRow(invitation.occasion, invitation.is_used, dict(case.service_title))


@query
def survey_results(by: Actor, *, quarter: str = "") -> SurveyResults:
    """Results of a quarter (the running one unless told) by service, small groups withheld.

    There is no way to ask for one person, one case, one day or one employee, and answers enter
    by fives, so that two looks never differ by one person. Refuses with `NotFound` a quarter
    that is none.
    """
    quarters = quarters_until(timezone.localdate())
    asked = quarter or quarters[0]
    if not QUARTER.fullmatch(asked):
        raise NotFound
    answers = SurveyAnswer.objects.filter(quarter=asked, is_counted=True)
    counts = dict(answers.values_list("score").annotate(Count("pk")).order_by())
    everything = sum(counts.values())
    waiting = SurveyAnswer.objects.filter(quarter=asked, is_counted=False)
    withheld = waiting.order_by().values("service").distinct().count()
    if everything < FEWEST:
        return SurveyResults(asked, None, (), (), withheld, (), quarters)
    services, hidden = _services_shown(by, answers)
    return SurveyResults(
        quarter=asked,
        total=ResultRow(
            None,
            everything,
            counts.get(4, 0) + counts.get(5, 0),
            sum(score * number for score, number in counts.items()) / everything,
        ),
        by_score=tuple((score, counts.get(score, 0)) for score in (5, 4, 3, 2, 1)),
        services=services,
        withheld=withheld + hidden,
        voices=tuple(one.words for one in answers.order_by("pk") if one.words),
        quarters=quarters,
    )


@query
def calls_asked(by: Actor) -> tuple[CallRow, ...]:
    """Who wished to be called: those still waiting first, the longest waiting on top."""
    rows = CallRequest.objects.order_by(F("answered_at").desc(nulls_first=True), "asked_on", "id")
    shown = list(rows[:100])
    names = staff_names(by.as_system(), ids=[row.answered_by for row in shown if row.answered_by])
    return tuple(
        CallRow(
            row.pk,
            row.phone,
            row.words,
            row.asked_on,
            names.get(row.answered_by, "") if row.answered_by else "",
            row.answered_at,
        )
        for row in shown
    )


def _services_shown(
    by: Actor, answers: "QuerySet[SurveyAnswer]"
) -> tuple[tuple[ResultRow, ...], int]:
    grouped = (
        answers.order_by()
        .values("service")
        .annotate(
            answers=Count("pk"), content=Count("pk", filter=Q(score__gte=4)), sum=Sum("score")
        )
    )
    rows = {row["service"]: row for row in grouped}
    shown = groups_to_show({str(service): row["answers"] for service, row in rows.items()})
    titles = {row.id: row.title for row in services_offered(by.as_system())}
    results = tuple(
        ResultRow(
            titles.get(service, {"ar": "", "en": ""}),
            row["answers"],
            row["content"],
            row["sum"] / row["answers"],
        )
        for service, row in rows.items()
        if str(service) in shown
    )
    return tuple(sorted(results, key=lambda row: -row.answers)), len(rows) - len(results)


@query
def figures(by: Actor, *, since: datetime) -> Mapping[str, Figure]:
    """To how many people a question was offered since then: `offered`, and of them `refused`,
    those whose request was not accepted. What anybody answered is not counted here."""
    offered = SurveyInvitation.objects.filter(offered_on__gte=timezone.localdate(since))
    return figures_of(
        offered,
        "offered_on",
        offered=Q(pk__isnull=False),
        refused=Q(application__outcome="reject"),
    )
