"""Consents, notices, requests about one's own data, incidents, and files opened out of turn."""

from wasl.domains.privacy.models.asking import RightsRequest
from wasl.domains.privacy.models.consenting import Consent, Notice, Purpose
from wasl.domains.privacy.models.incidents import Incident
from wasl.domains.privacy.models.opening import FileOpening

__all__ = ["Consent", "FileOpening", "Incident", "Notice", "Purpose", "RightsRequest"]
