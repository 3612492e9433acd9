"""Applications read: cases for work, sheets, queues, drafts, and following."""

from wasl.domains.applications.queries.cases import ApplicationCase, application_for_work
from wasl.domains.catalogue.queries import UNKNOWN

__all__ = ["UNKNOWN", "ApplicationCase", "application_for_work"]
