"""Evidence of what was done: for every clause of the policy, and the trail read and checked."""

from wasl.domains.governance.queries.evidence import (
    ClauseEvidence,
    ClauseSheet,
    PolicyEvidence,
    SectionEvidence,
    clause_evidence,
    policy_evidence,
)
from wasl.domains.governance.queries.trails import (
    TrailPage,
    TrailRow,
    trail_about_party,
    trail_read,
    trail_verified,
)
from wasl.domains.governance.rules import Evidence

__all__ = [
    "ClauseEvidence",
    "ClauseSheet",
    "Evidence",
    "PolicyEvidence",
    "SectionEvidence",
    "TrailPage",
    "TrailRow",
    "clause_evidence",
    "policy_evidence",
    "trail_about_party",
    "trail_read",
    "trail_verified",
]
