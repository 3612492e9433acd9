"""The adoption that Qabas recorded: its policy as written has none."""

from datetime import date

from wasl.domains.policies.actions import adopt_policy, bring_into_force
from wasl.domains.policies.queries import policy_versions_listed
from wasl.foundation.actor import Actor

_ADOPTED_ON = date(2025, 1, 12)


def given_adoption(system: Actor) -> bool:
    """Record the board's adoption of a policy that is still a draft; whether there was one."""
    versions = policy_versions_listed(system)
    if not versions or versions[0].stage != "draft":
        return False
    adopt_policy(
        system,
        policy_version=versions[0].id,
        kind="meeting",
        reference="1/2025",
        adopted_on=_ADOPTED_ON,
    )
    bring_into_force(system, policy_version=versions[0].id, seen_against=None)
    return True
