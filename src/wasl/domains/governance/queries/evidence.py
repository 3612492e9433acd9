"""Every clause of the policy: what carries it out, and what proves it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from wasl.domains.agreements import queries as agreements
from wasl.domains.applications import queries as applications
from wasl.domains.assessments import queries as assessments
from wasl.domains.associations.queries import association_known
from wasl.domains.catalogue.queries import services_offered
from wasl.domains.contacts import queries as contacts
from wasl.domains.decisions import queries as decisions
from wasl.domains.delivery import queries as delivery
from wasl.domains.governance.rules import (
    Evidence,
    State,
    carriers_of,
    evidence_of,
    state_of,
)
from wasl.domains.knowledge.queries import article_use, tools_listed
from wasl.domains.parties import queries as parties
from wasl.domains.policies.queries import (
    PolicyRow,
    acknowledgements_owed,
    adoption_of,
    circulations_listed,
    policy_in_force,
    policy_of,
    policy_versions_listed,
    publications_listed,
    review_due,
)
from wasl.domains.privacy import queries as privacy
from wasl.domains.satisfaction import queries as satisfaction
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, day_of
from wasl.foundation.profile import Words
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound
from wasl.foundation.trail import TrailEntry

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Clause, Policy

LATELY: Final = timedelta(days=90)
_MECHANISMS: Final = ("administrative_check", "interview", "field_visit")


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """A clause, each statement in it with its evidence, and how it stands as a whole.

    A clause without statements of the requirements is the association's own; a person reads it.
    """

    ref: str
    section: str
    section_title: Words
    text: Words
    state: State
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SectionEvidence:
    """A section of the policy and its clauses."""

    key: str
    title: Words
    clauses: tuple[ClauseEvidence, ...]


@dataclass(frozen=True, slots=True)
class PolicyEvidence:
    """All clauses of a version, section by section; figures are of the last 90 days."""

    version: PolicyRow
    sections: tuple[SectionEvidence, ...]
    since: datetime

    @property
    def clauses(self) -> tuple[ClauseEvidence, ...]:
        """All clauses in the order of the document."""
        return tuple(clause for section in self.sections for clause in section.clauses)

    @property
    def counts(self) -> dict[str, int]:
        """How many clauses stand how."""
        found = dict.fromkeys(("proved", "no_proof", "not_measurable"), 0)
        for clause in self.clauses:
            found[clause.state] += 1
        return found


@dataclass(frozen=True, slots=True)
class ClauseSheet:
    """One clause on its own page, with its neighbours."""

    version: PolicyRow
    clause: ClauseEvidence
    before: str
    after: str
    since: datetime


@query
def policy_evidence(by: Actor, *, policy_version: UUID | None = None) -> PolicyEvidence:
    """Every clause of a version, or of the one in force, with what proves it now.

    The number of questions to the database does not grow with the clauses. Refuses with
    `NoPolicyInForce`, and with `NotFound`.
    """
    system = by.as_system()
    since = timezone.now() - LATELY
    version = (
        policy_in_force(system)
        if policy_version is None
        else policy_of(system, policy_version=policy_version)
    )
    return _evidence(version, _figures(system, version, since), since)


@query
def clause_evidence(by: Actor, *, ref: str, policy_version: UUID | None = None) -> ClauseSheet:
    """One clause of a version, or of the one in force, with what carries it out and proves it now.

    A clause that the version in force no longer has is read in the newest version that had it.
    Refuses with `NotFound` a clause or version that is not there, and with `NoPolicyInForce`.
    """
    system = by.as_system()
    since = timezone.now() - LATELY
    if policy_version is None:
        version = _version_with(system, ref)
    else:
        version = policy_of(system, policy_version=policy_version)
    clause = version.policy.clause(ref)
    if clause is None:
        raise NotFound
    refs = [one.ref for one in version.policy.clauses]
    place = refs.index(ref)
    return ClauseSheet(
        version=version,
        clause=_clause(version.policy, clause, _figures(system, version, since)),
        before=refs[place - 1] if place else "",
        after=refs[place + 1] if place + 1 < len(refs) else "",
        since=since,
    )


def _version_with(system: Actor, ref: str) -> PolicyRow:
    current = policy_in_force(system)
    if current.policy.clause(ref):
        return current
    for version in policy_versions_listed(system):
        if version.stage == "superseded" and version.policy.clause(ref):
            return version
    raise NotFound


def _evidence(version: PolicyRow, figures: Mapping[str, Figure], since: datetime) -> PolicyEvidence:
    policy = version.policy
    by_section: dict[str, list[ClauseEvidence]] = {}
    for clause in policy.clauses:
        by_section.setdefault(clause.section, []).append(_clause(policy, clause, figures))
    titles = _titles(policy)
    return PolicyEvidence(
        version,
        tuple(
            SectionEvidence(key, titles.get(key, {"ar": key, "en": key}), tuple(clauses))
            for key, clauses in by_section.items()
        ),
        since,
    )


def _clause(policy: "Policy", clause: "Clause", figures: Mapping[str, Figure]) -> ClauseEvidence:
    found = tuple(evidence_of(one, figures) for one in carriers_of(clause.requirements))
    return ClauseEvidence(
        ref=clause.ref,
        section=clause.section,
        section_title=_titles(policy).get(clause.section, {"ar": "", "en": ""}),
        text=clause.text,
        state=state_of(found),
        evidence=found,
    )


def _titles(policy: "Policy") -> dict[str, Words]:
    return {section.key: section.title for section in policy.sections}


def _figures(system: Actor, version: PolicyRow, since: datetime) -> dict[str, Figure]:
    mechanisms = assessments.figures(system, since=since)
    talks = contacts.figures(system, since=since)
    return {
        **_prefixed("agreements", agreements.figures(system)),
        **_prefixed("applications", applications.figures(system, since=since)),
        **_prefixed("assessments", mechanisms),
        "assessments.all": _together(mechanisms[one] for one in _MECHANISMS),
        **_prefixed("contacts", talks),
        **_prefixed("channel", talks),
        **_decided(system, since),
        **_prefixed("delivery", delivery.figures(system, since=since)),
        **_prefixed("survey", satisfaction.figures(system, since=since)),
        **_prefixed("parties", parties.figures(system)),
        **_prefixed("privacy", privacy.figures(system, since=since)),
        **_of_house(system),
        **_of_tools(system, since),
        **_of_policy(system, version),
    }


def _prefixed(room: str, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {f"{room}.{name}": figure for name, figure in figures.items()}


def _together(figures: Iterable[Figure]) -> Figure:
    known = list(figures)
    days = [one.last_on for one in known if one.last_on]
    return Figure(sum(one.number for one in known), None, max(days, default=None))


def _decided(system: Actor, since: datetime) -> dict[str, Figure]:
    figures = decisions.figures(system, since=since)
    # A refused attempt has no subject of its own, so the index on subjects narrows the search.
    refused = TrailEntry.objects.filter(
        chain=str(system.house),
        subject="",
        at__gte=since,
        details__contains='"refused": "ConflictOfInterest"',
    ).order_by("-sequence")
    moments = list(refused.values_list("at", flat=True))
    attempts = Figure(len(moments), None, day_of(moments[0]) if moments else None)
    return {
        **_prefixed("decisions", figures),
        "conflicts.all": _together((attempts, figures["recusals"])),
    }


def _of_house(system: Actor) -> dict[str, Figure]:
    house = association_known(system, association=system.house)
    offered = [one for one in services_offered(system) if one.takes_applications]
    return {
        "association.licence": Figure(int(bool(house.licence))),
        "services.offered": Figure(len(offered)),
    }


def _of_tools(system: Actor, since: datetime) -> dict[str, Figure]:
    named = [one for one in tools_listed(system).tools if one.is_named]
    present = [one for one in named if not one.is_gap]
    days = [one.last_effective_on for one in present if one.last_effective_on]
    used = article_use(system, since=since)
    return {
        **{
            f"tool.{one.kind}": Figure(int(not one.is_gap), None, one.last_effective_on)
            for one in named
        },
        "tool.any": Figure(len(present), len(named), max(days, default=None)),
        "articles.used": Figure(sum(one.use.total for one in used)),
    }


def _of_policy(system: Actor, version: PolicyRow) -> dict[str, Figure]:
    adoption = adoption_of(system, policy_version=version.id)
    shown = [
        one
        for one in publications_listed(system)
        if one.policy_version == version.id and one.is_on_show
    ]
    told = [one for one in circulations_listed(system) if one.policy_version == version.id]
    figures = {
        "policy.in_force": Figure(int(version.may_open_cases), None, version.in_force_from),
        "policy.published": Figure(
            len(shown), None, max((one.published_on for one in shown), default=None)
        ),
        "policy.circulated": Figure(
            len(told),
            None,
            max((timezone.localdate(one.circulated_at) for one in told), default=None),
        ),
    }
    if adoption is not None:
        signed = adoption.signatures
        figures |= {
            "policy.adopted": Figure(1, None, adoption.adopted_on),
            "policy.signatures": Figure(
                len(signed), None, max((one.signed_on for one in signed), default=None)
            ),
            "policy.chair": Figure(
                int(adoption.is_signed_by_chair), None, signed[0].signed_on if signed else None
            ),
        }
    if version.may_open_cases:
        figures |= _of_version_in_force(system)
    return figures


def _of_version_in_force(system: Actor) -> dict[str, Figure]:
    owed = acknowledgements_owed(system)
    days = [timezone.localdate(row.acknowledged_at) for row in owed.rows if row.acknowledged_at]
    review = review_due(system)
    in_time = review is not None and not review.is_due
    return {
        "policy.acknowledged": Figure(owed.done, owed.total, max(days, default=None)),
        "policy.review_kept": Figure(int(in_time), None, review.reviewed_on if review else None),
    }
