"""What people said, shown only where nobody can be told from it (R31)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from wasl.domains.applications.queries import application_for_work
from wasl.domains.catalogue.queries import services_offered
from wasl.domains.satisfaction.models import SurveyAnswer, SurveyInvitation
from wasl.domains.satisfaction.rules import FEWEST, groups_to_show
from wasl.foundation.actor import Actor
from wasl.foundation.keys import fingerprint
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound

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

    title: dict[str, str] | None
    answers: int
    content: int
    average: float

    @property
    def content_percent(self) -> int:
        """Those who chose 4 or 5, of a hundred."""
        return round(100 * self.content / self.answers) if self.answers else 0


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """Results of a quarter. `total` is nothing while there are fewer than five answers."""

    quarter: str
    total: ResultRow | None
    services: tuple[ResultRow, ...]
    withheld: int
    fewest: int = FEWEST


@query
def survey_by_token(by: Actor, *, token: str) -> SurveyRow:
    """The question behind a link. Refuses with `NotFound`; the token is the only key."""
    invitation = SurveyInvitation.objects.filter(
        token_fingerprint=fingerprint(token, purpose=TOKEN_PURPOSE)
    ).first()
    if invitation is None:
        raise NotFound
    case = application_for_work(by.as_system(), application=invitation.application_id)
    return SurveyRow(invitation.occasion, invitation.is_used, dict(case.service_title))


@query
def survey_results(by: Actor, *, quarter: str, occasion: str = "") -> SurveyResults:
    """Results of a quarter by service, with small groups withheld.

    There is no way to ask for one person, one case, one day or one employee.
    """
    answers = SurveyAnswer.objects.filter(quarter=quarter)
    if occasion:
        answers = answers.filter(occasion=occasion)
    grouped = answers.values("service").annotate(
        answers=Count("pk"), content=Count("pk", filter=Q(score__gte=4)), sum=Sum("score")
    )
    rows = {str(row["service"]): row for row in grouped}
    everything = sum(row["answers"] for row in rows.values())
    if everything < FEWEST:
        return SurveyResults(quarter, None, (), everything and 1)
    shown = groups_to_show({name: row["answers"] for name, row in rows.items()})
    titles: dict[UUID, dict[str, str]] = {
        row.id: row.title for row in services_offered(by.as_system())
    }
    total = ResultRow(
        None,
        everything,
        sum(row["content"] for row in rows.values()),
        sum(row["sum"] for row in rows.values()) / everything,
    )
    services = tuple(
        ResultRow(
            titles.get(row["service"], {"ar": "", "en": ""}),
            row["answers"],
            row["content"],
            row["sum"] / row["answers"],
        )
        for name, row in sorted(rows.items())
        if name in shown
    )
    return SurveyResults(quarter, total, services, len(rows) - len(services))
