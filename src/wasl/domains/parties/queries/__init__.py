"""What may be asked about parties."""

from wasl.domains.parties.queries.finding import (
    PartyMatch,
    find_parties,
)
from wasl.domains.parties.queries.knowing import (
    DependantRow,
    GuardianRow,
    PartyStrip,
    Reach,
    beneficiaries_reached,
    conflict_indexes_of,
    figures,
    is_known_party,
    party_facts,
    party_strip,
)

__all__ = [
    "DependantRow",
    "GuardianRow",
    "PartyMatch",
    "PartyStrip",
    "Reach",
    "beneficiaries_reached",
    "conflict_indexes_of",
    "figures",
    "find_parties",
    "is_known_party",
    "party_facts",
    "party_strip",
]
