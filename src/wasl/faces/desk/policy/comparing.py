"""Two versions side by side, and the one page from which a version comes into force."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import ROLE_WORDS
from wasl.domains.applications.queries import cases_under_versions
from wasl.domains.policies.actions import bring_into_force
from wasl.domains.policies.queries import (
    USUAL_GRACE_DAYS,
    policy_of,
    policy_versions_listed,
    versions_compared,
)
from wasl.domains.policies.refusals import ChangeUnseen, GraceOutOfRange
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy import words
from wasl.faces.desk.policy.forms import ForceForm
from wasl.faces.desk.policy.versions import version_head
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import cited
from wasl.foundation.refusal import WrongStage

if TYPE_CHECKING:
    from wasl.domains.policies.queries import PolicyRow
    from wasl.domains.policies.rules.comparison import Comparison


@staff_route("policies.versions_compared", "policies.policy_versions_listed")
def compare(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """What changes from another version to this one; without a choice, from the one in force."""
    return _page(request, policy_version, None)


@staff_route(
    "policies.bring_into_force",
    "policies.versions_compared",
    "policies.policy_versions_listed",
    methods=("POST",),
    fresh="now",
)
def force(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Bring a version into force, as it was compared on the page before."""
    form = ForceForm(request.POST)
    if form.is_valid():
        try:
            bring_into_force(
                request.actor,
                policy_version=policy_version,
                seen_against=form.cleaned_data["seen_against"],
                grace_days=form.cleaned_data["grace_days"],
            )
        except (ChangeUnseen, WrongStage) as refusal:
            messages.error(request, str(refusal))
            return redirect(here(request, "desk:compare_policy", policy_version=policy_version))
        except GraceOutOfRange as refusal:
            form.add_error("grace_days", str(refusal))
        else:
            messages.success(request, _("The version is in force. New cases open under it."))
            return redirect(here(request, "desk:policy_version", policy_version=policy_version))
    return _page(request, policy_version, form)


def _page(request: Request, policy_version: UUID, wrong: ForceForm | None) -> HttpResponse:
    row = policy_of(request.actor, policy_version=policy_version)
    rows = [
        one
        for one in policy_versions_listed(request.actor)
        if one.id != row.id and one.stage != "discarded"
    ]
    former = next((one for one in rows if one.stage == "in_force"), None)
    against = _against(request, rows, row, former)
    found = versions_compared(request.actor, before=against.id if against else None, after=row.id)
    offers_force = (
        row.stage == "adopted"
        and request.actor.may("policies.bring_into_force")
        and (against.id if against else None) == (former.id if former else None)
    )
    cases = cases_under_versions(request.actor) if offers_force else {}
    context: dict[str, Any] = {
        **version_head(request, row, "desk:compare_policy"),
        "others": [
            {"row": one, "stage": words.STAGES[one.stage][0], "is_chosen": one == against}
            for one in rows
        ],
        "against": against,
        "former": former,
        "found": found,
        "clauses": _clauses(found, row, against),
        "same_count": sum(one.kind == "same" for one in found.clauses) if found else 0,
        "parts": _parts(found),
        "promise": found.promise if found else None,
        "facts": _facts(found),
        "offers_force": offers_force,
        "is_adopted": row.stage == "adopted",
        "running": sum(cases.values()),
        "force_form": wrong
        or ForceForm(
            initial={
                "seen_against": former.id if former else None,
                "grace_days": former.grace_days if former else USUAL_GRACE_DAYS,
            }
        ),
        "form": wrong,
    }
    return shown(
        request,
        "desk/policy/compare.html",
        context,
        title=_("What changes"),
        place="desk:policies",
        status=422 if wrong else 200,
    )


def _against(
    request: Request, rows: "list[PolicyRow]", row: "PolicyRow", former: "PolicyRow | None"
) -> "PolicyRow | None":
    typed = request.GET.get("with", "")
    chosen = next((one for one in rows if str(one.id) == typed), None)
    older = next((one for one in rows if one.issue < row.issue), None)
    return chosen or former or older


def _clauses(
    found: "Comparison | None", row: "PolicyRow", against: "PolicyRow | None"
) -> list[dict[str, object]]:
    if found is None or against is None:
        return []
    return [
        {
            "change": one,
            "name": cited(row.policy if one.after else against.policy, one.ref),
            "kind": words.CHANGES[one.kind],
            "before": [run for run in one.arabic if run.kind != "added"],
            "after": [run for run in one.arabic if run.kind != "gone"],
        }
        for one in found.clauses_changed
    ]


def _parts(found: "Comparison | None") -> list[dict[str, object]]:
    """What becomes of the procedure: steps, deciders, channels, tools and mechanisms."""
    if found is None:
        return []
    parts: list[dict[str, object]] = []
    for name, title in words.PARTS.items():
        changes = [one for one in getattr(found, name) if _is_told(one, name)]
        if changes:
            told = _steps(changes) if name == "steps" else _others(changes)
            parts.append({"title": title, "changes": told})
    return parts


def _is_told(change: Any, name: str) -> bool:
    """Whether a change is the board's: a translation that reads otherwise is not."""
    is_renamed = name != "steps" and change.kind == "changed"
    if is_renamed:
        return bool(change.before["ar"] != change.after["ar"])
    return bool(change.kind != "same")


def _steps(changes: Any) -> list[dict[str, object]]:
    return [
        {
            "kind": words.CHANGES[one.kind],
            "title": (one.after or one.before).title,
            "was": _performer(one.before) if one.is_performed_by_others else "",
            "now": _performer(one.after) if one.is_performed_by_others else "",
        }
        for one in changes
    ]


def _performer(step: Any) -> object:
    return ROLE_WORDS.get(step.performed_by, step.performed_by)


def _others(changes: Any) -> list[dict[str, object]]:
    return [
        {
            "kind": words.CHANGES[one.kind],
            "title": "" if one.kind == "changed" else one.after or one.before,
            "was": one.before if one.kind == "changed" else "",
            "now": one.after if one.kind == "changed" else "",
        }
        for one in changes
    ]


def _facts(found: "Comparison | None") -> list[dict[str, object]]:
    if found is None:
        return []
    return [
        {
            "title": words.FACTS.get(one.about, one.about),
            "was": _fact_words(one.about, one.before),
            "now": _fact_words(one.about, one.after),
        }
        for one in found.facts
        if _fact_said(one.before) != _fact_said(one.after)
    ]


def _fact_said(value: Any) -> object:
    return value["ar"] if isinstance(value, Mapping) else value


def _fact_words(about: str, value: Any) -> object:
    if value is None or value == ():
        return "—"
    if isinstance(value, tuple):
        known = {"beneficiary_kinds": words.KINDS, "publication": words.PUBLICATION}.get(about, {})
        if all(isinstance(one, str) for one in value):
            return " · ".join(str(known.get(one, one)) for one in value)
        said = [one.title if about == "sections" else one for one in value]
        return {lang: " · ".join(one[lang] for one in said) for lang in ("ar", "en")}
    if about == "referral_staff_role":
        return ROLE_WORDS.get(value, value)
    return _("Every year from the adoption") if value == "yearly_from_adoption" else value
