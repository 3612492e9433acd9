"""Policies as the profiles state them, at each stage of their life."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from wasl.domains.policies.actions import adopt_policy, bring_into_force, draft_policy
from wasl.domains.policies.queries import policy_versions_listed, profile_read
from wasl.foundation.actor import Actor

PROFILES = Path(__file__).parents[5] / "profiles"


def given_definition(slug: str = "manarat") -> dict[str, Any]:
    """The policy of a profile, as it is stored."""
    text = (PROFILES / f"{slug}.yaml").read_text()
    return profile_read(Actor.installation(), text=text, source=slug).policy.as_dict()


def given_draft(association: UUID, slug: str = "manarat") -> UUID:
    """A version that no board has adopted."""
    return draft_policy(Actor.system(association), definition=given_definition(slug)).pk


def given_adopted(association: UUID, slug: str = "manarat") -> UUID:
    """A version that a board adopted and that is not in force yet."""
    version = given_draft(association, slug)
    adopt_policy(
        Actor.system(association),
        policy_version=version,
        kind="decision",
        reference="م/٢٦٠",
        adopted_on=date(2024, 10, 13),
        hijri="1446-04-10",
        weekday="sunday",
    )
    return version


def given_in_force(association: UUID, slug: str = "manarat") -> UUID:
    """A version under which cases are opened."""
    system = Actor.system(association)
    version = given_adopted(association, slug)
    seen = next((one.id for one in policy_versions_listed(system) if one.may_open_cases), None)
    bring_into_force(system, policy_version=version, seen_against=seen)
    return version
