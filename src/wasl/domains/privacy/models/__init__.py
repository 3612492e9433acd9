"""Consents, notices, requests about one's own data, incidents, and files opened out of turn."""

from wasl.domains.privacy.models.asking import RightsRequest
from wasl.domains.privacy.models.consenting import Consent, Notice, Purpose
from wasl.domains.privacy.models.erasing import Destruction, Hold
from wasl.domains.privacy.models.incidents import Incident
from wasl.domains.privacy.models.opening import FileOpening

__all__ = [
    "Consent",
    "Destruction",
    "FileOpening",
    "Hold",
    "Incident",
    "Notice",
    "Purpose",
    "RightsRequest",
]
