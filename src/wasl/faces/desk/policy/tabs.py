"""The parts of the policy's place and the views of one version; parts of the desk add theirs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.lifecycle import FROZEN
from wasl.faces.desk.frame import here
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request
from wasl.faces.ui.shapes import Tab

if TYPE_CHECKING:
    from wasl.domains.policies.queries import PolicyRow


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """A part of the policy's place: shown to those who hold the permission."""

    name: str
    text: Words
    permission: str


@dataclass(frozen=True, slots=True)
class VersionTab:
    """A view of one version: shown to those who hold the permission, in the stages named."""

    name: str
    text: Words
    permission: str
    stages: frozenset[str] = frozenset()


PARTS: Final[tuple[PolicyPart, ...]] = (
    PolicyPart("desk:policies", _("Versions"), "policies.policy_versions_listed"),
    PolicyPart("desk:policy_read", _("Read and acknowledge"), "policies.acknowledge_policy"),
    PolicyPart("desk:clauses", _("Evidence"), "governance.policy_evidence"),
    PolicyPart("desk:acknowledgements", _("Acknowledgements"), "policies.acknowledgements_owed"),
    PolicyPart("desk:publications", _("Publication"), "policies.publications_listed"),
    PolicyPart("desk:circulations", _("Circulation"), "policies.circulations_listed"),
    PolicyPart("desk:reviews", _("Review"), "policies.reviews_listed"),
    PolicyPart("desk:board", _("The board"), "policies.board_listed"),
)

VERSION_TABS: Final[tuple[VersionTab, ...]] = (
    VersionTab("desk:policy_version", _("The text"), "policies.policy_of"),
    VersionTab("desk:policy_draft", _("The document"), "policies.draft_sheet"),
    VersionTab(
        "desk:compare_policy",
        _("Differences"),
        "policies.policy_versions_listed",
        FROZEN | {"draft", "before_board"},
    ),
    VersionTab("desk:version_clauses", _("Evidence"), "governance.policy_evidence", FROZEN),
)


def policy_parts(request: Request, current: str) -> list[Tab]:
    """The parts of the policy's place for the one who reads them."""
    return [
        Tab(one.text, here(request, one.name), current=one.name == current)
        for one in PARTS
        if request.actor.may(one.permission)
    ]


def version_tabs(request: Request, version: "PolicyRow", current: str) -> list[Tab]:
    """The views of a version for the one who reads it."""
    return [
        Tab(
            one.text,
            here(request, one.name, policy_version=version.id),
            current=one.name == current,
        )
        for one in VERSION_TABS
        if request.actor.may(one.permission) and (not one.stages or version.stage in one.stages)
    ]
