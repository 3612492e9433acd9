"""What a new association still lacks, each line with the page where it is done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import (
    ROLE_WORDS,
    staff_listed,
)
from wasl.domains.catalogue.queries import services_offered
from wasl.domains.decisions.queries import committees_listed
from wasl.domains.knowledge.queries import tool_gaps
from wasl.domains.policies.queries import policy_in_force, publication_warnings
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.desk.frame import here
from wasl.faces.desk.setup import words
from wasl.faces.desk.setup.pages import set_up
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import words as spoken

if TYPE_CHECKING:
    from wasl.domains.catalogue.queries import ServiceRow
    from wasl.domains.policies.rules import Policy


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an association needs, whether it has it, and where it is done."""

    text: Words
    note: Words
    url: str
    is_done: bool


@staff_route("access.invite_staff")
def overview(request: Request, slug: str) -> HttpResponse:
    """Everything that a new association needs, done and not yet done."""
    lines = lines_of(request)
    context = {"lines": lines, "is_done": all(line.is_done for line in lines)}
    return set_up(
        request, "desk/setup/overview.html", context, title=_("Getting started"), part="desk:setup"
    )


def lines_missing(request: Request) -> list[Line]:
    """What is still missing, for a director; empty for everybody else and once all is done."""
    if not request.actor.may("access.invite_staff"):
        return []
    return [line for line in lines_of(request) if not line.is_done]


def lines_of(request: Request) -> list[Line]:
    """What an association needs to take its first case, in the order of doing it."""
    try:
        policy = policy_in_force(request.actor).policy
    except NoPolicyInForce:
        policy = None
    found = [_policy_line(request, policy)]
    if policy is not None:
        services = services_offered(request.actor)
        deciding = {row.definition.decided_by for row in services if row.is_open}
        if not deciding:
            deciding = {one.kind for one in policy.deciders[:1]}
        found += [
            _services_line(request, services),
            *_staff_lines(request, policy, deciding),
            *(_committee_lines(request, policy) if "committee" in deciding else ()),
            *_tools_lines(request, policy),
            _publication_line(request),
        ]
    return found


def _policy_line(request: Request, policy: "Policy | None") -> Line:
    return Line(
        _("The policy that the board adopted is in force"),
        _("Upload the signed document, settle what is asked, record the adoption."),
        here(request, "desk:policies"),
        policy is not None,
    )


def _services_line(request: Request, services: "tuple[ServiceRow, ...]") -> Line:
    return Line(
        _("At least one service is open"),
        _("Begin from a ready one and fit it to what you offer."),
        here(request, "desk:services"),
        any(row.is_open for row in services),
    )


def roles_needed(policy: "Policy", deciding: set[str]) -> tuple[str, ...]:
    """The roles without which a case stands still: those of the policy's steps in their order,
    who studies it, and those who decide."""
    roles = [step.performed_by for step in policy.steps]
    if policy.has_step("refer"):
        roles.append(policy.referral_staff_role)
    roles.append("researcher")
    if "committee" in deciding:
        roles += ["committee_chair", "committee_member"]
    if "department" in deciding:
        roles += ["department_head", "reviewer"]
    return tuple(dict.fromkeys(role for role in roles if role in ROLE_WORDS))


def _staff_lines(request: Request, policy: "Policy", deciding: set[str]) -> list[Line]:
    held = {role for row in staff_listed(request.actor) if row.is_active for role in row.roles}
    return [
        Line(
            _("Somebody is: %(role)s") % {"role": spoken(ROLE_WORDS[role])},
            words.ROLE_HINTS[role],
            f"{here(request, 'desk:invite_staff')}?role={role}",
            role in held,
        )
        for role in roles_needed(policy, deciding)
    ]


def _committee_lines(request: Request, policy: "Policy") -> list[Line]:
    decider = policy.decider("committee")
    if decider is None:
        return []
    return [
        Line(
            _("The committee is formed: %(name)s") % {"name": spoken(decider.title)},
            _("Its members, its chair and its quorum."),
            here(request, "desk:committees"),
            any(one.is_active for one in committees_listed(request.actor)),
        )
    ]


def _tools_lines(request: Request, policy: "Policy") -> list[Line]:
    if not policy.tools:
        return []
    return [
        Line(
            _("The guides that the policy names are uploaded"),
            _("One key away while talking to people."),
            here(request, "desk:knowledge"),
            not tool_gaps(request.actor),
        )
    ]


def _publication_line(request: Request) -> Line:
    return Line(
        _("The policy is published where it says so"),
        _("Inside and outside, as the document states."),
        here(request, "desk:publications"),
        not publication_warnings(request.actor),
    )


def panel_of(request: Request) -> dict[str, Any]:
    """What the home page shows of it: the lines missing, or nothing."""
    missing = lines_missing(request)
    return {"missing": missing, "setup_url": here(request, "desk:setup")} if missing else {}
