"""Two versions compared."""

from uuid import UUID

from wasl.domains.policies.queries.versions import policy_of
from wasl.domains.policies.rules.comparison import Comparison, compared
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


@query
def versions_compared(by: Actor, *, before: UUID | None, after: UUID) -> Comparison | None:
    """What changes when `after` takes the place of `before`, clause by clause and in the procedure.

    Nothing when there is no version before it. Refuses with `NotFound` a version that is not ours.
    """
    system = by.as_system()
    new = policy_of(system, policy_version=after)
    if before is None:
        return None
    return compared(policy_of(system, policy_version=before).policy, new.policy)
