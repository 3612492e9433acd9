"""Services read: what is offered, and the edition under which a case began."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from wasl.domains.catalogue.models import Service, ServiceEdition
from wasl.domains.catalogue.rules import (
    Limit,
    PolicyShape,
    Question,
    RequiredDocument,
    ServiceDefinition,
    Trouble,
    clean_answer,
    fitted,
    limits_of,
    read_services,
    read_starters,
    troubles_of,
    with_limits,
)
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.personal_data import Part, Said, titled
from wasl.foundation.profile import Words
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.remembered import Remembered


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service with its present edition."""

    id: UUID
    slug: str
    title: dict[str, str]
    summary: dict[str, str]
    is_open: bool
    places: int | None
    edition: UUID
    edition_number: int
    definition: ServiceDefinition

    @property
    def takes_applications(self) -> bool:
        """Whether somebody may apply now: open, and a place left where places are counted."""
        return self.is_open and self.places != 0


@query
def services_read(by: Actor, *, text: str, source: str) -> tuple[ServiceDefinition, ...]:
    """The services that a profile states.

    Raises `ProfileInvalid` with every mistake by `source` and line.
    """
    return read_services(text, source)


@query
def shape_in_force(by: Actor) -> PolicyShape | None:
    """What services may name of the policy in force; None while none is."""
    try:
        policy = policy_in_force(by).policy
    except NoPolicyInForce:
        return None
    return PolicyShape(
        clauses={clause.ref: clause.requirements for clause in policy.clauses},
        deciders=tuple(one.kind for one in policy.deciders),
        mechanisms=tuple(one.kind for one in policy.mechanisms),
        beneficiary_kinds=policy.beneficiary_kinds,
    )


@query
def starters_fitted(by: Actor, *, text: str, source: str) -> tuple[ServiceDefinition, ...]:
    """Ready services, written in `text`, as services of the policy in force.

    Refuses with `NoPolicyInForce`: deciders, mechanisms and clauses come from the policy. Raises
    `ProfileInvalid` with every mistake of the text.
    """
    shape = shape_in_force(by)
    if shape is None:
        raise NoPolicyInForce
    return tuple(fitted(one, shape) for one in read_starters(text, source))


@query
def service_troubles(by: Actor, *, definition: ServiceDefinition) -> tuple[Trouble, ...]:
    """What keeps a service from being published under the policy in force, each at its place.

    Refuses with `NoPolicyInForce`.
    """
    shape = shape_in_force(by)
    if shape is None:
        raise NoPolicyInForce
    return troubles_of(definition, shape)


def plain_document(
    *, key: str, title: Words, why: Words, example: Words, required: bool
) -> RequiredDocument:
    """A document that an association asks for: a copy, without a date to watch."""
    return RequiredDocument(key=key, title=title, why=why, example=example, required=required)


def limits_in(criterion: Mapping[str, Any]) -> tuple[Limit, ...]:
    """The figures of a criterion that may be set."""
    return limits_of(criterion)


def limits_set(criterion: Mapping[str, Any], values: Mapping[int, Decimal]) -> Mapping[str, Any]:
    """A criterion with other figures at these places, in its condition and in its words."""
    return with_limits(criterion, values)


_published: Remembered[tuple[UUID | None, UUID], ServiceDefinition] = Remembered()
_FIELDS = (
    "id",
    "slug",
    "title",
    "summary",
    "is_open",
    "places",
    "edition_id",
    "edition__number",
)


@query
def services_offered(by: Actor) -> tuple[ServiceRow, ...]:
    """All services that have been published, in the association's order."""
    rows = Service.objects.filter(edition__isnull=False).order_by("position", "slug")
    listed = list(rows.values(*_FIELDS))
    editions = [row["edition_id"] for row in listed]
    unread = [one for one in editions if _published.get((by.association, one)) is None]
    if unread:
        for pk, stored in ServiceEdition.objects.filter(pk__in=unread).values_list(
            "pk", "definition"
        ):
            _published.keep((by.association, pk), ServiceDefinition.from_dict(stored))
    return tuple(_row(by, row) for row in listed)


@query
def service_called(by: Actor, *, slug: str) -> ServiceRow:
    """The service at an address. Refuses with `NotFound`."""
    row = Service.objects.filter(slug=slug, edition__isnull=False).values(*_FIELDS).first()
    if row is None:
        raise NotFound
    return _row(by, row)


@query
def edition_of(by: Actor, *, edition: UUID) -> ServiceDefinition:
    """What an edition asks and requires; read once per process. Refuses with `NotFound`."""
    known = _published.get((by.association, edition))
    if known is None:
        stored = ServiceEdition.objects.filter(pk=edition).values_list("definition", flat=True)
        first = stored.first()
        if first is None:
            raise NotFound
        known = _published.keep((by.association, edition), ServiceDefinition.from_dict(first))
    return known


UNKNOWN: Final = "?unknown"
"""What a form sends for “I don't know”; it is kept as None, which is not the same as absent."""


@dataclass(frozen=True, slots=True)
class CleanedAnswers:
    """Answers as they are kept, the keys left empty, a sentence per field that cannot be read,
    and the keys that the form does not have."""

    values: Mapping[str, str | int | bool | None]
    emptied: tuple[str, ...]
    errors: Mapping[str, Any]
    unknown: tuple[str, ...]


@query
def answers_cleaned(by: Actor, *, edition: UUID, answers: Mapping[str, Any]) -> CleanedAnswers:
    """What was typed into an edition's form, each answer in its one stored form.

    Refuses with `NotFound` an edition that is not there; what cannot be read is told by field.
    """
    definition = edition_of(by, edition=edition)
    values: dict[str, str | int | bool | None] = {}
    emptied: list[str] = []
    errors: dict[str, Any] = {}
    unknown: list[str] = []
    for key, typed in answers.items():
        question = definition.question(key)
        if question is None:
            unknown.append(key)
        elif typed is None or not str(typed).strip():
            emptied.append(key)
        else:
            try:
                values[key] = _cleaned(question, typed)
            except Malformed as trouble:
                errors[key] = trouble.sentence
    return CleanedAnswers(values, tuple(emptied), errors, tuple(unknown))


@query
def answers_told(by: Actor, *, edition: UUID, answers: Mapping[str, Any]) -> tuple[Part, ...]:
    """Answers as they are kept, each under its question and in words, in the order of the form.

    Refuses with `NotFound` an edition that is not there.
    """
    return tuple(
        Part(titled(question.label), (_told(question, answers[question.key]),))
        for question in edition_of(by, edition=edition).questions
        if question.key in answers
    )


def _told(question: Question, value: Any) -> Said:
    if value is None:
        return _("Does not know")
    if question.kind == "choice":
        titles = {one.key: titled(one.label) for one in question.choices}
        return titles.get(value, str(value))
    if question.kind == "money":
        return Decimal(value)
    if question.kind == "date":
        return date.fromisoformat(value)
    return value if isinstance(value, bool | int) else str(value)


def _cleaned(question: Question, typed: Any) -> str | int | bool | None:
    if typed == UNKNOWN and question.allow_unknown:
        return None
    # A machine sends what a form would have typed: true for yes, 4 for "4".
    if isinstance(typed, bool):
        typed = "yes" if typed else "no"
    return clean_answer(question, str(typed))


def _row(by: Actor, row: dict[str, Any]) -> ServiceRow:
    return ServiceRow(
        row["id"],
        row["slug"],
        row["title"],
        row["summary"],
        row["is_open"],
        row["places"],
        row["edition_id"],
        row["edition__number"],
        edition_of(by, edition=row["edition_id"]),
    )
