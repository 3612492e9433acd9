"""Parties: who they are, who belongs to whom, what is known of them and where it comes from."""

from wasl.domains.parties.models.documents import DocumentKind, PartyDocument
from wasl.domains.parties.models.facts import Correction, Fact, PastAssistance
from wasl.domains.parties.models.households import Guardianship, HouseholdMember
from wasl.domains.parties.models.likeness import DuplicatePair, DuplicateSearch, Merge
from wasl.domains.parties.models.parties import ContactWay, Holds, Party

__all__ = [
    "ContactWay",
    "Correction",
    "DocumentKind",
    "DuplicatePair",
    "DuplicateSearch",
    "Fact",
    "Guardianship",
    "Holds",
    "HouseholdMember",
    "Merge",
    "Party",
    "PartyDocument",
    "PastAssistance",
]
