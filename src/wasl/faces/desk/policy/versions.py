"""The versions of the policy: the list, and one of them clause by clause."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import ROLE_WORDS
from wasl.domains.applications.queries import cases_under_versions
from wasl.domains.policies.lifecycle import FROZEN
from wasl.domains.policies.queries import (
    adoption_of,
    draft_sheet,
    policy_in_force,
    policy_of,
    policy_versions_listed,
    publication_warnings,
)
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy import words
from wasl.faces.desk.policy.tabs import policy_parts, version_tabs
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.shapes import SummaryRow

if TYPE_CHECKING:
    from wasl.domains.policies.queries import AdoptionRow, PolicyRow

_TASKS = {
    "draft": ("desk:policy_draft", _("Settle and send to the board"), "policies.submit_to_board"),
    "before_board": ("desk:adopt_policy", _("Record the adoption"), "policies.adopt_policy"),
    "adopted": ("desk:compare_policy", _("Bring into force"), "policies.bring_into_force"),
}


@staff_route("policies.policy_in_force")
def listed(request: Request, slug: str) -> HttpResponse:
    """Every version for those who keep them; for all others the one in force."""
    if not request.actor.may("policies.policy_versions_listed"):
        return _in_force(request)
    rows = policy_versions_listed(request.actor)
    cases = cases_under_versions(request.actor)
    context = {
        "tabs": policy_parts(request, "desk:policies"),
        "rows": [_listed_row(request, row, cases.get(row.id, 0)) for row in rows],
        "has_rows": bool(rows),
        "may_upload": request.actor.may("policies.draft_from_document"),
        "upload_url": here(request, "desk:upload_policy"),
        "has_outdated": any(one.kind == "outdated" for one in _warnings(request)),
        "is_none_in_force": not any(row.stage == "in_force" for row in rows),
    }
    return shown(
        request, "desk/policy/versions.html", context, title=_("Policy"), place="desk:policies"
    )


def _warnings(request: Request) -> tuple[Any, ...]:
    if not request.actor.may("policies.publication_warnings"):
        return ()
    return publication_warnings(request.actor)


def _listed_row(request: Request, row: "PolicyRow", cases: int) -> dict[str, object]:
    name, text, permission = _TASKS.get(row.stage, ("", "", ""))
    open_questions = 0
    if row.stage == "draft" and request.actor.may("policies.draft_sheet"):
        open_questions = draft_sheet(request.actor, policy_version=row.id).open_count
    return {
        "row": row,
        "stage": words.STAGES[row.stage],
        "adoption": adoption_of(request.actor, policy_version=row.id)
        if row.stage in FROZEN
        else None,
        "cases": cases,
        "open": open_questions,
        "url": here(request, "desk:policy_version", policy_version=row.id),
        "task": text if name and request.actor.may(permission) else "",
        "task_url": here(request, name, policy_version=row.id) if name else "",
    }


def _in_force(request: Request) -> HttpResponse:
    try:
        row = policy_in_force(request.actor)
    except NoPolicyInForce as refusal:
        return shown(
            request,
            "desk/policy/none.html",
            {"sentence": str(refusal)},
            title=_("Policy"),
            place="desk:policies",
        )
    return _version_page(request, row)


@staff_route("policies.policy_of")
def version(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """One version, clause by clause, to read."""
    return _version_page(request, policy_of(request.actor, policy_version=policy_version))


def _version_page(request: Request, row: "PolicyRow") -> HttpResponse:
    adoption = adoption_of(request.actor, policy_version=row.id)
    name, text, permission = _TASKS.get(row.stage, ("", "", ""))
    context = {
        **version_head(request, row, "desk:policy_version"),
        "policy": row.policy,
        "facts": _facts(row, adoption),
        "steps": [
            {"step": one, "who": ROLE_WORDS.get(one.performed_by, one.performed_by)}
            for one in row.policy.steps
        ],
        "signatures": [
            {"row": one, "capacity": words.CAPACITIES.get(one.capacity, one.capacity)}
            for one in (adoption.signatures if adoption else ())
        ],
        "task": text if name and request.actor.may(permission) else "",
        "task_url": here(request, name, policy_version=row.id) if name else "",
    }
    return shown(
        request,
        "desk/policy/version.html",
        context,
        title=row.title,
        place="desk:policies",
    )


def version_head(request: Request, row: "PolicyRow", current: str) -> dict[str, Any]:
    """What stands at the top of every page of a version: its tabs, stage and way back."""
    return {
        "row": row,
        "stage": words.STAGES[row.stage],
        "tabs": version_tabs(request, row, current),
        "version_url": here(request, "desk:policy_version", policy_version=row.id),
        "back_url": here(request, "desk:policies"),
    }


def _facts(row: "PolicyRow", adoption: "AdoptionRow | None") -> list[SummaryRow]:
    policy = row.policy
    facts: list[tuple[Any, Any, str]] = [
        (words.FACTS["issue_number"], policy.issue_number, ""),
        (words.FACTS["owner"], policy.owner, ""),
        (_("Adoption"), words.ADOPTIONS.get(adoption.kind, "") if adoption else "", ""),
        (_("Number"), adoption.reference if adoption else "", "text"),
        (_("Adopted on"), adoption.adopted_on if adoption else None, "both_dates"),
        (_("Term of the board"), adoption.term if adoption else "", "text"),
        (_("In force since"), row.in_force_from, "both_dates"),
        (_("Who decides"), _joined(one.title for one in policy.deciders), ""),
        (words.FACTS["beneficiary_kinds"], _kinds(policy.beneficiary_kinds), ""),
        (words.FACTS["applicant_title"], policy.applicant_title, ""),
        (words.FACTS["tools_holder"], policy.tools_holder, ""),
    ]
    return [SummaryRow(key, value, kind=kind) for key, value, kind in facts if value]


def _joined(titles: Any) -> dict[str, str]:
    known: list[Mapping[str, str]] = list(titles)
    return {language: " · ".join(one[language] for one in known) for language in ("ar", "en")}


def _kinds(kinds: tuple[str, ...]) -> str:
    return " · ".join(str(words.KINDS.get(one, one)) for one in kinds)
