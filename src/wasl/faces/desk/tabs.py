"""The views of one case and of one party, as tabs; parts of the desk add theirs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.frame import here
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request
from wasl.faces.ui.shapes import Tab

if TYPE_CHECKING:
    from wasl.domains.applications.queries import ApplicationCase


@dataclass(frozen=True, slots=True)
class CaseTab:
    """One view of a case: shown to those who hold the permission, in the stages named."""

    name: str
    text: Words
    permission: str
    stages: frozenset[str] = frozenset()


_DECIDED: Final = frozenset({"decided", "closed"})
_STUDIED: Final = frozenset({"complete", "assessed", "decided", "closed"})

CASE_TABS: Final[tuple[CaseTab, ...]] = (
    CaseTab("desk:case", _("The file"), "applications.application_sheet"),
    CaseTab("desk:checks", _("Matching"), "applications.record_checks"),
    CaseTab("desk:assessment", _("Assessment"), "assessments.assessment_sheet", _STUDIED),
    CaseTab("desk:decision", _("Decision"), "decisions.decisions_taken", _DECIDED | {"assessed"}),
    CaseTab("desk:delivery", _("Delivery"), "delivery.delivery_sheet", _DECIDED),
    CaseTab("desk:contacts", _("Contacts and messages"), "contacts.contacts_about"),
)


def case_tabs(request: Request, case: "ApplicationCase", current: str) -> list[Tab]:
    """The tabs of a case for the one who reads it."""
    return [
        Tab(one.text, here(request, one.name, application=case.id), current=one.name == current)
        for one in CASE_TABS
        if request.actor.may(one.permission) and (not one.stages or case.stage in one.stages)
    ]


@dataclass(frozen=True, slots=True)
class PartyTab:
    """One view of a party: shown to those who hold the permission, for the kinds named."""

    name: str
    text: Words
    permission: str
    kinds: frozenset[str] = frozenset()


_PEOPLE: Final = frozenset({"person", "household"})

PARTY_TABS: Final[tuple[PartyTab, ...]] = (
    PartyTab("desk:party", pgettext_lazy("party", "Who"), "parties.party_sheet"),
    PartyTab(
        "desk:party_household", pgettext_lazy("party", "Household"), "parties.party_sheet", _PEOPLE
    ),
    PartyTab("desk:party_guardians", _("Guardians"), "parties.party_sheet", _PEOPLE),
    PartyTab("desk:party_facts", pgettext_lazy("party", "Facts"), "parties.facts_of", _PEOPLE),
    PartyTab("desk:party_documents", _("Documents"), "parties.documents_of"),
    PartyTab("desk:party_cases", _("Applications"), "parties.same_party"),
    PartyTab("desk:party_contacts", _("Contacts"), "parties.same_party"),
    PartyTab("desk:party_agreements", _("Agreements"), "agreements.agreements_of"),
    PartyTab("desk:party_privacy", pgettext_lazy("party", "Privacy"), "privacy.rights_requests_of"),
    PartyTab("desk:party_rights", _("Rights and duties"), "agreements.rights_and_duties"),
    PartyTab("desk:party_history", _("History"), "parties.corrections_of"),
)


def party_tabs(request: Request, party: UUID, current: str, *, kind: str = "") -> list[Tab]:
    """The tabs of a party of this kind for the one who reads it."""
    return [
        Tab(one.text, here(request, one.name, party=party), current=one.name == current)
        for one in PARTY_TABS
        if request.actor.may(one.permission) and (not one.kinds or kind in one.kinds)
    ]
