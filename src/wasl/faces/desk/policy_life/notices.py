"""What the policy asks of whoever opens the desk or a case."""

from typing import TYPE_CHECKING, Any

from wasl.domains.policies.queries import (
    policy_in_force,
    policy_of,
    publication_warnings,
    review_due,
)
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request

if TYPE_CHECKING:
    from wasl.domains.applications.queries import ApplicationCase


def policy_notices(request: Request) -> dict[str, Any]:
    """For those who keep the policy: a review that is near or due, and a wrong version on show."""
    actor = request.actor
    due = review_due(actor) if actor.may("policies.record_review") else None
    warnings = publication_warnings(actor) if actor.may("policies.publish_policy") else ()
    return {
        "review": due if due is not None and (due.is_near or due.is_due) else None,
        "has_outdated": any(one.kind == "outdated" for one in warnings),
        "reviews_url": here(request, "desk:reviews"),
        "publications_url": here(request, "desk:publications"),
    }


def older_version(request: Request, case: "ApplicationCase") -> dict[str, Any]:
    """The version that a case lives under, when it is no longer the one in force; else nothing."""
    try:
        current = policy_in_force(request.actor)
    except NoPolicyInForce:
        return {}
    if current.id == case.policy_version:
        return {}
    compare = here(request, "desk:compare_policy", policy_version=current.id)
    may_compare = all(
        request.actor.may(one)
        for one in ("policies.versions_compared", "policies.policy_versions_listed")
    )
    return {
        "older_version": policy_of(request.actor, policy_version=case.policy_version),
        "current_version": current,
        "compare_url": f"{compare}?with={case.policy_version}" if may_compare else "",
    }
