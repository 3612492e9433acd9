"""Where a version is on show, and to whom it was sent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from wasl.domains.access.queries import staff_names
from wasl.domains.policies.messages import BENEFICIARIES_TOLD
from wasl.domains.policies.models import Circulation, Publication
from wasl.domains.policies.queries.versions import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.domains.policies.rules.publicity import is_external, publicity_missing
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.wording import Wording


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A version on show at a place, one of `PLACES`, from a day and perhaps until a day."""

    id: UUID
    policy_version: UUID
    issue: int
    stage: str
    place: str
    address: str
    published_on: date
    withdrawn_on: date | None
    recorded_by: str

    @property
    def is_external(self) -> bool:
        """Whether people outside of the association read it there."""
        return is_external(self.place)

    @property
    def is_on_show(self) -> bool:
        """Whether it still hangs there."""
        return self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class PublicationWarning:
    """Something about the publicity that needs a person.

    `outdated`: at `publication` another version hangs than the one in force. `not_published`: the
    policy asks for publicity of a `scope`, `internal` or `external`, that nothing gives.
    """

    kind: Literal["outdated", "not_published"]
    publication: PublicationRow | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class CirculationRow:
    """A version sent round; `told` counts those to whom a message was queued."""

    id: UUID
    policy_version: UUID
    issue: int
    audience: str
    note: str
    circulated_at: datetime
    circulated_by: str
    told: int
    unreachable: int
    finished_at: datetime | None


@query
def publications_listed(by: Actor) -> tuple[PublicationRow, ...]:
    """Where, when and which version was published, the latest first."""
    rows = list(
        Publication.objects.select_related("policy_version").order_by("-published_on", "-id")
    )
    names = staff_names(by.as_system(), ids={one.recorded_by for one in rows if one.recorded_by})
    return tuple(
        PublicationRow(
            id=one.pk,
            policy_version=one.policy_version_id,
            issue=one.policy_version.issue,
            stage=one.policy_version.stage,
            place=one.place,
            address=one.address,
            published_on=one.published_on,
            withdrawn_on=one.withdrawn_on,
            recorded_by=names.get(one.recorded_by, "") if one.recorded_by else "",
        )
        for one in rows
    )


@query
def publication_warnings(by: Actor) -> tuple[PublicationWarning, ...]:
    """What is wrong with the publicity: another version on show, or a kind that is missing.

    Nothing before a policy is in force.
    """
    system = by.as_system()
    try:
        current = policy_in_force(system)
    except NoPolicyInForce:
        return ()
    shown = [one for one in publications_listed(system) if one.is_on_show]
    outdated = [one for one in shown if one.policy_version != current.id]
    places = tuple(one.place for one in shown if one.policy_version == current.id)
    missing = publicity_missing(current.policy.publication, places)
    return (
        *(PublicationWarning("outdated", publication=one) for one in outdated),
        *(PublicationWarning("not_published", scope=scope) for scope in missing),
    )


@query
def circulations_listed(by: Actor) -> tuple[CirculationRow, ...]:
    """To whom which version was sent, the latest first."""
    rows = list(
        Circulation.objects.select_related("policy_version").order_by("-circulated_at", "-id")
    )
    names = staff_names(
        by.as_system(), ids={one.circulated_by for one in rows if one.circulated_by}
    )
    return tuple(
        CirculationRow(
            id=one.pk,
            policy_version=one.policy_version_id,
            issue=one.policy_version.issue,
            audience=one.audience,
            note=one.note,
            circulated_at=one.circulated_at,
            circulated_by=names.get(one.circulated_by, "") if one.circulated_by else "",
            told=one.told,
            unreachable=one.unreachable,
            finished_at=one.finished_at,
        )
        for one in rows
    )


@dataclass(frozen=True, slots=True)
class OpenCirculation:
    """A circulation that is being carried to its audience; `cursor` is the last one told."""

    id: UUID
    cursor: UUID | None
    circulated_at: datetime
    note: str
    title: dict[str, str]


@query
def circulations_open(by: Actor) -> tuple[OpenCirculation, ...]:
    """Circulations to the beneficiaries that have not reached their end, the oldest first."""
    rows = (
        Circulation.objects.filter(audience="beneficiaries", finished_at=None)
        .select_related("policy_version")
        .order_by("circulated_at", "id")
    )
    return tuple(
        OpenCirculation(one.pk, one.cursor, one.circulated_at, one.note, one.policy_version.title)
        for one in rows
    )


def beneficiaries_told() -> Wording:
    """The words in which a circulation reaches the beneficiaries."""
    return BENEFICIARIES_TOLD
