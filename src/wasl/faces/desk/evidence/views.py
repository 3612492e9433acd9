"""The clauses of the policy with their state, and a page for each."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.governance.queries import clause_evidence, policy_evidence
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk.evidence.words import PAGES, STATES
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy.tabs import policy_parts, version_tabs
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui import drawing, formats

if TYPE_CHECKING:
    from wasl.domains.governance.queries import ClauseEvidence, Evidence
    from wasl.domains.policies.queries import PolicyRow


@staff_route("governance.policy_evidence")
def clauses(request: Request, slug: str, policy_version: UUID | None = None) -> HttpResponse:
    """All clauses of a version, or of the one in force, each with how it stands now."""
    try:
        found = policy_evidence(request.actor, policy_version=policy_version)
    except NoPolicyInForce as refusal:
        none = {"tabs": policy_parts(request, "desk:clauses"), "sentence": str(refusal)}
        return _page(request, "clauses", none, _("Evidence"))
    address = _address(request, policy_version)
    asked = request.GET.get("state", "")
    counts, names = found.counts, _names(found.version)
    context: dict[str, Any] = {
        **_around(request, found.version, policy_version),
        "found": found,
        "filters": [_filter(address, key, counts[key], key == asked) for key in STATES],
        "all_url": address,
        "is_filtered": asked in STATES,
        "sections": [
            {
                "title": section.title,
                "clauses": [
                    _row(request, found.version, clause, names)
                    for clause in section.clauses
                    if asked not in STATES or clause.state == asked
                ],
            }
            for section in found.sections
        ],
    }
    return _page(request, "clauses", context, _("Evidence"))


@staff_route("governance.clause_evidence")
def clause(
    request: Request, slug: str, ref: str, policy_version: UUID | None = None
) -> HttpResponse:
    """One clause: its words, what carries it out, and what proves it now."""
    sheet = clause_evidence(request.actor, ref=ref, policy_version=policy_version)
    version = sheet.version
    names = _names(version)
    context = {
        "tabs": policy_parts(request, "desk:clauses"),
        "sheet": sheet,
        "state": STATES[sheet.clause.state],
        "is_in_force": version.may_open_cases,
        "evidence": [_evidence(request, one) for one in sheet.clause.evidence],
        "back_url": here(request, "desk:clauses"),
        "version_url": here(request, "desk:policy_version", policy_version=version.id),
        "before": _neighbour(request, version, sheet.before, names),
        "after": _neighbour(request, version, sheet.after, names),
    }
    return _page(request, "clause", context, names[ref])


def _page(request: Request, template: str, context: dict[str, Any], title: object) -> HttpResponse:
    return shown(
        request,
        f"desk/evidence/{template}.html",
        context,
        title=title,
        place="desk:policies",
    )


def _address(request: Request, policy_version: UUID | None) -> str:
    if policy_version is None:
        return here(request, "desk:clauses")
    return here(request, "desk:version_clauses", policy_version=policy_version)


def _around(request: Request, version: "PolicyRow", policy_version: UUID | None) -> dict[str, Any]:
    if policy_version is None:
        return {"tabs": policy_parts(request, "desk:clauses")}
    return {
        "tabs": version_tabs(request, version, "desk:version_clauses"),
        "back_url": here(request, "desk:policies"),
    }


def _filter(address: str, state: str, count: int, is_chosen: bool) -> dict[str, Any]:
    name, tone, _icon = STATES[state]
    return {
        "name": name,
        "tone": tone,
        "count": count,
        "url": f"{address}?state={state}",
        "is_chosen": is_chosen,
    }


def _names(version: "PolicyRow") -> dict[str, str]:
    """Every clause's name, by its reference: its section and its number there."""
    sections: list[dict[str, Any]] = drawing.policy_sections(version.policy)
    return {
        clause["ref"]: formats.digits(
            f"{formats.words(section['title'])} {clause['number']}".strip()
        )
        for section in sections
        for clause in section["clauses"]
    }


def _row(
    request: Request, version: "PolicyRow", clause: "ClauseEvidence", names: dict[str, str]
) -> dict[str, Any]:
    return {
        "clause": clause,
        "place": names[clause.ref],
        "state": STATES[clause.state],
        "url": _clause_address(request, version, clause.ref),
        "proofs": [one for one in clause.evidence if one.value],
        "lacking": [one for one in clause.evidence if one.state == "no_proof"],
    }


def _evidence(request: Request, one: "Evidence") -> dict[str, Any]:
    name, text, permission = PAGES.get(one.page, ("", "", ""))
    may_open = bool(name) and request.actor.may(permission)
    return {
        "one": one,
        "state": STATES[one.state],
        "page": text if may_open else "",
        "url": here(request, name) if may_open else "",
    }


def _neighbour(
    request: Request, version: "PolicyRow", ref: str, names: dict[str, str]
) -> dict[str, str] | None:
    if not ref:
        return None
    return {
        "url": _clause_address(request, version, ref),
        "place": names[ref],
    }


def _clause_address(request: Request, version: "PolicyRow", ref: str) -> str:
    if version.may_open_cases:
        return here(request, "desk:clause", ref=ref)
    return here(request, "desk:clause_of_version", policy_version=version.id, ref=ref)
